"""The GitHub Action: what its steps do, run by bash as a runner does, and that no input can become a command."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.pipelines import ROOT, Run, document, filled, run_script, stand_ins
from tests.support.repository import commit, needs_git

if TYPE_CHECKING:
    from collections.abc import Iterator

ACTION = document("action.yml")
INPUTS = {name: about["default"] for name, about in ACTION["inputs"].items()}
STEPS = {step["id"]: step for step in ACTION["runs"]["steps"] if "id" in step}
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
RIGHT, WRONG = "customers/alder.yaml", "customers/birchwood.yaml"
_PINNED = re.compile(r"uses: (\./( # .+)?|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$")

bash = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are scripts for a shell")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a project, in which paths have spaces."""
    place = tmp_path / "a b"
    shutil.copytree(ROOT / "sample-configs" / "demo", place / "project")
    return place


def check(folder: Path, **inputs: str) -> Run:
    values = {f"inputs.{name}": text for name, text in INPUTS.items()}
    values |= {f"inputs.{name.replace('_', '-')}": text for name, text in inputs.items()}
    values["steps.install.outputs.command"] = f"{stand_ins(folder) / 'appxlint'}"
    return run_script(STEPS["check"]["run"], folder, **filled(STEPS["check"]["env"], values))


def install(folder: Path, python: str, source: str) -> Run:
    values = {"steps.python.outputs.python-path || 'python3'": python, "github.action_path": source}
    return run_script(STEPS["install"]["run"], folder, **filled(STEPS["install"]["env"], values))


@bash
def test_the_check_annotates_what_it_finds_and_fails(folder: Path) -> None:
    ran = check(folder)
    assert (ran.code, ran.outputs) == (1, {"exit-code": "1"})
    assert f"::error file={WRONG},line=12," in ran.out


@bash
def test_the_check_passes_where_nothing_is_found(folder: Path) -> None:
    ran = check(folder, paths=RIGHT)
    assert (ran.code, ran.outputs) == (0, {"exit-code": "0"})


@bash
def test_paths_and_options_are_one_a_line_and_may_hold_spaces(folder: Path) -> None:
    (folder / "project" / WRONG).rename(folder / "project" / "customers" / "birch wood.yaml")
    ran = check(
        folder, paths=f"{RIGHT}\ncustomers/birch wood.yaml\n", options="--quiet\n--select=literal-secret\n"
    )
    assert (ran.code, ran.outputs) == (0, {"exit-code": "0"}), ran.out
    assert check(folder, paths="customers/birch wood.yaml").code == 1


@bash
def test_the_level_that_fails_is_the_one_of_the_input(folder: Path) -> None:
    assert check(folder, fail_on="never").outputs == {"exit-code": "0"}


@bash
def test_a_sarif_file_is_written_where_it_was_asked_for(folder: Path) -> None:
    ran = check(folder, sarif_file="found.sarif")
    assert ran.outputs == {"exit-code": "1", "sarif-file": "found.sarif"}
    assert json.loads((folder / "project" / "found.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert "::error file=" in ran.out


@bash
def test_an_upload_needs_no_name_of_a_file(folder: Path) -> None:
    ran = check(folder, upload_sarif="true")
    assert ran.outputs["sarif-file"] == f"{folder}/appxlint.sarif"
    assert Path(ran.outputs["sarif-file"]).is_file()


@bash
@needs_git
def test_with_a_revision_what_is_new_is_annotated_and_fails_and_the_file_has_everything(folder: Path) -> None:
    project = folder / "project"
    commit(project, "one")
    ran = check(folder, since="main", upload_sarif="true")
    assert (ran.code, ran.outputs["exit-code"]) == (0, "0"), ran.out
    assert "::error file=" not in ran.out
    (project / "customers" / "more.yaml").write_text((project / WRONG).read_text(encoding="utf-8"))
    ran = check(folder, since="main", upload_sarif="true")
    assert ran.code == 1
    assert "::error file=customers/more.yaml,line=12," in ran.out
    assert f"::error file={WRONG},line=12," not in ran.out
    found = json.loads(Path(ran.outputs["sarif-file"]).read_text(encoding="utf-8"))["runs"][0]["results"]
    places = {each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in found}
    assert {WRONG, "customers/more.yaml"} <= places
    assert check(folder, since="gone").code == 2


@bash
def test_a_call_that_cannot_be_used_fails_and_leaves_nothing_to_upload(folder: Path) -> None:
    ran = check(folder, upload_sarif="true", options="--no-such-option")
    assert (ran.code, ran.outputs) == (2, {"exit-code": "2"})


@bash
@pytest.mark.parametrize("name", ["paths", "options", "fail_on", "since", "sarif_file", "upload_sarif"])
def test_no_input_becomes_a_command(name: str, folder: Path) -> None:
    check(folder, **{name: """$(touch made) `touch made` "; touch made; " '; touch made #"""})
    assert not (folder / "project" / "made").exists()


@bash
def test_the_install_takes_the_files_of_the_action_itself(folder: Path) -> None:
    ran = install(folder, f"{stand_ins(folder) / 'python'}", "/actions/of ours")
    assert ran.installed == ["/actions/of ours"]
    assert Path(ran.outputs["command"]).is_file()


@bash
@pytest.mark.distribution
def test_what_is_really_installed_lints(folder: Path) -> None:
    ran = install(folder, sys.executable, f"{ROOT}")
    assert ran.code == 0, ran.out
    values = {f"inputs.{name}": text for name, text in INPUTS.items()}
    values["steps.install.outputs.command"] = ran.outputs["command"]
    found = run_script(STEPS["check"]["run"], folder, **filled(STEPS["check"]["env"], values))
    assert found.outputs == {"exit-code": "1"}
    assert f"::error file={WRONG},line=12," in found.out


def scripts(node: Any) -> Iterator[str]:
    """Yield every script in a workflow or an action."""
    if isinstance(node, list):
        for each in node:
            yield from scripts(each)
    elif isinstance(node, dict):
        if isinstance(node.get("run"), str):
            yield node["run"]
        for each in node.values():
            yield from scripts(each)


@pytest.mark.parametrize("path", [ROOT / "action.yml", *WORKFLOWS], ids=lambda path: path.name)
def test_scripts_are_given_what_they_use_through_the_environment(path: Path) -> None:
    found = list(scripts(document(path.relative_to(ROOT).as_posix())))
    assert found
    assert [each for each in found if "${{" in each] == []


@pytest.mark.parametrize("path", [ROOT / "action.yml", *WORKFLOWS], ids=lambda path: path.name)
def test_others_actions_are_named_by_a_commit_and_its_version(path: Path) -> None:
    used = [
        line.strip().removeprefix("- ")
        for line in path.read_text(encoding="utf-8").splitlines()
        if "uses:" in line
    ]
    assert used
    assert [line for line in used if not _PINNED.fullmatch(line)] == []


def test_one_version_of_each_action_is_used() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in [ROOT / "action.yml", *WORKFLOWS])
    used = {(name, commit) for name, commit in re.findall(r"uses: ([\w./-]+)@(\S+)", text)}
    assert len(used) == len({name for name, _ in used})


def test_every_input_is_described_and_used() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8").partition("\nruns:")[2]
    assert all(about["description"] for about in ACTION["inputs"].values())
    assert [name for name in INPUTS if f"inputs.{name}" not in text] == []
