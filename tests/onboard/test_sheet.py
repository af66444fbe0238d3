"""Tables as spreadsheets write them: delimiters, marks, quotes, and what is no table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.onboard.sheet import MOST_ROWS, Line, SheetError, letters, read_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence


def known(headings: Sequence[str]) -> int:
    return len({"Customer", "Region"}.intersection(headings))


def read(
    text: str | bytes, encoding: str | None = None
) -> tuple[tuple[str, ...], list[tuple[int, tuple[str, ...]]]]:
    sheet = read_sheet(text.encode() if isinstance(text, str) else text, encoding, known)
    return sheet.headings, [(line.number, line.cells) for line in sheet.lines]


ACME = (("Customer", "Region"), [(2, ("Acme", "us"))])


@pytest.mark.parametrize(
    "text",
    [
        "Customer,Region\nAcme,us\n",
        "Customer;Region\r\nAcme;us\r\n",
        "Customer\tRegion\rAcme\tus\r",
        "Customer|Region\nAcme|us",
        '\ufeff"Customer","Region"\n"Acme","us"\n',
        " Customer , Region \n Acme , us \n",
    ],
)
def test_the_dialects_of_spreadsheets_are_one_table(text: str) -> None:
    assert read(text) == ACME


def test_a_first_line_that_declares_the_delimiter_is_no_row_and_counts_as_one() -> None:
    assert read("sep=;\nCustomer;Region\nAcme;us\n") == (ACME[0], [(3, ("Acme", "us"))])


def test_utf_16_is_told_by_its_mark() -> None:
    assert read("\ufeffCustomer\tRegion\nAcme\tus\n".encode("utf-16-le")) == ACME


def test_of_the_delimiters_the_one_counts_by_which_headings_are_known() -> None:
    assert read('Customer;Region;"a,b,c,d,e"\nAcme;us;1\n')[0] == ("Customer", "Region", "a,b,c,d,e")


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    text = 'Customer,Region\n"Acme\nBuilders",us\n\n,\nBirch,au\n'
    assert read(text)[1] == [(2, ("Acme\nBuilders", "us")), (5, ("Birch", "au"))]


def test_another_encoding_is_told_with_its_line_and_read_when_it_is_named() -> None:
    data = "Customer,Region\nAcme,us\nSöhne,au\n".encode("windows-1252")
    with pytest.raises(SheetError, match=r"line 3 is not UTF-8.*--encoding windows-1252"):
        read(data)
    assert read(data, "windows-1252")[1][1] == (3, ("Söhne", "au"))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04rest", "a workbook of a spreadsheet"),
        (b"\xd0\xcf\x11\xe0rest", "an old workbook"),
        (b"", "nothing in it"),
        (b"\n\n\n", "nothing in it"),
        (b"Customer,Region\n", "no row below the headings"),
        (b'Customer,Region\n"Acme,us\n', "line 2 is no CSV"),
        (b'Customer,Region\n"Ac"me,us\n', "line 2 is no CSV"),
        (b"Customer,Region\nAcme\0,us\n", "line 2 holds a zero byte"),
        (b"Customer,Region\nAcme,us,hunter2\n", "row 2 has more cells than there are headings"),
        (b"Customer,Region\na,b,c\nd,e,f\n", "rows 2 and 3 have more cells"),
        (b"Customer\n" + b"a\n" * (MOST_ROWS + 1), "more than 10,000 rows"),
        (b"Customer,Region\n" + b"a" * 200_000 + b",us\n", "line 2 is no CSV"),
    ],
)
def test_what_is_no_table_is_one_clear_line_without_values(data: bytes, words: str) -> None:
    with pytest.raises(SheetError, match=words) as raised:
        read(data)
    assert "\n" not in f"{raised.value}"
    assert "hunter2" not in f"{raised.value}"


def test_columns_are_called_as_in_a_spreadsheet() -> None:
    assert [letters(at) for at in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_a_line_is_a_value() -> None:
    assert Line(2, ("a",)) == (2, ("a",))
