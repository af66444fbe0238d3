"""The baseline of a project at work: findings that it holds are left out, entries that hold nothing are reported."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from validator.diagnostics import Diagnostic, Limits, Position, Span, Suppression, reading_order
from validator.documents.discover import display
from validator.documents.source import UnreadableError
from validator.documents.source import read as read_source
from validator.engine.baseline import NEVER, Baseline, match, read
from validator.engine.stable_path import entry_of
from validator.engine.suppress import UNUSED
from validator.project.settings import SettingsError
from validator.rules import BY_ID
from validator.secrets.hide import veiled
from validator.words import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from validator.engine.baseline import Entry, Listed, Matched
    from validator.engine.lint import Linter
    from validator.project.settings import Settings

_LIMITS = Limits(file_bytes=16 * 1024 * 1024)
_DELETE = "delete the line, or write the baseline anew with --write-baseline"


def load_baseline(root: Path, settings: Settings, instead: str | None = None) -> Baseline:
    """Return the baseline that settings name, a file inside the project, or that of a text given instead.

    Raises:
        SettingsError: there is no such file, or it is no baseline.
    """
    name = settings.baseline
    if instead is not None:
        return read(instead, name or "")
    if name is None:
        return Baseline()
    try:
        file = root / name
        if not file.resolve().is_relative_to(root.resolve()):
            raise SettingsError("baseline: its file must lie inside the project")
        source = read_source(display(file), file, _LIMITS)
    except (OSError, ValueError, UnreadableError) as error:
        why = f"{error}" if isinstance(error, UnreadableError) else "the system cannot read it"
        raise SettingsError(
            f"baseline: {veiled(name)}: {why}; --write-baseline {veiled(name)} writes it"
        ) from None
    if not source.readable:
        raise SettingsError(f"{source.path}: the baseline is no text")
    return read(source.text, source.path)


def leave_out(
    diagnostics: Iterable[Diagnostic], linter: Linter, asked: frozenset[str], baseline: Baseline
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Return the diagnostics that count, entries without findings among them, and those that the baseline holds."""
    project = linter.project
    known = ((each, entry_of(each, project)) for each in sorted(diagnostics, key=reading_order))
    matched = match(known, baseline)
    held = [each._replace(suppression=Suppression("baseline")) for each in matched.known]
    active = {rule.id for rule in linter.rules}
    if UNUSED not in active:
        return matched.counted, held
    severity = project.settings.severity.get(UNUSED, BY_ID[UNUSED].severity)
    counted = list(matched.counted)
    for message, help_text, line in _complaints(matched, baseline, active, _Files(project.root, asked)):
        place = Span(Position(line, 1), Position(line, 2))
        counted.append(Diagnostic(baseline.path, place, severity, UNUSED, message, help_text))
    return counted, held


class _Files:
    """Which files of a project a run can speak of: those it was asked about, and those that are gone."""

    __slots__ = ("_asked", "_root")

    def __init__(self, root: Path | None, asked: frozenset[str]) -> None:
        self._root = root
        self._asked = asked

    def covers(self, path: str) -> bool:
        """Whether what a baseline says of a file, named from the root, can be judged."""
        if self._root is None:
            return path in self._asked
        return display(self._root / path) in self._asked or not os.path.exists(self._root / path)  # noqa: PTH110


def _complaints(
    matched: Matched, baseline: Baseline, active: set[str], files: _Files
) -> Iterator[tuple[str, str, int]]:
    for entry, listed in baseline.entries.items():
        found = matched.found[entry]
        if entry.rule in NEVER:
            message = f"findings of {entry.rule} are never part of a baseline, so this entry does not count"
            yield message, "mend what it is about, or silence it in its file with a reason", listed.line
        elif entry.rule not in BY_ID:
            message = f"this entry of the baseline names {shown(entry.rule, 'a rule')}, which does not exist"
            yield message, _DELETE, listed.line
        elif found < listed.times and entry.rule in active and files.covers(entry.path):
            yield *_stale(entry, listed, found), listed.line


def _stale(entry: Entry, listed: Listed, found: int) -> tuple[str, str]:
    if found:
        message = f"this entry of the baseline stands for {listed.times} findings of {entry.rule}, and {found} are left"
        return message, f"write {found}, or write the baseline anew with --write-baseline"
    return f"this entry of the baseline matches no finding of {entry.rule} any more", _DELETE
