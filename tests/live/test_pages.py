from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.live.diagnosis import entries
from validator.live.pages import diagnoses, rule, rules

if TYPE_CHECKING:
    from validator.rules.rule import Rule


@pytest.mark.parametrize("found", rules(), ids=lambda found: found.id)
def test_every_live_rule_has_a_sentence_and_its_cases(found: Rule) -> None:
    assert found.page.split("\n\n")[0].endswith(".")
    assert found.summary
    text = " ".join(found.page.split())
    for cause, next_step in diagnoses(entries()[found.id]):
        assert cause in text
        assert f"help: {next_step}" in text
    assert max(map(len, found.page.splitlines())) <= 100


def test_a_rule_is_that_of_the_list() -> None:
    assert rule("live/forbidden") in rules()
    assert [each.id for each in rules()] == list(entries())
