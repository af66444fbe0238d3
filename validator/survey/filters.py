"""Which connections of a list are asked for, by what stands in its columns."""

from __future__ import annotations

from fnmatch import fnmatchcase

from validator.diagnostics import UsageError
from validator.values import NamedTuple
from validator.words import closest, did_you_mean, quoted, simplified

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from validator.render.counts import Counts
    from validator.survey.connections import Listed

NONE = "none"
LEVELS = (NONE, "info", "warning", "error")
"""What a list can be asked for by findings: connections without any, or with some of a level or a worse one."""

_WILD = frozenset("*?[")


class Wanted(NamedTuple):
    """What one column has to hold: one of these words, in any spelling, or with `*` for any text."""

    field: str
    heading: str
    words: tuple[str, ...]


def chosen(rows: Sequence[Listed], wishes: Sequence[Wanted]) -> list[int]:
    """Return the places of the rows that fit every wish.

    Raises:
        UsageError: no row at all has what a wish asks for.
    """
    tests = [_test(each, rows) for each in wishes]
    return [at for at, row in enumerate(rows) if all(test(row) for test in tests)]


def _test(wanted: Wanted, rows: Sequence[Listed]) -> Callable[[Listed], bool]:
    known = dict.fromkeys(getattr(row, wanted.field) for row in rows)
    fitting: set[str] = set()
    for word in wanted.words:
        found = {value for value in known if _fits(value, word)}
        if not found:
            meant = did_you_mean(closest(word, [value for value in known if value]))
            option = f"--{wanted.heading.replace(' ', '-')}"
            raise UsageError(f"{option}: no connection here has the {wanted.heading} {quoted(word)}{meant}")
        fitting |= found
    return lambda row: getattr(row, wanted.field) in fitting


def _fits(value: str, word: str) -> bool:
    if not _WILD.isdisjoint(word):
        return fnmatchcase(value.casefold(), word.casefold())
    return value == word or (simplified(value) == simplified(word) != "")


def expires_by(expires: str, day: date) -> bool:
    """Whether a day that is written down is that day or an earlier one; what is none, such as a reference, is not."""
    from validator.rules.expiry import day_of  # noqa: PLC0415 - few lists are asked for so

    last = day_of(expires)
    return last is not None and last <= day


def has_findings(counts: Counts, level: str) -> bool:
    """Whether there are findings of a level or a worse one; for `none`, whether there are none at all."""
    numbers = (counts.infos, counts.warnings, counts.errors)
    if level == NONE:
        return not any(numbers)
    return any(numbers[LEVELS.index(level) - 1 :])
