"""Trials: each mutant is linted, and what is found beyond the unbroken sample is held against what is expected."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from tests.whole.quality.model import UNDECODABLE, Expected, Mutant, Operator, Spot, expected, placed
from tests.whole.quality.operators import ALL
from tests.whole.quality.scenes import scenes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.whole.quality.scenes import Scene
    from validator.diagnostics import Diagnostic

PLACES = 15
"""At how many places an operator is tried, unless all are asked for."""

_SHIFTS = 7


class Trial(NamedTuple):
    """What came of one mutant."""

    operator: Operator
    scene: str
    mutant: Mutant
    wanted: list[Expected]
    found: list[Expected]
    problems: tuple[str, ...]

    @property
    def exact(self) -> bool:
        """Whether just the expected findings were raised, each at its place."""
        return not self.instead and not self.problems

    @property
    def instead(self) -> list[str]:
        """What is wrong with the findings, in a few words each."""
        left, lacking = list(self.found), []
        for want in self.wanted:
            hit = next((each for each in left if _meets(each, want)), None)
            lacking += [want] if hit is None else []
            left.remove(hit) if hit is not None else None
        return sorted(_words(lacking, left))


def _meets(found: Expected, want: Expected) -> bool:
    return found[:3] == want[:3] and want.column in {None, found.column}


def _words(lacking: list[Expected], left: list[Expected]) -> Iterator[str]:
    astray = [each for each in left if any(each.rule == want.rule for want in lacking)]
    yield from (f"{each.rule} elsewhere" for each in astray)
    yield from (each.rule if lacking else f"{each.rule} as well" for each in left if each not in astray)
    if lacking and not left:
        yield "nothing" if len(lacking) == 1 else "fewer"


def all_trials(most: int | None = PLACES) -> list[Trial]:
    """Apply every operator to the samples, each at no more than so many places, and return what came of it."""
    known = scenes()
    return [trial for number, operator in enumerate(ALL) for trial in tried(operator, known, most, number)]


def tried(operator: Operator, known: list[Scene], most: int | None = None, shift: int = 0) -> list[Trial]:
    """Apply an operator to scenes, at no more than so many places, which lie evenly among all that there are.

    Operators that share their places get others of them by another `shift`.
    """
    found = [(scene, mutant) for scene in known for mutant in operator.mutants(scene)]
    if most is not None and len(found) > most:
        step = len(found) / most
        found = [found[int((at + shift % _SHIFTS / _SHIFTS) * step)] for at in range(most)]
    return [_trial(operator, scene, mutant) for scene, mutant in found]


def _trial(operator: Operator, scene: Scene, mutant: Mutant) -> Trial:
    edit = mutant.edit
    report = scene.check({edit.file: edit.applied().encode(errors=UNDECODABLE)})
    found = Counter(_seen(each) for each in report.diagnostics)
    known = Counter(_known(each, mutant, scene) for each in scene.noted)
    problems = tuple(each.message for each in report.problems)
    left = sorted((found - known).elements())
    return Trial(operator, scene.name, mutant, expected(mutant), left, problems)


def _seen(diagnostic: Diagnostic) -> Expected:
    return Expected(diagnostic.rule, diagnostic.path, *diagnostic.span.start)


def _known(diagnostic: Diagnostic, mutant: Mutant, scene: Scene) -> Expected:
    """Return a finding of the unbroken sample as it stands after the edit."""
    source = next(each.source for each in scene.documents if each.path == diagnostic.path)
    spot = Spot(source, source.offset(diagnostic.span.start))
    return placed(mutant.edit, diagnostic.rule, spot)
