from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from validator.render.escape import escape, width
from validator.render.wrap import folded, wrap, wrap_lines

from .reports import STEADY


def test_words_fill_lines_up_to_the_room() -> None:
    assert wrap("one two three four", 9) == ["one two", "three", "four"]


def test_a_word_longer_than_the_room_is_never_cut() -> None:
    address = "https://us02.procore.com/webclients/host/companies/562949953443325"
    assert wrap(f"write {address} instead", 20) == ["write", address, "instead"]


def test_what_stands_in_quotes_or_backticks_stays_on_one_line() -> None:
    assert wrap('use "Developer Sandbox" or `ignore[a, b]` here', 14) == [
        "use",
        '"Developer Sandbox"',
        "or",
        "`ignore[a, b]`",
        "here",
    ]


def test_a_key_stays_with_its_value() -> None:
    assert wrap("please write companyId: 4281379", 20) == ["please write", "companyId: 4281379"]


def test_a_lone_quote_holds_nothing_together() -> None:
    assert wrap('5" wide and more', 8) == ['5" wide', "and more"]


def test_wide_characters_count_twice() -> None:
    assert wrap("日本 日本 日本", 9) == ["日本 日本", "日本"]


def test_a_line_break_in_a_paragraph_is_shown_and_one_in_help_is_made() -> None:
    assert wrap("a\nb", 40) == [r"a\u{000A}b"]
    assert wrap_lines("add:\n  clientId: ${env:NAME}", 10) == ["add:", "  clientId: ${env:NAME}"]


def test_a_snippet_is_escaped_too() -> None:
    assert wrap_lines("\tkey: \x1b", 40) == [r"    key: \u{001B}"]


def test_an_empty_text_is_one_empty_line() -> None:
    assert wrap("", 10) == [""]
    assert wrap_lines("a\n\nb", 10) == ["a", "", "b"]


def test_what_goes_on_hangs_below_the_beginning_of_its_line() -> None:
    assert folded("  one two three four\nshort", 12) == "  one two\n    three\n    four\nshort"
    assert folded("one two three", 8, hang=0) == "one two\nthree"


def test_blanks_around_a_line_stay() -> None:
    assert folded("one two three? ", 9) == "one two\n  three? "
    assert folded("one\n", 2) == "one\n"


@STEADY
@given(st.text(st.sampled_from('ab  ":`\u65e5'), max_size=80), st.integers(5, 40))
def test_nothing_is_lost_and_a_line_is_too_long_only_when_it_cannot_break(text: str, room: int) -> None:
    lines = wrap(text, room)
    assert " ".join(lines).split() == escape(text).split()
    for line in lines:
        quoted = '"' in line or "`" in line or ":" in line
        assert width(line) <= room or " " not in line.strip() or quoted
