"""Trials: each mutant is linted, and what is found beyond the unbroken sample is held against what is expected."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from tests.quality.model import UNDECODABLE, Expected, Mutant, Operator, Spot, expected
from tests.quality.model import placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.quality.scenes import Scene
    from validator.diagnostics import Diagnostic


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


def tried(operators: Iterable[Operator], scenes: Iterable[Scene]) -> list[Trial]:
    """Apply every operator to every scene and return what came of each mutant, by operator."""
    known = list(scenes)
    return [
        _trial(operator, scene, mutant)
        for operator in operators
        for scene in known
        for mutant in operator.mutants(scene)
    ]


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
