"""Fixes: edits of a text by position, checked round by round, with proof that only what they were meant for changed."""

from __future__ import annotations

from collections import Counter

from validator.documents.discover import expand
from validator.documents.edits import changes_only
from validator.documents.kinds import is_ours
from validator.documents.parse import parse
from validator.documents.source import Source
from validator.engine.run import check_projects
from validator.secrets.references import looks_like_reference
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from validator.diagnostics import Diagnostic, Edit, Fix, Intent, Limits, Report, Request
    from validator.documents.document import Document
    from validator.engine.run import Outcome
    from validator.project.project import Project

ROUNDS = 10
"""After so many rounds there is an end, whatever is left to do."""

HANDS_OFF = frozenset({"yaml-syntax", "invalid-encoding", "invisible-character", "too-complex"})
"""Faults of a file's text; while it has one, what is read of it may not be what a person sees."""

_FAULTY = "the file's text has a fault that must be mended first"
_NOTHING = "it would change nothing"
_BROKEN = "the text could not be read any more"
_MORE = "it would change more than this one part"
_FOREIGN = "the file would not be one of appxlint's any more"
_OUTSIDE = "the file lies outside the project, and only a link leads there; name it if it is meant"
_TAKEN = "its reference is used for another value already; write one of its own"


class Refused(NamedTuple):
    """A diagnostic whose fix was not made, with the reason in a few words."""

    diagnostic: Diagnostic
    why: str


class Version(NamedTuple):
    """A file as one round read it, in its project."""

    source: Source
    project: Project


class Rewritten(NamedTuple):
    """A file that the fixes changed: as it was, as it is to be, and the findings that were fixed in it."""

    before: Version
    after: Version
    fixed: tuple[Diagnostic, ...]

    @property
    def path(self) -> str:
        """The file's path as the user would type it."""
        return self.before.source.path

    def old(self) -> bytes:
        """Return the bytes that were read."""
        return self.before.source.encoded(self.before.source.text)

    def new(self) -> bytes:
        """Return the bytes that are to stand in their place."""
        return self.after.source.encoded(self.after.source.text)


class Fixed(NamedTuple):
    """What fixes make of the files of a request; nothing is written yet.

    `first` reports on the files as they are, `last` as they will be. `settled` is false where there was still
    something to fix after the last round.
    """

    first: Report
    last: Report
    files: tuple[Rewritten, ...]
    refused: tuple[Refused, ...]
    settled: bool


def until_stable(request: Request, *, unsafe: bool) -> Fixed:
    """Fix what can be fixed in the files that a request names, in memory and round by round.

    Only named files are changed, not those that merely depend on one. A finding that is suppressed is not fixed.

    Raises:
        SettingsError: the settings of a project, or the request's own, cannot be used.
    """
    report, outcomes = check_projects(request)
    first, before = report, _versions(outcomes)
    made: dict[str, list[Diagnostic]] = {}
    for _ in range(ROUNDS):
        changed, refused = _round(outcomes, made, request, unsafe=unsafe)
        if not changed:
            break
        request = _with(request, changed)
        report, outcomes = check_projects(request)
    else:
        changed, refused = _round(outcomes, {}, request, unsafe=unsafe)
    after = _versions(outcomes)
    files = tuple(
        Rewritten(before[path], after[path], tuple(found))
        for path, found in sorted(made.items())
        if path in after and before[path].source.text != after[path].source.text
    )
    return Fixed(first, report, files, tuple(refused), settled=not changed)


def _round(
    outcomes: list[Outcome], made: dict[str, list[Diagnostic]], request: Request, *, unsafe: bool
) -> tuple[dict[Source, bytes], list[Refused]]:
    """Return the bytes of the files that one round changes, and the fixes that it refuses; note those it makes."""
    changed: dict[Source, bytes] = {}
    refused: list[Refused] = []
    for outcome in outcomes:
        versions, limits = _versions([outcome]), outcome.linter.project.settings.limits
        wanted = [each for each in outcome.diagnostics if each.fix is not None and (each.fix.safe or unsafe)]
        taken = references_taken(wanted, outcome.loaded.project) if wanted else []
        refused += [each for each in taken if each.diagnostic.path in outcome.files]
        clashing = [each.diagnostic for each in taken]
        for path, diagnostics in _by_file(outcome.files, [each for each in wanted if each not in clashing]):
            source = versions[path].source
            if _is_led_outside(source, outcome.loaded.project, request):
                refused += [Refused(each, _OUTSIDE) for each in diagnostics]
                continue
            mended = mend(source, diagnostics, limits)
            refused += mended.refused
            if mended.applied:
                changed[source] = source.encoded(mended.text)
                made.setdefault(path, []).extend(mended.applied)
    return changed, refused


def _by_file(files: list[str], diagnostics: list[Diagnostic]) -> Iterator[tuple[str, list[Diagnostic]]]:
    for path in files:
        found = [each for each in diagnostics if each.path == path]
        if found:
            yield path, found


def _is_led_outside(source: Source, project: Project, request: Request) -> bool:
    """Whether a walk came upon a file that a link brings into the project from elsewhere."""
    if source.file is None or project.root is None or not source.file.is_relative_to(project.root):
        return False
    if source.file.resolve().is_relative_to(project.root.resolve()):
        return False
    named = {each.file for each in expand(request.paths)[0] if each.named}
    return source.file not in named and source.path != request.stdin_filename


def _versions(outcomes: list[Outcome]) -> dict[str, Version]:
    return {
        document.path: Version(document.source, outcome.loaded.project)
        for outcome in outcomes
        for document in outcome.loaded.project.documents
    }


def _with(request: Request, changed: Mapping[Source, bytes]) -> Request:
    contents = dict(request.contents or {})
    for source, data in changed.items():
        if request.stdin is not None and source.path == request.stdin_filename:
            request = request._replace(stdin=data)
        elif source.file is not None:
            contents[source.file] = data
    return request._replace(contents=contents)


def references_taken(diagnostics: Iterable[Diagnostic], project: Project) -> list[Refused]:
    """Return the diagnostics whose fixes would write a reference that stands for another value already.

    No two different secrets may end up behind one reference; places that hold one and the same value may share it.
    """
    read = {leaf.node.text for document in project.documents for leaf in document.leaves()}
    behind: dict[str, str] = {}
    refused: list[Refused] = []
    for each in diagnostics:
        intents = each.fix.intents if each.fix is not None else ()
        references = [intent for intent in intents if intent.text and looks_like_reference(intent.text)]
        values = [(f"{intent.text}", _value(each, intent, project)) for intent in references]
        if any(text in read or behind.get(text, value) != value for text, value in values):
            refused.append(Refused(each, _TAKEN))
        else:
            behind.update(values)
    return refused


def _value(diagnostic: Diagnostic, intent: Intent, project: Project) -> str:
    """Return the text that a fix replaces; it stays in this module."""
    for document in project.documents:
        if document.path == diagnostic.path and document.index == intent.document:
            scalar = document.scalar(intent.route)
            return scalar.text if scalar is not None else ""
    return ""


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
