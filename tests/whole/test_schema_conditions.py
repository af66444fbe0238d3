"""What the schemas accept and refuse, shown on whole documents: one change of a right document, one fault."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7

FOLDER = Path(__file__).parents[2] / "schemas"
SCHEMAS = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.json")}
REGISTRY: Registry[Any] = Registry().with_resources(
    (schema["$id"], DRAFT7.create_resource(schema)) for schema in SCHEMAS.values()
)
GONE = object()
WORKSPACE = {"name": "Acme : A <> B", "type": "standard", "region": "us", "company": "Acme"}
APPLICATION = {
    "source": "custom",
    "name": "Sync",
    "versionKey": "${env:KEY}",
    "access": "user",
    "installed": True,
}
ATTRIBUTE = {"key": "companyId", "title": "CompanyId", "isRequired": True}
BASE = {
    "name": "Ledger live",
    "enabled": True,
    "when": {"region": ["us", "au"]},
    "sets": {"details": {"port": 22}},
}
FIELDS: dict[str, dict[str, Any]] = {
    "ConnectorConfig": {
        "name": "acme",
        "connector": "procore",
        "workspace": WORKSPACE,
        "application": {**APPLICATION, "permittedProjects": ["Mill Lane", 4711]},
        "connection": {"name": "Acme", "oauthClient": "Own", "details": {"companyId": 562949953443325}},
        "unattended": True,
        "metadata": {"owner": "team", "links": ["https://example.com"]},
    },
    "OAuthClient": {
        "name": "Own",
        "connector": "procore",
        "definition": "D",
        "clientId": "${env:ID}",
        "clientSecret": "${env:SECRET}",
    },
    "Workspace": WORKSPACE,
    "Application": {
        **APPLICATION,
        "connector": "procore",
        "installed": {"Production": "2026-10-02", "Test": False},
    },
    "BaseConnectionRules": {"integration": "A + B", "connector": "procore", "baseConnections": [BASE]},
    "ConnectionDefinition": {
        "connector": "ledger",
        "key": "basicAuth",
        "name": "Basic Auth",
        "type": "Standard",
        "attributes": [ATTRIBUTE, {**ATTRIBUTE, "key": "sets", "isArray": True, "attributes": [ATTRIBUTE]}],
    },
    "Connector": {
        "key": "ledger",
        "name": "Ledger",
        "application": "required",
        "environments": [
            {"name": "Production", "apiUrl": "https://api.example.com:8482/v1", "traits": ["production"]}
        ],
        "hosts": [{"host": "old.example.com", "use": "api.example.com", "as": "api", "tolerated": True}],
        "generalConfiguration": {
            "type": "object",
            "properties": {"port": {"type": "integer"}},
            "required": ["port"],
        },
    },
}


def _document(kind: str, **changes: Any) -> dict[str, Any]:
    """Return a right document with some keys changed; `a__b` leads into a mapping, GONE drops a key."""
    document: dict[str, Any] = json.loads(
        json.dumps({"apiVersion": "appxlint/v1", "kind": kind, **FIELDS[kind]})
    )
    for route, value in changes.items():
        *way, key = route.split("__")
        holder: Any = document
        for step in way:
            holder = holder[int(step)] if step.isdigit() else holder[step]
        if value is GONE:
            del holder[key]
        else:
            holder[key] = value
    return document


def _faults(document: object) -> set[str]:
    """Return the faults of a document as `path keyword`.

    A forbidden key has the keyword `false`, and the path of its mapping: jsonschema leaves the key out.
    """
    errors = Draft7Validator(SCHEMAS["document.json"], registry=REGISTRY).iter_errors(document)
    return {f"{'/'.join(map(str, error.absolute_path))} {error.validator or 'false'}" for error in errors}


EXISTING = {"name": "Acme", "existing": True}
RIGHT = [
    *((kind, {}) for kind in FIELDS),
    ("ConnectorConfig", {"workspace": "Acme", "application": "Sync"}),
    ("ConnectorConfig", {"connection": EXISTING}),
    (
        "ConnectorConfig",
        {"connection": {"existing": False, "definition": "D", "baseConnection": "Ledger live"}},
    ),
    ("ConnectorConfig", {"connection": GONE, "generalConfiguration": {}}),
    ("ConnectorConfig", {"generalConfiguration": {"companyId": "4281379", "nested": {"deep": [False]}}}),
    ("ConnectorConfig", {"application__permittedProjects": "all", "application__installed": "2026-10-02"}),
    ("OAuthClient", {"public": False, "scope": "", "prompt": ""}),
    ("OAuthClient", {"public": True, "clientId": GONE, "clientSecret": GONE, "integrations": ["A + B"]}),
    ("OAuthClient", {"clientSecretExpiration": "2027-06-30", "clientAuthentication": "Basic auth header"}),
    (
        "OAuthClient",
        {"clientSecretExpiration": "${env:DAY}", "scope": "${env:SCOPE}", "prompt": "${env:PROMPT}"},
    ),
    ("Application", {"installed": "2026-10-02"}),
    ("BaseConnectionRules", {"complete": True, "atLeastOneEnabled": False, "baseConnections": []}),
    ("ConnectionDefinition", {"attributes": []}),
    (
        "ConnectionDefinition",
        {"attributes__0__options": [{"label": "Production", "value": 1}, {"label": "Test"}]},
    ),
    ("Connector", {"companyId": {"zones": [{"name": "us02", "from": 0, "to": 9}]}, "usesScopes": False}),
    ("Workspace", {"sources": [{"url": "https://example.com", "asOf": "2026-06", "certainty": "inferred"}]}),
]
WRONG = [
    ("ConnectorConfig", {"connection": GONE}, " anyOf"),
    (
        "ConnectorConfig",
        {"generalConfiguration": {"nested": {"deep": None}}},
        "generalConfiguration/nested/deep type",
    ),
    ("ConnectorConfig", {"metadata": {"links": [None]}}, "metadata/links/0 type"),
    ("ConnectorConfig", {"connection": {"existing": True}}, "connection required"),
    *(
        ("ConnectorConfig", {"connection": {**EXISTING, key: value}}, "connection false")
        for key, value in {
            "baseConnection": "L",
            "definition": "D",
            "oauthClient": "O",
            "details": {},
        }.items()
    ),
    ("ConnectorConfig", {"connection__existing": "true"}, "connection/existing type"),
    ("ConnectorConfig", {"connection__details__port": None}, "connection/details/port type"),
    ("ConnectorConfig", {"connection__base_connection": "L"}, "connection additionalProperties"),
    ("ConnectorConfig", {"metadata__ticket": None}, "metadata/ticket type"),
    ("ConnectorConfig", {"generalConfiguration": {"baseUrl": None}}, "generalConfiguration/baseUrl type"),
    ("ConnectorConfig", {"workspace": 3}, "workspace anyOf"),
    ("ConnectorConfig", {"workspace": {"type": "standard"}}, "workspace anyOf"),
    ("ConnectorConfig", {"application__installed": {"Production": True}}, "application anyOf"),
    ("ConnectorConfig", {"application__permittedProjects": "some"}, "application anyOf"),
    ("ConnectorConfig", {"name": ""}, "name minLength"),
    ("ConnectorConfig", {"application": {**APPLICATION, "access": "service"}}, "application anyOf"),
    ("OAuthClient", {"clientId": GONE}, " required"),
    ("OAuthClient", {"clientSecret": ""}, "clientSecret minLength"),
    ("OAuthClient", {"public": False, "clientSecret": GONE}, " required"),
    ("OAuthClient", {"public": True, "clientId": GONE}, " false"),
    ("OAuthClient", {"public": True, "clientSecret": GONE}, " false"),
    ("OAuthClient", {"public": "yes", "clientId": GONE, "clientSecret": GONE}, "public type"),
    ("OAuthClient", {"clientAuthentication": "BasicAuthHeader"}, "clientAuthentication enum"),
    ("OAuthClient", {"clientSecretExpiration": "30.06.2027"}, "clientSecretExpiration pattern"),
    ("OAuthClient", {"clientSecretExpiration": "2027-13-01"}, "clientSecretExpiration pattern"),
    ("Workspace", {"type": "sandbox"}, "type enum"),
    ("Workspace", {"region": "eu"}, "region enum"),
    ("Workspace", {"apiVersion": "appxlint/v2"}, "apiVersion const"),
    ("Workspace", {"sources": [{"url": "https://example.com"}]}, "sources/0 required"),
    ("Application", {"source": "store"}, "source enum"),
    ("Application", {"installed": "yesterday"}, "installed pattern"),
    ("Application", {"installed": {"Production": "yesterday"}}, "installed/Production pattern"),
    (
        "BaseConnectionRules",
        {"baseConnections__0__sets__name": "L"},
        "baseConnections/0/sets additionalProperties",
    ),
    ("BaseConnectionRules", {"baseConnections__0__when__region": "us"}, "baseConnections/0/when/region type"),
    ("BaseConnectionRules", {"baseConnections__0__enabled": GONE}, "baseConnections/0 required"),
    ("ConnectionDefinition", {"type": "ApiKey"}, "type enum"),
    (
        "ConnectionDefinition",
        {"attributes__1__attributes__0__title": GONE},
        "attributes/1/attributes/0 required",
    ),
    ("Connector", {"application": "optional"}, "application enum"),
    ("Connector", {"hosts__0__host": "https://old.example.com"}, "hosts/0/host pattern"),
    ("Connector", {"environments__0__traits": ["live"]}, "environments/0/traits/0 enum"),
    ("Connector", {"generalConfiguration__title": None}, "generalConfiguration/title type"),
]


@pytest.mark.parametrize(("kind", "changes"), RIGHT)
def test_a_right_document_has_no_fault(kind: str, changes: dict[str, Any]) -> None:
    assert _faults(_document(kind, **changes)) == set()


@pytest.mark.parametrize(("kind", "changes", "fault"), WRONG)
def test_one_wrong_thing_is_one_fault_at_its_place(kind: str, changes: dict[str, Any], fault: str) -> None:
    assert _faults(_document(kind, **changes)) == {fault}


def test_a_document_of_no_known_kind_is_only_that() -> None:
    assert _faults({"apiVersion": "appxlint/v1", "kind": "OauthClient", "name": "x"}) == {"kind enum"}
    assert _faults({"apiVersion": "appxlint/v1"}) == {" required"}
