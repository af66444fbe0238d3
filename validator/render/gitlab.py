"""GitLab's Code Quality report.

Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format. The format has no
room for what was checked, for suppressed findings or for problems.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.diagnostics import Severity
from validator.render.escape import escape
from validator.render.fingerprint import fingerprints
from validator.render.json_text import dumps

if TYPE_CHECKING:
    from validator.diagnostics import Diagnostic, Report

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report) -> str:
    """Return an array with an entry for each finding."""
    names = fingerprints(report).diagnostics
    return dumps([_entry(found, name) for found, name in zip(report.diagnostics, names, strict=True)])


def _entry(found: Diagnostic, fingerprint: str) -> dict[str, Any]:
    return {
        "description": escape(found.message),
        "check_name": found.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[found.severity],
        "location": {"path": found.path.removeprefix("./"), "lines": {"begin": found.span.start.line}},
    }
