"""Changes in real repositories, and the findings that they bring about."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from tests.support.clock import TODAY
from tests.support.repository import commit, git, needs_git
from tests.support.samples import SAMPLES
from validator.diagnostics import Request, UsageError
from validator.engine.run import run
from validator.engine.since import comparison
from validator.project.settings import SettingsError

if TYPE_CHECKING:
    from validator.engine.since import Compared

pytestmark = needs_git

BAD = "apiVersion: appxlint/v1\nkind: ConnectorConfig\nname: {name}\nconnector: procore\nworkspace: {workspace}\n"
WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\ncompany: Acme\n"
OLD = BAD.format(name="old", workspace="Gone")
"""A config with two findings: no connection, and a workspace that is not there."""


def compared(since: str | None = None, *paths: str, index: bool = False, jobs: int = 1) -> Compared:
    """Return what comes of a comparison in the working folder."""
    request = Request(paths or (".",), as_of=TODAY, jobs=jobs)
    with comparison(request.paths, since, index=index) as found:
        return found.compared(request)


def new(since: str | None = None, *paths: str, index: bool = False, jobs: int = 1) -> set[str]:
    """Return path and rule of each finding that is new."""
    report = compared(since, *paths, index=index, jobs=jobs).report
    assert report.problems == ()
    return {f"{each.path} {each.rule}" for each in report.diagnostics}


def staged(*paths: str, jobs: int = 1) -> set[str]:
    """Return path and rule of each finding that is new in the index."""
    return new(None, *paths, index=True, jobs=jobs)


def known(since: str | None = None, *, index: bool = False) -> int:
    """Return how many findings are not new."""
    summary = compared(since, index=index).report.summary
    assert summary.since is not None
    return summary.since.known


@pytest.fixture
def sound(project: Path) -> Path:
    """Return a project that is committed and has no finding, the folder `old` of it aside."""
    sample = SAMPLES / "valid/custom-app-client-credentials"
    shutil.copytree(sample, project, dirs_exist_ok=True)
    write_project(project, {"appxlint.toml": (sample / "appxlint.toml").read_text(), "old/old.yaml": OLD})
    commit(project, "one")
    return project


def add(folder: Path, files: dict[str, str]) -> None:
    """Write files and stage them."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    git(folder, "add", "--all")


def edit(file: Path, old: str, text: str) -> None:
    """Replace a part of a file."""
    before = file.read_text(encoding="utf-8")
    assert old in before
    file.write_text(before.replace(old, text), encoding="utf-8")


def test_nothing_is_new_where_nothing_changed_and_what_was_there_is_counted(sound: Path) -> None:
    assert new("HEAD") == staged() == new("main") == set()
    assert known("HEAD") == known(index=True) == 2
    assert len(run(Request((".",), as_of=TODAY)).diagnostics) == 2
    report = compared("main").report
    assert report.summary.since == ("main", git(sound, "rev-parse", "HEAD"), 2)
    assert [each.path for each in report.known] == ["old/old.yaml"] * 2
    assert (report.summary.files, report.summary.documents, report.summary.errors) == (3, 3, 0)


def test_what_a_change_adds_is_new_wherever_old_findings_went(sound: Path) -> None:
    moved = OLD.replace("workspace", "# more\nworkspace")
    add(sound, {"old/old.yaml": f"# more\n{moved}nonsense: x\n", "b.yaml": OLD.replace("old", "b")})
    assert new("HEAD") == staged()
    assert staged() == {
        "b.yaml missing-field",
        "b.yaml unknown-workspace",
        "old/old.yaml unknown-field",
    }


def test_a_dependent_that_a_change_breaks_is_reported_though_it_did_not_change(sound: Path) -> None:
    (sound / "clients/procore.yaml").unlink()
    assert new("HEAD") == {"configs/procore-production.yaml unknown-oauth-client"}
    assert staged() == set()
    git(sound, "add", "--all")
    assert staged() == {"configs/procore-production.yaml unknown-oauth-client"}


def test_a_dependent_is_reported_for_the_file_that_is_named(sound: Path) -> None:
    """As pre-commit does, which names the files that changed."""
    client = sound / "clients/procore.yaml"
    edit(client, "name: Castellan", "name: Other")
    edit(sound / "old/old.yaml", "name: old", "name: older")
    git(sound, "add", "--all")
    assert staged("clients/procore.yaml") == {"configs/procore-production.yaml unknown-oauth-client"}
    assert staged("old/old.yaml") == set()


def test_a_finding_of_a_file_that_is_a_dependent_only_now_is_old(sound: Path) -> None:
    """Whether a run on one file says something of another one hangs on the change as well."""
    add(sound, {"w.yaml": WORKSPACE})
    add(sound, {"old/old.yaml": OLD.replace("Gone", "Acme")})
    assert staged("w.yaml") == set()


def test_what_is_staged_is_checked_whatever_lies_in_the_work_tree(sound: Path) -> None:
    add(sound, {"b.yaml": OLD})
    edit(sound / "b.yaml", "Gone", "Castellan")
    (sound / "untracked.yaml").write_text(OLD)
    (sound / "old/old.yaml").unlink()
    assert {each for each in staged() if each.startswith("b.yaml")} == {
        "b.yaml missing-field",
        "b.yaml unknown-workspace",
    }
    assert not {each for each in staged() if each.startswith("untracked")}
    assert known(index=True) == 2
    (sound / "b.yaml").unlink()
    assert "b.yaml unknown-workspace" in staged("b.yaml")


def test_a_finding_is_placed_where_it_stands_in_what_is_staged(sound: Path) -> None:
    add(sound, {"b.yaml": f"# one\n# two\n{OLD}"})
    (sound / "b.yaml").write_text(OLD)
    (found,) = (each for each in compared(index=True).report.diagnostics if each.rule == "unknown-workspace")
    assert found.span.start.line == 7
    assert found.excerpt is not None
    assert found.excerpt.text == "workspace: Gone"


def test_a_branch_is_held_against_the_commit_where_it_left(sound: Path) -> None:
    git(sound, "checkout", "--quiet", "-b", "side")
    edit(sound / "old/old.yaml", "name: old", "name: other")
    commit(sound, "side")
    git(sound, "checkout", "--quiet", "main")
    (sound / "old/old.yaml").unlink()
    commit(sound, "main mends what is old")
    git(sound, "checkout", "--quiet", "side")
    assert new("main") == set()
    assert known("main") == 2
    add(sound, {"b.yaml": OLD})
    assert new("main", index=True) == new("main") != set()


def test_a_renamed_file_keeps_its_old_findings(sound: Path) -> None:
    git(sound, "mv", "old/old.yaml", "old/new name.yaml")
    assert new("HEAD") == staged() == staged("old/new name.yaml") == set()
    assert known("HEAD") == known(index=True) == 2
    edit(sound / "old/new name.yaml", "Gone", "Elsewhere")
    assert new("HEAD", "old/new name.yaml") == {"old/new name.yaml unknown-workspace"}


def test_a_document_that_goes_to_another_file_keeps_its_old_findings(sound: Path) -> None:
    (sound / "old/old.yaml").unlink()
    add(sound, {"all.yaml": f"{WORKSPACE}---\n{OLD}"})
    assert not {each for each in staged() if "missing-field" in each or "unknown" in each}


def test_before_the_first_commit_everything_is_new(project: Path) -> None:
    git(project, "init", "--quiet")
    write_project(project, {"a.yaml": OLD, "untracked.yaml": OLD})
    git(project, "add", "a.yaml")
    assert {each.split()[0] for each in staged()} == {"a.yaml"}
    assert compared(index=True).report.summary.since == ("HEAD", "", 0)
    with pytest.raises(UsageError, match='knows no revision "HEAD"'):
        new("HEAD")


@pytest.mark.thorough
def test_all_samples_are_checked_in_the_index_as_they_are_on_the_disk(project: Path) -> None:
    """Before the first commit everything is new; after it nothing is, whatever its text holds."""
    shutil.copytree(SAMPLES, project, dirs_exist_ok=True)
    git(project, "init", "--quiet", "--initial-branch", "main")
    git(project, "add", "--force", "--all")
    plain = run(Request((".",), as_of=TODAY))
    found = compared(index=True).report
    assert len(plain.diagnostics) > 500
    assert found._replace(summary=found.summary._replace(since=None)) == plain
    commit(project, "one")
    for path in project.iterdir():
        if path.name != ".git":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    later = compared(index=True).report
    assert (later.diagnostics, later.files) == ((), found.files)
    assert sorted(later.known, key=repr) == sorted(found.counted, key=repr)


def test_settings_count_as_they_are_at_each_time(sound: Path) -> None:
    (sound / "appxlint.toml").write_text('ignore = ["missing-field"]\n')
    commit(sound, "two")
    assert known("HEAD") == 1
    (sound / "appxlint.toml").write_text("")
    assert new("HEAD") == {"old/old.yaml missing-field"}
    assert staged() == set()
    git(sound, "add", "--all")
    (sound / "appxlint.toml").write_text("nonsense")
    assert staged() == {"old/old.yaml missing-field"}
    with pytest.raises(SettingsError):
        new("HEAD")


def test_settings_that_were_of_no_use_are_said_and_everything_is_new(sound: Path) -> None:
    (sound / "appxlint.toml").write_text("nonsense")
    commit(sound, "two")
    (sound / "appxlint.toml").write_text("")
    found = compared("HEAD")
    assert len(found.report.diagnostics) == 2
    assert found.remark.startswith("HEAD: appxlint.toml:1:")
    assert found.remark.endswith("; so every finding counts as new")


def test_a_settings_file_that_is_named_is_the_same_both_times(sound: Path) -> None:
    (sound / "ci.toml").write_text('select = ["missing-field"]\n')
    request = Request((".",), config=Path("ci.toml"), as_of=TODAY)
    for index in (False, True):
        with comparison((".",), "HEAD", index=index, apart=(Path("ci.toml"),)) as found:
            report = found.compared(request).report
        assert report.diagnostics == ()
        assert {each.rule for each in report.known} == {"missing-field"}


def test_a_comment_or_a_baseline_that_is_taken_away_brings_its_findings(sound: Path) -> None:
    silenced = OLD.replace("Gone", "Gone # appxlint: ignore[unknown-workspace] not described yet")
    entry = '{"rule": "missing-field", "path": "old/old.yaml", "document": "ConnectorConfig old", "at": "connection"}'
    add(sound, {"old/old.yaml": silenced, "known.json": f"[\n{entry}\n]\n"})
    add(sound, {"appxlint.toml": 'baseline = "known.json"\n'})
    commit(sound, "two")
    assert (new("HEAD"), known("HEAD")) == (set(), 0)
    add(sound, {"known.json": "[\n]\n"})
    (sound / "known.json").unlink()
    assert staged() == {"old/old.yaml missing-field"}
    git(sound, "reset", "--quiet", "--hard")
    add(sound, {"old/old.yaml": OLD})
    assert staged() == {"old/old.yaml unknown-workspace"}


def test_what_is_left_out_and_what_is_looked_up_count_as_they_are_at_each_time(project: Path) -> None:
    write_project(
        project,
        {
            "p/appxlint.toml": 'exclude = ["archive"]\ncatalog = ["../shared"]\n',
            "p/archive/a.yaml": OLD,
            "p/b.yaml": OLD.replace("procore", "own"),
            "shared/connector.yaml": "apiVersion: appxlint/v1\nkind: Connector\nkey: own\nname: Own\n",
            "p/.gitignore": "local\n",
            "p/local/c.yaml": OLD,
        },
    )
    (project / "appxlint.toml").unlink()
    commit(project, "one")
    was = known("HEAD")
    assert "p/b.yaml unknown-connector" not in {
        f"{each.path} {each.rule}" for each in compared("HEAD").report.known
    }
    (project / "p/appxlint.toml").write_text("")
    (project / "shared/connector.yaml").unlink()
    assert {"p/archive/a.yaml missing-field", "p/b.yaml unknown-connector"} <= new("HEAD", "p")
    assert not {each for each in new("HEAD") if "local" in each}
    assert known(index=True) == was


@pytest.mark.parametrize("name", ["a b.yaml", "ü.yaml", "new\nline.yaml", "-x.yaml", "q'\".yaml"])
def test_a_file_may_have_any_name(name: str, sound: Path) -> None:
    add(sound, {f"old/{name}": OLD.replace("old", "b")})
    assert f"old/{name} unknown-workspace" in staged() & new("HEAD")
    commit(sound, "two")
    assert staged(f"old/{name}") == set()


def test_a_project_in_a_folder_of_the_repository_is_checked_from_anywhere(
    sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(sound, "mv", "clients/procore.yaml", "clients/renamed.yaml")
    top = sound.parent / "top"
    git(sound.parent, "init", "--quiet", "--initial-branch", "main", "top")
    shutil.copytree(sound, top / "a/b", ignore=shutil.ignore_patterns(".git"))
    commit(top, "one")
    edit(top / "a/b/old/old.yaml", "Gone", "Elsewhere")
    git(top, "mv", "a/b/clients", "a/b/keys")
    (top / "a/b/old/new").mkdir()
    for folder, path, shown in (
        (".", "a/b", "a/b/old/old.yaml"),
        ("a", "b", "b/old/old.yaml"),
        ("a/b/old/new", "..", "../old.yaml"),
        ("..", "top/a", "top/a/b/old/old.yaml"),
    ):
        monkeypatch.chdir(top / folder)
        assert new("main", path) == {f"{shown} unknown-workspace"}
        assert new("main", path, index=True) == set()


def test_another_repository_inside_is_passed_over(sound: Path) -> None:
    inner = sound / "inner"
    inner.mkdir()
    (inner / "a.yaml").write_text(OLD)
    commit(inner, "one")
    assert new("HEAD") == set()
    assert compared("HEAD").report.files == run(Request(("clients", "configs", "old"), as_of=TODAY)).files
    assert known("HEAD") == 2
    with pytest.raises(UsageError, match=r"^inner lies outside of the repository"):
        new("HEAD", ".", "inner")
    assert new("HEAD", "inner") == set()
    git(sound, "-c", "protocol.file.allow=always", "submodule", "add", "--quiet", "./inner", "module")
    assert staged() == new("HEAD") == set()


def test_links_inside_the_repository_are_followed_at_each_time(sound: Path) -> None:
    (sound / "more").mkdir()
    write_project(sound / "more", {})
    (sound / "more/old.yaml").symlink_to("../old/old.yaml")
    commit(sound, "two")
    assert new("HEAD") == staged() == set()
    assert known("HEAD") == known(index=True) == 4


def test_a_linked_work_tree_is_compared_by_itself(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(sound, "worktree", "add", "--quiet", "-b", "side", "../side")
    side = sound.parent / "side"
    add(side, {"b.yaml": OLD})
    assert staged() == set()
    monkeypatch.chdir(side)
    assert "b.yaml unknown-workspace" in staged() & new("main")


def test_many_files_may_be_shared_among_processes(sound: Path) -> None:
    add(sound, {f"more/{number}.yaml": OLD.replace("old", f"n{number}") for number in range(4)})
    assert new("HEAD", jobs=2) == new("HEAD") == staged(jobs=2)


@pytest.mark.parametrize(
    ("revision", "words"),
    [
        ("gone", 'git knows no revision "gone"$'),
        ("side", 'git knows no revision "side"; origin/side is there$'),
        ("--all", 'git knows no revision "--all"$'),
        ("main..HEAD", 'git knows no revision "main..HEAD"$'),
        ("alone", '"alone" and HEAD have no commit in common$'),
    ],
)
def test_a_revision_that_cannot_be_compared_with_is_said(revision: str, words: str, sound: Path) -> None:
    git(sound, "update-ref", "refs/remotes/origin/side", "HEAD")
    git(sound, "checkout", "--quiet", "--orphan", "alone")
    commit(sound, "alone")
    git(sound, "checkout", "--quiet", "main")
    with pytest.raises(UsageError, match=f"^--since: {words}"):
        new(revision)


def test_a_shallow_clone_is_said_with_its_remedy(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(sound, "checkout", "--quiet", "-b", "side")
    add(sound, {"b.yaml": OLD.replace("old", "b")})
    commit(sound, "two")
    git(sound, "clone", "--quiet", "--depth", "1", f"file://{sound}", "../clone")
    clone = sound.parent / "clone"
    monkeypatch.chdir(clone)
    with pytest.raises(UsageError, match=r'no revision "main"; this clone is shallow, .*fetch-depth: 0'):
        new("main")
    git(clone, "fetch", "--quiet", "--depth", "1", "origin", "main:main")
    with pytest.raises(UsageError, match=r"no commit in common; this clone is shallow, .*fetch-depth: 0"):
        new("main")
    git(clone, "fetch", "--quiet", "--unshallow", "origin")
    assert {each.split()[0] for each in new("main")} == {"b.yaml"}


def test_a_path_outside_of_the_repository_is_refused(sound: Path) -> None:
    with pytest.raises(UsageError, match="lies outside of the repository"):
        new("HEAD", ".", "..")
    with pytest.raises(UsageError, match="lies in no work tree of git"):
        new("HEAD", "..")
    (sound / "link.yaml").symlink_to("../elsewhere.yaml")
    (sound.parent / "elsewhere.yaml").write_text(OLD.replace("old", "b"))
    assert {each.split()[0] for each in new("HEAD", "link.yaml")} == {"link.yaml"}
    assert [each.path for each in compared("HEAD", "").report.problems] == [""]


def test_what_cannot_be_checked_now_is_a_problem_and_what_could_not_be_then_is_none(sound: Path) -> None:
    assert [each.path for each in compared("HEAD", "gone.yaml").report.problems] == ["gone.yaml"]
    add(sound, {"fresh/b.yaml": OLD})
    assert "fresh/b.yaml unknown-workspace" in new("HEAD", "fresh") & staged("fresh", "fresh/b.yaml")
    assert [each.message for each in compared("HEAD", "docs").report.problems] == ["no such file or folder"]


def test_no_more_is_shown_of_a_file_than_settings_allow_and_new_findings_alone_count_for_it(
    sound: Path,
) -> None:
    (sound / "appxlint.toml").write_text("[limits]\nfindings-per-file = 2\n")
    commit(sound, "two")
    assert new("HEAD") == set()
    edit(sound / "old/old.yaml", "Gone", "Elsewhere")
    assert new("HEAD") == {"old/old.yaml unknown-workspace"}
    assert compared("HEAD").report.omitted == ()
