"""A source line as it is shown: everything in it visible, in its columns, and cut so that a place in it is seen."""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from itertools import accumulate

from validator.render.escape import encodable, glyphs, is_plain, widths
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Protocol

    class Columns(Protocol):
        """Where the code points of a line are printed."""

        def __getitem__(self, at: int, /) -> int: ...
        def __len__(self) -> int: ...


_TAB = 4
_ELLIPSIS = "…"


class Shown(NamedTuple):
    """A line as it is printed; `columns` has the printed column of each code point, and of the end."""

    text: str
    columns: Columns


class _Moved:
    """The columns of a line of which only a part is shown; the others count as its edges."""

    __slots__ = ("_columns", "_edge", "_shift")

    def __init__(self, columns: Columns, shift: int, edge: int) -> None:
        self._columns = columns
        self._shift = shift
        self._edge = edge

    def __getitem__(self, at: int, /) -> int:
        return min(max(self._columns[at] - self._shift, 0), self._edge)

    def __len__(self) -> int:
        return len(self._columns)


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


@functools.lru_cache(maxsize=8)
def _lay_out(source: str, encoding: str) -> _Line:
    if is_plain(source):
        return _Line(source, range(len(source) + 1))
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


class _Window(NamedTuple):
    """The code points that a cut leaves, and what stands for the others."""

    head: str
    first: int
    last: int
    tail: str


def _window(line: _Line, left: int, room: int, dots: str) -> _Window:
    columns, right = line.columns, left + room
    head = dots if left > 0 else ""
    tail = dots if right < columns[-1] else ""
    first = bisect_left(columns, left + len(head))
    while first < len(line.glyphs) and columns[first] == columns[first + 1]:
        first += 1  # a mark without width belongs to the character before, which is cut off
    return _Window(head, first, bisect_right(columns, right - len(tail)) - 1, tail)


def _cut(line: _Line, left: int, room: int, dots: str) -> Shown:
    head, first, last, tail = _window(line, left, room, dots)
    shift = line.columns[first] - len(head)
    edge = line.columns[last] - shift
    text = head + "".join(line.glyphs[first:last]) + tail
    return Shown(text, _Moved(line.columns, shift, edge))


def pieces(source: str, start: int, end: int, room: int) -> tuple[str, str, str]:
    """Return what stands before a stretch of a line, the stretch and what follows, cut as `show` does."""
    line = _lay_out(source, "utf-8")
    cut = _Window("", 0, len(line.glyphs), "")
    if line.columns[-1] > room:
        left = _left_edge(line.columns[start], line.columns[end], line.columns[-1], room, len(_ELLIPSIS))
        cut = _window(line, left, room, _ELLIPSIS)
    first, last = (min(max(each, cut.first), cut.last) for each in (start, end))
    before, marked, after = (
        "".join(line.glyphs[a:b]) for a, b in ((cut.first, first), (first, last), (last, cut.last))
    )
    return cut.head + before, marked, after + cut.tail
