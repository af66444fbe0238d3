"""Two effective connections side by side, field by field."""

from __future__ import annotations

import enum

from validator.secrets.hide import HIDDEN
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.project.effective import Row


class Verdict(enum.Enum):
    """What comes of a comparison of one field."""

    SAME = "same"
    DIFFERENT = "different"
    LEFT = "only left"
    RIGHT = "only right"
    HIDDEN = "hidden"


class Compared(NamedTuple):
    """One field of two connections; a row is None where a connection does not have the field.

    Of a value that is hidden on both sides nothing is said, not even whether it is the same.
    """

    label: str
    left: Row | None
    right: Row | None

    @property
    def verdict(self) -> Verdict:
        """Whether both sides have the same value."""
        if self.left is None:
            return Verdict.RIGHT
        if self.right is None:
            return Verdict.LEFT
        if (self.left.value, self.left.state) != (self.right.value, self.right.state):
            return Verdict.DIFFERENT
        return Verdict.HIDDEN if HIDDEN in self.left.value else Verdict.SAME

    @property
    def differs(self) -> bool:
        """Whether the sides are known to differ."""
        return self.verdict in {Verdict.DIFFERENT, Verdict.LEFT, Verdict.RIGHT}


def compared(left: Sequence[Row], right: Sequence[Row]) -> list[Compared]:
    """Return the fields of two connections in the order of the left one; those of the right alone behind their like."""
    ours, theirs = dict(_keyed(left)), dict(_keyed(right))
    following: dict[tuple[str, int] | None, list[tuple[str, int]]] = {}
    before: tuple[str, int] | None = None
    for key in theirs:
        if key in ours:
            before = key
        else:
            following.setdefault(before, []).append(key)
    order = list(following.get(None, ()))
    for key in ours:
        order += [key, *following.get(key, ())]
    return [Compared(key[0].strip(), ours.get(key), theirs.get(key)) for key in order]


def _keyed(rows: Sequence[Row]) -> Iterator[tuple[tuple[str, int], Row]]:
    """Yield rows by their labels; of several with one label the first belongs to the first, and so on."""
    seen: dict[str, int] = {}
    for row in rows:
        seen[row.label] = seen.get(row.label, 0) + 1
        yield (row.label, seen[row.label]), row


def pairs(left: Sequence[str], right: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Return which connections are to be compared, by their places: the only two, else those of the same name.

    One without a counterpart stands beside None.
    """
    if len(left) == len(right) == 1:
        return [(0, 0)]
    places: dict[str, list[int]] = {}
    for at, name in enumerate(right):
        places.setdefault(name, []).append(at)
    found: list[tuple[int | None, int | None]] = []
    for at, name in enumerate(left):
        waiting = places.get(name)
        found.append((at, waiting.pop(0) if waiting else None))
    return [*found, *((None, at) for waiting in places.values() for at in waiting)]
