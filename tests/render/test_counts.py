from __future__ import annotations

import pytest

from validator.diagnostics import Severity
from validator.render.counts import Counts, counts_of, together


@pytest.mark.parametrize(
    ("counts", "words", "worst"),
    [
        (Counts(), "none", None),
        (Counts(1), "1 error", Severity.ERROR),
        (Counts(0, 2, 1), "2 warnings, 1 info", Severity.WARNING),
        (Counts(infos=3), "3 info", Severity.INFO),
    ],
)
def test_counts_have_words_and_a_worst_level(counts: Counts, words: str, worst: Severity | None) -> None:
    assert (counts.words, counts.worst) == (words, worst)


def test_levels_are_counted_and_counts_added_up() -> None:
    levels = [Severity.INFO, Severity.ERROR, Severity.INFO]
    assert counts_of(levels) == Counts(1, 0, 2)
    assert together([counts_of(levels), Counts(1, 1, 1)]) == Counts(2, 1, 3)
    assert together([]) == Counts()
