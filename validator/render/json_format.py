"""The output for programs, in the shape that `schemas/report.json` publishes."""

from __future__ import annotations

from validator.render.fingerprint import fingerprints
from validator.render.json_text import dumps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from validator.diagnostics import Diagnostic, Fix, Ladder, Position, Related, Report, Span


def render(report: Report) -> str:
    """Return the whole report as one JSON object, its texts as they are once the JSON is read."""
    names = fingerprints(report)
    tried = {"live": [_ladder(each) for each in report.live]} if report.live else {}
    return dumps(
        {
            "version": report.version,
            "summary": report.summary.for_programs(),
            "diagnostics": _findings(report.diagnostics, names.diagnostics),
            "suppressed": _findings(report.suppressed, names.suppressed),
            "files": list(report.files),
            "problems": [problem._asdict() for problem in report.problems],
            "omitted": _omitted(report.omitted),
            **tried,
        }
    )


def _ladder(ladder: Ladder) -> dict[str, Any]:
    steps = [{**step._asdict(), "seconds": round(step.seconds, 3)} for step in ladder.steps]
    return {
        "name": ladder.name,
        "path": ladder.path,
        "connector": ladder.connector,
        "environment": ladder.environment,
        "outcome": ladder.outcome,
        "steps": steps,
        "facts": dict(ladder.facts),
    }


def _findings(found: tuple[Diagnostic, ...], names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [_finding(one, name) for one, name in zip(found, names, strict=True)]


def _finding(found: Diagnostic, fingerprint: str) -> dict[str, Any]:
    return {
        "rule": found.rule,
        "severity": found.severity.label,
        "message": found.message,
        "help": found.help,
        "label": found.label,
        "path": found.path,
        "document": found.document,
        "range": _range(found.span),
        "pointer": found.pointer,
        "related": [_related(other) for other in found.related],
        "fix": None if found.fix is None else _fix(found.fix),
        "suppression": None if found.suppression is None else found.suppression._asdict(),
        "fingerprint": fingerprint,
    }


def _omitted(found: tuple[Diagnostic, ...]) -> list[dict[str, Any]]:
    """Return the numbers of findings that are not shown, file by file."""
    by_path: dict[str, dict[str, Any]] = {}
    for one in found:
        counts = by_path.setdefault(one.path, {"path": one.path, "errors": 0, "warnings": 0, "infos": 0})
        counts[f"{one.severity.label}s"] += 1
    return list(by_path.values())


def _related(other: Related) -> dict[str, Any]:
    return {"path": other.path, "range": _range(other.span), "message": other.message}


def _fix(fix: Fix) -> dict[str, Any]:
    edits = [{"range": _range(edit.span), "text": edit.text} for edit in fix.edits if not fix.masked]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}


def _range(span: Span) -> dict[str, Any]:
    return {"start": _position(span.start), "end": _position(span.end)}


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}
