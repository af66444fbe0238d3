from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import write_project
from validator.diagnostics import Position
from validator.project.settings import Settings, load
from validator.project.settings_listed import DEFAULT, Row, Source, rows_of
from validator.schema.schemas import schema

if TYPE_CHECKING:
    from pathlib import Path

    from validator.diagnostics import Route

SEVERITY = Source("command line", "--severity")


def _found(folder: Path, files: dict[str, str], *given: Row) -> dict[Route, Row]:
    settings = load(write_project(folder, files))
    return {row.route: row for row in rows_of(settings, given)}


def test_where_no_file_says_anything_every_setting_has_its_default() -> None:
    rows = rows_of(Settings(), ())
    assert {row.sources for row in rows} == {(DEFAULT,)}
    assert list(dict.fromkeys(row.route[0] for row in rows)) == list(schema("settings.json")["properties"])
    values = {row.route: row.value for row in rows}
    assert (values["fail-on",], values["limits", "depth"], values["baseline",]) == ("error", 64, None)
    assert (values["select",], values["severity",]) == ([], {})


def test_a_value_comes_from_the_file_whose_word_counts(project: Path) -> None:
    files = {
        "appxlint.toml": "extends = 'team.toml'\nseverity = {wrong-type = 'info'}\n",
        "team.toml": "fail-on = 'never'\n[severity]\nunknown-field = 'info'\nwrong-type = 'warning'\n",
    }
    rows = _found(project, files)
    own, team = "appxlint.toml", "team.toml"
    assert rows["extends",] == Row(("extends",), "team.toml", (Source("file", own, Position(1, 1)),))
    assert rows["fail-on",] == Row(("fail-on",), "never", (Source("file", team, Position(1, 1)),))
    places = {route[1]: row.sources for route, row in rows.items() if route[0] == "severity"}
    assert places == {
        "wrong-type": (Source("file", own, Position(2, 13)),),
        "unknown-field": (Source("file", team, Position(3, 1)),),
    }
    assert rows["limits", "nodes"].sources == (DEFAULT,)


def test_the_command_line_stands_above_the_files_and_adds_to_what_is_ignored(project: Path) -> None:
    files = {"appxlint.toml": "select = ['a']\nignore = ['b']\nseverity = {c = 'info'}\n"}
    line = Source("command line", "--ignore")
    rows = _found(
        project,
        files,
        Row(("select",), ["x"], (Source("command line", "--select"),)),
        Row(("ignore",), ["y"], (line,)),
        Row(("severity", "c"), "error", (SEVERITY,)),
        Row(("severity", "d"), "info", (SEVERITY,)),
    )
    assert rows["select",].value == ["x"]
    assert rows["ignore",] == Row(
        ("ignore",), ["b", "y"], (Source("file", "appxlint.toml", Position(2, 1)), line)
    )
    assert [rows["severity", each].value for each in "cd"] == ["error", "info"]


def test_what_is_ignored_on_the_command_line_alone_comes_from_there_alone() -> None:
    given = Row(("ignore",), ["y"], (Source("command line", "--ignore"),))
    assert given in rows_of(Settings(), [given])


def test_a_table_without_entries_is_left_out_where_the_command_line_has_some() -> None:
    given = Row(("severity", "d"), "info", (SEVERITY,))
    found = [row for row in rows_of(Settings(), [given]) if row.route[0] == "severity"]
    assert found == [given]
