"""What the tests of edits and fixes share: a text, a change of it, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.diagnostics import Diagnostic, Fix, Intent, Limits, Part, Severity
from validator.documents.edits import edit_of
from validator.documents.parse import parse
from validator.documents.source import Source
from validator.documents.tree import Mapping, Sequence

if TYPE_CHECKING:
    from validator.diagnostics import Edit, Route
    from validator.documents.document import Document
    from validator.documents.tree import Node


def document_of(text: str, path: str = "config.yaml") -> Document:
    """Return the first document of a text that can be read."""
    document = parse(Source(path, text), Limits())[0]
    assert document.root is not None, document.findings
    return document


def applied(source: Source, edit: Edit) -> str:
    """Return a source's text with an edit made."""
    start, end = source.offset(edit.span.start), source.offset(edit.span.end)
    return source.text[:start] + edit.text + source.text[end:]


def changed(
    text: str, route: Route, new: str | None, part: Part = Part.VALUE, path: str = "config.yaml"
) -> str | None:
    """Return a text with one key or value replaced or, for None, its entry left out; None where that is not done."""
    document = document_of(text, path)
    edit = edit_of(document, route, part, new)
    return None if edit is None else applied(document.source, edit)


def renamed(text: str, route: Route, new: str) -> str | None:
    """Return a text with one key replaced."""
    return changed(text, route, new, Part.KEY)


def without(text: str, *route: str | int) -> str | None:
    """Return a text with one entry left out."""
    return changed(text, route, None)


def routes_of(node: Node | None, route: Route = ()) -> list[Route]:
    """Return the routes of everything below a node as it is written, merged parts included."""
    found: list[Route] = []
    steps: list[tuple[str | int, Node]] = []
    if isinstance(node, Mapping):
        steps = [(pair.key.text, pair.value) for pair in node.pairs]
    elif isinstance(node, Sequence):
        steps = list(enumerate(node.items))
    for step, inner in steps:
        found += [(*route, step), *routes_of(inner, (*route, step))]
    return found


def finding(
    document: Document, route: Route, new: str | None, part: Part = Part.VALUE, *, safe: bool = True
) -> Diagnostic:
    """Return a diagnostic whose fix replaces one key or value, or leaves its entry out."""
    edit = edit_of(document, route, part, new)
    assert edit is not None
    fix = Fix("fix", (edit,), safe, (Intent(document.index, route, part, new),))
    return Diagnostic(document.path, edit.span, Severity.ERROR, "unknown-field", "", route=route, fix=fix)
