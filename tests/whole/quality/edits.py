"""Edits by position: one part of a document replaced, left out or put in, everything else byte for byte."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.whole.quality.model import Edit, Spot
from tests.whole.quality.scenes import stretch
from validator.diagnostics import Part
from validator.documents.tree import Mapping, Pair, target

if TYPE_CHECKING:
    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.documents.source import Source


_ANCHOR = re.compile(r"&\S+\s+")


def replaced(document: Document, route: Route, text: str, part: Part = Part.VALUE) -> Edit:
    """Write another text for a key or value; an anchor before it stays."""
    start, end = stretch(document, route, part)
    anchor = _ANCHOR.match(document.source.text, start, end)
    return Edit(document.source, start, end, f"{anchor[0] if anchor else ''}{text}")


def renamed(document: Document, route: Route, key: str) -> Edit:
    """Write another key."""
    return replaced(document, route, key, Part.KEY)


def widened(document: Document, route: Route, before: str, after: str = "") -> Edit:
    """Put a text before a value, and another one behind it."""
    start, end = stretch(document, route)
    return Edit(document.source, start, end, before + document.source.text[start:end] + after)


def dropped(document: Document, route: Route) -> Edit | None:
    """Leave out an entry of a mapping; None for the only one, whose mapping would have to go as well."""
    holder, pairs = _pairs(document, route[:-1])
    names = [pair.key.text for pair in pairs]
    if len(pairs) < 2 or route[-1] not in names:
        return None
    at, text = names.index(str(route[-1])), document.source.text
    start, end = stretch(document, route, Part.KEY)[0], stretch(document, route)[1]
    indent = text[text.rfind("\n", 0, start) + 1 : start]
    if not holder.flow and not indent.strip():
        newline = text.find("\n", end)
        return Edit(document.source, start - len(indent), newline + 1 if newline >= 0 else len(text), "")
    if at + 1 < len(pairs):
        return Edit(document.source, start, pairs[at + 1].key.start.index, "")
    return Edit(document.source, stretch(document, (*route[:-1], names[at - 1]))[1], end, "")


def put_before(document: Document, route: Route, text: str) -> Edit:
    """Put entries, one a line, before an entry of the same mapping."""
    holder, _ = _pairs(document, route[:-1])
    start = stretch(document, route, Part.KEY)[0]
    if holder.flow:
        return Edit(document.source, start, start, ", ".join(text.split("\n")) + ", ")
    column = start - (document.source.text.rfind("\n", 0, start) + 1)
    lines = (" " * column).join(f"{line}\n" for line in text.split("\n"))
    return Edit(document.source, start, start, f"{lines}{' ' * column}")


def put_behind(document: Document, route: Route, text: str) -> Edit:
    """Put a text at the end of the line that a value ends on."""
    end = document.source.text.find("\n", stretch(document, route)[1])
    end = end if end >= 0 else len(document.source.text)
    return Edit(document.source, end, end, text)


def appended(source: Source, document: str) -> Edit:
    """Put another document at the end of a file."""
    end = len(source.text)
    return Edit(source, end, end, f"---\n{document}")


def body(document: Document) -> str:
    """Return the text of a whole document, without what separates it from its neighbours."""
    assert document.root is not None
    start = stretch(document, (), Part.KEY)[0]
    end = document.source.text.find("\n---\n", start)
    return document.source.text[start : end + 1 if end >= 0 else None]


def within(edit: Edit, needle: str) -> Spot:
    """Return the place of a text inside what an edit writes."""
    return Spot(edit.source, edit.start + edit.text.index(needle), after=True)


def behind(edit: Edit, offset: int = 0) -> Spot:
    """Return a place counted from the beginning of what an edit writes."""
    return Spot(edit.source, edit.start + offset, after=True)


def is_block(document: Document, route: Route) -> bool:
    """Whether an entry stands in a mapping written line by line."""
    return not _pairs(document, route[:-1])[0].flow


def siblings(document: Document, route: Route) -> list[str]:
    """Return the keys of the mapping at a route, in the order of the text."""
    return [pair.key.text for pair in _pairs(document, route)[1]]


def _pairs(document: Document, route: Route) -> tuple[Mapping, list[Pair]]:
    node = document.node(route)
    real = target(node) if node is not None else None
    assert isinstance(real, Mapping)
    return real, [pair for pair in real.pairs if pair.via is None]
