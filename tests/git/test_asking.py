from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.repository import commit, git, needs_git
from validator.diagnostics import UsageError
from validator.git.asking import Contents, ask

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs_git


def test_what_git_says_is_told_from_what_it_complains_of(project: Path) -> None:
    answer = ask(["rev-parse", "--show-toplevel"], project)
    assert answer.said is None
    assert answer.line == ""
    assert "not a git repository" in answer.complaint
    commit(project, "one")
    assert ask(["rev-parse", "--show-toplevel"], project).line == f"{project}"


def test_contents_are_read_one_after_the_other_and_no_further_than_asked(project: Path) -> None:
    data = bytes(range(256)) * 5000
    (project / "a.bin").write_bytes(data)
    (project / "b\n.yaml").write_bytes(b"a: 1\r\n")
    (project / "empty").touch()
    (project / ".gitattributes").write_text("* text=auto eol=crlf\n")
    commit(project, "one")
    names = {
        line.partition("\t")[2]: line.split()[2]
        for line in git(project, "ls-tree", "-z", "HEAD").split("\0")
        if line
    }
    with Contents(project) as contents:
        assert contents.read(names["b\n.yaml"], 100) == (b"a: 1\n", 5)
        assert contents.read(names["a.bin"], 10) == (data[:10], len(data))
        assert contents.read("0" * 40, 10) is None
        assert contents.read("HEAD", 10) is None
        assert contents.read(names["empty"], 10) == (b"", 0)
        assert contents.read(names["a.bin"], 10**9) == (data, len(data))


def test_a_git_that_has_ended_has_no_contents(project: Path) -> None:
    (project / "a.yaml").write_text("a: 1\n")
    commit(project, "one")
    name = git(project, "rev-parse", "HEAD:a.yaml")
    with Contents(project) as contents:
        assert contents.read(name, 9) == (b"a: 1\n", 5)
        contents._process.kill()
        contents._process.wait()
        assert contents.read(name, 9) is None
        assert contents.read(name, 9) is None


def test_without_git_it_is_said_what_is_missing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{project}")
    with pytest.raises(UsageError, match="git is not there"):
        ask(["version"], project)


def test_nothing_is_fetched_and_no_program_of_the_repository_is_run(project: Path) -> None:
    """The configuration of a repository that was copied from somewhere names programs."""
    commit(project, "one")
    for key in ("core.fsmonitor", "core.pager", "diff.external", "filter.x.clean", "filter.x.smudge"):
        git(project, "config", key, f"touch {project}/ran")
    (project / ".gitattributes").write_text("* filter=x diff=x\n")
    git(project, "config", "diff.x.textconv", f"touch {project}/ran;")
    (project / "a.yaml").write_text("a: 1\n")
    for words in (
        ["rev-parse", "--verify", "HEAD"],
        ["ls-tree", "-r", "-z", "HEAD"],
        ["diff-index", "--cached", "-r", "-z", "-M", "HEAD", "--"],
        ["merge-base", "HEAD", "HEAD"],
    ):
        assert ask(words, project).said is not None
    assert not (project / "ran").exists()
