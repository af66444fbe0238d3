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
    from collections.abc import Hashable, Iterable, Iterator, Sequence
    from typing import Any, Protocol, TypeAlias

    Told: TypeAlias = "bytes | tuple[bytes, tuple[Any, ...]]"
    """What one document tells: the signs of the questions that it has to do with, and perhaps the answers."""

    class Gathering(Protocol):
        """What the documents of a project told."""

        def __init__(self, name: str, *, kept: bool) -> None:
            """Begin with nothing; `kept` says that what is told may be read by another process."""

        def take(self, things: Iterable[Any]) -> None:
            """Add what one document tells, of which nothing is kept for later runs."""

        def put_away(self) -> None:
            """Have what was taken need less room; that is asked for now and then."""

        def told(self, things: Iterable[Any]) -> Told:
            """Return what a document tells in little room."""

        def add(self, told: Any) -> None:  # noqa: ANN401 - what `told` returned
            """Add what documents of a kind tell, in their order; after the first question nothing is added any more."""


_BYTES = 8
_MANY = 1000
_PARTS = 8
_QUARTER = 62
"""By so many bits the greatest numbers are shifted to one digit."""

_IN_NO_TEXT = b"\xff"


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

    def put_away(self) -> None:
        """Have what was taken need less room."""
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
            self.put_away()
            signs = memoryview(self._signs).cast("q")
            self._order = sorted(signs) if len(signs) < _MANY else _sorted(signs)
            self._signs = bytearray()
        return self._order


def _sorted(signs: memoryview) -> Sequence[int]:
    """Return numbers in their order, put in it quarter by quarter: to have all of them at hand would take much room."""
    from array import array  # noqa: PLC0415 - few projects are that big

    order = array("q")
    for quarter in range(-2, 2):
        order.extend(sorted([each for each in signs if each >> _QUARTER == quarter]))
    return order


def _pairs_told(name: str, things: Iterable[tuple[str, str]]) -> tuple[bytes, tuple[tuple[str, str], ...]]:
    """Return things with values as a document tells of them, together with the signs of the things."""
    pairs = tuple(things)
    signs = [sign(name, thing) for thing, _ in pairs]
    return b"".join([each.to_bytes(_BYTES, byteorder, signed=True) for each in signs]), pairs


def _asked_for(name: str, thing: str) -> None:
    if WATCH.asked is not None:
        WATCH.asked.add(sign(name, thing))


class Values:
    """Tells which texts were told of each of many things, each once, in the order of the documents of a kind.

    Until somebody asks for one of them they are kept as bytes, which take a third of the room.
    """

    __slots__ = ("_asked", "_name", "_told")

    def __init__(self, name: str, *, kept: bool) -> None:
        del kept  # values are what they are in every process
        self._name = name
        self._told: dict[str, bytearray] = {}
        self._asked: dict[str, tuple[str, ...]] = {}

    def take(self, things: Iterable[tuple[str, str]]) -> None:
        """Add the things that one document tells of, with their values."""
        for thing, value in things:
            told = self._told.get(thing)
            if told is None:
                told = self._told[thing] = bytearray()
            told += value.encode("utf-8", "surrogatepass") + _IN_NO_TEXT

    def told(self, things: Iterable[tuple[str, str]]) -> tuple[bytes, tuple[tuple[str, str], ...]]:
        """Return what a document tells, things with values, together with the signs of the things."""
        return _pairs_told(self._name, things)

    def add(self, told: Iterable[tuple[bytes, tuple[Any, ...]]]) -> None:
        """Add the things that documents tell of, with their values."""
        self.take(pair for _, pairs in told for pair in pairs)

    def put_away(self) -> None:
        """Leave all as it is."""

    def of(self, thing: str) -> tuple[str, ...]:
        """Return the values of a thing."""
        _asked_for(self._name, thing)
        found = self._asked.get(thing)
        if found is None:
            parts = self._told.get(thing, b"").split(_IN_NO_TEXT)[:-1]
            found = tuple(
                [each.decode("utf-8", "surrogatepass") for each in dict.fromkeys(map(bytes, parts))]
            )
            if found:
                self._asked[thing] = found
        return found

    def __len__(self) -> int:
        WATCH.around = True
        return len(self._told)


class Several:
    """Tells of which things more than one value was told; of each value and each thing eight bytes are kept."""

    __slots__ = ("_found", "_latest", "_name", "_told")

    def __init__(self, name: str, *, kept: bool) -> None:
        del kept  # as above
        self._name = name
        self._latest: list[int] = []
        self._told = bytearray()
        self._found: frozenset[int] | None = None

    def take(self, things: Iterable[tuple[str, str]]) -> None:
        """Add the things that one document tells of, with their values."""
        for pair in things:
            self._latest.extend(map(hash, pair))

    def told(self, things: Iterable[tuple[str, str]]) -> tuple[bytes, tuple[tuple[str, str], ...]]:
        """Return what a document tells, things with values, together with the signs of the things."""
        return _pairs_told(self._name, things)

    def add(self, told: Iterable[tuple[bytes, tuple[Any, ...]]]) -> None:
        """Add the things that documents tell of, with their values."""
        self.take(pair for _, pairs in told for pair in pairs)

    def put_away(self) -> None:
        """Have what was taken need less room."""
        self._told += b"".join([each.to_bytes(_BYTES, byteorder, signed=True) for each in self._latest])
        self._latest.clear()

    def __contains__(self, thing: str) -> bool:
        _asked_for(self._name, thing)
        if self._found is None:
            self.put_away()
            self._found = frozenset(_with_several(memoryview(self._told).cast("q")))
            self._told = bytearray()
        return hash(thing) in self._found


def _with_several(told: memoryview) -> Iterator[int]:
    """Yield each number that stands before more than one other, part by part, which takes less room."""
    for part in range(_PARTS if len(told) > _MANY else 1):
        first: dict[int, int] = {}
        for thing, value in zip(told[::2], told[1::2], strict=True):
            if (thing % _PARTS == part or len(told) <= _MANY) and first.setdefault(thing, value) != value:
                yield thing
