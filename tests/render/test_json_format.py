from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.report_schema import published
from validator.diagnostics import (
    Edit,
    Excerpt,
    Fix,
    Ladder,
    LadderStep,
    Problem,
    Related,
    Report,
    Severity,
    Suppression,
    limited,
)
from validator.render.json_format import render

from .reports import FORBIDDEN, HOSTILE, finding, hostile_report, report, span

FULL = finding(
    help="write its digits alone",
    label="separators",
    document="ConnectorConfig acme",
    route=("connection", "details", "companyId"),
    related=(Related("base.yaml", span(3, 1, 5), "set here", Excerpt(3, "text that stays here")),),
    fix=Fix("write the digits", (Edit(span(14, 16, 24), "562949953443325"),), safe=True),
    excerpt=Excerpt(14, "line that stays here"),
)


def parsed(one: Report) -> Any:
    text = render(one)
    assert text.isascii()
    assert text.replace("\n", " ").isprintable()
    return json.loads(text)


def test_a_finding_is_told_in_full_and_without_source_text() -> None:
    hidden = finding(severity=Severity.INFO, suppression=Suppression("settings", "not ours"))
    one = report(FULL, suppressed=(hidden,), problems=(Problem("gone.yaml", "there is no such file"),))
    place = {"start": {"line": 14, "column": 16}, "end": {"line": 14, "column": 24}}
    whole = parsed(one)
    assert whole["diagnostics"] == [
        {
            "rule": "company-id-malformed",
            "severity": "error",
            "message": "the company id has separators in it",
            "help": "write its digits alone",
            "label": "separators",
            "path": "configs/acme.yaml",
            "document": "ConnectorConfig acme",
            "range": place,
            "pointer": "/connection/details/companyId",
            "related": [
                {
                    "path": "base.yaml",
                    "range": {"start": {"line": 3, "column": 1}, "end": {"line": 3, "column": 5}},
                    "message": "set here",
                }
            ],
            "fix": {
                "title": "write the digits",
                "safe": True,
                "edits": [{"range": place, "text": "562949953443325"}],
            },
            "suppression": None,
            "fingerprint": "62e609220221ff90284bfd02e9b1ab14",
        }
    ]
    assert whole["suppressed"][0]["suppression"] == {"kind": "settings", "reason": "not ours"}
    assert whole["summary"] == {
        "files": 1,
        "documents": 3,
        "rules": 100,
        "errors": 1,
        "warnings": 0,
        "infos": 0,
        "suppressed": 1,
        "fixable": 1,
        "omitted": 0,
    }
    assert whole["omitted"] == []
    assert whole["version"] == "1.2.3"
    assert whole["files"] == ["configs/acme.yaml"]
    assert whole["problems"] == [{"path": "gone.yaml", "message": "there is no such file"}]
    assert "stays here" not in render(one)


def test_what_is_not_shown_is_counted_file_by_file() -> None:
    others = [
        finding("m", path=path, severity=severity)
        for path, severity in (
            ("a.yaml", Severity.WARNING),
            ("a.yaml", Severity.INFO),
            ("b.yaml", Severity.INFO),
        )
    ]
    most = {"configs/acme.yaml": 1, "a.yaml": 1, "b.yaml": 0}
    whole = parsed(limited(report(FULL, *others), most))
    assert len(whole["diagnostics"]) == 2
    assert whole["summary"]["omitted"] == 2
    assert whole["omitted"] == [
        {"path": "a.yaml", "errors": 0, "warnings": 0, "infos": 1},
        {"path": "b.yaml", "errors": 0, "warnings": 0, "infos": 1},
    ]
    assert list(published().iter_errors(whole)) == []


@pytest.mark.parametrize("one", [report(), report(FULL), report(suppressed=(FULL, FULL))])
def test_a_report_fits_the_published_schema(one: Report) -> None:
    assert list(published().iter_errors(parsed(_with_reason(one)))) == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_fits_the_schema_and_leaves_in_ascii(text: str) -> None:
    one = hostile_report(text)
    assert list(published().iter_errors(parsed(one))) == []
    assert not FORBIDDEN.search(render(one))
    assert "##[" not in render(one)


def test_text_arrives_as_it_is() -> None:
    for text in HOSTILE.values():
        if text.isprintable() or not any("\ud800" <= char <= "\udfff" for char in text):
            assert parsed(report(finding(text)))["diagnostics"][0]["message"] == text


def _with_reason(one: Report) -> Report:
    reason = Suppression("comment", "agreed with the customer")
    return one._replace(suppressed=tuple(found._replace(suppression=reason) for found in one.suppressed))


def test_a_ladder_is_told_without_the_words_for_people() -> None:
    step = LadderStep("token", "passed", "valid for 5400 seconds", 0.21149)
    facts: dict[str, str | int | bool] = {"lifetime": 5400, "company": "Acme"}
    place = ("configs/acme.yaml", "procore", "Production", "passed")
    ladder = Ladder("acme", (step,), facts, ("token valid for 5400 s",), *place)
    whole = parsed(report(FULL)._replace(live=(ladder,)))
    shown = {"name": "token", "outcome": "passed", "detail": "valid for 5400 seconds", "seconds": 0.211}
    keys = ("path", "connector", "environment", "outcome")
    at = dict(zip(keys, place, strict=True))
    assert whole["live"] == [{"name": "acme", **at, "steps": [shown], "facts": facts}]
    published().validate(whole)


def test_without_a_live_check_nothing_is_said_of_one() -> None:
    assert "live" not in parsed(report(FULL))
