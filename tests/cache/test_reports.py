from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import validator
from validator.cache.reports import as_shown, level, line, read, severity, written
from validator.diagnostics import Problem, Report, Severity

SAMPLES = Path(__file__).parents[2] / "sample-configs"


def shown(report: Report) -> Report:
    return report._replace(
        diagnostics=tuple(map(as_shown, report.diagnostics)),
        suppressed=tuple(map(as_shown, report.suppressed)),
        omitted=tuple(map(as_shown, report.omitted)),
    )


def _types(value: object) -> object:
    return (type(value), tuple(map(_types, value))) if isinstance(value, tuple) else type(value)


@pytest.mark.parametrize("folder", ["demo", "invalid", "valid"])
def test_a_report_comes_back_as_it_was(folder: str) -> None:
    report = validator.check(SAMPLES / folder, as_of=dt.date(2026, 11, 23))
    text = written(report)
    assert text is not None
    assert read(text) == shown(report)
    assert _types(read(text)) == _types(shown(report))


def test_what_could_not_be_checked_is_not_kept() -> None:
    report = validator.check(SAMPLES / "demo", as_of=dt.date(2026, 11, 23))
    assert written(report._replace(problems=(Problem("a.yaml", "permission denied"),))) is None
    assert written(report._replace(files=("a\nb.yaml",))) is None
    assert written(report._replace(notes=("a\nb",))) is None


def test_notes_come_back_and_are_more_than_a_line() -> None:
    report = validator.check(SAMPLES / "valid" / "code-flow", as_of=dt.date(2026, 11, 23))
    assert line(report)
    noted = report._replace(notes=("pyproject.toml:1:7: one", "two"))
    text = written(noted)
    assert text is not None
    assert read(text) == shown(noted)
    assert line(noted) == ""


def test_edits_that_hold_what_is_masked_are_not_kept() -> None:
    report = validator.check(SAMPLES / "invalid", as_of=dt.date(2026, 11, 23))
    fixes = [each.fix for each in report.diagnostics if each.fix is not None]
    assert any(fix.edits for fix in fixes)
    masked = tuple(
        each._replace(fix=each.fix._replace(masked=True))
        for each in report.diagnostics
        if each.fix is not None
    )
    text = written(report._replace(diagnostics=masked))
    assert text is not None
    assert all(
        each.fix == each.fix._replace(edits=(), intents=()) for each in read(text).diagnostics if each.fix
    )


@pytest.mark.parametrize("each", [None, *Severity])
def test_a_severity_comes_back_as_it_was(each: Severity | None) -> None:
    assert severity(level(each)) is each


@pytest.mark.parametrize(
    "text", ["", "a", "1\n2\n3", "0.1.0\n1 2\n\n", "0.1.0\n1 1 1 1 1 1 1 1 1\n\n[[[1]],[],[]]"]
)
def test_what_is_no_report_is_refused(text: str) -> None:
    with pytest.raises((ValueError, TypeError, IndexError, KeyError)):
        read(text)
