from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from validator.diagnostics import Problem, Severity, limited
from validator.render.checkstyle import render
from validator.render.escape import escape

from .reports import FORBIDDEN, HOSTILE, finding, hostile_report, report

if TYPE_CHECKING:
    from validator.diagnostics import Report

# What Jenkins reads: elements and attributes by https://github.com/jenkinsci/analysis-model, `CheckStyleParser.java`
# with its `File` and `Error`, read 2026-11. A rule is what stands behind the last dot of `source`.
SEVERITIES = {"error", "warning", "info"}
NUMBERS = {"line", "column"}


def read(one: Report) -> dict[str, list[dict[str, str]]]:
    root = ET.fromstring(render(one))  # noqa: S314 - our own output
    assert root.tag == "checkstyle"
    found: dict[str, list[dict[str, str]]] = {}
    for file in root:
        assert (file.tag, set(file.attrib)) == ("file", {"name"})
        assert file.get("name") not in found
        for error in file:
            assert error.tag == "error"
            assert set(error.attrib) == {"line", "column", "severity", "message", "source"}
            assert error.attrib["severity"] in SEVERITIES
            assert all(error.attrib[name].isdigit() for name in NUMBERS)
        found[file.attrib["name"]] = [dict(error.attrib) for error in file]
    return found


def test_a_finding_is_an_error_of_its_file() -> None:
    assert read(report(finding(help="write its digits"))) == {
        "configs/acme.yaml": [
            {
                "line": "14",
                "column": "16",
                "severity": "error",
                "message": "the company id has separators in it\nhelp: write its digits",
                "source": "appxlint.company-id-malformed",
            }
        ]
    }


def test_levels_keep_their_names() -> None:
    found = read(report(*(finding(severity=severity) for severity in Severity)))
    assert [each["severity"] for each in found["configs/acme.yaml"]] == ["info", "warning", "error"]


def test_a_clean_file_is_listed_and_a_suppressed_finding_is_not() -> None:
    assert read(report(suppressed=(finding(),))) == {"configs/acme.yaml": []}


def test_what_could_not_be_checked_is_an_error() -> None:
    found = read(report(problems=(Problem("gone.yaml", "there is no such file"), Problem("", "no document"))))
    assert found["gone.yaml"][0]["message"] == "gone.yaml: there is no such file"
    assert found["appxlint"][0]["source"] == "appxlint.problem"


def test_what_is_not_shown_of_a_file_is_an_info() -> None:
    one = limited(report(finding(), finding()), {"configs/acme.yaml": 1})
    last = read(one)["configs/acme.yaml"][-1]
    assert (last["severity"], last["message"]) == (
        "info",
        "1 more finding is not shown (limits.findings-per-file)",
    )


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    one = hostile_report(text)
    assert not FORBIDDEN.search(render(one))
    errors = read(one)[escape(text)]
    assert [each["source"] for each in errors[1:]] == [f"appxlint.{escape(text)}"] * 3
    assert all(each["message"].startswith(escape(text)) for each in errors[1:])
