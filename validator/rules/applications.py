"""Rules about what was prepared in the connected product: the application, its access, and who signs in."""

from __future__ import annotations

from validator.diagnostics import Basis, Part, Severity
from validator.documents.finding import Also, Finding, Place
from validator.documents.kinds import CLIENT_CREDENTIALS, CODE_FLOW, CONFIG
from validator.rules import doubt
from validator.rules.places import setting_place
from validator.rules.rule import rule
from validator.words import listed, quoted, simplified

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.connection import Connection, Facts
    from validator.project.facts import Environment
    from validator.project.project import Project

SEED = "App Xchange help, Connect Procore in App Xchange"


@rule(
    Severity.WARNING,
    Basis.DOCUMENTED,
    CONFIG,
    source=SEED,
    yields_to=("oauth-client-mismatch", "public-client-not-offered"),
)
def incomplete_prerequisites(document: Document, project: Project) -> Iterator[Finding]:
    """What an administrator has to prepare in the product first is not there, or nothing says that it is.

    Keys alone are not enough: a company answers an application only once it is installed there. In Procore that takes
    Admin permissions on the Company level Directory tool, for the integration's app out of the App Marketplace as for a
    custom app with its version key. A public client goes with its developer's application, not with a custom app.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        application: {installed: false}

    Good:
        kind: ConnectorConfig
        application: {installed: 2026-10-02}
    """
    connection = project.connection(document)
    connector, application = connection.connector, connection.application
    if connector is None or not asks_for_application(connection) or connection.existing:
        return
    product = connector.name
    if application is None:
        if document.lacks("application"):
            message = f"the config does not say what was prepared in {product} beforehand"
            first = f"have an administrator of the {product} company install the application"
            help_text = f"{first}, then add application: with source, access and installed"
            yield Finding(message, Place(document, ("application",), Part.KEY), help_text)
        return
    yield from _not_installed(connection, application, product)
    yield from _custom_with_public(connection, application)


def _not_installed(connection: Connection, application: Facts, product: str) -> Iterator[Finding]:
    route: Route = ("installed",)
    value, field, where = application.get("installed"), "installed", ""
    if value is not None and value is not False and not isinstance(value, dict):
        return
    rests_on = [doubt.whole(application.document, *application.route, "installed")]
    if isinstance(value, dict):
        if connection.environment is None:
            return
        rests_on.append(doubt.environment_of(connection.config))
        key = _entry(value, connection.environment)
        route, value = (("installed", key), value[key]) if key is not None else (route, None)
        field = key or connection.environment.name
        where = f" in {connection.environment.name}"
    elif value is None and not application.lacks("installed"):
        return
    if value is None or value is False:
        name = quoted(application.get("name") or "the application")
        message = f"{name} is not installed{where}"
        if application.lacks("installed"):
            message = f"nothing says that {name} is installed"
        how = (
            f"from the {product} marketplace"
            if application.get("source") == "marketplace"
            else "as a custom app"
        )
        first = f"have an administrator of the {product} company install it {how}"
        place, also = _place(connection, application, route)
        help_text = f"{first}, then write {field}: true or the day"
        yield Finding(message, place, help_text, also=also, rests_on=tuple(rests_on))


def _entry(installed: dict[str, object], environment: Environment) -> str | None:
    names = {simplified(name) for name in (environment.name, *environment.aliases)}
    return next((key for key in installed if simplified(key) in names), None)


def _place(connection: Connection, application: Facts, route: Route) -> tuple[Place, tuple[Also, ...]]:
    """Return where a field of the application is reported: in the config, the application's document beside it."""
    there = Place(application.document, (*application.route, *route))
    if application.document is connection.config:
        part = Part.KEY if application.document.get(*there.route) is None else Part.VALUE
        return there._replace(part=part), ()
    return Place(connection.config, ("application",)), (Also(there, "the application"),)


def _custom_with_public(connection: Connection, application: Facts) -> Iterator[Finding]:
    client = connection.client
    if client is None or client.get("public") is not True or application.get("source") != "custom":
        return
    source = Place(application.document, (*application.route, "source"))
    name = quoted(client.get("name"))
    message = f"the public client {name} goes with its developer's application, and this is a custom app"
    help_text = "install the developer's application, or name an OAuth client with the custom app's own keys"
    place = setting_place(connection, connection.client_name)
    yield Finding(message, place, help_text, also=(Also(source, "a custom app"),))


@rule(
    Severity.ERROR,
    Basis.DOCUMENTED,
    CONFIG,
    source="Procore developer documentation, Building data connection apps",
)
def application_access_mismatch(document: Document, project: Project) -> Iterator[Finding]:
    """The definition signs in as a service account, and the application only lets people sign in.

    An application's data connector component says whose rights it has, and client credentials need a service account.
    The other way round works, though it is rarely meant, and is only noted: with a code-flow definition the person's
    rights count, not the service account's.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        application: {access: user}

    Good:
        kind: ConnectorConfig
        application: {access: service-account}
    """
    connection = project.connection(document)
    application, definition = connection.application, connection.definition
    if application is None or definition is None or not asks_for_application(connection):
        return
    kind, access = definition.get("type"), application.get("access")
    if (kind, access) not in {(CLIENT_CREDENTIALS, "user"), (CODE_FLOW, "service-account")}:
        return
    name = quoted(definition.get("name"))
    place, also = _place(connection, application, ("access",))
    rests_on = (doubt.client_of(document),)
    if kind == CLIENT_CREDENTIALS:
        message = f"{name} signs in as a service account, and the application has user-level access"
        help_text = (
            "give the application a service account and install that version, or use a code-flow definition"
        )
        yield Finding(message, place, help_text, also=also, rests_on=rests_on)
    else:
        message = f"{name} signs in as a person, and the application has a service account"
        help_text = (
            "use a client-credentials definition for the service account's rights; "
            "this one works with the person's"
        )
        yield Finding(message, place, help_text, also=also, severity=Severity.INFO, rests_on=rests_on)


def asks_for_application(connection: Connection) -> bool:
    """Whether the connector asks what was prepared in its product."""
    return connection.connector is not None and connection.connector.get("application") == "required"


@rule(Severity.INFO, Basis.INFERRED, CONFIG, source="App Xchange help, Connections")
def personal_connection(document: Document, project: Project) -> Iterator[Finding]:
    """An integration that runs unattended depends on the sign-in of one person.

    A code-flow connection has that person's rights and stops when the person leaves or loses them. A service account,
    with a definition of the client credentials flow, outlasts people.

    Given: Procore sign-in

    Bad:
        kind: ConnectorConfig
        connection: {definition: Procore V2 OAuth Code Flow Auth}
        unattended: true

    Good:
        kind: ConnectorConfig
        connection: {definition: Procore V2 OAuth Code Flow Auth}
        unattended: false
    """
    connection = project.connection(document)
    definition = connection.definition
    if document.get("unattended") is not True or definition is None or definition.get("type") != CODE_FLOW:
        return
    known = project.definitions(connection.connector_key)
    others = [f"{each.get('name')}" for each in known if each.get("type") == CLIENT_CREDENTIALS]
    message = "this runs unattended with the sign-in of one person, and stops when that person leaves"
    help_text = f"use {listed(others)}" if others else "sign in as a user who stays, and note who that is"
    yield Finding(message, Place(document, ("unattended",)), help_text, rests_on=(doubt.client_of(document),))
