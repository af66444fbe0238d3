"""Rules about names of others: what a document refers to must exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.diagnostics import Basis, Route, Severity
from validator.documents.kinds import (
    APPLICATION,
    BASE_RULES,
    CLIENT,
    CONFIG,
    CONNECTOR,
    DEFINITION,
    WORKSPACE,
)
from validator.rules.answers import is_inferred
from validator.rules.doubt import described_connectors, has_unknown_connector, may_hide
from validator.rules.naming import client_routes, is_standard, names_of, unknown
from validator.rules.rule import Finding, Place, rule
from validator.rules.swapped import swapped
from validator.words import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.documents.document import Document
    from validator.project.project import Project


HELP = "App Xchange help, Connectivity"


OAUTH = "App Xchange help, OAuth clients"


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, source=HELP)
def unknown_workspace(document: Document, project: Project) -> Iterator[Finding]:
    """A config names a workspace that no Workspace document of the project describes.

    Bad:
        kind: ConnectorConfig
        workspace: "Acme : Procore"

    Good:
        kind: ConnectorConfig
        workspace: {name: "Acme : Procore <> Ledger"}
    """
    name = document.get("workspace")
    if isinstance(name, str) and project.workspace(name) is None and not may_hide(WORKSPACE, project):
        yield from unknown(
            document, project, ("workspace",), "Workspace", names_of(project.of_kind(WORKSPACE))
        )


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, source=HELP)
def unknown_application(document: Document, project: Project) -> Iterator[Finding]:
    """A config names an application that no Application document of the project describes.

    Bad:
        kind: ConnectorConfig
        application: Ledger Sink

    Good:
        kind: ConnectorConfig
        application: {source: marketplace, name: Ledger Sync, access: service-account, installed: true}
    """
    name = document.get("application")
    if isinstance(name, str) and project.application(name) is None and not may_hide(APPLICATION, project):
        names = names_of(project.of_kind(APPLICATION))
        yield from unknown(document, project, ("application",), "Application", names)


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, CLIENT, DEFINITION, BASE_RULES, APPLICATION, source=HELP)
def unknown_connector(document: Document, project: Project) -> Iterator[Finding]:
    """No connector has that key: neither the shipped catalogue nor the project describes it.

    Bad:
        kind: OAuthClient
        name: Acme service account
        connector: procor

    Good:
        kind: OAuthClient
        name: Acme service account
        connector: procore
    """
    known = described_connectors(project) if document.kind == DEFINITION else project.connector_keys()
    if not has_unknown_connector(document, project) or may_hide(CONNECTOR, project):
        return
    help_text = "describe it in a Connector document, or put its connector.json into the project"
    yield from unknown(document, project, ("connector",), "connector", known, help_text)


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, CLIENT, BASE_RULES, source=HELP)
def unknown_definition(document: Document, project: Project) -> Iterator[Finding]:
    """The connector has no connection definition of that name.

    Definitions are chosen from a list on the screen, so the name must be the one shown there, to the letter. A
    definition of another connector is named as such.

    Bad:
        kind: ConnectorConfig
        connection:
          definition: Procore OAuth Client Credentials
          oauthClient: Acme service account
          details: {companyId: 4281379, connectionEnvironment: Production}

    Good:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: 4281379, connectionEnvironment: Production}
    """
    connector = document.get("connector")
    names = names_of(project.definitions(connector))
    if not isinstance(connector, str) or connector not in project.connector_keys():
        return
    if may_hide(DEFINITION, project):
        return
    exchanged = swapped(document, project)
    if exchanged is not None:
        yield exchanged
        return
    for route in _definition_routes(document):
        name = document.get(*route)
        if not isinstance(name, str) or name in names:
            continue
        owner = _owner(name, project)
        if owner and owner != connector:
            of, here = quoted(owner), quoted(connector)
            message = f"{quoted(name)} is a connection definition of the connector {of}, not of {here}"
            yield Finding(message, Place(document, route), f"write {listed([f'{each}' for each in names])}")
        elif names:
            doubted = any(is_inferred(each) for each in project.definitions(connector))
            for finding in unknown(document, project, route, "connection definition", names):
                yield _doubtful(finding) if doubted else finding


def _doubtful(finding: Finding) -> Finding:
    """Return a finding as the warning that it is where the known names are not documented."""
    doubt = "the names are inferred, not documented, so compare them with the screen"
    return finding._replace(help=f"{finding.help}; {doubt}", severity=Severity.WARNING)


def _definition_routes(document: Document) -> list[Route]:
    if document.kind == CONFIG:
        return [("connection", "definition")]
    if document.kind == CLIENT:
        return [("definition",)]
    entries = document.get("baseConnections")
    return [("baseConnections", index, "definition") for index in range(len(entries or ()))]


def _owner(name: str, project: Project) -> str | None:
    """Return the connector that has a definition of that name."""
    for key in project.connector_keys():
        if project.definition(key, name) is not None:
            return key
    return None


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, BASE_RULES, source=OAUTH)
def unknown_oauth_client(document: Document, project: Project) -> Iterator[Finding]:
    """No OAuthClient document has that name.

    A public client that the catalogue does not ship is declared in a document with `public: true` and without keys.

    Bad:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme servce account
          details: {companyId: 4281379, connectionEnvironment: Production}

    Good:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: 4281379, connectionEnvironment: Production}
    """
    connector = document.get("connector")
    if connector not in project.connector_keys() or may_hide(CLIENT, project) or swapped(document, project):
        return
    for route in client_routes(document):
        name = document.get(*route)
        if not isinstance(name, str) or project.client(connector, name) is not None:
            continue
        if document.kind == CONFIG and is_standard(document, project):
            continue
        names = names_of(project.clients(connector))
        help_text = (
            "describe it in an OAuthClient document; a public client with public: true and without keys"
        )
        yield from unknown(document, project, route, "OAuth client", names, help_text)
