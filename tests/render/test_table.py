from __future__ import annotations

import pytest

from validator.render.escape import escape, width
from validator.render.table import fitted, fitted_or_listed, fold, table, without


def test_columns_are_lined_up_and_the_last_one_is_left_as_long_as_it_is() -> None:
    rows = [("a", "bbb", "c"), ("aaaa", "b", "a much longer end")]
    assert table(rows) == "a     bbb  c\naaaa  b    a much longer end\n"
    assert table(rows[:1], indent=2) == "  a  bbb  c\n"


def test_a_row_may_be_shorter_than_others_and_no_line_ends_in_blanks() -> None:
    assert table([("a",), ("bb", ""), ("c", "d", ""), ()]) == "a\nbb\nc   d\n\n"
    assert table([]) == ""


def test_a_last_cell_makes_the_column_wide_for_rows_that_go_on() -> None:
    assert table([("longer",), ("a", "b")]) == "longer\na       b\n"


def test_wide_characters_count_as_two_and_marks_as_none() -> None:
    assert table([("日本", "x"), ("abcd", "x"), ("e\u0301", "x")]) == "日本  x\nabcd  x\ne\u0301     x\n"


def test_what_steers_a_terminal_is_written_out_and_counted_as_written() -> None:
    assert table([("\x1b", "x"), ("a\nb", "\u202e")]) == "\\u{001B}    x\na\\u{000A}b  \\u{202E}\n"


HEADINGS = ("name", "customer", "findings")
ROWS = [HEADINGS, ("alder-procore", "Alder Construction", "none"), ("fir", "Fir Hill Concrete", "2 errors")]


def test_a_table_that_has_room_is_as_any_table() -> None:
    for room in (None, 43, 200):
        assert fitted(ROWS, room, first_to_go=(1,)) == (table(ROWS), ())


def test_long_cells_are_folded_before_a_column_goes() -> None:
    text = (
        "name     customer      findings\n"
        "alder-   Alder         none\n"
        "procore  Construction\n"
        "fir      Fir Hill      2 errors\n"
        "         Concrete\n"
    )
    assert fitted(ROWS, 35, first_to_go=(1,)) == (text, ())


def test_a_column_goes_where_folding_is_not_enough_and_its_heading_is_told() -> None:
    found = fitted(ROWS, 24, first_to_go=(1,))
    assert found.left_out == (1,)
    assert found.text.splitlines()[0] == "name           findings"


@pytest.mark.parametrize("room", [*range(1, 60), 200])
def test_no_line_is_longer_than_the_room_unless_there_is_next_to_none(room: int) -> None:
    rows = [*ROWS, ("日本" * 9, "x" * 50, "\x1b\u202e"), ("", "", "")]
    found = fitted(rows, room, first_to_go=(1, 2))
    assert max(width(line) for line in found.text.splitlines()) <= max(room, 2)
    if not found.left_out:
        folded = "".join(found.text.split())
        assert sorted(folded) == sorted(
            "".join("".join(escape(cell).split()) for row in rows for cell in row)
        )


def test_a_table_stands_in_the_columns_of_others() -> None:
    assert fitted([("a", "b")], None, like=[("long", "")]).text == "a     b\n"
    assert fitted([("a", "b")], 10, like=[("long", "")]).text == "a     b\n"


def test_a_table_that_has_no_room_becomes_a_list() -> None:
    wide = "name     customer            findings\nalder-p  Alder Construction  none\n"
    rows = [("name", "customer", "findings"), ("alder-p", "Alder Construction", "none"), ("fir", "", "2")]
    assert fitted_or_listed(rows[:2], None) == wide
    assert fitted_or_listed(rows[:2], 80) == wide
    assert fitted_or_listed(rows, 26, indent=2) == (
        "  alder-p\n"
        "    customer  Alder\n"
        "              Construction\n"
        "    findings  none\n"
        "  fir\n"
        "    findings  2\n"
    )


def test_columns_without_room_are_named_once() -> None:
    assert without([], 40) == ""
    assert without(["path", "client", "path"], 20) == "\nno room for path and\nclient\n"
    assert without(["path"], None) == "\nno room for path\n"


def test_a_text_is_broken_behind_words_and_signs_where_it_can_be() -> None:
    assert fold("Alder Construction : Procore", 12) == ["Alder", "Construction", ": Procore"]
    assert fold("configs/customers/alder.yaml", 10) == ["configs/", "customers/", "alder.yaml"]
    assert fold("abcdefghij", 4) == ["abcd", "efgh", "ij"]
    assert fold("", 4) == [""]
    assert fold("日本語", 1) == ["日", "本", "語"]
