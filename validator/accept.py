"""Whether data fits one of our own schemas: a quick yes for the many documents that are right.

It knows the keywords that the shipped schemas use. A keyword that it does not know counts as a no, and a no
is only ever a question: the full validator then decides and explains. Tests hold both against each other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

from validator.resources import schema

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
_WITH_OTHERS = frozenset({"then", "else"})


def accepts(data: Json, name: str) -> bool:
    """Return whether data certainly fits the shipped schema of that file name."""
    return _fits(data, schema(name), name)


def _fits(data: Json, node: Json, home: str) -> bool:
    if isinstance(node, bool):
        return node
    if "$ref" in node:
        target, home = _resolve(node["$ref"], home)
        return _fits(data, target, home)
    for keyword, value in node.items():
        if keyword in _ANNOTATIONS or keyword in _WITH_OTHERS:
            continue
        judge = _JUDGES.get(keyword)
        if judge is None or not judge(data, value, node, home):
            return False
    return True


def _resolve(reference: str, home: str) -> tuple[Json, str]:
    file, _, pointer = reference.partition("#")
    home = file or home
    node = schema(home)
    for step in pointer.split("/")[1:]:
        node = node[step.replace("~1", "/").replace("~0", "~")]
    return node, home


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
    return not isinstance(data, str) or re.search(value, data) is not None


def _min_length(data: Json, value: Json, node: Json, home: str) -> bool:
    del node, home
    return not isinstance(data, str) or len(data) >= value


def _items(data: Json, value: Json, node: Json, home: str) -> bool:
    del node
    return not isinstance(data, list) or all(_fits(each, value, home) for each in data)


def _min_items(data: Json, value: Json, node: Json, home: str) -> bool:
    del node, home
    return not isinstance(data, list) or len(data) >= value


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
    "allOf": _all_of,
    "anyOf": _any_of,
    "not": _not,
}
