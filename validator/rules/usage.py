"""Rules about what is used: integrations that rules exist for, and documents that nothing refers to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.diagnostics import Basis, Severity
from validator.documents.kinds import BASE_RULES, CLIENT, CONFIG, DEFINITION
from validator.rules.doubt import has_unknown_connector, may_hide
from validator.rules.naming import client_routes, names_of
from validator.rules.once import per_project
from validator.rules.rule import Change, Finding, Place, rule
from validator.words import closest, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.documents.document import Document
    from validator.project.connection import Connection
    from validator.project.project import Project


@rule(Severity.WARNING, Basis.INFERRED, CONFIG, source="App Xchange help, Integrations")
def unknown_integration(document: Document, project: Project) -> Iterator[Finding]:
    """Base-connection rules exist for this connector, none for this integration, and one for a name close to it.

    With the integration misspelt its base connections do not apply, and nothing would ask for one.

    Bad:
        kind: ConnectorConfig
        integration: Procore + Vista (Finacials)

    Good:
        kind: ConnectorConfig
        integration: Procore + Ledger (Payroll)
    """
    connection = project.connection(document)
    name = connection.integration
    known = names_of(project.base_rules(connection.connector_key), "integration")
    if name is None or name in known:
        return
    meant = closest(name, known)
    if meant:
        place = Place(document, ("integration",))
        message = f'no base-connection rules are known for {quoted(name)}; did you mean "{meant}"?'
        change = Change(f"write {meant}", place, meant, safe=False)
        yield Finding(message, place, f"write {meant} if that is the integration", change=change)


@rule(
    Severity.INFO,
    Basis.INFERRED,
    CLIENT,
    DEFINITION,
    BASE_RULES,
    source="the document format, docs/format.md",
)
def unused_document(document: Document, project: Project) -> Iterator[Finding]:
    """An OAuth client, a definition or a base connection of the project that no config uses.

    It may be left over from a connection that is gone, or its user misspells it.

    Bad:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: 4281379, connectionEnvironment: Production}
        ---
        apiVersion: appxlint/v1
        kind: OAuthClient
        name: Ledger public
        connector: procore
        definition: Procore V2 OAuth Client Credentials Auth
        public: true
        credentials: production

    Good:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: 4281379, connectionEnvironment: Production}
    """
    if project.incomplete or not project.configs() or document.generated:
        return
    if document.is_broken(("connector",)) or has_unknown_connector(document, project):
        return
    if may_hide(BASE_RULES, project):
        return
    if document.kind == CLIENT and not _client_used(document, project):
        yield Finding(
            f"no config uses the OAuth client {quoted(document.name)}",
            Place(document, ("name",)),
            "delete it if it is not needed any more",
        )
    elif document.kind == DEFINITION and not _definition_used(document, project):
        yield Finding(
            f"no config uses the definition {quoted(document.name)}",
            Place(document, ("name",)),
            "delete it if it is not needed any more",
        )
    elif document.kind == BASE_RULES:
        yield from _unused_bases(document, project)


class _Used(NamedTuple):
    """The clients and definitions that are used, by identity, and the connectors of configs that may misspell one."""

    clients: frozenset[int]
    definitions: frozenset[int]
    astray_clients: frozenset[str | None]
    astray_definitions: frozenset[str | None]
    named: frozenset[tuple[object, object]]


@per_project
def _used(project: Project) -> _Used:
    connections = list(project.connections())
    rules = [
        project.client(each.get("connector"), each.get(*route))
        for each in project.of_kind(BASE_RULES)
        for route in client_routes(each)
        if each.get(*route)
    ]
    return _Used(
        frozenset(id(each) for each in (*(connection.client for connection in connections), *rules)),
        frozenset(id(connection.definition) for connection in connections),
        frozenset(
            _owner(each, project)
            for each in connections
            if _seeks_client(each) or _unreadable(each, "oauthClient")
        ),
        frozenset(
            _owner(each, project)
            for each in connections
            if (each.structured and not each.existing and each.definition is None)
            or _unreadable(each, "definition")
        ),
        frozenset((each.get("connector"), each.get("definition")) for each in project.of_kind(CLIENT)),
    )


def _client_used(client: Document, project: Project) -> bool:
    """Whether a client is used, or may be the one that a config misspells."""
    used = _used(project)
    return id(client) in used.clients or not used.astray_clients.isdisjoint({client.get("connector"), None})


def _seeks_client(connection: Connection) -> bool:
    """Whether a config needs a client, or names one, and has none."""
    wanted = connection.client_name is not None or connection.is_oauth
    return wanted and connection.client is None and not connection.existing


def _owner(connection: Connection, project: Project) -> str | None:
    """Return the connector that a config goes astray in; None where it may be any."""
    return None if has_unknown_connector(connection.config, project) else connection.connector_key


def _unreadable(connection: Connection, key: str) -> bool:
    """Whether a config is broken where it may name what it uses."""
    config = connection.config
    return config.is_broken(("connector",)) or config.is_broken(("connection", key))


def _definition_used(definition: Document, project: Project) -> bool:
    used, connector = _used(project), definition.get("connector")
    if id(definition) in used.definitions or not used.astray_definitions.isdisjoint({connector, None}):
        return True
    return (connector, definition.get("name")) in used.named


def _unused_bases(document: Document, project: Project) -> Iterator[Finding]:
    if project.rules_for(document.get("connector"), document.get("integration")) is not document:
        return
    used = {
        connection.base.route
        for connection in project.connections()
        if connection.base is not None and connection.base.document is document
    }
    astray = any(
        connection.base is None
        and connection.rules in {document, None}
        and connection.connector_key in {document.get("connector"), None}
        and not connection.config.lacks("connection", "baseConnection")
        for connection in project.connections()
    )
    for index, entry in enumerate(() if astray else document.get("baseConnections") or ()):
        if (
            isinstance(entry, dict)
            and ("baseConnections", index) not in used
            and entry.get("enabled") is True
        ):
            message = f"no config uses the base connection {quoted(entry.get('name'))}"
            place = Place(document, ("baseConnections", index, "name"))
            yield Finding(message, place, "delete it, or write enabled: false, if it is not needed any more")
