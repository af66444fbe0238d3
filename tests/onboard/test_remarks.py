"""Findings led back to what people wrote: the other rows that they are about, and words as people give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.onboard.worlds import around, row
from validator.onboard.planning import planned

if TYPE_CHECKING:
    from pathlib import Path


def test_a_finding_about_two_rows_stands_at_the_second_and_names_the_first(tmp_path: Path) -> None:
    found = [
        each
        for each in planned([row(2), row(7)], tmp_path, around(tmp_path)).remarks
        if each.rule == "duplicate-connection"
    ]
    assert [each.row for each in found] == [7]
    assert found[0].message.startswith('"acme-builders-procore-production" sets up')
    assert found[0].message.endswith(" in Production (row 2)")


@pytest.mark.parametrize(
    ("field", "words"),
    [("installed", "write yes, no or a day as YYYY-MM-DD"), ("unattended", "write yes or no")],
)
def test_people_are_told_to_say_yes_or_no(field: str, words: str, tmp_path: Path) -> None:
    wrong = planned([row(unattended="yes").but(field, "perhaps")], tmp_path, around(tmp_path)).wrong
    assert [(each.field, each.help) for each in wrong] == [(field, words)]
    assert "true" not in wrong[0].message
