"""What could not be checked, because a field that a check needs is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.diagnostics import Basis, Part, Severity
from validator.documents.kinds import APPLICATION, CLIENT, CONFIG
from validator.rules.applications import asks_for_application
from validator.rules.once import per_project
from validator.rules.rule import Finding, Place, rule
from validator.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.documents.document import Document
    from validator.project.connection import Connection
    from validator.project.project import Project


@rule(
    Severity.INFO, Basis.DOCUMENTED, CONFIG, CLIENT, APPLICATION, source="the document format, docs/format.md"
)
def unchecked(document: Document, project: Project) -> Iterator[Finding]:
    """A check stayed silent, because a field that it needs is left out.

    Without `credentials` nobody can tell whether a client's keys fit the environment, without `integration` whether a
    base connection has to be selected, without `access` whether the application lets the definition sign in. Where no
    such check would run anyway, nothing is said.

    Bad:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: 4281379, connectionEnvironment: Production}
        ---
        apiVersion: appxlint/v1
        kind: OAuthClient
        name: Acme service account
        connector: procore
        definition: Procore V2 OAuth Client Credentials Auth
        clientId: ${env:PROCORE_CLIENT_ID}
        clientSecret: ${env:PROCORE_CLIENT_SECRET}
        tokenUrl: https://login.procore.com/oauth/token

    Good:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: 4281379, connectionEnvironment: Production}
        ---
        apiVersion: appxlint/v1
        kind: OAuthClient
        name: Acme service account
        connector: procore
        definition: Procore V2 OAuth Client Credentials Auth
        credentials: production
        clientId: ${env:PROCORE_CLIENT_ID}
        clientSecret: ${env:PROCORE_CLIENT_SECRET}
        tokenUrl: https://login.procore.com/oauth/token
    """
    if document.kind == CLIENT:
        yield from _credentials(document, project)
    elif document.kind == APPLICATION:
        if id(document) in _applications(project) and document.lacks("access"):
            yield _no_access(Place(document, ("access",), Part.KEY))
    else:
        connection = project.connection(document)
        yield from _integration(connection, project)
        application = connection.application
        inside = application is not None and application.document is document
        if (
            application is not None
            and inside
            and _asks_for_access(connection)
            and application.lacks("access")
        ):
            yield _no_access(Place(document, (*application.route, "access"), Part.KEY))


def _credentials(client: Document, project: Project) -> Iterator[Finding]:
    sets = _key_sets(project).get(id(client))
    if sets and client.lacks("credentials"):
        message = (
            "credentials is left out, so nothing checks whether these keys fit the connection's environment"
        )
        place = Place(client, ("credentials",), Part.KEY)
        yield Finding(message, place, f"add credentials: {listed(sets)}")


@per_project
def _key_sets(project: Project) -> dict[int, list[str]]:
    """Return the key sets that there are for each client of a connection whose environment takes one of several."""
    found: dict[int, list[str]] = {}
    for connection in project.connections():
        client, environment = connection.client, connection.environment
        if client is None or environment is None or environment.credentials is None:
            continue
        sets = list(dict.fromkeys(each.credentials for each in connection.environments if each.credentials))
        if len(sets) > 1 and client.get("connector") == connection.connector_key:
            found[id(client)] = sets
    return found


def _integration(connection: Connection, project: Project) -> Iterator[Finding]:
    config = connection.config
    if connection.existing or not config.lacks("integration"):
        return
    if (connection.structured or connection.general) and project.base_rules(connection.connector_key):
        message = "integration is left out, so nothing checks whether a base connection has to be selected"
        place = Place(config, ("integration",), Part.KEY)
        yield Finding(message, place, "add integration: with the name that App Xchange shows")


def _asks_for_access(connection: Connection) -> bool:
    """Whether the application's access is held against the definition: where one has to be prepared at all."""
    return connection.is_oauth and asks_for_application(connection)


@per_project
def _applications(project: Project) -> frozenset[int]:
    """Return which Application documents are used where their access is asked for."""
    return frozenset(
        id(connection.application.document)
        for connection in project.connections()
        if connection.application is not None and _asks_for_access(connection)
    )


def _no_access(place: Place) -> Finding:
    message = "access is left out, so nothing checks whether the application lets the definition sign in"
    return Finding(message, place, "add access: service-account or user")
