from __future__ import annotations

import pytest

from validator.cli.exits import Exit, exit_code
from validator.diagnostics import Diagnostic, Position, Problem, Report, Severity, Span, summarise

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
    assert {each.name: each.value for each in Exit} == {
        "CLEAN": 0,
        "FINDINGS": 1,
        "USAGE": 2,
        "UNCHECKED": 3,
        "BUG": 70,
        "INTERRUPTED": 130,
    }
