"""One finding a line, for people who search and for editors that jump to places."""

from __future__ import annotations

from collections import Counter

from validator.render.escape import escape
from validator.words import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Diagnostic, Problem, Report, Since, Summary


def summary_line(summary: Summary) -> str:
    """Return what was checked and what was found, in one line."""
    checked = [
        counted(summary.files, "file"),
        counted(summary.documents, "document"),
        counted(summary.rules, "rule"),
    ]
    return ", ".join([*checked, *_found(summary)])


def omitted_lines(report: Report) -> list[str]:
    """Return a line for each file of which not every finding is shown."""
    return [f"{escape(path)}: {omitted_text(number)}" for path, number in omitted_of(report).items()]


def omitted_of(report: Report) -> dict[str, int]:
    """Return how many findings of each file are not shown."""
    return Counter(each.path for each in report.omitted)


def omitted_text(number: int) -> str:
    """Return how many findings of a file are not shown, and which setting says so."""
    are = "finding is" if number == 1 else "findings are"
    return f"{number} more {are} not shown (limits.findings-per-file)"


def problem_lines(report: Report) -> list[str]:
    """Return a line for each thing that could not be checked."""
    return [f"appxlint: {problem_text(problem)}" for problem in report.problems]


def last_blocks(report: Report, *, quiet: bool, after_findings: bool) -> list[str]:
    """Return what stands at the end of the output for people: the problems, and what was checked.

    A `quiet` one says what was checked only where something stands before that.
    """
    problems = problem_lines(report)
    blocks = ["\n".join(problems)] if problems else []
    return (
        blocks if quiet and not problems and not after_findings else [*blocks, summary_line(report.summary)]
    )


def as_text(blocks: list[str]) -> str:
    """Return blocks with a blank line between them, nothing for none."""
    return "\n\n".join(blocks) + "\n" if blocks else ""


def problem_text(problem: Problem) -> str:
    """Return the path, if there is one, and the words of a problem."""
    return ": ".join(escape(part) for part in problem if part)


def _found(summary: Summary) -> Iterator[str]:
    new = "" if summary.since is None else "new "
    counts = [
        *([counted(summary.errors, f"{new}error")] if summary.errors else []),
        *([counted(summary.warnings, f"{new}warning")] if summary.warnings else []),
        *([f"{summary.infos} {new}info"] if summary.infos else []),
    ]
    yield from counts or [f"no {new}findings"]
    if summary.omitted:
        yield f"{summary.omitted} of them not shown"
    if summary.suppressed:
        yield f"{summary.suppressed} suppressed"
    if summary.fixable:
        yield f"{summary.fixable} fixable with --fix"
    if summary.since is not None:
        yield _known(summary.since)


def _known(since: Since) -> str:
    """Return how many findings were there before, and when."""
    if not since.commit:
        return "compared with nothing, as nothing is committed yet"
    revision = escape(since.revision)
    if not since.known:
        return f"compared with {revision}"
    are = "finding that was" if since.known == 1 else "findings that were"
    return f"{since.known} {are} there at {revision} not shown"


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
    """Return the problems, what is not shown and what was checked, for another stream than the findings'."""
    return "\n".join([*problem_lines(report), *omitted_lines(report), summary_line(report.summary)]) + "\n"
