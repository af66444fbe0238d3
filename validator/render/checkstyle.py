"""Checkstyle's XML, which many collectors of findings read.

Elements and attributes are those of https://github.com/checkstyle/checkstyle, `XMLLogger.java`, and their reader in
https://github.com/jenkinsci/analysis-model, `CheckStyleParser.java`.
"""

from __future__ import annotations

from validator.diagnostics import Severity
from validator.render.concise import omitted_of, omitted_text, problem_text, remedy
from validator.render.escape import escape
from validator.render.fingerprint import FINDINGS_PER_FILE
from validator.render.xml import attributes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Diagnostic, Report

_VERSION = "4.3"
"""What other tools that write the format name, and no reader asks for."""

_TOOL = "appxlint"


def render(report: Report) -> str:
    """Return an element for each file, clean ones included, with one for each finding in it.

    What could not be checked, and what is not shown of a file, are findings as well.
    """
    by_path: dict[str, list[str]] = {path: [] for path in report.files}
    for problem in report.problems:
        by_path.setdefault(problem.path or _TOOL, []).append(
            _error(1, 1, Severity.ERROR, problem_text(problem), "problem")
        )
    for found in report.diagnostics:
        by_path.setdefault(found.path, []).append(_finding(found))
    for path, number in omitted_of(report).items():
        by_path[path].append(_error(1, 1, Severity.INFO, omitted_text(number), FINDINGS_PER_FILE))
    lines = (line for path, errors in by_path.items() for line in _file(path, errors))
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<checkstyle version="{_VERSION}">',
            *lines,
            "</checkstyle>\n",
        ]
    )


def _file(path: str, errors: list[str]) -> Iterator[str]:
    yield f"  <file{attributes({'name': escape(path)})}>"
    yield from errors
    yield "  </file>"


def _finding(found: Diagnostic) -> str:
    start = found.span.start
    message = "\n".join([escape(found.message), *remedy(found)])
    return _error(start.line, start.column, found.severity, message, escape(found.rule))


def _error(line: int, column: int, severity: Severity, message: str, rule: str) -> str:
    said = {
        "line": f"{line}",
        "column": f"{column}",
        "severity": severity.label,
        "message": message,
        "source": f"{_TOOL}.{rule}",
    }
    return f"    <error{attributes(said)}/>"
