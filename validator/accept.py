"""Whether data fits one of our own schemas: a quick yes for the many documents that are right.

It knows the keywords that the shipped schemas use. A keyword that it does not know counts as a no, and a no is only
ever a question: the full validator then decides and explains. Tests hold both against each other.
"""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from validator.resources import schema

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


_JUDGES = {
    "type": _type,
    "properties": _properties,
    "additionalProperties": _additional,
    "if": _if,
    "required": lambda data, value, node, home: (
        not isinstance(data, dict) or all(key in data for key in value)
    ),  # noqa: ARG005
    "enum": lambda data, value, node, home: any(data == each and type(data) is type(each) for each in value),  # noqa: ARG005
    "const": lambda data, value, node, home: data == value and type(data) is type(value),  # noqa: ARG005
    "pattern": lambda data, value, node, home: (
        not isinstance(data, str) or re.search(value, data) is not None
    ),  # noqa: ARG005
    "minLength": lambda data, value, node, home: not isinstance(data, str) or len(data) >= value,  # noqa: ARG005
    "items": lambda data, value, node, home: (
        not isinstance(data, list) or all(_fits(each, value, home) for each in data)
    ),  # noqa: ARG005
    "minItems": lambda data, value, node, home: not isinstance(data, list) or len(data) >= value,  # noqa: ARG005
    "maxItems": lambda data, value, node, home: not isinstance(data, list) or len(data) <= value,  # noqa: ARG005
    "allOf": lambda data, value, node, home: all(_fits(data, each, home) for each in value),  # noqa: ARG005
    "anyOf": lambda data, value, node, home: any(_fits(data, each, home) for each in value),  # noqa: ARG005
    "not": lambda data, value, node, home: not _fits(data, value, home),  # noqa: ARG005
}
