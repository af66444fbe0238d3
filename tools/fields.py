"""Which fields of our kinds are declared sensitive, as a table by route, so that no schema is read to judge a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tools.facts import literal
from validator.schema.schemas import SCHEMAS, resolve, schema

if TYPE_CHECKING:
    from collections.abc import Iterator

GENERATED = "connector-json.json"
"""The schema of what the Connector SDK writes."""


def module() -> str:
    """Return the text of the module of fields."""
    starts: dict[str, int] = {}
    table = list(_table(starts))
    return (
        '"""Which fields of our kinds are declared sensitive: made from schemas/ by `make generate`."""\n\n'
        "from __future__ import annotations\n\n"
        f"STARTS = {literal(starts)}\n"
        '"""Where each schema begins in the table."""\n\n'
        f"FIELDS: list[tuple[bool, dict[str | int, int]]] = {literal(table)}\n"
        '"""Whether a field is a secret, and what stands in it, by key; 0 is any place of a list."""\n'
    )


def _table(starts: dict[str, int]) -> Iterator[tuple[bool, dict[str | int, int]]]:
    """Yield the rows of the table; fill in where each schema begins. Schemas may refer to themselves."""
    rows: dict[tuple[int, ...], int] = {}
    waiting: list[tuple[list[Any], str]] = []

    def row(nodes: list[Any], home: str) -> int:
        holds_any = any(True for node in nodes for _ in _steps(node, home))
        secret = any(_is_secret(node, home) for node in nodes)
        key = tuple(id(node) for node in nodes) if holds_any else (secret,)
        if key not in rows:
            rows[key] = len(rows)
            waiting.append((nodes, home))
        return rows[key]

    for name in (*sorted(SCHEMAS.values()), GENERATED):
        starts[name] = row([schema(name)], name)
    while waiting:
        nodes, home = waiting.pop(0)
        inner: dict[str | int, int] = {}
        for step in (step for node in nodes for step in _steps(node, home)):
            found = [each for node in nodes for each in _inside(node, step, home)]
            inner[step] = row([node for node, _ in found], found[0][1])
        yield any(_is_secret(node, home) for node in nodes), inner


def _steps(node: Any, home: str) -> Iterator[str | int]:  # noqa: ANN401 - a JSON document
    node, home = _resolved(node, home)
    for branch in node.get("anyOf", ()):
        yield from _steps(branch, home)
    if isinstance(node.get("items"), dict):
        yield 0
    yield from (key for key, each in (node.get("properties") or {}).items() if isinstance(each, dict))


def _is_secret(node: Any, home: str) -> bool:  # noqa: ANN401
    return _resolved(node, home)[0].get("writeOnly") is True or node.get("writeOnly") is True


def _inside(node: Any, step: str | int, home: str) -> Iterator[tuple[Any, str]]:  # noqa: ANN401
    """Yield the schemas of what stands at one step below a schema, each with the file that it stands in."""
    node, home = _resolved(node, home)
    for branch in node.get("anyOf", ()):
        yield from _inside(branch, step, home)
    if isinstance(step, int):
        if isinstance(node.get("items"), dict):
            yield node["items"], home
    elif isinstance((node.get("properties") or {}).get(step), dict):
        yield node["properties"][step], home


def _resolved(node: Any, home: str) -> tuple[dict[str, Any], str]:  # noqa: ANN401
    while isinstance(node, dict) and "$ref" in node:
        node, home = resolve(node["$ref"], home)
    return (node if isinstance(node, dict) else {}), home
