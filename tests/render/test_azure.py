from __future__ import annotations

from typing import NamedTuple

import pytest

from validator.diagnostics import Problem, Severity
from validator.render import concise
from validator.render.azure import render
from validator.render.escape import escape, harmless

from .reports import FORBIDDEN, HOSTILE, finding, hostile_report, report

# What the agent does with a line of the log, told from https://github.com/microsoft/azure-pipelines-agent:
# `Command.TryParse` of src/Microsoft.VisualStudio.Services.Agent/Command.cs, and the later `%AZP25`; read 2026-11.
PREFIX = "##vso["
UNESCAPED = (("%3B", ";"), ("%0D", "\r"), ("%0A", "\n"), ("%5D", "]"), ("%AZP25", "%"))


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    data: str


def unescape(text: str) -> str:
    for escaped, char in UNESCAPED:
        text = text.replace(escaped, char)
    return text


def parse(line: str) -> Command | None:
    start = line.find(PREFIX)
    end = line.find("]", start)
    if start < 0 or end < 0:
        return None
    name, _, rest = line[start + len(PREFIX) : end].partition(" ")
    if len([part for part in name.split(".") if part]) != 2:
        return None
    pairs = (pair.split("=", 1) for pair in rest.split(";") if pair)
    properties = {pair[0]: unescape(pair[1]) for pair in pairs if len(pair) == 2 and all(pair)}
    return Command(name, properties, unescape(line[end + 1 :]))


def commands(text: str) -> list[Command]:
    return [command for line in text.split("\n") if (command := parse(line))]


def test_the_parser_sees_what_the_agent_sees() -> None:
    assert parse("log ##vso[task.logissue type=error;code=a%3Bb;]50%AZP25%0Ax") == Command(
        "task.logissue", {"type": "error", "code": "a;b"}, "50%\nx"
    )
    assert parse("##vso[task]x") is None


def test_a_finding_is_an_issue_and_a_line() -> None:
    one = report(finding(help="write its digits; 100% of them"))
    assert render(one) == (
        "##vso[task.logissue type=error;sourcepath=configs/acme.yaml;linenumber=14;columnnumber=16;"
        "code=company-id-malformed;]the company id has separators in it%0Ahelp: write its digits; 100%AZP25 of them\n"
        "configs/acme.yaml:14:16: error: company-id-malformed: the company id has separators in it\n"
        "1 file, 3 documents, 100 rules, 1 error\n"
    )
    assert commands(render(one)) == [
        Command(
            "task.logissue",
            {
                "type": "error",
                "sourcepath": "configs/acme.yaml",
                "linenumber": "14",
                "columnnumber": "16",
                "code": "company-id-malformed",
            },
            "the company id has separators in it\nhelp: write its digits; 100% of them",
        )
    ]


def test_errors_and_warnings_are_issues_and_an_info_is_a_line() -> None:
    one = report(*(finding(severity=severity) for severity in Severity))
    assert sorted(command.properties["type"] for command in commands(render(one))) == ["error", "warning"]
    assert render(one).endswith(concise.render(one) + concise.closing(one))


def test_a_problem_is_an_error_without_a_place() -> None:
    one = report(problems=(Problem("gone.yaml", "there is no such file"),))
    assert commands(render(one)) == [
        Command("task.logissue", {"type": "error"}, "gone.yaml: there is no such file")
    ]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_data_of_our_issues_and_makes_none_of_its_own(text: str) -> None:
    rendered = render(hostile_report(text))
    found = commands(rendered)
    assert [command.properties["type"] for command in found] == ["error", "error", "error", "warning"]
    assert {command.name for command in found} == {"task.logissue"}
    for command in found[2:]:
        assert command.properties["sourcepath"] == escape(text)
        assert command.properties["code"] == escape(text)
        assert command.data.startswith(escape(text))
    assert not FORBIDDEN.search(rendered)
    assert harmless(rendered, commands="azure") == rendered
    assert commands(harmless(rendered)) == []
