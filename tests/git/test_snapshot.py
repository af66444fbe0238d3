"""Snapshots held against the disk: whatever a check may look at is answered as a check-out would answer it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from tests.support.repository import commit, git, needs_git
from validator.diagnostics import Limits, UsageError
from validator.documents import looks
from validator.documents.discover import expand, found_below
from validator.documents.source import UnreadableError, head_of, read
from validator.git.asking import Contents
from validator.git.looking import looked_at
from validator.git.repository import Stored, files_of, repository_of
from validator.git.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = needs_git

FILES = {
    "appxlint.toml": "exclude = ['archive']\n",
    ".gitignore": "ignored/\n!kept.yaml\n",
    "a.yaml": "a: 1\n",
    "ignored/b.yaml": "b: 1\n",
    "sub/c d.yml": "c: 1\n",
    "sub/.gitignore": "f.json\n",
    "sub/f.json": "{}",
    "sub/deep/e.json": "{}",
    "sub/deep/notes.txt": "",
    "node_modules/g.yaml": "g: 1\n",
    "nested/appxlint.toml": "",
    "nested/h.yaml": "h: 1\n",
}
LINKS = {
    "by-link.yaml": "a.yaml",
    "sub/up.yaml": "../sub/./deep/../c d.yml",
    "chain.yaml": "by-link.yaml",
    "folder": "sub/deep",
    "dangling.yaml": "gone.yaml",
    "round.yaml": "round.yaml",
    "out.yaml": "../../elsewhere.yaml",
}
LOOKED_AT = (
    *FILES,
    *LINKS,
    *(".", "sub", "sub/deep", "sub/", "gone", "gone/x", "a.yaml/x", "folder/e.json", "folder/gone", ".git"),
    *("sub/../a.yaml", "..", "../..", ".git/HEAD"),
)


@pytest.fixture
def then(project: Path) -> Iterator[Snapshot]:
    """Return what was committed; since then nothing of it is left on the disk but the repository itself."""
    write_project(project, FILES)
    for name, target in LINKS.items():
        (project / name).symlink_to(target)
    git(project, "init", "--quiet", "--initial-branch", "main")
    git(project, "add", "--force", "--all")
    commit(project, "one")
    repository = repository_of(project)
    with Contents(project) as contents:
        yield Snapshot(project, "then", files_of(repository, "HEAD", "HEAD"), contents)


def _emptied(folder: Path) -> None:
    git(folder, "rm", "-r", "--quiet", "--force", ".")
    write_project(folder, {"new.yaml": "n: 1\n", "a.yaml": "changed: 1\n", "fresh/x.yaml": ""})


def _kinds() -> dict[str, tuple[str, bool]]:
    return {each: (looks.kind_of(each), looks.is_link(each)) for each in LOOKED_AT}


def _listed() -> dict[str, object]:
    folders = [each for each in LOOKED_AT if looks.kind(each) == "folder" and not each.startswith("..")]
    return {each: looks.listing(looks.entries(each)) for each in folders if each != ".git"}


def _read() -> dict[str, object]:
    found: dict[str, object] = {}
    for each in LOOKED_AT:
        try:
            found[each] = head_of(each, 5) if not each.startswith(".git/") else ()
        except IsADirectoryError:
            found[each] = "a folder"
        except (OSError, UnreadableError):
            found[each] = None
    return found


def _real() -> dict[str, str]:
    inside = (each for each in LOOKED_AT if looks.kind_of(each) not in {"", "link"})
    return {each: looks.real(each) for each in inside}


def _walked() -> tuple[list[str], list[str]]:
    return [each.path for each in found_below(Path.cwd())], [
        each.path for each in expand(["sub", "a.yaml"])[0]
    ]


@pytest.mark.parametrize("look", [_kinds, _listed, _read, _real, _walked])
def test_a_snapshot_answers_as_the_disk_did(
    look: Callable[[], object], project: Path, then: Snapshot
) -> None:
    before = look()
    with looked_at(then):
        assert look() == before
    _emptied(project)
    with looked_at(then):
        assert look() == before
    assert look() != before


def test_what_is_on_the_disk_alone_is_not_there(project: Path, then: Snapshot) -> None:
    _emptied(project)
    with looked_at(then):
        found = {each.path for each in found_below(project)}
        assert looks.kind("fresh/x.yaml") == looks.kind("fresh") == looks.kind("new.yaml") == ""
    assert "new.yaml" not in found
    assert {"a.yaml", "sub/c d.yml"} <= found
    assert looks.kind("fresh") == "folder"


def test_a_pattern_means_files_that_are_there(project: Path, then: Snapshot) -> None:
    (project / "new.yaml").touch()
    with looked_at(then):
        found, missing = expand(["*.yaml"])
        assert "new.yaml" not in {each.path for each in found}
        assert missing == []


def test_a_folder_is_known_by_whatever_way_leads_to_it(project: Path, then: Snapshot) -> None:
    way = project.parent / "way"
    way.symlink_to(project)
    (project / "a.yaml").unlink()
    with looked_at(then):
        assert looks.kind(way / "a.yaml") == looks.kind(project / "a.yaml") == "file"
        assert looks.real(f"{way}") == f"{project}"
        assert looks.kind(way / "gone") == ""


def test_what_lies_outside_or_apart_is_looked_at_on_the_disk(project: Path, then: Snapshot) -> None:
    (project.parent / "elsewhere.yaml").write_text("x: 1\n")
    files = files_of(repository_of(project), "HEAD", "HEAD")
    (project / "a.yaml").write_text("changed: 1\n")
    with Contents(project) as contents:
        apart = Snapshot(project, "then", files, contents, [Path("a.yaml")])
        with looked_at(apart):
            assert head_of("../elsewhere.yaml", 9)[0] == b"x: 1\n"
            assert head_of("a.yaml", 99)[0] == b"changed: 1\n"
    with looked_at(then):
        assert head_of("a.yaml", 99)[0] == b"a: 1\n"


def test_a_text_that_was_let_go_is_read_again_from_the_snapshot(project: Path, then: Snapshot) -> None:
    (project / "a.yaml").unlink()
    with looked_at(then):
        source = read("a.yaml", project / "a.yaml", Limits())
        source.let_go()
        assert source.text == "a: 1\n"


def test_contents_that_were_not_fetched_are_said(project: Path, then: Snapshot) -> None:
    with Contents(project) as contents:
        partial = Snapshot(project, "main", [Stored("a.yaml", "100644", "0" * 40)], contents)
        with looked_at(partial), pytest.raises(UsageError, match=r"^main:a\.yaml is not in this clone"):
            head_of("a.yaml", 9)
    del then
