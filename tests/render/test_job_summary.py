from __future__ import annotations

import html
import re

import pytest

from validator.diagnostics import Problem, Severity
from validator.render.escape import escape
from validator.render.job_summary import job_summary

from .reports import FORBIDDEN, HOSTILE, finding, hostile_report, report, span


def cells(page: str) -> list[list[str]]:
    """The rows of the page's table, as GitHub splits them."""
    rows = [line for line in page.splitlines() if line.startswith("| ")][1:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def test_the_page_has_the_summary_and_a_table_with_the_worst_first() -> None:
    note = finding("a note", severity=Severity.INFO, span=span(1, 1, 2))
    assert job_summary(report(note, finding(help="write its digits"))) == (
        "## appxlint\n"
        "\n"
        "1 file, 3 documents, 100 rules, 1 error, 1 info\n"
        "\n"
        "| severity | place | rule | finding |\n"
        "|---|---|---|---|\n"
        "| error | configs/acme.yaml&#58;14&#58;16 | company-id-malformed |"
        " the company id has separators in it<br>help&#58; write its digits |\n"
        "| info | configs/acme.yaml&#58;1&#58;1 | company-id-malformed | a note |\n"
    )


def test_a_clean_run_has_no_table() -> None:
    assert job_summary(report()) == "## appxlint\n\n1 file, 3 documents, 100 rules, no findings\n"


def test_problems_are_listed() -> None:
    page = job_summary(report(problems=(Problem("gone.yaml", "there is no such file"),)))
    assert page.endswith("\n- gone.yaml&#58; there is no such file\n")


def test_a_long_table_ends_with_how_many_more_there_are() -> None:
    page = job_summary(report(*[finding()] * 7), limit=5)
    assert len(cells(page)) == 5
    assert page.endswith("\n2 more not shown; the log of the job has all of them.\n")


def test_the_largest_page_stays_below_what_github_takes() -> None:
    loud = finding("\u202e" * 80, help="\u202e" * 80, path="x" * 200)
    assert len(job_summary(report(*[loud] * 300))) < 1024 * 1024


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_neither_markdown_nor_html(text: str) -> None:
    page = job_summary(hostile_report(text))
    rows = cells(page)
    assert [len(row) for row in rows] == [4, 4, 4]
    assert html.unescape(rows[0][2]) == escape(text).strip()
    assert not FORBIDDEN.search(page)
    foreign = "".join(line for line in page.splitlines()[3:] if not line.startswith("|---")).replace(
        "<br>", ""
    )
    without_entities = re.sub("&#[0-9]+;", "", foreign.replace("|", "").removeprefix("- "))
    assert not set(without_entities) & set("<>`*_[]!\\~@$:#")
