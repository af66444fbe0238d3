"""`appxlint migrate`: a diff first, the change when it is asked for, and the questions that are left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import validator
from tests.conftest import run_cli, write_project
from tests.onboard.test_conversion import CONFIG
from tests.onboard.test_migration import COMMENTED, MOVED

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command


def test_a_diff_changes_nothing_and_write_does(project: Path) -> None:
    write_project(project, {"config.yaml": COMMENTED})
    ran = run_cli("migrate", "config.yaml", cwd=project)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("--- config.yaml\n+++ config.yaml\n@@ ")
    assert "\n+clientId: ${env:SPRUCE_CLIENT_ID} # …\n" in ran.stdout
    assert (project / "config.yaml").read_text("utf-8") == COMMENTED
    ran = run_cli("migrate", "config.yaml", "--write", cwd=project)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "config.yaml: written\n", "")
    assert (project / "config.yaml").read_text("utf-8") == MOVED


def test_questions_are_told_with_their_places_and_lint_as_such(project: Path, command: Command) -> None:
    text = CONFIG.replace("https://sandbox.procore.com", "https://api.procore.com/").replace(
        "access: service-account, ", ""
    )
    write_project(project, {"config.yaml": text})
    ran = command("migrate", "config.yaml", "--write")
    assert ran.code == 0
    left = [line.partition(": a question is left: ") for line in ran.err.splitlines()]
    report = validator.check(project)
    errors = [each for each in report.diagnostics if each.severity > 1]
    assert {each.rule for each in errors} == {"placeholder-value"}
    assert [place for place, _, _ in left] == [
        f"{each.path}:{each.span.start.line}:{each.span.start.column}" for each in errors
    ]


def test_a_secret_that_is_written_out_is_moved_and_not_shown(project: Path, command: Command) -> None:
    write_project(project, {"config.yaml": CONFIG.replace("${env:SPRUCE_CLIENT_SECRET}", "Wq7-plain-Zu3xR9")})
    ran = command("migrate", "config.yaml")
    assert ran.code == 0
    assert "Wq7-plain" not in ran.out + ran.err
    assert "\n+clientSecret: ***\n" in ran.out
    command("migrate", "config.yaml", "--write")
    assert (project / "config.yaml").read_text("utf-8").count("Wq7-plain-Zu3xR9") == 1


def test_a_byte_order_mark_stays(project: Path, command: Command) -> None:
    write_project(project, {"config.yaml": "\ufeff" + COMMENTED})
    assert command("migrate", "config.yaml", "--write").code == 0
    assert (project / "config.yaml").read_bytes() == ("\ufeff" + MOVED).encode()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("migrate gone.yaml", "gone.yaml is no file"),
        ("migrate .", ". is not a regular file"),
        (
            "migrate other.txt",
            "other.txt holds no document of appxlint that can be read; `appxlint check` says more",
        ),
        ("migrate workspace.yaml", "has no general configuration"),
        ("migrate config.yaml --project gone", "--project: gone is no folder"),
        ("migrate", "FILE is missing"),
    ],
)
def test_a_wrong_call_is_one_clear_line(line: str, words: str, project: Path, command: Command) -> None:
    workspace = "apiVersion: appxlint/v1\nkind: Workspace\nname: A\n"
    write_project(project, {"config.yaml": CONFIG, "workspace.yaml": workspace, "other.txt": "{"})
    ran = command(*line.split())
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert words in ran.err
