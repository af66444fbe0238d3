"""`appxlint rules`: the rules by subject, as a table or JSON, all or some."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from tests.support.terminal import on_a_terminal
from validator.cli.rules import by_subject, every_rule
from validator.rules import FAMILIES
from validator.rules.manual import Fixes, printed

if TYPE_CHECKING:
    from tests.conftest import Command

EVERY = every_rule()


def ids(out: str) -> list[str]:
    return [line.split()[0] for line in out.splitlines() if line.startswith("  ")]


def test_each_rule_has_its_line_under_its_subject_with_the_columns_lined_up(command: Command) -> None:
    out = command("rules").out
    blocks = [block.splitlines() for block in out.split("\n\n")]
    assert [block[0] for block in blocks] == [*FAMILIES, "The live check"]
    assert [ids("\n".join(block)) for block in blocks] == [
        [rule.id for rule in listed] for listed in by_subject().values()
    ]
    lines = [line for line in out.splitlines() if line.startswith("  ")]
    assert len({line.index(rule.summary) for rule, line in zip(EVERY, lines, strict=True)}) == 1
    for rule, line in zip(EVERY, lines, strict=True):
        assert line.split()[:3] == [rule.id, rule.severity.label, rule.basis.value]


def test_a_line_says_whether_there_are_fixes(command: Command) -> None:
    lines = {line.split()[0]: line for line in command("rules").out.splitlines() if line.startswith("  ")}
    assert "  documented  fix         An address" in lines["company-id-is-url"]
    assert "  documented  unsafe fix  A secret" in lines["literal-secret"]
    assert "  documented              " in lines["yaml-syntax"]


def test_as_json_each_rule_says_what_it_is_and_where_it_is_from(command: Command) -> None:
    listed = json.loads(command("rules", "--format", "json").out)
    assert [each["id"] for each in listed] == [rule.id for rule in EVERY]
    page = next(rule for rule in EVERY if rule.id == "unused-document")
    assert {
        "id": "unused-document",
        "subject": "References",
        "severity": "info",
        "basis": "inferred",
        "fixes": "none",
        "summary": page.summary,
        "source": page.source,
    } in listed


@pytest.mark.parametrize(
    ("options", "taken"),
    [
        (["--level", "info"], lambda rule: rule.severity.label == "info"),
        (["--basis=inferred"], lambda rule: rule.basis.value == "inferred"),
        (["--fixable"], lambda rule: printed(rule.id).fixes is not Fixes.NONE),
        (
            ["--fixable", "--level", "warning", "--basis", "inferred"],
            lambda rule: (
                printed(rule.id).fixes is not Fixes.NONE
                and rule.severity.label == "warning"
                and rule.basis.value == "inferred"
            ),
        ),
    ],
)
def test_some_rules_are_asked_for(options: list[str], taken: object, command: Command) -> None:
    wanted = [rule.id for rule in EVERY if taken(rule)]  # type: ignore[operator]
    assert 0 < len(wanted) < len(EVERY)
    assert ids(command("rules", *options).out) == wanted
    listed = json.loads(command("rules", "--format", "json", *options).out)
    assert [each["id"] for each in listed] == wanted


def test_that_no_rule_is_like_that_is_said(command: Command) -> None:
    line = ("rules", "--level", "error", "--basis", "inferred")
    assert command(*line) == (0, "no rule is like that\n", "")
    assert json.loads(command(*line, "--format", "json").out) == []


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("--format=sarif", '--format: "sarif" is none of text and json'),
        ("--level=never", '--level: "never" is none of error, warning and info'),
        ("--basis=guessed", '--basis: "guessed" is none of documented and inferred'),
    ],
)
def test_another_value_is_refused(option: str, words: str, command: Command) -> None:
    assert command("rules", option) == (2, "", f"appxlint: {words}\n")


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no pseudo-terminals")
@pytest.mark.parametrize("columns", [40, 80])
def test_a_terminal_is_not_overrun(columns: int) -> None:
    assert max(map(len, on_a_terminal(columns, "rules").splitlines())) <= columns


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no pseudo-terminals")
def test_a_narrow_terminal_is_told_what_it_has_no_room_for() -> None:
    assert on_a_terminal(40, "rules").endswith("\nno room for level, basis and fix\n")
