"""Small projects for tests of rules, and what tests ask of a report."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, NamedTuple

from tests.support.examples import completed

if TYPE_CHECKING:
    from validator.diagnostics import Diagnostic, Report


class Seen(NamedTuple):
    """What a test looks at: line, column, severity and rule."""

    line: int
    column: int
    severity: str
    rule: str


def project(snippet: str) -> str:
    """Return a snippet as a whole project; `apiVersion` comes first, so its lines move down by one."""
    return completed(textwrap.dedent(snippet).lstrip("\n"))


def seen(report: Report) -> list[Seen]:
    """Return where each finding of a report stands, in reading order."""
    return [Seen(*each.span.start, each.severity.label, each.rule) for each in report.diagnostics]


def only(report: Report) -> Diagnostic:
    """Return the one finding of a report."""
    (found,) = report.diagnostics
    return found


def replacement(found: Diagnostic) -> str:
    """Return the text that the fix of a finding writes."""
    assert found.fix is not None
    (edit,) = found.fix.edits
    return edit.text


def related(found: Diagnostic) -> list[tuple[int, int]]:
    """Return line and column of each second place of a finding."""
    return [(each.span.start.line, each.span.start.column) for each in found.related]
