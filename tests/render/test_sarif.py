from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator

from validator.diagnostics import (
    Basis,
    Edit,
    Excerpt,
    Fix,
    Problem,
    Related,
    Report,
    Severity,
    Suppression,
    limited,
)
from validator.render.sarif import render

from .reports import FORBIDDEN, HOSTILE, finding, hostile_report, report, rule, span

SCHEMA = Path(__file__).parent / "sarif_schema" / "sarif-schema-2.1.0.json"
RULES = (rule("duplicate-key", Severity.WARNING), rule("company-id-malformed"))
FULL = finding(
    help="write its digits alone\n  companyId: 1",
    document="ConnectorConfig acme",
    route=("connection", "details", "companyId"),
    related=(Related("base.yaml", span(3, 1, 5), "set here", Excerpt(3, "text that stays here")),),
    fix=Fix("write the digits", (Edit(span(14, 16, 24), "562949953443325"),), safe=True),
    excerpt=Excerpt(14, "line that stays here"),
)


def run(one: Report) -> Any:
    text = render(one, RULES)
    assert text.isascii()
    log = json.loads(text)
    assert log["version"] == "2.1.0"
    return log["runs"][0]


def official() -> Draft4Validator:
    """The validator of the schema that OASIS publishes."""
    return Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def test_a_log_names_the_schema_that_it_is_held_against() -> None:
    log = json.loads(render(report(), RULES))
    assert log["$schema"] == json.loads(SCHEMA.read_text(encoding="utf-8"))["id"]


def faults(one: Report) -> list[str]:
    log = json.loads(render(one, RULES))
    return [f"{error.json_path}: {error.message}" for error in official().iter_errors(log)]


def test_a_full_report_fits_the_official_schema() -> None:
    hidden = FULL._replace(suppression=Suppression("comment", "agreed"))
    problems = (Problem("gone.yaml", "there is no such file"),)
    assert faults(report(FULL, finding(rule="live/forbidden"), suppressed=(hidden,), problems=problems)) == []


def test_an_empty_report_fits_the_official_schema() -> None:
    assert faults(report()) == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_fits_the_official_schema(text: str) -> None:
    assert faults(hostile_report(text)) == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_harmless_wherever_it_is_displayed(text: str) -> None:
    one = hostile_report(text)
    assert not FORBIDDEN.search(render(one, RULES))
    for result in run(one)["results"]:
        for shown in (result["message"], *(other["message"] for other in result["relatedLocations"])):
            assert not FORBIDDEN.search(shown["text"])
            assert "](" not in shown["text"]


def test_rules_carry_their_pages() -> None:
    driver = run(report())["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("appxlint", "1.2.3")
    assert driver["rules"][0] == {
        "id": "duplicate-key",
        "name": "DuplicateKey",
        "shortDescription": {"text": "The company id has separators in it"},
        "fullDescription": {"text": "The company id has separators in it"},
        "help": {
            "text": "The company id has separators in it.\n\nApp Xchange takes digits alone.",
            "markdown": "The company id has separators in it.\n\nApp Xchange takes digits alone.",
        },
        "defaultConfiguration": {"level": "warning"},
        "properties": {
            "basis": "documented",
            "source": "https://example.test/page",
            "precision": "very-high",
        },
    }


def test_a_rule_about_secrets_is_one_of_security() -> None:
    page = rule("literal-secret")._replace(
        secret=True, subject="Secrets", address="https://example.test/a", basis=Basis.INFERRED
    )
    told = json.loads(render(report(), (page,)))["runs"][0]["tool"]["driver"]["rules"][0]
    assert told["helpUri"] == "https://example.test/a"
    assert told["properties"] == {
        "basis": "inferred",
        "source": "https://example.test/page",
        "tags": ["Secrets", "security"],
        "precision": "medium",
        "security-severity": "8.0",
    }


def test_a_rule_of_one_word_has_no_name_beside_its_id() -> None:
    driver = json.loads(render(report(), (rule("unchecked"),)))["runs"][0]["tool"]["driver"]
    assert "name" not in driver["rules"][0]


def test_the_tool_names_no_address_of_its_own() -> None:
    assert set(run(report())["tool"]["driver"]) == {"name", "version", "rules"}


def test_the_run_has_a_category_of_its_own() -> None:
    assert run(report())["automationDetails"] == {"id": "appxlint/"}


def test_a_result_has_places_remedy_fix_and_fingerprint() -> None:
    region = {"startLine": 14, "startColumn": 16, "endLine": 14, "endColumn": 24}
    artifact = {"uri": "configs/acme.yaml", "uriBaseId": "SRCROOT"}
    assert run(report(FULL))["results"] == [
        {
            "ruleId": "company-id-malformed",
            "ruleIndex": 1,
            "level": "error",
            "message": {
                "text": "the company id has separators in it\nhelp: write its digits alone\n  companyId: 1"
            },
            "locations": [
                {
                    "physicalLocation": {"artifactLocation": artifact, "region": region},
                    "logicalLocations": [
                        {"fullyQualifiedName": "ConnectorConfig acme#/connection/details/companyId"}
                    ],
                }
            ],
            "relatedLocations": [
                {
                    "id": 1,
                    "message": {"text": "set here"},
                    "physicalLocation": {
                        "artifactLocation": {"uri": "base.yaml", "uriBaseId": "SRCROOT"},
                        "region": {"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 5},
                    },
                }
            ],
            "partialFingerprints": {"appxlintFingerprint/v1": "62e609220221ff90284bfd02e9b1ab14"},
            "suppressions": [],
            "fixes": [
                {
                    "description": {"text": "write the digits"},
                    "artifactChanges": [
                        {
                            "artifactLocation": artifact,
                            "replacements": [
                                {"deletedRegion": region, "insertedContent": {"text": "562949953443325"}}
                            ],
                        }
                    ],
                    "properties": {"safe": True},
                }
            ],
            "properties": {"severity": "error"},
        }
    ]


@pytest.mark.parametrize(
    ("severity", "level"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "note")],
)
def test_levels_are_those_of_the_standard(severity: Severity, level: str) -> None:
    assert run(report(finding(severity=severity)))["results"][0]["level"] == level


@pytest.mark.parametrize(
    ("kind", "standard"), [("comment", "inSource"), ("settings", "external"), ("baseline", "external")]
)
def test_suppressed_results_say_by_what_and_why(kind: str, standard: str) -> None:
    hidden = finding(suppression=Suppression(kind, "agreed"))
    results = run(report(finding(), suppressed=(hidden,)))["results"]
    assert results[0]["suppressions"] == []
    assert results[1]["suppressions"] == [
        {"kind": standard, "status": "accepted", "justification": "agreed", "properties": {"by": kind}}
    ]


def test_a_rule_without_a_page_has_no_index() -> None:
    assert "ruleIndex" not in run(report(finding(rule="live/forbidden")))["results"][0]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/ü#?%.yaml", "a%20b/%C3%BC%23%3F%25.yaml"),
        ("caf\udce9.yaml", "caf%E9.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
        ("\u202e.yaml", "%E2%80%AE.yaml"),
    ],
)
def test_relative_paths_are_percent_encoded(path: str, uri: str) -> None:
    one = run(report(files=(path,)))
    assert one["artifacts"] == [
        {"location": {"uri": uri, "uriBaseId": "SRCROOT"}, "roles": ["analysisTarget"]}
    ]
    assert os.fsencode(unquote(uri, errors="surrogateescape")) == path.encode("utf-8", "surrogateescape")


@pytest.mark.parametrize(
    ("path", "uri"),
    [("/srv/a b.yaml", "file:///srv/a%20b.yaml"), ("C:/configs/a b.yaml", "file:///C:/configs/a%20b.yaml")],
)
def test_absolute_paths_are_file_addresses(path: str, uri: str) -> None:
    assert run(report(files=(path,)))["artifacts"][0]["location"] == {"uri": uri}


def test_the_run_says_what_was_checked_and_what_was_not() -> None:
    one = run(report(FULL, problems=(Problem("gone.yaml", "there is no such file"),)))
    assert one["columnKind"] == "unicodeCodePoints"
    assert set(one["originalUriBaseIds"]) == {"SRCROOT"}
    assert one["properties"]["checked"] == "1 file, 3 documents, 100 rules, 1 error, 1 fixable with --fix"
    assert one["properties"]["documents"] == 3
    assert one["invocations"] == [
        {
            "executionSuccessful": False,
            "toolExecutionNotifications": [
                {"level": "error", "message": {"text": "gone.yaml: there is no such file"}}
            ],
        }
    ]


def test_what_is_not_shown_is_a_notification_and_no_failure_of_the_run() -> None:
    one = run(limited(report(FULL, FULL, FULL), {FULL.path: 1}))
    assert one["invocations"] == [
        {
            "executionSuccessful": True,
            "toolExecutionNotifications": [
                {
                    "level": "warning",
                    "message": {
                        "text": f"{FULL.path}: 2 more findings are not shown (limits.findings-per-file)"
                    },
                }
            ],
        }
    ]
    assert faults(limited(report(FULL, FULL), {FULL.path: 1})) == []


def test_no_source_text_and_no_command_line_is_given() -> None:
    text = render(report(FULL), RULES)
    for word in ("snippet", "contextRegion", "commandLine", "environmentVariables", "stays here"):
        assert word not in text
