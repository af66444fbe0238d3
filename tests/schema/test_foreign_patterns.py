from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from validator.diagnostics import Severity

if TYPE_CHECKING:
    from tests.conftest import Lint
    from validator.diagnostics import Diagnostic

CONNECTOR = "apiVersion: appxlint/v1\nkind: Connector\nkey: ledger\nname: Ledger\ngeneralConfiguration: {}\n"
CONFIG = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: ledger
workspace: {{name: "Acme : Ledger"}}
generalConfiguration: {{code: "{value}"}}
"""
BUSY = "(a+)+b"


def found(lint: Lint, schema: dict[str, Any], value: str = "a1") -> list[Diagnostic]:
    connector = CONNECTOR.format(json.dumps(schema))
    report = lint(
        {"ledger.yaml": connector, "acme.yaml": CONFIG.format(value=value)}, select=["invalid-value"]
    )
    return list(report.diagnostics)


def text(**more: Any) -> dict[str, Any]:
    return {"type": "object", "properties": {"code": {"type": "string", **more}}}


def test_one_that_can_keep_a_run_busy_is_warned_of_at_its_own_place_and_judges_nothing(lint: Lint) -> None:
    (one,) = found(lint, text(pattern=BUSY), "a" * 60)
    assert (one.path, one.severity, one.pointer) == (
        "ledger.yaml",
        Severity.WARNING,
        "/generalConfiguration/properties/code/pattern",
    )
    assert one.message.startswith("generalConfiguration.properties.code.pattern can keep a run busy for ever")


def test_the_rest_of_the_schema_still_judges(lint: Lint) -> None:
    schema = text(pattern=BUSY)
    schema["properties"]["code"]["maxLength"] = 3
    assert [each.path for each in found(lint, schema, "abcd")] == ["acme.yaml", "ledger.yaml"]


@pytest.mark.parametrize(
    ("pattern", "severity", "words"),
    [
        ("(", Severity.WARNING, "is no regular expression: the bracket at character 1 has no end"),
        (r"\\p{L}+", Severity.INFO, "is not written for Python"),
        ("(?<year>[0-9]{4})", Severity.INFO, "is not written for Python"),
    ],
)
def test_one_of_another_language_is_only_noted(
    pattern: str, severity: Severity, words: str, lint: Lint
) -> None:
    (one,) = found(lint, text(pattern=pattern.replace("\\\\", "\\")))
    assert one.severity is severity
    assert words in one.message


@pytest.mark.parametrize(
    "schema",
    [
        {"properties": {"code": {"items": {"pattern": BUSY}}}},
        {"properties": {"code": {"anyOf": [{}, {"pattern": BUSY}]}}},
        {"additionalProperties": {"pattern": BUSY}},
        {"$defs": {"code": {"pattern": BUSY}}},
        {"patternProperties": {"^x": {"pattern": BUSY}}},
    ],
)
def test_they_are_found_at_any_depth(schema: dict[str, Any], lint: Lint) -> None:
    assert [each.route[-1] for each in found(lint, schema)] == ["pattern"]


def test_a_key_of_pattern_properties_is_one_as_well(lint: Lint) -> None:
    (one,) = found(lint, {"patternProperties": {"[": {}}})
    assert one.message.startswith("a key of generalConfiguration.patternProperties is no regular expression")
    assert one.span.start.column > CONNECTOR.splitlines()[4].index("{")


def test_a_property_that_is_called_pattern_is_none(lint: Lint) -> None:
    assert (
        found(lint, {"properties": {"pattern": {"type": "string"}, "code": {"examples": [{"pattern": "("}]}}})
        == []
    )


def test_in_a_connector_json_it_is_called_as_it_is_there(lint: Lint) -> None:
    schema = {
        "key": "ledger",
        "name": "Ledger",
        "connectionDefinitions": [],
        "configSchema": text(pattern=BUSY),
    }
    (one,) = lint({"connector.json": json.dumps(schema, indent=1)}, select=["invalid-value"]).diagnostics
    assert one.message.startswith("configSchema.properties.code.pattern can keep")
    assert (one.span.start.line, one.pointer) == (10, "/configSchema/properties/code/pattern")


def test_one_that_an_alias_repeats_is_told_once(lint: Lint) -> None:
    connector = CONNECTOR.replace(
        "{}", f"{{properties: {{code: &code {{pattern: '{BUSY}'}}, other: *code}}}}"
    )
    assert len(lint({"ledger.yaml": connector}, select=["invalid-value"]).diagnostics) == 1
