from __future__ import annotations

import pytest

from validator.diagnostics import Problem, Summary
from validator.render.summary import problem_lines, summary_line

from .reports import report

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
        ({"infos": 2, "warnings": 2}, "0 files, 0 documents, 0 rules, 2 warnings, 2 infos"),
        ({"suppressed": 3}, "0 files, 0 documents, 0 rules, no findings, 3 suppressed"),
    ],
)
def test_the_last_line_counts_what_there_is(counts: dict[str, int], line: str) -> None:
    assert summary_line(NOTHING._replace(**counts)) == line


def test_problems_name_their_path_where_they_have_one() -> None:
    problems = (Problem("gone.yaml", "there is no such file"), Problem("", "nothing to check\n"))
    assert problem_lines(report(problems=problems)) == [
        "appxlint: gone.yaml: there is no such file",
        r"appxlint: nothing to check\u{000A}",
    ]
