"""Places as the protocol counts them: lines from zero, and columns in units of UTF-16."""

from __future__ import annotations

from bisect import bisect_right

from lsprotocol.types import Position, Range

from validator.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.diagnostics import Span
    from validator.documents.source import Source

_BREAK = lazy(r"\r\n|\r|\n")


class Lines:
    """The lines of a text as an editor counts them."""

    __slots__ = ("starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    def position(self, offset: int) -> Position:
        """Return the place of a character."""
        offset = min(offset, len(self.text))
        line = bisect_right(self.starts, offset) - 1
        return Position(line, units(self.text[self.starts[line] : offset]))

    def offset(self, position: Position) -> int:
        """Return the character at a place; one behind the end of a line is that end."""
        if position.line >= len(self.starts):
            return len(self.text)
        start = self.starts[position.line]
        line = self.line(position.line)
        at, left = 0, position.character
        while at < len(line) and left > 0:
            left -= units(line[at])
            at += 1
        return start + at

    def line(self, number: int) -> str:
        """Return a line without its end."""
        if number >= len(self.starts):
            return ""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[number] : end].rstrip("\r\n")

    def range(self, start: int, end: int) -> Range:
        """Return the stretch between two characters."""
        return Range(self.position(start), self.position(end))


def units(text: str) -> int:
    """Return how many units of UTF-16 a text takes."""
    return len(text) + sum(character > "\uffff" for character in text)


def range_of(source: Source, span: Span, lines: Lines) -> Range:
    """Return a span of a source as a stretch of the text that an editor holds of it: both have the same characters."""
    return lines.range(source.offset(span.start), source.offset(span.end))
