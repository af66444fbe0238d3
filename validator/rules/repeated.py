"""Values that several documents of a project have, told at little cost in room where most have values of their own."""

from __future__ import annotations

from itertools import pairwise
from sys import byteorder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Hashable

_BYTES = 8


class Repeated:
    """Tells which of many values were added more than once; of each no more than eight bytes are kept.

    It may take a value for one that it is not, so whoever asks looks at what it says is there more than once. What was
    added more than once it always knows.
    """

    __slots__ = ("_hashes", "_more")

    def __init__(self) -> None:
        self._hashes = bytearray()
        self._more: frozenset[int] | None = None

    def add(self, value: Hashable) -> None:
        """Add a value; after the first question nothing is added any more."""
        self._hashes += hash(value).to_bytes(_BYTES, byteorder, signed=True)

    def __contains__(self, value: Hashable) -> bool:
        return hash(value) in self._found()

    def __bool__(self) -> bool:
        return bool(self._found())

    def _found(self) -> frozenset[int]:
        if self._more is None:
            hashes = sorted(memoryview(self._hashes).cast("q"))
            self._more = frozenset(first for first, second in pairwise(hashes) if first == second)
            self._hashes = bytearray()
        return self._more
