"""The output for people: place, words, the source with what matters underlined, and what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.diagnostics import Severity
from validator.render.colour import STYLE_OF, Painter, Style, painter
from validator.render.escape import escape
from validator.render.frame import Canvas, Mark, draw
from validator.render.summary import problem_lines, summary_line
from validator.render.wrap import wrap, wrap_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.diagnostics import Diagnostic, Related, Report, Span

_NEAR = 5


def render(  # noqa: PLR0913 - each is one decision of the caller, with a default
    report: Report,
    *,
    colour: bool = False,
    width: int = 100,
    quiet: bool = False,
    limit: int = 100,
    encoding: str = "utf-8",
) -> str:
    """Return the findings as blocks with a blank line between them, then the problems, then what was checked.

    `width` is in terminal columns, `limit` the number of findings shown of one file. `quiet` leaves out
    all but errors, and the last line as well when nothing is left. `encoding` is the stream's: what it
    lacks is escaped in frames, so that underlines stay in place.
    """
    canvas = Canvas(width, encoding, painter(colour=colour), 1)
    findings = [found for found in report.diagnostics if not quiet or found.severity is Severity.ERROR]
    blocks = list(_blocks(findings, canvas, limit))
    problems = problem_lines(report)
    if problems:
        blocks.append("\n".join(problems))
    if blocks or not quiet:
        blocks.append(summary_line(report.summary))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _blocks(findings: Iterable[Diagnostic], canvas: Canvas, limit: int) -> Iterator[str]:
    by_path: dict[str, list[Diagnostic]] = {}
    for found in findings:
        by_path.setdefault(found.path, []).append(found)
    for path, of_file in by_path.items():
        for found in of_file[:limit]:
            yield "\n".join(_block(found, canvas))
        if len(of_file) > limit:
            more = len(of_file) - limit
            yield f"{escape(path)}: {more} more {'finding is' if more == 1 else 'findings are'} not shown"


def _block(found: Diagnostic, canvas: Canvas) -> Iterator[str]:
    lines = [
        excerpt.line for excerpt in (found.excerpt, *(other.excerpt for other in found.related)) if excerpt
    ]
    canvas = canvas._replace(digits=len(str(max(lines, default=0))))
    yield _heading(found, canvas.paint)
    yield from (f"  {line}" for line in wrap(found.message, canvas.width - 2))
    yield from _frames(found, canvas)
    if found.help:
        if lines:
            yield canvas.margin
        yield from _help(found.help, canvas)


def _heading(found: Diagnostic, paint: Painter) -> str:
    parts = [
        paint(_place(found.path, found.span), Style.PLACE),
        paint(found.severity.label, STYLE_OF[found.severity]),
        paint(escape(found.rule), Style.RULE),
    ]
    if found.fix is not None and found.fix.safe:
        parts.append("[fixable]")
    return "  ".join(parts)


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
        yield f"{place}  {escape(other.message)}"
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
