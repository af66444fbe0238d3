from __future__ import annotations

from validator.render.table import table


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
