from __future__ import annotations

import json
from collections import Counter
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

import pytest

import validator
from tests.conftest import run_cli
from tests.support.samples import Case, Marks, cases, scenarios
from validator.documents.kinds import KINDS
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


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.name}")
def test_a_sample_raises_the_same_where_it_lies(case: Case) -> None:
    report = validator.check(case.path, as_of=TODAY)
    found = Counter((each.span.start.line, each.rule, each.severity.label) for each in report.diagnostics)
    assert found == Counter((line, rule, level) for _, line, rule, level in case.marks().elements())


def test_the_command_finds_in_the_samples_exactly_what_they_mark(tmp_path: Path) -> None:
    expected: Marks = Counter()
    for case in CASES:
        case.copy_to(tmp_path / case.rule / case.name)
        for (path, line, rule, level), count in case.marks().items():
            expected[f"{case.rule}/{case.name}/{path}", line, rule, level] = count
    ran = run_cli("check", "--format", "json", "--as-of", f"{TODAY}", ".", cwd=tmp_path)
    found = Counter(
        (each["path"], each["range"]["start"]["line"], each["rule"], each["severity"])
        for each in json.loads(ran.stdout)["diagnostics"]
    )
    assert found - expected == Counter()
    assert expected - found == Counter()
    assert ran.returncode == 1


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


def test_the_command_passes_the_valid_scenarios(tmp_path: Path) -> None:
    arguments = ("check", "--fail-on", "warning", "--format", "json", "--as-of", f"{TODAY}")
    ran = run_cli(*arguments, *SCENARIOS, cwd=tmp_path)
    report = json.loads(ran.stdout)
    assert ran.returncode == 0, ran.stdout
    assert {each["rule"] for each in report["diagnostics"]} <= set().union(*NOTED.values())
    assert report["summary"]["files"] == sum(len([*each.rglob("*.y*ml")]) for each in SCENARIOS)


def test_the_valid_scenarios_show_every_kind_of_document() -> None:
    texts = [file.read_text(encoding="utf-8") for each in SCENARIOS for file in each.rglob("*.y*ml")]
    for kind in KINDS:
        assert any(f"kind: {kind}\n" in text for text in texts), kind


def test_a_scenario_is_a_project_of_its_own_with_a_word_to_the_reader() -> None:
    assert len(SCENARIOS) > 8
    for scenario in SCENARIOS:
        assert (scenario / "appxlint.toml").is_file()
        texts = [file.read_text(encoding="utf-8") for file in scenario.rglob("*.y*ml")]
        assert any(text.startswith("# ") for text in texts), scenario.name
