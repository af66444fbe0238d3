"""`appxlint import`: documents on standard output, or in a file that was not there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import validator
from tests.conftest import run_cli, write_project
from tests.onboard.test_imported import WHOLE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command


def test_documents_are_printed_and_nothing_else(project: Path) -> None:
    write_project(project, {"in/connector.json": json.dumps(WHOLE)})
    ran = run_cli("import", "in/connector.json", cwd=project)
    assert (ran.returncode, ran.stderr) == (0, "")
    write_project(project / "out", {"connector.yaml": ran.stdout})
    assert validator.check(project / "out").summary.documents == 2


def test_a_dash_is_standard_output(project: Path, command: Command) -> None:
    write_project(project, {"connector.json": json.dumps(WHOLE)})
    assert command("import", "connector.json", "-o", "-") == command("import", "connector.json")
    assert not (project / "-").exists()


def test_a_file_is_written_when_asked_and_not_over_another(project: Path, command: Command) -> None:
    write_project(project, {"connector.json": json.dumps(WHOLE)})
    assert command("import", "connector.json", "--output", "docs/siteboard.yaml") == (
        0,
        "docs/siteboard.yaml: written\n",
        "",
    )
    file = project / "docs/siteboard.yaml"
    text = file.read_text("utf-8")
    file.write_text("mine", encoding="utf-8")
    assert command("import", "connector.json", "-o", "docs/siteboard.yaml").code == 2
    assert file.read_text("utf-8") == "mine"
    assert command("import", "connector.json", "-o", "docs/siteboard.yaml", "--force").code == 0
    assert file.read_text("utf-8") == text


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("import gone.json", "gone.json is no file"),
        ("import .", ". is not a regular file"),
        ("import other.json", "other.json is no connector.json"),
        ("import broken.json", "broken.json:1:"),
        ("import connector.json --force", "--force goes with --output"),
        ("import connector.json --output=", "--output: the value is empty"),
        ("import connector.json -o folder", "--output: folder is a folder"),
        ("import connector.json -o connector.json --force", "is what is read"),
        ("import", "CONNECTOR_JSON is missing"),
    ],
)
def test_a_wrong_call_is_one_clear_line(line: str, words: str, project: Path, command: Command) -> None:
    files = {"connector.json": json.dumps(WHOLE), "other.json": "{}", "broken.json": "{", "folder/a.txt": ""}
    write_project(project, files)
    ran = command(*line.split())
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert words in ran.err
