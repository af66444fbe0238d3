"""Workflow commands, which GitHub Actions turns into annotations at the lines of a pull request.

Escaping follows https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts and its reader,
https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs.
"""

from __future__ import annotations

from validator.diagnostics import Severity
from validator.render import concise
from validator.render.concise import omitted_lines, problem_text, summary_line
from validator.render.escape import escape
from validator.render.ladder import HEADINGS, row
from validator.render.markdown import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.diagnostics import Diagnostic, Report


_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}

# The runner drops what a step reports beyond ten of a level. Source: `_maxCountPerIssueType` in
# https://github.com/actions/runner/blob/main/src/Runner.Worker/ExecutionContext.cs.
_ANNOTATIONS = 10


def render(report: Report) -> str:
    """Return commands for the first ten findings of each level, then every finding in a plain line.

    The problems and what was checked come last.
    """
    return (
        "".join(f"{command}\n" for command in _commands(report))
        + concise.render(report)
        + concise.closing(report)
    )


def _commands(report: Report) -> Iterator[str]:
    problems = [
        _command("error", problem_text(problem), {"title": "appxlint"}) for problem in report.problems
    ]
    for severity, name in _COMMANDS.items():
        found = [_annotation(one, name) for one in report.diagnostics if one.severity is severity]
        yield from ([*problems, *found] if severity is Severity.ERROR else found)[:_ANNOTATIONS]


def _annotation(found: Diagnostic, name: str) -> str:
    start, end = found.span
    properties: dict[str, object] = {"file": _file(found.path), "line": start.line, "endLine": end.line}
    if start.line == end.line:  # the runner takes columns only within one line
        properties |= {"col": start.column, "endColumn": end.column}
    properties["title"] = f"appxlint: {escape(found.rule)}"
    return _command(name, "\n".join([escape(found.message), *concise.remedy(found)]), properties)


def _file(path: str) -> str:
    # The runner drops "=" from the beginning of a value, which would name another file.
    return f"./{escape(path)}" if path.startswith("=") else escape(path)


def _command(name: str, message: str, properties: Mapping[str, object]) -> str:
    pairs = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {pairs}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def job_summary(report: Report, *, limit: int = 200) -> str:
    """Return what was checked and a table of the most severe findings, at most `limit` of them.

    GitHub refuses a page above 1 MiB. Source:
    https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits.
    """
    return "\n".join(_lines(report, limit)) + "\n"


def _lines(report: Report, limit: int) -> Iterator[str]:
    yield from ("## appxlint", "", plain(summary_line(report.summary)))
    if report.problems:
        yield ""
        yield from (f"- {plain(problem_text(problem))}" for problem in report.problems)
    if report.live:
        yield from ("", f"| {' | '.join(HEADINGS)} |", "|---" * len(HEADINGS) + "|")
        for each in report.live[:limit]:
            yield f"| {' | '.join(plain(escape(cell)) for cell in row(each))} |"
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
    if report.omitted:
        yield ""
        yield from (f"- {plain(line)}" for line in omitted_lines(report))


def _row(found: Diagnostic) -> str:
    place = f"{escape(found.path)}:{found.span.start.line}:{found.span.start.column}"
    remedy = "".join(f"<br>{plain(line)}" for line in concise.remedy(found))
    cells = (found.severity.label, plain(place), plain(escape(found.rule)))
    return f"| {' | '.join(cells)} | {plain(escape(found.message))}{remedy} |"
