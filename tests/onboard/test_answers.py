"""Answers: what a text means for a field, and what a cell of a spreadsheet says."""

from __future__ import annotations

import pytest

from validator.onboard.answers import Answer, Row, cell_text, fault_of, is_taken, reference_in, value_of
from validator.onboard.fields import Field, fields
from validator.project.settings import Settings


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("switch", "yes", True),
        ("switch", "FALSE", False),
        ("switch", "2026-10-02", "2026-10-02"),
        ("number", "562949953443325", 562949953443325),
        ("number", "007", "007"),
        ("number", "4,281,379", "4,281,379"),
        ("number", "4281379.00", 4281379),
        ("number", "4281379.0", 4281379),
        ("number", "4281.379", 4281.379),
        ("number", "4.000", 4.0),
        ("number", "1e5", "1e5"),
        ("list", "all", "all"),
        ("list", "Harbour Tower; Mill Lane\nQuay", ["Harbour Tower", "Mill Lane", "Quay"]),
        ("text", "no", "no"),
    ],
)
def test_a_text_means_what_its_field_takes(kind: str, text: str, value: object) -> None:
    found = value_of(Field("any", "config", "any", kind), text)
    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize(
    ("cell", "text"), [("  a ", "a"), ('="00123"', "00123"), ('="a"&"b"', '="a"&"b"'), ("=1+2", "=1+2")]
)
def test_digits_that_a_spreadsheet_keeps_as_text_are_taken_out_of_their_formula(cell: str, text: str) -> None:
    assert cell_text(cell) == text


@pytest.mark.parametrize(
    "text", ["=1+2", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd", "#REF!", "#N/A", "######"]
)
def test_a_formula_and_what_could_not_be_worked_out_are_wrong_in_any_cell(text: str) -> None:
    fault = fault_of(text)
    assert fault is not None
    assert text not in " ".join(fault)


@pytest.mark.parametrize("text", ["4.28E+07", "5,62949953443325E+14", "5.62950E+14", "-1.2E+12"])
def test_a_number_in_scientific_notation_is_what_a_spreadsheet_made_of_it(text: str) -> None:
    message, remedy = fault_of(text) or ("", "")
    assert "scientific notation" in message
    assert "as text" in remedy


@pytest.mark.parametrize(
    "text",
    ["1E5", "4.28e7", "E+07", "4.28E+07 m", "+4281379", "-12", "-", "=", "a=b", "#12", "Acme + Birch", ""],
)
def test_other_cells_are_left_to_the_rules(text: str) -> None:
    assert fault_of(text) is None


def test_of_a_secret_only_its_reference_is_taken() -> None:
    field = fields()["clientSecret"]
    assert is_taken(field, "${env:ACME_SECRET}", Settings())
    assert not is_taken(field, "hunter2", Settings())
    assert is_taken(field, "", Settings())
    assert is_taken(fields()["company"], "hunter2", Settings())
    assert reference_in("hunter2", Settings()) == ""


def test_a_row_with_another_text_keeps_the_place_of_the_answer() -> None:
    row = Row(4, {"company": Answer("Acme", 4, "A (Company)")})
    assert row.but("company", "Birch").answers["company"] == Answer("Birch", 4, "A (Company)")
    assert row.but("company", None).answers == {}
    assert row.text("region") == ""
