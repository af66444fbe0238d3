from __future__ import annotations

import io
import json
import os
import re
from typing import TYPE_CHECKING

import pytest

from tests.conftest import run_cli, write_project
from tests.render.reports import finding, report
from validator.cli.options import CheckOptions, Output, quick_check
from validator.cli.output import outputs_of, show
from validator.diagnostics import Problem, Severity
from validator.project.settings import SettingsError
from validator.render.formats import FORMATS, IN_REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command

WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"
LONG = finding(help="words " * 40)
GONE = report(problems=[Problem("gone.yaml", "there is no such file")])


@pytest.fixture(autouse=True)
def folder(project: Path, command: Command) -> Path:
    """Return a project; `command` has taken what pipelines and terminals set out of the environment."""
    return write_project(project, {"a.yaml": WORKSPACE})


class Screen(io.StringIO):
    """A stream that says what it is: a terminal or none."""

    def __init__(self, *, terminal: bool = False) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


def options(line: str = "") -> CheckOptions:
    read = quick_check(["check", *line.split()])
    assert read is not None
    return read


@pytest.mark.parametrize(
    ("line", "outputs"),
    [
        ("", [Output("text")]),
        ("--format json", [Output("json")]),
        ("--format json --format text --output a", [Output("json"), Output("text", "a")]),
        ("--format json --output a", [Output("json", "a"), Output("text")]),
        ("--output a", [Output("text", "a"), Output("text")]),
    ],
)
def test_people_see_the_findings_when_every_format_goes_into_a_file(line: str, outputs: list[Output]) -> None:
    assert outputs_of(options(line)) == outputs


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("--format jsn", '--format: "jsn" is none of .*; did you mean "json"?'),
        ("--format json --format text --output a --format xml", "--format: .xml. is none of"),
        ("--color sometimes", "--color: .sometimes. is none of auto, always and never"),
        ("--format json --format text", "two formats go to the same place"),
        ("--format json --output a --format text --output a", "two formats go to the same place"),
    ],
)
def test_a_format_that_is_none_and_two_for_one_place_are_refused(line: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        outputs_of(options(line))


@pytest.mark.parametrize(
    ("value", "form"), [("true", "github"), ("false", "text"), ("", "text"), ("1", "text")]
)
def test_the_usual_format_is_that_of_the_pipeline(
    value: str, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", value)
    assert outputs_of(options()) == [Output(form)]
    assert outputs_of(options("--output a")) == [Output(form, "a"), Output(form)]
    assert outputs_of(options("--format concise")) == [Output("concise")]


def test_a_file_before_any_format_takes_the_usual_one(folder: Path, command: Command) -> None:
    ran = command("check", "-ox.txt", "-fjson", "--", "a.yaml")
    assert ran.out.startswith("{")
    assert (folder / "x.txt").read_text(encoding="utf-8").startswith("1 file, 1 document")


def test_a_run_ends_by_saying_what_it_checked(command: Command) -> None:
    ran = command("check", ".")
    assert re.fullmatch(r"1 file, 1 document, \d+ rules, no findings\n", ran.out)
    assert command("check", "--quiet", ".").out == ""


def test_github_actions_gets_its_own_format(
    monkeypatch: pytest.MonkeyPatch, command: Command, folder: Path
) -> None:
    write_project(folder, {"a.yaml": f"{WORKSPACE}flavour: 1\n"})
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert command("check", ".").out.startswith("::error ")
    assert command("check", "--format", "concise", ".").out.startswith("a.yaml:4:1")


def test_azure_pipelines_gets_its_own_format(
    monkeypatch: pytest.MonkeyPatch, command: Command, folder: Path
) -> None:
    write_project(folder, {"a.yaml": f"{WORKSPACE}flavour: 1\n"})
    monkeypatch.setenv("TF_BUILD", "True")
    ran = command("check", ".")
    assert ran.out.startswith("##vso[task.logissue type=error;sourcepath=a.yaml;")
    assert ran.err == ""
    assert command("check", "--format", "concise", ".").out.startswith("a.yaml:4:1")


@pytest.mark.parametrize("form", FORMATS)
def test_servers_of_repositories_get_paths_from_the_root_and_people_those_that_they_typed(
    form: str, monkeypatch: pytest.MonkeyPatch, command: Command, folder: Path
) -> None:
    (folder / ".git").mkdir()
    write_project(folder / "infra", {"configs/a.yaml": f"{WORKSPACE}flavour: 1\n"})
    monkeypatch.chdir(folder / "infra")
    ran = command("check", "--as-of", "2026-07-01", "--format", form, ".")
    assert ("infra/configs/a.yaml" in ran.out) is (form in IN_REPOSITORY)
    assert "configs/a.yaml" in ran.out


def test_a_machine_format_leaves_the_stream_pure_and_the_count_goes_to_standard_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    screen = Screen()
    code = show(report(finding()), [Output("json")], options(), Severity.ERROR, screen)
    assert code == 1
    assert json.loads(screen.getvalue())["summary"]["errors"] == 1
    assert capsys.readouterr() == ("", "1 file, 3 documents, 100 rules, 1 error\n")


@pytest.mark.parametrize(
    ("form", "quiet", "told"),
    [
        ("json", "", True),
        ("json", "--quiet", True),
        ("concise", "--quiet", True),
        ("text", "", False),
        ("github", "", False),
    ],
)
def test_what_could_not_be_checked_is_said_beside_a_format_that_people_do_not_read(
    form: str, quiet: str, told: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert show(GONE, [Output(form)], options(quiet), Severity.ERROR, Screen()) == 3
    assert ("gone.yaml" in capsys.readouterr().err) is told


def test_a_quiet_run_without_problems_says_nothing_on_standard_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show(report(finding()), [Output("json")], options("--quiet"), Severity.ERROR, Screen())
    assert capsys.readouterr() == ("", "")


def test_colour_is_for_the_screen_and_never_for_a_file(folder: Path) -> None:
    screen = Screen()
    outputs = [Output("text", "a.txt"), Output("text")]
    show(report(finding()), outputs, options("--color always"), Severity.ERROR, screen)
    assert "\x1b[" in screen.getvalue()
    assert "\x1b" not in (folder / "a.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("columns", "terminal", "widest"),
    [("20", True, 40), ("80", True, 80), ("500", True, 120), ("20", False, 100), ("500", False, 100)],
)
def test_the_text_is_as_wide_as_the_terminal_within_bounds(
    columns: str, terminal: bool, widest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    screen = Screen(terminal=terminal)
    show(report(LONG), [Output("text")], options("--color never"), Severity.ERROR, screen)
    assert widest - 8 < max(map(len, screen.getvalue().splitlines())) <= widest


def test_the_rules_are_described_where_the_format_has_a_place_for_them() -> None:
    screen = Screen()
    show(report(), [Output("sarif")], options("--quiet"), Severity.ERROR, screen)
    rules = json.loads(screen.getvalue())["runs"][0]["tool"]["driver"]["rules"]
    assert "wrong-type" in {each["id"] for each in rules}


def test_lists_go_to_standard_error_the_commonest_rule_first(capsys: pytest.CaptureFixture[str]) -> None:
    found = [finding(rule=rule) for rule in ("b", "c", "a", "c")]
    one = report(*found[:3])._replace(omitted=tuple(found[3:]))
    show(one, [], options("--show-files --statistics"), Severity.ERROR, Screen())
    assert capsys.readouterr() == ("", "configs/acme.yaml\n     2 c\n     1 a\n     1 b\n")


def test_the_page_of_a_github_run_gets_the_summary_behind_what_it_holds(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = folder / "page.md"
    page.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", f"{page}")
    show(report(), [Output("json")], options("--quiet"), Severity.ERROR, Screen())
    assert page.read_text(encoding="utf-8") == "before\n"
    show(report(), [Output("github")], options(), Severity.ERROR, Screen())
    assert page.read_text(encoding="utf-8").startswith("before\n## appxlint\n")


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("", "\\u{001B}[1mx\\u{001B}[0m\n\\u{003A}:error file=a::b\n"),
        ("--color always", "\x1b[1mx\x1b[0m\n\\u{003A}:error file=a::b\n"),
        ("--format github", "\\u{001B}[1mx\\u{001B}[0m\n::error file=a::b\n"),
    ],
)
def test_paint_and_annotations_leave_only_where_they_are_asked_for(
    line: str, shown: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("text", "github"):
        monkeypatch.setitem(FORMATS, name, lambda *_: "\x1b[1mx\x1b[0m\n::error file=a::b\n")
    screen = Screen()
    show(report(), outputs_of(options(line)), options(line), Severity.ERROR, screen)
    assert screen.getvalue() == shown
    show(report(), [Output("github", "a.log")], options("--color always"), Severity.ERROR, screen)
    written = (folder / "a.log").read_text(encoding="utf-8")
    assert written == "\\u{001B}[1mx\\u{001B}[0m\n::error file=a::b\n"


STANDARD_OUTPUT = ["-", *(["/dev/stdout", "/dev/fd/1"] if os.name == "posix" else [])]


@pytest.mark.parametrize("file", STANDARD_OUTPUT)
def test_a_file_that_means_standard_output_is_standard_output(file: str, project: Path) -> None:
    plain = run_cli("check", "--format", "json", cwd=project)
    ran = run_cli("check", "--format", "json", "--output", file, cwd=project)
    assert ran.stdout.startswith("{")
    assert (ran.stdout, ran.stderr, ran.returncode) == (plain.stdout, plain.stderr, plain.returncode)
    assert sorted(each.name for each in project.iterdir()) == ["a.yaml", "appxlint.toml"]


def test_two_formats_cannot_both_be_standard_output(command: Command) -> None:
    ran = command("check", "--format", "json", "--output", "-", "--format", "sarif")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "two formats go to the same place" in ran.err
