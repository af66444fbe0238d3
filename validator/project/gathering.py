"""What the documents of a project tell, one after the other, and what they came to: how often, or which values.

What a document tells is data that `marshal` writes, so that it need not be asked again while it is as it was. Whoever
asks for something that only some documents tell of has asked that one question (`looks.WATCH`), and no more.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from sys import byteorder

from validator.documents.looks import WATCH, sign

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Sequence
    from typing import Any, Protocol, TypeAlias

    Told: TypeAlias = "bytes | tuple[bytes, tuple[Any, ...]]"
    """What one document tells: the signs of the questions that it has to do with, and perhaps the answers."""

    class Gathering(Protocol):
        """What the documents of a project told."""

        def __init__(self, name: str, *, kept: bool) -> None:
            """Begin with nothing; `kept` says that what is told may be read by another process."""

        def take(self, things: Iterable[Any]) -> None:
            """Add what one document tells, of which nothing is kept for later runs."""

        def told(self, things: Iterable[Any]) -> Told:
            """Return what a document tells in little room."""

        def add(self, told: Any) -> None:  # noqa: ANN401 - what `told` returned
            """Add what documents of a kind tell, in their order; after the first question nothing is added any more."""


_BYTES = 8
_MANY = 1000


class Tally:
    """Tells how often each of many things was told of; of each no more than eight bytes are kept.

    It may take a thing for another one, so whoever asks looks at what it says is there. What was told it always knows.
    """

    __slots__ = ("_kept", "_latest", "_name", "_order", "_signs")

    def __init__(self, name: str, *, kept: bool) -> None:
        self._name = name
        self._kept = kept
        self._signs = bytearray()
        self._latest: list[int] = []
        self._order: Sequence[int] | None = None

    def take(self, things: Iterable[Hashable]) -> None:
        """Add the things that one document tells of."""
        self._latest.extend(map(hash, things))
        if len(self._latest) >= _MANY:
            self._put_away()

    def _put_away(self) -> None:
        self._signs += b"".join([each.to_bytes(_BYTES, byteorder, signed=True) for each in self._latest])
        self._latest.clear()

    def told(self, things: Iterable[Hashable]) -> bytes:
        """Return the signs of things that a document tells of."""
        signs = [self._sign(each) for each in things]
        if not signs:
            return b""
        return b"".join([each.to_bytes(_BYTES, byteorder, signed=True) for each in signs])

    def add(self, told: Iterable[bytes]) -> None:
        """Add the things that documents tell of."""
        self._signs += b"".join(told)

    def count(self, thing: Hashable) -> int:
        """Return how often a thing was told of."""
        found, order = self._asked(thing), self._in_order()
        return bisect_right(order, found) - bisect_left(order, found)

    def repeats(self, thing: Hashable) -> bool:
        """Whether a thing was told of more than once."""
        found, order = self._asked(thing), self._in_order()
        at = bisect_left(order, found) + 1
        return at < len(order) and order[at] == found

    def __contains__(self, thing: Hashable) -> bool:
        found, order = self._asked(thing), self._in_order()
        at = bisect_left(order, found)
        return at < len(order) and order[at] == found

    def _sign(self, thing: Hashable) -> int:
        return sign(self._name, thing) if self._kept else hash(thing)

    def _asked(self, thing: Hashable) -> int:
        found = self._sign(thing)
        if WATCH.asked is not None:
            WATCH.asked.add(found)
        return found

    def _in_order(self) -> Sequence[int]:
        if self._order is None:
            self._put_away()
            order = sorted(memoryview(self._signs).cast("q"))
            self._signs = bytearray()
            self._order = order if len(order) < _MANY else _packed(order)
        return self._order


def _packed(order: list[int]) -> Sequence[int]:
    from array import array  # noqa: PLC0415 - few projects are that big

    return array("q", order)


class Values:
    """Tells which values were told of each of many things, each once, in the order of the documents of a kind."""

    __slots__ = ("_name", "_values")

    def __init__(self, name: str, *, kept: bool) -> None:
        del kept  # values are what they are in every process
        self._name = name
        self._values: dict[Any, dict[Any, None]] = {}

    def take(self, things: Iterable[tuple[Hashable, Hashable]]) -> None:
        """Add the things that one document tells of, with their values."""
        for thing, value in things:
            self._values.setdefault(thing, {})[value] = None

    def told(self, things: Iterable[tuple[Hashable, Hashable]]) -> tuple[bytes, tuple[Any, ...]]:
        """Return what a document tells, things with values, together with the signs of the things."""
        pairs = tuple(things)
        signs = [sign(self._name, thing) for thing, _ in pairs]
        return b"".join([each.to_bytes(_BYTES, byteorder, signed=True) for each in signs]), pairs

    def add(self, told: Iterable[tuple[bytes, tuple[Any, ...]]]) -> None:
        """Add the things that documents tell of, with their values."""
        for _, pairs in told:
            for thing, value in pairs:
                self._values.setdefault(thing, {})[value] = None

    def of(self, thing: Hashable) -> Collection[Any]:
        """Return the values of a thing."""
        if WATCH.asked is not None:
            WATCH.asked.add(sign(self._name, thing))
        return self._values.get(thing, ())

    def __len__(self) -> int:
        WATCH.around = True
        return len(self._values)
