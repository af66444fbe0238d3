from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer

from validator.cli import app as cli
from validator.cli.help import EXAMPLE, STARTS, SUBJECTS, room

if TYPE_CHECKING:
    from tests.conftest import Command

DEMO = Path(__file__).parents[2] / "sample-configs" / "demo"
COMMANDS: Any = typer.main.get_command(cli.app)
NAMES = list(COMMANDS.commands)
WIDTHS = (40, 60, 80)


def test_every_command_stands_under_one_subject() -> None:
    assert sorted(name for names in SUBJECTS.values() for name in names) == sorted(NAMES)


def test_the_first_page_begins_with_what_the_tool_is_and_what_one_starts_with(command: Command) -> None:
    page = command("--help").out
    whole = " ".join(page.split())
    assert whole.index("before anybody presses Connect.") < whole.index("Start with:") < whole.index("Check:")
    assert all(f"{each.line} {each.purpose}" in whole for each in STARTS)


@pytest.mark.parametrize("start", STARTS, ids=lambda start: str(start.line))
def test_what_one_starts_with_is_a_command(start: Any) -> None:
    tool, name, *_ = start.line.split()
    assert (tool, name in NAMES) == ("appxlint", True)


def test_every_command_has_its_whole_first_sentence(command: Command) -> None:
    page = " ".join(command("--help").out.split())
    for name, each in COMMANDS.commands.items():
        sentence = each.help.split(". ")[0].rstrip(".")
        assert f"{name} {sentence}." in page
    assert "..." not in page.partition("Start with:")[2]


def test_the_example_is_what_the_tool_says(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DEMO)
    line, finding = EXAMPLE.splitlines()
    assert command(*line.split()[2:]).out.startswith(f"{finding}\n")


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("name", ["", *NAMES])
def test_help_fits_the_terminal(
    name: str, columns: int, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    page = command(*name.split(), "--help").out
    assert max(map(len, page.splitlines())) <= columns


def test_help_is_no_wider_than_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    assert room() == 78
    monkeypatch.setenv("COLUMNS", "1")
    assert room() == 30
