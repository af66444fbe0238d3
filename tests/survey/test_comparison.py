"""Fields of two connections find each other, whatever the other side lacks."""

from __future__ import annotations

import pytest

from validator.project.effective import Row
from validator.survey.comparison import Verdict, compared, pairs


def row(label: str, value: str, state: str = "") -> Row:
    return Row(label, value, "config", "a.yaml", None, state)


@pytest.mark.parametrize(
    ("left", "right", "verdict", "differs"),
    [
        (row("a", "1"), row("a", "1"), Verdict.SAME, False),
        (row("a", "1"), row("a", "1")._replace(origin="base connection", path="b.yaml"), Verdict.SAME, False),
        (row("a", "1"), row("a", "2"), Verdict.DIFFERENT, True),
        (row("a", "1"), row("a", "1", "not found"), Verdict.DIFFERENT, True),
        (row("a", "(hidden)"), row("a", "(hidden)"), Verdict.HIDDEN, False),
        (row("a", "(hidden)"), row("a", "${env:A}"), Verdict.DIFFERENT, True),
        (row("a", "1"), None, Verdict.LEFT, True),
        (None, row("a", "1"), Verdict.RIGHT, True),
    ],
)
def test_a_field_has_one_verdict(
    left: Row | None, right: Row | None, verdict: Verdict, differs: bool
) -> None:
    (found,) = compared([left] if left else [], [right] if right else [])
    assert (found.verdict, found.differs) == (verdict, differs)


def test_fields_stand_in_the_order_of_the_left_side_and_those_of_the_right_behind_their_like() -> None:
    left = [row(each, "") for each in "abcd"]
    right = [row(each, "") for each in "xbyzd"]
    assert "".join(each.label for each in compared(left, right)) == "xabyzcd"


def test_of_several_fields_of_one_label_the_first_belongs_to_the_first() -> None:
    found = compared([row("a", "1"), row("a", "2")], [row("a", "1"), row("a", "3"), row("a", "4")])
    assert [each.verdict for each in found] == [Verdict.SAME, Verdict.DIFFERENT, Verdict.RIGHT]


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        (["a"], ["b"], [(0, 0)]),
        (["a", "b"], ["b", "a"], [(0, 1), (1, 0)]),
        (["a", "b"], ["b", "c"], [(0, None), (1, 0), (None, 1)]),
        (["a", "a"], ["a"], [(0, 0), (1, None)]),
    ],
)
def test_connections_are_paired_by_name_unless_there_are_but_two(
    left: list[str], right: list[str], found: list[tuple[int | None, int | None]]
) -> None:
    assert pairs(left, right) == found
