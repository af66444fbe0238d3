"""The output for people: place, words, the source with what matters underlined, and what to write instead."""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, groupby

from validator.diagnostics import Severity
from validator.render.colour import STYLE_OF, Painter, Style, painter
from validator.render.concise import as_text, last_blocks, omitted_text
from validator.render.escape import encodable, escape, glyphs, is_plain, width, widths
from validator.render.wrap import folded, wrap, wrap_lines
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from validator.diagnostics import Diagnostic, Excerpt, Related, Report, Span
    from validator.render.colour import Painter


_TAB = 4
_ELLIPSIS = "…"


class Shown(NamedTuple):
    """A line as it is printed; `columns` has the printed column of each code point, and of the end."""

    text: str
    columns: Sequence[int]


class _Moved(Sequence[int]):
    """The columns of a line of which only a part is shown; the others count as its edges."""

    __slots__ = ("_columns", "_edge", "_shift")

    def __init__(self, columns: Sequence[int], shift: int, edge: int) -> None:
        self._columns = columns
        self._shift = shift
        self._edge = edge

    def __getitem__(self, at: Any) -> Any:  # noqa: ANN401 - nobody asks for a slice
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
    return Shown(text, _Moved(columns, shift, edge))


_LEAST_ROOM = 20


class Canvas(NamedTuple):
    """Where frames are drawn: width in columns, encoding, colours, and the digits of its line numbers.

    `folded` says that what is no frame keeps to the width as well.
    """

    width: int
    encoding: str
    paint: Painter
    digits: int
    folded: bool = False

    @property
    def margin(self) -> str:
        """The blanks and the bar beside a row that has no line number."""
        return self.paint(f"  {'':{self.digits}} |", Style.FRAME)

    @property
    def room(self) -> int:
        """How many columns are left for source text."""
        return max(_LEAST_ROOM, self.width - self.digits - len("   | "))

    def kept(self, text: str) -> str:
        """Return a text that has no colours, broken into lines where these have to keep to the width."""
        return folded(text, self.width) if self.folded else text

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
    if mark.excerpt.marked is not None:
        first, last = mark.excerpt.marked
        return min(first, len(text)), min(max(first, last), len(text))
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
        for part in _filling(words, canvas):
            indent = " " * max(0, min(start, canvas.room - width(part)))
            yield canvas.beside(indent + canvas.paint(part, mark.style))


def _filling(words: str, canvas: Canvas) -> list[str]:
    """Return the lines that words take below an underline."""
    return folded(words, canvas.room, hang=0).split("\n") if canvas.folded else [words]


_NEAR = 5


def render(  # noqa: PLR0913 - options, each by name
    report: Report,
    *,
    colour: bool = False,
    width: int = 100,
    folded: bool = False,
    quiet: bool = False,
    encoding: str = "utf-8",
) -> str:
    """Return the findings as blocks with a blank line between them, then the problems, then what was checked.

    `width` is in terminal columns, and `folded` has places and the last lines keep to it as well. `quiet` leaves out
    all but errors, and the last line too when nothing is left. `encoding` is the stream's: what it lacks is escaped
    in frames, so that underlines stay in place.
    """
    canvas = Canvas(width, encoding, painter(colour=colour), 1, folded)
    heard = _heard(report.diagnostics, quiet=quiet)
    blocks = list(_blocks(heard, _heard(report.omitted, quiet=quiet), canvas))
    last = last_blocks(report, quiet=quiet, after_findings=bool(blocks))
    return as_text([*blocks, *map(canvas.kept, last)])


def _heard(findings: Iterable[Diagnostic], *, quiet: bool) -> list[Diagnostic]:
    return [found for found in findings if not quiet or found.severity is Severity.ERROR]


def _blocks(findings: Iterable[Diagnostic], omitted: Iterable[Diagnostic], canvas: Canvas) -> Iterator[str]:
    left_out = Counter(found.path for found in omitted)
    by_path: dict[str, list[Diagnostic]] = {}
    for found in findings:
        by_path.setdefault(found.path, []).append(found)
    for path, of_file in by_path.items():
        for found in of_file:
            yield "\n".join(_block(found, canvas))
        if left_out[path]:
            yield canvas.kept(f"{escape(path)}: {omitted_text(left_out[path])}")


def _block(found: Diagnostic, canvas: Canvas) -> Iterator[str]:
    lines = [
        excerpt.line for excerpt in (found.excerpt, *(other.excerpt for other in found.related)) if excerpt
    ]
    canvas = canvas._replace(digits=len(str(max(lines, default=0))))
    yield _heading(found, canvas)
    yield from (f"  {line}" for line in wrap(found.message, canvas.width - 2))
    yield from _frames(found, canvas)
    if found.help:
        if lines:
            yield canvas.margin
        yield from _help(found.help, canvas)


def _heading(found: Diagnostic, canvas: Canvas) -> str:
    """Return the place, level and rule of a finding; where they have to, they take several lines."""
    parts = [
        (_place(found.path, found.span), Style.PLACE),
        (found.severity.label, STYLE_OF[found.severity]),
        (escape(found.rule), Style.RULE),
    ]
    fixable = ["[fixable]"] if found.fix is not None and found.fix.safe else []
    whole = "  ".join([*(text for text, _ in parts), *fixable])
    painted = [*(canvas.paint(text, style) for text, style in parts), *fixable]
    if not canvas.folded or width(whole) <= canvas.width:
        return "  ".join(painted)
    return f"{painted[0]}\n  {'  '.join(painted[1:])}"


def _frames(found: Diagnostic, canvas: Canvas) -> Iterator[str]:
    """Yield the frame of the finding with the related places near by, then a frame for each one elsewhere."""
    marks, elsewhere = [], []
    if found.excerpt:
        marks.append(Mark(found.excerpt, found.span, found.label, "^", STYLE_OF[found.severity]))
    for other in found.related:
        if other.excerpt and found.excerpt and _is_near(found, other):
            marks.append(Mark(other.excerpt, other.span, other.message, "-", Style.FRAME))
        else:
            elsewhere.append(other)
    if marks:
        yield from draw(marks, canvas)
    for other in elsewhere:
        yield from _elsewhere(other, canvas)


def _elsewhere(other: Related, canvas: Canvas) -> Iterator[str]:
    place = f"  {canvas.paint(_place(other.path, other.span), Style.PLACE)}"
    if other.excerpt is None:
        words = escape(other.message)
        whole = f"  {_place(other.path, other.span)}  {words}"
        if not canvas.folded or width(whole) <= canvas.width:
            yield f"{place}  {words}"
            return
        yield place
        yield canvas.kept(f"    {words}")
        return
    yield place
    yield from draw([Mark(other.excerpt, other.span, other.message, "-", Style.FRAME)], canvas)


def _is_near(found: Diagnostic, other: Related) -> bool:
    return other.path == found.path and abs(other.span.start.line - found.span.start.line) <= _NEAR


def _help(text: str, canvas: Canvas) -> Iterator[str]:
    first, *rest = wrap_lines(text, canvas.width - len("  help: "))
    yield f"  {canvas.paint('help:', Style.HELP)} {first}"
    yield from (f"        {line}" for line in rest)


def _place(path: str, span: Span) -> str:
    return f"{escape(path)}:{span.start.line}:{span.start.column}"
