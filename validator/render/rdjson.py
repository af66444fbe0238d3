"""The Reviewdog Diagnostic Format, with which reviewdog comments on the lines of a change.

Source: https://github.com/reviewdog/reviewdog/blob/master/proto/rdf/reviewdog.proto.
"""

from __future__ import annotations

from validator.diagnostics import Severity
from validator.render.concise import omitted_of, omitted_text, remedy
from validator.render.escape import escape
from validator.render.fingerprint import FINDINGS_PER_FILE
from validator.render.json_text import dumps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from validator.diagnostics import Diagnostic, Position, Report, Span

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def render(report: Report) -> str:
    """Return one result with every finding, and one for the findings of a file that are not shown."""
    found = [_diagnostic(each) for each in report.diagnostics]
    found += [_rest(path, number) for path, number in omitted_of(report).items()]
    return dumps({"source": {"name": "appxlint"}, "diagnostics": found})


def _diagnostic(found: Diagnostic) -> dict[str, Any]:
    whole = {
        "message": "\n".join([escape(found.message), *remedy(found)]),
        "location": {"path": found.path, "range": _range(found.span, _known(found))},
        "severity": _SEVERITIES[found.severity],
        "code": {"value": found.rule},
    }
    return {**whole, "suggestions": suggested} if (suggested := _suggestions(found)) else whole


def _rest(path: str, number: int) -> dict[str, Any]:
    return {
        "message": omitted_text(number),
        "location": {"path": path, "range": {"start": {"line": 1}}},
        "severity": _SEVERITIES[Severity.INFO],
        "code": {"value": FINDINGS_PER_FILE},
    }


def _suggestions(found: Diagnostic) -> list[dict[str, Any]]:
    """Return the fix, where it is one replacement of a stretch that can be told in bytes."""
    if found.fix is None or found.fix.masked or len(found.fix.edits) != 1:
        return []
    edit = found.fix.edits[0]
    place = _range(edit.span, _known(found))
    return [{"range": place, "text": edit.text}] if "column" in place["start"] else []


def _known(found: Diagnostic) -> tuple[int, str]:
    """Return the line of a finding and its text up to the end of the finding, nothing where something is masked.

    Nobody is to learn how long that is.
    """
    (_, first), (last_line, last) = found.span
    excerpt = found.excerpt
    if excerpt is None or excerpt.line != last_line or excerpt.marked not in {None, (first - 1, last - 1)}:
        return 0, ""
    return last_line, excerpt.text[: last - 1]


def _range(span: Span, known: tuple[int, str]) -> dict[str, Any]:
    """Return a range: lines, and columns, which are bytes of UTF-8 here, where the text before both is known."""
    line, text = known
    if not (span.start.line == span.end.line == line) or span.end.column - 1 > len(text):
        return {"start": {"line": span.start.line}, "end": {"line": span.end.line}}
    return {"start": _position(span.start, text), "end": _position(span.end, text)}


def _position(place: Position, text: str) -> dict[str, int]:
    before = text[: place.column - 1]
    return {"line": place.line, "column": 1 + len(before.encode("utf-8", "surrogatepass"))}
