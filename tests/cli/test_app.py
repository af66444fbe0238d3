from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
import typer

from tests.conftest import write_project
from validator.cli import app as cli
from validator.cli import catalog as catalog_command
from validator.cli import explain as explain_command
from validator.cli import rules as rules_command
from validator.cli import schema as schema_command
from validator.cli import show as show_command
from validator.cli.page_options import RulesOptions
from validator.render.sink import OutputError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command

COMMANDS = (
    *("check", "live", "explain", "rules", "show", "list", "secrets", "diff", "graph", "catalog", "schema"),
)
WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"


@pytest.fixture(autouse=True)
def folder(project: Path) -> Path:
    return write_project(project, {"a.yaml": WORKSPACE})


@pytest.mark.parametrize("arguments", [[], ["--"], ["--debug"]], ids=" ".join)
def test_a_call_that_names_no_command_prints_the_help_on_standard_output_and_ends_with_2(
    arguments: list[str], command: Command
) -> None:
    helped = command("--help")
    assert helped.out.startswith("Usage: appxlint ")
    assert (helped.code, helped.err) == (0, "")
    assert command(*arguments) == (2, helped.out, "")


@pytest.mark.parametrize("name", ["check", "live"])
@pytest.mark.parametrize(
    "line",
    [
        "--format sarif --output x.sarif --format concise a.yaml",
        "--format sarif --output x.sarif --format concise -- a.yaml",
        "-fsarif -ox.sarif -fconcise a.yaml",
        "a.yaml -qfsarif -qo x.sarif --format=concise --",
        "-fconcise a.yaml -f sarif --output=x.sarif",
    ],
)
def test_each_format_goes_where_the_line_says_however_it_is_spelled(
    name: str, line: str, folder: Path, command: Command
) -> None:
    write_project(folder, {"a.yaml": f"{WORKSPACE}flavour: 1\n"})
    ran = command(name, *line.split())
    assert ran.out.startswith("a.yaml:4:1: error: unknown-field: ")
    assert '"version": "2.1.0"' in (folder / "x.sarif").read_text(encoding="utf-8")


@pytest.mark.parametrize("line", ["", *(f"{name} " for name in COMMANDS)])
def test_help_has_a_short_name_everywhere(line: str, command: Command) -> None:
    helped = command(*line.split(), "--help")
    assert helped.code == 0
    assert "-h, --help" in helped.out
    assert command(*line.split(), "-h") == helped


def test_the_help_knows_every_option_that_stands_before_a_command(command: Command) -> None:
    helped = command("--help").out
    assert all(name in helped for name in ("--debug", "-V, --version", "-h, --help"))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_what_completion_prints_goes_where_all_output_goes(
    shell: str, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_APPXLINT_COMPLETE", f"source_{shell}")
    assert "_APPXLINT_COMPLETE" in command().out


@pytest.mark.parametrize("asked", ["source_\x1b[2J", "\x1b[2J", "complete_bash", "complete_\n"])
def test_completion_that_is_asked_for_in_vain_is_one_line_and_ends_with_2(
    asked: str, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_APPXLINT_COMPLETE", asked)
    for name in ("COMP_WORDS", "COMP_CWORD", "_TYPER_COMPLETE_ARGS"):
        monkeypatch.delenv(name, raising=False)
    ran = command()
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "\x1b" not in ran.err


def test_an_error_of_another_sort_is_no_completion_in_vain(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> NoReturn:
        raise KeyError("broken")

    monkeypatch.setattr(typer.main, "get_command", break_down)
    with pytest.raises(KeyError, match="broken"):
        cli.run_typer(["rules"])


@pytest.mark.parametrize("name", ["check", "live", "explain", "rules", "show", "catalog", "schema"])
def test_the_help_says_what_an_argument_or_option_takes_in_our_words(name: str, command: Command) -> None:
    app: Any = typer.main.get_command(cli.app)
    taking = [each for each in app.commands[name].params if not getattr(each, "is_flag", False)]
    assert taking
    helped = command(name, "--help").out
    for each in taking:
        assert each.metavar, each.name
        assert each.metavar in helped


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "--formt", "json", "."], 'check has no option "--formt"; did you mean "--format"?'),
        (["check", "--select"], "--select: the value is missing; write --select RULE"),
        (["check", "--xyz", "json"], 'check has no option "--xyz"; `appxlint check --help` lists them'),
        (["check", "--fo\nrmat", "json"], 'did you mean "--format"?'),
        (["check", "-qx"], 'check has no option "-x"'),
        (["check", "--quiet=yes"], "--quiet takes no value"),
        (["check", "-fjson", "-f"], "-f: the value is missing; write -f FORMAT"),
        (["live", "--bowser"], 'did you mean "--browser"?'),
        (["rules", "one", "two"], 'rules takes no words; "one two" is too much'),
        (["show", "a", "b"], 'show takes PATH; "b" is too much'),
        (["--quiet", "check"], "--quiet stands behind its command: `appxlint check --quiet`"),
        (["chek"], 'there is no command "chek"; did you mean "check"?'),
        (["chekc", "."], 'there is no command "chekc"; did you mean "check"?'),
        (["lint"], 'there is no command "lint"; did you mean "check"?'),
        (["mend"], 'there is no command "mend"; `appxlint --help` lists them'),
        (["che\nck"], 'did you mean "check"?'),
        (["explain"], "RULE is missing: write `appxlint explain RULE...`"),
        (["explain", "--"], "RULE is missing: write `appxlint explain RULE...`"),
        (
            ["--no-such-option"],
            'there is no option "--no-such-option"; `appxlint --help` lists what there is',
        ),
        (["--version=3"], "--version takes no value"),
    ],
    ids=" ".join,
)
def test_a_line_that_cannot_be_read_is_told_in_one_line_and_ends_with_2(
    arguments: list[str], words: str, command: Command
) -> None:
    ran = command(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert ran.err.startswith("appxlint: ")
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("line", ["--version", "-V", "--version check", "check a.yaml -q --"])
def test_a_line_that_is_read_ends_with_its_own_code(line: str, command: Command) -> None:
    ran = command(*line.split())
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize(
    ("line", "module", "name", "given"),
    [
        ("explain wrong-type", explain_command, "explain", (("wrong-type",),)),
        ("explain a live/b", explain_command, "explain", (("a", "live/b"),)),
        ("rules", rules_command, "rules", (RulesOptions("text", None, None, fixable=False),)),
        (
            "rules -f json --fixable --level error",
            rules_command,
            "rules",
            (RulesOptions("json", "error", None, fixable=True),),
        ),
        ("show a.yaml", show_command, "show", ("a.yaml", "text", None, None)),
        (
            "show --project p --config c a.yaml --format json",
            show_command,
            "show",
            ("a.yaml", "json", "p", "c"),
        ),
        ("catalog", catalog_command, "catalog", (None, "text")),
        ("catalog procore -f json", catalog_command, "catalog", ("procore", "json")),
        ("schema", schema_command, "schema", (None, None, (), None)),
        (
            "schema settings --install vscode --files a --files b",
            schema_command,
            "schema",
            ("settings", "vscode", ("a", "b"), None),
        ),
    ],
)
def test_a_command_gets_what_its_line_says_and_gives_its_code(
    line: str, module: Any, name: str, given: tuple[Any, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[Any, ...]] = []

    def take(*arguments: Any) -> int:
        seen.append(arguments)
        return 7

    monkeypatch.setattr(module, name, take)
    assert cli.run_typer(line.split()) == 7
    assert seen == [given]


def test_help_that_cannot_be_written_is_a_fault_of_the_output(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(typer.core.TyperGroup, "get_help", full)
    with pytest.raises(OutputError, match="the output could not be written: No space left on device"):
        cli.run_typer(["--help"])


def test_a_fault_of_the_tool_is_not_taken_for_a_wrong_call(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> NoReturn:
        raise RuntimeError("broken")

    monkeypatch.setattr(rules_command, "rules", break_down)
    with pytest.raises(RuntimeError, match="broken"):
        cli.run_typer(["rules"])
    monkeypatch.setattr(typer.main, "get_command", break_down)
    with pytest.raises(RuntimeError, match="broken"):
        cli.run_typer(["rules"])
