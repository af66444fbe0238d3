"""Documents built out of the fields of the schemas, mostly right and wrong in places, as text in many styles."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from tests.whole.fuzz.seeds import MARK
from validator.documents.kinds import API_VERSION
from validator.schema.schemas import SCHEMAS, resolve, schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.whole.fuzz.seeds import Files

    Draw = Callable[[st.SearchStrategy[Any]], Any]

_DEEPEST = 4
_ODD: list[Any] = [
    *(None, "", [], {}, 0, -1, 1.5, 10**30, True, False, [None], {"": ""}, [[]], {"a": {"b": []}}),
    *("no", "0123", "1e5", "~", " ", "a #b", "#b", "*a", "&a", "!x", "@x", "%", "- a", "a: b", "{{ x }}"),
    *("\u201cx\u201d", "${env:A}", "${env:", "${file:a}", "<your id>", "changeme", "\u202ex", "\u200b"),
    *("\x1b[2J", "::error::x", "x" * 300, "https://[::1", "http://u:p@h/", "https://h:99999", "javascript:x"),
    *("https://sandbox.procore.com", "4,281,379", "Production", "procore", "Acme", "(a+)+$", "[", "2026-13-40", MARK),
]  # fmt: skip
_SECRETS = {"clientSecret": MARK, "password": MARK, "clientId": "${env:ID}"}
_OTHER_KEYS = [
    "tpye",
    "clientScret",
    "client_secret",
    "password",
    "<<",
    "",
    "apiVersion",
    "a b",
    "\u200bname",
    "1",
    "null",
]
_odd = st.sampled_from(_ODD)
_rarely = st.integers(0, 11).map(lambda number: number == 0)
_often = st.integers(0, 3).map(bool)


def _value(draw: Draw, node: Any, home: str, depth: int) -> Any:
    """Return a value for a part of a schema: an example or one built of its parts, and rarely another."""
    while isinstance(node, dict) and not draw(_rarely):
        if node.get("examples") and (depth > _DEEPEST or draw(_often)):
            return draw(st.sampled_from(node["examples"]))
        if "$ref" in node:
            node, home = resolve(node["$ref"], home)
        elif "anyOf" in node:
            node = draw(st.sampled_from(node["anyOf"]))
        else:
            return _built(draw, node, home, depth)
    return draw(_odd)


def _built(draw: Draw, node: Any, home: str, depth: int) -> Any:
    if "const" in node or "enum" in node:
        return draw(st.sampled_from(node.get("enum", [node.get("const")])))
    if node.get("items") and depth <= _DEEPEST:
        return [_value(draw, node["items"], home, depth + 1) for _ in range(draw(st.integers(0, 2)))]
    if node.get("properties") and depth <= _DEEPEST:
        return _mapping(draw, node, home, depth)
    return draw(_odd)


def _mapping(draw: Draw, node: Any, home: str, depth: int) -> dict[str, Any]:
    data = {}
    for name, inner in node["properties"].items():
        if name not in node.get("required", ()) and name not in _SECRETS and not draw(_often):
            continue
        key = draw(st.sampled_from(_slips(name))) if draw(_rarely) else name
        known = _SECRETS.get(name) if draw(_often) else None
        data[key] = known or _value(draw, inner, home, depth + 1)
    if draw(_rarely):
        data[draw(st.sampled_from(_OTHER_KEYS))] = draw(_odd)
    return data


def _slips(name: str) -> list[str]:
    """Return a key as people misspell it."""
    snake = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
    return [snake, name.lower(), name.upper(), name[1:], name[:-1], name + "s", name[0].upper() + name[1:]]


def _written(draw: Draw, value: Any, indent: int) -> str:
    """Return a value as YAML, in one of its styles; a plain text is not looked at, so that some are no YAML."""
    start = f"\n{' ' * indent}"
    if isinstance(value, dict) and value and draw(_often):
        entries = ((_key(draw, key), _written(draw, each, indent + 2)) for key, each in value.items())
        return "".join(f"{start}{key}: {text}" for key, text in entries)
    if isinstance(value, list) and value and draw(_often):
        return "".join(f"{start}- {_flow(each)}" for each in value)
    if isinstance(value, str):
        styles = [value, _flow(value), json.dumps(value), f"'{value}'", f"|-{start}{value}"]
        return f"{draw(st.sampled_from(styles))}"
    return _flow(value)


def _flow(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _key(draw: Draw, key: str) -> str:
    return json.dumps(key) if draw(_rarely) or not key else key


@st.composite
def documents(draw: Draw) -> str:
    """Return a document of some kind."""
    kind = draw(st.sampled_from(sorted(SCHEMAS)))
    node = schema(SCHEMAS[kind])
    data = {"apiVersion": API_VERSION, "kind": kind} | _mapping(draw, node, SCHEMAS[kind], 0)
    text = _written(draw, data, 0).lstrip("\n") if draw(_often) else _flow(data)
    comment = draw(
        st.sampled_from(["", "", f"  # {MARK}", "  # appxlint: ignore[invalid-value] for now", "\n#\u202e"])
    )
    return f"{text}{comment}\n"


@st.composite
def projects(draw: Draw) -> Files:
    """Return a project of a few documents in one or two files, with marks where secrets stand."""
    texts = draw(st.lists(documents(), min_size=1, max_size=4))
    cut = draw(st.integers(1, len(texts)))
    files = {"a.yaml": texts[:cut], "b.yaml": texts[cut:]}
    return {name: "---\n".join(each).encode("utf-8", "replace") for name, each in files.items() if each}
