from __future__ import annotations

import pytest

from validator.schema.document_patterns import LONGEST, fits


@pytest.mark.parametrize(
    ("pattern", "text", "fit"), [("[a-z]+", "abc", True), ("[a-z]+", "abc1", False), ("a|ab", "ab", True)]
)
def test_the_whole_text_has_to_have_the_form(pattern: str, text: str, fit: bool) -> None:
    assert fits(pattern, text) is fit


def test_a_line_break_at_the_end_counts() -> None:
    assert fits("[a-z]+$", "abc\n") is False


@pytest.mark.parametrize("pattern", ["[", "(?P<a>x)(?P<a>y)", "a{99999999999}", "*", "(" * 5000])
def test_a_pattern_that_is_none_judges_nothing(pattern: str) -> None:
    assert fits(pattern, "abc") is None


def test_a_text_that_is_too_long_is_not_tried() -> None:
    assert fits("a*", "a" * LONGEST) is True
    assert fits("a*", "a" * (LONGEST + 1)) is None
