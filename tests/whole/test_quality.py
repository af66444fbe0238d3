"""docs/quality.md keeps the score of the mutation test, and the score does not fall."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.whole.quality.page import markdown, rows
from tests.whole.quality.trial import all_trials
from validator.rules import BY_ID

PAGE = Path(__file__).parents[2] / "docs" / "quality.md"


@pytest.mark.thorough
def test_every_mutant_is_told_exactly_and_the_page_says_so() -> None:
    trials = all_trials()
    assert [f"{trial.operator.name}: {trial.instead}" for trial in trials if not trial.exact] == []
    assert {trial.mutant.rule for trial in trials} == set(BY_ID)
    assert PAGE.read_text(encoding="utf-8") == markdown(rows(trials)), (
        "run `python -m tests.whole.quality --write`"
    )
