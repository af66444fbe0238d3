"""GitLab's Code Quality report.

Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format. The format has no
room for what was checked, for suppressed findings or for problems.
"""

from __future__ import annotations

from validator.diagnostics import Severity
from validator.render.concise import omitted_of, omitted_text
from validator.render.escape import escape
from validator.render.fingerprint import FINDINGS_PER_FILE, fingerprint_of_rest, fingerprints
from validator.render.json_text import dumps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from validator.diagnostics import Diagnostic, Report

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report) -> str:
    """Return an array with an entry for each finding, and one for the findings of a file that are not shown."""
    names = fingerprints(report).diagnostics
    entries = [_entry(found, name) for found, name in zip(report.diagnostics, names, strict=True)]
    return dumps(entries + [_rest(path, number) for path, number in omitted_of(report).items()])


def _rest(path: str, number: int) -> dict[str, Any]:
    """Return an entry for the findings of a file that are not shown."""
    return {
        "description": omitted_text(number),
        "check_name": FINDINGS_PER_FILE,
        "fingerprint": fingerprint_of_rest(path),
        "severity": "info",
        "location": {"path": path.removeprefix("./"), "lines": {"begin": 1}},
    }


def _entry(found: Diagnostic, fingerprint: str) -> dict[str, Any]:
    return {
        "description": escape(found.message),
        "check_name": found.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[found.severity],
        "location": {"path": found.path.removeprefix("./"), "lines": {"begin": found.span.start.line}},
    }
