"""Texts to documents and projects, without files: for tests of the stages between reading and reporting."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.support.clock import TODAY
from validator.diagnostics import Limits
from validator.documents.parse import identified, parse
from validator.documents.source import decode
from validator.engine.load import assemble
from validator.project.settings import Settings
from validator.schema.schemas import fields_of
from validator.schema.shape import check_shape

if TYPE_CHECKING:
    from validator.diagnostics import Span
    from validator.documents.document import Document
    from validator.documents.finding import Finding, Here, Place
    from validator.project.project import Project


def documents_of(text: str, path: str = "config.yaml") -> tuple[Document, ...]:
    """Return the documents of a text, identified and held against their schemas."""
    documents = parse(decode(path, text.encode()), Limits())
    return tuple(check_shape(each) for each in identified(documents, fields_of) or documents)


def document_of(text: str) -> Document:
    """Return the one document of a text."""
    (document,) = documents_of(text)
    return document


def span_at(place: Place | Here, document: Document | None = None) -> Span:
    """Return where a finding stands; one at a part of a document needs the document."""
    if document is not None:
        return place.of(document).located()[0]
    assert place.span is not None
    return place.span


class Told(NamedTuple):
    """A finding that a document holds, with the line and column of its place and of its other ones."""

    finding: Finding
    place: tuple[int, ...]
    others: list[tuple[int, ...]]

    @property
    def rule(self) -> str:
        return self.finding.rule

    @property
    def words(self) -> str:
        return f"{self.finding.message} {self.finding.help} {self.finding.label}"


def told_of(text: str) -> list[Told]:
    """Return what the one document of a text holds against itself."""
    document, told = document_of(text), []
    for finding in document.findings:
        span, ways = finding.place.of(document).located()
        others = [*(span_at(also.place, document) for also in finding.also), *(way for way, _ in ways)]
        told.append(Told(finding, (*span.start,), [(*other.start,) for other in others]))
    return told


def project_of(*texts: str, settings: Settings | None = None) -> Project:
    """Return a project of texts, each a file: a.yaml, b.yaml, and so on."""
    files = [documents_of(text, f"{chr(ord('a') + number)}.yaml") for number, text in enumerate(texts)]
    return assemble([document for file in files for document in file], settings or Settings(as_of=TODAY))
