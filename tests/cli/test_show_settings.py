from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import write_project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command

WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"
KEY = "ghp_16C7e42F292c6912E7710c838347Ae178B4a"
SETTINGS = """\
extends = ["team.toml"]
exclude = ["old/", 'odd "name"\\.yaml']
baseline = "known.json"

[per-file-ignores]
"bench/*.json" = {literal-secret = "reset every night"}
"trials/*" = ["company-id-example"]
"""
TEAM = """\
fail-on = "warning"
names.Workspace.pattern = ".+"
[severity]
company-id-region = "info"
"""


@pytest.fixture
def folder(project: Path) -> Path:
    return write_project(
        project, {"appxlint.toml": SETTINGS, "team.toml": TEAM, "a.yaml": WORKSPACE, "known.json": "[]"}
    )


def _shown(command: Command, *arguments: str) -> dict[str, Any]:
    ran = command("check", "--show-settings", "--format", "json", *arguments)
    assert (ran.code, ran.err) == (0, "")
    found: dict[str, Any] = json.loads(ran.out)
    return found


def _rows(found: list[dict[str, Any]]) -> dict[str, tuple[Any, list[Any]]]:
    return {".".join(each["setting"]): (each["value"], each["sources"]) for each in found}


def test_the_text_is_toml_that_says_behind_each_value_where_it_stands(folder: Path, command: Command) -> None:
    ran = command("check", "--show-settings", "--ignore", "yaml-syntax", "--jobs", "3")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "# settings of .: appxlint.toml, which extends team.toml"
    said = {line.partition("#")[0].strip(): line.rpartition("# ")[2] for line in lines if line[0:1] != "#"}
    assert said['fail-on = "warning"'] == "team.toml:1:1"
    assert said['baseline = "known.json"'] == "appxlint.toml:3:1"
    assert said['severity.company-id-region = "info"'] == "team.toml:4:1"
    assert said['per-file-ignores."trials/*" = ["company-id-example"]'] == "appxlint.toml:7:1"
    assert said['ignore = ["yaml-syntax"]'] == "command line: --ignore"
    assert said["limits.depth = 64"] == "default"
    assert re.search(r"^# jobs: 3 +# command line: --jobs$", ran.out, re.MULTILINE)
    read = tomllib.loads(ran.out)
    assert read["exclude"] == ["old/", 'odd "name"\\.yaml']
    assert read["per-file-ignores"] == tomllib.loads(SETTINGS)["per-file-ignores"]
    assert read["extends"] == ["team.toml"]
    assert (folder / "a.yaml").read_text(encoding="utf-8") == WORKSPACE


def test_programs_get_the_same_with_places(folder: Path, command: Command) -> None:
    found = _shown(command, "--severity", "wrong-type=error")
    (project,) = found["projects"]
    assert (project["root"], project["files"]) == (".", ["appxlint.toml", "team.toml"])
    rows = _rows(project["settings"])
    place = {"path": "team.toml", "line": 1, "column": 1}
    assert rows["fail-on"] == ("warning", [{"kind": "file", "place": place}])
    assert rows["select"] == ([], [{"kind": "default"}])
    assert rows["severity.wrong-type"] == ("error", [{"kind": "command line", "name": "--severity"}])
    assert rows["required-version"] == (None, [{"kind": "default"}])
    assert folder.name


def test_what_the_environment_says_is_said_to_come_from_there(
    folder: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = f"{folder.parent / 'kept'}"
    monkeypatch.setenv("APPXLINT_JOBS", "2")
    monkeypatch.setenv("APPXLINT_CACHE_DIR", cache)
    rows = _rows(_shown(command, "--as-of", "2027-01-01")["run"])
    assert rows["jobs"] == (2, [{"kind": "environment", "name": "APPXLINT_JOBS"}])
    assert rows["as-of"] == ("2027-01-01", [{"kind": "command line", "name": "--as-of"}])
    assert rows["cache-dir"][0].startswith(cache)
    assert rows["cache-dir"][1] == [{"kind": "environment", "name": "APPXLINT_CACHE_DIR"}]
    over = _rows(_shown(command, "--jobs", "4", "--no-cache")["run"])
    assert over["jobs"] == (4, [{"kind": "command line", "name": "--jobs"}])
    assert over["cache-dir"] == (None, [{"kind": "command line", "name": "--no-cache"}])
    assert over["as-of"] == (None, [{"kind": "default"}])


def test_each_project_of_what_is_named_is_shown(folder: Path, command: Command) -> None:
    write_project(
        folder / "inner", {"pyproject.toml": "[tool.appxlint]\nfail-on = 'info'\n", "b.yaml": WORKSPACE}
    )
    (folder / "inner/appxlint.toml").unlink()
    found = _shown(command, ".")["projects"]
    assert [each["root"] for each in found] == [".", "inner"]
    place = {"path": "inner/pyproject.toml", "line": 2, "column": 1}
    assert _rows(found[1]["settings"])["fail-on"] == ("info", [{"kind": "file", "place": place}])
    ran = command("check", "--show-settings", "inner")
    assert ran.out.startswith("# settings of inner: inner/pyproject.toml\n")


def test_standard_input_is_not_waited_for(folder: Path, command: Command) -> None:
    (project,) = _shown(command, "-", "--stdin-filename", "a.yaml")["projects"]
    assert project["files"] == ["appxlint.toml", "team.toml"]
    assert folder.name


def test_a_project_without_a_settings_file_says_so(project: Path, command: Command) -> None:
    (project / "a.yaml").write_text(WORKSPACE, encoding="utf-8")
    assert "no file has any\n" in command("check", "--show-settings").out


def test_nothing_of_a_secret_is_shown(project: Path, command: Command) -> None:
    text = f"baseline = '{KEY}.json'\nexclude = ['{KEY}']\n[per-file-ignores]\n'{KEY}' = {{wrong-type = '{KEY}'}}\n"
    write_project(project, {"appxlint.toml": text, "a.yaml": WORKSPACE})
    for form in ("text", "json"):
        ran = command("check", "--show-settings", "--format", form)
        assert ran.code == 0
        assert KEY not in ran.out
        assert "(hidden)" in ran.out


def test_what_could_steer_a_terminal_is_written_out(project: Path, command: Command) -> None:
    write_project(project, {"appxlint.toml": 'exclude = ["a\\u001b[31m\\u202eb"]\n', "a.yaml": WORKSPACE})
    out = command("check", "--show-settings").out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_a_file_takes_the_text(folder: Path, command: Command) -> None:
    shown = command("check", "--show-settings").out
    ran = command("check", "--show-settings", "--output", "shown.txt")
    assert (ran.code, ran.out) == (0, "")
    assert (folder / "shown.txt").read_text(encoding="utf-8") == shown
    kept = command("check", "--show-settings", "--output", "appxlint.toml")
    assert (kept.code, kept.err) == (
        2,
        "appxlint: --output: appxlint.toml holds settings; name another file\n",
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("--fix", "--show-settings checks nothing; leave --fix out"),
        ("--diff --statistics", "--show-settings checks nothing; leave --diff and --statistics out"),
        ("--format sarif", '--format: "sarif" is none of text and json'),
        ("--format text --format json", "--show-settings writes one format; name one --format, or none"),
        ("gone", "gone is no file and no folder"),
        ("--project a.yaml", "--project: a.yaml is no folder"),
        ("--jobs many", '--jobs: "many" is no number of processes from 1 to 64'),
    ],
)
def test_what_cannot_be_meant_is_a_wrong_call(line: str, words: str, folder: Path, command: Command) -> None:
    ran = command("check", "--show-settings", *line.split())
    assert (ran.code, ran.out, ran.err) == (2, "", f"appxlint: {words}\n")
    assert folder.name


def test_settings_with_a_fault_are_told_at_their_place(folder: Path, command: Command) -> None:
    write_project(folder, {"appxlint.toml": "\nfail-on = 'fatal'\n"})
    ran = command("check", "--show-settings")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("appxlint: appxlint.toml:2:11: fail-on cannot be ")


def test_settings_in_two_files_are_told_as_a_check_does(folder: Path, command: Command) -> None:
    (folder / "pyproject.toml").write_text("[tool.appxlint]\n", encoding="utf-8")
    ran = command("check", "--show-settings")
    assert ran.code == 0
    assert ran.err.startswith("appxlint: pyproject.toml:1:7: [tool.appxlint] is not read")
