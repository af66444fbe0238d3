"""Columns: headings in the words of the screens, mapped ones, and those that fill nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.onboard.worlds import around
from validator.diagnostics import UsageError
from validator.onboard.columns import called, columns_of, known_fields, number_keys, recognised, rows_of
from validator.onboard.sheet import Line, Sheet

if TYPE_CHECKING:
    from pathlib import Path

    from validator.onboard.fields import Field


@pytest.fixture
def known(tmp_path: Path) -> dict[str, Field]:
    return known_fields(around(tmp_path).project, ["procore"])


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Workspace name", "workspace"),
        ("WORKSPACE_TYPE", "workspaceType"),
        ("CompanyId", "companyId"),
        ("Company ID", "companyId"),
        ("Procore Company ID", "companyId"),
        ("Company", "company"),
        ("Connection Environment", "environment"),
        ("connectionEnvironment", "environment"),
        ("Data Connector Component", "access"),
        ("App Version Key", "versionKey"),
        ("OAuth Client Details", "oauthClient"),
        ("clientSecret", "clientSecret"),
    ],
)
def test_a_heading_in_the_words_of_the_screens_is_recognised(
    heading: str, field: str, known: dict[str, Field]
) -> None:
    assert recognised([heading], known, ["Procore"]) == {0: field}


def test_what_only_another_connector_asks_for_is_recognised_where_that_is_meant(tmp_path: Path) -> None:
    project = around(tmp_path).project
    assert recognised(["Api Key"], known_fields(project, ["smartpm"])) == {0: "details.apiKey"}
    assert recognised(["Api Key"], known_fields(project, ["procore"])) == {}
    assert number_keys(project, "procore") == ["companyId"]
    assert number_keys(project, "nobody") == []


def test_a_mapped_column_counts_before_recognised_ones(known: dict[str, Field]) -> None:
    columns = columns_of(["Customer", "Kunde"], known, [("company", "Kunde")])
    assert (columns.fields, columns.others) == ({1: "company"}, (0,))
    assert columns_of(["x", "x"], known, [("company", "B")]).fields == {1: "company"}
    assert columns_of(["Kunde"], known, [("COMPANY", "kunde")]).fields == {0: "company"}


@pytest.mark.parametrize(
    ("headings", "mapped", "words"),
    [
        (
            ["Customer", "Company"],
            [],
            r"columns A \(Customer\) and B \(Company\) are all for company.*--column company=A",
        ),
        (["Customer"], [("compny", "Customer")], 'there is no field "compny"; did you mean "company"'),
        (["Customer"], [("region", "Land")], 'no column has the heading "Land"'),
    ],
)
def test_columns_that_cannot_be_told_apart_are_a_wrong_call(
    headings: list[str], mapped: list[tuple[str, str]], words: str, known: dict[str, Field]
) -> None:
    with pytest.raises(UsageError, match=words):
        columns_of(headings, known, mapped)


def test_a_first_row_that_holds_values_is_not_repeated() -> None:
    assert called(["hunter2"], 0) == "A"
    assert called(["Tr0ub4dor&3"], 0, recognised=False) == "A"
    assert called(["Company"], 0) == "A (Company)"
    assert called(["Kunde"], 0, recognised=True) == "A (Kunde)"


def test_rows_hold_the_cells_that_say_something(known: dict[str, Field]) -> None:
    sheet = Sheet(
        ("Customer", "Region", "Hobby"), (Line(2, ("Acme", "", "chess")), Line(4, ("", "", "golf")))
    )
    (row,) = rows_of(sheet, columns_of(sheet.headings, known, []))
    assert (row.number, {name: answer.text for name, answer in row.answers.items()}) == (
        2,
        {"company": "Acme"},
    )
    assert row.answers["company"].place == "A (Customer)"
