"""One finding a line, for people who search and for editors that jump to places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.render.escape import escape
from validator.render.summary import problem_lines, summary_line

if TYPE_CHECKING:
    from validator.diagnostics import Diagnostic, Report


def render(report: Report) -> str:
    """Return `path:line:col: severity: rule: message` for each finding, and nothing else."""
    return "".join(f"{line(found)}\n" for found in report.diagnostics)


def line(found: Diagnostic) -> str:
    """Return one finding on one line."""
    start = found.span.start
    place = f"{escape(found.path)}:{start.line}:{start.column}"
    return f"{place}: {found.severity.label}: {escape(found.rule)}: {escape(found.message)}"


def remedy(found: Diagnostic) -> list[str]:
    """Return the lines of the help, for formats that put them below the line of the finding."""
    lines = [escape(text) for text in found.help.split("\n") if text]
    return [f"help: {lines[0]}", *lines[1:]] if lines else []


def closing(report: Report) -> str:
    """Return the problems and what was checked, for another stream than the findings'."""
    return "\n".join([*problem_lines(report), summary_line(report.summary)]) + "\n"
