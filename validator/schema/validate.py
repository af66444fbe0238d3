"""Data held against our own schemas: each breach with its route.

It knows the keywords that the shipped schemas use. One that it does not know is a breach itself, so that it never
counts as a yes. Tests hold what it finds against jsonschema, breach by breach.
"""

from __future__ import annotations

import re

from validator.schema.schemas import resolve, schema
from validator.schema.texts import has_format, is_possible
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, TypeAlias

    from validator.diagnostics import Route

    Json: TypeAlias = Any

FORBIDDEN = "forbidden"
"""The keyword of a breach of the schema `false`."""

_ANNOTATIONS = frozenset(
    {
        *("$schema", "$id", "$comment", "title", "description", "examples", "default"),
        *("definitions", "errorMessage", "writeOnly"),
    }
)
_READ_BY_OTHERS = frozenset({"then", "else"})
_SILENT = _ANNOTATIONS | _READ_BY_OTHERS
_NONE: frozenset[str] = frozenset()
_WHOLE = frozenset({"integer", "number"})
_TYPES = {
    dict: frozenset({"object"}),
    list: frozenset({"array"}),
    str: frozenset({"string"}),
    int: _WHOLE,
    float: frozenset({"number"}),
    bool: frozenset({"boolean"}),
    type(None): frozenset({"null"}),
}


class Breach(NamedTuple):
    """A part of some data, at a route, that breaks a keyword of a schema.

    `value` is the keyword's, `node` the schema that it stands in. `branches` are the breaches of each alternative where
    none fits. `decided_by` are the keys of a condition that made the schema count. `beside` is what the data
    breaks of alternatives that were not meant.
    """

    route: Route
    keyword: str
    value: Json
    data: Json
    node: Json
    branches: tuple[tuple[Breach, ...], ...] = ()
    decided_by: tuple[str, ...] = ()
    beside: tuple[Breach, ...] = ()


def fits(data: Json, node: Json) -> bool:
    """Return whether data certainly fits a schema that refers to no other one."""
    return next(_judge(data, node, "", ()), None) is None


def breaches(data: Json, name: str) -> Iterator[Breach]:
    """Yield what data breaks of the shipped schema of that file name, in the order of the schema's keywords."""
    return _judge(data, schema(name), name, ())


def _judge(data: Json, node: Json, home: str, route: Route) -> Iterator[Breach]:
    if isinstance(node, bool):
        if not node:
            yield Breach(route, FORBIDDEN, node, data, node)
        return
    while "$ref" in node:
        node, home = resolve(node["$ref"], home)
    for keyword, value in node.items():
        if keyword in _SILENT:
            continue
        inner = _INNER.get(keyword)
        if inner is not None:
            yield from inner(data, value, node, home, route)
            continue
        holds = _HOLDS.get(keyword)
        if holds is None or not holds(data, value):
            yield Breach(route, keyword, value, data, node)


def _properties(data: Json, value: Json, node: Json, home: str, route: Route) -> Iterator[Breach]:
    """Hold each listed key that is there against its schema, those that may not be there first."""
    del node
    if not isinstance(data, dict):
        return
    for key in data:
        if value.get(key) is False:
            yield from _judge(data[key], False, home, (*route, key))  # noqa: FBT003 - a schema
    for key, inner in value.items():
        if key in data and inner is not False:
            yield from _judge(data[key], inner, home, (*route, key))


def _additional(data: Json, value: Json, node: Json, home: str, route: Route) -> Iterator[Breach]:
    """Hold what is not listed against its schema; that there is any is one breach of the mapping."""
    known = node.get("properties", ())
    more = [key for key in data if key not in known] if isinstance(data, dict) else []
    if value is not False:
        for key in more:
            yield from _judge(data[key], value, home, (*route, key))
    elif more:
        yield Breach(route, "additionalProperties", value, data, node)


def _required(data: Json, value: Json, node: Json, home: str, route: Route) -> Iterator[Breach]:
    del home
    if isinstance(data, dict):
        for key in value:
            if key not in data:
                yield Breach(route, "required", value, data, node)


def _items(data: Json, value: Json, node: Json, home: str, route: Route) -> Iterator[Breach]:
    del node
    if isinstance(data, list):
        for index, each in enumerate(data):
            yield from _judge(each, value, home, (*route, index))


def _all_of(data: Json, value: Json, node: Json, home: str, route: Route) -> Iterator[Breach]:
    del node
    for each in value:
        yield from _judge(data, each, home, route)


def _any_of(data: Json, value: Json, node: Json, home: str, route: Route) -> Iterator[Breach]:
    branches = []
    for each in value:
        branch = tuple(_judge(data, each, home, route))
        if not branch:
            return
        branches.append(branch)
    yield Breach(route, "anyOf", value, data, node, tuple(branches))


def _not(data: Json, value: Json, node: Json, home: str, route: Route) -> Iterator[Breach]:
    if next(_judge(data, value, home, route), None) is None:
        yield Breach(route, "not", value, data, node)


def _if(data: Json, value: Json, node: Json, home: str, route: Route) -> Iterator[Breach]:
    """Hold data against the branch that a condition chooses; the nearest condition is what decided."""
    chosen = "then" if next(_judge(data, value, home, route), None) is None else "else"
    decided_by = tuple(value.get("properties", ()))
    for breach in _judge(data, node.get(chosen, True), home, route):
        yield breach if breach.decided_by else breach._replace(decided_by=decided_by)


_INNER: dict[str, Callable[[Json, Json, Json, str, Route], Iterator[Breach]]] = {
    "properties": _properties,
    "additionalProperties": _additional,
    "required": _required,
    "items": _items,
    "allOf": _all_of,
    "anyOf": _any_of,
    "not": _not,
    "if": _if,
}
"""Keywords that lead on to other schemas, or may be broken several times."""


def _type(data: Json, value: Json) -> bool:
    whole = isinstance(data, float) and data.is_integer()
    own = _WHOLE if whole else _TYPES.get(type(data), _NONE)
    return value in own if isinstance(value, str) else not own.isdisjoint(value)


def _const(data: Json, value: Json) -> bool:
    return type(data) is type(value) and bool(data == value)


def _enum(data: Json, value: Json) -> bool:
    return any(_const(data, each) for each in value)


def _pattern(data: Json, value: Json) -> bool:
    return not isinstance(data, str) or fits_pattern(value, data)


def _format(data: Json, value: Json) -> bool:
    return not isinstance(data, str) or has_format(data, value)


def _min_length(data: Json, value: Json) -> bool:
    return not isinstance(data, str) or len(data) >= value


def _min_items(data: Json, value: Json) -> bool:
    return not isinstance(data, list) or len(data) >= value


def _minimum(data: Json, value: Json) -> bool:
    return not is_number(data) or data >= value


def _maximum(data: Json, value: Json) -> bool:
    return not is_number(data) or data <= value


def is_number(data: Json) -> bool:
    """Whether a value is a number; true and false are not."""
    return isinstance(data, int | float) and not isinstance(data, bool)


_HOLDS: dict[str, Callable[[Json, Json], bool]] = {
    "type": _type,
    "const": _const,
    "enum": _enum,
    "pattern": _pattern,
    "format": _format,
    "minLength": _min_length,
    "minItems": _min_items,
    "minimum": _minimum,
    "maximum": _maximum,
}
"""Keywords about a value itself."""


def fits_pattern(pattern: str, text: str) -> bool:
    """Whether a text fits a pattern of a shipped schema, to its very end, and is a real day if it looks like one.

    JSON Schema's `$` is the end of the text, Python's may stand before a last line break.
    """
    if pattern.endswith("$"):
        pattern = pattern[:-1] + r"\Z"
    return re.search(pattern, text) is not None and is_possible(text)
