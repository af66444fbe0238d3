"""Plain tables for people."""

from __future__ import annotations

from validator.render.escape import escape, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def table(rows: Sequence[Sequence[str]], *, indent: int = 0) -> str:
    """Return rows as lines with their columns lined up; the last column is left as long as it is."""
    shown = [[escape(cell) for cell in row] for row in rows]
    widths = [
        max((width(row[at]) for row in shown if at < len(row)), default=0) for at in range(_columns(shown))
    ]
    return "".join(" " * indent + _line(row, widths) + "\n" for row in shown)


def _columns(rows: Sequence[Sequence[str]]) -> int:
    return max((len(row) for row in rows), default=0)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [cell + " " * (widths[at] - width(cell)) for at, cell in enumerate(row[:-1])]
    return "  ".join([*cells, *row[-1:]]).rstrip()
