from __future__ import annotations

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.render import matching
from validator.render.matching import Matcher

lines = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f"]), max_size=12)


@pytest.fixture
def long_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every text go the way of the long ones."""
    monkeypatch.setattr(matching, "_SMALL", -1)


@given(lines, lines, st.sampled_from([0, 10_000]))
def test_what_is_said_to_be_the_same_is_the_same_and_in_order(
    old: list[str], new: list[str], gap: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching, "_SMALL", -1)
        patch.setattr(matching, "_GAP", gap)
        blocks = Matcher(old, new).get_matching_blocks()
    ends = [0, 0]
    for a, b, size in blocks:
        assert [a, b] >= ends
        assert a >= ends[0]
        assert b >= ends[1]
        assert old[a : a + size] == new[b : b + size]
        ends = [a + size, b + size]
    assert blocks[-1] == (len(old), len(new), 0)


@pytest.mark.usefixtures("long_texts")
def test_a_long_text_whose_lines_change_here_and_there_is_matched_as_a_short_one() -> None:
    old = [f"line {number}" for number in range(60)]
    for new in (
        [line.replace("7", "seven") for line in old],
        [line for line in old if not line.endswith("3")],
        [*old[:20], "new", "more", *old[20:]],
        ["same"] * 60,
        old,
        [],
    ):
        assert Matcher(old, new).get_opcodes() == SequenceMatcher(None, old, new).get_opcodes()


def test_lines_that_are_all_alike_are_held_against_each_other_in_their_order() -> None:
    old = ["- 12:30", "- x"] * 1500
    new = [line.replace("12:30", '"12:30"') for line in old]
    opcodes = Matcher(old, new).get_opcodes()
    assert [opcode[0] for opcode in opcodes] == ["replace", "equal"] * 1500


def test_many_changes_take_no_look_at_every_pair_of_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    inner = SequenceMatcher.find_longest_match

    def counted(self: SequenceMatcher[str], low: int, high: int, *rest: int) -> object:
        looks.append(high - low)
        return inner(self, low, high, *rest)

    monkeypatch.setattr(SequenceMatcher, "find_longest_match", counted)
    old = [f"line {number}" for number in range(2000)]
    new = [f"{line}!" if number % 2 else line for number, line in enumerate(old)]
    assert len(Matcher(old, new).get_opcodes()) == 2000
    assert sum(looks) <= 2 * len(old)
