"""What is shown of a finding's source: which lines together, with which stretches of them marked."""

from __future__ import annotations

from itertools import groupby

from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.diagnostics import Diagnostic, Excerpt, Related, Span

_NEAR = 5


class Mark(NamedTuple):
    """A stretch of a source line, and the words beside it; `own` is the place of the finding itself."""

    excerpt: Excerpt
    span: Span
    words: str
    own: bool = False

    @property
    def text(self) -> str:
        """The line without its end."""
        return self.excerpt.text.rstrip("\r\n")

    @property
    def offsets(self) -> tuple[int, int]:
        """Where the stretch begins and ends in the line, in code points."""
        text = self.text
        if self.excerpt.marked is not None:
            first, last = self.excerpt.marked
            return min(first, len(text)), min(max(first, last), len(text))
        start = min(self.span.start.column - 1, len(text))
        goes_on = self.span.end.line > self.span.start.line
        end = len(text.rstrip()) if goes_on else min(self.span.end.column - 1, len(text))
        return start, max(start, end)


def frames_of(found: Diagnostic) -> tuple[list[Mark], list[Related]]:
    """Return the marks of the finding's own frame, related places near by among them, and the places elsewhere."""
    marks, elsewhere = [], []
    if found.excerpt:
        marks.append(Mark(found.excerpt, found.span, found.label, own=True))
    for other in found.related:
        if other.excerpt and found.excerpt and _is_near(found, other):
            marks.append(Mark(other.excerpt, other.span, other.message))
        else:
            elsewhere.append(other)
    return marks, elsewhere


def by_line(marks: Sequence[Mark]) -> Iterator[tuple[int, list[Mark]]]:
    """Yield each marked line once, in order, with its marks."""
    ordered = sorted(marks, key=lambda mark: (mark.excerpt.line, mark.span))
    for line, together in groupby(ordered, key=lambda mark: mark.excerpt.line):
        yield line, list(together)


def central(marks: Sequence[Mark]) -> Mark:
    """Return the mark of a line that has to be in sight, whatever else is cut off."""
    return next((mark for mark in marks if mark.own), marks[0])


def _is_near(found: Diagnostic, other: Related) -> bool:
    return other.path == found.path and abs(other.span.start.line - found.span.start.line) <= _NEAR
