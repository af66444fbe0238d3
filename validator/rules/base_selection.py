"""Rules about base connections: one is chosen where there is one, known, enabled, and meant for the scenario."""

from __future__ import annotations

from validator.diagnostics import Basis, Part, Severity
from validator.documents.finding import Also, Change, Finding, Place, Sought
from validator.documents.kinds import BASE_RULES, CONFIG, GENERAL
from validator.project.facts import environment_named
from validator.project.once import per_project
from validator.rules import doubt
from validator.rules.details import is_complete
from validator.rules.places import searched
from validator.rules.rule import rule
from validator.words import Names, did_you_mean, is_same, likeliest_first, listed, quoted, simplified

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.connection import Connection
    from validator.project.project import Project

HELP = "App Xchange help, Base connections"
_ENVIRONMENT = "connectionEnvironment"


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, source="App Xchange help, Connect Procore in App Xchange")
def base_connection_required(document: Document, project: Project) -> Iterator[Finding]:
    """One or more base connections is enabled for the connector in this integration, and the config selects none.

    App Xchange does not let anybody go on without selecting one.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        integration: Procore + Vista (Financials)

    Good:
        kind: ConnectorConfig
        integration: Procore + Ledger (Payroll)
    """
    connection = project.connection(document)
    rules = connection.rules
    if rules is None or not connection.structured or connection.existing or not must_select(rules):
        return
    if not document.lacks("connection", "baseConnection"):
        return
    names = _names(project).fitting(rules, connection) or _names(project).enabled(rules)
    if names:
        from validator.documents.edits import pasted  # noqa: PLC0415 - few configs lack one

        choice = listed([pasted(name, document, ("connection",)) for name in names])
        repeats = any(_repeats(document, each) for _, each in entries(rules) if each.get("name") in names)
        help_text = f"add baseConnection: {choice}{'; leave out what it sets' if repeats else ''}"
    else:
        help_text = (
            f"{_ON_SCREEN}; the names are not documented, so note them in a BaseConnectionRules document"
        )
    also = Also(Place(rules, ("baseConnections",), Part.KEY), "they are described here")
    message = (
        f"connection selects no base connection, and {quoted(connection.integration)} has one or more enabled"
    )
    yield Finding(
        message, Place(document, ("connection",), Part.KEY), help_text, also=() if rules.shipped else (also,)
    )


def _repeats(config: Document, base: dict[str, Any]) -> bool:
    """Whether a config gives itself what a base connection sets."""
    sets = base.get("sets") or {}
    routes = [("oauthClient",), *(("details", key) for key in sets.get("details") or ())]
    return any(config.get("connection", *route) is not None for route in routes if route[0] in sets)


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, source=HELP, yields_to=("placeholder-value",))
def unknown_base_connection(document: Document, project: Project) -> Iterator[Finding]:
    """The integration offers no base connection of that name.

    Where the rules say that they are not complete, an unknown name is only noted, and nothing is said where no base
    connection is known by name.

    Given: Procore base connection

    Bad:
        kind: ConnectorConfig
        connection: {baseConnection: Payroll lve}
        ---
        kind: BaseConnectionRules
        complete: true

    Good:
        kind: ConnectorConfig
        connection: {baseConnection: Payroll live}
        ---
        kind: BaseConnectionRules
        complete: true
    """
    connection = project.connection(document)
    name = document.get("connection", "baseConnection")
    if not isinstance(name, str) or connection.base is not None:
        return
    place = Place(document, ("connection", "baseConnection"))
    if connection.rules is None:
        if connection.connector is not None and connection.integration is not None:
            lacking = f"nothing is known of the base connections of {quoted(connection.integration)}"
            yield Finding(
                lacking,
                place,
                f"describe them in a BaseConnectionRules document{searched(project)}",
                severity=Severity.INFO,
                rests_on=(doubt.names_of(BASE_RULES), doubt.integration_of(document)),
                sought=Sought(BASE_RULES, connection.integration, connection.connector_key, lacking),
            )
        return
    names = _names(project).of(connection.rules)
    complete = connection.rules.get("complete") is True
    if not names and not complete:
        return
    meant = names.closest(name)
    question = did_you_mean(meant)
    message = f"{quoted(connection.integration)} has no base connection {quoted(name)}{question}"
    if not complete:
        integration = quoted(connection.integration)
        message = f"{quoted(name)} is none of the base connections that are known of {integration}{question}"
    choice = listed(likeliest_first(name, names))
    help_text = f"write {choice}" if names else "leave baseConnection out: the integration has none"
    help_text += searched(project)
    change = Change(f"write {meant}", place, meant, safe=complete and is_same(name, meant)) if meant else None
    level = None if complete else Severity.INFO
    rests_on = (doubt.names_of(BASE_RULES), doubt.whole(connection.rules, "baseConnections"))
    yield Finding(message, place, help_text, change=change, severity=level, rests_on=rests_on)


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, source=HELP)
def base_connection_disabled(document: Document, project: Project) -> Iterator[Finding]:
    """The base connection that the config selects is not enabled.

    The screen does not offer it.

    Given: Procore base connection

    Bad:
        kind: ConnectorConfig
        connection: {baseConnection: Payroll pilot}
        ---
        kind: BaseConnectionRules
        baseConnections:
          - {name: Payroll pilot, enabled: false, definition: Procore V2 OAuth Client Credentials Auth,
             sets: {oauthClient: Acme service account, details: {connectionEnvironment: Production}}}

    Good:
        kind: ConnectorConfig
        connection: {baseConnection: Payroll live}
        ---
        kind: BaseConnectionRules
        baseConnections:
          - {name: Payroll live, enabled: true, definition: Procore V2 OAuth Client Credentials Auth,
             sets: {oauthClient: Acme service account, details: {connectionEnvironment: Production}}}
    """
    connection = project.connection(document)
    base = connection.base
    if base is None or base.data.get("enabled") is not False:
        return
    names = _names(project).enabled(base.document)
    also = Also(Place(base.document, (*base.route, "enabled")), "it says so here")
    help_text = f"select {listed(names)}" if names else "have it enabled, or leave baseConnection out"
    message = f"the base connection {quoted(base.data.get('name'))} is not enabled"
    yield Finding(message, Place(document, ("connection", "baseConnection")), help_text, also=(also,))


@rule(Severity.WARNING, Basis.INFERRED, CONFIG, BASE_RULES, source=HELP)
def base_connection_not_applicable(document: Document, project: Project) -> Iterator[Finding]:
    """The selected base connection is meant for another scenario: its `when` does not fit this config.

    Several base connections of one integration are for different workspaces, regions or environments. What the
    config does not say may fit. One that itself sets another environment than it is for fits nobody, and that is told
    once, at its rules.

    Given: Procore base connection

    Bad:
        kind: ConnectorConfig
        workspace: {region: au}
        ---
        kind: BaseConnectionRules
        baseConnections:
          - {name: Payroll live, enabled: true, when: {region: [us]},
             definition: Procore V2 OAuth Client Credentials Auth,
             sets: {oauthClient: Acme service account, details: {connectionEnvironment: Production}}}

    Good:
        kind: ConnectorConfig
        workspace: {region: us}
        ---
        kind: BaseConnectionRules
        baseConnections:
          - {name: Payroll live, enabled: true, when: {region: [us]},
             definition: Procore V2 OAuth Client Credentials Auth,
             sets: {oauthClient: Acme service account, details: {connectionEnvironment: Production}}}
    """
    if document.kind == BASE_RULES:
        yield from _for_nobody(document, project)
        return
    connection = project.connection(document)
    base = connection.base
    if base is None or base.data.get("enabled") is False:
        return
    reason, at = unfit(base.data, connection), connection.environment_at
    if reason is None:
        return
    if (
        reason[0] == _ENVIRONMENT
        and at is not None
        and at.document is base.document
        and not at.document.shipped
    ):
        return
    others = _names(project).fitting(base.document, connection)
    also = Also(Place(base.document, (*base.route, "when", reason[0])), "it is for these")
    message = f"the base connection {quoted(base.data.get('name'))} is not meant for {reason[1]} {quoted(reason[2])}"
    help_text = (
        f"select {listed(others)}"
        if others
        else "no enabled base connection is meant for it: ask the integration's builder"
    )
    place = Place(document, ("connection", "baseConnection"))
    rests_on = (doubt.whole(base.document, *base.route, "when"),)
    yield Finding(message, place, help_text, also=(also,), rests_on=rests_on)


def _for_nobody(rules: Document, project: Project) -> Iterator[Finding]:
    """Yield the base connections that are for other environments than the one that they set themselves."""
    known = project.environments(project.connector(rules.get("connector")))
    for index, entry in entries(rules):
        at: Route = ("baseConnections", index)
        meant, sets = rules.get(*at, "when", _ENVIRONMENT), rules.get(*at, "sets", "details", _ENVIRONMENT)
        own = environment_named(sets, known, ())
        named = [environment_named(each, known, ()) for each in as_list(meant)] if meant is not None else []
        if own is None or not named or None in named or own in named or entry.get("enabled") is False:
            continue
        also = Also(Place(rules, (*at, "sets", "details", _ENVIRONMENT)), "it sets this one")
        message = (
            f"{quoted(entry['name'])} is for other environments than {quoted(sets)}, which it sets itself"
        )
        place = Place(rules, (*at, "when", _ENVIRONMENT))
        yield Finding(message, place, "write the same in both", also=(also,))


@rule(Severity.WARNING, Basis.INFERRED, BASE_RULES, source=HELP, yields_to=("duplicate-name",))
def base_connection_ambiguous(document: Document, project: Project) -> Iterator[Finding]:
    """Several enabled base connections apply in the same scenario, so nothing tells people which one to take.

    Bad:
        kind: BaseConnectionRules
        integration: Procore + Payroll
        connector: procore
        baseConnections:
          - {name: Payroll live, enabled: true, sets: {details: {connectionEnvironment: Production}}}
          - {name: Payroll new, enabled: true, sets: {details: {connectionEnvironment: Production}}}

    Good:
        kind: BaseConnectionRules
        integration: Procore + Payroll
        connector: procore
        baseConnections:
          - {name: Payroll live, enabled: true, when: {region: [us]},
             sets: {details: {connectionEnvironment: Production}}}
          - {name: Payroll new, enabled: true, when: {region: [au]},
             sets: {details: {connectionEnvironment: Production}}}
    """
    del project
    first: dict[str, tuple[int, str]] = {}
    for index, entry in entries(document):
        if entry.get("enabled") is not True:
            continue
        when = entry.get("when") if isinstance(entry.get("when"), dict) else {}
        scenario = repr(
            sorted((key, sorted(map(str, as_list(value)))) for key, value in (when or {}).items())
        )
        earlier = first.setdefault(scenario, (index, entry["name"]))
        if earlier[0] != index:
            also = Also(Place(document, ("baseConnections", earlier[0], "name")), "the other one")
            message = f"{quoted(entry['name'])} and {quoted(earlier[1])} are enabled for the same scenario"
            place = Place(document, ("baseConnections", index, "name"))
            yield Finding(message, place, "say in `when` what each is for, or disable one", also=(also,))


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, BASE_RULES, source=HELP)
def base_connection_unsupported(document: Document, project: Project) -> Iterator[Finding]:
    """Base connections go with structured connections only.

    An integration that has base connections enabled cannot be set up with general configuration alone, and a
    connector without connection definitions cannot have base connections.

    Given: Procore config without a connection

    Bad:
        kind: ConnectorConfig
        integration: Procore + Vista (Financials)
        generalConfiguration:
          clientId: ${env:PROCORE_CLIENT_ID}
          clientSecret: ${env:PROCORE_CLIENT_SECRET}

    Good:
        kind: ConnectorConfig
        integration: Procore + Vista (Financials)
        connection:
          name: Acme Procore
          existing: true
    """
    if document.kind == BASE_RULES:
        connector = document.get("connector")
        entries, described = document.get("baseConnections"), project.connector(connector)
        known = described is not None and is_complete(described)
        if entries and known and not project.definitions(connector):
            owner = quoted(connector)
            message = (
                f"the connector {owner} has no connection definitions, so it cannot have base connections"
            )
            yield Finding(
                message,
                Place(document, ("baseConnections",), Part.KEY),
                "leave them out, or describe the connector's definitions",
                rests_on=(doubt.every_file(),),
            )
        return
    connection = project.connection(document)
    if (
        connection.general
        and not connection.structured
        and connection.rules is not None
        and must_select(connection.rules)
    ):
        integration = quoted(connection.integration)
        message = f"{integration} has base connections enabled, which general configuration cannot use"
        place = Place(document, (GENERAL,), Part.KEY)
        yield Finding(message, place, "describe a connection that selects a base connection instead")


def entries(rules: Document) -> list[tuple[int, dict[str, Any]]]:
    """Return the base connections that have a name, with their places."""
    entries = rules.get("baseConnections") or []
    return [
        (index, entry)
        for index, entry in enumerate(entries)
        if isinstance(entry, dict) and isinstance(entry.get("name"), str)
    ]


_ON_SCREEN = "add baseConnection: with a name out of the list Base Connection, which the screen shows first"
"""Where the name of a base connection is read: before anything else of a connection can be filled in."""


class _Names:
    """The names of the base connections of each integration, as rules ask for them, worked out once."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], Names] = {}

    def of(self, rules: Document) -> Names:
        """Return the names of all."""
        return self._kept((id(rules),), lambda: (entry["name"] for _, entry in entries(rules)))

    def enabled(self, rules: Document) -> Names:
        """Return the names of those that are enabled."""
        return self._kept(
            (id(rules), "enabled"),
            lambda: (entry["name"] for _, entry in entries(rules) if entry.get("enabled") is True),
        )

    def fitting(self, rules: Document, connection: Connection) -> Names:
        """Return the names of those that are enabled and meant for a config."""
        return self._kept(
            (id(rules), *(value for _, value in _own(connection).values())),
            lambda: (
                entry["name"]
                for _, entry in entries(rules)
                if entry.get("enabled") is True and unfit(entry, connection) is None
            ),
        )

    def _kept(self, key: tuple[object, ...], made: Callable[[], Iterator[str]]) -> Names:
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = Names(made())
        return found


@per_project
def _names(project: Project) -> _Names:
    del project
    return _Names()


def must_select(rules: Document) -> bool:
    """Whether a base connection has to be selected: one is enabled, known by name or not."""
    known = rules.get("baseConnections") or ()
    return rules.get("atLeastOneEnabled") is True or any(
        isinstance(each, dict) and isinstance(each.get("name"), str) and each.get("enabled") is True
        for each in known
    )


def as_list(value: Any) -> list[Any]:  # noqa: ANN401
    """Return a value as a list: itself where it is one."""
    return value if isinstance(value, list) else [value]


def same(one: Any, other: Any) -> bool:  # noqa: ANN401
    """Whether two values are the same as text, so that a quoted number equals a bare one."""
    return bool(one == other) or (
        not isinstance(one, bool) and not isinstance(other, bool) and str(one) == str(other)
    )


def unfit(entry: dict[str, Any], connection: Connection) -> tuple[str, str, str] | None:
    """Return the key of `when` that does not fit, what it speaks of, and what the config has; None where all fit."""
    when = entry.get("when") if isinstance(entry.get("when"), dict) else {}
    own = _own(connection)
    for key, wanted in (when or {}).items():
        what, value = own.get(key, (key, None))
        if key == _ENVIRONMENT and not _are_known(as_list(wanted), connection):
            continue
        names = {
            value,
            *(connection.environment.aliases if key == _ENVIRONMENT and connection.environment else ()),
        }
        meant = {simplified(str(each)) for each in as_list(wanted)}
        if value is not None and meant.isdisjoint(map(simplified, names)):
            return key, what, value
    return None


def _are_known(names: list[Any], connection: Connection) -> bool:
    """Whether the connector has all environments of these names, as far as its environments are known at all."""
    known = {simplified(name) for each in connection.environments for name in (each.name, *each.aliases)}
    return not known or all(simplified(str(name)) in known for name in names)


def _own(connection: Connection) -> dict[str, tuple[str, Any]]:
    """Return what `when` can ask of a config: in words, and what the config has."""
    workspace = connection.workspace
    return {
        "workspaceType": ("workspace type", workspace.get("type") if workspace else None),
        "region": ("region", workspace.get("region") if workspace else None),
        _ENVIRONMENT: (
            "environment",
            connection.environment.name if connection.environment else None,
        ),
    }
