"""A source line in a given room: tabs as spaces, a long line cut around the place that matters."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from validator.render.escape import encodable, glyphs, widths

if TYPE_CHECKING:
    from collections.abc import Sequence

_TAB = 4
_ELLIPSIS = "…"


class Shown(NamedTuple):
    """A line as it is printed; `columns` has the printed column of each code point, and of the end."""

    text: str
    columns: tuple[int, ...]


class _Line(NamedTuple):
    """A whole line, not cut yet."""

    glyphs: Sequence[str]
    columns: Sequence[int]


def show(source: str, start: int, end: int, room: int, encoding: str) -> Shown:
    """Return the line, cut to `room` columns so that the code points from `start` to `end` are seen.

    Offsets are zero-based code points. A stretch too long for the room is shown from its beginning, with
    something of what stands before it.
    """
    line = _lay_out(source, encoding)
    total = line.columns[-1]
    if total <= room:
        return Shown("".join(line.glyphs), tuple(line.columns))
    dots = _ELLIPSIS if encodable(_ELLIPSIS, encoding) else "..."
    left = _left_edge(line.columns[start], line.columns[end], total, room, len(dots))
    return _cut(line, left, room, dots)


def _lay_out(source: str, encoding: str) -> _Line:
    shown = glyphs(source, encoding)
    sizes = [own if len(glyph) == 1 else len(glyph) for glyph, own in zip(shown, widths(source), strict=True)]
    if "\t" in source:
        _expand_tabs(source, shown, sizes)
    return _Line(shown, list(accumulate(sizes, initial=0)))


def _expand_tabs(source: str, shown: list[str], sizes: list[int]) -> None:
    column = 0
    for at, char in enumerate(source):
        if char == "\t":
            sizes[at] = _TAB - column % _TAB
            shown[at] = " " * sizes[at]
        column += sizes[at]


def _left_edge(start: int, end: int, total: int, room: int, dots: int) -> int:
    """Return the first column of the cut: the line's beginning if the place is in sight there."""
    if end <= room - dots:
        return 0
    spare = room - (end - start)
    before = spare // 2 if spare >= 2 * dots else room // 3
    return min(max(0, start - before), total - room)


def _cut(line: _Line, left: int, room: int, dots: str) -> Shown:
    columns, right = line.columns, left + room
    head = dots if left > 0 else ""
    tail = dots if right < columns[-1] else ""
    first = bisect_left(columns, left + len(head))
    while first < len(line.glyphs) and columns[first] == columns[first + 1]:
        first += 1  # a mark without width belongs to the character before, which is cut off
    last = bisect_right(columns, right - len(tail)) - 1
    shift = columns[first] - len(head)
    edge = columns[last] - shift
    text = head + "".join(line.glyphs[first:last]) + tail
    return Shown(text, tuple(min(max(column - shift, 0), edge) for column in columns))
