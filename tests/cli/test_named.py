"""What people name: paths that lead nowhere, and the bytes of a named file."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from validator.cli.named import bytes_of, refuse_missing, refuse_other_than_file
from validator.project.settings import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command

LOOKING = ("show", "list", "secrets", "guide", "graph")
"""Commands that look at paths as they are named."""


def test_files_folders_and_patterns_that_lead_somewhere_are_taken(project: Path) -> None:
    write_project(project, {"a.yaml": "x: 1\n"})
    refuse_missing(("a.yaml", ".", "*.yaml"))


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("gone.yaml", "gone.yaml is no file and no folder"),
        ("*.json", "*.json is no file and no folder"),
        ("", "a path is empty; leave it out if the working folder is meant"),
    ],
)
def test_what_leads_nowhere_is_refused(path: str, words: str, project: Path) -> None:
    write_project(project, {"a.yaml": "x: 1\n"})
    with pytest.raises(SettingsError) as caught:
        refuse_missing((path,))
    assert str(caught.value) == words


@pytest.mark.parametrize("command_name", LOOKING)
@pytest.mark.parametrize("path", ["gone.yaml", "*.json", ""])
def test_every_command_says_the_same_of_a_path_that_leads_nowhere(
    command_name: str, path: str, project: Path, command: Command
) -> None:
    write_project(project, {"a.yaml": "x: 1\n"})
    with pytest.raises(SettingsError) as caught:
        refuse_missing((path,))
    assert command(command_name, path) == (2, "", f"appxlint: {caught.value}\n")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_what_is_no_regular_file_is_called_so(project: Path) -> None:
    os.mkfifo(project / "pipe.yaml")
    for refuse in (lambda path: refuse_missing((path,)), refuse_other_than_file):
        with pytest.raises(SettingsError, match=r"^pipe\.yaml is not a regular file$"):
            refuse("pipe.yaml")


def test_the_bytes_of_a_file_are_returned_up_to_a_limit(project: Path) -> None:
    write_project(project, {"a.csv": "12345"})
    assert bytes_of("a.csv", 5) == b"12345"
    with pytest.raises(SettingsError, match=r"^--from-csv: a\.csv is longer than 4 bytes; split it$"):
        bytes_of("a.csv", 4, option="--from-csv", remedy="; split it")


@pytest.mark.parametrize(("path", "words"), [("gone", "gone is no file"), ("", "an empty path is no file")])
def test_a_file_that_is_not_there_is_refused(path: str, words: str, project: Path) -> None:
    write_project(project, {})
    with pytest.raises(SettingsError) as caught:
        bytes_of(path, 5)
    assert str(caught.value) == words


@pytest.mark.parametrize("command_name", [each for each in LOOKING if each not in {"show", "guide"}])
def test_a_folder_without_anything_of_ours_is_a_wrong_call(
    command_name: str, project: Path, command: Command
) -> None:
    write_project(project, {"alone/notes.txt": "", "alone/appxlint.toml": "", "other/broken.yaml": "kind: ["})
    for path in ("alone", "other/broken.yaml"):
        words = f"{path} holds no document of appxlint that can be read; `appxlint check` says more"
        assert command(command_name, path) == (2, "", f"appxlint: {words}\n")
