"""Schema faults about keys: missing ones, unknown ones, and the misspelt ones that are both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from validator.diagnostics import Fault, Part
from validator.documents.kinds import DEFINITION, SCHEMAS
from validator.documents.names import holder_name
from validator.schema.schemas import resolve, schema
from validator.schema.unknown_keys import fitting_type, unknown_keys
from validator.words import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.diagnostics import Route
    from validator.documents.document import Document


def key_faults(document: Document, errors: list[Any]) -> Iterator[Fault]:
    """Yield the faults of missing and unknown keys, mapping by mapping: a misspelt key is one fault, not two."""
    meant: set[Route] = set()
    for error in errors:
        if error.validator == "additionalProperties" and error.validator_value is False:
            for fault in unknown_keys(document, error):
                meant.update(_stands_for(fault))
                yield fault
    present = _Present(document, meant)
    for error in errors:
        if offers_keys(error):
            yield from _one_of_several(document, error, present)
    for route, lacking in _missing(errors).items():
        for key, error in lacking.items():
            if not present.may_be((*route, key)) and not present.may_be_any(route, _condition(error)):
                yield _missing_field(document, route, key, error)


def _stands_for(fault: Fault) -> Iterator[Route]:
    """Yield the routes of what an unknown key was meant to be."""
    name = fault.rewrite.text if fault.rewrite else fault.meant
    if name and fault.route:
        yield (*fault.route[:-1], name)
    yield from fault.besides


class _Present(NamedTuple):
    """The keys that stand in a document under another name, or were reported as broken."""

    document: Document
    meant: set[Route]

    def may_be(self, route: Route) -> bool:
        """Whether a key that is not found was meant by another one, or is broken."""
        return route in self.meant or self.document.is_broken(route)

    def may_be_any(self, route: Route, keys: Iterable[str]) -> bool:
        """Whether that is so of one of several keys of a mapping."""
        return any(self.may_be((*route, key)) for key in keys)


def _condition(error: Any) -> Iterable[str]:  # noqa: ANN401 - jsonschema's errors are untyped
    """Return the keys that decide whether a key is required at all."""
    found: Iterable[str] = getattr(error, "condition", ())
    return found


def offers_keys(error: Any) -> bool:  # noqa: ANN401 - jsonschema's errors are untyped
    """Whether an error says that a mapping has none of several keys of which it needs one."""
    return error.validator == "anyOf" and all(set(branch) == {"required"} for branch in error.validator_value)


def _missing(errors: list[Any]) -> dict[Route, dict[str, Any]]:
    """Return the missing keys of each mapping with an error that speaks of them."""
    missing: dict[Route, dict[str, Any]] = {}
    for error in errors:
        if error.validator == "required":
            lacking = [key for key in error.validator_value if key not in error.instance]
            missing.setdefault(tuple(error.absolute_path), {}).update(dict.fromkeys(lacking, error))
    return missing


def _one_of_several(document: Document, error: Any, present: _Present) -> Iterator[Fault]:  # noqa: ANN401
    keys, route = [branch["required"][0] for branch in error.validator_value], tuple(error.absolute_path)
    if not present.may_be_any(route, keys):
        span, also = document.locate(route, Part.KEY)
        message = f"{holder_name(document, route)} has neither {listed(keys, last='nor')}"
        yield Fault(
            "missing-field",
            span,
            message,
            f"add {listed(keys)}",
            also=also,
            route=(*route, keys[0]),
            part=Part.KEY,
        )


def _missing_field(document: Document, route: Route, key: str, error: Any) -> Fault:  # noqa: ANN401
    span, also = document.locate(route, Part.KEY)
    message = f'{holder_name(document, route)} lacks "{key}"'
    for name in _condition(error):
        value = document.get(*route, name)
        if value is not None:
            message += f", which {name}: {quoted(value)} asks for"
            also += ((document.locate((*route, name))[0], "because of this"),)
    help_text = f"add {key}: {_example(document, route, key, error)}"
    label = f'"{key}" is missing here'
    return Fault("missing-field", span, message, help_text, label, also, (*route, key), Part.KEY)


def _example(document: Document, route: Route, key: str, error: Any) -> str:  # noqa: ANN401
    """Return an example of a field's value: the schema's own, also where a condition asks for the field."""
    if (
        document.kind == DEFINITION
        and (*route, key) == ("type",)
        and (fitting := fitting_type(document.data))
    ):
        return fitting
    home = SCHEMAS.get(document.kind or "", "")
    node = error.schema.get("properties", {}).get(key)
    if not isinstance(node, dict) and home:
        node = schema(home)
        for step in (*route, key):
            node, home = _branch(node, step, home)
    examples = (node or {}).get("examples") or [None]
    if isinstance(examples[0], bool):
        return "true" if examples[0] else "false"
    return f"{examples[0]}" if isinstance(examples[0], str | int) else "…"


def _branch(node: Any, step: str | int, home: str) -> tuple[dict[str, Any], str]:  # noqa: ANN401
    """Return the schema of a key below a schema, references and alternatives followed."""
    while "$ref" in node:
        node, home = resolve(node["$ref"], home)
    found = node.get("items") if isinstance(step, int) else (node.get("properties") or {}).get(step)
    if isinstance(found, dict):
        return found, home
    for each in node.get("anyOf", ()):
        inner, place = _branch(each, step, home)
        if inner:
            return inner, place
    return {}, home
