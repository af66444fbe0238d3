"""Schema checks: every fault of a document's shape becomes one fault at its place, in our own words."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from validator.diagnostics import Part
from validator.documents.kinds import API_VERSION, SCHEMAS
from validator.documents.tree import target
from validator.schema.explain_keys import key_faults, offers_keys
from validator.schema.explain_values import value_fault
from validator.schema.schemas import schema, schema_folder
from validator.schema.validate import accepts, fits_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.diagnostics import Fault, Route
    from validator.documents.document import Document


def check_shape(document: Document) -> None:
    """Validate a document against the schema of its kind; add the faults, and take the broken parts out of its data."""
    if document.kind not in SCHEMAS or document.generated:
        return
    for fault in document.faults:
        if fault.route is not None:
            document.broken.add(fault.route)
    whole = {"apiVersion": API_VERSION, "kind": document.kind, **document.data}
    misread = [route for route in document.broken if route]
    check_against(document, whole, SCHEMAS[document.kind])
    for route in misread:
        _remove(document, route)


def check_against(document: Document, data: dict[str, Any], name: str) -> None:
    """Validate data of a document against a shipped schema, as `check_shape` does with the one of its kind."""
    if accepts(data, name):
        return
    add_faults(document, list(explain(document, data, name)))


def add_faults(document: Document, faults: list[Fault]) -> None:
    """Add faults to a document but for known ones, and take the parts that they call broken out of its data."""
    document.faults += tuple(_each_once(document, [fault for fault in faults if not _known(document, fault)]))
    _mark(document, faults)


def _each_once(document: Document, faults: list[Fault]) -> Iterator[Fault]:
    """Leave out what an alias or a merge makes elsewhere of a value whose fault is told already."""
    told: set[tuple[str, int]] = set()
    for fault in sorted(faults, key=lambda fault: len(fault.also)):
        node = document.node(fault.route) if fault.route and fault.part is Part.VALUE else None
        if node is None or not fault.also or (fault.rule, id(target(node))) not in told:
            yield fault
        if node is not None:
            told.add((fault.rule, id(target(node))))


def explain(document: Document, data: dict[str, Any], name: str) -> Iterator[Fault]:
    """Yield the faults of a document's data under a shipped schema."""
    return in_words(document, validator(name).iter_errors(data))


def in_words(document: Document, found: Iterable[Any]) -> Iterator[Fault]:
    """Yield the faults that a validator's errors stand for, each once."""
    errors = list(_flatten(found))
    yield from key_faults(document, errors)
    seen: set[Route] = set()
    for error in errors:
        route = tuple(error.absolute_path)
        fault = value_fault(document, error, route) if route not in seen and not offers_keys(error) else None
        if fault is not None:
            seen.add(route)
            yield fault


@functools.cache
def validator(name: str) -> Any:  # noqa: ANN401 - jsonschema's validator classes share no usable base
    """Return the full validator of a shipped schema; it reads nothing but the shipped folder."""
    from jsonschema import Draft7Validator, ValidationError  # noqa: PLC0415 - only a document that does not fit pays
    from jsonschema.validators import extend  # noqa: PLC0415
    from referencing import Registry  # noqa: PLC0415
    from referencing.jsonschema import DRAFT7  # noqa: PLC0415

    resources = [
        (loaded["$id"], DRAFT7.create_resource(loaded))
        for loaded in (schema(path.name) for path in sorted(schema_folder().glob("*.json")))
    ]

    def properties(judge: Any, inner: Any, instance: Any, node: Any) -> Iterator[Any]:  # noqa: ANN401
        """Report a key that a `false` schema forbids at that key."""
        allowed = {key: each for key, each in inner.items() if each is not False}
        if isinstance(instance, dict):
            for key in instance:
                if inner.get(key) is False:
                    yield ValidationError(
                        "",
                        path=[key],
                        validator="forbidden",
                        validator_value=False,
                        instance=instance[key],
                        schema=False,
                    )
        yield from Draft7Validator.VALIDATORS["properties"](judge, allowed, instance, node)

    def pattern(judge: Any, form: Any, instance: Any, node: Any) -> Iterator[Any]:  # noqa: ANN401
        """Match as the quick check does, so that both agree."""
        del judge, node
        if isinstance(instance, str) and not fits_pattern(form, instance):
            yield ValidationError("")

    def condition(judge: Any, asked: Any, instance: Any, node: Any) -> Iterator[Any]:  # noqa: ANN401
        """Let an error say which keys decided that its branch counts."""
        for error in Draft7Validator.VALIDATORS["if"](judge, asked, instance, node):
            error.condition = tuple(asked.get("properties", ()))
            yield error

    keywords = {"properties": properties, "pattern": pattern, "if": condition}
    ours: Any = extend(Draft7Validator, keywords)  # type: ignore[no-untyped-call]
    return ours(schema(name), registry=Registry().with_resources(resources))


def _flatten(errors: Iterable[Any]) -> Iterator[Any]:
    """Replace an error about alternatives by the errors of the branch that the writer meant."""
    for error in errors:
        if error.validator not in {"anyOf", "oneOf"} or not error.context or offers_keys(error):
            yield error
            continue
        branches: dict[int, list[Any]] = {}
        for inner in error.context:
            branches.setdefault(inner.schema_path[0], []).append(inner)
        meant = [branch for branch in branches.values() if not any(_wrong_kind(inner) for inner in branch)]
        if meant:
            yield from _flatten(_shortest(meant))
        else:
            yield error


def _shortest(branches: list[list[Any]]) -> list[Any]:
    return min(branches, key=len)


def _wrong_kind(error: Any) -> bool:  # noqa: ANN401
    return error.validator in {"type", "const"} and not error.path


def _known(document: Document, fault: Fault) -> bool:
    """Whether a part was reported as broken before its shape was looked at."""
    return fault.route is not None and document.is_broken(fault.route)


def _mark(document: Document, faults: list[Fault]) -> None:
    for fault in faults:
        if fault.route is None:
            continue
        document.broken.add(fault.route)
        meant = fault.rewrite.text if fault.rewrite else fault.meant
        if fault.rule == "unknown-field" and meant:
            document.broken.add((*fault.route[:-1], meant))
        document.broken.update(fault.besides)
        for route in (fault.route, *fault.besides):
            _remove(document, route)


def _remove(document: Document, route: Route) -> None:
    if not route:
        document.data = {}
        return
    holder = document.get(*route[:-1])
    if isinstance(holder, dict):
        holder.pop(route[-1], None)
    elif isinstance(holder, list) and isinstance(route[-1], int) and route[-1] < len(holder):
        holder[route[-1]] = {}
