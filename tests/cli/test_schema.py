"""`appxlint schema`: self-contained schemas, printed or wired into VS Code without losing what is there."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator

from tests.conftest import run_cli, write_project
from validator.cli.schema import SCHEMA, SETTINGS, with_schema
from validator.project.settings import SettingsError
from validator.schema.schemas import SCHEMAS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command

WORKSPACE = {"apiVersion": "appxlint/v1", "kind": "Workspace", "name": "Acme"}
DOCUMENT = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"


def references(node: Any) -> list[str]:
    if isinstance(node, list):
        return [found for each in node for found in references(each)]
    if not isinstance(node, dict):
        return []
    own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
    return own + [found for each in node.values() for found in references(each)]


@pytest.mark.parametrize("kind", [None, *SCHEMAS, "settings", "report"])
def test_a_printed_schema_stands_alone(kind: str | None, command: Command) -> None:
    ran = command("schema", *([kind] if kind else []))
    schema = json.loads(ran.out)
    Draft7Validator.check_schema(schema)
    assert all(each.startswith("#") for each in references(schema))


def test_a_printed_schema_has_no_words_that_only_one_editor_knows(command: Command) -> None:
    assert "errorMessage" not in command("schema").out


def test_a_project_lends_its_names_to_the_schema_but_no_secret(project: Path, command: Command) -> None:
    token = "ghp_" + "a1B2c3D4e5" * 4
    write_project(project, {"a.yaml": DOCUMENT, "b.yaml": DOCUMENT.replace("Acme", token)})
    assert '"const": "Acme"' not in command("schema").out
    printed = command("schema", "--project", ".").out
    assert '"const": "Acme"' in printed
    assert "Described in a.yaml." in printed
    assert token not in printed


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (["schema", "--project", "nowhere"], "nowhere"),
        (["schema", "settings", "--project", "."], "--project: the schema of settings is the same"),
    ],
)
def test_a_project_that_cannot_be_used_is_one_clear_line(
    line: list[str], words: str, project: Path, command: Command
) -> None:
    ran = command(*line)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert words in ran.err


def test_the_schema_of_all_kinds_judges_each_by_its_own(command: Command) -> None:
    judge = Draft7Validator(json.loads(command("schema").out))
    assert judge.is_valid(WORKSPACE)
    assert not judge.is_valid({**WORKSPACE, "connector": "procore"})


def test_an_unknown_kind_is_one_clear_line(command: Command) -> None:
    ran = command("schema", "Workspce")
    assert (ran.code, ran.out) == (2, "")
    assert 'did you mean "Workspace"?' in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Latin-1", ".vscode/settings.json:2:8: the file is not UTF-8"),
        ("nested", ".vscode/settings.json: this is no JSON object"),
        ("large", ".vscode/settings.json: the file is 2,097,152 bytes long"),
        ("a pipe", ".vscode/settings.json: it is not a regular file"),
        ("a folder", ".vscode/settings.json: it is a folder, not a file"),
        ("a file as the folder", ".vscode: a file stands where the folder should be"),
    ],
)
def test_settings_of_the_editor_that_cannot_be_read_are_left_alone(
    name: str, words: str, project: Path
) -> None:
    contents = {
        "Latin-1": '{\n"é": "ü'.encode() + b'\xe9"}',
        "nested": b'{"a": ' + b"[" * 90_000 + b"]" * 90_000 + b"}",
        "large": b" " * 2**21,
        "a file as the folder": b"",
    }
    folder = project / ".vscode"
    if name != "a file as the folder":
        folder.mkdir()
    if name == "a pipe":
        os.mkfifo(folder / "settings.json")
    elif name == "a folder":
        (folder / "settings.json").mkdir()
    else:
        (folder / "settings.json" if folder.is_dir() else folder).write_bytes(contents[name])
    ran = run_cli("schema", "--install", "vscode", cwd=project)
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert ran.stderr.startswith(f"appxlint: {words}")
    assert "nothing was changed" in ran.stderr
    assert not (project / SCHEMA).exists()


def test_installing_writes_schema_and_setting_once(project: Path, command: Command) -> None:
    write_project(project, {"configs/acme.yaml": DOCUMENT})
    assert command("schema", "--install", "vscode").code == 0
    settings = json.loads((project / SETTINGS).read_text())
    patterns = ["*.appxlint.yaml", "*.appxlint.yml", "configs/**/*.yaml", "configs/**/*.yml"]
    assert settings == {"yaml.schemas": {f"./{SCHEMA}": patterns}}
    assert "errorMessage" in (project / SCHEMA).read_text()
    assert json.loads((project / SCHEMA).read_text())["title"] == "appxlint document"
    before = (project / SETTINGS).read_bytes()
    assert "already right" in command("schema", "--install", "vscode").out
    assert (project / SETTINGS).read_bytes() == before


@pytest.mark.parametrize(
    ("present", "kept"),
    [
        (
            '{\n  // tabs\n  "editor.tabSize": 2, /* mine */\n}\n',
            ["// tabs", '"editor.tabSize": 2, /* mine */'],
        ),
        ('{"yaml.schemas": {"a.json": "b/*.yaml"}}', ['"a.json": "b/*.yaml"']),
        ('{\r\n\t"x": "// no comment"\r\n}', ['"x": "// no comment"']),
        ("{}", []),
    ],
)
def test_what_is_there_stays_byte_for_byte(present: str, kept: list[str]) -> None:
    text = with_schema(present, "./s.json", ["*.yaml"])
    assert all(each in text for each in kept)
    assert '"./s.json"' in text
    assert with_schema(text, "./s.json", ["*.yaml"]) == text


@pytest.mark.parametrize("present", ["[]", "{", '{"yaml.schemas": 3}', "nonsense"])
def test_settings_that_cannot_be_understood_are_left_alone(
    present: str, project: Path, command: Command
) -> None:
    write_project(project, {SETTINGS: present, "acme.yaml": DOCUMENT})
    with pytest.raises(SettingsError):
        with_schema(present, "./s.json", ["*.yaml"])
    ran = command("schema", "--install", "vscode")
    assert ran.code == 2
    assert (project / SETTINGS).read_text() == present
