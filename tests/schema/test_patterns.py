from __future__ import annotations

import contextlib
import re
import signal
import time
import warnings
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.support.expressions import EXPRESSIONS, texts
from validator.catalog import platform, shipped, shipped_connectors
from validator.schema.patterns import FORMATS, LONGEST, Guarded, Refused, fits, guarded, matches, refused
from validator.schema.schemas import schema, schema_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECONDS = 10
"""Far more than any text may take, and far less than one that never ends."""

GOOD = [
    r"^[A-Z]{3}$",
    r"^https?://\S+$",
    r"^\d+(\.\d+)*$",
    r"^(a|b|c)$",
    r"^[^@\s]+@[^@\s]+\.[a-z]{2,}$",
    r"^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$",
    r"[*+?(){}|]+\(\+\)",
    r"^(?=.*[A-Z])(?=.*\d)(?!.*\s).{8,}$",
    r"[!-~]+(?: [!-~]+)*",
    r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)",
    r"^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$",
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:,(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun))*",
    r"^\+?(\d[\s.-]?){7,15}$",
    r"(?i:bearer) [a-z0-9._-]+",
    r"[\w-]+(?:\.[\w-]+)+",
    r"(\w+)-(\w+)-(\w+)!",
    r"\s*\w+\s*=\s*.*",
    r"[À-ü]+(?: [À-ü]+)*",
    r"(?<![0-9])[0-9]{4}(?![0-9])",
    r"(?:a++)+b",
    r"(?>a+)+b",
    r"(\w++\s?)+$",
    r"a*+a*+a*+a*+b",
    r".*.*.*x",
    r"(a|ab)*",
    "|".join(f"{first}{second}" for first in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for second in "ACEGIKMO"),
]

# Tried on texts of 128 characters, each of these runs until it is stopped.
EXPONENTIAL = [
    r"(a+)+b",
    r"(a+)+$",
    r"(a*)*b",
    r"(a*)+$",
    r"(a+)*$",
    r"((a+)+)+$",
    r"(a|a)*b",
    r"(a|a)+$",
    r"(a|aa)+$",
    r"(a|b|ab)*c",
    r"(a|a?)+$",
    r"(ab|a|b)*$",
    r"(a|ab|b){2,}$",
    r"(.*)*$",
    r"(.+)+@",
    r"(.*a){20}",
    r"(.*,)+x",
    r"(.*?,){11}P",
    r"(\w+\s?)+$",
    r"(\w+\s*)+:",
    r"(\s*\w+)*$",
    r"([a-z]+)*[0-9]",
    r"(\d+)+x",
    r"(\d{1,3},?)+$",
    r"([^,]+,?)*;",
    r"(?:(?:a+)?b?)*c",
    r"((a|b)?c?d?)*e",
    r"(?:a?){40}a{40}",
    "a?" * 30 + "a" * 30,
    r"(x{1,9}){1,9}!",
    r"(a{1,2}){1,60}b",
    "(|)" * 30,
    r"^(([a-z])+.)+[A-Z]([a-z])+$",
    r"^([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+$",
    r"(?:(?=a*)a)*(a+)+c",
    r"(?=(a+)+b)",
    r"(?!(a|a)*b)x",
    r"(?<!x)(a+)+b",
    r"(?:a+?)+?b",
    r"(?:(?>a|b)+)+c",
    r"(?:\w*+\s?)*!",
    r"([é-ü]+)+!",
    r"(?:\u00e9|é)*!",
    r"([\w\-]|[^\x00-\x7f])*!",
]
POLYNOMIAL = [
    r"a*a*a*a*b",
    r".*.*.*.*x",
    r"\w+\w+\w+\w+\w+!",
    r"(.*)(.*)(.*)(.*)(.*)x",
    r"\s*\s*\s*\s*\s*x",
    r"a{0,40}a{0,40}a{0,40}a{0,40}a{0,40}b",
    r"(?:.*x){4}(?:.*y){4}",
    ".*" * 200,
]
# Python happens to find a quick way through these, and nobody promises that it will.
SUSPECT = [r"(|a)+b", r"(a|)+b", r"(?i:k|\u212a)*!", r"(?i)(?:A|a)*b", r"(?<=x)(a+)+b", r"((?:)*)*"]
NONE = [
    "[",
    "(",
    ")",
    "*",
    "a**",
    "(?P<x>",
    "(?P<x",
    "(?P<a>x)(?P<a>y)",
    "(?P<1>x)",
    "(?P=x)",
    "(?<name>x)",
    "a{99999999999}",
    "a{3,1}",
    "[z-a]",
    "\\",
    r"\p{L}",
    r"\x1",
    "(?<=a+)b",
    "a(?i)b",
    "(?L)a",
    "(?au)a",
    "(?z)",
    "(?#",
    "(" * 200,
    "(" * 200 + ")" * 200,
    "(" * 5000,
    "x" * 2000,
]
UNCOUNTED = [r"(a)\1", r"(?P<x>a)(?P=x)", r"(a)?(?(1)b|c)", "(?x) a +", r"(?<=(?=a)b)", r"(?<=[ab]{100})x"]


@pytest.mark.parametrize("pattern", GOOD)
def test_an_ordinary_pattern_is_used(pattern: str) -> None:
    assert isinstance(guarded(pattern), Guarded)


@pytest.mark.parametrize("pattern", [*EXPONENTIAL, *POLYNOMIAL, *SUSPECT])
def test_one_that_a_text_fits_in_very_many_ways_is_not(pattern: str) -> None:
    found = guarded(pattern)
    assert isinstance(found, Refused)
    assert matches(pattern, "anything")


@pytest.mark.parametrize("pattern", NONE)
def test_one_that_is_none_is_not_used_either(pattern: str) -> None:
    for searched in (False, True):
        found = guarded(pattern, searched=searched)
        assert isinstance(found, Refused)
        assert found.says
        assert found.remedy
    assert matches(pattern, "anything")


@pytest.mark.parametrize("pattern", UNCOUNTED)
def test_one_that_cannot_be_counted_is_refused_in_words_of_its_own(pattern: str) -> None:
    found = guarded(pattern)
    assert isinstance(found, Refused)
    assert "run busy" not in found.says
    assert "regular expression" not in found.says


@contextlib.contextmanager
def stopped() -> Iterator[None]:
    """Stop what runs for too long, where the system can; there `re` looks for signals while it tries."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


ADVERSE = [
    "a",
    "ab",
    "aa,",
    "a.",
    "1",
    "1,",
    "a ",
    "A",
    "é",
    "-",
    "a-",
    " ",
    "x",
    "xy",
    "foo",
    "Mon,",
    "=",
    "+/",
]


@pytest.mark.parametrize("pattern", GOOD)
def test_what_is_used_ends_on_texts_that_are_made_to_keep_it_busy(pattern: str) -> None:
    found, sought = guarded(pattern), guarded(pattern, searched=True)
    assert isinstance(found, Guarded)
    assert found.longest >= LONGEST
    with stopped():
        for unit in ADVERSE:
            for end in ("", "!", "\n", "x", "@"):
                text = (unit * found.longest)[: min(found.longest, 4096) - 1] + end
                found.fullmatch(text)
                if isinstance(sought, Guarded):
                    sought.compiled.search(text[-sought.longest :])


@given(EXPRESSIONS, texts(LONGEST), st.booleans())
@settings(max_examples=250)
def test_whatever_is_used_ends(pattern: str, text: str, searched: bool) -> None:
    found = guarded(pattern, searched=searched)
    assume(isinstance(found, Guarded))
    assert isinstance(found, Guarded)
    with stopped():
        (found.compiled.search if searched else found.compiled.fullmatch)(text)


@given(st.text("ab[](){}|*+?^$.\\,-:=!<>P#i019xé", max_size=16))
@settings(max_examples=400)
def test_any_text_is_an_expression_or_is_refused(text: str) -> None:
    found = guarded(text)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            re.compile(text)
        except (re.error, OverflowError):
            assert isinstance(found, Refused)
        else:
            assert isinstance(found, Guarded) or "no regular expression" not in found.says


def test_looking_at_one_takes_little_time() -> None:
    start = time.process_time()
    for pattern in ("a?" * 480, "(?:" + "|".join([".?"] * 100) + ")*", "(?=.*a)" * 140, "(?:.*a)" * 140):
        guarded(pattern)
    assert time.process_time() - start < SECONDS


def test_a_text_that_is_too_long_is_not_held_against_one() -> None:
    uneven = guarded(r"\s*\w+\s*=\s*.*")
    assert isinstance(uneven, Guarded)
    assert LONGEST <= uneven.longest < 1000
    assert uneven.fullmatch("a=" + "b" * (uneven.longest - 2)) is not None
    assert uneven.fullmatch("a=" + "b" * (uneven.longest - 1)) is None
    assert not matches("^b", "a" * LONGEST)
    assert matches("x.*x.*x", "a" * 4096)


def test_one_that_takes_each_character_once_is_tried_on_long_texts() -> None:
    for pattern in (r"[!-~]+(?: [!-~]+)*", "[0-9a-f]{64}", r"(?:[A-Za-z0-9+/]{4})*"):
        found = guarded(pattern)
        assert isinstance(found, Guarded)
        assert found.longest == 64 * 1024


def test_a_group_named_id_is_asked_for_where_a_number_is_taken_out() -> None:
    plain, named = FORMATS
    assert refused("^/([0-9]+)/company", plain) is None
    found = refused("^/([0-9]+)/company", named)
    assert found is not None
    assert found.says == "has no group named id"
    assert refused(r"[(?P<id>)]", named) is not None
    assert refused("^/(?P<id>[0-9]+)/company", named) is None
    assert refused("(?P<id>", named) == guarded("(?P<id>")


def test_one_of_another_language_is_told_from_one_of_none() -> None:
    assert [
        isinstance(found := guarded(each), Refused) and found.foreign for each in (r"\p{L}", "(?<n>x)", "(")
    ] == [
        True,
        True,
        False,
    ]


@given(st.text(alphabet="[]^-&|~{}ab0\\(?:", max_size=12))
def test_python_warns_of_no_expression_that_is_looked_at(text: str) -> None:
    assert isinstance(guarded(text), Guarded | Refused)  # a warning would be an error here


def _shipped() -> Iterator[tuple[str, str, str]]:
    """Yield the expressions of the catalogue with the place and the format of each."""
    for text in platform()["placeholders"]["patterns"]:
        yield "platform", FORMATS[0], text
    for key in shipped_connectors():
        for document in shipped(key):
            yield from ((key, FORMATS[0], each) for each in _patterns(document.data))
            company = document.get("companyId", "addresses") or ()
            yield from ((key, FORMATS[1], each["path"]) for each in company)
            yield from ((key, FORMATS[0], each) for each in document.get("clientId", "forms") or ())


def _patterns(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("pattern"), str):
            yield node["pattern"]
        for key, each in node.items():
            if key != "examples":
                yield from _patterns(each)
    elif isinstance(node, list):
        for each in node:
            yield from _patterns(each)


def test_every_expression_of_the_catalogue_is_used_as_those_of_users_are() -> None:
    known = list(_shipped())
    assert len(known) > 50
    assert {(key, text): found for key, form, text in known if (found := refused(text, form))} == {}
    assert {text for key, _, text in known if getattr(guarded(text), "longest", 0) < 8 * 1024} == set()


@pytest.mark.parametrize("file", sorted(schema_folder().glob("*.json")), ids=lambda file: file.name)
def test_every_expression_of_our_own_schemas_takes_little_time_on_long_values(file: Path) -> None:
    for text in _patterns(schema(file.name)):
        found = guarded(text)
        assert isinstance(found, Guarded), text
        assert found.longest > 32 * 1024, text


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
