from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from tests.render.reports import finding, report
from validator.cli.exits import Exit, exit_code
from validator.diagnostics import Problem, Severity, Suppression

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command

WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"


@pytest.mark.parametrize("level", Severity)
@pytest.mark.parametrize("fail_on", [*Severity, None])
def test_a_finding_counts_from_the_level_to_fail_on_upwards(
    level: Severity, fail_on: Severity | None
) -> None:
    counts = fail_on is not None and level.value >= fail_on.value
    below = finding(severity=Severity.INFO)
    code = exit_code(report(below, finding(severity=level)), fail_on)
    assert code is (Exit.FINDINGS if counts or fail_on is Severity.INFO else Exit.CLEAN)


def test_what_could_not_be_checked_comes_before_what_was_found() -> None:
    problem = Problem("gone.yaml", "there is no such file")
    assert exit_code(report(problems=[problem]), None) is Exit.UNCHECKED
    assert exit_code(report(finding(), problems=[problem]), Severity.ERROR) is Exit.UNCHECKED


def test_what_is_suppressed_does_not_count() -> None:
    hidden = finding(suppression=Suppression("baseline"))
    assert exit_code(report(suppressed=[hidden]), Severity.INFO) is Exit.CLEAN


def test_the_codes_that_scripts_rely_on_do_not_change() -> None:
    assert {each.name: each.value for each in Exit} == {
        "CLEAN": 0,
        "FINDINGS": 1,
        "USAGE": 2,
        "UNCHECKED": 3,
        "BUG": 70,
        "INTERRUPTED": 130,
    }


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
