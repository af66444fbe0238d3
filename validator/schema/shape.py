"""The shape of a document: what its schema refuses is told once, and left out of its data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.diagnostics import Part
from validator.documents.document import without
from validator.documents.kinds import API_VERSION
from validator.documents.tree import target
from validator.schema.schemas import SCHEMAS
from validator.schema.validate import breaches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from validator.diagnostics import Fault, Route
    from validator.documents.document import Document


def check_shape(document: Document) -> Document:
    """Return a document held against the schema of its kind: with its faults, and without the broken parts."""
    if document.kind not in SCHEMAS or document.generated:
        return document
    misread = document.broken | {fault.route for fault in document.faults if fault.route is not None}
    whole = {"apiVersion": API_VERSION, "kind": document.kind, **document.data}
    checked = check_against(document.but(broken=misread), whole, SCHEMAS[document.kind])
    return _without_parts(checked, (route for route in misread if route))


def check_against(document: Document, data: dict[str, Any], name: str) -> Document:
    """Return a document whose data was held against a shipped schema, as `check_shape` does with that of its kind."""
    found = list(breaches(data, name))
    if not found:
        return document
    from validator.schema.explain import in_words  # noqa: PLC0415 - only a document that does not fit pays

    return with_faults(document, list(in_words(document, found)))


def with_faults(document: Document, faults: Sequence[Fault]) -> Document:
    """Return a document with further faults but for known ones, and without the parts that they call broken."""
    told = _each_once(document, [fault for fault in faults if not _known(document, fault)])
    broken, spoiled = set(document.broken), []
    for fault in faults:
        if fault.route is not None:
            meant = fault.rewrite.text if fault.rewrite else fault.meant
            if fault.rule == "unknown-field" and meant:
                broken.add((*fault.route[:-1], meant))
            spoiled += [fault.route, *fault.besides]
    added = document.but(faults=(*document.faults, *told), broken=frozenset({*broken, *spoiled}))
    return _without_parts(added, spoiled)


def _without_parts(document: Document, routes: Iterable[Route]) -> Document:
    data = document.data
    for route in routes:
        data = without(data, route)
    return document if data is document.data else document.but(data=data)


def _each_once(document: Document, faults: list[Fault]) -> Iterator[Fault]:
    """Leave out what an alias or a merge makes elsewhere of a value whose fault is told already."""
    told: set[tuple[str, int]] = set()
    for fault in sorted(faults, key=lambda fault: len(fault.also)):
        node = document.node(fault.route) if fault.route and fault.part is Part.VALUE else None
        if node is None or not fault.also or (fault.rule, id(target(node))) not in told:
            yield fault
        if node is not None:
            told.add((fault.rule, id(target(node))))


def _known(document: Document, fault: Fault) -> bool:
    """Whether a part was reported as broken before its shape was looked at."""
    return fault.route is not None and document.is_broken(fault.route)
