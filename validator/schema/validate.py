"""Whether data fits one of our own schemas: a quick yes for the many documents that are right.

It knows the keywords that the shipped schemas use. A keyword that it does not know counts as a no, and a no
is only ever a question: the full validator then decides and explains. Tests hold both against each other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

from validator.schema.schemas import resolve, schema

if TYPE_CHECKING:
    from collections.abc import Callable

Json: TypeAlias = Any

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}
_ANNOTATIONS = frozenset(
    {
        "$schema",
        "$id",
        "$comment",
        "title",
        "description",
        "examples",
        "default",
        "definitions",
        "errorMessage",
        "writeOnly",
    }
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_WITH_OTHERS = frozenset({"then", "else"})


def accepts(data: Json, name: str) -> bool:
    """Return whether data certainly fits the shipped schema of that file name."""
    return _fits(data, schema(name), name)


def fits(data: Json, node: Json) -> bool:
    """Return whether data certainly fits a schema that refers to no other one."""
    return _fits(data, node, "")


def _fits(data: Json, node: Json, home: str) -> bool:
    if isinstance(node, bool):
        return node
    if "$ref" in node:
        target, home = resolve(node["$ref"], home)
        return _fits(data, target, home)
    for keyword, value in node.items():
        if keyword in _ANNOTATIONS or keyword in _WITH_OTHERS:
            continue
        judge = _JUDGES.get(keyword)
        if judge is None or not judge(data, value, node, home):
            return False
    return True


def _type(data: Json, value: Json, node: Json, home: str) -> bool:
    del node, home
    names = [value] if isinstance(value, str) else value
    if isinstance(data, bool):
        return "boolean" in names
    return any(isinstance(data, _TYPES.get(name, ())) for name in names)


def _properties(data: Json, value: Json, node: Json, home: str) -> bool:
    del node
    return not isinstance(data, dict) or all(
        key not in data or _fits(data[key], inner, home) for key, inner in value.items()
    )


def _additional(data: Json, value: Json, node: Json, home: str) -> bool:
    known = node.get("properties", {})
    return not isinstance(data, dict) or all(
        key in known or _fits(inner, value, home) for key, inner in data.items()
    )


def _if(data: Json, value: Json, node: Json, home: str) -> bool:
    branch = node.get("then" if _fits(data, value, home) else "else", True)
    return _fits(data, branch, home)


def _required(data: Json, value: Json, node: Json, home: str) -> bool:
    del node, home
    return not isinstance(data, dict) or all(key in data for key in value)


def _enum(data: Json, value: Json, node: Json, home: str) -> bool:
    del node, home
    return any(data == each and type(data) is type(each) for each in value)


def _const(data: Json, value: Json, node: Json, home: str) -> bool:
    return _enum(data, [value], node, home)


def _pattern(data: Json, value: Json, node: Json, home: str) -> bool:
    del node, home
    return not isinstance(data, str) or fits_pattern(value, data)


def fits_pattern(pattern: str, text: str) -> bool:
    """Whether a text fits a pattern of a shipped schema, to its very end, and is a real day if it looks like one.

    JSON Schema's `$` is the end of the text, Python's may stand before a last line break.
    """
    if pattern.endswith("$"):
        pattern = pattern[:-1] + r"\Z"
    return re.search(pattern, text) is not None and (_DAY.match(text) is None or _is_day(text))


def _is_day(text: str) -> bool:
    import datetime as dt  # noqa: PLC0415 - few documents hold a day

    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _min_length(data: Json, value: Json, node: Json, home: str) -> bool:
    del node, home
    return not isinstance(data, str) or len(data) >= value


def _items(data: Json, value: Json, node: Json, home: str) -> bool:
    del node
    return not isinstance(data, list) or all(_fits(each, value, home) for each in data)


def _min_items(data: Json, value: Json, node: Json, home: str) -> bool:
    del node, home
    return not isinstance(data, list) or len(data) >= value


def _minimum(data: Json, value: Json, node: Json, home: str) -> bool:
    del node, home
    return isinstance(data, bool) or not isinstance(data, int | float) or data >= value


def _maximum(data: Json, value: Json, node: Json, home: str) -> bool:
    del node, home
    return isinstance(data, bool) or not isinstance(data, int | float) or data <= value


def _all_of(data: Json, value: Json, node: Json, home: str) -> bool:
    del node
    return all(_fits(data, each, home) for each in value)


def _any_of(data: Json, value: Json, node: Json, home: str) -> bool:
    del node
    return any(_fits(data, each, home) for each in value)


def _not(data: Json, value: Json, node: Json, home: str) -> bool:
    del node
    return not _fits(data, value, home)


_JUDGES: dict[str, Callable[[Json, Json, Json, str], bool]] = {
    "type": _type,
    "properties": _properties,
    "additionalProperties": _additional,
    "if": _if,
    "required": _required,
    "enum": _enum,
    "const": _const,
    "pattern": _pattern,
    "minLength": _min_length,
    "items": _items,
    "minItems": _min_items,
    "minimum": _minimum,
    "maximum": _maximum,
    "allOf": _all_of,
    "anyOf": _any_of,
    "not": _not,
}
