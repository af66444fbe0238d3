from __future__ import annotations

import re

import pytest

from validator.schema.pattern_words import unreadable


@pytest.mark.parametrize(
    ("pattern", "says", "remedy"),
    [
        ("(", "the bracket at character 1 has no end", r"write \("),
        ("a(b", "the bracket at character 2 has no end", "close it with )"),
        ("ab[c", "the bracket at character 3 has no end", "close it with ]"),
        ("a)", "the bracket at character 2 closes nothing", r"write \)"),
        ("a(?#b", "the comment at character 2 has no end", "close it with )"),
        ("*a", "there is nothing to repeat before character 1", r"\*"),
        ("a**", "the repetition at character 3 follows another", "leave one"),
        ("a{3,1}", "the repetition at character 3 has its larger number first", "{1,3}"),
        ("a{99999999999}", "a repetition in it has too large a number", "smaller"),
        ("[z-a]", "the range at character 2 has its later end first", "a-z"),
        ("a\\", "it ends in a single backslash", "where the text has a backslash"),
        (r"\p", "there is no such escape as that at character 1", "where the text has a backslash"),
        (r"\x1", "the escape at character 1 is cut off", "all its digits"),
        ("(?<=a+)", "it looks back at what can have several lengths", "one length"),
        ("(?P<a>x)(?P<a>y)", "two of its groups have one name", "a name of its own"),
        ("a(?i)b", "flags stand at character 2", "put them first"),
        ("(?P<1>a)", "no group can have the name at character 5", "(?P<id>…)"),
        ("(?P<>a)", "no group can have the name at character 5", "(?P<id>…)"),
        ("(?P<x", "the name at character 5 has no end", "close it with >"),
        ("(?<x>a)", "no group begins like the one at character 2", "(?P<id>…)"),
        ("(?z)", "no group begins like the one at character 2", "(?P<id>…)"),
        ("(?i-i:a)", "Python cannot read what stands at character", "syntax"),
        ("(?au)a", "Python cannot read", "syntax"),
    ],
)
def test_what_is_wrong_is_said_with_its_place_and_a_remedy(pattern: str, says: str, remedy: str) -> None:
    with pytest.raises((re.error, OverflowError)) as caught:
        re.compile(pattern)
    what, cure, _ = unreadable(caught.value, pattern)
    assert what.startswith(f"is no regular expression: {says}")
    assert remedy in cure


@pytest.mark.parametrize("error", [ValueError("secret"), RecursionError("secret"), re.error("secret")])
def test_words_of_an_error_that_is_not_known_are_not_repeated(error: Exception) -> None:
    assert "secret" not in " ".join(unreadable(error, "x")[:2])


@pytest.mark.parametrize(
    ("pattern", "foreign"),
    [
        (r"\p{Lu}+", True),
        ("(?<year>[0-9]{4})", True),
        (r"\x{41}", True),
        ("[[:alpha:", True),
        ("(", False),
        ("(?<=a+)", False),
    ],
)
def test_one_that_another_language_may_take_is_known(pattern: str, foreign: bool) -> None:
    assert unreadable(re.error("x"), pattern)[2] is foreign
