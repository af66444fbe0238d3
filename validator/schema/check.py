"""Schema checks: every fault of a document's shape becomes one fault at its place, in our own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.diagnostics import Part
from validator.documents.kinds import API_VERSION, SCHEMAS
from validator.documents.tree import target
from validator.schema.validate import accepts, breaches

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    from validator.schema.explain import in_words  # noqa: PLC0415 - only a document that does not fit pays

    return in_words(document, breaches(data, name))


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
