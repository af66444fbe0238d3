"""Texts to documents and projects, without files: for tests of the stages between reading and reporting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.diagnostics import Limits
from validator.documents.parse import identified, parse
from validator.documents.source import decode
from validator.engine.load import assemble
from validator.schema.schemas import fields_of
from validator.schema.shape import check_shape

if TYPE_CHECKING:
    from validator.diagnostics import Span
    from validator.documents.document import Document
    from validator.documents.finding import Here, Place
    from validator.project.project import Project
    from validator.project.settings import Settings


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


def project_of(*texts: str, settings: Settings | None = None) -> Project:
    """Return a project of texts, each a file: a.yaml, b.yaml, and so on."""
    files = [documents_of(text, f"{chr(ord('a') + number)}.yaml") for number, text in enumerate(texts)]
    return assemble([document for file in files for document in file], settings)
