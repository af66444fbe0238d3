from __future__ import annotations

import inspect
from typing import Annotated, Any

import typer
from typer.testing import CliRunner

from validator.cli.options import FORMAT, OUTPUT, PROJECT, QUIET
from validator.cli.parameters import InOrder, described, given, takes, word

SELECT = PROJECT._replace(names=("--select",), field="select", kind="list")
TABLE = (FORMAT, OUTPUT, QUIET, PROJECT, SELECT)


def _typed(*words: str) -> list[tuple[str, Any]]:
    """Return what a command with the options of the table is given, by the first name of each."""
    app, seen = typer.Typer(), list[tuple[str, Any]]()

    @app.command(cls=InOrder)
    @takes(TABLE)
    def command(
        context: typer.Context, path: Annotated[str, word("A path.", "[PATH]")] = ".", **options: object
    ) -> None:
        seen.extend((option.names[0], value) for option, value in given(TABLE, options, context))
        seen.append(("path", path))

    ran = CliRunner().invoke(app, words)
    assert ran.exit_code == 0, ran.output
    return seen


def test_options_are_given_in_the_order_typed_each_as_often_as_it_was() -> None:
    assert _typed() == [("path", ".")]
    assert _typed("--select", "a", "--format", "json", "-o", "x", "a.yaml", "-f=y", "--select=b", "-q") == [
        *(("--select", "a"), ("--format", "json"), ("--output", "x")),
        *(("--format", "=y"), ("--select", "b"), ("--quiet", True)),
        ("path", "a.yaml"),
    ]


def test_of_an_option_with_one_value_the_last_counts() -> None:
    assert set(_typed("--project", "a", "--project", "b")) == {("--project", "b"), ("path", ".")}


def test_a_command_has_its_own_parameters_before_those_of_the_table() -> None:
    @takes(TABLE)
    def command(context: typer.Context, **options: object) -> None:
        """Do nothing."""

    names = list(inspect.signature(command).parameters)
    assert names == ["context", "format", "file", "quiet", "project", "select"]


def test_a_shell_is_told_what_it_may_offer() -> None:
    assert [offer for offer, _ in described(FORMAT).autocompletion("js")] == ["json"]
    assert described(PROJECT).autocompletion is None
    assert "wrong-type" in [offer for offer, _ in word("Ids.", "RULE...").autocompletion("wrong")]
