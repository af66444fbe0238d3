"""Texts that schemas make demands of: days that a calendar has, patterns to the very end, expressions."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.schema.texts import DAY, fits, has_format, is_day, is_possible

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


def _is_real(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


@given(
    st.from_regex(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
    | st.from_regex(r"\A[0-9-]{8,11}\Z")
    | st.text(max_size=12)
)
def test_a_text_that_looks_like_a_day_is_one_that_the_calendar_has(text: str) -> None:
    assert is_possible(text) is (_DAY.match(text) is None or _is_real(text))


@given(st.from_regex(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\Z") | st.dates().map(str) | st.text(max_size=12))
def test_a_day_is_what_fits_the_pattern_of_days_and_the_calendar(text: str) -> None:
    pattern = re.compile(DAY[:-1] + r"\Z")
    assert is_day(text) is (pattern.match(text) is not None and _is_real(text))


def test_only_texts_are_days() -> None:
    assert not any(is_day(value) for value in (None, 20270101, ["2027-01-01"], dt.date(2027, 1, 1)))


@given(st.dates().map(str))
def test_every_day_is_possible(day: str) -> None:
    assert is_possible(day)


@pytest.mark.parametrize(
    "text", ["2027-02-29", "1900-02-29", "2027-04-31", "2027-00-10", "2027-13-01", "0000-01-01", "2027-01-00"]
)
def test_a_day_that_no_calendar_has_is_not(text: str) -> None:
    assert not is_possible(text)


@pytest.mark.parametrize(
    "text", ["2028-02-29", "2000-02-29", "2027-2-30", "²027-02-30", "2027-02-30 ", "all"]
)
def test_other_texts_are_left_to_their_pattern(text: str) -> None:
    assert is_possible(text)


def test_a_pattern_is_searched_and_a_day_is_a_real_one() -> None:
    assert fits(re.compile("[0-9]"), "a1")
    assert not fits(re.compile("[0-9]"), "a")
    assert not fits(re.compile("[0-9]"), "2027-02-30")


def test_an_expression_is_asked_for_by_name() -> None:
    assert has_format("(?P<id>x)", "pattern-with-id")
    assert not has_format("x", "pattern-with-id")
    assert has_format("x", "pattern")
    assert not has_format("x", "unknown")
