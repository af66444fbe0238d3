"""Rules about what is left over and what is left out: documents that nothing uses, fields that a check needs."""

from __future__ import annotations

from validator.diagnostics import Basis, Part, Severity
from validator.documents.finding import Finding, Place
from validator.documents.kinds import APPLICATION, BASE_RULES, CLIENT, CONFIG, CONNECTOR, DEFINITION
from validator.project.gathering import Tally
from validator.project.once import gathered, per_project
from validator.rules import doubt
from validator.rules.applications import asks_for_application, is_of_another
from validator.rules.base_selection import must_select
from validator.rules.client_owners import meant_elsewhere
from validator.rules.doubt import has_unknown_connector
from validator.rules.references import client_routes
from validator.rules.rule import rule
from validator.words import listed, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.documents.document import Document, Mark
    from validator.project.connection import Connection
    from validator.project.project import Project


@rule(
    Severity.INFO,
    Basis.INFERRED,
    CLIENT,
    DEFINITION,
    BASE_RULES,
    source="the document format, docs/format.md",
    yields_to=("duplicate-name", "base-connection-ambiguous", "empty-base-connection"),
)
def unused_document(document: Document, project: Project) -> Iterator[Finding]:
    """An OAuth client, a definition or a base connection of the project that no config uses.

    It may be left over from a connection that is gone, or its user misspells it.

    Given: Procore client credentials

    Bad:
        kind: OAuthClient
        name: Acme service account
        ---
        kind: OAuthClient
        name: Ledger public
        connector: procore
        definition: Procore V2 OAuth Client Credentials Auth
        public: true

    Good:
        kind: OAuthClient
        name: Acme service account
    """
    if not project.has_configs or document.generated:
        return
    rests_on = (
        doubt.names_of(BASE_RULES),
        doubt.part(document, "connector"),
        doubt.connector_of(document),
        meant_elsewhere(document),
    )
    for finding in _unused(document, project):
        yield finding._replace(rests_on=rests_on)


def _unused(document: Document, project: Project) -> Iterator[Finding]:
    if document.kind == CLIENT and not _may_be_used(document, project):
        yield Finding(
            f"no config uses the OAuth client {quoted(document.name)}",
            Place(document, ("name",)),
            "delete it, or name it in the config that it was made for",
        )
    elif document.kind == DEFINITION and not _definition_used(document, project):
        yield Finding(
            f"no config uses the definition {quoted(document.name)}",
            Place(document, ("name",)),
            "delete it if it is not needed any more",
        )
    elif document.kind == BASE_RULES:
        yield from _unused_bases(document, project)


_NAMED, _ASTRAY = "named", "astray"


@gathered(Tally, CONFIG, CLIENT, BASE_RULES)
def _used(document: Document, project: Project) -> Iterator[tuple[object, ...]]:
    """Tell which clients and definitions a document uses, and the connector of a config that may misspell one."""
    if document.kind == CLIENT:
        yield _NAMED, project.owner(document), document.get("definition")
    elif document.kind == BASE_RULES:
        named = (document.get(*route) for route in client_routes(document))
        clients = (project.client(document.get("connector"), name) for name in named if name)
        yield from (client.mark for client in clients if client is not None)
    else:
        connection = project.connection(document)
        if connection.client is not None:
            yield connection.client.mark
        if connection.definition is not None:
            yield connection.definition.mark
        if _seeks_client(connection) or _unreadable(connection, "oauthClient"):
            yield _ASTRAY, CLIENT, _owner(connection, project)
        if _seeks_definition(connection) or _unreadable(connection, "definition"):
            yield _ASTRAY, DEFINITION, _owner(connection, project)


def _may_be_used(document: Document, project: Project) -> bool:
    """Whether a client or a definition is used, or may be the one that a config misspells."""
    used, owners = _used(project), (project.owner(document), None)
    return document.mark in used or any((_ASTRAY, document.kind, owner) in used for owner in owners)


def _seeks_client(connection: Connection) -> bool:
    """Whether a config needs a client, or names one, and has none."""
    wanted = connection.client_name is not None or connection.is_oauth
    return wanted and connection.client is None and not connection.existing


def _seeks_definition(connection: Connection) -> bool:
    """Whether a config needs a definition and has none."""
    return connection.structured and not connection.existing and connection.definition is None


def _owner(connection: Connection, project: Project) -> str | None:
    """Return the connector that a config goes astray in; None where it may be any."""
    return None if has_unknown_connector(project, connection.config) else connection.connector_key


def _unreadable(connection: Connection, key: str) -> bool:
    """Whether a config is broken where it may name what it uses."""
    config = connection.config
    return config.is_broken(("connector",)) or config.is_broken(("connection", key))


@per_project
def _described(project: Project) -> frozenset[str | None]:
    """Return the connectors that the project describes itself, with all definitions that they have."""
    return frozenset(project.canonical(each.get("key")) for each in project.of_kind(CONNECTOR))


def _definition_used(definition: Document, project: Project) -> bool:
    connector = project.owner(definition)
    if connector in _described(project) or _may_be_used(definition, project):
        return True
    return (_NAMED, connector, definition.get("name")) in _used(project)


@gathered(Tally, CONFIG)
def _bases(config: Document, project: Project) -> Iterator[tuple[object, ...]]:
    """Tell the base connection that a config uses, or the rules and connector of one that names one in vain."""
    connection = project.connection(config)
    base, rules = connection.base, connection.rules
    if base is not None:
        yield base.document.mark, *base.route
    elif _selects_in_vain(connection):
        yield _ASTRAY, rules.mark if rules is not None else None, connection.connector_key


def _selects_in_vain(connection: Connection) -> bool:
    """Whether a config names a base connection, or lacks one that it has to select, which is told there."""
    if not connection.config.lacks("connection", "baseConnection"):
        return True
    return connection.rules is not None and must_select(connection.rules) and not connection.existing


def _unused_bases(document: Document, project: Project) -> Iterator[Finding]:
    if project.rules_for(document.get("connector"), document.get("integration")) is not document:
        return
    bases = _bases(project)
    owners = (project.owner(document), None)
    if any((_ASTRAY, rules, owner) in bases for rules in (document.mark, None) for owner in owners):
        return
    for index, entry in enumerate(document.get("baseConnections") or ()):
        if (
            isinstance(entry, dict)
            and (document.mark, "baseConnections", index) not in bases
            and entry.get("enabled") is True
        ):
            message = f"no config uses the base connection {quoted(entry.get('name'))}"
            place = Place(document, ("baseConnections", index, "name"))
            help_text = "delete it, or write enabled: false, if it is not needed any more"
            if document.get("complete") is True:
                help_text = "if it is not offered any more, set enabled: false"
            yield Finding(message, place, help_text)


@rule(
    Severity.INFO, Basis.DOCUMENTED, CONFIG, CLIENT, APPLICATION, source="the document format, docs/format.md"
)
def unchecked(document: Document, project: Project) -> Iterator[Finding]:
    """A check stayed silent, because a field that it needs is left out.

    Without `credentials` nobody can tell whether a client's keys fit the environment, without `integration` whether a
    base connection has to be selected, without `access` whether the application lets the definition sign in. Where no
    such check would run anyway, nothing is said. Nor is it known of every connector what its definitions ask for, and
    of every base connection what it fills in.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        application: Ledger Sync
        ---
        kind: Application
        name: Ledger Sync
        source: custom
        installed: true

    Good:
        kind: ConnectorConfig
        application: Ledger Sync
        ---
        kind: Application
        name: Ledger Sync
        source: custom
        access: service-account
        installed: true
    """
    if document.kind == CLIENT:
        yield from _credentials(document, project)
    elif document.kind == APPLICATION:
        if document.mark in _applications(project) and document.lacks("access"):
            yield _no_access(Place(document, ("access",), Part.KEY))
    else:
        connection = project.connection(document)
        yield from _integration(connection, project)
        yield from _unknown_details(connection)
        yield from _unknown_base(connection)
        application = connection.application
        inside = application is not None and application.document is document
        if (
            application is not None
            and inside
            and _asks_for_access(connection, project)
            and application.lacks("access")
        ):
            yield _no_access(Place(document, (*application.route, "access"), Part.KEY))


def _credentials(client: Document, project: Project) -> Iterator[Finding]:
    sets = project.environments(project.connector(client.get("connector"))).key_sets
    sets = tuple(each for each in sets if each) if client.mark in _choosing(project) else ()
    if len(sets) > 1 and client.lacks("credentials"):
        message = (
            "credentials is left out, so nothing checks whether these keys fit the connection's environment"
        )
        place = Place(client, ("credentials",), Part.KEY)
        yield Finding(message, place, f"add credentials: {listed(sets)}")


@gathered(Tally, CONFIG)
def _choosing(config: Document, project: Project) -> Iterator[Mark]:
    """Tell the client of a connection whose environment takes one of several sets of keys."""
    connection = project.connection(config)
    client, environment = connection.client, connection.environment
    if client is None or environment is None or environment.credentials is None:
        return
    if len(connection.environments.key_sets) > 1 and connection.client_key == connection.connector_key:
        yield client.mark


def _integration(connection: Connection, project: Project) -> Iterator[Finding]:
    config = connection.config
    if connection.existing or not config.lacks("integration"):
        return
    if (connection.structured or connection.general) and project.base_rules(connection.connector_key):
        message = "integration is left out, so nothing checks whether a base connection has to be selected"
        place = Place(config, ("integration",), Part.KEY)
        yield Finding(message, place, "add integration: with the name that App Xchange shows")


def _unknown_details(connection: Connection) -> Iterator[Finding]:
    """Yield what is not checked where nothing is known of the details that a definition asks for."""
    config, definition = connection.config, connection.definition
    known_by_name = connection.connector if definition is None else definition
    if known_by_name is None or known_by_name.get("complete") is not False or connection.attributes:
        return
    if config.get("connection", "details"):
        name = quoted(known_by_name.get("name"))
        message = f"what {name} asks for is not documented, so nothing checks these details"
        help_text = "describe a ConnectionDefinition, or put the connector's connector.json into the project"
        yield Finding(message, Place(config, ("connection", "details"), Part.KEY), help_text)


def _unknown_base(connection: Connection) -> Iterator[Finding]:
    """Yield what is not checked where a base connection is selected of which nothing is known, not even a name."""
    rules, name = connection.rules, connection.config.get("connection", "baseConnection")
    if rules is None or rules.get("complete") is True or rules.get("baseConnections"):
        return
    if isinstance(name, str) and connection.base is None:
        message = (
            f"what the base connection {quoted(name)} fills in is not known, "
            "so nothing checks the environment and the client that it may set"
        )
        help_text = (
            f"describe it in a BaseConnectionRules document for {quoted(connection.integration)}: under "
            "baseConnections its name, and under sets what the screen shows filled in"
        )
        yield Finding(message, Place(connection.config, ("connection", "baseConnection")), help_text)


def _asks_for_access(connection: Connection, project: Project) -> bool:
    """Whether the application's access is held against the definition: where one has to be prepared at all."""
    return connection.is_oauth and asks_for_application(connection) and not is_of_another(connection, project)


@gathered(Tally, CONFIG)
def _applications(config: Document, project: Project) -> Iterator[Mark]:
    """Tell which Application document is used where its access is asked for."""
    connection = project.connection(config)
    if connection.application is not None and _asks_for_access(connection, project):
        yield connection.application.document.mark


def _no_access(place: Place) -> Finding:
    message = "access is left out, so nothing checks whether the application lets the definition sign in"
    return Finding(message, place, "add access: service-account or user")
