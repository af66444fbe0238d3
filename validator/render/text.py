"""The output for people: place, words, the source with what matters underlined, and what to write instead."""

from __future__ import annotations

from collections import Counter

from validator.diagnostics import Severity
from validator.render.colour import STYLE_OF, Style, painter
from validator.render.concise import as_text, last_blocks, omitted_text
from validator.render.escape import escape, width
from validator.render.frames import Mark, by_line, central, frames_of
from validator.render.source_line import show
from validator.render.wrap import folded, wrap, wrap_lines
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from validator.diagnostics import Diagnostic, Related, Report, Span
    from validator.render.colour import Painter
    from validator.render.source_line import Shown


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


def draw(marks: Sequence[Mark], canvas: Canvas, own: str = Style.FRAME) -> Iterator[str]:
    """Yield the rows of one frame: each marked line once, in order, and its underlines below it.

    `own` is how the place of the finding itself is painted.
    """
    yield canvas.margin
    previous = 0
    for line, together in by_line(marks):
        if previous and line > previous + 1:
            yield canvas.paint("  ...", Style.FRAME)
        yield from _line(together, canvas, own)
        previous = line


def _line(marks: Sequence[Mark], canvas: Canvas, own: str) -> Iterator[str]:
    seen = central(marks)
    shown = show(seen.text, *seen.offsets, canvas.room, canvas.encoding)
    yield canvas.numbered(seen.excerpt.line, shown.text.rstrip())
    for mark in marks:
        yield from _underline(mark, shown, canvas, own if mark.own else Style.FRAME)


def _underline(mark: Mark, shown: Shown, canvas: Canvas, style: str) -> Iterator[str]:
    start, end = (shown.columns[min(offset, len(shown.columns) - 1)] for offset in mark.offsets)
    length = max(1, end - start)
    line = " " * start + canvas.paint(("^" if mark.own else "-") * length, style)
    words = escape(mark.words)
    if not words:
        yield canvas.beside(line)
    elif start + length + 1 + width(words) <= canvas.room:
        yield canvas.beside(f"{line} {canvas.paint(words, style)}")
    else:
        yield canvas.beside(line)
        for part in _filling(words, canvas):
            indent = " " * max(0, min(start, canvas.room - width(part)))
            yield canvas.beside(indent + canvas.paint(part, style))


def _filling(words: str, canvas: Canvas) -> list[str]:
    """Return the lines that words take below an underline."""
    return folded(words, canvas.room, hang=0).split("\n") if canvas.folded else [words]


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
    marks, elsewhere = frames_of(found)
    if marks:
        yield from draw(marks, canvas, STYLE_OF[found.severity])
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
    yield from draw([Mark(other.excerpt, other.span, other.message)], canvas)


def _help(text: str, canvas: Canvas) -> Iterator[str]:
    first, *rest = wrap_lines(text, canvas.width - len("  help: "))
    yield f"  {canvas.paint('help:', Style.HELP)} {first}"
    yield from (f"        {line}" for line in rest)


def _place(path: str, span: Span) -> str:
    return f"{escape(path)}:{span.start.line}:{span.start.column}"
