from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import rules_of
from tests.rules.projects import Seen, only, project, related, seen

if TYPE_CHECKING:
    from tests.conftest import Lint

CONNECTOR = """
kind: Connector
key: {key}
name: Ledger
environments:
  - {{name: {live}, apiUrl: "{one}"}}
  - {{name: {test}, apiUrl: "{other}"}}
"""


API = "https://api.ledger.meridian.example"


RULES = ["same-environment-host", "incomplete-key", "duplicate-name", "missing-field"]


def _connector(live: str, test: str, one: str = API, other: str = API, key: str = "ledger") -> str:
    return project(CONNECTOR.format(key=key, live=live, test=test, one=one, other=other))


@pytest.mark.parametrize(
    ("live", "test"),
    [
        ("Production", "Test"),
        ("Prod", "TEST"),
        ("Everyday, aliases: [Live]", "Trial, aliases: [Test]"),
        ("Main, traits: [production]", "Test"),
    ],
)
def test_a_test_environment_with_the_live_address_is_told(lint: Lint, live: str, test: str) -> None:
    report = lint(_connector(live, test, other=f"{API}/"), select=RULES)
    found = only(report)
    assert (found.rule, found.route, found.severity.label) == (
        "same-environment-host",
        ("environments", 1, "apiUrl"),
        "warning",
    )
    assert related(found) == [(6, 22 + len(live))]


@pytest.mark.parametrize(
    ("live", "test", "other"),
    [
        ("Production", "Test", "https://api.test.ledger.meridian.example"),
        ("Production", "Sandbox", API),
        ("Trial", "Test", API),
        ("Production", "Test, traits: [production]", API),
    ],
)
def test_other_addresses_and_other_names_are_left_alone(lint: Lint, live: str, test: str, other: str) -> None:
    assert rules_of(lint(_connector(live, test, other=other), select=RULES)) == []


def test_an_environment_without_an_address_is_left_alone(lint: Lint) -> None:
    text = _connector("Production", "Test").replace(f', apiUrl: "{API}"', "")
    assert rules_of(lint(text, select=RULES)) == []


@pytest.mark.parametrize("key", ['""', '" "', "led ger", "ledger/v1", "{ledger}", "-ledger"])
def test_an_empty_or_malformed_key_is_told_at_its_place(lint: Lint, key: str) -> None:
    report = lint(_connector("A", "B", key=f"'{key}'" if key[0] == "{" else key), select=RULES)
    assert seen(report) == [Seen(3, 6, "error", "incomplete-key")]


def test_only_a_connectors_own_key_is_one_that_app_xchange_issues(lint: Lint) -> None:
    definition = {"key": "", "name": "Ledger Key", "type": "Standard", "attributes": []}
    modules = [{"key": "books-1", "urlPart": ""}]
    text = json.dumps({"key": "", "connectionDefinitions": [definition], "modules": modules})
    report = lint({"connector.json": text}, select=["incomplete-key"])
    assert sorted((each.pointer, each.help) for each in report.diagnostics) == [
        ("/connectionDefinitions/0/key", "write letters and digits, such as apiKey"),
        ("/key", "write the key that App Xchange issued"),
        ("/modules/0/urlPart", "write letters and digits, such as reports/v1"),
    ]


@pytest.mark.parametrize("key", ["ledger", "Ledger-2.0", "trimble_sales", "3f0c"])
def test_a_key_of_letters_and_digits_is_right(lint: Lint, key: str) -> None:
    assert rules_of(lint(_connector("A", "B", key=key), select=RULES)) == []


def _metadata(**more: Any) -> dict[str, str]:
    attributes = [{"key": "apiKey", "title": "API Key"}]
    definition = {"key": "keyAuth", "name": "Ledger Key", "type": "Standard", "attributes": attributes}
    return {"connector.json": json.dumps({"key": "ledger", "connectionDefinitions": [definition], **more})}


@pytest.mark.parametrize(
    ("more", "pointers"),
    [
        ({}, []),
        ({"urlPart": "ledger/v1"}, []),
        ({"urlPart": ""}, ["/urlPart"]),
        ({"key": "", "urlPart": ""}, ["/key", "/urlPart"]),
        ({"modules": [{"key": "books-1", "urlPart": "books/v1"}, {"name": "x"}]}, []),
        ({"modules": [{"key": "", "urlPart": "books v1"}]}, ["/modules/0/key", "/modules/0/urlPart"]),
        (
            {"connectionDefinitions": [{"key": "", "name": "x", "type": "y", "attributes": []}] * 2},
            ["/connectionDefinitions/0/key", "/connectionDefinitions/1/key"],
        ),
        (
            {
                "connectionDefinitions": [
                    {"key": "a", "name": "x", "type": "y", "attributes": [{"key": "a b", "title": "c"}]}
                ]
            },
            ["/connectionDefinitions/0/attributes/0/key"],
        ),
    ],
)
def test_keys_of_every_part_of_a_connector_json_are_looked_at(
    lint: Lint, more: dict[str, Any], pointers: list[str]
) -> None:
    report = lint(_metadata(**more), select=["incomplete-key"])
    assert [each.pointer for each in report.diagnostics] == pointers


RULES_OF_SCHEMA = ["credentials-in-config-schema", "lost-constraint"]


DEFINITION = {"key": "keyAuth", "name": "Ledger Key", "type": "Standard", "attributes": []}


def _with_schema(properties: Any, *, definitions: bool = True, **more: Any) -> dict[str, str]:
    schema = {"type": "object", "properties": properties, **more}
    found = [DEFINITION] if definitions else []
    return {
        "connector.json": json.dumps(
            {"key": "ledger", "connectionDefinitions": found, "configSchema": schema}
        )
    }


def _found(lint: Lint, files: dict[str, str]) -> list[tuple[str, str]]:
    return [(each.rule, each.pointer) for each in lint(files, select=RULES_OF_SCHEMA).diagnostics]


@pytest.mark.parametrize(
    ("properties", "pointer"),
    [
        ({"apiKey": {"type": "string"}}, "apiKey"),
        (
            {"auth": {"type": "object", "properties": {"clientSecret": {"type": "string"}}}},
            "auth/properties/clientSecret",
        ),
        ({"plain": {"type": "string", "writeOnly": True}}, "plain"),
        (
            {"sets": {"type": "array", "items": {"properties": {"password": {}}}}},
            "sets/items/properties/password",
        ),
    ],
)
def test_a_secret_beside_definitions_is_told_at_its_key(lint: Lint, properties: Any, pointer: str) -> None:
    assert _found(lint, _with_schema(properties)) == [
        ("credentials-in-config-schema", f"/configSchema/properties/{pointer}")
    ]
    assert _found(lint, _with_schema(properties, definitions=False)) == []


@pytest.mark.parametrize(
    "properties",
    [
        {"tokenUrl": {"type": "string"}},
        {"secretRotation": {"type": "boolean"}},
        {"useToken": {"type": "boolean"}},
        {"apiKey": {"type": "string", "writeOnly": False}},
        {"ledgerYear": {"type": "string"}},
        {"apiKey": True},
    ],
)
def test_what_is_no_secret_may_be_asked_for(lint: Lint, properties: Any) -> None:
    wanted = [] if properties != {"apiKey": True} else ["credentials-in-config-schema"]
    assert [rule for rule, _ in _found(lint, _with_schema(properties))] == wanted


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("pageSize", {"type": "integer"}),
        ("maxRetries", {"type": ["integer", "null"]}),
        ("timeoutSeconds", {"type": "number"}),
        ("Port", {"type": "integer"}),
        ("companyId", {"type": "integer"}),
        ("tenantId", {"type": "string", "title": "Tenant"}),
        ("folder", {"type": "string", "description": "Required. Where files lie."}),
    ],
)
def test_what_its_name_suggests_and_the_schema_lacks_is_told_at_its_key(
    lint: Lint, name: str, schema: Any
) -> None:
    assert _found(lint, _with_schema({name: schema})) == [
        ("lost-constraint", f"/configSchema/properties/{name}")
    ]


@pytest.mark.parametrize(
    ("name", "schema", "more"),
    [
        ("pageSize", {"type": "integer", "minimum": 1}, {}),
        ("pageSize", {"type": "integer", "enum": [10, 100]}, {}),
        ("pageSize", {"type": "string"}, {}),
        ("year", {"type": "integer"}, {}),
        ("companyId", {"type": "integer"}, {"required": []}),
        ("companyId", {"type": "integer"}, {"required": ["companyId"]}),
        ("companyId", {"type": "integer", "default": 1}, {}),
        ("folder", {"type": "string", "description": "It is not required."}, {}),
        ("description", {"type": "string"}, {}),
    ],
)
def test_constraints_that_are_there_and_names_that_suggest_none_are_left_alone(
    lint: Lint, name: str, schema: Any, more: dict[str, Any]
) -> None:
    assert _found(lint, _with_schema({name: schema}, **more)) == []


def test_a_connector_document_is_looked_at_too(lint: Lint) -> None:
    connector = """
        kind: Connector
        key: ledger
        name: Ledger
        generalConfiguration:
          type: object
          properties:
            pageSize: {type: integer}
    """
    report = lint(project(connector), select=RULES_OF_SCHEMA)
    assert [(each.line, each.column, each.rule) for each in seen(report)] == [(8, 5, "lost-constraint")]
    assert only(report).severity.label == "info"


def test_numbers_without_bounds_are_one_finding_of_a_schema(lint: Lint) -> None:
    names = ["pageSize", "maxRetries", "timeoutSeconds"]
    report = lint(_with_schema({name: {"type": "integer"} for name in names}), select=RULES_OF_SCHEMA)
    found = only(report)
    assert (found.rule, found.severity.label) == ("lost-constraint", "info")
    assert found.message == '"pageSize", "maxRetries" and "timeoutSeconds" are numbers without bounds'
    assert found.help == "give them minimum and maximum"
    assert found.pointer == "/configSchema/properties/pageSize"
    assert len(found.related) == 2


@pytest.mark.parametrize(
    ("modules", "pointers"),
    [
        ([{"services": [{"configSchema": {"properties": {"apiKey": {}}}}]}], ["/modules/0/services/0"]),
        (
            [5, {"services": [5, {}, {"configSchema": {"properties": {"apiKey": {}, "year": {}}}}]}],
            ["/modules/1/services/2"],
        ),
        ([{"services": [{"configSchema": {"properties": {"year": {}}}}]}], []),
        ([{"services": 5}, {}], []),
        (5, []),
    ],
)
def test_a_secret_in_the_settings_of_a_service_is_told_at_its_key(
    lint: Lint, modules: Any, pointers: list[str]
) -> None:
    file = {"key": "ledger", "connectionDefinitions": [DEFINITION], "configSchema": {}, "modules": modules}
    found = _found(lint, {"connector.json": json.dumps(file)})
    wanted = [f"{each}/configSchema/properties/apiKey" for each in pointers]
    assert found == [("credentials-in-config-schema", each) for each in wanted]


@pytest.mark.parametrize(
    "schema", [{"properties": []}, {"properties": {"pageSize": 5}}, {"items": [1]}, {"anyOf": 5}]
)
def test_a_schema_that_is_none_does_no_harm(lint: Lint, schema: Any) -> None:
    files = {"connector.json": json.dumps({"key": "ledger", "configSchema": schema})}
    assert _found(lint, files) == []


CONNECTOR_JSON = '{"key": "ledger", "name": "Ledger", "connectionDefinitions": []}'


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ('{"key": "ledger"}', []),
        ('{"key": "meridian-ledger"}', ["this is not the key of the settings.json beside it"]),
        ('{"key": ""}', ["the settings.json beside it has an empty key"]),
        ('{"urlPart": "meridian"}', []),
        ('{"editor.tabSize": 4, // not JSON', []),
        ("[]", []),
        ("\x00", []),
    ],
)
def test_a_connector_json_has_the_key_of_the_settings_beside_it(
    lint: Lint, settings: str, words: list[str]
) -> None:
    report = lint({"connector.json": CONNECTOR_JSON, "settings.json": settings}, select=["incomplete-key"])
    assert [each.message.partition(",")[0] for each in report.diagnostics] == words
    assert all(each.severity.label == "warning" for each in report.diagnostics)


def test_settings_are_looked_for_beside_a_connector_json_alone(lint: Lint) -> None:
    connector = "apiVersion: appxlint/v1\nkind: Connector\nkey: ledger\nname: Ledger\n"
    files = {
        "connector.yaml": connector,
        "settings.json": '{"key": "other"}',
        "down/connector.json": CONNECTOR_JSON,
    }
    assert rules_of(lint(files, select=["incomplete-key"])) == []


def test_what_a_definition_declares_sensitive_is_asked_for_there_alone(lint: Lint) -> None:
    attribute = {"key": "siteWord", "title": "Site Word", "isSensitive": True}
    definition = {"key": "a", "name": "b", "type": "Standard", "attributes": [attribute]}
    schema = {"required": [], "properties": {"siteWord": {"type": "string"}, "site": {"type": "string"}}}
    text = json.dumps({"key": "ledger", "connectionDefinitions": [definition], "configSchema": schema})
    report = lint({"connector.json": text}, select=["credentials-in-config-schema"])
    assert [each.pointer for each in report.diagnostics] == ["/configSchema/properties/siteWord"]
