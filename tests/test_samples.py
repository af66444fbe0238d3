from __future__ import annotations

import json
from collections import Counter
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pytest

import validator
from tests.conftest import run_cli
from tests.samples import Case, Marks, cases, scenarios
from validator.kinds import SCHEMAS
from validator.rules import ALL

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 23)
CASES = cases()
BY_RULE = {rule: list(group) for rule, group in groupby(CASES, lambda case: case.rule)}
SCENARIOS = scenarios()

# What cannot be avoided where such a set-up is shown at all.
NOTED = {
    "general-configuration": {"legacy-general-configuration"},
    "monthly-sandbox": {"monthly-sandbox"},
}


def _found(diagnostics: list[Any], folder: str = "") -> Marks:
    """Count what the command's JSON reports, without the folder that its paths begin with."""
    return Counter(
        (each["path"].removeprefix(folder), each["range"]["start"]["line"], each["rule"], each["severity"])
        for each in diagnostics
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.name}")
def test_a_sample_raises_exactly_what_it_marks(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "project"
    case.copy_to(project)
    monkeypatch.chdir(project)
    report = validator.check(".", as_of=TODAY)
    found = Counter(
        (each.path, each.span.start.line, each.rule, each.severity.label) for each in report.diagnostics
    )
    assert found == case.marks(), "\n".join(
        f"{each.path}:{each.span.start.line} {each.rule}: {each.message}" for each in report.diagnostics
    )
    assert not report.problems


@pytest.mark.parametrize("rule", BY_RULE)
def test_the_command_finds_in_the_samples_of_a_rule_exactly_what_they_mark(rule: str, tmp_path: Path) -> None:
    for case in BY_RULE[rule]:
        case.copy_to(tmp_path / case.name)
    ran = run_cli("check", "--format", "json", "--as-of", f"{TODAY}", ".", cwd=tmp_path)
    diagnostics = json.loads(ran.stdout)["diagnostics"]
    for case in BY_RULE[rule]:
        folder = f"{case.name}/"
        own = [each for each in diagnostics if each["path"].startswith(folder)]
        assert _found(own, folder) == case.marks(), case.name
    assert ran.returncode == any(each["severity"] == "error" for each in diagnostics)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.name}")
def test_a_sample_shows_the_rule_that_its_folder_is_named_after(case: Case) -> None:
    assert case.rule in {rule for _, _, rule, _ in case.marks()}


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_a_rule_that_is_an_error_by_default_is_one_in_its_samples(rule: validator.rules.Rule) -> None:
    levels = {
        level for case in BY_RULE.get(rule.id, []) for _, _, name, level in case.marks() if name == rule.id
    }
    assert not levels or rule.severity.label in levels or rule.id == "invalid-option"


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda path: path.name)
def test_a_valid_scenario_raises_nothing(scenario: Path) -> None:
    report = validator.check(scenario, as_of=TODAY)
    levels = {each.severity.label for each in report.diagnostics}
    assert levels <= {"info"}, report.diagnostics
    assert {each.rule for each in report.diagnostics} <= NOTED.get(scenario.name, set()), report.diagnostics
    assert not report.suppressed
    assert not report.problems
    assert len(report.files) == len([*scenario.rglob("*.y*ml")])


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda path: path.name)
def test_the_command_passes_a_valid_scenario(scenario: Path, tmp_path: Path) -> None:
    ran = run_cli("check", "--fail-on", "warning", "--format", "json", scenario, cwd=tmp_path)
    assert ran.returncode == 0, ran.stdout
    report = json.loads(ran.stdout)
    assert {each["rule"] for each in report["diagnostics"]} <= NOTED.get(scenario.name, set())
    assert report["summary"]["files"] > 0


def test_the_valid_scenarios_show_every_kind_of_document() -> None:
    texts = [file.read_text(encoding="utf-8") for each in SCENARIOS for file in each.rglob("*.y*ml")]
    for kind in SCHEMAS:
        assert any(f"kind: {kind}\n" in text for text in texts), kind


def test_a_scenario_is_a_project_of_its_own_with_a_word_to_the_reader() -> None:
    assert len(SCENARIOS) > 8
    for scenario in SCENARIOS:
        assert (scenario / "appxlint.toml").is_file()
        first = sorted(scenario.rglob("*.y*ml"))[0]
        assert any(
            file.read_text(encoding="utf-8").startswith("# ") for file in scenario.rglob("*.y*ml")
        ), first
