"""Rules about the OAuth client of a connection: there is one where it is needed, and it fits."""

from __future__ import annotations

from validator.diagnostics import Basis, Part, Route, Severity
from validator.documents.finding import Also, Change, Finding, Place
from validator.documents.kinds import BASE_RULES, CONFIG
from validator.project.once import per_project
from validator.rules import doubt
from validator.rules.client_owners import bears_name
from validator.rules.places import setting_place
from validator.rules.references import client_routes, is_standard
from validator.rules.rule import rule
from validator.words import listed, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.documents.document import Document
    from validator.project.project import Project

HELP = "App Xchange help, OAuth clients"


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, source="App Xchange help, Connections")
def oauth_client_required(document: Document, project: Project) -> Iterator[Finding]:
    """The definition is an OAuth one, and neither the config nor its base connection names an OAuth client.

    Where a definition's authorisation has an OAuth grant, App Xchange does not connect without a client.

    Given: Procore client without a connection

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
    if not document.lacks("connection", "oauthClient"):
        return
    wanted = connection.definition_name.value if connection.definition_name else None
    fitting = _first_clients(project).get((connection.connector_key, wanted)) if wanted else None
    help_text = (
        f"add oauthClient: {fitting}"
        if fitting
        else "add oauthClient: with the name of an OAuth client, own or public"
    )
    place = Place(document, ("connection",), Part.KEY)
    message = "connection names no OAuth client, and its definition needs one"
    yield Finding(message, place, help_text, rests_on=(doubt.base_connection_of(document),))


@per_project
def _first_clients(project: Project) -> dict[tuple[str | None, object], object]:
    """Return the name of the first client of each connector and definition that configs use."""
    found: dict[tuple[str | None, object], object] = {}
    for key in {connection.connector_key: None for connection in project.connections()}:
        for each in project.clients(key):
            found.setdefault((key, each.get("definition")), each.get("name"))
    return found


@rule(Severity.WARNING, Basis.INFERRED, CONFIG, source=HELP)
def oauth_client_unexpected(document: Document, project: Project) -> Iterator[Finding]:
    """An OAuth client is named, and the definition is no OAuth one.

    The screen offers no client for such a definition, so the name would be typed nowhere.

    Given: HTTP with basic auth

    Bad:
        kind: ConnectorConfig
        connection:
          definition: Basic Auth
          oauthClient: Acme service account

    Good:
        kind: ConnectorConfig
        connection:
          definition: Basic Auth
    """
    connection = project.connection(document)
    setting = connection.client_name
    if setting is None or connection.definition is None or not is_standard(document, project):
        return
    if not connection.attributes and connection.definition.get("complete") is False:
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


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, BASE_RULES, source=HELP)
def oauth_client_mismatch(document: Document, project: Project) -> Iterator[Finding]:
    """The OAuth client was made for another connector, or for another connection definition.

    A client belongs to one connector and one definition, and the screen offers it for those alone.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Code Flow Auth
          oauthClient: Acme service account

    Good:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
    """
    if document.kind == BASE_RULES:
        yield from _base_mismatch(document, project)
        return
    connection = project.connection(document)
    client, name = connection.client, connection.client_name
    if client is None or name is None or is_standard(document, project):
        return
    route: Route = (
        ("connection", "oauthClient") if name.document is document else ("connection", "baseConnection")
    )
    definition = connection.definition_name
    if name.document is not document and (definition is None or definition.document is name.document):
        return
    wanted = definition.value if definition and connection.definition is not None else None
    yield from _mismatch(Place(document, route), client, project, document.get("connector"), wanted)


def _base_mismatch(document: Document, project: Project) -> Iterator[Finding]:
    connector = document.get("connector")
    for route in client_routes(document):
        client = project.client(connector, document.get(*route)) if document.get(*route) else None
        if client is not None:
            wanted = document.get(*route[:2], "definition")
            wanted = wanted if project.definition(connector, wanted) is not None else None
            yield from _mismatch(Place(document, route), client, project, connector, wanted)


def _mismatch(
    place: Place, client: Document, project: Project, connector: str | None, definition: str | None
) -> Iterator[Finding]:
    own, made_for = client.get("connector"), client.get("definition")
    elsewhere = own is not None and project.canonical(own) != project.canonical(connector)
    if connector is None or not (
        elsewhere or (None not in {made_for, definition} and made_for != definition)
    ):
        return
    name = quoted(client.get("name"))
    rests_on = (
        doubt.connector_of(client),
        doubt.connector_of(place.document),
        doubt.definition_of(client),
    )
    if elsewhere:
        also = Also(Place(client, ("connector",)), "made for this connector")
        message = f"the OAuth client {name} is for the connector {quoted(own)}, not for {quoted(connector)}"
        help_text = f"name a client of the connector {quoted(connector)}"
        yield Finding(message, place, help_text, also=(also,), rests_on=rests_on)
    else:
        also = Also(Place(client, ("definition",)), "made for this definition")
        message = (
            f"the OAuth client {name} is for {quoted(made_for)}, and the connection uses {quoted(definition)}"
        )
        help_text = f"name a client that was made for {quoted(definition)}, or use {quoted(made_for)} as the definition"
        yield Finding(message, place, help_text, also=(also,), rests_on=rests_on)


@rule(
    Severity.ERROR,
    Basis.DOCUMENTED,
    CONFIG,
    BASE_RULES,
    source="App Xchange help, Connect Procore in App Xchange",
)
def public_client_not_offered(document: Document, project: Project) -> Iterator[Finding]:
    """A public client is used for an integration that it is not offered for.

    Which public clients there are depends on the integration that the connector is used for. One that a base
    connection brings is told once, where that is described.

    Given: Procore public client

    Bad:
        kind: ConnectorConfig
        integration: Procore + Payroll
        ---
        kind: OAuthClient
        name: Ledger public
        integrations: [Procore + Ledger]

    Good:
        kind: ConnectorConfig
        integration: Procore + Ledger
        ---
        kind: OAuthClient
        name: Ledger public
        integrations: [Procore + Ledger]
    """
    if document.kind == BASE_RULES:
        integration = document.get("integration")
        for route in client_routes(document):
            client = project.client(document.get("connector"), document.get(*route))
            offered = _offered(client, integration) if document.get(*route) else []
            if client is not None and offered:
                help_text = f"add {quoted(integration)} to its integrations, or set another client"
                yield _not_offered(Place(document, route), client, integration, help_text)
        return
    connection = project.connection(document)
    client, name = connection.client, connection.client_name
    offered = _offered(client, connection.integration)
    if client is None or name is None or not offered:
        return
    brought = name.document is not document
    if brought and not name.document.shipped and _offered(client, name.document.get("integration")):
        return
    place = Place(document, ("connection", "baseConnection" if brought else "oauthClient"))
    help_text = f"name one that is, or a client of your own; this one is for {listed(offered, last='and')}"
    yield _not_offered(place, client, connection.integration, help_text)


def _offered(client: Document | None, integration: str | None) -> list[str]:
    """Return what a public client is offered for, if that is known and the integration is not among it."""
    if client is None or client.get("public") is not True or integration is None:
        return []
    offered = client.get("integrations")
    if not isinstance(offered, list) or not all(isinstance(each, str) for each in offered):
        return []
    return [] if integration in offered else offered


def _not_offered(place: Place, client: Document, integration: str | None, help_text: str) -> Finding:
    also = Also(Place(client, ("integrations",)), "offered for these")
    message = f"the public client {quoted(client.get('name'))} is not offered for {quoted(integration)}"
    return Finding(message, place, help_text, also=(also,))


@rule(Severity.WARNING, Basis.DOCUMENTED, CONFIG, source=HELP)
def public_client_private(document: Document, project: Project) -> Iterator[Finding]:
    """A public client bears the name of a company that uses it.

    Everybody with access to the connector sees a public client. The help pages say twice that clients for one company
    or customer must not be public.

    Given: Procore public client

    Bad:
        kind: ConnectorConfig
        workspace: {company: Acme}
        connection: {oauthClient: Acme Procore}
        ---
        kind: OAuthClient
        name: Acme Procore
        public: true

    Good:
        kind: ConnectorConfig
        workspace: {company: Acme}
        connection: {oauthClient: Ledger public}
        ---
        kind: OAuthClient
        name: Ledger public
        public: true
    """
    connection = project.connection(document)
    client, workspace = connection.client, connection.workspace
    company = workspace.get("company") if workspace is not None else None
    if client is None or client.get("public") is not True or not isinstance(company, str):
        return
    if bears_name(str(client.get("name")), company):
        also = Also(Place(client, ("name",)), "public: every account sees this name")
        message = (
            f"the public client {quoted(client.get('name'))} is named after the company {quoted(company)}"
        )
        help_text = "make it a client of the company's own (public: false), or give it another name"
        yield Finding(message, setting_place(connection, connection.client_name), help_text, also=(also,))
