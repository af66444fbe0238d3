"""SARIF 2.1.0, for code scanning and for viewers in editors.

Sources: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html, and what GitHub takes of it:
https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support.

No source text (`snippet`, `contextRegion`) and no command line is given: both may hold what must not spread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.diagnostics import Severity
from validator.render.concise import remedy
from validator.render.escape import escape
from validator.render.fingerprint import fingerprints
from validator.render.json_text import dumps
from validator.render.sarif_places import artifact, location, message, region
from validator.render.summary import problem_text, summary_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from validator.diagnostics import Diagnostic, Fix, Problem, Report, Suppression
    from validator.rules.rule import Rule

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

# Not `primaryLocationLineHash`: GitHub's upload computes that one itself, and complains of any other value.
_FINGERPRINT = "appxlintFingerprint/v1"


def render(report: Report, rules: Sequence[Rule]) -> str:
    """Return the report as a SARIF log of one run; `rules` are those whose manual pages it carries."""
    indexes = {rule.id: at for at, rule in enumerate(rules)}
    names = fingerprints(report)
    run = {
        "tool": {"driver": _driver(report, rules)},
        "invocations": [_invocation(report.problems)],
        "originalUriBaseIds": {
            "SRCROOT": {"description": {"text": "the folder that appxlint was started in"}}
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": artifact(path), "roles": ["analysisTarget"]} for path in report.files],
        "results": [
            _result(found, name, indexes)
            for found, name in zip(
                (*report.diagnostics, *report.suppressed),
                (*names.diagnostics, *names.suppressed),
                strict=True,
            )
        ],
        "properties": {"checked": summary_line(report.summary), **report.summary._asdict()},
    }
    return dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(report: Report, rules: Sequence[Rule]) -> dict[str, Any]:
    return {"name": "appxlint", "version": report.version, "rules": [_rule(rule) for rule in rules]}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"basis": rule.basis.value, **({"source": rule.source} if rule.source else {})},
    }


def _invocation(problems: Sequence[Problem]) -> dict[str, Any]:
    """Return the outcome of the run; what could not be checked is a notification."""
    notes = [{"level": "error", "message": message(problem_text(problem))} for problem in problems]
    return {"executionSuccessful": not problems, "toolExecutionNotifications": notes}


def _result(found: Diagnostic, fingerprint: str, indexes: Mapping[str, int]) -> dict[str, Any]:
    index = {"ruleIndex": indexes[found.rule]} if found.rule in indexes else {}
    related = [
        {"id": number, "message": message(escape(other.message)), **location(other.path, other.span)}
        for number, other in enumerate(found.related, 1)
    ]
    return {
        "ruleId": found.rule,
        **index,
        "level": _LEVELS[found.severity],
        "message": message(escape(found.message), *remedy(found)),
        "locations": [location(found.path, found.span, found.document, found.pointer)],
        "relatedLocations": related,
        "partialFingerprints": {_FINGERPRINT: fingerprint},
        "suppressions": [] if found.suppression is None else [_suppression(found.suppression)],
        "fixes": [] if found.fix is None else [_fix(found.path, found.fix)],
        "properties": {"severity": found.severity.label},
    }


def _suppression(suppression: Suppression) -> dict[str, Any]:
    kind = "inSource" if suppression.kind == "comment" else "external"
    reason = {"justification": escape(suppression.reason)} if suppression.reason else {}
    return {"kind": kind, "status": "accepted", **reason, "properties": {"by": suppression.kind}}


def _fix(path: str, fix: Fix) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": region(edit.span), "insertedContent": {"text": edit.text}} for edit in fix.edits
    ]
    return {
        "description": message(escape(fix.title)),
        "artifactChanges": [{"artifactLocation": artifact(path), "replacements": replacements}],
        "properties": {"safe": fix.safe},
    }
