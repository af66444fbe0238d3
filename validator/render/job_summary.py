"""The page that GitHub Actions shows for a job, as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.render import concise
from validator.render.escape import escape
from validator.render.summary import problem_text, summary_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Diagnostic, Report

_PLAIN = frozenset(" ,./-'()=;?%+")


def job_summary(report: Report, *, limit: int = 200) -> str:
    """Return what was checked and a table of the most severe findings, at most `limit` of them.

    GitHub refuses a page above 1 MiB. Source:
    https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits.
    """
    return "\n".join(_lines(report, limit)) + "\n"


def _lines(report: Report, limit: int) -> Iterator[str]:
    yield from ("## appxlint", "", summary_line(report.summary))
    if report.problems:
        yield ""
        yield from (f"- {_markdown(problem_text(problem))}" for problem in report.problems)
    if report.diagnostics:
        yield from ("", "| severity | place | rule | finding |", "|---|---|---|---|")
        # Sorting is stable, so the reading order stays within a level.
        ranked = sorted(report.diagnostics, key=lambda found: -found.severity)
        yield from (_row(found) for found in ranked[:limit])
    if len(report.diagnostics) > limit:
        yield from (
            "",
            f"{len(report.diagnostics) - limit} more not shown; the log of the job has all of them.",
        )


def _row(found: Diagnostic) -> str:
    place = f"{escape(found.path)}:{found.span.start.line}:{found.span.start.column}"
    remedy = "".join(f"<br>{_markdown(line)}" for line in concise.remedy(found))
    cells = (found.severity.label, _markdown(place), _markdown(escape(found.rule)))
    return f"| {' | '.join(cells)} | {_markdown(escape(found.message))}{remedy} |"


def _markdown(text: str) -> str:
    """Return text that Markdown and HTML take for nothing but text: a character entity is never structure."""
    return "".join(
        char if char.isalnum() or char in _PLAIN or not char.isascii() else f"&#{ord(char)};" for char in text
    )
