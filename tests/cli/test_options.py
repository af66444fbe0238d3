from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import write_project
from validator.cli import app as cli
from validator.cli import check as check_command
from validator.cli.options import FLAGS, LISTS, SHEETS, VALUES, CheckOptions, Sheet, quick_check

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command

WORDS = {
    "--fail-on": "warning",
    "--project": "here",
    "--config": "x.toml",
    "--stdin-filename": "a.yaml",
    "--as-of": "2027-03-01",
    "--color": "never",
    "--write-baseline": "base.json",
    "--select": "wrong-type,unknown-field",
    "--ignore": "unknown-field",
    "--severity": "wrong-type=info",
    "--format": "json",
    "-f": "concise",
}
SINGLE = {**VALUES, **LISTS, "--format": "format", "-f": "format"}


def read_by_typer(arguments: list[str]) -> CheckOptions:
    """Return the options that Typer makes of a command line."""
    seen: list[CheckOptions] = []

    def take(options: CheckOptions) -> int:
        seen.append(options)
        return 0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(check_command, "check", take)
        assert cli.run_typer(arguments) == 0
    (options,) = seen
    return options


@pytest.mark.parametrize(
    "line",
    [
        "",
        ".",
        "a.yaml b.yaml",
        "-",
        "a.yaml --quiet",
        "-q a.yaml --fail-on warning b.yaml",
        "--fail-on=warning",
        "--format json --format text",
        "-f json",
        "--format=sarif --output=x.sarif",
        "-f text --format sarif -o x.sarif",
        "--select a --select b,c --ignore d",
        "--severity a=info --severity b=error",
        "--skip-foreign --allow-empty --show-files --statistics",
        "--fix --unsafe-fixes --diff",
        "--color=always --as-of 2027-03-01",
        "--select=",
        "--project=a=b",
    ],
)
def test_the_quick_reader_and_typer_agree(line: str) -> None:
    arguments = ["check", *line.split()]
    quick = quick_check(arguments)
    assert quick is not None
    assert quick == read_by_typer(arguments)


@given(
    st.lists(
        st.one_of(
            st.sampled_from([[flag] for flag in FLAGS]),
            st.sampled_from([[name, WORDS[name]] for name in SINGLE]),
            st.sampled_from([[f"{name}={WORDS[name]}"] for name in SINGLE if name.startswith("--")]),
            st.sampled_from([["a.yaml"], ["sub/b.yaml"], ["-"], ["."]]),
        ),
        max_size=8,
    )
)
def test_they_agree_on_options_in_any_order(parts: list[list[str]]) -> None:
    arguments = ["check", *(word for part in parts for word in part)]
    quick = quick_check(arguments)
    assert quick is not None
    assert quick == read_by_typer(arguments)


@pytest.mark.parametrize(
    "line",
    [
        "live a.yaml", "rules", "--version", "", "check --help", "check --no-such", "check -qf json", "check -fjson",
        "check -f=json", "check --fail-on", "check --fail-on --quiet", "check -- -a.yaml", "check --quiet=yes",
        "check --fail-o error", "--debug check .",
    ],
)  # fmt: skip
def test_unusual_command_lines_are_left_to_typer(line: str) -> None:
    assert quick_check(line.split()) is None


def test_the_quick_reader_knows_every_option_that_typer_does() -> None:
    command = typer.main.get_command(cli.app)
    check = command.commands["check"]  # type: ignore[attr-defined]
    known = {name for param in check.params for name in param.opts if name.startswith("-")}
    assert known == {*FLAGS, *VALUES, *LISTS, *SHEETS}
    flags = {name for param in check.params if getattr(param, "is_flag", False) for name in param.opts}
    assert flags == set(FLAGS)


def test_the_fields_of_both_are_the_options() -> None:
    named = {*FLAGS.values(), *VALUES.values(), *LISTS.values(), "paths", "sheets"}
    assert named == set(CheckOptions._fields)


@pytest.mark.parametrize(
    ("line", "sheets"),
    [
        ("--format json", (Sheet("json"),)),
        ("--format sarif --output a --format text", (Sheet("sarif", "a"), Sheet("text"))),
        ("--format sarif -o a --format junit -o b", (Sheet("sarif", "a"), Sheet("junit", "b"))),
        ("--output a", (Sheet("", "a"),)),
        ("--format text --format sarif -o a", (Sheet("text"), Sheet("sarif", "a"))),
    ],
)
def test_a_file_belongs_to_the_format_before_it(line: str, sheets: tuple[Sheet, ...]) -> None:
    options = quick_check(["check", *line.split()])
    assert options is not None
    assert options.sheets == sheets


@pytest.mark.parametrize(
    "line", ["check --format concise a.yaml", "check -q --fail-on warning a.yaml gone.yaml"]
)
def test_both_ways_give_one_result(
    line: str, project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(project, {"a.yaml": "apiVersion: appxlint/v1\nkind: Workspace\nnmae: Acme\n"})
    quick = command(*line.split())
    monkeypatch.setattr("validator.cli.options.quick_check", lambda _: None)
    assert command(*line.split()) == quick
    assert quick.code in {1, 3}
