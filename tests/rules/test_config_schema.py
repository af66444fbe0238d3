from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.rules.projects import only, project, seen

if TYPE_CHECKING:
    from tests.conftest import Lint

RULES = ["credentials-in-config-schema", "lost-constraint"]
DEFINITION = {"key": "keyAuth", "name": "Ledger Key", "type": "Standard", "attributes": []}


def _metadata(properties: Any, *, definitions: bool = True, **more: Any) -> dict[str, str]:
    schema = {"type": "object", "properties": properties, **more}
    found = [DEFINITION] if definitions else []
    return {
        "connector.json": json.dumps(
            {"key": "ledger", "connectionDefinitions": found, "configSchema": schema}
        )
    }


def _found(lint: Lint, files: dict[str, str]) -> list[tuple[str, str]]:
    return [(each.rule, each.pointer) for each in lint(files, select=RULES).diagnostics]


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
    assert _found(lint, _metadata(properties)) == [
        ("credentials-in-config-schema", f"/configSchema/properties/{pointer}")
    ]
    assert _found(lint, _metadata(properties, definitions=False)) == []


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
    assert [rule for rule, _ in _found(lint, _metadata(properties))] == wanted


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
    assert _found(lint, _metadata({name: schema})) == [
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
    assert _found(lint, _metadata({name: schema}, **more)) == []


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
    report = lint(project(connector), select=RULES)
    assert [(each.line, each.column, each.rule) for each in seen(report)] == [(8, 5, "lost-constraint")]
    assert only(report).severity.label == "warning"


@pytest.mark.parametrize(
    "schema", [{"properties": []}, {"properties": {"pageSize": 5}}, {"items": [1]}, {"anyOf": 5}]
)
def test_a_schema_that_is_none_does_no_harm(lint: Lint, schema: Any) -> None:
    files = {"connector.json": json.dumps({"key": "ledger", "configSchema": schema})}
    assert _found(lint, files) == []
