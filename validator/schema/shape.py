"""The shape of a document: what its schema refuses is told once, and left out of its data."""

from __future__ import annotations

from validator.diagnostics import Part
from validator.documents.document import without
from validator.documents.kinds import API_VERSION
from validator.documents.tree import target
from validator.schema.accept import accepts
from validator.schema.schemas import SCHEMAS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.documents.finding import Finding


def check_shape(document: Document) -> Document:
    """Return a document held against the schema of its kind: with what is wrong, and without the broken parts."""
    if document.kind not in SCHEMAS or document.generated:
        return document
    misread = document.broken.union(*(finding.spoils for finding in document.findings))
    whole = {"apiVersion": API_VERSION, "kind": document.kind, **document.data}
    if accepts(whole, SCHEMAS[document.kind]):
        return _without_parts(document.but(broken=misread), (route for route in misread if route))
    from validator.schema.mistaken import of_its_shape  # noqa: PLC0415 - only a document that does not fit pays

    document = of_its_shape(document)
    kind = document.kind
    if kind is None:
        return document
    checked = check_against(document.but(broken=misread), {**whole, "kind": kind}, SCHEMAS[kind])
    return _without_parts(checked, (route for route in misread if route))


def check_against(document: Document, data: dict[str, Any], name: str) -> Document:
    """Return a document whose data was held against a shipped schema, as `check_shape` does with that of its kind."""
    if accepts(data, name):
        return document
    from validator.schema.explain import in_words  # noqa: PLC0415 - only a document that does not fit pays
    from validator.schema.validate import breaches  # noqa: PLC0415 - as above

    return with_findings(document, list(in_words(document, list(breaches(data, name)))))


def with_findings(document: Document, findings: Sequence[Finding]) -> Document:
    """Return a document with further findings but for known ones, and without the parts that they spoil."""
    told = _each_once(document, [each for each in findings if not document.is_broken(each.place.route)])
    spoiled = [route for finding in findings for route in finding.spoils]
    added = document.but(findings=(*document.findings, *told), broken=document.broken.union(spoiled))
    return _without_parts(added, spoiled)


def _without_parts(document: Document, routes: Iterable[Route]) -> Document:
    data = without(document.data, *routes)
    return document if data is document.data else document.but(data=data)


def _each_once(document: Document, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Leave out what an alias or a merge makes elsewhere of a value of which it is told already."""
    told: set[tuple[str, int]] = set()
    placed = [(each, document.locate(each.place.route, each.place.part)[1]) for each in findings]
    for finding, ways in sorted(placed, key=lambda each: len(each[1])):
        is_value = finding.place.route and finding.place.part is Part.VALUE
        node = document.node(finding.place.route) if is_value else None
        if node is None or not ways or (finding.rule, id(target(node))) not in told:
            yield finding
        if node is not None:
            told.add((finding.rule, id(target(node))))
