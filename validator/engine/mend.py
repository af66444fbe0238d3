"""Mending: the fixes of one text, made together, with proof that only what they were meant for changed."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from validator.diagnostics import Part
from validator.documents.edits import changes_only
from validator.documents.kinds import is_ours
from validator.documents.parse import parse
from validator.documents.source import Source
from validator.documents.tree import Mapping, target
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from validator.diagnostics import Diagnostic, Edit, Fix, Intent, Limits, Route
    from validator.documents.document import Document

HANDS_OFF = frozenset({"yaml-syntax", "invalid-encoding", "invisible-character", "too-complex"})
"""Faults of a file's text; while it has one, what is read of it may not be what a person sees.

White space around a value is none of them, and has a fix of its own.
"""

_TRIALS = 64
"""How often a text is read to tell the fixes apart that do not go together; the others wait for the next round."""

_FAULTY = "the file's text has a fault that must be mended first"
_NOTHING = "it would change nothing"
_BROKEN = "the text could not be read any more"
_MORE = "it would change more than this one part"
_FOREIGN = "the file would not be one of appxlint's any more"

_Key = tuple[int, "Route", str]
"""A key of a mapping: the document's index, the mapping's route, and how it is called."""


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
    found = (finding for document in before for finding in document.findings)
    if any(finding.rule in HANDS_OFF and finding.change is None for finding in found):
        return Mended(source.text, (), tuple(Refused(each, _FAULTY) for each in wanted))
    trial = _Trial(source, before, limits)
    free, refused = _with_free_keys(_apart(wanted, source), before)
    chosen, more = _sound(trial, free)
    return Mended(trial.edited(_fixes(chosen)), tuple(chosen), (*refused, *more))


def _sound(trial: _Trial, wanted: Sequence[Diagnostic]) -> tuple[list[Diagnostic], list[Refused]]:
    """Return the diagnostics whose fixes can be made together, and those whose fixes cannot be made even alone.

    Two fixes that are sound each alone may not be so together: then the first goes first.
    """
    chosen: list[Diagnostic] = []
    refused: list[Refused] = []
    waiting, left = [wanted], _TRIALS
    while waiting and left:
        group, left = waiting.pop(), left - 1
        why = trial.objection(_fixes([*chosen, *group]))
        if why is None:
            chosen += group
        elif len(_fixes(group)) > 1:
            middle = len(group) // 2
            waiting += [group[middle:], group[:middle]]
        elif alone := trial.objection(_fixes(group)) if chosen else why:
            refused += [Refused(each, alone) for each in group]
    return chosen, refused


class _Trial(NamedTuple):
    """A text on which fixes are tried."""

    source: Source
    before: tuple[Document, ...]
    limits: Limits

    def edited(self, fixes: Iterable[Fix]) -> str:
        """Return the text with the edits of fixes, none of which overlap."""
        text, at, parts = self.source.text, 0, []
        for start, end, new in sorted(_cut(edit, self.source) for fix in fixes for edit in fix.edits):
            parts += [text[at:start], new]
            at = end
        return "".join([*parts, text[at:]])

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
        if is_ours(self.before) and not is_ours(after):
            return _FOREIGN
        intents = [intent for fix in fixes for intent in fix.intents]
        return None if changes_only(self.before, after, intents) else _MORE


def _faults(documents: Iterable[Document]) -> Counter[str]:
    return Counter(finding.rule for document in documents for finding in document.findings)


def _fixes(diagnostics: Iterable[Diagnostic]) -> list[Fix]:
    """Return the fixes of diagnostics, one for all that ask for the same edits."""
    return list({each.fix.edits: each.fix for each in diagnostics if each.fix is not None}.values())


def _apart(diagnostics: Iterable[Diagnostic], source: Source) -> list[Diagnostic]:
    """Return the diagnostics whose edits touch no others, safe fixes first; equal edits do not touch each other."""
    taken: set[tuple[Edit, ...]] = set()
    spans: list[tuple[int, int]] = []
    chosen = []
    for each in sorted(diagnostics, key=_safe_first):
        edits = each.fix.edits if each.fix is not None else ()
        own = [_cut(edit, source)[:2] for edit in edits]
        if edits not in taken:
            if any(_touches(span, spans) for span in own):
                continue
            taken.add(edits)
            for span in own:
                spans.insert(bisect_left(spans, span), span)
        chosen.append(each)
    return chosen


def _touches(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    """Whether a stretch overlaps or borders one of others, which are in order and do not touch each other."""
    at = bisect_left(others, span)
    return any(span[0] <= end and start <= span[1] for start, end in others[max(at - 1, 0) : at + 1])


def _safe_first(diagnostic: Diagnostic) -> tuple[bool, tuple[Edit, ...]]:
    fix = diagnostic.fix
    return (True, ()) if fix is None else (not fix.safe, fix.edits)


def _with_free_keys(
    diagnostics: Sequence[Diagnostic], before: Iterable[Document]
) -> tuple[list[Diagnostic], list[Refused]]:
    """Return the diagnostics whose fixes write no key twice, the first of those that write the same one among them.

    A key that is there already is refused; the others wait until they can be held against the new text.
    """
    documents = {document.index: document for document in before}
    written: dict[_Key, tuple[Edit, ...]] = {}
    free: list[Diagnostic] = []
    refused: list[Refused] = []
    for each in diagnostics:
        edits = each.fix.edits if each.fix is not None else ()
        keys = list(_keys(each.fix.intents)) if each.fix is not None else []
        if any(_is_there(documents.get(index), route, key) for index, route, key in keys):
            refused.append(Refused(each, _BROKEN))
        elif all(written.setdefault(key, edits) == edits for key in keys):
            free.append(each)
    return free, refused


def _keys(intents: Iterable[Intent]) -> Iterator[_Key]:
    for each in intents:
        if each.part is Part.KEY and each.text is not None and each.text != each.route[-1]:
            yield each.document, each.route[:-1], each.text


def _is_there(document: Document | None, route: Route, key: str) -> bool:
    node = document.node(route) if document is not None else None
    holder = target(node) if node is not None else None
    pair = holder.pair(key) if isinstance(holder, Mapping) else None
    return pair is not None and pair.via is None


def _cut(edit: Edit, source: Source) -> tuple[int, int, str]:
    return source.offset(edit.span.start), source.offset(edit.span.end), edit.text
