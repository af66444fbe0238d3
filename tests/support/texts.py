"""YAML texts for property tests: the same kind of data in every style that people write it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

KEYS = ("name", "kind", "details", "client id", "zürich", "x-1", "on")
TEXTS = (
    "acme",
    "Ledger Sync",
    "a: b",
    "it's",
    '"so"',
    "# none",
    "${env:ID}",
    "*star",
    "",
    "grün 日",
    "yes",
    "0123",
)
PLAIN = (
    "acme",
    "Ledger Sync",
    "${env:ID}",
    "it's",
    "grün 日",
    "yes",
    "0123",
    "4281379",
    "true",
    "1.5",
    "~",
    "x#y",
)
FLOW_PLAIN = ("acme", "Ledger Sync", "it's", "yes", "4281379", "true", "-1", "x#y")
COMMENTS = ("", "", "", " # note", "  # it's: {a, b}", "   ", "\t# tab")

data = st.recursive(
    st.none(),
    lambda inner: st.one_of(
        st.dictionaries(st.sampled_from(KEYS), inner, min_size=1, max_size=4),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


@st.composite
def yaml_texts(draw: DrawFn) -> str:
    """Draw a text of one or two documents, each a mapping; line ends and the last one vary."""
    documents = draw(
        st.lists(st.dictionaries(st.sampled_from(KEYS), data, min_size=1, max_size=4), min_size=1, max_size=2)
    )
    text = "---\n".join(_block(draw, each, "") for each in documents)
    if draw(st.booleans()):
        text = text.rstrip("\n")
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


def _block(draw: DrawFn, node: dict[str, Any] | list[Any], indent: str) -> str:
    lines = ""
    entries = (
        [("-", item) for item in node]
        if isinstance(node, list)
        else [(_key(draw, key) + ":", each) for key, each in node.items()]
    )
    for number, (lead, value) in enumerate(entries):
        if number and draw(st.integers(0, 5)) == 0:
            lines += draw(st.sampled_from(["\n", f"{indent}# alone\n", "# left\n"]))
        lines += f"{indent}{lead}{_value(draw, value, indent, dash=lead == '-')}"
    return lines


def _value(draw: DrawFn, value: Any, indent: str, *, dash: bool) -> str:
    """Draw what stands behind a key's colon or an item's dash, up to the line's end."""
    comment = draw(st.sampled_from([each for each in COMMENTS if not (dash and "\t" in each)]))
    anchor = draw(st.sampled_from(["", "", "", f" &a{draw(st.integers(0, 10**6))}"]))
    if value is None:
        return _scalar(draw, indent, anchor, comment)
    deeper = indent + draw(st.sampled_from(["  ", "    "]))
    if draw(st.integers(0, 2)) == 0:
        return f"{anchor} {_flow(draw, value, deeper)}{comment}\n"
    if dash and isinstance(value, dict) and not anchor:
        return " " * (len(deeper) - len(indent) - 1) + _block(draw, value, deeper).lstrip(" ")
    return f"{anchor}{comment}\n{_block(draw, value, deeper)}"


def _scalar(draw: DrawFn, indent: str, anchor: str, comment: str) -> str:
    style = draw(st.sampled_from(["plain", "plain", "'", '"', "|", "empty", "folded"]))
    if style == "empty":
        return f"{comment}\n"
    if style == "|":
        header = draw(st.sampled_from(["|", ">-", "|+", "|  # head"]))
        return f"{anchor} {header}\n{indent}   one\n\n{indent}   two: # x\n"
    if style == "folded":
        return f"{anchor} one\n{indent}   two{comment}\n"
    return f"{anchor} {_quoted(draw, style, PLAIN)}{comment}\n"


def _flow(draw: DrawFn, value: Any, indent: str) -> str:
    if value is None:
        return _quoted(draw, draw(st.sampled_from(["plain", "'", '"'])), FLOW_PLAIN)
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    gap = draw(st.sampled_from(["", "", " ", f"\n{indent}", f"  # in\n{indent}"]))
    items = (
        [f"{_key(draw, key)}: {_flow(draw, each, indent)}" for key, each in value.items()]
        if isinstance(value, dict)
        else [_flow(draw, each, indent) for each in value]
    )
    comma = draw(st.sampled_from([", ", ",", " , ", f",\n{indent}", f",  # mid\n{indent}"]))
    trailing = draw(st.sampled_from(["", "", ","]))
    return f"{opening}{gap}{comma.join(items)}{trailing}{gap}{closing}"


def _key(draw: DrawFn, key: str) -> str:
    return draw(st.sampled_from([key, key, f'"{key}"', f"'{key}'"]))


def _quoted(draw: DrawFn, style: str, plain: tuple[str, ...]) -> str:
    if style == "plain":
        return draw(st.sampled_from(plain))
    text = draw(st.sampled_from(TEXTS))
    if style == "'":
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
