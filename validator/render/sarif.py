"""SARIF 2.1.0, for code scanning and for viewers in editors.

Sources: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html, and what GitHub takes of it:
https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support.

No source text (`snippet`, `contextRegion`) and no command line is given: both may hold what must not spread.
"""

from __future__ import annotations

from urllib.parse import quote

from validator.diagnostics import Basis, Severity
from validator.render.concise import omitted_lines, problem_text, remedy, summary_line
from validator.render.escape import escape, visible
from validator.render.fingerprint import fingerprints
from validator.render.json_text import dumps
from validator.render.markdown import page_in_markdown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from validator.diagnostics import Diagnostic, Fix, Report, RulePage, Span, Suppression


def message(*lines: str) -> dict[str, str]:
    """Return a message object of lines that are escaped already.

    Braces are left single although §3.11.5 doubles them: viewers substitute only where arguments are given,
    and show doubled braces as they are, which would spoil a reference such as `${env:NAME}`.
    """
    # Viewers make a link of `[words](target)` (§3.11.6), and the words may be a stranger's.
    return {"text": "\n".join(lines).replace("](", f"]{visible('(')}")}


def location(path: str, span: Span, document: str = "", pointer: str = "") -> dict[str, Any]:
    """Return the members of a location object; the document and the pointer are its logical location."""
    place: dict[str, Any] = {"physicalLocation": {"artifactLocation": artifact(path), "region": region(span)}}
    if document or pointer:
        place["logicalLocations"] = [{"fullyQualifiedName": escape(f"{document}#{pointer}")}]
    return place


def artifact(path: str) -> dict[str, str]:
    """Return an artifact location: relative to SRCROOT, or a file address where the path is absolute."""
    encoded = quote(_bytes(path), safe="/")
    if path.startswith("/"):
        return {"uri": f"file://{encoded}"}
    if path[1:3] == ":/":
        return {"uri": f"file:///{path[0]}:{encoded.removeprefix(quote(path[:2]))}"}
    return {"uri": encoded, "uriBaseId": "SRCROOT"}


def _bytes(path: str) -> bytes:
    """Return the bytes of a path, those on disk where it was no UTF-8."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")


def region(span: Span) -> dict[str, int]:
    """Return a region; as in a span, the end column is the one after the last character."""
    return {
        "startLine": span.start.line,
        "startColumn": span.start.column,
        "endLine": span.end.line,
        "endColumn": span.end.column,
    }


_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

_CATEGORY = "appxlint"
"""Keeps these results apart from those of other tools, where several runs are uploaded for one commit."""

_PRECISION = {Basis.DOCUMENTED: "very-high", Basis.INFERRED: "medium"}
_HIGH = "8.0"
"""The severity of a leak, as GitHub counts: https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support."""

# Not `primaryLocationLineHash`: GitHub's upload computes that one itself, and complains of any other value.
_FINGERPRINT = "appxlintFingerprint/v1"


def render(report: Report, rules: Sequence[RulePage]) -> str:
    """Return the report as a SARIF log of one run; `rules` are those whose manual pages it carries."""
    indexes = {rule.id: at for at, rule in enumerate(rules)}
    names = fingerprints(report)
    run = {
        "tool": {"driver": _driver(report, rules)},
        "automationDetails": {"id": f"{_CATEGORY}/"},
        "invocations": [_invocation(report)],
        "originalUriBaseIds": {
            "SRCROOT": {
                "description": {
                    "text": "the root of the repository, or, outside of one, the folder that appxlint was started in"
                }
            }
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
        "properties": {"checked": summary_line(report.summary), **report.summary.for_programs()},
    }
    return dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(report: Report, rules: Sequence[RulePage]) -> dict[str, Any]:
    return {"name": "appxlint", "version": report.version, "rules": [_rule(rule) for rule in rules]}


def _rule(rule: RulePage) -> dict[str, Any]:
    """Return a rule with its page; a name that is the id over again is left out (§3.49.7)."""
    name = "".join(word.capitalize() for word in rule.id.split("-"))
    return {
        "id": rule.id,
        **({"name": name} if name.lower() != rule.id else {}),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.page, "markdown": page_in_markdown(rule.page)},
        **({"helpUri": rule.address} if rule.address else {}),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": _properties(rule),
    }


def _properties(rule: RulePage) -> dict[str, Any]:
    """Return what else is known of a rule; tags, precision and security-severity are those that GitHub shows."""
    tags = [tag for tag in (rule.subject, "security" if rule.secret else "") if tag]
    return {
        "basis": rule.basis.value,
        **({"source": rule.source} if rule.source else {}),
        **({"tags": tags} if tags else {}),
        "precision": _PRECISION[rule.basis],
        **({"security-severity": _HIGH} if rule.secret else {}),
    }


def _invocation(report: Report) -> dict[str, Any]:
    """Return the outcome of the run; what could not be checked, and what is not shown, is a notification."""
    notes = [{"level": "error", "message": message(problem_text(problem))} for problem in report.problems]
    notes += [{"level": "warning", "message": message(line)} for line in omitted_lines(report)]
    return {"executionSuccessful": not report.problems, "toolExecutionNotifications": notes}


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
        "fixes": [] if found.fix is None or found.fix.masked else [_fix(found.path, found.fix)],
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
