"""General configuration held against the schema that its connector has for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.diagnostics import Fault, Severity
from validator.documents.names import field_name
from validator.project.connection import GENERAL
from validator.project.sensitive import placeholders
from validator.schema.check import add_faults, in_words
from validator.schema.foreign import OPEN, tamed
from validator.schema.patterns import matches
from validator.schema.validate import fits
from validator.secrets.placeholders import is_placeholder
from validator.secrets.references import looks_like_reference
from validator.words import listed, quoted, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.project import Project

_MOST_REFERENCES = 2000
_MORE_WORDS = {
    "exclusiveMinimum": ("must be more than {}", "write a greater number"),
    "exclusiveMaximum": ("must be less than {}", "write a smaller number"),
    "maxLength": ("is longer than {} characters", "write a shorter text"),
    "minLength": ("is shorter than {} characters", "write a longer text"),
    "maxItems": ("has more than {} entries", "leave some out"),
    "minItems": ("has fewer than {} entries", "add some"),
}
_OF_EMPTY = frozenset({"minLength", "minItems"})
_OF_CHOICE = frozenset({"enum", "const"})


def check_general_configuration(config: Document, project: Project) -> None:
    """Add to a config what is wrong with its general configuration under the schema of its connector.

    A key that the schema does not list, and does not forbid either, is only noted. References and placeholders fit
    any type, and what names a company is left to the rules about that.
    """
    values = config.get(GENERAL)
    connector = project.connector(config.get("connector")) if isinstance(values, dict) else None
    schema = connector.get(GENERAL) if connector is not None else None
    if connector is None or not isinstance(schema, dict) or not connector.is_sound(GENERAL):
        return
    whole = {"properties": {GENERAL: tamed(schema, schema, f"#/properties/{GENERAL}")}}
    if _certainly_fits(values, whole["properties"][GENERAL]):
        return
    ids = connector.get("companyId", "keys")
    errors = [error for error in _errors({GENERAL: values}, whole) if not _is_other_rules(error, ids or ())]
    faults = [
        *in_words(config, [error for error in errors if not _is_bound(error)]),
        *_bounds(config, [error for error in errors if _is_bound(error)]),
    ]
    noted = _open_mappings(errors)
    name = quoted(connector.get("name") or connector.get("key"))
    for index, fault in enumerate(faults):
        if fault.rule == "unknown-field" and fault.route is not None and fault.route[:-1] in noted:
            faults[index] = _note(fault, noted[fault.route[:-1]], name)
    add_faults(config, [fault for fault in faults if fault.severity is not Severity.INFO])
    config.faults += tuple(fault for fault in faults if fault.severity is Severity.INFO)


def _certainly_fits(values: Any, schema: Any) -> bool:  # noqa: ANN401
    return not _holds(schema, {"$ref", "pattern"}) and fits(values, schema)


def _holds(node: Any, keys: set[str]) -> bool:  # noqa: ANN401
    if isinstance(node, dict):
        return not keys.isdisjoint(node) or any(_holds(each, keys) for each in node.values())
    return isinstance(node, list) and any(_holds(each, keys) for each in node)


def _errors(data: Any, schema: Any) -> list[Any]:  # noqa: ANN401
    """Return the errors of a validator that fetches nothing and gives up on a schema that refers to itself for ever."""
    from jsonschema import Draft202012Validator, ValidationError  # noqa: PLC0415 - only data that may not fit pays
    from jsonschema.validators import extend  # noqa: PLC0415
    from referencing import Registry  # noqa: PLC0415
    from referencing.exceptions import Unresolvable  # noqa: PLC0415

    left = _MOST_REFERENCES
    follow = Draft202012Validator.VALIDATORS["$ref"]

    def reference(judge: Any, ref: str, instance: Any, node: Any) -> Iterator[Any]:  # noqa: ANN401
        nonlocal left
        left -= 1
        if left < 0:
            raise RecursionError
        yield from follow(judge, ref, instance, node)

    def pattern(judge: Any, form: str, instance: Any, node: Any) -> Iterator[Any]:  # noqa: ANN401
        del judge, node
        if isinstance(instance, str) and not matches(form, instance):
            yield ValidationError("")

    ours: Any = extend(Draft202012Validator, {"$ref": reference, "pattern": pattern})  # type: ignore[no-untyped-call]
    try:
        return list(ours(schema, registry=Registry()).iter_errors(data))
    except (RecursionError, Unresolvable):
        return []


def _is_other_rules(error: Any, company_ids: Any) -> bool:  # noqa: ANN401
    """Whether other rules speak of a value, or none can without showing all that is in it."""
    value = error.instance
    if isinstance(value, dict | list) and error.validator in _OF_CHOICE:
        return True
    if isinstance(value, str) and (looks_like_reference(value) or is_placeholder(value, placeholders())):
        return True
    path = tuple(error.absolute_path)
    return len(path) > 1 and path[1] in company_ids and isinstance(value, str | int | float)


def _is_bound(error: Any) -> bool:  # noqa: ANN401
    """Whether an error is about a bound that only schemas of others have; that nothing is there is said elsewhere."""
    return error.validator in _MORE_WORDS and (error.validator not in _OF_EMPTY or bool(error.instance))


def _bounds(config: Document, errors: list[Any]) -> Iterator[Fault]:
    for error in errors:
        route = tuple(error.absolute_path)
        message, help_text = _MORE_WORDS[error.validator]
        span, also = config.locate(route)
        words = f"{field_name(route)} {message.format(error.validator_value)}"
        yield Fault("invalid-value", span, words, help_text, also=also, route=route)


def _open_mappings(errors: list[Any]) -> dict[Route, Any]:
    """Return the schemas of the mappings that may have other keys than the listed ones, by route."""
    return {
        tuple(error.absolute_path): error.schema
        for error in errors
        if error.validator == "additionalProperties" and error.schema.get("$comment") == OPEN
    }


def _note(fault: Fault, schema: Any, connector: str) -> Fault:  # noqa: ANN401
    """Return a fault as a note, unless its key stands for one that the schema requires."""
    meant = fault.rewrite.text if fault.rewrite is not None else None
    if fault.route is None or meant in schema.get("required", ()):
        return fault
    key = shown(str(fault.route[-1]), "this key")
    question = f'; did you mean "{meant}"?' if meant else ""
    message = f"{key} is none of the keys that are known of {connector}{question}"
    help_text = f"known are {listed(schema['properties'], last='and')}; compare it with the screen"
    rewrite = fault.rewrite._replace(safe=False) if fault.rewrite is not None else None
    return fault._replace(message=message, help=help_text, rewrite=rewrite, severity=Severity.INFO)
