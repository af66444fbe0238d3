"""Rules about names: each of one's own stands for one thing, and what a document refers to must exist."""

from __future__ import annotations

from validator.diagnostics import Basis, Route, Severity
from validator.documents.finding import Also, Change, Finding, Place, Sought
from validator.documents.kinds import (
    APPLICATION,
    BASE_RULES,
    CLIENT,
    CONFIG,
    CONNECTOR,
    DEFINITION,
    ENDPOINTS,
    WORKSPACE,
)
from validator.documents.names import article
from validator.project.facts import Role, host_of
from validator.project.gathering import Tally
from validator.project.once import gathered, per_project
from validator.rules import doubt
from validator.rules.client_owners import is_of_another
from validator.rules.details import groups_of, is_complete, is_inferred, is_reference
from validator.rules.doubt import (
    are_swapped,
    described_connectors,
    has_unknown_connector,
    meant_integration,
)
from validator.rules.places import searched
from validator.rules.rule import rule
from validator.words import Names, did_you_mean, is_same, likeliest_first, listed, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from validator.documents.document import Document
    from validator.documents.finding import Doubt
    from validator.project.project import Project

_IDENTITIES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    CONFIG: (("name",), ()),
    WORKSPACE: (("name",), ()),
    APPLICATION: (("name",), ()),
    CONNECTOR: (("key",), ()),
    CLIENT: (("name",), ("connector",)),
    DEFINITION: (("name", "key"), ("connector",)),
    BASE_RULES: (("integration",), ("connector",)),
}
_KEYS_OF_ENTRIES = {"baseConnections": "name", "attributes": "key", "environments": "name"}
HELP = "App Xchange help, Connectivity"
OAUTH = "App Xchange help, OAuth clients"
_CALLED = {
    WORKSPACE: "Workspace",
    APPLICATION: "Application",
    CONNECTOR: "connector",
    DEFINITION: "connection definition",
    CLIENT: "OAuth client",
}
"""What messages call that which a name is to stand for."""

_FEW = 3
"""So many names are listed beside another way out."""

_DEFINITION = ("connection", "definition")
_CLIENT = ("connection", "oauthClient")


@rule(Severity.ERROR, Basis.DOCUMENTED, source="the document format, docs/format.md", across=True)
def duplicate_name(document: Document, project: Project) -> Iterator[Finding]:
    """Two documents of a project, or two entries of a list, bear one name.

    A reference to that name could mean either. Names are unique by what they belong to: configs and connectors in
    the project, definitions and clients within their connector, base connections within their integration. Where a
    detail is a list of entries that must differ, as S/FTP's credential sets do by their names, they are looked at too.

    Bad:
        kind: Workspace
        name: Acme
        ---
        kind: Workspace
        name: Acme

    Good:
        kind: Workspace
        name: Acme
        ---
        kind: Workspace
        name: Acme Australia
    """
    fields, scope = _IDENTITIES.get(document.kind or "", ((), ()))
    for field in fields:
        first = _first_of_name(document, project, field, scope)
        if first is not None:
            owner = f" for connector {quoted(document.get('connector'))}" if scope else ""
            message = f"there is {article(document.kind or '')} {quoted(document.get(field))} already{owner}"
            also = Also(Place(first, (field,)), "the first one")
            yield Finding(message, Place(document, (field,)), f"give each its own {field}", also=(also,))
            break
    if document.kind in {CONFIG, BASE_RULES}:
        yield from _repeated_details(document, project)
    if not _KEYS_OF_ENTRIES.keys().isdisjoint(document.data):
        for route, key in _KEYS_OF_ENTRIES.items():
            yield from _repeated(document, route, key)


def _first_of_name(document: Document, project: Project, field: str, scope: Sequence[str]) -> Document | None:
    value = document.get(field)
    if not value or document.kind is None:
        return None
    identity = _identity(document, field, scope, project)
    if not _repeated_identities(project).repeats(identity):
        return None
    first = _identities(project).get(identity)
    return first if first is not document else None


@gathered(Tally, *_IDENTITIES)
def _repeated_identities(document: Document, project: Project) -> Iterator[tuple[object, ...]]:
    """Tell what must be unique of a document."""
    fields, scope = _IDENTITIES[document.kind or ""]
    for field in fields:
        yield _identity(document, field, scope, project)


@per_project
def _identities(project: Project) -> dict[tuple[object, ...], Document]:
    """Return the first document of each identity that several have, in the order of the project."""
    repeated = _repeated_identities(project)
    found: dict[tuple[object, ...], Document] = {}
    for kind, (fields, scope) in _IDENTITIES.items():
        for document in project.of_kind(kind):
            for field in fields:
                if repeated.repeats(identity := _identity(document, field, scope, project)):
                    found.setdefault(identity, document)
    return found


def _identity(document: Document, field: str, scope: Sequence[str], project: Project) -> tuple[object, ...]:
    """Return what must be unique; a connector.json and a Connector document may speak of one connector."""
    generated = document.kind == CONNECTOR and document.generated
    owner = str(project.owner(document)) if scope else ""
    return (document.kind, field, str(document.get(field)), owner, generated)


def _repeated(document: Document, route: str, key: str) -> Iterator[Finding]:
    entries = document.get(route)
    if not isinstance(entries, list):
        return
    first: dict[Any, int] = {}
    for index, entry in enumerate(entries):
        name = entry.get(key) if isinstance(entry, dict) else None
        if name and isinstance(name, str) and first.setdefault(name, index) != index:
            also = Also(Place(document, (route, first[name], key)), "the first one")
            message = f"{quoted(name)} stands in {route} already"
            yield Finding(
                message, Place(document, (route, index, key)), f"give each its own {key}", also=(also,)
            )


def _repeated_details(document: Document, project: Project) -> Iterator[Finding]:
    """Yield the entries of repeated details that have a value of an earlier one, where no two may have the same."""
    first: dict[tuple[object, ...], Route] = {}
    for group in groups_of(document, project):
        for attribute in group.known if isinstance(group.route[-1], int) else ():
            value, route = group.given.get(attribute.key), (*group.route, attribute.key)
            if not attribute.unique or not isinstance(value, str | int) or is_reference(value):
                continue
            known = first.setdefault((group.route[:-1], attribute.key, value), route)
            if known != route:
                also = Also(Place(document, known), "the first one")
                shown = "this value (hidden)" if attribute.sensitive else quoted(value)
                message = f"{shown} stands in {group.route[-2]} already"
                help_text = f"give each its own {attribute.key}"
                level = Severity.WARNING if "isUnique" in attribute.guessed else None
                yield Finding(message, Place(document, route), help_text, also=(also,), severity=level)


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, source=HELP, yields_to=("placeholder-value",))
def unknown_workspace(document: Document, project: Project) -> Iterator[Finding]:
    """A config names a workspace that no Workspace document of the project describes.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        workspace: "Acme : Procore"

    Good:
        kind: ConnectorConfig
        workspace: {name: "Acme : Procore <> Ledger"}
    """
    name = document.get("workspace")
    if isinstance(name, str) and project.workspace(name) is None:
        yield _unknown(Place(document, ("workspace",)), WORKSPACE, project.names(WORKSPACE), project)


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, source=HELP, yields_to=("placeholder-value",))
def unknown_application(document: Document, project: Project) -> Iterator[Finding]:
    """A config names an application that no Application document of the project describes.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        application: Ledger Sink
        ---
        kind: Application
        name: Ledger Sync
        source: custom
        access: service-account
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
    name = document.get("application")
    if isinstance(name, str) and project.application(name) is None:
        yield _unknown(Place(document, ("application",)), APPLICATION, project.names(APPLICATION), project)


@rule(
    Severity.ERROR,
    Basis.DOCUMENTED,
    CONFIG,
    CLIENT,
    DEFINITION,
    BASE_RULES,
    APPLICATION,
    source=HELP,
    yields_to=("placeholder-value",),
)
def unknown_connector(document: Document, project: Project) -> Iterator[Finding]:
    """No connector has that key: neither the shipped catalogue nor the project describes it.

    Given: Procore client credentials

    Bad:
        kind: OAuthClient
        name: Acme service account
        connector: procor

    Good:
        kind: OAuthClient
        name: Acme service account
        connector: procore
    """
    if has_unknown_connector(project, document):
        known = described_connectors(project) if document.kind == DEFINITION else project.connector_keys()
        help_text = "describe it in a Connector document, or put its connector.json into the project"
        yield _unknown(Place(document, ("connector",)), CONNECTOR, known, project, help_text)


@rule(
    Severity.ERROR,
    Basis.DOCUMENTED,
    CONFIG,
    CLIENT,
    BASE_RULES,
    source=HELP,
    yields_to=("placeholder-value",),
)
def unknown_definition(document: Document, project: Project) -> Iterator[Finding]:
    """The connector has no connection definition of that name.

    Definitions are chosen from a list on the screen, so the name must be the one shown there, to the letter. A
    definition of another connector is named as such.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        connection:
          definition: Procore OAuth Client Credentials

    Good:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
    """
    connector = document.get("connector")
    if not isinstance(connector, str):
        return
    if are_swapped(project, document):
        yield _swapped(document)
        return
    names = project.names(DEFINITION, connector)
    for route in _definition_routes(document):
        name = document.get(*route)
        if isinstance(name, str) and name not in names:
            yield from _unknown_definition(Place(document, route), connector, names, project)


def _unknown_definition(place: Place, connector: str, names: Names, project: Project) -> Iterator[Finding]:
    name = place.document.get(*place.route)
    owner, for_connector = _owner(name, project), doubt.connector_of(place.document)
    if owner and owner != connector:
        of, here = quoted(owner), quoted(connector)
        message = f"{quoted(name)} is a connection definition of the connector {of}, not of {here}"
        help_text = (
            f"write {listed(names)}" if names else f"describe one for {here}, or write another connector"
        )
        also: tuple[Also, ...] = ()
        if _is_of(owner, place.document, project):
            help_text = f"write {owner}"
            also = (Also(place, "this is of the other connector, as is the rest"),)
            place = Place(place.document, ("connector",))
        yield Finding(
            message,
            place,
            help_text,
            also=also,
            rests_on=(doubt.names_of(DEFINITION), for_connector),
        )
    elif names:
        finding = _unknown(place, DEFINITION, names, project, "", for_connector)
        yield _doubtful(finding) if connector in _inferred_connectors(project) else finding


def _is_of(owner: str, document: Document, project: Project) -> bool:
    """Whether a client leads to hosts of the connector that has its definition, or is used for that one alone."""
    if document.kind != CLIENT:
        return False
    known = project.environments(project.connector(owner))
    hosts = [host for field in ENDPOINTS if (host := host_of(document.get(field))) is not None]
    if hosts:
        return all(known.serving(host, Role.LOGIN) for host in hosts)
    users = _users(project).get(document.get("name"), frozenset())
    return users == {owner}


@per_project
def _users(project: Project) -> dict[object, frozenset[str | None]]:
    """Return the connectors of the configs that name a client, by its name."""
    found: dict[object, frozenset[str | None]] = {}
    for each in project.connections():
        if each.client_name is not None:
            name = each.client_name.value
            found[name] = found.get(name, frozenset()) | {each.connector_key}
    return found


@per_project
def _inferred_connectors(project: Project) -> frozenset[str]:
    """Return the connectors of which a definition is inferred, not documented, or not all definitions are known."""
    return frozenset(
        key
        for key in project.connector_keys()
        if any(not is_complete(each) for each in project.connectors(key)[:1])
        or any(is_inferred(each) for each in project.definitions(key))
    )


def _doubtful(finding: Finding) -> Finding:
    """Return a finding as the warning that it is where the known names are not documented."""
    why = "the names are inferred, not documented, so compare them with the screen"
    return finding._replace(help=f"{finding.help}; {why}", severity=Severity.WARNING)


def _definition_routes(document: Document) -> list[Route]:
    if document.kind == CONFIG:
        return [("connection", "definition")]
    if document.kind == CLIENT:
        return [("definition",)]
    entries = document.get("baseConnections")
    return [("baseConnections", index, "definition") for index in range(len(entries or ()))]


def _owner(name: str, project: Project) -> str | None:
    """Return the connector that has a definition of that name."""
    return _owners(project).get(name)


@per_project
def _owners(project: Project) -> dict[str, str]:
    """Return the first connector that has a definition of a name."""
    found: dict[str, str] = {}
    for key in project.connector_keys():
        for name in project.names(DEFINITION, key):
            found.setdefault(name, key)
    return found


@rule(
    Severity.ERROR,
    Basis.DOCUMENTED,
    CONFIG,
    BASE_RULES,
    source=OAUTH,
    yields_to=("oauth-client-unexpected", "base-connection-override", "placeholder-value"),
)
def unknown_oauth_client(document: Document, project: Project) -> Iterator[Finding]:
    """No OAuthClient document has that name.

    A public client that the catalogue does not ship is declared in a document with `public: true` and without keys.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        connection:
          oauthClient: Acme servce account

    Good:
        kind: ConnectorConfig
        connection:
          oauthClient: Acme service account
    """
    connector = document.get("connector")
    if not isinstance(connector, str):
        return
    for route in client_routes(document):
        name = document.get(*route)
        if isinstance(name, str) and project.client(connector, name) is None:
            help_text = "describe it in an OAuthClient document (a public one with public: true and no keys)"
            names = _of_own(name, document, project)
            if 0 < len(names) <= _FEW:
                help_text = f"write {listed(likeliest_first(name, names))}, or {help_text}"
            rests_on = (doubt.connector_of(document), doubt.order_of_names(document))
            yield _unknown(Place(document, route), CLIENT, names, project, help_text, *rests_on)


def _of_own(name: str, document: Document, project: Project) -> Names:
    """Return the names of clients to choose from: none that bears another company's, where that could be proposed."""
    names = project.names(CLIENT, document.get("connector"))
    if document.kind != CONFIG:
        return names
    connection, meant = project.connection(document), names.closest(name)
    if len(names) > _FEW and (meant is None or not is_of_another(meant, connection, project)):
        return names
    return Names(each for each in names if not is_of_another(each, connection, project))


@rule(Severity.WARNING, Basis.INFERRED, CONFIG, source="App Xchange help, Integrations")
def unknown_integration(document: Document, project: Project) -> Iterator[Finding]:
    """Base-connection rules exist for this connector, none for this integration, and one for a name close to it.

    With the integration misspelt its base connections do not apply, and nothing would ask for one. The order of the
    products and the word between them do not tell one integration from another.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        integration: Procore + Vista (Finacials)

    Good:
        kind: ConnectorConfig
        integration: Procore + Ledger (Payroll)
    """
    connection = project.connection(document)
    name = connection.integration
    known = project.names(BASE_RULES, connection.connector_key)
    if name is None or name in known:
        return
    meant = meant_integration(name, known)
    if meant:
        place = Place(document, ("integration",))
        message = f"no base-connection rules are known for {quoted(name)}{did_you_mean(meant)}"
        change = Change(f"write {meant}", place, meant, safe=False)
        help_text = f"write {meant} if that is the integration{searched(project)}"
        yield Finding(message, place, help_text, change=change)


def _swapped(document: Document) -> Finding:
    """Return what is wrong where a config names a client as its definition and a definition as its client."""
    given = quoted(document.get(*_DEFINITION))
    also = Also(Place(document, _CLIENT), "a connection definition")
    return Finding(
        f"definition and oauthClient are swapped: {given} is an OAuth client",
        Place(document, _DEFINITION),
        "exchange the two values",
        "an OAuth client",
        (also,),
        rests_on=(doubt.names_of(DEFINITION), doubt.connector_of(document)),
    )


def client_routes(document: Document) -> list[Route]:
    """Return the places of a config or of base-connection rules that name an OAuth client."""
    if document.kind == CONFIG:
        return [("connection", "oauthClient")]
    entries = document.get("baseConnections")
    return [("baseConnections", index, "sets", "oauthClient") for index in range(len(entries or ()))]


def is_standard(document: Document, project: Project) -> bool:
    """Whether the definition of a config is no OAuth one."""
    definition = project.connection(document).definition
    return definition is not None and definition.get("type") == "Standard"


def _unknown(
    place: Place, kind: str, names: Names, project: Project, otherwise: str = "", *rests_on: Doubt
) -> Finding:
    """Return the finding for a name that is not known, with where it was looked for."""
    value, what = place.document.get(*place.route), _CALLED[kind]
    meant = names.closest(value)
    choice = (
        f"write {listed(likeliest_first(value, names))}"
        if names
        else f"describe it in {article(what)} document"
    )
    help_text = f"write {meant}" if meant else otherwise or choice
    lacking = f"there is no {what} {quoted(value)}"
    return Finding(
        f"{lacking}{did_you_mean(meant)}",
        place,
        f"{help_text}{searched(project)}",
        change=Change(f"write {meant}", place, meant, safe=is_same(value, meant)) if meant else None,
        rests_on=(doubt.names_of(kind), *rests_on),
        sought=Sought(kind, value, place.document.get("connector"), lacking),
    )
