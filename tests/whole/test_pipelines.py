"""The templates for GitLab and Azure, and the image: what their scripts do, and what they are made of."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pathspec
import pytest

from tests.conftest import clean_environment
from tests.support.pipelines import ROOT, Run, document, filled, run_script
from tests.support.repository import commit, needs_git

SOURCE = "git+https://git.test/appxlint@0123abc"
GITLAB = document("pipelines/gitlab.yml")["appxlint"]
AZURE = document("pipelines/azure.yml")
IMAGE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", "")
REPORT = "gl-code-quality-report.json"

bash = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are scripts for a shell")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a project."""
    shutil.copytree(ROOT / "sample-configs" / "demo", tmp_path / "project")
    return tmp_path


def gitlab_script() -> str:
    return "\n".join(GITLAB["script"])


def azure_step() -> dict[str, Any]:
    found: list[dict[str, Any]] = [each for each in AZURE["steps"] if "bash" in each]
    (step,) = found
    return step


@bash
def test_gitlab_has_a_report_of_what_was_found_and_the_job_fails(folder: Path) -> None:
    ran = run_script(gitlab_script(), folder, APPXLINT_SOURCE=SOURCE)
    assert (ran.code, ran.installed) == (1, [SOURCE])
    assert "customers/birchwood.yaml:12:16  error  company-id-is-project" in ran.out
    entries = json.loads((folder / "project" / REPORT).read_text(encoding="utf-8"))
    assert "customers/birchwood.yaml" in {each["location"]["path"] for each in entries}


@bash
@needs_git
def test_gitlab_fails_for_what_is_new_alone_and_its_report_has_everything(folder: Path) -> None:
    project = folder / "project"
    commit(project, "one")
    given = {"APPXLINT_SOURCE": SOURCE, "APPXLINT_SINCE": "main"}
    ran = run_script(gitlab_script(), folder, **given)
    assert ran.code == 0, ran.out
    assert json.loads((project / REPORT).read_text(encoding="utf-8"))
    (project / "customers/more.yaml").write_text((project / "customers/birchwood.yaml").read_text("utf-8"))
    ran = run_script(gitlab_script(), folder, **given)
    assert ran.code == 1
    assert "customers/more.yaml:12:16  error  company-id-is-project" in ran.out
    assert "customers/birchwood.yaml:12:16  error" not in ran.out


@bash
def test_gitlab_says_what_is_missing_where_nobody_said_what_to_install(folder: Path) -> None:
    ran = run_script(gitlab_script(), folder)
    assert (ran.code, ran.installed) == (1, [])
    assert ran.out == "APPXLINT_SOURCE does not say where appxlint is\n"


def test_gitlab_keeps_the_report_that_the_script_writes() -> None:
    assert GITLAB["artifacts"] == {"when": "always", "reports": {"codequality": REPORT}}


def azure(folder: Path, since: str = "") -> Run:
    step = azure_step()
    given = filled(step["env"], {"parameters.source": SOURCE, "parameters.since": since})
    staging = {"AGENT_TEMPDIRECTORY": f"{folder}", "BUILD_ARTIFACTSTAGINGDIRECTORY": f"{folder}"}
    return run_script(step["bash"], folder, **given, **staging)


@bash
@needs_git
def test_azure_fails_for_what_is_new_alone_where_a_revision_is_given(folder: Path) -> None:
    commit(folder / "project", "one")
    ran = azure(folder, "main")
    assert (ran.code, ran.out.count("##vso")) == (0, 0), ran.out
    assert azure(folder, "gone $(touch made)").code == 2
    assert not (folder / "project/made").exists()


@bash
def test_azure_has_an_issue_for_what_was_found_and_the_step_fails(folder: Path) -> None:
    ran = azure(folder)
    assert (ran.code, ran.installed) == (1, [SOURCE])
    assert "##vso[task.logissue type=error;sourcepath=customers/birchwood.yaml;linenumber=12;" in ran.out
    assert json.loads((folder / "appxlint.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]


def test_azure_publishes_the_file_that_the_step_writes() -> None:
    text = json.dumps(AZURE)
    assert "$(Build.ArtifactStagingDirectory)/appxlint.sarif" in text
    assert "$BUILD_ARTIFACTSTAGINGDIRECTORY/appxlint.sarif" in azure_step()["bash"]


def test_the_script_of_azure_is_given_what_it_uses_through_the_environment() -> None:
    """What stands in `${{ }}` or `$( )` would be put into its text before a shell reads it."""
    assert not re.search(r"\$\{\{|\$\(", azure_step()["bash"])


def test_the_image_runs_appxlint_as_nobody_special() -> None:
    last = IMAGE.rpartition("\nFROM ")[2]
    assert re.search(r"^USER [1-9]\d+$", last, re.MULTILINE)
    assert 'ENTRYPOINT ["appxlint"]' in last


def let_through() -> list[str]:
    """Return the files that .dockerignore leaves to the build of the image."""
    ignored = pathspec.GitIgnoreSpec.from_lines(
        (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    )
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    ).stdout
    return [name for name in listed.split("\0") if name and not ignored.match_file(name)]


@bash
@pytest.mark.distribution
def test_what_the_image_is_built_from_is_enough_and_is_compiled(tmp_path: Path) -> None:
    for name in let_through():
        (tmp_path / "source" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, tmp_path / "source" / name)
    (script,) = re.findall(r"^RUN (python -m venv .*)$", IMAGE, re.MULTILINE)
    script = script.replace("/opt/appxlint", f"{tmp_path}/opt").replace("/source", f"{tmp_path}/source")
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    subprocess.run(["sh", "-ec", script], env=clean_environment(PATH=path), check=True, timeout=300)
    (package,) = (tmp_path / "opt" / "lib").glob("python*/site-packages/validator")
    compiled = {each.name.partition(".")[0] for each in package.glob("__pycache__/*.pyc")}
    assert {each.stem for each in package.glob("*.py")} == compiled
    ran = subprocess.run(
        [f"{tmp_path}/opt/bin/appxlint", "check", ROOT / "sample-configs" / "demo"],
        env=clean_environment(),
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 1
