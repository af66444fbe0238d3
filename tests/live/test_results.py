from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from validator.live.results import Facts, LiveResult, Outcome, Step, StepName
from validator.schema.resources import schema

if TYPE_CHECKING:
    import enum

PUBLISHED: dict[str, Any] = schema("report.json")["definitions"]


@pytest.mark.parametrize(("values", "field"), [(StepName, "name"), (Outcome, "outcome")])
def test_the_words_of_a_step_are_those_that_the_report_publishes(values: type[enum.Enum], field: str) -> None:
    assert [each.value for each in values] == PUBLISHED["step"]["properties"][field]["enum"]


def test_the_facts_are_those_that_the_report_publishes() -> None:
    assert list(Facts._fields) == list(PUBLISHED["facts"]["properties"])


def test_a_step_and_a_result_say_nothing_more_than_they_are_told() -> None:
    assert Step(StepName.TOKEN, Outcome.PASSED)[2:] == ("", 0.0)
    assert set(LiveResult("acme", (), ()).facts) == {None}
