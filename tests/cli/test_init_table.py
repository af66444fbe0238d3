"""A table on the command line: its file, its columns, and what its rows have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.onboard.worlds import around
from validator.cli.init_options import INIT, init_options
from validator.cli.init_table import from_table
from validator.cli.options import values_of
from validator.onboard.answers import Answer
from validator.project.settings import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

    from validator.cli.init_table import Table

TABLE = "Kunde;Workspace;Farbe\nAcme;Acme : T;red\nBirch;;\n"


def read(folder: Path, text: str, **given: object) -> Table:
    """Return what a table says beside answers of the command line."""
    (folder / "c.csv").write_text(text, encoding="utf-8")
    values = values_of(INIT, (), ()) | {"from_csv": str(folder / "c.csv"), **given}
    usual = {"connector": Answer("procore"), "workspace": Answer("Shared", 0, "--workspace")}
    return from_table(init_options(".", values), usual, around(folder))


def test_a_row_says_more_than_the_command_line_which_counts_where_it_is_silent(tmp_path: Path) -> None:
    table = read(tmp_path, TABLE, columns=("company=Kunde",))
    assert [each.text("workspace") for each in table.rows] == ["Acme : T", "Shared"]
    assert [each.text("company") for each in table.rows] == ["Acme", "Birch"]
    assert [each.answers["workspace"].row for each in table.rows] == [2, 3]
    assert table.places == {"workspace": "B (Workspace)"}


def test_columns_that_fill_nothing_are_named(tmp_path: Path) -> None:
    found = read(tmp_path, TABLE)
    assert len(found.notes) == 1
    assert found.notes[0].startswith("columns A and C were passed over")


@pytest.mark.parametrize(
    ("text", "given", "words"),
    [
        ("a,b\n1,2\n", {}, "no heading is known"),
        (TABLE, {"columns": ("company",)}, "--column: write FIELD=HEADING, such as company=Customer"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(
    text: str, given: dict[str, object], words: str, tmp_path: Path
) -> None:
    with pytest.raises(SettingsError, match=words):
        read(tmp_path, text, **given)
