"""Rows completed: the names that follow from them, each of which is one customer's alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.onboard.worlds import around, row
from validator.onboard.completing import completed
from validator.onboard.planning import planned

if TYPE_CHECKING:
    from pathlib import Path

    from validator.onboard.answers import Row
    from validator.onboard.remarks import Surroundings

ONE = {"company": "A", "workspace": "A W", "companyId": "4281379"}
OTHER = {"company": "A", "workspace": "A2 W", "companyId": "4281380"}
CLIENT, SECOND = "A Procore production", "A Procore production 2"


def names(found: list[Row], field: str = "name") -> list[str]:
    return [each.text(field) for each in found]


def after(folder: Path, *rows: Row) -> Surroundings:
    """Return the project that some rows have been written into."""
    files = planned(rows, folder, around(folder)).files
    return around(folder, {path.relative_to(folder).as_posix(): text for path, text in files.items()})


def test_names_that_follow_differ_row_by_row(tmp_path: Path) -> None:
    rows = completed([row(2), row(3), row(4, name="own")], around(tmp_path).project).rows
    assert names(rows) == [
        "acme-builders-procore-production",
        "acme-builders-procore-production-2",
        "own",
    ]


def test_two_companies_of_one_name_have_a_client_each_and_it_is_said(tmp_path: Path) -> None:
    found = completed([row(2, **ONE), row(3, **OTHER)], around(tmp_path).project)
    assert names(found.rows, "oauthClient") == [CLIENT, SECOND]
    assert found.notes == (
        f'row 3: the OAuth client "{CLIENT}" is another connection\'s; this one has "{SECOND}" of its own',
    )


@pytest.mark.parametrize(
    ("other", "shared"),
    [
        ({}, True),
        ({"workspace": "A2 W"}, True),
        ({"companyId": "4281380"}, False),
        ({"access": "user"}, False),
        ({"companyId": "4281380", "oauthClient": CLIENT}, True),
    ],
)
def test_a_client_is_shared_by_one_company_or_where_the_row_names_it(
    other: dict[str, str], shared: bool, tmp_path: Path
) -> None:
    rows = [row(2, **ONE, oauthClient=other.get("oauthClient")), row(3, **{**ONE, **other})]
    found = completed(rows, around(tmp_path).project)
    assert (len(set(names(found.rows, "oauthClient"))) == 1) is shared
    assert (found.notes == ()) is shared


def test_a_client_of_an_earlier_run_is_left_to_its_company(tmp_path: Path) -> None:
    world = after(tmp_path, row(2, **ONE))
    found = completed([row(2, **OTHER)], world.project)
    assert names(found.rows) == ["a-procore-production-2"]
    assert names(found.rows, "oauthClient") == [SECOND]
    assert found.notes[0] == (
        'row 2: "a-procore-production" is another customer, "A" (4281379); this one is called "a-procore-production-2"'
    )
    again = completed([row(2, **ONE)], world.project)
    assert (names(again.rows, "oauthClient"), again.notes) == ([CLIENT], ())


def test_names_stay_with_their_customers_in_whatever_order_rows_come_again(tmp_path: Path) -> None:
    world = after(tmp_path, row(2, **ONE), row(3, **OTHER))
    new = {"company": "A", "workspace": "A3 W", "companyId": "4281381"}
    found = completed([row(2, **new), row(3, **OTHER), row(4, **ONE)], world.project).rows
    ends = ["procore-production-3", "procore-production-2", "procore-production"]
    assert names(found) == [f"a-{end}" for end in ends]
    assert names(found, "oauthClient") == [f"{CLIENT} 3", SECOND, CLIENT]


def test_one_customer_in_one_workspace_with_two_numbers_keeps_both(tmp_path: Path) -> None:
    second = row(3, **{**ONE, "companyId": "4281380"})
    world = after(tmp_path, row(2, **ONE), second)
    assert names(completed([second], world.project).rows) == ["a-procore-production-2"]
