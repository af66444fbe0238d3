"""Rules about names: what a config refers to must exist, fit, and be unique."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from validator.diagnostics import Basis, Part, Route, Severity
from validator.kinds import APPLICATION, BASE_RULES, CLIENT, CONFIG, CONNECTOR, DEFINITION, WORKSPACE
from validator.rules.answers import is_inferred
from validator.rules.model import Also, Change, Finding, Place, rule
from validator.rules.once import per_project
from validator.words import closest, listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.connection import Connection
    from validator.document import Document
    from validator.project import Project

HELP = "App Xchange help, Connectivity"
OAUTH = "App Xchange help, OAuth clients"

_IDENTITIES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    CONFIG: (("name",), ()),
    WORKSPACE: (("name",), ()),
    APPLICATION: (("name",), ()),
    CONNECTOR: (("key",), ()),
    CLIENT: (("name",), ("connector",)),
    DEFINITION: (("name", "key"), ("connector",)),
    BASE_RULES: (("integration",), ("connector",)),
}


@rule(Severity.ERROR, Basis.DOCUMENTED, source="the document format, docs/format.md")
def duplicate_name(document: Document, project: Project) -> Iterator[Finding]:
    """Two documents of a project, or two entries of a list, bear one name.

    A reference to that name could mean either. Names are unique by what they belong to: configs and connectors in
    the project, definitions and clients within their connector, base connections within their integration.

    Bad:
        kind: Workspace
        name: Acme
        ---
        apiVersion: appxlint/v1
        kind: Workspace
        name: Acme

    Good:
        kind: Workspace
        name: Acme
        ---
        apiVersion: appxlint/v1
        kind: Workspace
        name: Acme Australia
    """
    fields, scope = _IDENTITIES.get(document.kind or "", ((), ()))
    for field in fields:
        first = _first_of_name(document, project, field, scope)
        if first is not None:
            owner = f" for connector {quoted(document.get('connector'))}" if scope else ""
            message = f"there is a {document.kind} {quoted(document.get(field))} already{owner}"
            also = Also(Place(first, (field,)), "the first one")
            yield Finding(message, Place(document, (field,)), f"give each its own {field}", also=(also,))
    for route, key in (("baseConnections", "name"), ("attributes", "key"), ("environments", "name")):
        yield from _repeated(document, route, key)


def _first_of_name(document: Document, project: Project, field: str, scope: Sequence[str]) -> Document | None:
    value = document.get(field)
    if not value or document.kind is None:
        return None
    first = _identities(project).get(_identity(document, field, scope))
    return first if first is not document else None


@per_project
def _identities(project: Project) -> dict[tuple[object, ...], Document]:
    """Return the first document of each identity, in the order of the project."""
    found: dict[tuple[object, ...], Document] = {}
    for kind, (fields, scope) in _IDENTITIES.items():
        for document in project.of_kind(kind):
            for field in fields:
                found.setdefault(_identity(document, field, scope), document)
    return found


def _identity(document: Document, field: str, scope: Sequence[str]) -> tuple[object, ...]:
    """Return what must be unique; a connector.json and a Connector document may speak of one connector."""
    generated = document.kind == CONNECTOR and document.generated
    owners = tuple(str(document.get(each)) for each in scope)
    return (document.kind, field, str(document.get(field)), owners, generated)


def _repeated(document: Document, route: str, key: str) -> Iterator[Finding]:
    entries = document.get(route)
    first: dict[Any, int] = {}
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        name = entry.get(key) if isinstance(entry, dict) else None
        if name and isinstance(name, str) and first.setdefault(name, index) != index:
            also = Also(Place(document, (route, first[name], key)), "the first one")
            message = f"{quoted(name)} stands in {route} already"
            yield Finding(
                message, Place(document, (route, index, key)), f"give each its own {key}", also=(also,)
            )


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
    if isinstance(name, str) and project.workspace(name) is None:
        yield from _unknown(
            document, project, ("workspace",), "Workspace", _names(project.of_kind(WORKSPACE))
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
    if isinstance(name, str) and project.application(name) is None:
        names = _names(project.of_kind(APPLICATION))
        yield from _unknown(document, project, ("application",), "Application", names)


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
    key = document.get("connector")
    known = project.connector_keys()
    if not isinstance(key, str) or key in known:
        return
    if document.kind == DEFINITION and closest(key, known) is None:
        return
    help_text = "describe it in a Connector document, or put its connector.json into the project"
    yield from _unknown(document, project, ("connector",), "connector", known, help_text)


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
    names = _names(project.definitions(connector))
    if not isinstance(connector, str) or connector not in project.connector_keys():
        return
    for route in _definition_routes(document):
        name = document.get(*route)
        if not isinstance(name, str) or name in names:
            continue
        owner = _owner(name, project)
        if owner and owner != connector:
            message = f"{quoted(name)} is a connection definition of the connector {quoted(owner)}, not of {quoted(connector)}"
            yield Finding(message, Place(document, route), f"write {listed([f'{each}' for each in names])}")
        elif names:
            doubted = any(is_inferred(each) for each in project.definitions(connector))
            for finding in _unknown(document, project, route, "connection definition", names):
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
    if connector not in project.connector_keys():
        return
    for route in _client_routes(document):
        name = document.get(*route)
        if not isinstance(name, str) or project.client(connector, name) is not None:
            continue
        if document.kind == CONFIG and _is_standard(document, project):
            continue
        names = _names(project.clients(connector))
        help_text = (
            "describe it in an OAuthClient document; a public client with public: true and without keys"
        )
        yield from _unknown(document, project, route, "OAuth client", names, help_text)


def _client_routes(document: Document) -> list[Route]:
    if document.kind == CONFIG:
        return [("connection", "oauthClient")]
    entries = document.get("baseConnections")
    return [("baseConnections", index, "sets", "oauthClient") for index in range(len(entries or ()))]


def _is_standard(document: Document, project: Project) -> bool:
    definition = project.connection(document).definition
    return definition is not None and definition.get("type") == "Standard"


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, source="App Xchange help, Connections")
def oauth_client_required(document: Document, project: Project) -> Iterator[Finding]:
    """The definition is an OAuth one, and neither the config nor its base connection names an OAuth client.

    Where a definition's authorisation has an OAuth grant, App Xchange does not connect without a client.

    Bad:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          details: {companyId: 4281379, connectionEnvironment: Production}

    Good:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: 4281379, connectionEnvironment: Production}
    """
    connection = project.connection(document)
    if not connection.is_oauth or connection.existing or connection.client_name is not None:
        return
    if not document.lacks("connection", "oauthClient") or _base_unsettled(document, project):
        return
    fitting = [
        each.get("name")
        for each in project.clients(connection.connector_key)
        if connection.definition_name and each.get("definition") == connection.definition_name.value
    ]
    help_text = (
        f"add oauthClient: {fitting[0]}"
        if fitting
        else "add oauthClient: with the name of an OAuth client, own or public"
    )
    place = Place(document, ("connection",), Part.KEY)
    yield Finding("connection names no OAuth client, and its definition needs one", place, help_text)


def _base_unsettled(document: Document, project: Project) -> bool:
    """Whether a base connection is named that is not known, so that it may bring what is missing."""
    named = document.get("connection", "baseConnection")
    broken = document.is_broken(("connection", "baseConnection"))
    return broken or (named is not None and project.connection(document).base is None)


@rule(Severity.WARNING, Basis.INFERRED, CONFIG, source=OAUTH)
def oauth_client_unexpected(document: Document, project: Project) -> Iterator[Finding]:
    """An OAuth client is named, and the definition is no OAuth one.

    The screen offers no client for such a definition, so the name would be typed nowhere.

    Bad:
        kind: ConnectorConfig
        connector: openai
        connection:
          definition: OpenAI API Key Auth
          oauthClient: Acme service account
          details: {apiKey: "${env:OPENAI_KEY}", connectionEnvironment: Production}

    Good:
        kind: ConnectorConfig
        connector: openai
        connection:
          definition: OpenAI API Key Auth
          details: {apiKey: "${env:OPENAI_KEY}", connectionEnvironment: Production}
    """
    connection = project.connection(document)
    setting = connection.client_name
    if setting is None or connection.definition is None or not _is_standard(document, project):
        return
    place = Place(document, ("connection", "oauthClient"))
    name = quoted(connection.definition.get("name"))
    message = f"an OAuth client is named, and {name} does not work with one"
    if setting.document is document:
        yield Finding(
            message,
            place,
            "leave oauthClient out",
            change=Change("leave oauthClient out", place, None, safe=False),
        )


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, BASE_RULES, source=OAUTH)
def oauth_client_mismatch(document: Document, project: Project) -> Iterator[Finding]:
    """The OAuth client was made for another connector, or for another connection definition.

    A client belongs to one connector and one definition, and the screen offers it for those alone.

    Bad:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Code Flow Auth
          oauthClient: Acme service account
          details: {companyId: 4281379, connectionEnvironment: Production}

    Good:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: 4281379, connectionEnvironment: Production}
    """
    if document.kind == BASE_RULES:
        yield from _base_mismatch(document, project)
        return
    connection = project.connection(document)
    client, name = connection.client, connection.client_name
    if client is None or name is None or _is_standard(document, project):
        return
    route: Route = (
        ("connection", "oauthClient") if name.document is document else ("connection", "baseConnection")
    )
    definition = connection.definition_name
    if name.document is not document and (definition is None or definition.document is name.document):
        return
    wanted = definition.value if definition and connection.definition is not None else None
    yield from _mismatch(Place(document, route), client, project, connection.connector_key, wanted)


def _base_mismatch(document: Document, project: Project) -> Iterator[Finding]:
    connector = document.get("connector")
    for route in _client_routes(document):
        client = project.client(connector, document.get(*route)) if document.get(*route) else None
        if client is not None:
            wanted = document.get(*route[:2], "definition")
            yield from _mismatch(Place(document, route), client, project, connector, wanted)


def _mismatch(
    place: Place, client: Document, project: Project, connector: str | None, definition: str | None
) -> Iterator[Finding]:
    name, own, made_for = quoted(client.get("name")), client.get("connector"), client.get("definition")
    if own is not None and own not in project.connector_keys():
        return
    if own is not None and connector is not None and own != connector:
        also = Also(Place(client, ("connector",)), "made for this connector")
        message = f"the OAuth client {name} is for the connector {quoted(own)}, not for {quoted(connector)}"
        yield Finding(message, place, f"name a client of the connector {quoted(connector)}", also=(also,))
    elif made_for is not None and definition is not None and made_for != definition:
        also = Also(Place(client, ("definition",)), "made for this definition")
        message = (
            f"the OAuth client {name} is for {quoted(made_for)}, and the connection uses {quoted(definition)}"
        )
        help_text = "use that definition, or name a client that was made for this one"
        yield Finding(message, place, help_text, also=(also,))


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, source="App Xchange help, Connect Procore in App Xchange")
def public_client_not_offered(document: Document, project: Project) -> Iterator[Finding]:
    """A public client is used for an integration that it is not offered for.

    Which public clients there are depends on the integration that the connector is used for.

    Bad:
        kind: ConnectorConfig
        integration: Procore + Payroll
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
        integrations: [Procore + Ledger]

    Good:
        kind: ConnectorConfig
        integration: Procore + Ledger
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
        integrations: [Procore + Ledger]
    """
    connection = project.connection(document)
    client, name = connection.client, connection.client_name
    if client is None or name is None or client.get("public") is not True or connection.integration is None:
        return
    offered = client.get("integrations")
    if not isinstance(offered, list) or connection.integration in offered:
        return
    key = "oauthClient" if name.document is document else "baseConnection"
    also = Also(Place(client, ("integrations",)), "offered for these")
    message = f"the public client {quoted(name.value)} is not offered for {quoted(connection.integration)}"
    help_text = f"it is offered for {listed(offered, last='and')}; name another client, or an own one"
    yield Finding(message, Place(document, ("connection", key)), help_text, also=(also,))


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
    known = _names(project.base_rules(connection.connector_key), "integration")
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
        for route in _client_routes(each)
        if each.get(*route)
    ]
    return _Used(
        frozenset(id(each) for each in (*(connection.client for connection in connections), *rules)),
        frozenset(id(connection.definition) for connection in connections),
        frozenset(
            each.connector_key
            for each in connections
            if (each.client_name is not None and each.client is None) or _unreadable(each, "oauthClient")
        ),
        frozenset(
            each.connector_key
            for each in connections
            if (each.definition_name is not None and each.definition is None)
            or _unreadable(each, "definition")
        ),
        frozenset((each.get("connector"), each.get("definition")) for each in project.of_kind(CLIENT)),
    )


def _client_used(client: Document, project: Project) -> bool:
    """Whether a client is used, or may be the one that a config misspells."""
    used = _used(project)
    return id(client) in used.clients or not used.astray_clients.isdisjoint({client.get("connector"), None})


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


def _names(documents: list[Document], field: str = "name") -> list[str]:
    return [name for each in documents if isinstance(name := each.get(field), str)]


def _unknown(  # noqa: PLR0913, PLR0917 - the parts of one message
    document: Document, project: Project, route: Route, what: str, names: list[str], otherwise: str = ""
) -> Iterator[Finding]:
    """Yield the finding for a name that is not known, unless it may stand in a file that could not be read."""
    if project.incomplete:
        return
    value = document.get(*route)
    meant = closest(value, names)
    place = Place(document, route)
    question = f'; did you mean "{meant}"?' if meant else ""
    article = "an" if what[0] in "AEIOUaeiou" else "a"
    choice = f"the project has {listed(names, last='and')}" if names else ""
    help_text = (
        f"write {meant}" if meant else otherwise or choice or f"describe it in {article} {what} document"
    )
    change = Change(f"write {meant}", place, meant) if meant else None
    yield Finding(f"there is no {what} {quoted(value)}{question}", place, help_text, change=change)
