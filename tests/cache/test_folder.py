# The module does without pathlib, and so do its tests.
# ruff: noqa: PTH100, PTH101, S103, PTH104, PTH110, PTH116, PTH118, PTH123, PTH208, PTH211

from __future__ import annotations

import os
import stat
import sys
import time
from typing import TYPE_CHECKING

import pytest

from validator.cache import folder as module
from validator.cache.folder import Folder, lies_inside, place

if TYPE_CHECKING:
    from pathlib import Path

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes and owners are others there")
NAME = "ab12.answer"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(f"{tmp_path / 'cache' / 'appxlint'}")


@posix
def test_the_place_is_given_or_the_variables_or_the_platforms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/me")
    assert place(None, {}, "linux") == "/home/me/.cache/appxlint"
    assert place(None, {"XDG_CACHE_HOME": "/x"}, "linux") == "/x/appxlint"
    assert place(None, {"XDG_CACHE_HOME": "x"}, "linux") == "/home/me/.cache/appxlint"
    assert place(None, {}, "darwin") == "/home/me/Library/Caches/appxlint"
    assert place(None, {"LOCALAPPDATA": "/local"}, "win32") == "/local/appxlint"
    assert place(None, {}, "win32") is None
    assert place(None, {"APPXLINT_CACHE_DIR": "/v"}, "linux") == "/v/appxlint"
    assert place(None, {"APPXLINT_CACHE_DIR": ""}, "linux") is None
    assert place("/given", {"APPXLINT_CACHE_DIR": "/v"}, "linux") == "/given/appxlint"
    assert place("given", {}, "linux") == os.path.abspath("given/appxlint")


@posix
def test_without_a_home_there_is_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "expanduser", str)
    assert place(None, {}, "linux") is None
    assert place(None, {}, "darwin") is None


def test_what_is_written_is_read_and_a_file_is_always_a_whole_one(folder: Folder) -> None:
    assert folder.read(NAME) is None
    for text in ("one", "", "two\n\udc80\0", "é" * 100):
        assert folder.keep(NAME, text)
        assert folder.read(NAME) == text
    assert sorted(os.listdir(folder.path)) == ["CACHEDIR.TAG", NAME]


@posix
def test_folder_and_files_are_for_nobody_else_whatever_the_umask_says(folder: Folder) -> None:
    before = os.umask(0)
    try:
        assert folder.keep(NAME, "text")
    finally:
        os.umask(before)
    assert stat.S_IMODE(os.stat(folder.path).st_mode) == 0o700
    assert stat.S_IMODE(os.stat(os.path.join(folder.path, NAME)).st_mode) == 0o600
    with open(os.path.join(folder.path, "CACHEDIR.TAG"), encoding="utf-8") as tag:
        assert tag.read().startswith("Signature: 8a477f597d28d172789f06886806bc55\n")


@posix
@pytest.mark.parametrize("path", ["", NAME])
def test_what_others_may_write_is_neither_read_nor_written(folder: Folder, path: str) -> None:
    folder.keep(NAME, "text")
    os.chmod(os.path.join(folder.path, path), 0o777)
    assert folder.read(NAME) is None
    assert folder.keep(NAME, "other") is (path == NAME)


@posix
def test_what_is_anothers_is_not_read(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.keep(NAME, "text")
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert folder.read(NAME) is None
    assert not folder.keep(NAME, "other")
    assert folder.clear() == 0


@posix
def test_a_link_is_no_folder_and_no_file_of_ours(folder: Folder, tmp_path: Path) -> None:
    folder.keep(NAME, "text")
    (tmp_path / "link").symlink_to(folder.path)
    assert Folder(f"{tmp_path / 'link'}").read(NAME) is None
    os.rename(os.path.join(folder.path, NAME), os.path.join(folder.path, "cd.answer"))
    os.symlink("cd.answer", os.path.join(folder.path, NAME))
    assert folder.read(NAME) is None


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"appxlint answer 0 x\ntext", b"text", b"appxlint answer 1 \ntext"]
)
def test_what_is_damaged_or_another_versions_is_as_if_it_were_not_there(folder: Folder, data: bytes) -> None:
    folder.keep(NAME, "text")
    with open(os.path.join(folder.path, NAME), "wb") as file:
        file.write(data)
    assert folder.read(NAME) is None
    assert folder.keep(NAME, "text")
    assert folder.read(NAME) == "text"


def test_where_nothing_can_be_written_nothing_is(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    assert folder.keep(NAME, "text")
    monkeypatch.setattr(os, "replace", full)
    assert not folder.keep("cd.answer", "text")
    assert not Folder(f"{folder.path}/CACHEDIR.TAG/below").keep(NAME, "text")
    assert sorted(os.listdir(folder.path)) == ["CACHEDIR.TAG", NAME]


def _aged(folder: Folder, name: str, seconds: int) -> None:
    at = time.time() - seconds
    os.utime(os.path.join(folder.path, name), (at, at))


def test_what_was_used_longest_ago_goes_first(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_FILES", 3)
    for number in range(5):
        folder.keep(f"0{number}.answer", "text")
        _aged(folder, f"0{number}.answer", 10**6 - number)
        if number == 2:
            folder.used("00.answer")
    assert sorted(os.listdir(folder.path)) == ["00.answer", "03.answer", "04.answer", "CACHEDIR.TAG"]


def test_no_more_is_kept_than_there_is_room_for(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 300)
    for number in range(5):
        folder.keep(f"0{number}.answer", "x" * 50)
        _aged(folder, f"0{number}.answer", 1000 - number)
    assert sum(status.st_size for _, status in folder.contents()) <= 300
    assert folder.read("04.answer") is not None


def test_the_folder_is_looked_through_for_some_of_all_names_alone(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_FILES", 1)
    for name in ("a.answer", "b.answer", "c.answer"):
        folder.keep(name, "text")
    assert len(folder.contents()) == 3
    folder.keep("8.answer", "text")
    assert [name for name, _ in folder.contents()] == ["8.answer"]


def test_what_was_left_half_written_goes_and_what_is_not_ours_stays(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_FILES", 1)
    folder.keep("00.answer", "text")
    for name in ("ab.tmp", "cd.tmp", "notes.txt", "mine.answer"):
        with open(os.path.join(folder.path, name), "w", encoding="utf-8"):
            pass
    for name in ("ab.tmp", "00.answer", "notes.txt", "mine.answer"):
        _aged(folder, name, 10**6)
    folder.keep("01.answer", "text")
    assert sorted(os.listdir(folder.path)) == [
        "01.answer",
        "CACHEDIR.TAG",
        "cd.tmp",
        "mine.answer",
        "notes.txt",
    ]
    assert folder.clear() == 2
    assert sorted(os.listdir(folder.path)) == ["mine.answer", "notes.txt"]


def test_clearing_leaves_no_folder_where_all_was_ours(folder: Folder) -> None:
    assert folder.clear() == 0
    folder.keep(NAME, "text")
    assert folder.clear() == 1
    assert not os.path.exists(folder.path)


@pytest.mark.parametrize("root", [".git", "appxlint.toml"])
def test_a_folder_inside_what_is_checked_is_told(project: Path, tmp_path: Path, root: str) -> None:
    inside = f"{project / 'sub' / 'cache'}"
    assert not lies_inside(inside, ["."])
    (project / root).touch()
    (project / "other").mkdir()
    assert lies_inside(inside, ["."])
    assert lies_inside(inside, [f"{tmp_path}", "other/a.yaml"])
    assert not lies_inside(inside, [f"{tmp_path}"])
    assert not lies_inside(f"{tmp_path / 'cache'}", ["."])


@posix
def test_a_link_into_what_is_checked_lies_inside_as_well(project: Path, tmp_path: Path) -> None:
    (project / ".git").mkdir()
    (project / "cache").mkdir()
    (tmp_path / "link").symlink_to(project / "cache")
    assert lies_inside(f"{tmp_path / 'link' / 'appxlint'}", ["."])
