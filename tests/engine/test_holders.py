from __future__ import annotations

from tests.support.editing import finding
from validator.diagnostics import Diagnostic, Limits, Position, Severity, Span
from validator.documents.parse import parse
from validator.documents.source import Source
from validator.engine.holders import Holders

TEXT = "# before\na: 1\n---\n# between\nb: 2\n---\nc: 3\n"
DOCUMENTS = parse(Source("config.yaml", TEXT), Limits())


def at(line: int, path: str = "config.yaml") -> Diagnostic:
    place = Position(line, 1)
    return Diagnostic(path, Span(place, place), Severity.ERROR, "unknown-field", "")


def test_a_finding_stands_in_the_document_that_begins_at_or_above_it() -> None:
    holders = Holders(DOCUMENTS)
    found = [holders.of(at(line)) for line in range(1, 8)]
    assert [each.index for each in found if each is not None] == [0, 0, 0, 0, 1, 1, 2]


def test_each_document_holds_its_own_findings() -> None:
    holders = Holders(DOCUMENTS)
    for document in DOCUMENTS:
        assert holders.of(finding(document, (next(iter(document.data)),), "new")) is document


def test_a_file_that_no_document_is_from_holds_nothing() -> None:
    assert Holders(DOCUMENTS).of(at(1, "other.yaml")) is None
