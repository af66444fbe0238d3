from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from validator.cli.exits import Exit, exit_code
from validator.diagnostics import Diagnostic, Position, Problem, Report, Severity, Span, summarise

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command

WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"
_PLACE = Span(Position(1, 1), Position(1, 1))


def report(*levels: Severity, unchecked: bool = False) -> Report:
    found = tuple(Diagnostic("a.yaml", _PLACE, level, "wrong-type", "a fault") for level in levels)
    summary = summarise(found, suppressed=0, files=1, documents=1, rules=1)
    problems = (Problem("a.yaml", "permission denied"),) if unchecked else ()
    return Report("", summary, found, (), (), problems)


@pytest.mark.parametrize(
    ("found", "fail_on", "code"),
    [
        ((), Severity.INFO, 0),
        ((Severity.ERROR,), Severity.ERROR, 1),
        ((Severity.WARNING, Severity.INFO), Severity.ERROR, 0),
        ((Severity.INFO, Severity.WARNING), Severity.WARNING, 1),
        ((Severity.INFO,), Severity.INFO, 1),
        ((Severity.ERROR,), None, 0),
    ],
)
def test_findings_at_the_level_or_above_it_fail(
    found: tuple[Severity, ...], fail_on: Severity | None, code: int
) -> None:
    assert exit_code(report(*found), fail_on) == code


@pytest.mark.parametrize("fail_on", [Severity.ERROR, None])
def test_what_could_not_be_checked_comes_before_what_was_found(fail_on: Severity | None) -> None:
    assert exit_code(report(Severity.ERROR, unchecked=True), fail_on) == Exit.UNCHECKED


def test_the_codes_are_the_documented_ones() -> None:
    assert {name: code for name, code in vars(Exit).items() if name.isupper()} == {
        "CLEAN": 0,
        "FINDINGS": 1,
        "USAGE": 2,
        "UNCHECKED": 3,
        "BUG": 70,
        "INTERRUPTED": 130,
        "TERMINATED": 143,
    }


def test_what_is_found_and_not_shown_counts() -> None:
    omitted = report(Severity.ERROR).diagnostics
    assert exit_code(report()._replace(omitted=omitted), Severity.ERROR) is Exit.FINDINGS


def test_what_is_suppressed_does_not_count() -> None:
    hidden = report(Severity.ERROR).diagnostics
    assert exit_code(report()._replace(suppressed=hidden), Severity.INFO) is Exit.CLEAN


@pytest.mark.parametrize(
    ("text", "arguments", "code"),
    [
        (WORKSPACE, [], 0),
        (f"{WORKSPACE}flavour: 1\n", [], 1),
        (f"{WORKSPACE}flavour: 1\n", ["--fail-on", "never"], 0),
        (f"{WORKSPACE}metadata: {{a: no}}\n", [], 0),
        (f"{WORKSPACE}metadata: {{a: no}}\n", ["--fail-on", "warning"], 1),
        (f"{WORKSPACE}flavour: 1\n", ["gone.yaml"], 3),
        (f"{WORKSPACE}flavour: 1\n", ["--severity", "x=error", "gone.yaml"], 2),
    ],
)
def test_the_exit_code_is_the_first_that_applies(
    text: str, arguments: list[str], code: int, project: Path, command: Command
) -> None:
    write_project(project, {"a.yaml": text})
    assert command("check", *arguments, "a.yaml").code == code
