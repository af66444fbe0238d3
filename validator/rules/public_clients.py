"""Rules about public clients, which a connector's developer offers to every account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.diagnostics import Basis, Severity
from validator.documents.kinds import CONFIG
from validator.rules.places import setting_place
from validator.rules.rule import Also, Finding, Place, rule
from validator.secrets.lazy import lazy
from validator.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.documents.document import Document
    from validator.project.project import Project

HELP = "App Xchange help, OAuth clients"
_WORD = lazy(r"[^\W_]+")
_SHORTEST_NAME = 3


@rule(Severity.WARNING, Basis.DOCUMENTED, CONFIG, source=HELP)
def public_client_private(document: Document, project: Project) -> Iterator[Finding]:
    """A public client bears the name of a company that uses it.

    Everybody with access to the connector sees a public client. The help pages say twice that clients for one company
    or customer must not be public.

    Bad:
        kind: ConnectorConfig
        workspace: {name: "Meridian : Procore <> Ledger", company: Meridian}
        application: {source: marketplace, name: Ledger Sync, access: service-account, installed: true}
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Meridian Procore
          details: {companyId: 4281379, connectionEnvironment: Production}
        ---
        apiVersion: appxlint/v1
        kind: OAuthClient
        name: Meridian Procore
        connector: procore
        definition: Procore V2 OAuth Client Credentials Auth
        public: true
        credentials: production

    Good:
        kind: ConnectorConfig
        workspace: {name: "Meridian : Procore <> Ledger", company: Meridian}
        application: {source: marketplace, name: Ledger Sync, access: service-account, installed: true}
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Ledger public
          details: {companyId: 4281379, connectionEnvironment: Production}
        ---
        apiVersion: appxlint/v1
        kind: OAuthClient
        name: Ledger public
        connector: procore
        definition: Procore V2 OAuth Client Credentials Auth
        public: true
        credentials: production
    """
    connection = project.connection(document)
    client, workspace = connection.client, connection.workspace
    company = workspace.get("company") if workspace is not None else None
    if client is None or client.get("public") is not True or not isinstance(company, str):
        return
    if _names(str(client.get("name")), company):
        also = Also(Place(client, ("name",)), "public: every account sees this name")
        message = (
            f"the public client {quoted(client.get('name'))} is named after the company {quoted(company)}"
        )
        help_text = "make it a client of the company's own (public: false), or give it another name"
        yield Finding(message, setting_place(connection, connection.client_name), help_text, also=(also,))


def _names(name: str, company: str) -> bool:
    """Whether the words of a company's name stand in another name, in their order."""
    words, own = _WORD.findall(name.casefold()), _WORD.findall(company.casefold())
    if len("".join(own)) < _SHORTEST_NAME:
        return False
    return any(words[at : at + len(own)] == own for at in range(len(words) - len(own) + 1))
