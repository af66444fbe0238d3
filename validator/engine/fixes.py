"""Fixes: edits of a text by position, and the proof that nothing but what they were meant for has changed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from validator.documents.edits import changes_only
from validator.documents.parse import parse
from validator.documents.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from validator.diagnostics import Diagnostic, Edit, Fix, Limits
    from validator.documents.document import Document

HANDS_OFF = frozenset({"yaml-syntax", "invalid-encoding", "invisible-character", "too-complex"})
"""Faults of a file's text; while it has one, what is read of it may not be what a person sees."""

_FAULTY = "the file's text has a fault that must be mended first"
_NOTHING = "it would change nothing"
_BROKEN = "the text could not be read any more"
_MORE = "it would change more than this one part"


class Refused(NamedTuple):
    """A diagnostic whose fix was not made, with the reason in a few words."""

    diagnostic: Diagnostic
    why: str


class Mended(NamedTuple):
    """A text after one round of fixes, the diagnostics whose fixes it holds, and those whose fixes were refused."""

    text: str
    applied: tuple[Diagnostic, ...]
    refused: tuple[Refused, ...]


def mend(source: Source, diagnostics: Iterable[Diagnostic], limits: Limits) -> Mended:
    """Make the fixes of a source's diagnostics that do not overlap.

    Fixes that overlap another one are left for the next round, once the new text has been checked. The text outside
    the edits stays as it is, character for character, and the new text is parsed: in data it may differ only where
    the fixes meant it, and it may have no new fault. A fix that does not keep to that is refused.
    """
    wanted = [each for each in diagnostics if each.fix is not None]
    if not wanted:
        return Mended(source.text, (), ())
    before = parse(source, limits)
    if any(finding.rule in HANDS_OFF for document in before for finding in document.findings):
        return Mended(source.text, (), tuple(Refused(each, _FAULTY) for each in wanted))
    trial = _Trial(source, before, limits)
    refused: list[Refused] = []
    chosen = _apart(wanted, source)
    if trial.objection(_fixes(chosen)) is not None:
        sound = []
        for each in chosen:
            why = trial.objection(_fixes([each]))
            if why is None:
                sound.append(each)
            else:
                refused.append(Refused(each, why))
        # Two fixes that are sound each alone may not be so together: then the first goes first.
        chosen = sound if trial.objection(_fixes(sound)) is None else _alike(sound[0], sound)
    return Mended(trial.edited(_fixes(chosen)), tuple(chosen), tuple(refused))


class _Trial(NamedTuple):
    """A text on which fixes are tried."""

    source: Source
    before: tuple[Document, ...]
    limits: Limits

    def edited(self, fixes: Iterable[Fix]) -> str:
        """Return the text with the edits of fixes, made from its end to its beginning."""
        text = self.source.text
        for start, end, new in sorted(
            (_cut(edit, self.source) for fix in fixes for edit in fix.edits), reverse=True
        ):
            text = text[:start] + new + text[end:]
        return text

    def objection(self, fixes: Sequence[Fix]) -> str | None:
        """Return why the fixes cannot be made together; None where they can."""
        if not fixes:
            return None
        text = self.edited(fixes)
        if text == self.source.text:
            return _NOTHING
        after = parse(Source(self.source.path, text), self.limits)
        if _faults(after) - _faults(self.before):
            return _BROKEN
        intents = [intent for fix in fixes for intent in fix.intents]
        return None if changes_only(self.before, after, intents) else _MORE


def _faults(documents: Iterable[Document]) -> Counter[str]:
    return Counter(finding.rule for document in documents for finding in document.findings)


def _fixes(diagnostics: Iterable[Diagnostic]) -> list[Fix]:
    """Return the fixes of diagnostics, one for all that ask for the same edits."""
    return list({each.fix.edits: each.fix for each in diagnostics if each.fix is not None}.values())


def _apart(diagnostics: Iterable[Diagnostic], source: Source) -> list[Diagnostic]:
    """Return the diagnostics whose edits touch no others, safe fixes first; equal edits do not touch each other."""
    taken: dict[tuple[Edit, ...], list[tuple[int, int]]] = {}
    chosen = []
    for each in sorted(diagnostics, key=_safe_first):
        edits = each.fix.edits if each.fix is not None else ()
        spans = [_cut(edit, source)[:2] for edit in edits]
        others = [span for key, held in taken.items() if key != edits for span in held]
        if not any(start <= last and first <= end for start, end in spans for first, last in others):
            taken[edits] = spans
            chosen.append(each)
    return chosen


def _safe_first(diagnostic: Diagnostic) -> tuple[bool, tuple[Edit, ...]]:
    fix = diagnostic.fix
    return (True, ()) if fix is None else (not fix.safe, fix.edits)


def _alike(first: Diagnostic, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    return [
        each
        for each in diagnostics
        if each.fix is not None and first.fix is not None and each.fix.edits == first.fix.edits
    ]


def _cut(edit: Edit, source: Source) -> tuple[int, int, str]:
    return source.offset(edit.span.start), source.offset(edit.span.end), edit.text
