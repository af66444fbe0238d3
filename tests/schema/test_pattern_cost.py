from __future__ import annotations

import re
import warnings

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.support.backtracking import Counter, TooManyError
from tests.support.expressions import EXPRESSIONS, texts
from validator.schema.pattern_cost import longest_within
from validator.schema.pattern_tree import TooHardError, read

STEPS = 100_000
MOST = 10_000
UNEVEN = 500


def longest(pattern: str, steps: int = STEPS, *, anywhere: bool = False) -> int:
    return longest_within(steps, read(pattern), most=MOST, uneven=UNEVEN, anywhere=anywhere)


@given(EXPRESSIONS, st.sampled_from([50, 200, 1000]), st.data())
@settings(max_examples=300)
def test_no_text_takes_more_steps_than_are_counted(pattern: str, steps: int, data: st.DataObject) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compiled = re.compile(pattern)
        length = longest_within(steps, read(pattern), most=30, uneven=30)
    except (re.error, TooHardError):
        assume(False)
    assume(length >= 0)
    text = data.draw(texts(length))
    counter = Counter(pattern, text, most=steps)
    try:
        fits = counter.fits()
    except TooManyError:
        pytest.fail(f"{pattern!r} takes more than {steps} steps on {text!r}")
    except RecursionError:
        assume(False)
    assert fits == (compiled.fullmatch(text) is not None)


@pytest.mark.parametrize(
    "pattern", ["a", "a*", "[a-z]+(?:-[a-z]+)*", "(?:ab|cd)+", "(?:a++)+b", "a{500}", "(a|ab)*"]
)
def test_where_one_text_fits_in_one_way_each_character_costs_the_same(pattern: str) -> None:
    assert longest(pattern, 10_000) > 600
    assert longest(pattern, 20_000) >= 2 * longest(pattern, 10_000) - 20


@pytest.mark.parametrize(
    ("pattern", "degree"),
    [("a*a*b", 2), ("a*a*a*b", 3), (".*.*.*.*x", 4), ("(?=a*b)a*a*c", 2), ("(?:a*b)?a*c", 1)],
)
def test_each_further_repetition_of_the_same_raises_the_power(pattern: str, degree: int) -> None:
    few, many = longest(pattern, 3_000), longest(pattern, 3_000 * 2**degree)
    assert 1.6 * few < many < 2.7 * few


@pytest.mark.parametrize(
    "pattern", ["(a+)+b", "(a|a)*", "(a|b|ab)*", "(|a)(|a)*b", "(?:a?){30}", "(?:a{1,2}){60}"]
)
def test_where_the_ways_double_twice_the_steps_is_one_character_more(pattern: str) -> None:
    assert longest(pattern, 200_000) <= longest(pattern, 100_000) + 2
    assert longest(pattern) < 25


def test_where_any_place_can_be_the_first_each_is_counted() -> None:
    assert longest("[a-z]{3}", anywhere=True) < 300 < longest("[a-z]{3}")
    assert longest("a*b", 40_000, anywhere=True) >= 1.8 * longest("a*b", 10_000, anywhere=True)


def test_nothing_is_so_short_that_it_ends_where_the_ways_read_nothing() -> None:
    assert longest("(|)" * 30) < 0
    assert longest("(?:a?|b?){90}") < 0


def test_a_large_repetition_of_nothing_is_refused_and_one_of_little_is_costly() -> None:
    for pattern in ("(?:){4000000000}", "((?:)*)*", "(?:a{0}){7}"):
        with pytest.raises(TooHardError, match="takes no character"):
            longest(pattern)
    assert longest("(?:^){4000000000}a") < 0
    assert longest("(?:a?){4000000000}") < 0


@pytest.mark.parametrize(
    "pattern", ["a?" * 600, "(?:" + "|".join([".?"] * 100) + ")*", "(?:" + "x" * 1500 + ")"]
)
def test_what_has_too_many_parts_is_not_counted(pattern: str) -> None:
    with pytest.raises(TooHardError, match="too many parts"):
        longest(pattern)


def test_a_long_list_of_words_is_not_too_many() -> None:
    words = "|".join(f"{one}{two}" for one in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for two in "ABCDEFGHI")
    assert longest(f"(?:{words})(?:,(?:{words}))?", 400_000) > 50
