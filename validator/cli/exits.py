"""Exit codes, as scripts and pipelines read them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.diagnostics import Report, Severity


class Exit:
    """What a run says with its exit code."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    UNCHECKED = 3
    BUG = 70
    INTERRUPTED = 130
    TERMINATED = 143


def exit_code(report: Report, fail_on: Severity | None) -> int:
    """Return the exit code of a report: what could not be checked comes before what was found."""
    if report.problems:
        return Exit.UNCHECKED
    if fail_on is not None and any(each.severity >= fail_on for each in report.counted):
        return Exit.FINDINGS
    return Exit.CLEAN
