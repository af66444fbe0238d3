from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import CACHE, write_project

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.conftest import Command

WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"


def test_info_says_where_and_how_much_and_clear_deletes_it(
    project: Path, tmp_path: Path, command: Command
) -> None:
    write_project(project, {"a.yaml": WORKSPACE})
    folder = tmp_path / "cache"
    given = ["--cache-dir", f"{folder}"]
    empty = f"folder   {folder / 'appxlint'}\nanswers  0\nbytes    0\n"
    assert command("cache", "info", *given) == (0, empty, "")
    assert not folder.exists()
    command("check", *given)
    said = command("cache", "info", *given)
    kept = [file for file in (folder / "appxlint").iterdir() if file.suffix != ".TAG"]
    size = sum(file.stat().st_size for file in kept)
    assert said == (0, f"folder   {folder / 'appxlint'}\nanswers  1\nbytes    {size:,}\n", "")
    assert command("cache", "clear", *given) == (0, f"2 files deleted from {folder / 'appxlint'}\n", "")
    assert command("cache", "clear", *given).out.startswith("0 files deleted")
    assert list(folder.iterdir()) == []


def test_the_variable_names_the_folder_and_an_empty_one_none(
    project: Path, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(project, {"a.yaml": WORKSPACE})
    assert command("cache", "info") == (0, f"no answers are kept: {CACHE} is empty\n", "")
    monkeypatch.setenv(CACHE, f"{tmp_path / 'cache'}")
    assert command("check").code == 0
    assert "answers  1\n" in command("cache", "info").out


def test_a_folder_that_others_may_write_into_is_told(tmp_path: Path, command: Command) -> None:
    (tmp_path / "appxlint").mkdir()
    (tmp_path / "appxlint").chmod(0o777)
    said = command("cache", "info", "--cache-dir", f"{tmp_path}")
    assert "(not used: others may write into it)" in said.out


def test_anything_else_is_a_wrong_call(command: Command) -> None:
    said = command("cache", "claer")
    assert said == (2, "", 'appxlint: cache: "claer" is none of info and clear; did you mean "clear"?\n')
