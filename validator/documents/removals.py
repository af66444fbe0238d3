"""Entries that are taken out of a mapping, with what belongs to them: their line, their comma, the comment behind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validator.diagnostics import Edit
from validator.documents.tree import Scalar, span_of

if TYPE_CHECKING:
    from validator.documents.source import Source
    from validator.documents.tree import Mapping, Pair

_COLON = re.compile(r"[ \t]*:")
_REST_OF_LINE = re.compile(r"(?:[ \t]+#[^\n]*|[ \t]*\r?)(?:\n|\Z)")
_REST_OF_ITEM = re.compile(r"[ \t]*,?(?:[ \t]+#[^\n]*|[ \t]*\r?)(?:\n|\Z)")
_COMMA = re.compile(r"\s*,\s*\Z")
_PERHAPS_COMMA = re.compile(r"\s*,?\s*\Z")
_COMMENT = re.compile(r"[ \t]+#[^\r\n]*")
_DASHES = re.compile(r"[ \t]*(?:-[ \t]+)+\Z")
_TO_NEXT_LINE = re.compile(r"(?:[ \t]+#[^\n]*|[ \t]*\r?)\n[ \t]*\Z")
_BEHIND_KEY = re.compile(r":[ \t]*\r?\n[ \t]*\Z")


def removal(source: Source, holder: Mapping, pair: Pair) -> Edit | None:
    """Return the edit that leaves one entry out of the mapping that holds it, down to an empty mapping.

    A comment behind the entry goes with it, one above it stays. None where the entry cannot be told from its
    neighbours without reading more into the text than it says.
    """
    own = [each for each in holder.pairs if each.via is None]
    at = own.index(pair)
    cut = (_of_flow if holder.flow else _of_block)(source, holder, own, at)
    if cut is None:
        return None
    start, end, text = cut
    return Edit(source.span(start, end), text)


_Cut = tuple[int, int, str]


def _of_block(source: Source, holder: Mapping, own: list[Pair], at: int) -> _Cut | None:
    text, start, end = source.text, own[at].key.start.index, _end(source, own[at])
    line = text.rfind("\n", 0, start) + 1
    rest = _REST_OF_LINE.match(text, end)
    if rest is None:
        return None
    if len(own) == 1:
        return _emptied(text, holder, start, end)
    lead = text[line:start]
    if not lead.strip():
        return _without_line(text, line, rest.end(), own[at - 1] if at else None)
    if not _DASHES.match(lead) or at + 1 == len(own):
        return None
    following = own[at + 1].key.start.index
    return (start, following, "") if _TO_NEXT_LINE.match(text, end, following) else None


def _emptied(text: str, holder: Mapping, start: int, end: int) -> _Cut | None:
    """Put an empty mapping in the place of the only entry: behind the key that holds it, where nothing is between."""
    if len(holder.pairs) > 1:
        return None
    before = _BEHIND_KEY.search(text, max(0, start - 200), start)
    return (before.start() + 1, end, " {}") if before else (start, end, "{}")


def _without_line(text: str, line: int, end: int, above: Pair | None) -> _Cut:
    """Take whole lines out; the last ones of a text without a final line end go with the line ends before them.

    The line end of a block scalar, which alone ends at the beginning of a line, is part of its value and stays.
    """
    if (
        end == len(text)
        and not text.endswith("\n")
        and (above is None or span_of(above.value).end.column > 1)
    ):
        line = len(text[:line].rstrip("\r\n"))
    return line, end, ""


def _of_flow(source: Source, holder: Mapping, own: list[Pair], at: int) -> _Cut | None:
    text, start, end = source.text, own[at].key.start.index, _end(source, own[at])
    if len(own) == 1 == len(holder.pairs):
        return _emptied_flow(text, holder, start, end)
    alone = not text[text.rfind("\n", 0, start) + 1 : start].strip()
    last = at + 1 == len(own)
    if not last and _COMMA.match(text, end, own[at + 1].key.start.index):
        return start, own[at + 1].key.start.index, ""
    if last and at and not (alone and text.startswith(",", end)):
        before = _end(source, own[at - 1])
        if _COMMA.match(text, before, start):
            comment = _COMMENT.match(text, end) if alone else None
            return before, comment.end() if comment else end, ""
    rest = _REST_OF_ITEM.match(text, end)
    if not alone or rest is None or (not last and "," not in rest.group().partition("#")[0]):
        return None
    return text.rfind("\n", 0, start) + 1, rest.end(), ""


def _emptied_flow(text: str, holder: Mapping, start: int, end: int) -> _Cut | None:
    brace, closing = text.rfind("{", holder.start.index, start), holder.end.index - 1
    if brace < 0 or text[closing] != "}":
        return None
    if text[brace + 1 : start].strip() or not _PERHAPS_COMMA.match(text, end, closing):
        return None
    return brace + 1, closing, ""


def _end(source: Source, pair: Pair) -> int:
    """Return where an entry ends: behind its value, or behind its colon where it has none."""
    text, key, value = source.text, pair.key, pair.value
    empty = isinstance(value, Scalar) and value.start.index == value.end.index
    end = key.end.index if empty else source.offset(span_of(value).end)
    # A block scalar ends where the next line begins, or after the blank lines behind it.
    end = key.start.index + len(text[key.start.index : end].rstrip())
    colon = _COLON.match(text, end)
    return colon.end() if colon else end
