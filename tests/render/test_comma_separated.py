"""Comma-separated values that the standard library reads back, and that no spreadsheet calculates with."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.render.comma_separated import comma_separated
from validator.render.escape import escape

TEXTS = st.text(alphabet=st.sampled_from("ab ,;\"'\n\r\t=+-@|é日\u202e0"), max_size=8)


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), max_size=4))
def test_every_text_is_read_back_as_it_is_shown(rows: list[list[str]]) -> None:
    back = read(comma_separated(rows))
    assert [[cell.replace("'", "") for cell in row] for row in back] == [
        [escape(cell).replace("'", "") for cell in row] for row in rows
    ]


@pytest.mark.parametrize(
    "sign", ["=", "+", "-", "@", "|", "\uff1d", "\uff0b", "\uff0d", "\uff20", " =", "  -"]
)
def test_no_cell_begins_as_a_formula_does(sign: str) -> None:
    assert read(comma_separated([[f"{sign}1+cmd|' /C calc'!A0"]]))[0][0].startswith("'")
    ((cell,),) = read(comma_separated([[f"a;{sign}SUM(A1:A2)"]]))
    assert cell == f"a;'{sign}SUM(A1:A2)"


def test_what_is_no_formula_stays_as_it_is() -> None:
    row = ["a-b", "1+1 = 2", "a@example.com", "4281379", "", "x; y"]
    assert read(comma_separated([row])) == [row]
    assert comma_separated([row]) == 'a-b,1+1 = 2,a@example.com,4281379,,"x; y"\n'


def test_quotes_are_doubled_and_line_ends_written_out() -> None:
    assert comma_separated([['a "b"', "c\r\nd"]]) == '"a ""b""",c\\u{000D}\\u{000A}d\n'
