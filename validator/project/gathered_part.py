"""What the documents of a project tell, where most are not at hand: what they told before, and what some tell anew."""

from __future__ import annotations

from collections import Counter

from validator.cache.ledger import signs_of
from validator.documents.looks import sign
from validator.project.part import AllNeededError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterator
    from typing import Any

    from validator.cache.columns import Columns, Flat


class ToldAnew:
    """What some documents tell now: those that are numbered in the place of what they told before, others beside that.

    A sign says which gathering it belongs to, so one account is enough for all of them.
    """

    __slots__ = ("_before", "_beside", "_more", "_numbered", "_valued")

    def __init__(self, before: Columns) -> None:
        self._before = before
        self._numbered: dict[int, Flat] = {}
        self._valued: dict[int, set[int]] = {}
        self._beside: set[int] = set()
        self._more: Counter[int] = Counter()

    def by(self, number: int, told: Flat) -> Iterator[int]:
        """Take what a document tells, and yield the signs of what it did not tell before, or does not tell any more."""
        before = self._before.told(number)
        self._numbered[number] = told
        for each in _valued(told):
            self._valued.setdefault(each, set()).add(number)
        first, second = Counter(signs_of(before[0])), Counter(signs_of(told[0]))
        self._more.subtract(first)
        self._more.update(second)
        yield from (first - second) + (second - first)
        if before[1] != told[1]:
            yield from (*_valued(before), *_valued(told))

    def beside(self, told: Flat) -> None:
        """Take what a document tells that is none of those that are numbered."""
        self._more.update(signs_of(told[0]))
        self._beside.update(_valued(told))

    def count(self, asked: int) -> int:
        """Return how often something was told of."""
        return self._before.count(asked) + self._more[asked]

    def values(self, asked: int) -> Iterator[tuple[Any, Any]]:
        """Yield the things that have a sign with their values, in the order of documents.

        Raises:
            AllNeededError: a document tells of it that has no place among the others.
        """
        if asked in self._beside:
            raise AllNeededError
        as_before = self._before.with_values(asked) - self._numbered.keys()
        for number in sorted(as_before | self._valued.get(asked, set())):
            _, values = self._numbered.get(number) or self._before.told(number)
            for signs, pairs in values:
                if asked in signs_of(signs):
                    yield from pairs


def _valued(told: Flat) -> Iterator[int]:
    """Yield the signs of what has values."""
    return (each for signs, _ in told[1] for each in signs_of(signs))


class PartTally:
    """Tells how often each of many things was told of, as `gathering.Tally` does."""

    __slots__ = ("_name", "_told")

    def __init__(self, name: str, told: ToldAnew) -> None:
        self._name = name
        self._told = told

    def count(self, thing: Hashable) -> int:
        """Return how often a thing was told of."""
        return self._told.count(sign(self._name, thing))

    def repeats(self, thing: Hashable) -> bool:
        """Whether a thing was told of more than once."""
        return self.count(thing) > 1

    def __contains__(self, thing: Hashable) -> bool:
        return self.count(thing) > 0


class PartValues:
    """Tells which values were told of each of many things, as `gathering.Values` does."""

    __slots__ = ("_name", "_told")

    def __init__(self, name: str, told: ToldAnew) -> None:
        self._name = name
        self._told = told

    def of(self, thing: Hashable) -> Collection[Any]:
        """Return the values of a thing, each once, in the order of documents.

        Raises:
            AllNeededError: a document tells of it that has no place among the others.
        """
        found = self._told.values(sign(self._name, thing))
        return dict.fromkeys(value for each, value in found if each == thing)

    def __len__(self) -> int:
        raise AllNeededError


class PartSeveral(PartValues):
    """Tells of which things more than one value was told, as `gathering.Several` does."""

    __slots__ = ()

    def __contains__(self, thing: Hashable) -> bool:
        return len(self.of(thing)) > 1
