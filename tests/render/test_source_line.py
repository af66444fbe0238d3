from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.render.escape import escape, width
from validator.render.source_line import pieces, show

from .reports import FORBIDDEN, HOSTILE, STEADY

LINES = st.text(st.characters(codec=None, exclude_categories=()), max_size=200)


def test_a_line_that_fits_is_shown_whole() -> None:
    assert show("name: x", 0, 4, 20, "utf-8") == ("name: x", (0, 1, 2, 3, 4, 5, 6, 7))


def test_tabs_become_blanks_up_to_the_next_stop() -> None:
    shown = show("a\tb\t\tc", 5, 6, 40, "utf-8")
    assert shown.text == "a   b       c"
    assert shown.columns == (0, 1, 4, 5, 8, 12, 13)


def test_wide_and_combining_characters_move_the_columns_as_a_terminal_does() -> None:
    assert show("日e\u0301x", 3, 4, 40, "utf-8").columns == (0, 2, 3, 3, 4)


def test_an_escape_takes_the_columns_of_its_ascii_form() -> None:
    shown = show("a\u202eb", 2, 3, 40, "utf-8")
    assert shown == (r"a\u{202E}b", (0, 1, 9, 10))


def test_the_beginning_is_kept_where_that_shows_the_place() -> None:
    assert show("0123456789" * 3, 2, 5, 12, "utf-8").text == "01234567890…"


def test_a_place_far_to_the_right_is_centred_between_ellipses() -> None:
    source = "." * 50 + "HERE" + "." * 50
    shown = show(source, 50, 54, 20, "utf-8")
    assert shown.text == "….......HERE.......…"
    assert shown.text[shown.columns[50] : shown.columns[54]] == "HERE"


def test_a_place_at_the_end_keeps_the_end() -> None:
    assert show("." * 50 + "HERE", 50, 54, 20, "utf-8").text == "…" + "." * 15 + "HERE"


def test_a_stretch_longer_than_the_room_is_shown_from_its_beginning() -> None:
    source = "key: " + "x" * 100
    shown = show(source, 5, 105, 20, "utf-8")
    assert shown.text == "key: " + "x" * 14 + "…"
    assert (shown.columns[5], shown.columns[105]) == (5, 19)


def test_a_long_stretch_further_right_keeps_something_of_what_stands_before() -> None:
    source = "a: {b: c, key: " + "x" * 100
    shown = show(source, 15, 115, 20, "utf-8")
    assert shown.text == "…key: " + "x" * 13 + "…"
    assert (shown.columns[15], shown.columns[115]) == (6, 19)


def test_the_ellipsis_is_ascii_where_the_stream_is() -> None:
    assert show("0123456789" * 3, 0, 1, 12, "ascii").text == "012345678..."


def test_a_cut_never_leaves_a_combining_mark_without_its_letter() -> None:
    source = "e\u0301" * 40 + "HERE" + "e\u0301" * 40
    for room in range(20, 40):
        shown = show(source, 80, 84, room, "utf-8")
        assert shown.text.startswith("…e")
        assert shown.text[-2] == "\u0301"


@STEADY
@given(LINES, st.data())
def test_the_room_is_kept_and_columns_never_run_back(source: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, len(source)))
    room = data.draw(st.integers(20, 120))
    shown = show(source, start, end, room, data.draw(st.sampled_from(["utf-8", "ascii", "cp1252"])))
    assert width(shown.text) <= room
    assert len(shown.columns) == len(source) + 1
    columns = [shown.columns[at] for at in range(len(shown.columns))]
    assert columns == sorted(columns)
    assert shown.columns[-1] <= room


@pytest.mark.parametrize("position", range(0, 190, 7))
def test_the_place_is_always_in_sight(position: int) -> None:
    source = "日" * position + "HERE" + "x" * (190 - position)
    shown = show(source, position, position + 4, 40, "utf-8")
    assert "HERE" in shown.text
    assert width(shown.text.partition("HERE")[0]) == shown.columns[position]


def test_pieces_are_what_a_line_is_made_of() -> None:
    assert pieces("key: value # x", 5, 10, 80) == ("key: ", "value", " # x")
    assert pieces("key:", 4, 4, 80) == ("key:", "", "")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_pieces_have_no_more_than_what_may_be_shown(text: str) -> None:
    whole = "".join(pieces(text, 0, 1, 1000))
    assert FORBIDDEN.search(whole) is None
    assert "\t" in text or whole == escape(text)


@STEADY
@given(LINES, st.data())
def test_pieces_are_cut_as_a_shown_line_is(source: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, len(source)))
    room = data.draw(st.integers(20, 120))
    before, marked, after = pieces(source, start, end, room)
    shown = show(source, start, end, room, "utf-8")
    assert before + marked + after == shown.text
    assert width(before) == shown.columns[start] or not marked
