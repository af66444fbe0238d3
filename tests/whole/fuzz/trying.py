"""Rounds of random input: one number gives the same input every time, and what breaks a claim is made smaller."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings

from tests.whole.fuzz.claims import of_a_project, of_a_text
from tests.whole.fuzz.mutator import mutated
from tests.whole.fuzz.seeds import chance, planted
from tests.whole.fuzz.structure import projects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from random import Random

    from tests.whole.fuzz.seeds import Files

    Claims = Callable[[Files], Iterable[str]]

_TEXTS = 150
_PROJECTS = 4
_BUILT = 4
_MOST_TRIES = 400


class Round(NamedTuple):
    """How much was tried, and, if a claim was broken, by which files and in which ways."""

    tried: int
    files: Files
    broken: tuple[str, ...]
    claims: Claims

    def smaller(self) -> Round:
        """Return the round with lines left out of its files that have nothing to do with what is broken."""
        files, tries = self.files, 0
        for name in files:
            lines = files[name].splitlines(keepends=True)
            at = 0
            while at < len(lines) and tries < _MOST_TRIES:
                fewer = {**files, name: b"".join([*lines[:at], *lines[at + 1 :]])}
                tries += 1
                if any(self.claims(fewer)):
                    files, lines = fewer, [*lines[:at], *lines[at + 1 :]]
                else:
                    at += 1
        return self._replace(files=files, broken=tuple(self.claims(files)))


def texts(number: int, most: int = _TEXTS) -> Round:
    """Read files of samples with changed bytes."""
    random = chance(number)
    for tried in range(1, most + 1):
        files = mutated(random)
        broken = tuple(_of_texts(files))
        if broken:
            return Round(tried, files, broken, _of_texts)
    return Round(most, {}, (), _of_texts)


def _of_texts(files: Files) -> Iterator[str]:
    for data in files.values():
        yield from of_a_text(data)


def changed(number: int, most: int = _PROJECTS) -> Round:
    """Run commands on samples with changed bytes."""
    random = chance(number)
    for tried in range(1, most + 1):
        found = _of_project(mutated(random), random, tried)
        if found.broken:
            return found
    return Round(most, {}, (), tuple)


def _of_project(files: Files, random: Random, tried: int) -> Round:
    files, secrets = planted(files, random)

    def claims(files: Files) -> Iterator[str]:
        return of_a_project(files, secrets)

    return Round(tried, files, tuple(claims(files)), claims)


class _BrokenError(Exception):
    """A claim was broken by a built project, which is made smaller by whoever built it."""

    def __init__(self, found: Round) -> None:
        super().__init__(*found.broken)
        self.found = found


def built(number: int, most: int = _BUILT) -> Round:
    """Run commands on projects that are built out of the fields of the schemas."""

    @seed(number)
    @settings(
        max_examples=most,
        deadline=None,
        derandomize=False,
        database=None,
        verbosity=Verbosity.quiet,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(projects())
    def try_them(files: Files) -> None:
        found = _of_project(files, chance(f"{files}"), most)
        if found.broken:
            raise _BrokenError(found)

    try:
        try_them()
    except _BrokenError as error:
        return error.found
    return Round(most, {}, (), tuple)


TRIES = {"texts": texts, "changed projects": changed, "built projects": built}
