from __future__ import annotations

import pytest

from validator.diagnostics import Problem, Severity
from validator.render.concise import closing, remedy, render

from .reports import HOSTILE, finding, hostile_report, report, span


def test_each_finding_is_one_line() -> None:
    second = finding("a key twice", rule="duplicate-key", severity=Severity.WARNING, span=span(3, 1, 4))
    assert render(report(finding(), second)) == (
        "configs/acme.yaml:14:16: error: company-id-malformed: the company id has separators in it\n"
        "configs/acme.yaml:3:1: warning: duplicate-key: a key twice\n"
    )


def test_suppressed_findings_and_a_clean_run_print_nothing() -> None:
    assert render(report(suppressed=(finding(),))) == ""


def test_the_closing_lines_are_for_another_stream() -> None:
    one = report(finding(), problems=(Problem("gone.yaml", "there is no such file"),))
    assert closing(one) == (
        "appxlint: gone.yaml: there is no such file\n1 file, 3 documents, 100 rules, 1 error\n"
    )


def test_the_help_is_told_line_by_line() -> None:
    assert remedy(finding(help="write its digits:\n\n  companyId: 1")) == [
        "help: write its digits:",
        "  companyId: 1",
    ]
    assert remedy(finding()) == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_breaks_a_line(text: str) -> None:
    assert render(hostile_report(text)).count("\n") == 3
