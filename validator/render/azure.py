"""Logging commands, which Azure Pipelines turns into issues of the run.

Sources: https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands, and for the escaping
https://github.com/microsoft/azure-pipelines-task-lib/blob/master/node/taskcommand.ts.
"""

from __future__ import annotations

from validator.diagnostics import Severity
from validator.render import concise
from validator.render.concise import problem_text
from validator.render.escape import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.diagnostics import Diagnostic, Report

_TYPES = {Severity.ERROR: "error", Severity.WARNING: "warning"}
"""Issues are of these types only; an info is a line of the log."""


def render(report: Report) -> str:
    """Return a command for each problem, error and warning, then every finding in a line, and what was checked."""
    return (
        "".join(f"{command}\n" for command in _commands(report))
        + concise.render(report)
        + concise.closing(report)
    )


def _commands(report: Report) -> Iterator[str]:
    for problem in report.problems:
        yield _command({"type": "error"}, problem_text(problem))
    for found in report.diagnostics:
        if found.severity in _TYPES:
            yield _issue(found)


def _issue(found: Diagnostic) -> str:
    start = found.span.start
    properties = {
        "type": _TYPES[found.severity],
        "sourcepath": escape(found.path),
        "linenumber": f"{start.line}",
        "columnnumber": f"{start.column}",
        "code": escape(found.rule),
    }
    return _command(properties, "\n".join([escape(found.message), *concise.remedy(found)]))


def _command(properties: Mapping[str, str], message: str) -> str:
    pairs = "".join(f"{key}={_property(value)};" for key, value in properties.items())
    return f"##vso[task.logissue {pairs}]{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace("]", "%5D").replace(";", "%3B")
