"""Findings as the protocol has them, and what can be done about each."""

from __future__ import annotations

from lsprotocol import types as lsp

from validator.diagnostics import Severity
from validator.engine.mend import mend
from validator.lsp.addresses import uri_of
from validator.lsp.positions import range_of
from validator.rules import NEED_A_REASON

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from validator.diagnostics import Diagnostic, Fix, Limits
    from validator.documents.source import Source
    from validator.lsp.positions import Lines
    from validator.lsp.workspace import Workspace
    from validator.project.project import Project

_LEVELS = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}
NAME = "appxlint"
REASON = "why this is right"
"""What stands where the reason of a suppression is to be written."""


def diagnostic_of(found: Diagnostic, project: Project, workspace: Workspace) -> lsp.Diagnostic | None:
    """Return a finding for the editor; None where its file is not among those of the project any more."""
    source = source_at(found.path, project)
    if source is None:
        return None
    related = [
        lsp.DiagnosticRelatedInformation(
            lsp.Location(uri_of(other.file), range_of(other, each.span, workspace.lines(other))), each.message
        )
        for each in found.related
        if (other := source_at(each.path, project)) is not None and other.file is not None
    ]
    return lsp.Diagnostic(
        range=range_of(source, found.span, workspace.lines(source)),
        message=f"{found.message}\n{found.help}" if found.help else found.message,
        severity=_LEVELS[found.severity],
        code=found.rule,
        source=NAME,
        related_information=related or None,
    )


def source_at(path: str, project: Project) -> Source | None:
    """Return the source of a path of the project."""
    return next((each.source for each in project.documents if each.path == path), None)


def actions_for(
    file: Path, wanted: lsp.Range, project: Project, workspace: Workspace
) -> Iterator[lsp.CodeAction]:
    """Yield the fixes of the findings that touch a stretch of a file, then the suppressions of them."""
    suppressions = []
    for found in workspace.findings.get(file, ()):
        shown = diagnostic_of(found, project, workspace)
        if shown is None or not _touch(shown.range, wanted):
            continue
        source = source_at(found.path, project)
        if source is None:
            continue
        lines = workspace.lines(source)
        if found.fix is not None:
            yield from _fixes(file, found, found.fix, shown, source, lines, project.settings.limits)
        suppressions.append(_suppression(file, found, shown, lines))
    yield from suppressions


def _fixes(  # noqa: PLR0913, PLR0917 - what is known of a finding
    file: Path,
    found: Diagnostic,
    fix: Fix,
    shown: lsp.Diagnostic,
    source: Source,
    lines: Lines,
    limits: Limits,
) -> Iterator[lsp.CodeAction]:
    if not mend(source, [found], limits).applied:
        return
    edits = [lsp.TextEdit(range_of(source, each.span, lines), each.text) for each in fix.edits]
    yield lsp.CodeAction(
        title=fix.title if fix.safe else f"{fix.title} (unsafe: look it over)",
        kind=lsp.CodeActionKind.QuickFix,
        diagnostics=[shown],
        is_preferred=fix.safe,
        edit=lsp.WorkspaceEdit(changes={uri_of(file): edits}),
    )


def _suppression(file: Path, found: Diagnostic, shown: lsp.Diagnostic, lines: Lines) -> lsp.CodeAction:
    """Return the action that writes a comment above a finding's line, with the place for its reason."""
    number = shown.range.start.line
    line = lines.line(number)
    indent = line[: len(line) - len(line.lstrip())]
    reason = f" {REASON}" if found.rule not in NEED_A_REASON else ""
    place = lsp.Position(number, 0)
    text = f"{indent}# appxlint: ignore[{found.rule}]{reason}\n"
    return lsp.CodeAction(
        title=f"suppress {found.rule} here; write the reason",
        kind=lsp.CodeActionKind.QuickFix,
        diagnostics=[shown],
        is_preferred=False,
        edit=lsp.WorkspaceEdit(changes={uri_of(file): [lsp.TextEdit(lsp.Range(place, place), text)]}),
    )


def _touch(one: lsp.Range, other: lsp.Range) -> bool:
    return not (_after(one.start, other.end) or _after(other.start, one.end))


def _after(one: lsp.Position, other: lsp.Position) -> bool:
    return (one.line, one.character) > (other.line, other.character)
