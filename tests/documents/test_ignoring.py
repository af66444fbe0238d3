from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.documents.trees import tree, walked
from validator.documents.ignoring import Ignored, is_pattern, left_out

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        ("*.yml\n", ["a.yaml", "sub/a.yaml", "sub/deep/a.yaml"]),
        ("sub/\n", ["a.yaml", "b.yml"]),
        ("/a.yaml\n", ["b.yml", "sub/a.yaml", "sub/b.yml", "sub/deep/a.yaml"]),
        ("a.yaml\n!sub/a.yaml\n", ["b.yml", "sub/a.yaml", "sub/b.yml"]),
        ("sub/*\n!sub/deep/\n", ["a.yaml", "b.yml", "sub/deep/a.yaml"]),
        ("**/deep/\n", ["a.yaml", "b.yml", "sub/a.yaml", "sub/b.yml"]),
        ("# a.yaml\n\n", ["a.yaml", "b.yml", "sub/a.yaml", "sub/b.yml", "sub/deep/a.yaml"]),
    ],
)
def test_what_git_ignores_is_left_out(patterns: str, left: list[str], project: Path) -> None:
    tree(project, "a.yaml", "b.yml", "sub/a.yaml", "sub/b.yml", "sub/deep/a.yaml")
    tree(project, _gitignore=patterns)
    assert walked(project) == left


def test_a_deeper_gitignore_decides_over_a_shallower_one(project: Path) -> None:
    tree(project, "a.yml", "sub/a.yml", "sub/b.yml", "sub/deep/a.yml", "other/a.yml")
    tree(project, _gitignore="*.yml\n")
    (project / "sub" / ".gitignore").write_text("!a.yml\n", encoding="utf-8")
    (project / "sub" / "deep" / ".gitignore").write_text("a.yml\n", encoding="utf-8")
    assert walked(project) == ["sub/a.yml"]


def test_a_gitignore_above_the_folder_counts_inside_a_repository_only(project: Path) -> None:
    tree(project, "configs/a.yaml", "configs/old/b.yaml", _gitignore="old/\n")
    assert walked(project / "configs") == ["a.yaml", "old/b.yaml"]
    (project / ".git").mkdir()
    assert walked(project / "configs") == ["a.yaml"]


def test_excluded_patterns_are_left_out_too(project: Path) -> None:
    tree(project, "a.yaml", "archive/b.yaml", "archive/keep/c.yaml", "d.yml")
    assert walked(project, ["archive/"]) == ["a.yaml", "d.yml"]
    assert walked(project, ["*.yml", "archive/*.yaml"]) == ["a.yaml", "archive/keep/c.yaml"]


@pytest.mark.parametrize(
    "pattern", ["build", "build/", "/build/", "build/**", "/build/*", "*", "**/build/old"]
)
def test_a_named_folder_is_walked_though_git_ignores_it_or_one_above_it(pattern: str, project: Path) -> None:
    tree(project, ".git/HEAD", "build/a.yaml", "build/old/b.yaml", _gitignore=f"{pattern}\n")
    assert walked(project / "build" / "old") == ["b.yaml"]
    assert "a.yaml" in walked(project / "build")


def test_what_git_ignores_below_a_named_folder_is_left_out(project: Path) -> None:
    tree(project, "build/a.yaml", "build/b.yml", "build/build/c.yaml", "build/old/d.yaml", "build/new/e.yaml")
    tree(project, ".git/HEAD", _gitignore="build/\n*.yml\n/build/old\n", build___gitignore="new/\n")
    assert walked(project / "build") == ["a.yaml"]


def test_a_line_of_gitignore_that_is_no_pattern_matches_nothing(project: Path) -> None:
    tree(project, "a.yaml", "b.yaml", "c.yaml", _gitignore="!\na.yaml\nb.yaml\\\n")
    assert walked(project) == ["b.yaml", "c.yaml"]


def test_what_is_excluded_is_left_out_whatever_a_gitignore_takes_back(project: Path) -> None:
    tree(project, "a.yml", "b.yml", _gitignore="!a.yml\n")
    assert walked(project, ["*.yml"]) == []
    assert walked(project, ["b.yml"]) == ["a.yml"]


def test_a_file_inside_decides_and_where_it_says_nothing_the_one_above(project: Path) -> None:
    tree(project, ".git/HEAD", "sub/a.yml", "sub/b.yml", _gitignore="*.yml\n", sub___gitignore="!a.yml\n")
    inside = Ignored.above(f"{project}", ()).within(f"{project}").within(f"{project / 'sub'}")
    assert not inside.covers(f"{project / 'sub/a.yml'}")
    assert inside.covers(f"{project / 'sub/b.yml'}")
    assert not inside.covers(f"{project / 'sub/c.yaml'}")


def test_the_search_for_gitignores_ends_at_the_root_of_the_nearest_repository(project: Path) -> None:
    tree(project, ".git/HEAD", "inner/.git/HEAD", "inner/sub/a.yaml", "outer/a.yaml", _gitignore="*.yaml\n")
    assert walked(project / "inner" / "sub") == ["a.yaml"]
    assert walked(project / "inner") == ["sub/a.yaml"]
    assert walked(project / "outer") == []


def test_a_pattern_for_folders_speaks_of_no_file(project: Path) -> None:
    ignored = Ignored.above(f"{project}", ("old/",))
    assert ignored.covers(f"{project / 'old'}", folder=True)
    assert not ignored.covers(f"{project / 'old'}")


@pytest.mark.parametrize(
    ("pattern", "start", "out"),
    [
        ("old/", None, True),
        ("old/", "configs", True),
        ("old/", "configs/old", False),
        ("configs/", None, True),
        ("configs/", "configs", False),
        ("configs/old/*.yaml", "configs/old", True),
        ("/a.yaml", None, False),
        ("a.yaml", "configs/old", True),
        ("*", "configs/old", False),
        ("*", "elsewhere", False),
        ("*", "..", True),
    ],
)
def test_a_pattern_of_the_project_leaves_out_a_file_by_itself_or_with_a_folder_on_its_way(
    pattern: str, start: str | None, out: bool, project: Path
) -> None:
    named = None if start is None else f"{(project / start).resolve()}"
    assert left_out(project / "configs/old/a.yaml", project, (pattern,), named) is out


def test_nothing_is_left_out_that_is_not_inside_the_project(project: Path) -> None:
    assert left_out(project / "a.yaml", project, ("*",))
    assert not left_out(project.parent / "a.yaml", project, ("*",))
    assert not left_out(project, project, ("*",), folder=True)
    assert not left_out(project / "a.yaml", project, ())


@pytest.mark.parametrize(
    ("line", "usable"),
    [("*.yaml", True), ("!a/", True), ("# note", True), ("!", False), ("a\\", False), ("x[z-a]", False)],
)
def test_a_line_is_a_pattern_or_not(line: str, usable: bool) -> None:
    assert is_pattern(line) is usable


@pytest.mark.parametrize("line", ["old[z-a].yaml", "old[[:digit:]].yaml"])
def test_a_range_that_no_expression_can_have_ends_no_run_and_warns_of_nothing(
    line: str, project: Path
) -> None:
    tree(project, "a.yaml", "left.yaml", _gitignore=f"{line}\nleft.yaml\n")
    assert walked(project) == ["a.yaml"]
