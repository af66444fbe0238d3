"""Plain tables for people."""

from __future__ import annotations

from validator.render.escape import escape, width, widths
from validator.render.screen import WIDTH
from validator.render.wrap import wrap
from validator.values import NamedTuple
from validator.words import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_GAP = 2
_LONGEST_WORD = 20
"""A longer word is broken where a column is folded; of a shorter one the column is at least as wide."""

_BREAKING = frozenset(" -/.:_,@&?=")
"""Behind these a text may be broken."""


class Fitted(NamedTuple):
    """A table that fits, and the places of the columns that it has no room for."""

    text: str
    left_out: tuple[int, ...]


def table(rows: Sequence[Sequence[str]], *, indent: int = 0, like: Sequence[Sequence[str]] = ()) -> str:
    """Return rows as lines with their columns lined up, also with those of other rows that they are to be `like`.

    The last column is left as long as it is.
    """
    shown = [[escape(cell) for cell in row] for row in rows]
    most = _naturally([*rows, *like])
    return "".join(" " * indent + _line(row, most) + "\n" for row in shown)


def _naturally(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return how wide the columns of rows are where nothing is folded."""
    shown = [[width(escape(cell)) for cell in row] for row in rows]
    return [max((row[at] for row in shown if at < len(row)), default=0) for at in range(_columns(rows))]


def fitted(
    rows: Sequence[Sequence[str]],
    room: int | None,
    *,
    first_to_go: Sequence[int] = (),
    indent: int = 0,
    like: Sequence[Sequence[str]] = (),
) -> Fitted:
    """Return rows as a table of at most `room` columns of the terminal; None is any width.

    Long cells are folded into several lines. Where that is not enough, whole columns are left out, `first_to_go` says
    in which order. The columns are as wide as if the rows that they are to be `like` stood among them.
    """
    if room is None:
        return Fitted(table(rows, indent=indent, like=like), ())
    measured = [*rows, *like]
    every = range(_columns(measured))
    natural = _naturally(measured)
    least = [max((_longest_word(row[at]) for row in measured if at < len(row)), default=0) for at in every]
    kept, going = list(every), [at for at in first_to_go if at in every]
    while going and len(kept) > 1 and _sum(least, kept) > room - indent:
        kept.remove(going.pop(0))
    most = _widths([natural[at] for at in kept], [least[at] for at in kept], room - indent)
    folded = [_lines([row[at] if at < len(row) else "" for at in kept], most) for row in measured]
    taken = [max((width(line[at]) for each in folded for line in each), default=0) for at in range(len(kept))]
    text = "".join(" " * indent + _line(line, taken) + "\n" for each in folded[: len(rows)] for line in each)
    return Fitted(text, tuple(at for at in every if at not in kept))


def fitted_or_listed(rows: Sequence[Sequence[str]], room: int | None, *, indent: int = 0) -> str:
    """Return rows as a table that fits; where it cannot, each row as a list of its cells below the first one.

    The first row holds the headings.
    """
    headings, *others = rows
    least = [max(_longest_word(row[at]) for row in rows) for at in range(_columns(rows))]
    if room is None or _sum(least, range(len(least))) <= room - indent:
        return fitted(rows, room, indent=indent).text
    text = ""
    for name, *cells in others:
        text += "".join(f"{' ' * indent}{line}\n" for line in fold(name, max(room - indent, 1)))
        named = [pair for pair in zip(headings[1:], cells, strict=True) if pair[1]]
        text += fitted(named, room, indent=indent + _GAP).text
    return text


def without(headings: Iterable[str], room: int | None) -> str:
    """Return what is to be said of columns that there is no room for, nothing where there is none of them."""
    names = list(dict.fromkeys(headings))
    if not names:
        return ""
    lines = wrap(f"no room for {listed(names, last='and', most=len(names))}", room or WIDTH)
    return "".join(f"{line}\n" for line in ("", *lines))


def _sum(columns: Sequence[int], kept: Sequence[int]) -> int:
    return sum(columns[at] for at in kept) + _GAP * (len(kept) - 1)


def _longest_word(cell: str) -> int:
    return min(max((width(word) for word in _words(escape(cell))), default=0), _LONGEST_WORD)


def _words(text: str) -> list[str]:
    """Return the pieces that a text may be broken into, each with the character behind which that is."""
    words, start = list[str](), 0
    for at, char in enumerate(text, 1):
        if char in _BREAKING:
            words.append(text[start:at].rstrip())
            start = at
    return [*words, text[start:]]


def _widths(natural: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Return the widths of columns of which the widest are folded until all of them fit, if they can."""
    left = max(room - _GAP * (len(natural) - 1), len(natural))
    most = max(natural, default=0)
    taken = list(natural)
    while most > 1 and sum(taken) > left:
        most -= 1
        taken = [max(low, min(high, most)) for low, high in zip(least, natural, strict=True)]
    if sum(taken) > left:  # even the longest words have no room
        taken = [max(left // len(natural), 1)] * len(natural)
    return taken


def _lines(row: Sequence[str], most: Sequence[int]) -> list[list[str]]:
    """Return the lines that a row of folded cells takes."""
    cells = [fold(cell, most[at]) for at, cell in enumerate(row)]
    height = max((len(cell) for cell in cells), default=0)
    return [[cell[at] if at < len(cell) else "" for cell in cells] for at in range(height)]


def fold(text: str, room: int | None) -> list[str]:
    """Return a text as escaped lines of at most `room` columns, broken behind a word where that is possible."""
    rest, lines = escape(text), list[str]()
    while room is not None and width(rest) > room and len(rest) > 1:
        most = _fitting(rest, room)
        end = next(
            (at for at in range(most, 0, -1) if rest[at - 1] in _BREAKING or rest[at : at + 1] == " "), most
        )
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip(" ")
    return [*lines, rest]


def _fitting(text: str, room: int) -> int:
    """Return how many code points fit into some columns, at least one; not all of a text that does not fit."""
    left = room
    for at, each in enumerate(widths(text)):
        left -= each
        if left < 0:
            return max(at, 1)
    return len(text)


def _columns(rows: Sequence[Sequence[str]]) -> int:
    return max((len(row) for row in rows), default=0)


def _line(row: Sequence[str], most: Sequence[int]) -> str:
    cells = [cell + " " * (most[at] - width(cell)) for at, cell in enumerate(row[:-1])]
    return "  ".join([*cells, *row[-1:]]).rstrip()
