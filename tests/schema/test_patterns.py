from __future__ import annotations

import time

import pytest

from validator.schema.patterns import LONGEST, matches, safe_pattern


@pytest.mark.parametrize(
    "pattern",
    [
        r"^[A-Z]{3}$",
        r"^https?://\S+$",
        r"^\d+(\.\d+)?$",
        r"^(a|b|c)$",
        r"^[^@\s]+@[^@\s]+$",
        r"^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$",
        r"[*+?(){}|]+\(\+\)",
        r"^(?=x)(?!y).*$",
    ],
)
def test_an_ordinary_pattern_is_used(pattern: str) -> None:
    assert safe_pattern(pattern) is not None


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+$",
        r"(a|a)*b",
        r"(a|ab){2,}$",
        r"(?:a?){30}a{30}",
        r"(a*)*",
        r"((a|b)c?)*d",
        r"(?:(?:a+)b)+",
        r"(.*)(.*)(.*)(.*)(.*)x",
        "a?" * 20 + "a" * 20,
        r"(\w+\s?)*$",
        r"(x{1,9}){1,9}!",
        r"(a)\1",
        r"(?P<x>a)(?P=x)",
        r"[",
        r"(?P<a>x)(?P<a>y)",
        "x" * 2000,
    ],
)
def test_one_that_may_keep_a_run_busy_or_is_none_is_not_used(pattern: str) -> None:
    assert safe_pattern(pattern) is None
    assert matches(pattern, "anything")


@pytest.mark.parametrize(
    "pattern", [r".*.*.*x", r"\w+\w+\w+!", r"a?a?a?a?a?a?a?a?aaaaaaaa!", r"(\w+)-(\w+)-(\w+)!"]
)
@pytest.mark.parametrize("value", ["a" * LONGEST, "a-" * (LONGEST // 2), " " * LONGEST])
def test_what_is_used_costs_little_on_the_longest_values(pattern: str, value: str) -> None:
    start = time.process_time()
    assert not matches(pattern, value)
    assert time.process_time() - start < 2


def test_a_longer_value_is_not_held_against_a_pattern() -> None:
    assert not matches("^b", "a" * LONGEST)
    assert matches("^b", "a" * (LONGEST + 1))
