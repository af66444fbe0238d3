"""What fixes would change, as a unified diff for people: in it, too, sensitive values are masked."""

from __future__ import annotations

from validator.render.escape import escape
from validator.render.matching import Matcher
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_CONTEXT = 3


class Side(NamedTuple):
    """A text, and what may be shown of each of its lines, by one-based number."""

    text: str
    shown: Callable[[int], str]

    def lines(self) -> list[str]:
        """Return the lines with their ends; a text that ends without one has none at its last line."""
        *whole, last = self.text.split("\n")
        return [f"{line}\n" for line in whole] + ([last] if last else [])


def render(path: str, before: Side, after: Side) -> str:
    """Return the unified diff of a file's text before and after; empty where nothing differs.

    A masked line stays a changed line, so a diff that holds one is for reading and not for `patch`.
    """
    old, new = before.lines(), after.lines()
    matcher = Matcher(old, new)
    hunks = [
        line
        for group in matcher.get_grouped_opcodes(_CONTEXT)
        for line in _hunk(group, (old, before.shown), (new, after.shown))
    ]
    return "".join([f"--- {escape(path)}\n", f"+++ {escape(path)}\n", *hunks]) if hunks else ""


def _hunk(
    group: Sequence[tuple[str, int, int, int, int]],
    old: tuple[list[str], Callable[[int], str]],
    new: tuple[list[str], Callable[[int], str]],
) -> Iterator[str]:
    first, last = group[0], group[-1]
    yield f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@\n"
    for tag, old_start, old_end, new_start, new_end in group:
        if tag == "equal":
            yield from _lines(" ", *old, old_start, old_end)
        else:
            yield from _lines("-", *old, old_start, old_end)
            yield from _lines("+", *new, new_start, new_end)


def _lines(sign: str, lines: list[str], shown: Callable[[int], str], start: int, end: int) -> Iterator[str]:
    for at in range(start, end):
        yield sign + "\t".join(escape(part) for part in shown(at + 1).split("\t")) + "\n"
        if not lines[at].endswith("\n"):
            yield "\\ No newline at end of file\n"


def _range(start: int, end: int) -> str:
    """Return a range as unified diffs count it: one-based, the length left out where it is one."""
    length = end - start
    if length == 1:
        return str(start + 1)
    return f"{start + 1 if length else start},{length}"
