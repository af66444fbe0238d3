"""Changes in data as edits of text: a key or value is replaced where it stands, in the quotes that it has."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from validator.diagnostics import Edit, Part
from validator.documents.characters import typographic_quotes
from validator.documents.removals import removal
from validator.documents.scalars import ambiguity, resolve
from validator.documents.sharing import shared
from validator.documents.tree import JSON_STYLE, Alias, Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.documents.tree import Node, Pair

_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*[ \t]+)*")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*\r?\n")
_FIRST = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`<=]")
_BREAKS_BLOCK = re.compile(r":(?:\s|\Z)|\s#|\s\Z")
_BREAKS_FLOW = re.compile(r"[,\[\]{}:]")
_NUMBER = re.compile(r"(?:0|[1-9][0-9]*)\Z")
_JSON_WORDS = frozenset({"true", "false", "null"})


def edit_of(document: Document, route: Route, part: Part, text: str | None) -> Edit | None:
    """Return the edit that replaces a key or value by a text, or leaves the entry out where the text is None.

    A text that equals the unquoted one in its place asks for quotes. None where the place cannot be edited without
    touching more than the one entry: behind an alias or a merge, under an anchor that is used elsewhere, or where
    comments stand in between.
    """
    if not route or not document.source.path:
        return None
    holder = document.node(route[:-1])
    if any(isinstance(document.node(route[:length]), Alias) for length in range(len(route))):
        return None
    if isinstance(holder, Sequence) and part is Part.VALUE and text is not None:
        item = document.node(route)
        return None if item is None else _replacement(document, route, item, text, flow=holder.flow)
    pair = _own(holder, route[-1]) if isinstance(holder, Mapping) else None
    if not isinstance(holder, Mapping) or pair is None:
        return None
    if text is None:
        return None if shared(document, route, inside=True) else removal(document.source, holder, pair)
    key = part is Part.KEY
    return _replacement(document, route, pair.key if key else pair.value, text, flow=holder.flow, key=key)


def _own(holder: Mapping, key: str | int) -> Pair | None:
    return next((pair for pair in holder.pairs if pair.key.text == key and pair.via is None), None)


def _replacement(  # noqa: PLR0913 - what is replaced, and where
    document: Document, route: Route, node: Node, text: str, *, flow: bool, key: bool = False
) -> Edit | None:
    if not isinstance(node, Scalar) or not text.isprintable() or shared(document, route):
        return None
    written = _written(text, node, flow=flow, key=key)
    source = document.source
    properties = _PROPERTIES.match(source.text, node.start.index, node.end.index)
    start = properties.end() if properties else node.start.index
    end = node.end.index
    if node.style in {"|", ">"}:
        if not _HEADER.match(source.text, start):
            return None
        end = start + len(source.text[start:end].rstrip())
    if start >= end or source.text[start] in "&!#\r\n":
        return None
    return Edit(source.span(start, end), written)


def _written(text: str, node: Scalar, *, flow: bool, key: bool) -> str:
    """Return a scalar as it is to be written: in the quotes that the old one has, bare where that reads the same."""
    if node.style == "'":
        return "'" + text.replace("'", "''") + "'"
    if node.style == JSON_STYLE:
        bare = bool(_NUMBER.match(text)) or text in _JSON_WORDS
    else:
        bare = (
            node.style != '"'
            and not _asks_for_quotes(text, node, key=key)
            and _is_plain(text, flow=flow)
            and _reads_alike(text, was_text=key or isinstance(node.value, str))
        )
    return text if bare else json.dumps(text, ensure_ascii=False)


def _asks_for_quotes(text: str, node: Scalar, *, key: bool) -> bool:
    """Whether the change is one of quotes: the very text again, or what stood between curly ones."""
    return text == node.text or (not key and typographic_quotes(node.text) and text == node.text[1:-1])


def _is_plain(text: str, *, flow: bool) -> bool:
    """Whether a text can stand without quotes and is one scalar then."""
    if text and not isinstance(resolve(text), str):
        return True
    if not _FIRST.match(text) or _BREAKS_BLOCK.search(text) or text == "...":
        return False
    return not (flow and _BREAKS_FLOW.search(text))


def _reads_alike(text: str, *, was_text: bool) -> bool:
    """Whether a text without quotes is what the old value was: a whole number may always stand for another value."""
    if ambiguity(text) is not None:
        return False
    return isinstance(resolve(text), str) or not was_text or bool(_NUMBER.match(text))
