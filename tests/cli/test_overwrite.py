from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import run_cli, write_project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command

WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"
FILES = {
    "a.yaml": WORKSPACE,
    "broken.yaml": f"{WORKSPACE}metadata: [\n",
    "sub/named.txt": WORKSPACE.replace("Acme", "Birch"),
    "other.toml": "",
    "connector.json": '{"connectionDefinitions": []}',
}


@pytest.mark.parametrize("option", ["--output", "--write-baseline"])
@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("a.yaml", "a document of appxlint"),
        ("./sub/../broken.yaml", "a document of appxlint"),
        ("connector.json", "a document of appxlint"),
        ("sub/named.txt", "what is to be checked"),
        ("other.toml", "settings"),
        ("appxlint.toml", "settings"),
        ("pyproject.toml", "settings"),
    ],
)
def test_no_output_overwrites_what_is_checked_or_the_settings(
    option: str, file: str, words: str, project: Path, command: Command
) -> None:
    write_project(project, FILES)
    ran = command("check", option, file, "--config", "other.toml", ".", "sub/named.txt")
    assert ran == (2, "", f"appxlint: {option}: {file} holds {words}; name another file\n")
    assert {name: (project / name).read_text(encoding="utf-8") for name in FILES} == FILES


def test_a_live_run_overwrites_nothing_either(project: Path, command: Command) -> None:
    write_project(project, FILES)
    assert command("live", "--output", "a.yaml", ".").code == 2
    assert (project / "a.yaml").read_text(encoding="utf-8") == WORKSPACE


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there that tests may lack")
def test_a_link_to_a_config_is_the_config(project: Path) -> None:
    write_project(project, FILES)
    (project / "report.txt").symlink_to("a.yaml")
    ran = run_cli("check", "--output", "report.txt", ".", cwd=project)
    assert ran.returncode == 2
    assert (project / "a.yaml").read_text(encoding="utf-8") == WORKSPACE


@pytest.mark.parametrize("name", ["report.json", "report.yaml", "values.yaml"])
def test_a_report_and_a_file_of_others_may_be_written_again(
    name: str, project: Path, command: Command
) -> None:
    write_project(project, {"a.yaml": WORKSPACE, "values.yaml": "replicas: 3\n"})
    for _ in range(2):
        assert command("check", "--format", "json", "--output", name, "a.yaml").code == 0
    assert json.loads((project / name).read_text(encoding="utf-8"))["files"] == ["a.yaml"]


def test_a_report_does_not_take_the_place_of_a_baseline(project: Path, command: Command) -> None:
    write_project(project, {"a.yaml": f"{WORKSPACE}metadata: {{at: 12:30}}\n"})
    command("check", "--write-baseline", "known.json")
    before = (project / "known.json").read_bytes()
    ran = command("check", "--format", "gitlab", "--output", "known.json", ".")
    assert ran == (2, "", "appxlint: --output: known.json holds a baseline; name another file\n")
    assert (project / "known.json").read_bytes() == before
    assert command("check", "--write-baseline", "known.json").code == 0
