from __future__ import annotations

from typing import Any

import pytest

from validator.diagnostics import Problem, Severity, Since, Summary
from validator.render.concise import closing, problem_lines, remedy, render, summary_line

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


NOTHING = Summary(0, 0, 0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        (
            {"files": 12, "documents": 31, "rules": 100, "errors": 2, "warnings": 1, "fixable": 1},
            "12 files, 31 documents, 100 rules, 2 errors, 1 warning, 1 fixable with --fix",
        ),
        ({"files": 1, "documents": 1, "rules": 1, "errors": 1}, "1 file, 1 document, 1 rule, 1 error"),
        ({}, "0 files, 0 documents, 0 rules, no findings"),
        ({"infos": 2, "warnings": 2}, "0 files, 0 documents, 0 rules, 2 warnings, 2 info"),
        (
            {"errors": 120, "infos": 3, "omitted": 23, "suppressed": 1},
            "0 files, 0 documents, 0 rules, 120 errors, 3 info, 23 of them not shown, 1 suppressed",
        ),
        ({"suppressed": 3}, "0 files, 0 documents, 0 rules, no findings, 3 suppressed"),
        (
            {"since": Since("main", "c0ffee", 0), "warnings": 1},
            "0 files, 0 documents, 0 rules, 1 new warning, compared with main",
        ),
        (
            {"since": Since("main\n", "c0ffee", 1)},
            "0 files, 0 documents, 0 rules, no new findings, 1 finding that was there at main\\u{000A} not shown",
        ),
        (
            {"since": Since("HEAD", "", 0), "errors": 2},
            "0 files, 0 documents, 0 rules, 2 new errors, compared with nothing, as nothing is committed yet",
        ),
    ],
)
def test_the_last_line_counts_what_there_is(counts: dict[str, Any], line: str) -> None:
    assert summary_line(NOTHING._replace(**counts)) == line


def test_problems_name_their_path_where_they_have_one() -> None:
    problems = (Problem("gone.yaml", "there is no such file"), Problem("", "nothing to check\n"))
    assert problem_lines(report(problems=problems)) == [
        "appxlint: gone.yaml: there is no such file",
        r"appxlint: nothing to check\u{000A}",
    ]
