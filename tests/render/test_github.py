from __future__ import annotations

import html
import itertools
import re
from typing import NamedTuple

import pytest

from validator.diagnostics import Ladder, Problem, Severity, Since, limited
from validator.render import concise
from validator.render.escape import escape
from validator.render.github import job_summary, render

from .reports import FORBIDDEN, HOSTILE, finding, hostile_report, report, span

# Transcribed from https://github.com/actions/runner, src/Runner.Common/ActionCommand.cs (its two parsers) and
# src/Runner.Worker/ActionCommandManager.cs (the commands that are registered), read 2026-11.
REGISTERED = {
    "add-mask",
    "add-matcher",
    "add-path",
    "debug",
    "echo",
    "endgroup",
    "error",
    "group",
    "notice",
    "remove-matcher",
    "save-state",
    "set-env",
    "set-output",
    "stop-commands",
    "warning",
}
DATA = (("\r", "%0D"), ("\n", "%0A"), ("%", "%25"))
PROPERTY = (("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C"), ("%", "%25"))


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    data: str


def undo(text: str, mappings: tuple[tuple[str, str], ...]) -> str:
    for token, replacement in mappings:
        text = text.replace(replacement, token)
    return text


def parse(line: str) -> Command | None:
    """What the runner makes of a line of the log: the form with colons first, then the older one."""
    return parse_colons(line) or parse_brackets(line)


def parse_colons(line: str) -> Command | None:
    line = line.lstrip()
    end = line.find("::", 2)
    if not line.startswith("::") or end < 0:
        return None
    name, _, rest = line[2:end].partition(" ")
    if name.lower() not in REGISTERED:
        return None
    properties = {}
    for pair in rest.strip().split(","):
        key, _, value = pair.partition("=")
        # String.Split without empty entries also skips separators before the last part.
        if key and value.lstrip("="):
            properties[key] = undo(value.lstrip("="), PROPERTY)
    return Command(name, properties, undo(line[end + 2 :], DATA))


def parse_brackets(line: str) -> Command | None:
    start = line.find("##[")
    end = line.find("]", start)
    if start < 0 or end < 0:
        return None
    name = line[start + 3 : end].partition(" ")[0]
    return Command(name, {}, line[end + 1 :]) if name.lower() in REGISTERED else None


def commands(text: str) -> list[Command]:
    return [command for line in text.split("\n") if (command := parse(line))]


def test_the_transcribed_parser_sees_what_the_runner_sees() -> None:
    assert parse("  ::error file=a%2Cb,line=1::50%25%0Ax") == Command(
        "error", {"file": "a,b", "line": "1"}, "50%\nx"
    )
    assert parse("text ##[group]name") == Command("group", {}, "name")
    assert parse("::unknown::x") is None
    assert parse("a ::error::x") is None


def test_a_finding_is_a_command_and_a_line() -> None:
    one = report(finding(help="write its digits: 1,2"))
    assert render(one) == (
        "::error file=configs/acme.yaml,line=14,endLine=14,col=16,endColumn=24,"
        "title=appxlint%3A company-id-malformed"
        "::the company id has separators in it%0Ahelp: write its digits: 1,2\n"
        "configs/acme.yaml:14:16: error: company-id-malformed: the company id has separators in it\n"
        "1 file, 3 documents, 100 rules, 1 error\n"
    )
    assert commands(render(one)) == [
        Command(
            "error",
            {
                "file": "configs/acme.yaml",
                "line": "14",
                "endLine": "14",
                "col": "16",
                "endColumn": "24",
                "title": "appxlint: company-id-malformed",
            },
            "the company id has separators in it\nhelp: write its digits: 1,2",
        )
    ]


def test_columns_are_left_out_over_several_lines_since_the_runner_drops_them() -> None:
    command = commands(render(report(finding(span=span(3, 5, 2, last=9)))))[0]
    assert command.properties.keys() == {"file", "line", "endLine", "title"}
    assert (command.properties["line"], command.properties["endLine"]) == ("3", "9")


def test_each_level_has_its_command_and_the_worst_come_first() -> None:
    one = report(*(finding(severity=severity) for severity in Severity))
    assert [command.name for command in commands(render(one))] == ["error", "warning", "notice"]


def test_ten_of_each_level_are_annotations_and_all_are_lines() -> None:
    found = [
        finding(f"number {number}", severity=severity, span=span(number, 1, 2))
        for number, severity in itertools.product(range(1, 13), Severity)
    ]
    one = report(*found, problems=(Problem("gone.yaml", "there is no such file"),))
    names = [command.name for command in commands(render(one))]
    assert names == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert render(one).endswith(concise.render(one) + concise.closing(one))


def test_a_problem_is_an_error_without_a_place() -> None:
    one = report(problems=(Problem("gone.yaml", "there is no such file"),))
    assert commands(render(one)) == [
        Command("error", {"title": "appxlint"}, "gone.yaml: there is no such file")
    ]


def test_a_path_that_begins_with_an_equals_sign_keeps_it() -> None:
    assert commands(render(report(finding(path="=x.yaml"))))[0].properties["file"] == "./=x.yaml"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_data_of_our_commands_and_makes_none_of_its_own(text: str) -> None:
    one = hostile_report(text)
    rendered = render(one)
    found = commands(rendered)
    assert [command.name for command in found] == ["error"] * 3 + ["warning", "notice"]
    for command in found[2:]:
        assert command.properties["file"].removeprefix("./").strip() == escape(text).strip()
        assert command.properties["title"] == f"appxlint: {escape(text)}".rstrip()
        assert command.data.startswith(escape(text))
    assert not FORBIDDEN.search(rendered)
    assert "##[" not in rendered


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


def test_the_name_of_a_revision_is_no_markup_in_the_summary() -> None:
    whole = report()
    since = Since("<b>*x*</b>", "c0ffee", 0)
    page = job_summary(whole._replace(summary=whole.summary._replace(since=since)))
    assert "no new findings, compared with &#60;b&#62;&#42;x&#42;" in page


def test_problems_are_listed() -> None:
    page = job_summary(report(problems=(Problem("gone.yaml", "there is no such file"),)))
    assert page.endswith("\n- gone.yaml&#58; there is no such file\n")


def test_a_long_table_ends_with_how_many_more_there_are() -> None:
    page = job_summary(report(*[finding()] * 7), limit=5)
    assert len(cells(page)) == 5
    assert page.endswith("\n2 more not shown; the log of the job has all of them.\n")


def test_what_is_not_shown_of_a_file_is_listed() -> None:
    page = job_summary(limited(report(finding(), finding()), {"configs/acme.yaml": 1}))
    assert len(cells(page)) == 1
    assert page.endswith(
        "\n- configs/acme.yaml&#58; 1 more finding is not shown (limits.findings-per-file)\n"
    )


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


def test_the_summary_has_a_row_for_each_config_of_a_live_check() -> None:
    live = (Ladder("acme", (), {"company": "A|B"}, (), "a.yaml", "procore", "Production", "passed"),)
    lines = job_summary(report()._replace(live=live)).split("\n")
    at = lines.index("| outcome | config | connection | company | token valid | time |")
    assert lines[at + 1] == "|---|---|---|---|---|---|"
    assert lines[at + 2] == "| passed | acme | procore Production | A&#124;B |  |  |"
