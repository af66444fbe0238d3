from __future__ import annotations

import pytest

from validator.schema.pattern_tree import (
    EVERY,
    Ahead,
    Behind,
    Characters,
    Choice,
    Joined,
    Repeated,
    TooHardError,
    depth,
    read,
)


def characters(pattern: str) -> Characters:
    found = read(pattern)
    assert isinstance(found, Characters)
    return found


def overlap(one: str, other: str) -> bool:
    return characters(one).may & characters(other).may != 0


A, B = characters("a"), characters("b")


@pytest.mark.parametrize(
    ("pattern", "tree"),
    [
        ("", Joined(())),
        ("ab", Joined((A, B))),
        ("a|b", Choice((A, B))),
        ("a|", Choice((A, Joined(())))),
        ("(a)", A),
        ("(?:a)(?P<name>b)", Joined((A, B))),
        ("a*", Repeated(A, 0, None)),
        ("a+?", Repeated(A, 1, None, greedy=False)),
        ("a?", Repeated(A, 0, 1)),
        ("a{3}", Repeated(A, 3, 3)),
        ("a{3,}", Repeated(A, 3, None)),
        ("a{,3}", Repeated(A, 0, 3)),
        ("a{1,3}", Repeated(A, 1, 3)),
        ("a{,}", Repeated(A, 0, None)),
        ("ab*", Joined((A, Repeated(B, 0, None)))),
        ("(ab)*", Repeated(Joined((A, B)), 0, None)),
        ("a(?#note)*", Repeated(A, 0, None)),
        ("a++", Repeated(A, 1, None, keeps=True)),
        ("(?>a+)", Repeated(A, 1, None, keeps=True)),
        ("(?>a+?)", Repeated(A, 1, None, greedy=False)),
        ("a{2,5}+", Repeated(A, 2, 5)),
        ("(?>ab)", Joined((A, B))),
        ("(?=a)", Ahead(A)),
        ("(?!a)b", Joined((Ahead(A), B))),
        ("(?<=a|b)", Behind(2)),
        ("(?<!ab)", Behind(2)),
        (r"^a$", Joined((Behind(1), A, Behind(1)))),
        (r"\ba\Z", Joined((Behind(1), A, Behind(1)))),
        (r"[]a]b", Joined((characters(r"[\]a]"), B))),
        (r"[^]a]", characters(r"[^\]a]")),
        (r"\x61\u0062", Joined((characters(r"\x61"), characters(r"\x62")))),
        (r"\141b", Joined((characters(r"\x61"), B))),
        (r"\0b", Joined((characters(r"\x00"), B))),
        (r"\08", Joined((characters(r"\x00"), characters("8")))),
        (r"\(a\|", Joined((characters(r"[(]"), A, characters("[|]")))),
    ],
)
def test_an_expression_has_this_tree(pattern: str, tree: object) -> None:
    assert read(pattern) == tree


def test_a_brace_that_begins_no_repetition_is_a_character() -> None:
    for pattern in ("a{", "a{}", "a{b", "a{1", "a{1,b}"):
        assert isinstance(read(pattern), Joined)


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        ("a", "b", False),
        ("a", "[a-c]", True),
        (r"\d", "[a-z]", False),
        (r"\w", r"\s", False),
        (r"\w", r"\W", False),
        (r"\w", r"\d", True),
        (r"\S", r"\w", True),
        ("[^a]", "a", False),
        (".", "a", True),
        (".", r"\n", True),
        ("é", r"\w", True),
        ("é", "a", False),
        ("é", "ü", True),
        (r"\u00e9", "é", True),
        (r"[\x00-\x7f]", "a", True),
        ("[à-ü]", "[a-z]", False),
        (r"[^\w]", r"\d", False),
        ("-", r"[\w-]", True),
        (r"\.", r"\w", False),
    ],
)
def test_two_sets_overlap_where_a_character_may_be_in_both(one: str, other: str, may: bool) -> None:
    assert overlap(one, other) is may


def test_flags_make_a_set_larger_and_what_is_certain_smaller() -> None:
    plain, folded = read("a[^b]"), read("(?i)a[^b]")
    assert isinstance(plain, Joined)
    assert isinstance(folded, Joined)
    for one, other in zip(plain.parts, folded.parts, strict=True):
        assert isinstance(one, Characters)
        assert isinstance(other, Characters)
        assert one.may & other.may == one.may
        assert one.must & other.must == other.must
        assert one != other
    assert overlap("(?i:K)", "\N{KELVIN SIGN}")
    assert characters(r"(?a:\w)").must & characters("é").may == 0


def test_every_character_but_a_line_break_is_certain_of_a_dot() -> None:
    assert characters(".").may == EVERY
    assert characters(".").must == EVERY & ~characters(r"\n").may


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"(a)\1", "refers back"),
        ("(?P<x>a)(?P=x)", "refers back"),
        ("(a)?(?(1)b|c)", "refers back"),
        ("(?x)a", "the flag x"),
        ("(?xi:a)", "the flag x"),
        ("(?<=[ab]{100})", "looks back at too much"),
        ("(?<=(?:a|b|c|d){6})", "looks back at too much"),
        ("(?<=(?=a)b)", "looks ahead within a look back"),
    ],
)
def test_what_is_not_counted_is_told_in_words(pattern: str, words: str) -> None:
    with pytest.raises(TooHardError, match=words) as caught:
        read(pattern)
    assert caught.value.says
    assert caught.value.remedy


def test_a_flag_is_taken_back_without_harm() -> None:
    assert read("(?-x:a)") == A


@pytest.mark.parametrize(
    ("text", "deep"),
    [
        ("", 0),
        ("a", 0),
        ("(a)(b)", 1),
        ("((a))", 2),
        (r"\((a", 1),
        ("[(]", 0),
        ("(?#(()", 0),
        ("((", 2),
        ("))", 0),
    ],
)
def test_the_depth_of_brackets_is_known_of_any_text(text: str, deep: int) -> None:
    assert depth(text) == deep
