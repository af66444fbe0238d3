"""Reports as text that can be kept, and back: nothing but numbers, words, and lists of them.

A report holds what may be printed, and the edits of its fixes: those that may not be printed are left out, and so is
what only the making of fixes needs. The findings are JSON, which a report without any does not pay for.
"""

from __future__ import annotations

from validator.diagnostics import (
    Diagnostic,
    Edit,
    Excerpt,
    Fix,
    Position,
    Related,
    Report,
    Severity,
    Span,
    Summary,
    Suppression,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

_BETWEEN = "\0"
"""No path holds it."""


def written(report: Report) -> str | None:
    """Return a report as text; None for one that is not to be kept, as something could not be checked."""
    compared = report.summary.since is not None
    broken = any("\n" in each for each in (*report.files, *report.notes))
    if report.problems or report.live or compared or broken:
        return None
    found = (report.diagnostics, report.suppressed, report.omitted)
    return "\n".join(
        [
            report.version,
            " ".join(map(str, report.summary[:-1])),
            _BETWEEN.join(report.files),
            _BETWEEN.join(report.notes),
            _json([list(map(as_shown, each)) for each in found]) if any(found) else "",
        ]
    )


def read(text: str) -> Report:
    """Return the report in a text.

    Raises:
        ValueError, TypeError, IndexError, KeyError: there is none in it.
    """
    version, counts, files, notes, found = text.split("\n")
    diagnostics, suppressed, omitted = map(_diagnostics, _parsed(found) if found else ((), (), ()))
    return Report(
        version,
        _summary(counts),
        diagnostics,
        suppressed,
        tuple(files.split(_BETWEEN)) if files else (),
        omitted=omitted,
        notes=tuple(notes.split(_BETWEEN)) if notes else (),
    )


def _summary(counts: str) -> Summary:
    numbers: dict[str, Any] = dict(zip(Summary._fields[:-1], map(int, counts.split(" ")), strict=True))
    return Summary(**numbers)


def line(report: Report) -> str:
    """Return the line that is all that people are shown of a report in which nothing counts, empty for any other."""
    from validator.render.formats import FORMATS, Options  # noqa: PLC0415 - only what is new is written

    text = "" if report.counted or report.notes else FORMATS["text"](report, Options())
    return text.removesuffix("\n") if text.count("\n") == 1 else ""


def level(severity: Severity | None) -> str:
    """Return a severity as text, empty for none."""
    return "" if severity is None else f"{severity.value}"


def severity(text: str) -> Severity | None:
    """Return the severity in a text.

    Raises:
        ValueError: there is none in it.
    """
    return Severity(int(text)) if text else None


def _json(data: object) -> str:
    from json import dumps  # noqa: PLC0415 - only findings pay for it

    return dumps(data, separators=(",", ":"))


def _parsed(text: str) -> Any:  # noqa: ANN401 - what JSON holds
    from json import loads  # noqa: PLC0415 - as above

    return loads(text)


def as_shown(found: Diagnostic) -> Diagnostic:
    """Return a finding with what outputs make use of: none prints intents, or edits that hold what is masked."""
    if found.fix is None:
        return found
    edits = () if found.fix.masked else found.fix.edits
    return found._replace(fix=found.fix._replace(edits=edits, intents=()))


def _diagnostics(found: Iterable[Any]) -> tuple[Diagnostic, ...]:
    return tuple(map(_diagnostic, found))


def _diagnostic(data: Sequence[Any]) -> Diagnostic:
    path, span, severity, rule, message, help_text, label, document, route, related, fix, excerpt, why = data
    return Diagnostic(
        path,
        _span(span),
        Severity(severity),
        rule,
        message,
        help_text,
        label,
        document,
        tuple(route),
        tuple(Related(where, _span(at), words, _excerpt(line)) for where, at, words, line in related),
        _fix(fix) if fix is not None else None,
        _excerpt(excerpt),
        Suppression(*why) if why is not None else None,
    )


def _span(data: Sequence[Any]) -> Span:
    start, end = data
    return Span(Position(*start), Position(*end))


def _excerpt(data: Sequence[Any] | None) -> Excerpt | None:
    if data is None:
        return None
    line, text, marked = data
    return Excerpt(line, text, tuple(marked) if marked is not None else None)


def _fix(data: Sequence[Any]) -> Fix:
    title, edits, safe, _, masked = data
    return Fix(title, tuple(Edit(_span(span), text) for span, text in edits), safe, masked=masked)
