"""A trial: some fixes made in memory, what follows from them made too, and what is new in the project after that."""

from __future__ import annotations

from collections import Counter
from functools import reduce

from validator.engine.identity import Identity
from validator.engine.rounds import after, checked, round_of
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from validator.diagnostics import Diagnostic
    from validator.engine.identity import Renames, Spot
    from validator.engine.rounds import State

ROUNDS = 10
"""After so many rounds there is an end, whatever is left to do."""

Known = Counter[Identity]
"""How often each finding counts."""


class Trial(NamedTuple):
    """What came of some fixes: the files after them, what was fixed, what is new, and the keys that were renamed."""

    state: State
    made: Mapping[str, list[Diagnostic]]
    new: list[tuple[Identity, Diagnostic]]
    renames: tuple[Renames, ...]

    def moved(self, spot: Spot) -> Spot:
        """Return where a part stands after the trial."""
        return reduce(lambda at, renames: renames.spot(at), self.renames, spot)

    def renamed(self, identity: Identity) -> Identity:
        """Return what a finding is known by after the trial."""
        return identity._replace(spot=self.moved(identity.spot))


class _Limits(NamedTuple):
    """The findings whose fixes must not be made, and those that may count afterwards."""

    barred: frozenset[Identity]
    known: Known

    def allow(self, identity: Identity) -> bool:
        """Whether the fix of a finding may be made."""
        return identity not in self.barred

    def after(self, renames: Renames) -> _Limits:
        """Return the same findings as they are known once keys are renamed."""
        known = Known()
        for identity, times in self.known.items():
            known[renames.identity(identity)] += times
        return _Limits(frozenset(map(renames.identity, self.barred)), known)


def tried(begin: State, known: Known, barred: Iterable[Identity], *, unsafe: bool) -> Trial:
    """Make all fixes but the barred ones, then those of what they bring to light, until nothing is left to do.

    `known` are the findings that may count afterwards.
    """
    state, limits = begin, _Limits(frozenset(barred), known)
    made: dict[str, list[Diagnostic]] = {}
    renames: list[Renames] = []
    for _ in range(ROUNDS):
        step = round_of(state, limits.allow, unsafe=unsafe)
        if not step.changed:
            break
        for path, found in step.made.items():
            made.setdefault(path, []).extend(found)
        renames.append(step.renames)
        limits = limits.after(step.renames)
        state = checked(after(state.request, step.changed))
    return Trial(state, made, _beyond(limits.known, state), tuple(renames))


def _beyond(known: Known, state: State) -> list[tuple[Identity, Diagnostic]]:
    """Return the findings that are not among those that are known, or more often than there."""
    left = Known(known)
    new = []
    for identity, diagnostic in state.everywhere():
        if left[identity] > 0:
            left[identity] -= 1
        else:
            new.append((identity, diagnostic))
    return new
