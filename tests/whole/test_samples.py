from __future__ import annotations

import json
from collections import Counter
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

import pytest

import validator
from tests.conftest import SETTINGS, run_cli
from tests.support.clock import TODAY
from tests.support.samples import SAMPLES, Case, Marks, cases, scenarios
from tests.support.sampling import one_in
from validator.documents.kinds import KINDS
from validator.rules import ALL

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.conftest import Command
    from validator import Report

ROOT = SAMPLES.parent
LATER = date(2030, 12, 31)
CASES = cases()
BY_RULE = {rule: list(group) for rule, group in groupby(CASES, lambda case: case.rule)}
FILES = [(case, file) for case in CASES for file in case.files()]
SCENARIOS = scenarios()

# What cannot be avoided where such a set-up is shown at all.
NOTED = {
    "general-configuration": {"legacy-general-configuration"},
    "monthly-sandbox": {"monthly-sandbox"},
}


def _called(case: Case) -> str:
    return f"{case.rule}-{case.name}"


each_case = pytest.mark.parametrize("case", CASES, ids=_called)
some_cases = pytest.mark.parametrize("case", one_in(3, CASES), ids=_called)
each_scenario = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda path: path.name)


@pytest.fixture
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work from the folder where a newcomer stands after cloning."""
    monkeypatch.chdir(ROOT)


def typed(path: Path) -> str:
    """Return a path as it is typed at the repository's root."""
    return path.relative_to(ROOT).as_posix()


def marks_at_root(cases: Iterable[Case]) -> Marks:
    return Counter(
        (f"{typed(case.path)}/{path}", line, rule, level)
        for case in cases
        for path, line, rule, level in case.marks().elements()
    )


def found_by(report: Report) -> Marks:
    assert not report.problems
    return Counter(
        (each.path, each.span.start.line, each.rule, each.severity.label) for each in report.diagnostics
    )


@each_case
def test_a_sample_raises_exactly_what_it_marks(case: Case, at_root: None) -> None:
    assert found_by(validator.check(typed(case.path), as_of=TODAY)) == marks_at_root([case])


@some_cases
def test_a_sample_raises_the_same_from_inside_its_folder(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(case.path)
    assert found_by(validator.check(".", as_of=TODAY)) == case.marks()


@pytest.mark.parametrize(
    ("case", "file"), FILES, ids=[file.relative_to(SAMPLES / "invalid").as_posix() for _, file in FILES]
)
def test_a_file_of_a_sample_raises_what_it_marks_and_what_depends_on_it(
    case: Case, file: Path, at_root: None
) -> None:
    found = found_by(validator.check(typed(file), as_of=TODAY))
    marked = marks_at_root([case])
    assert found <= marked
    here = {mark: count for mark, count in marked.items() if mark[0] == typed(file)}
    assert {mark: count for mark, count in found.items() if mark[0] == typed(file)} == here


@pytest.mark.parametrize("rule", BY_RULE)
def test_the_samples_of_a_rule_raise_no_more_together_than_each_alone(rule: str, at_root: None) -> None:
    report = validator.check(typed(SAMPLES / "invalid" / rule), as_of=TODAY)
    assert found_by(report) == marks_at_root(BY_RULE[rule])


@pytest.mark.parametrize("day", [TODAY, LATER], ids=str)
def test_all_samples_raise_no_more_together_than_each_alone_on_any_day(day: date, at_root: None) -> None:
    assert found_by(validator.check("sample-configs/invalid", as_of=day)) == marks_at_root(CASES)


@some_cases
def test_the_command_ends_as_the_worst_level_of_a_sample_says(
    case: Case, command: Command, at_root: None
) -> None:
    levels = {level for _, _, _, level in case.marks()}
    arguments = ("check", "--quiet", "--as-of", f"{TODAY}", typed(case.path))
    assert command(*arguments).code == (1 if "error" in levels else 0)
    assert command(*arguments, "--fail-on", "info").code == 1


@pytest.mark.parametrize(
    ("folder", "argument", "code", "said"),
    [
        (".", "sample-configs/invalid/company-id-is-url", 1, "portfolio/config.yaml:13:16  error  company-id-is-url"),
        (".", "sample-configs/invalid/company-id-is-url/portfolio", 1, "portfolio/config.yaml:13:16  error"),
        (".", "sample-configs/invalid/company-id-is-url/portfolio/config.yaml", 1, "config.yaml:13:16  error"),
        ("sample-configs/invalid/company-id-is-url", ".", 1, "\nportfolio/config.yaml:13:16  error"),
        ("sample-configs/invalid/company-id-is-url/portfolio", ".", 1, "config.yaml:13:16  error"),
        (".", "sample-configs/invalid/company-id-example/help-page", 0, "warning  company-id-example"),
        (".", "sample-configs/invalid/attribute-hidden/connector-json", 0, "warning  attribute-hidden"),
        (".", "sample-configs/valid/code-flow", 0, "no findings"),
        ("sample-configs/valid/code-flow", ".", 0, "no findings"),
    ],
)  # fmt: skip
def test_a_newcomer_can_try_a_sample(folder: str, argument: str, code: int, said: str) -> None:
    ran = run_cli("check", argument, cwd=ROOT / folder)
    assert (ran.returncode, ran.stderr) == (code, "")
    assert said in ran.stdout


def test_the_command_finds_in_the_samples_exactly_what_they_mark() -> None:
    ran = run_cli("check", "--format", "json", "--as-of", f"{TODAY}", "sample-configs/invalid", cwd=ROOT)
    found = Counter(
        (each["path"], each["range"]["start"]["line"], each["rule"], each["severity"])
        for each in json.loads(ran.stdout)["diagnostics"]
    )
    assert found == marks_at_root(CASES)
    assert ran.returncode == 1


def test_a_sample_is_a_project_of_its_own() -> None:
    for case in CASES:
        assert (case.path / SETTINGS).is_file(), f"{typed(case.path)} is to be a folder with an {SETTINGS}"
        assert case.files(), typed(case.path)


def test_a_sample_shows_the_rule_that_its_folder_is_named_after() -> None:
    without = [case.path for case in CASES if case.rule not in {rule for _, _, rule, _ in case.marks()}]
    assert without == []


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_a_rule_that_is_an_error_by_default_is_one_in_its_samples(rule: validator.rules.Rule) -> None:
    levels = {
        level for case in BY_RULE.get(rule.id, []) for _, _, name, level in case.marks() if name == rule.id
    }
    assert not levels or rule.severity.label in levels or rule.id == "invalid-option"


def _files_of(scenario: Path) -> list[Path]:
    return [each for each in scenario.rglob("*") if each.suffix in {".yaml", ".yml", ".json"}]


@each_scenario
@pytest.mark.parametrize("day", [TODAY, LATER], ids=str)
def test_a_valid_scenario_raises_nothing(scenario: Path, day: date) -> None:
    report = validator.check(scenario, as_of=day)
    levels = {each.severity.label for each in report.diagnostics}
    assert levels <= {"info"}, report.diagnostics
    assert {each.rule for each in report.diagnostics} <= NOTED.get(scenario.name, set()), report.diagnostics
    assert not report.suppressed
    assert not report.problems
    assert len(report.files) == len(_files_of(scenario))


def test_a_file_of_a_valid_scenario_raises_nothing_when_it_is_named_alone(at_root: None) -> None:
    for scenario in SCENARIOS:
        for file in _files_of(scenario):
            report = validator.check(typed(file), as_of=TODAY)
            assert {each.rule for each in report.diagnostics} <= NOTED.get(scenario.name, set()), typed(file)
            assert report.files


def test_the_command_passes_the_valid_scenarios(tmp_path: Path) -> None:
    arguments = ("check", "--fail-on", "warning", "--format", "json", "--as-of", f"{TODAY}")
    ran = run_cli(*arguments, *SCENARIOS, cwd=tmp_path)
    report = json.loads(ran.stdout)
    assert ran.returncode == 0, ran.stdout
    assert {each["rule"] for each in report["diagnostics"]} <= set().union(*NOTED.values())
    assert report["summary"]["files"] == sum(len(_files_of(each)) for each in SCENARIOS)


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
