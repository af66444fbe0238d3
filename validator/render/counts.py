"""How many findings of each level there are, as values and in words."""

from __future__ import annotations

from collections import Counter

from validator.diagnostics import Severity
from validator.values import NamedTuple
from validator.words import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Counts(NamedTuple):
    """How many findings of each level concern something."""

    errors: int = 0
    warnings: int = 0
    infos: int = 0

    @property
    def words(self) -> str:
        """The counts as people read them."""
        named = (
            (self.errors, counted(self.errors, "error")),
            (self.warnings, counted(self.warnings, "warning")),
            (self.infos, f"{self.infos} info"),
        )
        return ", ".join(words for count, words in named if count) or "none"

    @property
    def worst(self) -> Severity | None:
        """The highest level of which there is a finding, None where there is none."""
        levels = zip(self, (Severity.ERROR, Severity.WARNING, Severity.INFO), strict=True)
        return next((level for count, level in levels if count), None)


def counts_of(levels: Iterable[Severity]) -> Counts:
    """Return how many there are of each level."""
    return of_counter(Counter(levels))


def of_counter(found: Mapping[Severity, int]) -> Counts:
    """Return the counts that a counter of levels holds."""
    return Counts(*(found.get(level, 0) for level in (Severity.ERROR, Severity.WARNING, Severity.INFO)))


def together(parts: Iterable[Counts]) -> Counts:
    """Return the sum of counts."""
    return Counts(*map(sum, zip(Counts(), *parts, strict=True)))
