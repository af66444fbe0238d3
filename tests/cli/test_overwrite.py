from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import run_cli, write_project
from validator.cli.overwrite import refuse_what_is_there
from validator.project.settings import SettingsError

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
        (".gitignore", "what git ignores"),
        ("sub/.gitignore", "what git ignores"),
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


@pytest.mark.parametrize("other", ["x.json", "./sub/../x.json"])
def test_two_outputs_do_not_go_into_one_file(other: str, project: Path, command: Command) -> None:
    write_project(project, {**FILES})
    both = command("check", "--format", "json", "--output", "x.json", "--write-baseline", other, "a.yaml")
    words = f"appxlint: --write-baseline: --output writes {other} too; name another file\n"
    assert both == (2, "", words)
    assert not (project / "x.json").exists()


def test_what_keeps_nothing_may_take_several_outputs(project: Path, command: Command) -> None:
    write_project(project, {"a.yaml": WORKSPACE})
    ran = command("check", "-f", "json", "-o", os.devnull, "-f", "sarif", "-o", "x.sarif", "a.yaml")
    assert ran.code == 0


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("connector.json", "a document of appxlint"),
        ("appxlint.toml", "settings"),
        ("sub/named.txt", "what is to be checked"),
        (".gitignore", "what git ignores"),
    ],
)
def test_a_summary_is_not_added_to_a_file_of_the_project(file: str, words: str, project: Path) -> None:
    write_project(project, FILES)
    environment = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": file}
    ran = run_cli("check", "a.yaml", "sub/named.txt", cwd=project, env=environment)
    line = f"appxlint: GITHUB_STEP_SUMMARY: {file} holds {words}; name another file\n"
    assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", line)
    assert {name: (project / name).read_text(encoding="utf-8") for name in FILES} == FILES


def test_a_summary_and_a_report_do_not_go_into_one_file(project: Path) -> None:
    write_project(project, {"a.yaml": WORKSPACE})
    environment = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": "x.md"}
    ran = run_cli("check", "-f", "json", "-o", "x.md", "-f", "github", "a.yaml", cwd=project, env=environment)
    words = "appxlint: GITHUB_STEP_SUMMARY: --output writes x.md too; name another file\n"
    assert (ran.returncode, ran.stderr) == (2, words)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no FIFOs")
@pytest.mark.parametrize(
    ("arguments", "summary", "words"),
    [
        (["--output", "b"], "", "b: the file could not be written: nobody reads from it"),
        (["--write-baseline", "b"], "", "--write-baseline: b is not a regular file; name another one"),
        (["--format=github"], "b", "b: the file could not be written: it is not a regular file"),
    ],
)
def test_a_pipe_without_a_reader_is_not_waited_for(
    arguments: list[str], summary: str, words: str, project: Path
) -> None:
    write_project(project, {"a.yaml": WORKSPACE})
    os.mkfifo(project / "b")
    ran = run_cli("check", *arguments, "a.yaml", cwd=project, env={"GITHUB_STEP_SUMMARY": summary})
    assert (ran.returncode, ran.stderr.splitlines()[-1]) == (2, f"appxlint: {words}")


def test_what_is_there_is_refused_in_any_case_of_letters_unless_that_is_wanted(project: Path) -> None:
    write_project(project, {"Acme.yaml": "", "b.yaml": ""})
    refuse_what_is_there(["new.yaml", "folder/new.yaml"], force=False)
    with pytest.raises(SettingsError) as caught:
        refuse_what_is_there(["acme.yaml"], force=False, option="--output")
    words = "acme.yaml is there already; nothing was written (--force replaces it)"
    assert str(caught.value) == f"--output: {words}"
    with pytest.raises(
        SettingsError, match=r"^Acme\.yaml and b\.yaml are there already; .* replaces them\)$"
    ):
        refuse_what_is_there(["Acme.yaml", "b.yaml"], force=False)
    refuse_what_is_there(["Acme.yaml", "b.yaml"], force=True)


def test_a_folder_in_the_place_of_a_file_is_never_replaced(project: Path) -> None:
    (project / "acme.yaml").mkdir()
    with pytest.raises(SettingsError, match=r"^acme\.yaml is there already and not a regular file$"):
        refuse_what_is_there(["acme.yaml"], force=True)


def test_settings_that_others_extend_are_not_overwritten_and_other_toml_is(
    project: Path, command: Command
) -> None:
    team, other = "ignore = []\n", "[other]\n"
    files = {"appxlint.toml": "extends = 'team.toml'\n", "team.toml": team, "other.toml": other}
    write_project(project, {**files, "a.yaml": WORKSPACE})
    for option in ("--output", "--write-baseline"):
        ran = command("check", option, "team.toml", "a.yaml")
        assert (ran.code, ran.err) == (
            2,
            f"appxlint: {option}: team.toml holds settings; name another file\n",
        )
        assert (project / "team.toml").read_text(encoding="utf-8") == team
    assert command("check", "--output", "other.toml", "a.yaml").code == 0
    assert (project / "other.toml").read_text(encoding="utf-8") != other
