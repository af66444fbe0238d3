from __future__ import annotations

import pytest

from validator.schema.document_patterns import fits
from validator.schema.patterns import Guarded, guarded


@pytest.mark.parametrize(
    ("pattern", "text", "fit"), [("[a-z]+", "abc", True), ("[a-z]+", "abc1", False), ("a|ab", "ab", True)]
)
def test_the_whole_text_has_to_have_the_form(pattern: str, text: str, fit: bool) -> None:
    assert fits(pattern, text) is fit


def test_a_line_break_at_the_end_counts() -> None:
    assert fits("[a-z]+$", "abc\n") is False


@pytest.mark.parametrize(
    "pattern", ["[", "(?P<a>x)(?P<a>y)", "a{99999999999}", "*", "(" * 5000, "(a+)+b", r"(a)\1"]
)
def test_a_pattern_that_cannot_be_used_judges_nothing(pattern: str) -> None:
    assert fits(pattern, "abc") is None


@pytest.mark.parametrize("pattern", ["a*", "a*a*a"])
def test_a_text_that_is_too_long_is_not_tried(pattern: str) -> None:
    found = guarded(pattern)
    assert isinstance(found, Guarded)
    assert fits(pattern, "a" * found.longest) is True
    assert fits(pattern, "a" * (found.longest + 1)) is None
