from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.rules.projects import project
from tests.support.reading import project_of
from validator.rules.clashes import host_clashes, key_clash, mixes_environments

if TYPE_CHECKING:
    from validator.project.connection import Connection

CONFIG = """
kind: ConnectorConfig
connection:
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: Acme
  details: {{companyId: 4281379, connectionEnvironment: {environment}}}
{more}---
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme
connector: {connector}
definition: {definition}
credentials: {keys}
clientId: ${{env:ID}}
clientSecret: ${{env:SECRET}}
tokenUrl: https://{host}/oauth/token
"""


def connected(
    environment: str = "Production",
    *,
    host: str = "login.procore.com",
    keys: str = "production",
    more: str = "",
    connector: str = "procore",
    definition: str = "Procore V2 OAuth Client Credentials Auth",
) -> Connection:
    """Return the connection of a config with one client."""
    text = CONFIG.format(
        environment=environment, host=host, keys=keys, more=more, connector=connector, definition=definition
    )
    found = project_of(*project(text).split("---\n"))
    return found.connection(found.configs()[0])


def test_a_connection_of_one_environment_mixes_none() -> None:
    connection = connected()
    assert list(host_clashes(connection)) == []
    assert key_clash(connection) is None
    assert not mixes_environments(connection)


@pytest.mark.parametrize(
    ("environment", "host", "found"),
    [
        ("Production", "login-sandbox.procore.com", ["Developer Sandbox"]),
        ("Developer Sandbox", "login.procore.com", ["Production", "On-Demand Sandbox"]),
        ("Production", "sandbox.procore.com", ["Developer Sandbox"]),
    ],
    ids=["the sandbox's", "one that two share", "one that is tolerated"],
)
def test_a_login_host_of_other_environments_clashes(environment: str, host: str, found: list[str]) -> None:
    connection = connected(environment, host=host)
    (clash,) = host_clashes(connection)
    assert [each.name for each in clash.wanted] == [environment]
    assert [each.name for each in clash.found] == found
    assert clash.place.route == ("connection", "oauthClient")
    assert mixes_environments(connection)


def test_keys_of_other_environments_clash_where_the_host_fits() -> None:
    clash = key_clash(connected(keys="developer-sandbox"))
    assert clash is not None
    assert [each.name for each in clash.found] == ["Developer Sandbox"]
    assert key_clash(connected(keys="developer-sandbox", host="login-sandbox.procore.com")) is None


@pytest.mark.parametrize(
    ("environment", "host", "federal"),
    [
        ("Federal Zone", "login-sandbox.procore.com", True),
        ("Developer Sandbox", "login.procoregov.com", True),
        ("Production", "login.procoregov.com", False),
        ("Federal Zone", "login.procore.com", False),
    ],
)
def test_a_zone_without_sandboxes_meets_a_sandbox(environment: str, host: str, federal: bool) -> None:
    (clash,) = host_clashes(connected(environment, host=host))
    assert clash.federal is federal


@pytest.mark.parametrize(
    "other", [{"connector": "spectrum"}, {"definition": "Procore V2 OAuth Code Flow Auth"}], ids=str
)
def test_a_client_for_something_else_tells_nothing_of_environments(other: dict[str, str]) -> None:
    assert not mixes_environments(connected(host="login-sandbox.procore.com", **other))


def test_a_base_url_beside_a_connection_clashes_by_itself() -> None:
    connection = connected(more="generalConfiguration: {baseUrl: https://sandbox.procore.com/}\n")
    (clash,) = host_clashes(connection)
    assert clash.place.route == ("generalConfiguration", "baseUrl")
    assert clash.help == "write https://api.procore.com, or correct the connection's environment"
