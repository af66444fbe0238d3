"""Which lines of two texts are the same: as difflib says it, and in time that grows as the texts do."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from difflib import Match, SequenceMatcher

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SMALL = 250_000
"""So many pairs of lines are held against each other without looking for a shorter way."""

_GAP = 10_000
"""So many pairs of lines are, between two lines that are the same for certain."""


class Matcher(SequenceMatcher[str]):
    """A matcher of lines that does not go through all pairs of them where the texts are long.

    Lines that each text holds once are the fixed points then, as many as stand in the same order in both.
    """

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        super().__init__(None, old, new)
        self._old = old
        self._new = new

    def get_matching_blocks(self) -> list[Match]:
        """Return the stretches that are the same, in order, and an empty one at the end."""
        old, new = self._old, self._new
        if len(old) * len(new) <= _SMALL:
            return super().get_matching_blocks()
        pairs = list(_pairs(old, new, [*_anchors(old, new), (len(old), len(new))]))
        return [*_blocks(pairs), Match(len(old), len(new), 0)]


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the lines stand that are in both texts once, as many as come in the same order."""
    once = {line for line, times in Counter(old).items() if times == 1}
    once &= {line for line, times in Counter(new).items() if times == 1}
    place = {line: at for at, line in enumerate(new) if line in once}
    return _rising([(at, place[line]) for at, line in enumerate(old) if line in once])


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the most of some pairs whose second parts rise as their first ones do."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for at, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(last[length - 1] if length else None)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [at]
    found: list[tuple[int, int]] = []
    step = last[-1] if last else None
    while step is not None:
        found.append(pairs[step])
        step = before[step]
    return found[::-1]


def _pairs(
    old: Sequence[str], new: Sequence[str], anchors: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield the lines that are the same, by their places: the anchors, the last of which is the end, and between."""
    i = j = 0
    for at, place in anchors:
        yield from ((i + a, j + b) for a, b in _between(old[i:at], new[j:place]))
        if at < len(old):
            yield at, place
        i, j = at + 1, place + 1


def _between(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the lines that are the same where there is no anchor: line by line where the stretches are long."""
    if len(old) * len(new) <= _GAP:
        for a, b, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
            yield from ((a + at, b + at) for at in range(size))
        return
    yield from ((at, at) for at, pair in enumerate(zip(old, new, strict=False)) if pair[0] == pair[1])


def _blocks(pairs: list[tuple[int, int]]) -> Iterator[Match]:
    """Yield neighbouring pairs together."""
    start = 0
    for at in range(1, len(pairs) + 1):
        if at == len(pairs) or pairs[at] != (pairs[at - 1][0] + 1, pairs[at - 1][1] + 1):
            yield Match(*pairs[start], at - start)
            start = at
