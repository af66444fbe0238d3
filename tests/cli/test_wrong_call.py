from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from validator.cli.wrong_call import words_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command

KEY = "f27a90c3e16b4d85a0c9f2e7b13d6850e94a7cb2d1f8063e5ab97d40c6e281f3"


@pytest.fixture(autouse=True)
def folder(project: Path) -> Path:
    return write_project(project, {"configs/acme": "", "check.yaml": ""})


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["foo.yaml"], "appxlint check foo.yaml"),
        (["."], "appxlint check ."),
        (["configs"], "appxlint check configs"),
        (["configs/*", "--fix"], "appxlint check 'configs/*'"),
        (["--quiet", "check.yaml"], "appxlint check check.yaml"),
        (["my file.yaml"], "appxlint check 'my file.yaml'"),
        ([f"{KEY}/"], "appxlint check PATH"),
        (["a\n::error::b.yaml"], r"appxlint check 'a\u{000A}\u{003A}:error::b.yaml'"),
    ],
)
def test_a_path_in_the_place_of_a_command_is_told_how_it_is_linted(
    arguments: list[str], line: str, command: Command
) -> None:
    ran = command(*arguments)
    words = f"appxlint: a command comes first; to lint a file or folder, write `{line}`\n"
    assert (ran.code, ran.out, ran.err) == (2, "", words)


@pytest.mark.parametrize("arguments", [["chekc"], ["chekc", "a.yaml"], ["explain", "a", "b.c"], ["--bogus"]])
def test_what_is_no_path_is_told_in_other_words(arguments: list[str], command: Command) -> None:
    ran = command(*arguments)
    assert ran.code == 2
    assert "a command comes first" not in ran.err


@pytest.mark.parametrize("arguments", [["rules", KEY], [KEY], ["check", f"--{KEY}"]])
def test_a_word_that_looks_like_a_secret_is_not_repeated(arguments: list[str], command: Command) -> None:
    ran = command(*arguments)
    assert ran.code == 2
    assert KEY not in ran.err


class UnknownError(Exception):
    """What some later release of Typer may complain of."""

    def format_message(self) -> str:
        return f"Something is wrong with {KEY}"


def test_what_is_not_known_yet_is_told_in_the_words_of_the_library_and_without_secrets() -> None:
    told = words_of(UnknownError(), ["check"], {"check": None})
    assert told.startswith("Something is wrong with ")
    assert KEY not in told
