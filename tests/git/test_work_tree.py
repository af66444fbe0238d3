from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from tests.support.repository import commit, needs_git
from validator.documents import looks
from validator.documents.discover import expand, found_below
from validator.documents.source import head_of
from validator.git.looking import looked_at
from validator.git.work_tree import WorkTree

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs_git


@pytest.fixture
def top(project: Path) -> Path:
    """Return a repository with another one inside, and files that are not committed."""
    write_project(project, {"a.yaml": "a: 1\n", "sub/b.yaml": "b: 1\n", "sub/inner/deep/c.yaml": "c: 1\n"})
    commit(project, "one")
    commit(project / "sub/inner", "one")
    return project


def test_other_repositories_are_not_there_and_all_else_is(top: Path) -> None:
    before = [each.path for each in found_below(top)]
    assert before == ["a.yaml", "sub/b.yaml", "sub/inner/deep/c.yaml"]
    with looked_at(WorkTree(top)):
        assert [each.path for each in found_below(top)] == before[:2]
        assert looks.kind("sub/inner") == looks.kind("sub/inner/deep/c.yaml") == ""
        assert (looks.kind(".git"), looks.kind("sub"), looks.kind("gone")) == ("folder", "folder", "")
        assert head_of("a.yaml", 9) == (b"a: 1\n", 5)
        assert looks.real("sub") == f"{top / 'sub'}"
        with pytest.raises(FileNotFoundError):
            head_of("sub/inner/deep/c.yaml", 9)
        with pytest.raises(NotADirectoryError):
            looks.entries("sub/inner/deep")
        assert expand(["sub/inner"]) == ([], [("sub/inner", "no such file or folder")])
    assert [each.path for each in found_below(top)] == before


def test_what_lies_around_the_repository_is_looked_at(top: Path) -> None:
    (top.parent / "beside").mkdir()
    commit(top.parent / "beside", "one")
    (top.parent / "beside/x.yaml").touch()
    with looked_at(WorkTree(top)):
        assert looks.kind("../beside/x.yaml") == "file"
        assert [each.name for each in looks.entries("../beside")] == [".git", "x.yaml"]
        assert looks.kind("..") == "folder"
