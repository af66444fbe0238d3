from __future__ import annotations

import pytest
from lsprotocol.types import Position

from validator.diagnostics import Position as Place
from validator.diagnostics import Span
from validator.documents.source import Source
from validator.lsp.positions import Lines, range_of, units

TEXT = "a: 😀b\r\nsecond\rthird\n"


@pytest.mark.parametrize(
    ("offset", "line", "character"),
    [(0, 0, 0), (4, 0, 5), (5, 0, 6), (7, 1, 0), (14, 2, 0), (20, 3, 0), (99, 3, 0)],
)
def test_columns_count_units_of_utf_16_and_every_sort_of_break_ends_a_line(
    offset: int, line: int, character: int
) -> None:
    lines = Lines(TEXT)
    assert lines.position(offset) == Position(line, character)
    assert lines.offset(Position(line, character)) == min(offset, len(TEXT))


def test_a_column_behind_the_end_of_a_line_is_that_end() -> None:
    assert Lines(TEXT).offset(Position(0, 50)) == 5
    assert Lines(TEXT).offset(Position(50, 0)) == len(TEXT)
    assert Lines(TEXT).line(1) == "second"
    assert Lines(TEXT).line(9) == ""


def test_a_span_of_a_source_is_a_stretch_of_the_text() -> None:
    text = "a: 😀b\nc: d\n"
    found = range_of(Source("a.yaml", text), Span(Place(1, 5), Place(2, 2)), Lines(text))
    assert (found.start, found.end) == (Position(0, 5), Position(1, 1))


def test_a_character_beyond_the_first_plane_takes_two_units() -> None:
    assert [units(each) for each in ("", "é", "😀")] == [0, 1, 2]
