from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from validator.diagnostics import Edit, Excerpt, Fix, Severity, limited
from validator.render.rdjson import render

from .reports import FORBIDDEN, HOSTILE, finding, hostile_report, report, span

if TYPE_CHECKING:
    from validator.diagnostics import Report

# The messages of https://github.com/reviewdog/reviewdog, proto/rdf/reviewdog.proto, in the words of a JSON Schema;
# read 2026-11. A reader of protocol buffers refuses fields that it does not know.
POSITION = {
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
    "additionalProperties": False,
}
RANGE = {
    "properties": {"start": POSITION, "end": POSITION},
    "required": ["start"],
    "additionalProperties": False,
}
SOURCE = {
    "properties": {"name": {"type": "string"}, "url": {"type": "string"}},
    "additionalProperties": False,
}
DIAGNOSTIC = {
    "properties": {
        "message": {"type": "string"},
        "location": {
            "properties": {"path": {"type": "string"}, "range": RANGE},
            "additionalProperties": False,
        },
        "severity": {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]},
        "source": SOURCE,
        "code": {
            "properties": {"value": {"type": "string"}, "url": {"type": "string"}},
            "additionalProperties": False,
        },
        "suggestions": {
            "type": "array",
            "items": {
                "properties": {"range": RANGE, "text": {"type": "string"}},
                "required": ["range"],
                "additionalProperties": False,
            },
        },
        "original_output": {"type": "string"},
    },
    "required": ["message", "location"],
    "additionalProperties": False,
}
SCHEMA = {
    "properties": {
        "diagnostics": {"type": "array", "items": DIAGNOSTIC},
        "source": SOURCE,
        "severity": {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]},
    },
    "additionalProperties": False,
}
LINE = "    companyId: 4,281"


def parsed(one: Report) -> Any:
    text = render(one)
    assert text.isascii()
    found = json.loads(text)
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(found)] == []
    return found


def shown(line: str, start: int, end: int, **fields: Any) -> Any:
    excerpt = Excerpt(14, line, (start - 1, end - 1))
    return finding(span=span(14, start, end), excerpt=excerpt, **fields)


def test_a_finding_has_its_words_place_level_and_rule() -> None:
    assert parsed(report(shown(LINE, 16, 21, help="write 4281")))["diagnostics"] == [
        {
            "message": "the company id has separators in it\nhelp: write 4281",
            "location": {
                "path": "configs/acme.yaml",
                "range": {"start": {"line": 14, "column": 16}, "end": {"line": 14, "column": 21}},
            },
            "severity": "ERROR",
            "code": {"value": "company-id-malformed"},
        }
    ]


@pytest.mark.parametrize(
    ("severity", "word"),
    [(Severity.ERROR, "ERROR"), (Severity.WARNING, "WARNING"), (Severity.INFO, "INFO")],
)
def test_levels_are_those_of_the_format(severity: Severity, word: str) -> None:
    assert parsed(report(finding(severity=severity)))["diagnostics"][0]["severity"] == word


def test_columns_count_bytes() -> None:
    # The example of the format's own description: the place of b in "a𐐀b" is 6.
    place = parsed(report(shown("a𐐀b", 3, 4)))["diagnostics"][0]["location"]["range"]
    assert place == {"start": {"line": 14, "column": 6}, "end": {"line": 14, "column": 7}}


@pytest.mark.parametrize(
    "excerpt",
    [None, Excerpt(13, LINE, (15, 20)), Excerpt(14, "    *** : ***", (10, 13))],
    ids=["no line", "another line", "a masked line"],
)
def test_where_the_line_is_not_known_no_column_is_told(excerpt: Excerpt | None) -> None:
    fix = Fix("write the digits", (Edit(span(14, 16, 21), "4281"),), safe=True)
    found = parsed(report(finding(span=span(14, 16, 21), excerpt=excerpt, fix=fix)))["diagnostics"][0]
    assert found["location"]["range"] == {"start": {"line": 14}, "end": {"line": 14}}
    assert "suggestions" not in found


def test_a_fix_of_one_replacement_is_a_suggestion() -> None:
    fix = Fix("write the digits", (Edit(span(14, 16, 21), "4281"),), safe=True)
    found = parsed(report(shown(LINE, 16, 21, fix=fix)))["diagnostics"][0]
    assert found["suggestions"] == [
        {"range": {"start": {"line": 14, "column": 16}, "end": {"line": 14, "column": 21}}, "text": "4281"}
    ]


@pytest.mark.parametrize(
    "fix",
    [
        Fix("hides it", (Edit(span(14, 16, 21), "4281"),), safe=True, masked=True),
        Fix("two places", (Edit(span(14, 16, 21), "4281"), Edit(span(2, 1, 2), "x")), safe=True),
        Fix("behind it", (Edit(span(14, 16, 24), "4281"),), safe=True),
        Fix("another line", (Edit(span(3, 16, 21), "4281"),), safe=True),
    ],
    ids=lambda fix: str(fix.title),
)
def test_no_other_fix_is_suggested(fix: Fix) -> None:
    assert "suggestions" not in parsed(report(shown(LINE, 16, 21, fix=fix)))["diagnostics"][0]


def test_what_is_not_shown_of_a_file_is_an_info() -> None:
    last = parsed(limited(report(finding(), finding()), {"configs/acme.yaml": 1}))["diagnostics"][-1]
    assert (last["severity"], last["code"]["value"]) == ("INFO", "limits.findings-per-file")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_harmless_wherever_it_is_displayed(text: str) -> None:
    one = hostile_report(text)
    assert not FORBIDDEN.search(render(one))
    for found in parsed(one)["diagnostics"]:
        assert not FORBIDDEN.search(found["message"])
