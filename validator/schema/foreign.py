"""JSON Schemas that a repository brings along: what is usable of them, and nothing that could do harm.

Kept are the keywords that are known here, with values of the right type. References lead inside the schema only, so
nothing is fetched. Patterns are kept where they are cheap. What is left out only ever makes a schema allow more:
therefore conditions and `not` are left out as a whole, and of the branches of `oneOf` one has to fit at least.
"""

from __future__ import annotations

from validator.diagnostics import Part
from validator.schema.patterns import Guarded, guarded, matches
from validator.schema.validate import Breach, is_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, TypeAlias

    from validator.diagnostics import Route

    Json: TypeAlias = Any

OPEN = "open"
"""The comment on a mapping that may have other keys than its listed ones, where it is closed to find those."""

_MOST_REFERENCES = 2000
_TYPES = frozenset({"object", "array", "string", "integer", "number", "boolean", "null"})
_SCHEMAS_BY_NAME = frozenset({"properties", "definitions", "$defs"})
_LISTS_OF_SCHEMAS = frozenset({"allOf", "anyOf", "prefixItems"})
_JOINED = frozenset({"$ref", "allOf", "anyOf", "oneOf", "if", "dependentSchemas"})


def _is_count(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_type(value: Json) -> bool:
    return (
        value in _TYPES
        if isinstance(value, str)
        else _are_texts(value) and _TYPES.issuperset(value) and bool(value)
    )


def _are_texts(value: Json) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _is_pattern(value: Json) -> bool:
    return isinstance(value, str) and isinstance(guarded(value, searched=True), Guarded)


_PLAIN: dict[str, Callable[[Json], bool]] = {
    "type": _is_type,
    "enum": lambda value: isinstance(value, list) and bool(value),
    "const": lambda value: value is not None,
    "required": _are_texts,
    "minimum": is_number,
    "maximum": is_number,
    "exclusiveMinimum": is_number,
    "exclusiveMaximum": is_number,
    "minLength": _is_count,
    "maxLength": _is_count,
    "minItems": _is_count,
    "maxItems": _is_count,
    "pattern": _is_pattern,
    "title": lambda value: isinstance(value, str),
    "errorMessage": lambda value: isinstance(value, str),
    "examples": lambda value: isinstance(value, list),
    "writeOnly": lambda value: isinstance(value, bool),
}


def tamed(node: Json, root: Json, base: str = "#", *, alone: bool = True) -> Json:
    """Return what is usable of a schema; `base` is the pointer that its references are to begin with.

    A mapping that lists its keys and may have others is closed and marked with the comment `OPEN`; but not where it
    is not `alone`, so that another schema may list further keys of the same mapping.
    """
    if not isinstance(node, dict):
        return {}
    kept = {key: value for key, value in node.items() if key in _PLAIN and _PLAIN[key](value)}
    kept |= _parts(node, root, base, alone=alone)
    if isinstance(node.get("$ref"), str) and _leads_inside(node["$ref"], root):
        kept["$ref"] = base + node["$ref"][1:]
    if "patternProperties" in node or not isinstance(node.get("properties", {}), dict):
        kept.pop("additionalProperties", None)
    elif alone and _is_open(node) and kept.get("properties"):
        kept |= {"additionalProperties": False, "$comment": OPEN}
    return kept


def _parts(node: Json, root: Json, base: str, *, alone: bool) -> Json:
    """Return the schemas inside a schema, tamed."""
    kept: Json = {}
    for key in _SCHEMAS_BY_NAME & node.keys():
        if isinstance(node[key], dict):
            own = alone and key == "properties"
            kept[key] = {name: tamed(each, root, base, alone=own) for name, each in node[key].items()}
    branches = {"anyOf": node.get("oneOf")} | {key: node[key] for key in _LISTS_OF_SCHEMAS & node.keys()}
    for key, schemas in branches.items():
        if isinstance(schemas, list) and schemas:
            kept[key] = [tamed(each, root, base, alone=False) for each in schemas]
    for key in ("items", "additionalProperties"):
        if isinstance(node.get(key), dict):
            kept[key] = tamed(node[key], root, base, alone=alone)
    if node.get("additionalProperties") is False:
        kept["additionalProperties"] = False
    return kept


def _is_open(node: Json) -> bool:
    return not _JOINED & node.keys() and node.get("additionalProperties", True) is True


def _leads_inside(reference: str, root: Json) -> bool:
    if reference != "#" and not reference.startswith("#/"):
        return False
    node = root
    for step in reference.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if "%" in name or not isinstance(node, dict) or name not in node:
            return False
        node = node[name]
    return True


def properties_of(node: Json, route: Route = ()) -> Iterator[tuple[Route, str, Json]]:
    """Yield the properties that a schema lists, with the route to each, its name and its own schema, at any depth."""
    for steps, each in _inner(node):
        if steps[0] == "properties":
            yield (*route, *steps), f"{steps[1]}", each if isinstance(each, dict) else {}
        yield from properties_of(each, (*route, *steps))


def patterns_of(node: Json, route: Route = ()) -> Iterator[tuple[Route, Part, str]]:
    """Yield the regular expressions of a schema, at any depth, with the route to each and what of the entry it is."""
    if not isinstance(node, dict):
        return
    if isinstance(node.get("pattern"), str):
        yield (*route, "pattern"), Part.VALUE, node["pattern"]
    for text, each in _named(node, "patternProperties"):
        yield (*route, "patternProperties", text), Part.KEY, text
        yield from patterns_of(each, (*route, "patternProperties", text))
    for steps, each in _inner(node):
        yield from patterns_of(each, (*route, *steps))


def _inner(node: Json) -> Iterator[tuple[Route, Json]]:
    """Yield the schemas right inside a schema, with the steps that lead to each."""
    if not isinstance(node, dict):
        return
    for name, each in _named(node, "properties"):
        yield ("properties", name), each
    for key in ("items", "additionalProperties"):
        yield (key,), node.get(key)
    for key in ("allOf", "anyOf", "oneOf"):
        branches = node.get(key)
        yield from (
            ((key, at), each) for at, each in enumerate(branches if isinstance(branches, list) else ())
        )
    for key in ("definitions", "$defs"):
        yield from (((key, name), each) for name, each in _named(node, key))


def _named(node: Json, key: str) -> list[tuple[str, Json]]:
    named = node.get(key)
    return list(named.items()) if isinstance(named, dict) else []


def breaches_of(node: Json, data: Json) -> list[Breach]:
    """Return what data breaks of a tamed schema; nothing where that refers to itself for ever.

    jsonschema judges here, and it fetches nothing.
    """
    from jsonschema import Draft202012Validator, ValidationError  # noqa: PLC0415 - only data that may not fit pays
    from jsonschema.validators import extend  # noqa: PLC0415
    from referencing import Registry  # noqa: PLC0415
    from referencing.exceptions import Unresolvable  # noqa: PLC0415

    left = _MOST_REFERENCES
    follow = Draft202012Validator.VALIDATORS["$ref"]

    def reference(judge: Json, ref: str, instance: Json, inner: Json) -> Iterator[Json]:
        nonlocal left
        left -= 1
        if left < 0:
            raise RecursionError
        yield from follow(judge, ref, instance, inner)

    def pattern(judge: Json, form: str, instance: Json, inner: Json) -> Iterator[Json]:
        del judge, inner
        if isinstance(instance, str) and not matches(form, instance):
            yield ValidationError("")

    ours: Json = extend(Draft202012Validator, {"$ref": reference, "pattern": pattern})  # type: ignore[no-untyped-call]
    try:
        return [_breach(error) for error in ours(node, registry=Registry()).iter_errors(data)]
    except (RecursionError, Unresolvable):
        return []


def _breach(error: Json) -> Breach:
    branches: dict[Json, list[Breach]] = {}
    for inner in error.context:
        branches.setdefault(inner.schema_path[0], []).append(_breach(inner))
    return Breach(
        tuple(error.absolute_path),
        error.validator,
        error.validator_value,
        error.instance,
        error.schema,
        tuple(tuple(each) for each in branches.values()),
    )
