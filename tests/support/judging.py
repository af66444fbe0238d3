"""jsonschema as the judge of our own evaluator: the same breaches, in the same order, out of its errors."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any

from jsonschema import Draft7Validator, FormatChecker, ValidationError
from jsonschema.validators import extend
from referencing import Registry
from referencing.jsonschema import DRAFT7

from validator.schema.patterns import FORMATS, refused
from validator.schema.schemas import schema, schema_folder
from validator.schema.validate import FORBIDDEN, Breach, fits_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = tuple(file.name for file in sorted(schema_folder().glob("*.json")))
"""The shipped schemas."""

REGISTRY: Registry[Any] = Registry().with_resources(
    (schema(name)["$id"], DRAFT7.create_resource(schema(name))) for name in FILES
)
_OWN = Draft7Validator.VALIDATORS


def _properties(judge: Any, inner: Any, instance: Any, node: Any) -> Iterator[Any]:
    """Report a key that the schema `false` forbids at that key, before the other keys."""
    for key in instance if isinstance(instance, dict) else ():
        if inner.get(key) is False:
            yield ValidationError(
                "",
                path=[key],
                validator=FORBIDDEN,
                validator_value=False,
                instance=instance[key],
                schema=False,
            )
    allowed = {key: each for key, each in inner.items() if each is not False}
    yield from _OWN["properties"](judge, allowed, instance, node)


def _additional(judge: Any, value: Any, instance: Any, node: Any) -> Iterator[Any]:
    """Go through the other keys in the order of the document; jsonschema has none."""
    errors = _OWN["additionalProperties"](judge, value, instance, node)
    yield from sorted(errors, key=lambda error: [*instance].index(error.path[0]) if error.path else 0)


def _pattern(judge: Any, form: Any, instance: Any, node: Any) -> Iterator[Any]:
    """Let $ be the very end of a text, and what looks like a day be a real one."""
    if isinstance(instance, str) and not fits_pattern(form, instance):
        yield ValidationError("")


def _if(judge: Any, asked: Any, instance: Any, node: Any) -> Iterator[Any]:
    """Let an error say which keys decided that its branch counts: those of the nearest condition."""
    for error in _OWN["if"](judge, asked, instance, node):
        error.decided_by = getattr(error, "decided_by", ()) or tuple(asked.get("properties", ()))
        yield error


def _undated(name: str) -> Any:
    """Return a schema without its draft, behind which jsonschema would go on with a validator that is not ours."""
    return {key: value for key, value in schema(name).items() if key != "$schema"}


_UNDATED: Registry[Any] = Registry().with_resources(
    (schema(name)["$id"], DRAFT7.create_resource(_undated(name))) for name in FILES
)
_PECULIAR: Any = extend(  # type: ignore[no-untyped-call]
    Draft7Validator,
    {"properties": _properties, "additionalProperties": _additional, "pattern": _pattern, "if": _if},
)


def _has(form: str, value: object) -> bool:
    return not isinstance(value, str) or refused(value, form) is None


_FORMATS = FormatChecker(())
for each in FORMATS:
    _FORMATS.checks(each)(partial(_has, each))


@cache
def plain_judge(name: str) -> Draft7Validator:
    """Return jsonschema's validator of a shipped schema, as it is but for our own formats."""
    return Draft7Validator(schema(name), registry=REGISTRY, format_checker=_FORMATS)


@cache
def _judge(name: str) -> Any:
    return _PECULIAR(_undated(name), registry=_UNDATED, format_checker=_FORMATS)


def judged(data: Any, name: str) -> list[Breach]:
    """Return what jsonschema finds that data breaks of a shipped schema, but for the peculiarities of ours."""
    return [_breach(error) for error in _judge(name).iter_errors(data)]


def _breach(error: Any) -> Breach:
    branches: dict[Any, list[Breach]] = {}
    for inner in error.context:
        branches.setdefault(inner.schema_path[0], []).append(_breach(inner))
    node = error.schema
    return Breach(
        tuple(error.absolute_path),
        error.validator,
        error.validator_value,
        error.instance,
        schema(node["$id"]) if node and "$id" in node else node,
        tuple(tuple(each) for each in branches.values()),
        getattr(error, "decided_by", ()),
    )
