from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.support.reading import project_of
from validator.project.connection import Origin

if TYPE_CHECKING:
    from validator.project.connection import Connection

BASE: dict[str, Any] = {
    "name": "Ledger live",
    "enabled": True,
    "definition": "Procore V2 OAuth Client Credentials Auth",
    "sets": {"oauthClient": "Ledger", "details": {"connectionEnvironment": "Production"}},
}
OTHERS = """apiVersion: appxlint/v1
kind: OAuthClient
name: Ledger
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
public: true
---
apiVersion: appxlint/v1
kind: Workspace
name: Acme
region: au
---
apiVersion: appxlint/v1
kind: ConnectionDefinition
connector: procore
key: defaults
name: With defaults
type: Standard
attributes:
  - key: connectionEnvironment
    title: Environment
    isRequired: true
    default: 2
    options: [{label: Production, value: 1}, {label: Monthly Sandbox, value: 2}]
  - {key: pages, title: Pages, isRequired: false, default: 50}
"""


def connected(base: dict[str, Any] | None = None, **fields: Any) -> Connection:
    """Return the effective connection of a config with these fields in a project with a base connection."""
    config = {
        "apiVersion": "appxlint/v1", "kind": "ConnectorConfig", "name": "acme", "connector": "procore",
        "integration": "Ledger", "workspace": {"name": "Acme"}, **fields,
    }  # fmt: skip
    rules = {
        "apiVersion": "appxlint/v1", "kind": "BaseConnectionRules", "integration": "Ledger", "connector": "procore",
        "baseConnections": [{"name": "Other", "enabled": False}, base or BASE],
    }  # fmt: skip
    project = project_of(yaml.safe_dump(config), yaml.safe_dump(rules), OTHERS)
    return project.connection(project.configs()[0])


def test_the_base_connection_comes_first_then_the_config_then_the_defaults() -> None:
    connection = connected(
        connection={
            "baseConnection": "Ledger live",
            "oauthClient": "Mine",
            "details": {"connectionEnvironment": "Monthly Sandbox", "companyId": 4281379},
        }
    )
    assert connection.base is not None
    assert connection.base.route == ("baseConnections", 1)
    assert connection.client_name is not None
    assert (connection.client_name.value, connection.client_name.origin) == ("Ledger", Origin.BASE)
    assert connection.client is not None
    assert {key: (each.value, each.origin) for key, each in connection.details.items()} == {
        "connectionEnvironment": ("Production", Origin.BASE),
        "companyId": (4281379, Origin.CONFIG),
    }
    assert connection.environment is not None
    assert connection.environment.name == "Production"
    assert connection.is_oauth


def test_defaults_of_the_definition_fill_what_nobody_says() -> None:
    connection = connected(connection={"definition": "With defaults", "details": {"pages": 10}})
    found = {key: (each.value, each.origin) for key, each in connection.details.items()}
    assert found == {"connectionEnvironment": (2, Origin.DEFAULT), "pages": (10, Origin.CONFIG)}
    assert connection.environment is not None
    assert connection.environment.name == "Monthly Sandbox"
    assert not connection.is_oauth


def test_each_value_keeps_its_place() -> None:
    connection = connected(connection={"baseConnection": "Ledger live", "details": {"companyId": 4281379}})
    places = {key: (each.document.path, each.route) for key, each in connection.details.items()}
    assert places == {
        "connectionEnvironment": (
            "b.yaml",
            ("baseConnections", 1, "sets", "details", "connectionEnvironment"),
        ),
        "companyId": ("a.yaml", ("connection", "details", "companyId")),
    }
    assert connection.definition_name is not None
    assert connection.definition_name.route == ("baseConnections", 1, "definition")


def test_a_base_connection_that_is_not_known_brings_nothing() -> None:
    connection = connected(connection={"baseConnection": "Nobody's", "definition": "With defaults"})
    assert connection.base is None
    assert connection.definition_name is not None
    assert connection.definition_name.origin is Origin.CONFIG


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Production", "Production"), ("production", "Production"), ("PROD", "Production"), ("Live", "Production"),
        ("developer-sandbox", "Developer Sandbox"), ("Staging", None), (7, None), (True, None), (["Production"], None),
        ("99999999999999999999", None),
    ],
)  # fmt: skip
def test_an_environment_is_known_by_its_names_in_any_case(value: Any, name: str | None) -> None:
    connection = connected(
        connection={
            "definition": "Procore V2 OAuth Client Credentials Auth",
            "details": {"connectionEnvironment": value},
        }
    )
    assert (connection.environment.name if connection.environment else None) == name
    assert connection.environment_at is not None


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://sandbox.procore.com/", "Developer Sandbox"),
        ("https://api-monthly.procore.com", "Monthly Sandbox"),
        ("https://api.procore.com/", None),
        ("https://elsewhere.example/", None),
        ("https://[", None),
    ],
)
def test_general_configuration_tells_the_environment_by_a_host_of_one_alone(
    url: str, name: str | None
) -> None:
    connection = connected(generalConfiguration={"baseUrl": url, "companyId": 4281379})
    assert (connection.environment.name if connection.environment else None) == name
    assert connection.general
    assert not connection.structured
    assert connection.company_id is not None
    assert connection.company_id.route == ("generalConfiguration", "companyId")


def test_a_workspace_is_described_in_place_or_by_name() -> None:
    inline = connected(workspace={"name": "Acme", "region": "us"}, connection={"definition": "With defaults"})
    named = connected(workspace="Acme", connection={"definition": "With defaults"})
    unknown = connected(workspace="Birch", connection={"definition": "With defaults"})
    assert inline.workspace is not None
    assert (inline.workspace.get("region"), inline.workspace.route) == ("us", ("workspace",))
    assert named.workspace is not None
    assert (named.workspace.get("region"), named.workspace.document.path) == ("au", "c.yaml")
    assert named.workspace.lacks("type")
    assert unknown.workspace is None
    assert inline.application is None


def test_a_connection_that_is_assigned_holds_nothing_of_its_own() -> None:
    connection = connected(connection={"name": "Acme", "existing": True})
    assert connection.existing
    assert connection.details == {}
    assert connection.definition_name is None
    assert connected(connection={"name": "Acme", "existing": "maybe"}).existing


def test_a_connection_knows_every_document_that_it_is_put_together_from() -> None:
    connection = connected(workspace="Acme", connection={"baseConnection": "Ledger live"})
    kinds = [each.kind for each in connection.documents()]
    assert kinds == [
        "ConnectorConfig", "Connector", "BaseConnectionRules", "ConnectionDefinition", "OAuthClient", "Workspace",
    ]  # fmt: skip


def test_a_config_of_broken_parts_has_a_connection_all_the_same() -> None:
    connection = connected(connector=["x"], workspace=7, connection={"baseConnection": 1, "details": "none"})
    assert connection.connector is None
    assert connection.structured
    assert connection.details == {}
