"""Projects as they were, read out of a repository and held against a check-out of the same revision."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from tests.support.repository import commit, git, needs_git
from tests.support.samples import SAMPLES
from validator.diagnostics import Request, UsageError
from validator.engine.run import load_projects
from validator.project.effective import rows_of
from validator.survey.revisions import between, projects_at, revision

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs_git

CONFIG = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: {name}
connector: procore
workspace: Acme
"""
WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\ncompany: {company}\n"


def names(folder: Path, path: str, label: str = "HEAD", project: str | None = None) -> set[str]:
    """Return the paths of a project's documents at a revision; requested ones with a star."""
    return {
        f"{document.path}{'*' if document.path in found.requested else ''}"
        for found in projects_at(revision(label, folder), path, project)
        for document in found.project.documents
    }


def test_the_whole_project_is_as_it_was(project: Path) -> None:
    write_project(project, {"a.yaml": CONFIG.format(name="a"), "w.yaml": WORKSPACE.format(company="Old")})
    first = commit(project, "one")
    write_project(project, {"w.yaml": WORKSPACE.format(company="New"), "b.yaml": CONFIG.format(name="b")})
    (project / "a.yaml").unlink()
    commit(project, "two")
    write_project(project, {"c.yaml": CONFIG.format(name="c")})
    (old,) = projects_at(revision(first, project), "a.yaml")
    assert {each.path for each in old.project.documents} == {"a.yaml", "w.yaml"}
    assert old.requested == {"a.yaml"}
    (workspace,) = old.project.of_kind("Workspace")
    assert workspace.get("company") == "Old"
    assert names(project, "b.yaml") == {"b.yaml*", "w.yaml"}
    assert names(project, "") == {"b.yaml*", "w.yaml*"}


def test_settings_of_then_say_what_belongs_to_the_project(project: Path) -> None:
    files = {
        "appxlint.toml": 'exclude = ["old/"]\ncatalog = ["more"]\n',
        "a.yaml": CONFIG.format(name="a"),
        "old/b.yaml": CONFIG.format(name="b"),
        "inner/pyproject.toml": "[tool.appxlint]\n",
        "inner/c.yaml": CONFIG.format(name="c"),
        "plain/pyproject.toml": "[tool.other]\n",
        "plain/d.yaml": CONFIG.format(name="d"),
        "more/appxlint.toml": "",
        "more/w.yaml": WORKSPACE.format(company="Acme"),
    }
    write_project(project, files)
    commit(project, "one")
    assert names(project, "a.yaml") == {"a.yaml*", "plain/d.yaml", "more/w.yaml"}
    assert names(project, "inner/c.yaml") == {"inner/c.yaml*"}
    assert names(project, "plain") == {"a.yaml", "plain/d.yaml*", "more/w.yaml"}
    assert names(project, "a.yaml", project="plain") == {"a.yaml*", "plain/d.yaml"}
    assert names(project, "") == {"a.yaml*", "inner/c.yaml*", "plain/d.yaml*", "more/w.yaml*", "more/w.yaml"}
    assert names(project, "plain/d.yaml", project="plain") == {"plain/d.yaml*"}


def test_settings_that_were_extended_then_are_those_of_then_and_what_lies_outside_is_as_it_is(
    project: Path,
) -> None:
    outside = project.parent / "outside.toml"
    outside.write_text("secret-expiry-days = 9\n", encoding="utf-8")
    files = {
        "own/appxlint.toml": 'extends = "../shared/team.toml"\n',
        "own/a.yaml": CONFIG.format(name="a"),
        "shared/team.toml": 'extends = "../../outside.toml"\nignore = ["wrong-type"]\ncatalog = ["more"]\n',
        "shared/more/w.yaml": WORKSPACE.format(company="Acme"),
    }
    write_project(project, files)
    first = commit(project, "one")
    write_project(project, {"shared/team.toml": "ignore = ['yaml-syntax']\n"})
    commit(project, "two")
    (project / "shared/team.toml").unlink()
    then = projects_at(revision(first, project), "own/a.yaml")[0].project.settings
    assert (then.ignore, then.secret_expiry_days) == (("wrong-type",), 9)
    assert names(project, "own/a.yaml", first) == {"own/a.yaml*", "shared/more/w.yaml"}
    assert names(project, "own/a.yaml") == {"own/a.yaml*"}
    commit(project, "three")
    with pytest.raises(UsageError, match=r"^HEAD:own/appxlint\.toml:1:11: extends: there is no file"):
        projects_at(revision("HEAD", project), "own/a.yaml")


def test_links_and_names_that_lead_out_are_passed_over(project: Path) -> None:
    write_project(project, {"a.yaml": CONFIG.format(name="a")})
    (project / "link.yaml").symlink_to("/etc/passwd")
    commit(project, "one")
    blob = git(project, "hash-object", "-w", "a.yaml")
    tree = subprocess.run(
        ["git", "mktree"],
        cwd=project,
        input=f"100644 blob {blob}\tb\\c.yaml\n100644 blob {blob}\td.yaml\n".encode(),
        capture_output=True,
        check=True,
    ).stdout.decode()
    odd = git(project, "commit-tree", tree.strip(), "-m", "odd")
    assert names(project, "") == {"a.yaml*"}
    assert names(project, "", odd) == {"d.yaml*"}


def test_nothing_is_written_and_no_filter_of_the_repository_runs(project: Path) -> None:
    write_project(
        project,
        {
            "a.yaml": CONFIG.format(name="a"),
            ".gitattributes": "*.yaml filter=evil diff=evil\n",
        },
    )
    commit(project, "one")
    for key in (
        "filter.evil.smudge",
        "diff.evil.textconv",
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
    ):
        git(project, "config", key, f"touch {project / 'ran'}")
    before = sorted(project.rglob("*"))
    assert names(project, "a.yaml") == {"a.yaml*"}
    assert sorted(project.rglob("*")) == before


def test_what_a_partial_clone_lacks_is_not_fetched(project: Path, tmp_path: Path) -> None:
    write_project(project, {"a.yaml": CONFIG.format(name="a")})
    commit(project, "one")
    git(project, "config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--no-checkout", "--filter=blob:none", project.as_uri(), f"{clone}")
    with pytest.raises(UsageError, match=r"not in this clone, and nothing is fetched|could not read"):
        projects_at(revision("HEAD", clone), "a.yaml")


@pytest.mark.parametrize(
    "scenario", ["shared-documents", "own-connector", "marketplace-app-with-base-connection"]
)
def test_a_revision_gives_the_connections_that_a_check_out_gives(scenario: str, project: Path) -> None:
    shutil.copytree(SAMPLES / "valid" / scenario, project, dirs_exist_ok=True)
    commit(project, "one")
    (read,) = projects_at(revision("HEAD", project), "")
    (there,) = load_projects(Request((".",)))
    for then, now in zip(read.project.configs(), there.project.configs(), strict=True):
        assert then.path == now.path
        assert rows_of(read.project.connection(then), read.project) == rows_of(
            there.project.connection(now), there.project
        )


def test_two_dots_are_two_ends_and_three_begin_where_both_part(project: Path) -> None:
    write_project(project, {"a.yaml": CONFIG.format(name="a")})
    base = commit(project, "one")
    git(project, "checkout", "--quiet", "-b", "side")
    side = commit(project, "side")
    git(project, "checkout", "--quiet", "main")
    main = commit(project, "main")
    ends = {
        "side..main": (side, main),
        "side..": (side, main),
        "..side": (main, side),
        "side...main": (base, main),
        "main": (main, None),
    }
    for text, (first, second) in ends.items():
        left, right = between(text, project)
        assert (left.commit, right.commit if right else None) == (first, second)


@pytest.mark.parametrize("label", ["nope", "-h", "--all", "HEAD:a.yaml", "a b"])
def test_what_is_no_revision_is_one_line(label: str, project: Path) -> None:
    write_project(project, {"a.yaml": CONFIG.format(name="a")})
    commit(project, "one")
    with pytest.raises(UsageError) as error:
        revision(label, project)
    assert f"{error.value}" == f'git knows no revision "{label}"'


def test_a_folder_outside_of_any_repository_has_no_revisions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", f"{tmp_path.parent}")
    with pytest.raises(UsageError, match="lies in no work tree of git"):
        revision("HEAD", tmp_path)


def test_without_git_a_line_says_so(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{project}")
    with pytest.raises(UsageError, match="git is not there"):
        revision("HEAD", project)


def test_a_path_that_was_not_there_is_one_line(project: Path) -> None:
    write_project(project, {"a.yaml": CONFIG.format(name="a")})
    commit(project, "one")
    with pytest.raises(UsageError) as error:
        projects_at(revision("HEAD", project), "gone.yaml")
    assert f"{error.value}" == 'HEAD holds no file or folder "gone.yaml" of YAML or JSON'
