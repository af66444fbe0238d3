from __future__ import annotations

import json
import textwrap
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import places_of, rules_of
from tests.rules.projects import only, replacement

if TYPE_CHECKING:
    from tests.conftest import Lint
    from validator.diagnostics import Report

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "pageSize": {"type": "integer", "minimum": 1, "maximum": 500, "exclusiveMaximum": 400},
        "mode": {"type": "string", "enum": ["fast", "careful"]},
        "ledgerCode": {"type": "string", "pattern": "^[A-Z]{3}$", "maxLength": 3},
        "years": {"type": "array", "items": {"type": "integer"}, "maxItems": 2, "uniqueItems": True},
        "retry": {
            "type": "object",
            "properties": {"attempts": {"type": "integer", "minimum": 0, "maximum": 9}},
            "required": ["attempts"],
            "additionalProperties": False,
        },
        "host": {"$ref": "#/definitions/host"},
        "ledgerToken": {"type": "string"},
        "short": {"type": "string", "minLength": 5},
        "pair": {"type": "array", "minItems": 2},
        "whole": {"const": {"clientSecret": "x"}},
    },
    "required": ["pageSize"],
    "definitions": {"host": {"type": "string", "minLength": 1}},
}
HEAD = """apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: ledger
workspace: {name: "Acme : Ledger"}
generalConfiguration:
"""


def _check(lint: Lint, values: str, schema: Any = SCHEMA, **more: Any) -> Report:
    metadata = {"key": "ledger", "name": "Ledger", "configSchema": schema}
    config = HEAD + textwrap.indent(textwrap.dedent(values).strip("\n"), "  ") + "\n"
    return lint(
        {"config.yaml": config, "connector.json": json.dumps(metadata)}, ignore=["lost-constraint"], **more
    )


def test_what_fits_the_schema_is_left_alone(lint: Lint) -> None:
    values = """
        pageSize: 100
        mode: fast
        ledgerCode: ABC
        years: [2026, 2027]
        retry: {attempts: 3}
        host: ledger.meridian.example
    """
    assert rules_of(_check(lint, values)) == []


@pytest.mark.parametrize(
    ("values", "place", "rule", "message"),
    [
        ("pageSize: many", (7, 13), "wrong-type", "pageSize must be a whole number, and is text"),
        ("pageSize: 0", (7, 13), "invalid-value", "pageSize must be at least 1"),
        ("pageSize: 400", (7, 13), "invalid-value", "pageSize must be less than 400"),
        ("pageSize: 1\nmode: fats", (8, 9), "invalid-value", 'mode cannot be "fats"; did you mean "fast"?'),
        ("pageSize: 1\nledgerCode: abc", (8, 15), "invalid-value", 'ledgerCode cannot be "abc"'),
        ("pageSize: 1\nyears: [2026, soon]", (8, 17), "wrong-type", "years[2] must be a whole number"),
        ("pageSize: 1\nyears: [1, 2, 3]", (8, 10), "invalid-value", "years has more than 2 entries"),
        ("pageSize: 1\nretry: {}", (8, 3), "missing-field", 'retry lacks "attempts"'),
        ("pageSize: 1\nretry: {attempts: 1, delay: 2}", (8, 24), "unknown-field", 'has no field "delay"'),
        ("pageSize: 1\nhost: ''", (8, 9), "invalid-value", "host is empty"),
        ("pageSize: 1\nshort: abc", (8, 10), "invalid-value", "short is shorter than 5 characters"),
        ("pageSize: 1\nshort: ''", (8, 10), "invalid-value", "short is empty"),
        ("pageSize: 1\npair: [1]", (8, 9), "invalid-value", "pair has fewer than 2 entries"),
        ("mode: fast", (6, 1), "missing-field", 'generalConfiguration lacks "pageSize"'),
        ("page_size: 1", (7, 3), "unknown-field", 'has no field "page_size"; did you mean "pageSize"?'),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_one_fault_at_its_place(
    lint: Lint, values: str, place: tuple[int, int], rule: str, message: str
) -> None:
    report = _check(lint, values)
    assert places_of(report) == [("config.yaml", *place, rule)]
    assert message in only(report).message
    assert only(report).severity.label == "error"


def test_a_misspelt_value_of_a_closed_set_is_mended(lint: Lint) -> None:
    assert replacement(only(_check(lint, "pageSize: 1\nmode: Fast"))) == "fast"


def test_a_key_that_an_open_schema_does_not_list_is_noted(lint: Lint) -> None:
    found = only(_check(lint, "pageSize: 1\ncolour: red"))
    assert (found.rule, found.severity.label, *found.span.start) == ("unknown-field", "info", 8, 3)
    assert found.message == '"colour" is none of the keys that are known of "Ledger"'


def test_a_key_near_to_a_listed_one_is_noted_with_an_unsafe_fix(lint: Lint) -> None:
    found = only(_check(lint, "pageSize: 1\nmodes: fast"))
    assert found.severity.label == "info"
    assert found.message.endswith('did you mean "mode"?')
    assert found.fix is not None
    assert not found.fix.safe


def test_general_configuration_of_a_shipped_connector_is_looked_at(lint: Lint) -> None:
    head = HEAD.replace("ledger\n", "procore\n")
    found = lint(f"{head}  realTimeActionProcessing: 5\n", select=["wrong-type", "unknown-field"])
    assert places_of(found) == [("config.yaml", 7, 29, "wrong-type")]
    found = lint(f"{head}  colour: red\n", select=["wrong-type", "unknown-field"])
    assert [(each.rule, each.severity.label) for each in found.diagnostics] == [("unknown-field", "info")]


@pytest.mark.parametrize("value", ["${env:PAGE_SIZE}", "<page-size>", "changeme"])
def test_references_fit_any_type_and_placeholders_are_told_by_their_own_rule(lint: Lint, value: str) -> None:
    wanted = [] if value.startswith("$") else ["placeholder-value"]
    assert rules_of(_check(lint, f"pageSize: {value}\nmode: {value}")) == wanted * 2


def test_the_number_of_a_company_is_left_to_its_own_rules(lint: Lint) -> None:
    head = HEAD.replace("ledger\n", "procore\n")
    report = lint(f"{head}  companyId: 5.62E+14\n", select=["wrong-type", "company-id-malformed"])
    assert rules_of(report) == ["company-id-malformed"]


def test_a_secret_is_not_shown_where_its_form_is_wrong(lint: Lint) -> None:
    schema = {"properties": {"ledgerToken": {"type": "string", "pattern": "^T"}, "mode": {"enum": ["a"]}}}
    report = _check(lint, "ledgerToken: Xk29-fh3Qa_71bZ", schema)
    assert rules_of(report) == ["literal-secret"]
    assert "Xk29" not in f"{report}"


@pytest.mark.parametrize(
    "schema",
    [
        {"properties": {"mode": {"$ref": "https://schemas.meridian.example/mode.json"}}},
        {"properties": {"mode": {"$ref": "file:///etc/hostname"}}},
        {"properties": {"mode": {"$ref": "#/nowhere"}}},
        {"properties": {"mode": {"$ref": "#/properties/mode"}}},
        {"$ref": "#"},
        {"allOf": [{"$ref": "#"}, {"$ref": "#"}]},
        {"definitions": {f"d{n}": {"allOf": [{"$ref": f"#/definitions/d{n + 1}"}] * 2} for n in range(40)}}
        | {"$ref": "#/definitions/d0"},
        {"properties": {"mode": {"pattern": "^(a+)+$"}}},
        {"properties": {"mode": {"pattern": "("}}},
        {"patternProperties": {"^(m+)+$": {"type": "integer"}}, "additionalProperties": False},
        {"properties": {"mode": {"type": "strng"}}},
        {"properties": {"mode": {"type": 5, "enum": "a", "minimum": "1", "required": True}}},
        {"properties": ["mode"], "required": "mode", "items": 5},
        {"type": "object", "properties": {"mode": True}},
        {"$schema": "https://nowhere.example/draft", "$id": "https://nowhere.example/x", "type": "object"},
        {"properties": {"mode": {"dependentSchemas": {"a": 1}, "contains": 2, "uniqueItems": "x"}}},
    ],
    ids=lambda schema: json.dumps(schema)[:40],
)
def test_a_schema_that_is_wrong_or_hostile_does_no_harm(lint: Lint, schema: Any) -> None:
    start = time.perf_counter()
    found = _check(lint, f"mode: {'a' * 40}!", schema).diagnostics
    assert [each.rule for each in found if not each.document.startswith("Connector ")] == []
    assert time.perf_counter() - start < 5


def test_keys_that_alternatives_list_together_are_known(lint: Lint) -> None:
    schema = {
        "allOf": [{"properties": {"one": {"type": "string"}}}, {"properties": {"two": {"type": "string"}}}]
    }
    assert rules_of(_check(lint, "one: x\ntwo: z", schema)) == []
    assert rules_of(_check(lint, "one: x\ntwo: 5", schema)) == ["wrong-type"]


def test_a_mapping_that_is_not_the_wanted_one_is_not_shown(lint: Lint) -> None:
    assert rules_of(_check(lint, "pageSize: 1\nwhole: {note: mine}")) == []


def test_a_broken_value_is_not_spoken_of_again(lint: Lint) -> None:
    schema = {"properties": {"clientId": {"type": "string"}, "clientSecret": {"type": "string"}}}
    assert rules_of(_check(lint, "clientId: [1]\nclientSecret: ${env:A}", schema)) == ["wrong-type"]


@pytest.mark.parametrize(
    ("key", "levels"),
    [("BaseURL", ["warning"]), ("base_url", ["warning"]), ("baseUrls", ["info"]), ("zebra", ["info"])],
)
def test_a_key_that_is_a_known_one_but_for_its_case_is_a_warning(
    lint: Lint, key: str, levels: list[str]
) -> None:
    text = (
        "apiVersion: appxlint/v1\nkind: ConnectorConfig\nname: acme\nconnector: procore\n"
        f'workspace: {{name: "Acme : Ledger"}}\ngeneralConfiguration: {{{key}: "https://api.procore.com/"}}\n'
    )
    report = lint(text, select=["unknown-field"])
    assert [each.severity.label for each in report.diagnostics] == levels


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ("apiRootUrl: https://spectrum.acme.test:8482", 0),
        ("apiRootUrl: https://spectrum.acme.test", 1),
        ("apiRootUrl: https://spectrum.acme.test:8482/connect/token", 1),
        ('apiRootUrl: "${env:ROOT}"', 0),
        ("companyConfigurations: [{companyCode: TS2}]", 0),
        ("companyConfigurations: [{companyCode: TS20}]", 1),
    ],
)
def test_the_forms_that_the_catalogue_knows_are_held_against_general_configuration(
    lint: Lint, fields: str, count: int
) -> None:
    text = (
        "apiVersion: appxlint/v1\nkind: ConnectorConfig\nname: acme\nconnector: spectrum\n"
        f'workspace: {{name: "Acme : Ledger"}}\ngeneralConfiguration: {{{fields}}}\n'
    )
    report = lint(text, select=["invalid-value"])
    assert len(report.diagnostics) == count
    assert all(
        "https://spectrum." in each.help or "three letters" in each.help for each in report.diagnostics
    )
