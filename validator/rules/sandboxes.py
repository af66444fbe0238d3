"""Rules about what a sandbox is good for, and what a workspace for trials may touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.diagnostics import Basis, Severity
from validator.documents.kinds import CONFIG
from validator.rules.clashes import environment_in_doubt
from validator.rules.places import setting_place
from validator.rules.rule import Also, Finding, Place, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.documents.document import Document
    from validator.project.project import Project


@rule(
    Severity.INFO,
    Basis.DOCUMENTED,
    CONFIG,
    source="Procore developer documentation, Development environments",
)
def monthly_sandbox(document: Document, project: Project) -> Iterator[Finding]:
    """The connection is for a sandbox that is overwritten every month.

    On the first working day of each month Procore's Monthly Sandbox becomes a copy of Production again. What was
    written into it is gone then, and an application that was installed in Production since shows up in it only then.

    Bad:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: 4281379, connectionEnvironment: Monthly Sandbox}
        ---
        apiVersion: appxlint/v1
        kind: OAuthClient
        name: Acme service account
        connector: procore
        definition: Procore V2 OAuth Client Credentials Auth
        credentials: production
        clientId: ${env:PROCORE_CLIENT_ID}
        clientSecret: ${env:PROCORE_CLIENT_SECRET}
        tokenUrl: https://login-sandbox-monthly.procore.com/oauth/token

    Good:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: 4281379, connectionEnvironment: On-Demand Sandbox}
    """
    connection = project.connection(document)
    environment = connection.environment
    if environment is None or environment_in_doubt(connection):
        return
    if "refreshed-monthly" in environment.traits:
        message = f"{environment.name} is overwritten on the first working day of each month"
        help_text = "keep nothing in it that has to last, and check the connection again after each refresh"
        yield Finding(message, setting_place(connection, connection.environment_at), help_text)


@rule(
    Severity.WARNING,
    Basis.DOCUMENTED,
    CONFIG,
    source="Connector SDK guide, Best practices",
)
def development_on_production(document: Document, project: Project) -> Iterator[Finding]:
    """A development workspace works on a company of the live environment.

    What is tried out there is tried on real data. Connect a sandbox, or say what the workspace really is.

    Bad:
        kind: ConnectorConfig
        workspace: {name: "Acme : Procore <> Ledger", type: development}
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: 4281379, connectionEnvironment: Production}

    Good:
        kind: ConnectorConfig
        workspace: {name: "Acme : Procore <> Ledger", type: development}
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: 4281379, connectionEnvironment: On-Demand Sandbox}
    """
    connection = project.connection(document)
    environment, workspace = connection.environment, connection.workspace
    if environment is None or workspace is None or workspace.get("type") != "development":
        return
    if "production" in environment.traits and not environment_in_doubt(connection):
        also = Also(Place(workspace.document, (*workspace.route, "type")), "a development workspace")
        message = f"a development workspace works on {environment.name}, so on a company's real data"
        help_text = "connect a sandbox's company, or write the workspace's real type"
        place = setting_place(connection, connection.environment_at)
        yield Finding(message, place, help_text, also=(also,))
