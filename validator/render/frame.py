"""Source lines with what matters in them underlined."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from validator.render.colour import Style
from validator.render.escape import escape, width
from validator.render.window import show

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.diagnostics import Excerpt, Span
    from validator.render.colour import Painter
    from validator.render.window import Shown

_LEAST_ROOM = 20


class Canvas(NamedTuple):
    """Where frames are drawn: width in columns, encoding, colours, and the digits of its line numbers."""

    width: int
    encoding: str
    paint: Painter
    digits: int

    @property
    def margin(self) -> str:
        """The blanks and the bar beside a row that has no line number."""
        return self.paint(f"  {'':{self.digits}} |", Style.FRAME)

    @property
    def room(self) -> int:
        """How many columns are left for source text."""
        return max(_LEAST_ROOM, self.width - self.digits - len("   | "))

    def numbered(self, line: int, text: str) -> str:
        """Return a row of source text."""
        return self.paint(f"  {line:>{self.digits}} |", Style.FRAME) + (f" {text}" if text else "")

    def beside(self, text: str) -> str:
        """Return a row that has no line number."""
        return f"{self.margin} {text}"


class Mark(NamedTuple):
    """A stretch of a source line to underline with a sign, and the words beside it."""

    excerpt: Excerpt
    span: Span
    words: str
    sign: str
    style: Style


def draw(marks: Sequence[Mark], canvas: Canvas) -> Iterator[str]:
    """Yield the rows of one frame: each marked line once, in order, and its underlines below it."""
    yield canvas.margin
    previous = 0
    ordered = sorted(marks, key=lambda mark: (mark.excerpt.line, mark.span))
    for line, together in groupby(ordered, key=lambda mark: mark.excerpt.line):
        if previous and line > previous + 1:
            yield canvas.paint("  ...", Style.FRAME)
        yield from _line(list(together), canvas)
        previous = line


def _line(marks: Sequence[Mark], canvas: Canvas) -> Iterator[str]:
    excerpt = marks[0].excerpt
    text = excerpt.text.rstrip("\r\n")
    central = next((mark for mark in marks if mark.sign == "^"), marks[0])
    shown = show(text, *_offsets(central, text), canvas.room, canvas.encoding)
    yield canvas.numbered(excerpt.line, shown.text.rstrip())
    for mark in marks:
        yield from _underline(mark, shown, _offsets(mark, text), canvas)


def _offsets(mark: Mark, text: str) -> tuple[int, int]:
    """Return where the marked part of the line begins and ends, in code points."""
    start = min(mark.span.start.column - 1, len(text))
    goes_on = mark.span.end.line > mark.span.start.line
    end = len(text.rstrip()) if goes_on else min(mark.span.end.column - 1, len(text))
    return start, max(start, end)


def _underline(mark: Mark, shown: Shown, offsets: tuple[int, int], canvas: Canvas) -> Iterator[str]:
    start, end = (shown.columns[offset] for offset in offsets)
    length = max(1, end - start)
    line = " " * start + canvas.paint(mark.sign * length, mark.style)
    words = escape(mark.words)
    if not words:
        yield canvas.beside(line)
    elif start + length + 1 + width(words) <= canvas.room:
        yield canvas.beside(f"{line} {canvas.paint(words, mark.style)}")
    else:
        yield canvas.beside(line)
        indent = " " * max(0, min(start, canvas.room - width(words)))
        yield canvas.beside(indent + canvas.paint(words, mark.style))
