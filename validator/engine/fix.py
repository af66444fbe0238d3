"""Fixes: made in memory, round by round, and only where the project has no new finding after them."""

from __future__ import annotations

from collections import Counter

from validator.engine.blame import Blame, blamed
from validator.engine.gate import Gate
from validator.engine.mend import Refused
from validator.engine.rounds import checked, round_of, spots_of
from validator.engine.trial import tried
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.diagnostics import Diagnostic, Report, Request
    from validator.documents.source import Source
    from validator.engine.blame import Fixes
    from validator.engine.identity import Identity
    from validator.engine.rounds import State
    from validator.engine.run import Outcome
    from validator.engine.trial import Known, Trial
    from validator.project.project import Project

_TRIALS = 40
"""How often fixes are tried before there is an end, however many of them do not go together."""

_STEPS = 6
"""How often those are taken out that are to blame before the fixes are tried in halves."""


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
    something to fix at the end.
    """

    first: Report
    last: Report
    files: tuple[Rewritten, ...]
    refused: tuple[Refused, ...]
    settled: bool


def until_stable(request: Request, *, unsafe: bool) -> Fixed:
    """Fix what can be fixed in the files that a request names, in memory and round by round.

    Only named files are changed, not those that merely depend on one. A finding that is suppressed is not fixed. A fix
    after which something counts that did not count before, in whatever file of the project, is refused.

    Raises:
        SettingsError: the settings of a project, or the request's own, cannot be used.
    """
    begin = checked(request)
    search = _Search(begin, unsafe=unsafe)
    search.run()
    end = search.state
    step = round_of(end, lambda identity: identity not in search.guilty, unsafe=unsafe)
    refused = [
        Refused(each, _as_before(begin, search.guilty[identity], each))
        for identity, each in end.fixable(unsafe=unsafe)
        if identity in search.guilty
    ]
    before, later = _versions(begin.outcomes), _versions(end.outcomes)
    files = tuple(
        Rewritten(before[path], later[path], tuple(found))
        for path, found in sorted(search.made.items())
        if path in later and before[path].source.text != later[path].source.text
    )
    settled = not step.changed and not search.given_up
    return Fixed(begin.report, end.report, files, (*refused, *step.refused), settled)


def _as_before(begin: State, blame: Blame, diagnostic: Diagnostic) -> str:
    """Return why a fix is refused without what is hidden in the files as they are, whatever the trial made of them."""
    why, paths = blame.why(), {diagnostic.path, *(each.path for each in blame.found)}
    for outcome in begin.outcomes:
        gate = Gate(outcome.loaded.project)
        sources = {
            id(each.source): each.source for each in outcome.loaded.project.documents if not each.shipped
        }
        for source in sources.values():
            gate.masks(source)
        why = gate.words(why, [source for source in sources.values() if source.path in paths])
    return why


def _versions(outcomes: list[Outcome]) -> dict[str, Version]:
    return {
        document.path: Version(document.source, outcome.loaded.project)
        for outcome in outcomes
        for document in outcome.loaded.project.documents
    }


class _Search:
    """The search for the fixes after which nothing counts that did not count before.

    All are tried together, which usually is all that it takes. Where something is new, the fixes that are to blame are
    left out and the others made; then those that are left are tried once more upon what the others made of the files,
    in halves where it is not certain which of them it was. So a second run would find nothing to make either.
    """

    __slots__ = ("_fixes", "_left", "_unsafe", "given_up", "guilty", "made", "state")

    def __init__(self, begin: State, *, unsafe: bool) -> None:
        self.state = begin
        self.made: dict[str, list[Diagnostic]] = {}
        self.guilty: dict[Identity, Blame] = {}
        self.given_up = False
        self._fixes: Fixes = {}
        self._left = _TRIALS
        self._unsafe = unsafe

    def run(self) -> None:
        """Make what can be made; what is to blame for something new is in `guilty` at the end."""
        for identity, diagnostic in self.state.fixable(unsafe=self._unsafe):
            self._fixes.setdefault(identity, []).extend(spots_of(diagnostic))
        more = True
        while more and self._fixes and not self.given_up:
            more = self._without_the_guilty() or self._in_halves()

    def _without_the_guilty(self) -> bool:
        """Make all fixes but those that are to blame; whether any could be made."""
        known = self._known()
        fixes, self.guilty = dict(self._fixes), {}
        new: list[tuple[Identity, Diagnostic]] = []
        for _ in range(_STEPS):
            trial = self._try(fixes, known)
            if trial is None:
                return False
            new = trial.new
            if not trial.new:
                self._accept(trial, fixes)
                return True
            for identity, blame in blamed(trial.new, fixes, trial.moved).items():
                self.guilty[identity] = blame
                del fixes[identity]
            if not fixes:
                return False
        self.guilty.update(dict.fromkeys(fixes, Blame(tuple(each for _, each in new), certain=False)))
        return False

    def _in_halves(self) -> bool:
        """Make those of the guilty that turn out not to be; whether one was made after another was refused."""
        known, again, failed = self._known(), False, False
        waiting = _halves([each for each, blame in self.guilty.items() if not blame.certain])
        if len(self._fixes) == 1:
            return False
        while waiting:
            group = waiting.pop(0)
            trial = self._try({each: self._fixes[each] for each in group}, known)
            if trial is None:
                return False
            if not trial.new:
                self._accept(trial, group)
                again, known = again or failed, self._known()
                waiting = [[*map(trial.renamed, each)] for each in waiting]
            elif len(group) > 1:
                waiting = [*_halves(group), *waiting]
            else:
                failed = True
                self.guilty[group[0]] = Blame(tuple(each for _, each in trial.new), certain=True)
        return again

    def _known(self) -> Known:
        return Counter(identity for identity, _ in self.state.everywhere())

    def _try(self, fixes: Iterable[Identity], known: Known) -> Trial | None:
        if not self._left:
            self.given_up = True
            return None
        self._left -= 1
        return tried(self.state, known, self._fixes.keys() - set(fixes), unsafe=self._unsafe)

    def _accept(self, trial: Trial, fixes: Iterable[Identity]) -> None:
        """Go on from what a trial made of the files; everything is known by what it is called after it."""
        done = set(fixes)
        self.state = trial.state
        for path, found in trial.made.items():
            self.made.setdefault(path, []).extend(found)
        left = [each for each in self._fixes if each not in done]
        self._fixes = {trial.renamed(each): [*map(trial.moved, self._fixes[each])] for each in left}
        self.guilty = {trial.renamed(each): self.guilty[each] for each in left if each in self.guilty}


def _halves(fixes: list[Identity]) -> list[list[Identity]]:
    middle = (len(fixes) + 1) // 2
    return [half for half in (fixes[:middle], fixes[middle:]) if half]
