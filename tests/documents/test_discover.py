from __future__ import annotations

import errno
import inspect
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import SETTINGS, write_project
from tests.documents.trees import tree, walked
from validator.diagnostics import Request
from validator.documents.discover import (
    Found,
    by_project,
    expand,
    has_settings,
    in_order,
    project_root,
    walk,
)

if TYPE_CHECKING:
    from tests.conftest import Command

posix = pytest.mark.skipif(
    sys.platform == "win32", reason="links need a right on Windows that tests may lack"
)


def test_a_file_stands_before_what_may_be_its_copy() -> None:
    paths = [
        "b.yaml",
        "acme-2.yaml",
        "acme.yaml",
        "acme-2/b.yaml",
        "acme/b.yaml",
        "acme.yml",
        "acme copy.yaml",
    ]
    found = in_order(Found(path, "", named=True) for path in paths)
    assert [each.path for each in found] == [
        "acme.yaml",
        "acme.yml",
        "acme/b.yaml",
        "acme copy.yaml",
        "acme-2.yaml",
        "acme-2/b.yaml",
        "b.yaml",
    ]


def test_a_walk_finds_yaml_and_json_in_the_order_of_names(project: Path) -> None:
    tree(
        project,
        "b.yml",
        "a.yaml",
        "C.YAML",
        "x.json",
        "sub/connector.json",
        "sub/z.yaml",
        "test-settings.json",
        "y.jsonc",
        "d.txt",
        "yaml",
    )
    assert walked(project) == [
        "C.YAML",
        "a.yaml",
        "b.yml",
        "test-settings.json",
        "x.json",
        "sub/connector.json",
        "sub/z.yaml",
    ]


def test_folders_of_tools_are_left_out(project: Path) -> None:
    tree(
        project,
        "a.yaml",
        ".git/x.yaml",
        "node_modules/x.yaml",
        ".venv/x.yaml",
        "__pycache__/x.yaml",
        ".github/x.yaml",
    )
    assert walked(project) == ["a.yaml", ".github/x.yaml"]


def test_projects_inside_are_walked_only_when_asked_for(project: Path) -> None:
    tree(project, "a.yaml", "one/appxlint.toml", "one/b.yaml", "two/.git/HEAD", "two/c.yaml", "three/d.yaml")
    tree(project, three__pyproject_toml="[tool.appxlint]\n")
    assert walked(project, nested=False) == ["a.yaml"]
    assert walked(project) == ["a.yaml", "one/b.yaml", "three/d.yaml", "two/c.yaml"]
    assert walked(project / "one", nested=False) == ["b.yaml"]


@posix
def test_links_to_files_are_followed_and_links_to_folders_are_not(project: Path) -> None:
    tree(project, "real/a.yaml")
    (project / "link.yaml").symlink_to("real/a.yaml")
    (project / "gone.yaml").symlink_to("nowhere")
    (project / "folder").symlink_to("real", target_is_directory=True)
    (project / "real" / "up").symlink_to("..", target_is_directory=True)
    (project / "folder.yaml").symlink_to("real", target_is_directory=True)
    assert walked(project) == ["link.yaml", "real/a.yaml"]


def test_folders_may_be_nested_deeper_than_calls(project: Path) -> None:
    deep = project.joinpath(*["d"] * 200)
    tree(deep, "a.yaml")
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 60)
    try:
        found = [path.name for path in walk(project)]
    finally:
        sys.setrecursionlimit(limit)
    assert found == ["a.yaml"]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["a.yaml"], [("a.yaml", True)]),
        (["./sub/../a.yaml"], [("a.yaml", True)]),
        (["sub"], [("sub/b.yml", False), ("sub/c.yaml", False)]),
        (["sub", "sub/c.yaml"], [("sub/b.yml", False), ("sub/c.yaml", True)]),
        (["sub/c.yaml", "sub"], [("sub/c.yaml", True), ("sub/b.yml", False)]),
        (["sub/*.y*ml"], [("sub/b.yml", True), ("sub/c.yaml", True)]),
        (["**/*.yaml"], [("a.yaml", True), ("sub/c.yaml", True)]),
        (["[a].yaml"], [("a.yaml", True)]),
        (["x.txt"], [("x.txt", True)]),
        (["a.yaml", "a.yaml"], [("a.yaml", True)]),
    ],
)
def test_arguments_mean_files_folders_and_patterns(
    arguments: list[str], found: list[tuple[str, bool]], project: Path
) -> None:
    tree(project, "a.yaml", "sub/b.yml", "sub/c.yaml", "x.txt")
    files, missing = expand(arguments)
    assert [(each.path, each.named) for each in files] == found
    assert missing == []


def test_a_file_whose_name_is_a_pattern_is_that_file(project: Path) -> None:
    tree(project, "[ab].yaml", "a.yaml")
    files, _ = expand(["[ab].yaml"])
    assert [each.path for each in files] == ["[ab].yaml"]


def test_a_pattern_with_a_whole_path_is_understood(project: Path) -> None:
    tree(project, "sub/a.yaml", "sub/b.yaml")
    files, _ = expand([f"{project}/sub/*.yaml"])
    assert [each.path for each in files] == ["sub/a.yaml", "sub/b.yaml"]


def test_arguments_that_mean_nothing_are_returned_with_the_reason(project: Path) -> None:
    files, missing = expand(["a.yaml", "sub/*.yaml", ""])
    assert files == []
    assert missing == [(each, "no such file or folder") for each in ("a.yaml", "sub/*.yaml", "")]


def test_a_named_file_is_found_though_git_ignores_it(project: Path) -> None:
    tree(project, "a.yaml", _gitignore="*.yaml\n")
    assert [each.path for each in expand(["a.yaml"])[0]] == ["a.yaml"]
    assert expand(["."])[0] == []


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        (["."], "."),
        (["sub"], "sub"),
        ([".", "sub/deep", "sub"], "sub/deep"),
        (["sub/deep", "."], "sub/deep"),
        (["s*"], "sub"),
        (["sub", "sub/deep/a.yaml"], None),
        (["sub/deep/a.yaml", "sub"], None),
    ],
)
def test_a_found_file_knows_the_nearest_folder_that_was_named(
    arguments: list[str], start: str | None, project: Path
) -> None:
    tree(project, "sub/deep/a.yaml")
    (found,) = expand(arguments)[0]
    assert found.start == (None if start is None else f"{project / start}")


def test_the_root_of_a_project_is_the_nearest_settings_then_git(project: Path) -> None:
    tree(project, "team/appxlint.toml", "team/repo/.git/HEAD", "team/repo/sub/a.yaml", "b.yaml")
    assert project_root(project / "team/repo/sub/a.yaml") == project / "team"
    assert project_root(project / "b.yaml") is None
    (project / "team/appxlint.toml").unlink()
    assert project_root(project / "team/repo/sub/a.yaml") == project / "team/repo"
    (project / "team/repo/sub/pyproject.toml").write_text("[tool.appxlint]\n", encoding="utf-8")
    assert project_root(project / "team/repo/sub/a.yaml") == project / "team/repo/sub"
    (project / "team/repo/sub/pyproject.toml").write_text("[tool.ruff]\n", encoding="utf-8")
    assert project_root(project / "team/repo/sub/a.yaml") == project / "team/repo"


@pytest.mark.parametrize(
    ("here", "arguments", "roots"),
    [
        (".", ["a/1.yaml", "b/2.yaml"], ["."]),
        (".", ["a"], ["."]),
        ("a", ["1.yaml", "../b/2.yaml"], [".", "a"]),
        ("b", ["../a/1.yaml"], ["a"]),
        ("b", ["../a/1.yaml", "../a/deep/3.yaml"], ["a"]),
        ("c", ["../a/1.yaml", "../b"], ["."]),
    ],
)
def test_files_outside_of_git_belong_to_the_working_folder_or_the_nearest_that_holds_all(
    here: str, arguments: list[str], roots: list[str], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(project, "a/1.yaml", "b/2.yaml", "a/deep/3.yaml", "c/x.txt")
    monkeypatch.chdir(project / here)
    groups = by_project(expand(arguments)[0], Request(tuple(arguments)))
    assert sorted(groups) == sorted(f"{project / root}" for root in roots)


@pytest.mark.parametrize("wide", ["home", "disk"])
def test_a_whole_home_or_disk_is_no_project(
    wide: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(project, "a/1.yaml", "b/2.yaml")
    monkeypatch.chdir(project if wide == "home" else project.anchor)
    monkeypatch.setenv("HOME", f"{project}")
    monkeypatch.setenv("USERPROFILE", f"{project}")
    files, _ = expand([f"{project / 'a/1.yaml'}", f"{project / 'b/2.yaml'}"])
    assert set(by_project(files, Request(()))) == {f"{project / each}" for each in "ab"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["../one", "--project", "../one"],
        ["../one/a.yaml", "--project", "../two/../one"],
        ["..", "--allow-empty"],
        ["-", "--stdin-filename", "../one/a.yaml"],
    ],
)
def test_a_file_is_one_file_whichever_way_it_is_written(
    arguments: list[str], project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"
    write_project(project / "one", {"a.yaml": workspace})
    tree(project, "two/b.txt")
    monkeypatch.chdir(project / "two")
    ran = command("check", *arguments, stdin=workspace.encode())
    assert ran.code == 0
    assert ran.out.startswith("1 file, 1 document, ")
    assert ran.out.endswith("no findings\n")


def test_a_level_to_fail_on_is_that_of_the_project_that_is_named(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(project, {"a.yaml": "apiVersion: appxlint/v1\nkind: Workspace\nnmae: Acme\n"})
    write_project(project / "sub", {SETTINGS: 'fail-on = "never"\n'})
    monkeypatch.chdir(project / "sub")
    assert command("check", "..").code == 1


def test_names_never_cross_the_border_of_a_project(project: Path) -> None:
    from validator import check  # noqa: PLC0415 - the only test here that needs the whole

    workspace = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"
    write_project(project / "one", {"a.yaml": workspace})
    write_project(project / "two", {"a.yaml": workspace})
    report = check(project)
    assert report.diagnostics == ()
    assert report.files == ("one/a.yaml", "two/a.yaml")
    write_project(project / "one", {"b.yaml": workspace})
    assert [each.rule for each in check(project).diagnostics] == ["duplicate-name"]


def test_a_folder_is_a_project_by_its_settings(tmp_path: Path) -> None:
    assert not has_settings(tmp_path)
    pyproject = tmp_path / "pyproject.toml"
    pyproject.write_text("[project]\nname = 'x'\n", encoding="utf-8")
    assert not has_settings(tmp_path)
    pyproject.write_text("[tool.appxlint]\n", encoding="utf-8")
    assert has_settings(tmp_path)
    pyproject.unlink()
    (tmp_path / "appxlint.toml").touch()
    assert has_settings(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "[tool.appxlint]\n",
        "[ tool . 'appxlint' ]\n",
        "[tool.appxlint.limits]\ndepth = 3\n",
        "[[tool.appxlint.more]]\n",
        "tool = {appxlint = {}}\n",
        "[tool]\nappxlint.fail-on = 'never'\n",
        "\ufeff[tool.appxlint]\r\n",
        "[tool.appxlint]\nselect = [\n",
        "tool = 'appxlint'\n",
        "[[tool]]\nappxlint = {}\n",
    ],
)
def test_a_table_of_ours_in_pyproject_is_settings_however_it_is_written(text: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes(text.encode())
    assert has_settings(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "[tool.appxlint-other]\n",
        "[tool.appxlinting]\n",
        "[tool.other.appxlint]\n",
        "[project]\ndependencies = ['appxlint']\n",
        "# [tool.appxlint]\n",
        "text = '''\n[tool.appxlint]\n'''\n",
        "[tool.appxlint-other]\nselect = [\n",
    ],
)
def test_a_name_that_is_only_like_ours_makes_no_settings(text: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes(text.encode())
    assert not has_settings(tmp_path)


def test_a_pyproject_that_may_not_be_read_is_told(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "pyproject.toml").write_text("[tool.appxlint]\n", encoding="utf-8")
    opened = os.open

    def refuse(path: Path, flags: int, mode: int = 0o777) -> int:
        if Path(path).name == "pyproject.toml":
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, flags, mode)

    monkeypatch.setattr(os, "open", refuse)
    words = "appxlint: pyproject.toml: permission denied; whether it holds settings is not known\n"
    assert command("check", ".") == (2, "", words)
