"""The closing words of a run, the same in every format that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.render.escape import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Problem, Report, Summary


def summary_line(summary: Summary) -> str:
    """Return what was checked and what was found, in one line."""
    checked = [
        _counted(summary.files, "file"),
        _counted(summary.documents, "document"),
        _counted(summary.rules, "rule"),
    ]
    return ", ".join([*checked, *_found(summary)])


def problem_lines(report: Report) -> list[str]:
    """Return a line for each thing that could not be checked."""
    return [f"appxlint: {problem_text(problem)}" for problem in report.problems]


def problem_text(problem: Problem) -> str:
    """Return the path, if there is one, and the words of a problem."""
    return ": ".join(escape(part) for part in problem if part)


def _found(summary: Summary) -> Iterator[str]:
    levels = ((summary.errors, "error"), (summary.warnings, "warning"), (summary.infos, "info"))
    counts = [_counted(number, level) for number, level in levels if number]
    yield from counts or ["no findings"]
    if summary.suppressed:
        yield f"{summary.suppressed} suppressed"
    if summary.fixable:
        yield f"{summary.fixable} fixable with --fix"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
