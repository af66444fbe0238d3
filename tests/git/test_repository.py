"""Repositories as people have them: revisions, indexes, work trees, and what is wrong with them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.support.repository import commit, git, needs_git
from validator.diagnostics import UsageError
from validator.git.asking import ask
from validator.git.repository import (
    Repository,
    Stored,
    changes_since,
    commit_of,
    common,
    files_of,
    folder_of,
    inside,
    is_part,
    nothing,
    repository_of,
    staged,
)

pytestmark = needs_git
ODD = ("a b.yaml", 'q"\\.yaml', "ü/ö.yaml", "new\nline.yaml", "-n.yaml", "tab\t.yaml")


def _paths(files: list[Stored]) -> set[str]:
    return {each.path for each in files}


def test_a_repository_is_found_from_anywhere_in_it(project: Path) -> None:
    (project / "sub").mkdir()
    commit(project, "one")
    assert repository_of(project) == repository_of(project / "sub") == Repository(project)
    assert repository_of(Path("sub/gone/a.yaml")) == Repository(project)


def test_a_folder_in_no_repository_is_said(project: Path) -> None:
    with pytest.raises(UsageError, match="lies in no work tree of git"):
        repository_of(project)


def test_a_repository_of_another_user_is_said_with_its_remedy(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(project, "one")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(UsageError, match=r"git config --global --add safe\.directory"):
        repository_of(project)


def test_what_a_hook_is_told_of_its_repository_counts(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "sub").mkdir()
    commit(project, "one")
    monkeypatch.chdir(project / "sub")
    for value in (".git", f"{project / '.git'}"):
        monkeypatch.setenv("GIT_DIR", value)
        assert repository_of(Path()) == Repository(project)


def test_a_linked_work_tree_is_a_repository_of_its_own_files(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(project, "one")
    git(project, "worktree", "add", "--quiet", "../other")
    other = project.parent / "other"
    assert repository_of(other) == Repository(other)
    monkeypatch.setenv("GIT_DIR", f"{project}/.git/worktrees/other")
    assert repository_of(other) == Repository(other)


def test_a_hook_that_has_another_repository_checked_is_told_so(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What git hands on to it is about its own, and so would be the answers."""
    (project / "other").mkdir()
    commit(project, "one")
    commit(project / "other", "one")
    monkeypatch.setenv("GIT_DIR", f"{project}/.git")
    with pytest.raises(
        UsageError, match=r"^GIT_DIR is set and names another repository than that of .*other;"
    ):
        repository_of(project / "other")
    assert repository_of(project) == Repository(project)


def test_a_file_of_an_inner_repository_is_no_part_of_the_outer_one(project: Path) -> None:
    commit(project, "one")
    for folder in ("sub", "inner/sub"):
        (project / folder).mkdir(parents=True)
    commit(project / "inner", "one")
    repository = repository_of(project)
    assert is_part(repository, "a.yaml")
    assert is_part(repository, "sub/a.yaml")
    assert not is_part(repository, "inner/sub/a.yaml")
    assert not is_part(repository, "../a.yaml")
    assert is_part(repository_of(project / "inner"), "inner/sub/a.yaml")


def test_revisions_are_commits_and_options_are_none(project: Path) -> None:
    first = commit(project, "one")
    git(project, "tag", "--annotate", "v1", "--message", "x")
    repository = repository_of(project)
    assert commit_of(repository, "HEAD") == commit_of(repository, "v1") == commit_of(repository, first[:8])
    for none in ("gone", "--all", "-h", "HEAD..v1", "", f"{first}:a.yaml", "two words"):
        assert commit_of(repository, none) == "", none


def test_the_last_common_commit_is_none_where_histories_have_nothing_to_do_with_each_other(
    project: Path,
) -> None:
    first = commit(project, "one")
    git(project, "checkout", "--quiet", "-b", "side")
    side = commit(project, "two")
    git(project, "checkout", "--quiet", "main")
    main = commit(project, "three")
    git(project, "checkout", "--quiet", "--orphan", "alone")
    alone = commit(project, "four")
    repository = repository_of(project)
    assert common(repository, main, side) == first
    assert common(repository, main, alone) == ""


def test_files_are_listed_by_any_name_and_links_are_told_apart(project: Path) -> None:
    for name in ODD:
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text(name)
    (project / "link.yaml").symlink_to("a b.yaml")
    commit(project, "one")
    repository = repository_of(project)
    files = files_of(repository, "HEAD", "HEAD")
    assert _paths(files) == {*ODD, "link.yaml"} - {'q"\\.yaml'}
    assert [each.path for each in files if each.mode == "120000"] == ["link.yaml"]


def test_a_commit_that_is_none_cannot_be_listed(project: Path) -> None:
    commit(project, "one")
    with pytest.raises(UsageError, match='could not list the files of "main"'):
        files_of(repository_of(project), "0" * 40, "main")
    with pytest.raises(UsageError, match="could not compare"):
        changes_since(repository_of(project), "0" * 40)


def test_the_index_is_a_commit_and_what_it_changes_whatever_the_files_are_called(project: Path) -> None:
    for name in (*ODD, "gone.yaml", "old.yaml", "kept.yaml"):
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text(f"{name}\n" * 20)
    commit(project, "one")
    git(project, "rm", "--quiet", "gone.yaml")
    git(project, "mv", "old.yaml", "dir ü\n.yaml")
    (project / "new.yaml").write_text("new")
    for name in ODD:
        (project / name).write_text("changed")
    git(project, "add", ".")
    (project / "kept.yaml").write_text("not staged")
    (project / "untracked.yaml").touch()
    (project / "meant.yaml").write_text("a")
    git(project, "add", "--intent-to-add", "meant.yaml")
    repository = repository_of(project)
    changes = changes_since(repository, "HEAD")
    assert {(each.before, each.stored.path) for each in changes if each.status == "R"} == {
        ("old.yaml", "dir ü\n.yaml")
    }
    present = staged(files_of(repository, "HEAD", "HEAD"), changes)
    assert _paths(present) == {*ODD, "kept.yaml", "dir ü\n.yaml", "new.yaml"} - {'q"\\.yaml'}
    # The tree that a commit of the index would have.
    tree = ask(["write-tree"], project).line
    assert sorted(present) == sorted(files_of(repository, tree, "tree"))


def test_before_the_first_commit_everything_in_the_index_is_new(project: Path) -> None:
    git(project, "init", "--quiet")
    (project / "a.yaml").touch()
    git(project, "add", "a.yaml")
    repository = repository_of(project)
    assert commit_of(repository, "HEAD") == ""
    tree = nothing(repository)
    assert files_of(repository, tree, "") == []
    assert _paths(staged([], changes_since(repository, tree))) == {"a.yaml"}


def test_a_file_that_becomes_a_submodule_or_a_link_is_that_in_the_index(project: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (project / name).write_text(name)
    first = commit(project, "one")
    (project / "b.yaml").unlink()
    (project / "b.yaml").symlink_to("a.yaml")
    git(project, "add", "b.yaml")
    git(project, "rm", "--quiet", "--cached", "a.yaml")
    git(project, "update-index", "--add", "--cacheinfo", f"160000,{first},a.yaml")
    repository = repository_of(project)
    (kept,) = staged(files_of(repository, "HEAD", "HEAD"), changes_since(repository, "HEAD"))
    assert (kept.path, kept.mode) == ("b.yaml", "120000")


def test_an_index_that_is_not_merged_is_refused_with_its_first_file(project: Path) -> None:
    for name, text in (("main", "1"), ("side", "2"), ("main", "3")):
        if name == "side":
            git(project, "checkout", "--quiet", "-b", name)
        elif text == "3":
            git(project, "checkout", "--quiet", "main")
        for file in ("a.yaml", "b.yaml"):
            (project / file).write_text(text)
        commit(project, text)
    ask(["-c", "user.name=a", "-c", "user.email=a@b", "merge", "side"], project)
    repository = repository_of(project)
    with pytest.raises(UsageError, match=r"^a\.yaml and 1 more: not merged yet; settle the conflict"):
        staged(files_of(repository, "HEAD", "HEAD"), changes_since(repository, "HEAD"))


def test_a_shallow_clone_knows_that_it_is_one(project: Path) -> None:
    commit(project, "one")
    commit(project, "two")
    git(project, "clone", "--quiet", "--depth", "1", f"file://{project}", "../clone")
    assert repository_of(project.parent / "clone").shallow
    assert not repository_of(project).shallow


def test_an_index_of_its_own_is_the_one_that_counts(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "a.yaml").touch()
    commit(project, "one")
    (project / "b.yaml").touch()
    shutil.copy(project / ".git/index", project / ".git/next")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next")
    assert ask(["add", "b.yaml"], project).said is not None
    repository = repository_of(project)
    assert _paths([each.stored for each in changes_since(repository, "HEAD")]) == {"b.yaml"}
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert changes_since(repository, "HEAD") == []


def test_a_path_runs_from_the_root_of_the_repository(project: Path) -> None:
    (project / "sub").mkdir()
    assert inside("sub", project) == "sub"
    assert inside(".", project) == ""
    with pytest.raises(UsageError, match="lies outside of the repository"):
        inside(os.pardir, project)


def test_the_folder_of_a_path_is_empty_at_the_root() -> None:
    assert [folder_of(each) for each in ("a/b/c", "a/b", "a", "")] == ["a/b", "a", "", ""]
