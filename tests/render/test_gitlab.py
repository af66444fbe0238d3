from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from validator.diagnostics import Severity, limited
from validator.render.gitlab import render

from .reports import FORBIDDEN, HOSTILE, finding, hostile_report, report, span

if TYPE_CHECKING:
    from validator.diagnostics import Report

# The properties that GitLab documents, with what it takes for each.
# Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format, read 2026-11.
SEVERITIES = {"info", "minor", "major", "critical", "blocker"}


def assert_documented(entries: Any) -> None:
    assert isinstance(entries, list)
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert all(isinstance(entry[key], str) for key in ("description", "check_name", "fingerprint"))
        assert entry["severity"] in SEVERITIES
        assert set(entry["location"]) == {"path", "lines"}
        assert isinstance(entry["location"]["path"], str)
        assert entry["location"]["lines"].keys() == {"begin"}
        assert entry["location"]["lines"]["begin"] >= 1


def parsed(one: Report) -> Any:
    text = render(one)
    assert text.isascii(), "GitLab takes no byte order mark, and nothing here needs more than ASCII"
    return json.loads(text)


def test_an_entry_has_the_documented_properties() -> None:
    entries = parsed(report(finding(path="./configs/acme.yaml", route=("a",))))
    assert_documented(entries)
    assert entries[0] | {"fingerprint": ""} == {
        "description": "the company id has separators in it",
        "check_name": "company-id-malformed",
        "fingerprint": "",
        "severity": "major",
        "location": {"path": "configs/acme.yaml", "lines": {"begin": 14}},
    }


@pytest.mark.parametrize(
    ("severity", "word"),
    [(Severity.ERROR, "major"), (Severity.WARNING, "minor"), (Severity.INFO, "info")],
)
def test_severities_are_gitlabs(severity: Severity, word: str) -> None:
    assert parsed(report(finding(severity=severity)))[0]["severity"] == word


def test_a_clean_or_suppressed_run_is_an_empty_list() -> None:
    assert parsed(report()) == parsed(report(suppressed=(finding(),))) == []


def test_what_is_not_shown_of_a_file_is_one_entry_that_stays_the_same() -> None:
    two, three = (
        parsed(limited(report(*[finding()] * number), {"configs/acme.yaml": 1})) for number in (3, 4)
    )
    assert_documented(two)
    assert two[1] == {
        "description": "2 more findings are not shown (limits.findings-per-file)",
        "check_name": "limits.findings-per-file",
        "fingerprint": three[1]["fingerprint"],
        "severity": "info",
        "location": {"path": "configs/acme.yaml", "lines": {"begin": 1}},
    }
    assert len(two) == len(three) == 2


def test_two_alike_have_two_fingerprints_since_gitlab_shows_one_entry_for_each() -> None:
    entries = parsed(report(finding(), finding(span=span(20, 1, 2))))
    assert entries[0]["fingerprint"] != entries[1]["fingerprint"]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_keeps_the_form(text: str) -> None:
    one = hostile_report(text)
    entries = parsed(one)
    assert_documented(entries)
    assert not any(FORBIDDEN.search(entry["description"]) for entry in entries)
    assert not FORBIDDEN.search(render(one))
