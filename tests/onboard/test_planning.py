"""Plans: rows judged by the rules before anything is written, findings led back to row and column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.onboard.worlds import COMPLETE, around, row
from validator.diagnostics import Severity
from validator.onboard.planning import planned
from validator.rules import BY_ID

if TYPE_CHECKING:
    from pathlib import Path

    from validator.onboard.planning import Plan


def plan(folder: Path, *rows: object, **places: str) -> Plan:
    return planned(rows, folder, around(folder), places)  # type: ignore[arg-type]


def test_complete_rows_have_nothing_to_be_said_of(tmp_path: Path) -> None:
    found = plan(tmp_path, row())
    assert (found.remarks, found.corrections, found.hidden) == ((), (), ())
    assert [each.relative_to(tmp_path).as_posix() for each in found.files] == [
        "customers/acme-builders-procore-production.yaml",
        "clients/acme-builders-procore-production.yaml",
    ]
    assert [name for name, _ in found.variables] == [
        "ACME_BUILDERS_PROCORE_PRODUCTION_CLIENT_ID",
        "ACME_BUILDERS_PROCORE_PRODUCTION_CLIENT_SECRET",
    ]


@pytest.mark.parametrize(
    ("answers", "field", "rule"),
    [
        ({"companyId": "https://app.procore.com/2653585/project/home"}, "companyId", "company-id-is-project"),
        ({"companyId": "5.62E14"}, "companyId", "company-id-malformed"),
        ({"companyId": "5.62E+14"}, "companyId", ""),
        ({"companyId": None}, "companyId", "missing-detail"),
        ({"environment": None}, "environment", "missing-detail"),
        ({"environment": "Prodction"}, "environment", "invalid-option"),
        ({"workspace": None}, "workspace", "missing-field"),
        ({"workspaceType": "odd"}, "workspaceType", "invalid-value"),
        ({"connector": "procoer"}, "connector", "unknown-connector"),
        ({"installed": "yesterday"}, "installed", "invalid-value"),
        ({"company": "=1+2"}, "company", ""),
    ],
)
def test_what_is_wrong_stands_at_its_row_and_column(
    answers: dict[str, str | None], field: str, rule: str, tmp_path: Path
) -> None:
    places = {"companyId": "K", "environment": "L", "workspace": "C"}
    found = plan(tmp_path, row(7, **answers), **places)
    said = [each for each in found.remarks if each.field == field]
    assert [each.rule for each in said][:1] == [rule]
    assert all(each.place and each.row == 7 for each in said)
    assert rule == "" or rule in BY_ID


def test_a_safe_fix_corrects_the_answer_and_says_so(tmp_path: Path) -> None:
    given = row(
        companyId="https://app.procore.com/4281379/company/home/list", environment="prod", region="US"
    )
    found = plan(tmp_path, given)
    assert found.remarks == ()
    assert {(each.field, each.title) for each in found.corrections} == {
        ("companyId", "write 4281379"),
        ("environment", "write Production"),
    }
    assert any("companyId: 4281379\n" in text for text in found.files.values())


def test_what_a_base_connection_sets_already_is_taken_out(tmp_path: Path) -> None:
    from tests.onboard.test_drafts import BASE  # noqa: PLC0415

    found = planned([row(baseConnection="Timesheets live")], tmp_path, around(tmp_path, {"base.yaml": BASE}))
    assert [each.field for each in found.corrections] == ["environment"]
    assert not any("connectionEnvironment" in text for text in found.files.values())


def test_a_secret_in_a_column_is_noted_and_shown_nowhere(tmp_path: Path) -> None:
    found = plan(tmp_path, row(clientSecret="hunter2", clientId="abcdef0123"))
    assert [(each.row, each.place) for each in found.hidden] == [(2, "clientSecret"), (2, "clientId")]
    assert "hunter2" not in f"{found.files}{found.remarks}{found.corrections}{found.variables}"


def test_a_key_in_a_column_for_something_else_keeps_the_row_from_being_written(tmp_path: Path) -> None:
    key = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    found = plan(tmp_path, row(owner=key))
    assert [each.rule for each in found.wrong] == ["literal-secret"]
    assert key not in f"{found.remarks}"


def test_warnings_are_left_to_do_and_keep_nothing_from_being_written(tmp_path: Path) -> None:
    found = plan(tmp_path, row(installed=None))
    assert found.wrong == []
    assert [(each.field, each.rule, each.severity) for each in found.left] == [
        ("installed", "incomplete-prerequisites", Severity.WARNING)
    ]


def test_what_is_wrong_with_a_name_is_not_said_again_of_what_is_named_after_it(tmp_path: Path) -> None:
    found = plan(tmp_path, row(company="a\u202eb"))
    assert [(each.rule, each.place) for each in found.remarks] == [("invisible-character", "company")]


def test_two_rows_for_one_thing_are_found(tmp_path: Path) -> None:
    found = plan(tmp_path, row(2), row(3))
    assert [each.rule for each in found.remarks] == ["duplicate-connection"]


def test_what_new_files_bring_about_in_others_is_told(tmp_path: Path) -> None:
    config = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
workspace: {name: Zeta}
connection: {name: Zeta, existing: true}
"""
    found = planned([row(name="acme")], tmp_path, around(tmp_path, {"zeta.yaml": config}))
    assert "duplicate-name" in {each.rule for each in found.wrong}


def test_file_names_differ_in_more_than_the_case_of_letters(tmp_path: Path) -> None:
    found = plan(tmp_path, row(2, name="ACME"), row(3, name="acme", workspace="B", companyId="4281390"))
    names = [each.name for each in found.files]
    assert names[:2] == ["acme.yaml", "acme-2.yaml"]


def test_the_same_slip_is_corrected_in_every_row(tmp_path: Path) -> None:
    rows = [row(at, companyId=f"428137{at}", environment="prod") for at in (2, 3, 4)]
    found = plan(tmp_path, *rows)
    assert sorted(each.row for each in found.corrections) == [2, 3, 4]
    assert len(COMPLETE) == 13
