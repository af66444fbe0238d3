"""Rules about what was prepared in the connected product: the application, its access, and who signs in."""

from __future__ import annotations

from validator.diagnostics import Basis, Part, Severity
from validator.documents.finding import Also, Finding, Place
from validator.documents.kinds import APPLICATION, CLIENT_CREDENTIALS, CODE_FLOW, CONFIG
from validator.project.once import per_project
from validator.rules import doubt
from validator.rules.details import is_reference
from validator.rules.places import setting_place
from validator.rules.rule import rule
from validator.schema.patterns import fits
from validator.words import listed, quoted, simplified

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.connection import Connection, Facts
    from validator.project.facts import Environment, Environments
    from validator.project.project import Project

_PAST = "2026-11-25"
"""A day that was over when this was written: whatever is not later needs no question which day it is."""

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
    custom app with its version key. A day that is still to come is none on which it was installed. A public client goes
    with its developer's application, not with a custom app.

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
    if is_of_another(connection, project):
        return
    yield from _not_installed(connection, application, product, project)
    yield from _custom_with_public(connection, application)


def _not_installed(
    connection: Connection, application: Facts, product: str, project: Project
) -> Iterator[Finding]:
    route: Route = ("installed",)
    value, field, where = application.get("installed"), "installed", ""
    rests_on = [doubt.whole(application.document, *application.route, "installed")]
    if isinstance(value, dict):
        if connection.environment is None:
            return
        rests_on.append(doubt.environment_of(connection.config))
        key = _entry(value, connection.environment)
        if key is None and any(connection.environments.named(each) is None for each in value):
            return
        route, value = (("installed", key), value[key]) if key is not None else (route, None)
        field = key or connection.environment.name
        where = f" in {connection.environment.name}"
    elif value is None and not application.lacks("installed"):
        return
    if isinstance(value, str) and _is_ahead(value, project):
        place, also = _place(connection, application, route)
        name = quoted(application.get("name") or "the application")
        message = f"the day on which {name} was installed{where} is still to come"
        help_text = f"install it first, then write {field}: true or the day on which that was done"
        yield Finding(message, place, help_text, also=also, rests_on=tuple(rests_on))
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


def _is_ahead(text: str, project: Project) -> bool:
    """Whether a text names a day that is still to come in every time zone; an old one takes no look at the calendar."""
    if text <= _PAST:
        return False
    import datetime as dt  # noqa: PLC0415 - few files hold a day

    try:
        return (dt.date.fromisoformat(text) - project.settings.today).days > 1
    except ValueError:
        return False


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
    if is_of_another(connection, project):
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


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, source="the document format, docs/format.md")
def application_connector_mismatch(document: Document, project: Project) -> Iterator[Finding]:
    """The application that a config names is one in another connector's product.

    What was prepared in one product helps no other. An Application document says under `connector` which product it is
    in.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        application: Ledger Sync
        ---
        kind: Application
        name: Ledger Sync
        connector: quickbooks-online
        source: marketplace

    Good:
        kind: ConnectorConfig
        application: Ledger Sync
        ---
        kind: Application
        name: Ledger Sync
        source: marketplace
        access: service-account
        installed: true
    """
    if not isinstance(document.get("application"), str):
        return
    connection = project.connection(document)
    application = connection.application
    if application is None or not is_of_another(connection, project):
        return
    own, key = application.get("connector"), connection.connector_key
    name = quoted(document.get("application"))
    message = f"the application {name} is one for the connector {quoted(own)}, not for {quoted(key)}"
    also = Also(Place(application.document, ("connector",)), "made for this connector")
    rests_on = (doubt.connector_of(document), doubt.connector_of(application.document))
    help_text = f"name an Application of the connector {quoted(key)}"
    yield Finding(message, Place(document, ("application",)), help_text, also=(also,), rests_on=rests_on)


@rule(
    Severity.ERROR,
    Basis.DOCUMENTED,
    APPLICATION,
    CONFIG,
    source="Procore support, Install a custom app",
    yields_to=("literal-secret", "secret-in-url"),
)
def version_key_malformed(document: Document, project: Project) -> Iterator[Finding]:
    """The version key of an application has not the form that the product gives such keys.

    An administrator installs a custom app with it. In Procore it is a UUID, which is 36 characters long; a client id is
    longer and has no hyphens at those places.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        application: {source: custom, installed: true, versionKey: ledger-sync-7}

    Good:
        kind: ConnectorConfig
        application: {source: custom, installed: true, versionKey: 8a6f2c1e-53d7-4b90-9e0c-5f1f7d2a4b36}
    """
    route, data = _described(document)
    text = data.get("versionKey")
    if not isinstance(text, str) or is_reference(text):
        return
    known = [each.get("versionKey") for each in _products(document, project)]
    forms = [each for each in known if isinstance(each, dict) and isinstance(each.get("pattern"), str)]
    if not forms or any(fits(each["pattern"], text) is not False for each in forms):
        return
    message = "this cannot be the key of an application's version"
    help_text = f"{forms[0].get('message') or 'write the key that the application has'}"
    yield Finding(message, Place(document, (*route, "versionKey")), help_text)


@rule(
    Severity.WARNING,
    Basis.DOCUMENTED,
    APPLICATION,
    CONFIG,
    source="Procore support, Install a custom app",
)
def application_source_mismatch(document: Document, project: Project) -> Iterator[Finding]:
    """An application is said to come from the marketplace, and has the version key of a custom app.

    A listing is installed from the marketplace, and only custom apps are installed with a key. One of the two fields
    is left over, and who installs it does not know which to follow.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        application: {source: marketplace, installed: true, versionKey: 8a6f2c1e-53d7-4b90-9e0c-5f1f7d2a4b36}

    Good:
        kind: ConnectorConfig
        application: {source: custom, installed: true, versionKey: 8a6f2c1e-53d7-4b90-9e0c-5f1f7d2a4b36}
    """
    del project
    route, data = _described(document)
    if data.get("source") == "marketplace" and data.get("versionKey") is not None:
        message = "an application out of the marketplace is installed without a version key, and here is one"
        also = Also(Place(document, (*route, "versionKey")), "the key of a custom app")
        help_text = "write custom, or leave out versionKey"
        yield Finding(message, Place(document, (*route, "source")), help_text, also=(also,))


def is_of_another(connection: Connection, project: Project) -> bool:
    """Whether the application of a connection is one in another connector's product."""
    application, key = connection.application, connection.connector_key
    own = application.get("connector") if application is not None else None
    if key is None or not isinstance(own, str):
        return False
    return project.canonical(own) != project.canonical(key)


def _described(document: Document) -> tuple[Route, dict[str, Any]]:
    """Return where a document describes an application, and what it says of it."""
    if document.kind == APPLICATION:
        return (), document.data
    data = document.get("application")
    return ("application",), data if isinstance(data, dict) else {}


def _products(document: Document, project: Project) -> list[Document]:
    """Return the connectors that an application described in a document is for: its own, else those of its users."""
    own = document.get("connector")
    keys = [own] if isinstance(own, str) else _connectors_by_application(project).get(id(document), [])
    return [connector for key in keys if (connector := project.connector(key)) is not None]


@per_project
def _connectors_by_application(project: Project) -> dict[int, list[str]]:
    """Return the connectors of the configs that use each Application document."""
    found: dict[int, list[str]] = {}
    for each in project.connections():
        if each.application is not None and each.connector_key is not None:
            keys = found.setdefault(id(each.application.document), [])
            keys.extend([each.connector_key] if each.connector_key not in keys else [])
    return found


def environments_of(application: Document, project: Project) -> list[Environments]:
    """Return the environments of each connector that an Application document is for."""
    return [project.environments(each) for each in _products(application, project)]


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
