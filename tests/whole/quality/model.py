"""What the mutation test is made of: edits of one place, what is expected of them, and operators that make them."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from tests.whole.quality.scenes import Scene
    from validator.documents.source import Source

UNDECODABLE = "surrogateescape"
"""How a text holds bytes that are not UTF-8."""


class Edit(NamedTuple):
    """One replacement of a stretch of a file's text, by offsets in characters."""

    source: Source
    start: int
    end: int
    text: str

    @property
    def file(self) -> Path:
        """The edited file."""
        assert self.source.file is not None
        return self.source.file

    def applied(self) -> str:
        """Return the whole text of the file after the edit."""
        return self.source.text[: self.start] + self.text + self.source.text[self.end :]

    def moved(self, offset: int) -> int:
        """Return where a character of the text before stands after the edit; a deleted one, where it was cut out."""
        if offset < self.start or (offset == self.start and self.end > self.start):
            return offset
        return max(offset + len(self.text) - (self.end - self.start), self.start)


class Spot(NamedTuple):
    """A place where something is expected: an offset in a file's text, before the edit unless `after` says otherwise.

    `line_only` is for faults whose column is a matter of taste.
    """

    source: Source
    offset: int
    after: bool = False
    line_only: bool = False


class Mutant(NamedTuple):
    """A sample with one fault, and the finding that has to be raised for it: one at each spot, almost always one."""

    edit: Edit
    rule: str
    spots: tuple[Spot, ...]


class Expected(NamedTuple):
    """A finding as the mutation test looks at it; `column` is None where any will do."""

    rule: str
    path: str
    line: int
    column: int | None


def expected(mutant: Mutant) -> list[Expected]:
    """Return the findings that a mutant has to raise."""
    return [placed(mutant.edit, mutant.rule, spot) for spot in mutant.spots]


def placed(edit: Edit, rule: str, spot: Spot) -> Expected:
    """Return a finding at a spot, with the line and column that it has after an edit."""
    text, offset = spot.source.text, spot.offset
    if edit.source is spot.source:
        text, offset = edit.applied(), offset if spot.after else edit.moved(offset)
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return Expected(rule, spot.source.path, line, None if spot.line_only else column)


class Origin(Enum):
    """What an operator was thought of from, as the score calls it."""

    RULES = "Thought of from the rules"
    MISTAKES = "Thought of from mistakes that people made"


class Operator(NamedTuple):
    """One way to break a sample, in words, with what makes the mutants of a scene."""

    family: str
    name: str
    mutants: Callable[[Scene], Iterable[Mutant]]
    origin: Origin = Origin.RULES


def operator(family: str, name: str) -> Callable[[Callable[[Scene], Iterator[Mutant]]], Operator]:
    """Turn a generator of mutants into an operator of that name."""

    def register(mutants: Callable[[Scene], Iterator[Mutant]]) -> Operator:
        return Operator(family, name, mutants)

    return register


def from_mistakes(made: Operator) -> Operator:
    """Return an operator as one that repeats a kind of mistake that somebody made, whatever the rules said of it."""
    return made._replace(origin=Origin.MISTAKES)
