from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.reading import project_of
from validator.diagnostics import Part, Route
from validator.rules.places import (
    client_also,
    client_place,
    environment_also,
    fields_named,
    holders,
    setting_place,
)

if TYPE_CHECKING:
    from validator.project.project import Project

CONFIG = """apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
integration: Procore + Payroll
workspace: {name: Acme}
connection: %s
"""
RULES = """apiVersion: appxlint/v1
kind: BaseConnectionRules
integration: Procore + Payroll
connector: procore
baseConnections:
  - name: Payroll
    enabled: true
    definition: Procore V2 OAuth Client Credentials Auth
    sets: {oauthClient: Acme, details: {connectionEnvironment: Production}}
"""
CLIENT = """apiVersion: appxlint/v1
kind: OAuthClient
name: Acme
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
clientSecretExpiration: 2036-06-30
clientId: ${env:ID}
clientSecret: ${env:SECRET}
"""
OWN = "{definition: Code Flow, oauthClient: Acme, details: {connectionEnvironment: Production}}"


def project(connection: str) -> Project:
    return project_of(CONFIG % connection, RULES, CLIENT)


@pytest.mark.parametrize(
    ("given", "client", "environment"),
    [
        (OWN, ("connection", "oauthClient"), ("connection", "details", "connectionEnvironment")),
        ("{baseConnection: Payroll}", ("connection", "baseConnection"), ("connection", "baseConnection")),
        (
            "{baseConnection: Payroll, details: {companyId: 1}}",
            ("connection", "baseConnection"),
            ("connection", "baseConnection"),
        ),
    ],
    ids=["its own", "a base connection's", "a base connection's beside details"],
)
def test_findings_stand_in_the_config_at_what_brings_the_value(
    given: str, client: Route, environment: Route
) -> None:
    found = project(given)
    connection = found.connection(found.configs()[0])
    assert client_place(connection).route == client
    place = setting_place(connection, connection.environment_at)
    assert (place.document, place.route) == (connection.config, environment)


def test_what_nothing_brings_is_placed_at_the_connection() -> None:
    found = project("{details: {companyId: 1}}")
    connection = found.connection(found.configs()[0])
    place = setting_place(connection, None)
    assert (place.route, place.part) == (("connection",), Part.KEY)


def test_the_second_place_is_where_a_base_connection_says_it() -> None:
    found = project("{baseConnection: Payroll}")
    connection = found.connection(found.configs()[0])
    place = client_place(connection)
    (client,), (environment,) = client_also(connection, place), environment_also(connection, place)
    assert client.message == "the base connection brings this client"
    assert environment.message == "the connection's environment"
    assert client_also(connection, client.place.of(connection.config)) == ()


def test_a_config_says_it_itself_and_needs_no_second_place_for_its_client() -> None:
    found = project(OWN)
    connection = found.connection(found.configs()[0])
    assert client_also(connection, client_place(connection)) == ()
    at_environment = setting_place(connection, connection.environment_at)
    assert environment_also(connection, at_environment) == ()


def test_fields_of_a_client_are_found_in_it_and_in_a_config() -> None:
    config = CONFIG % "{details: {Client_Secret-Expiration: 2036-06-30}}"
    config += "generalConfiguration: {clientSecretExpiration: 2036-06-30}\n"
    found = project_of(config, CLIENT)
    names = frozenset({"clientsecretexpiration"})
    assert [list(fields_named(each, names)) for each in found.documents] == [
        [
            ("generalConfiguration", "clientSecretExpiration"),
            ("connection", "details", "Client_Secret-Expiration"),
        ],
        [("clientSecretExpiration",)],
    ]
    assert [len(holders(each)) for each in found.documents] == [2, 1]
