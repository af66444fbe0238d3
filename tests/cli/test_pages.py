"""Pages without Typer are those that it would have had printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.cli import entry
from validator.cli.app import run_typer
from validator.diagnostics import UsageError

if TYPE_CHECKING:
    from tests.conftest import Command


@pytest.mark.parametrize(
    "line",
    [
        *("rules", "rules --format json", "rules --fixable --basis inferred", "rules --level info"),
        *("explain company-id-malformed", "explain wrong-type Unknown_Field"),
        *("schema", "schema Workspace", "schema report"),
    ],
)
def test_a_page_is_printed_as_typer_has_it_printed(
    line: str, command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    quick = command(*line.split())
    assert run_typer(line.split()) == quick.code == 0
    assert quick.out == capsys.readouterr().out


@pytest.mark.parametrize("line", ["rules --format jsn", "explain wrong-tpye", "schema Worspace"])
def test_a_wrong_call_is_one_line(line: str, command: Command) -> None:
    with pytest.raises(UsageError) as error:
        run_typer(line.split())
    assert command(*line.split()) == (2, "", f"appxlint: {error.value}\n")


def test_typer_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("validator.cli.app.run_typer", None)
    assert entry.run(["rules"]) == 0
