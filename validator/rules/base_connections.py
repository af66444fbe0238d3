"""Rules about base connections: which an integration offers, which one is chosen, and what it fixes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.connection import Connection, Origin
from validator.diagnostics import Basis, Part, Severity
from validator.kinds import BASE_RULES, CONFIG
from validator.rules.model import Also, Change, Finding, Place, rule
from validator.words import closest, listed, quoted, simplified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.document import Document
    from validator.project import Project

HELP = "App Xchange help, Base connections"


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, source="App Xchange help, Connect Procore in App Xchange")
def base_connection_required(document: Document, project: Project) -> Iterator[Finding]:
    """One or more base connections is enabled for the connector in this integration, and the config selects none.

    App Xchange does not let anybody go on without selecting one.

    Bad:
        kind: ConnectorConfig
        integration: Procore + Vista (Financials)

    Good:
        kind: ConnectorConfig
        integration: Procore + Ledger (Payroll)
    """
    connection = project.connection(document)
    rules = connection.rules
    if rules is None or not connection.structured or connection.existing or not _must_select(rules):
        return
    if not document.lacks("connection", "baseConnection"):
        return
    names = [entry["name"] for _, entry in _entries(rules) if entry.get("enabled") is True]
    if names:
        help_text = f"add baseConnection: {listed(names)}"
    else:
        help_text = "add baseConnection: with the name that the screen offers; the names are not documented"
    also = Also(Place(rules, ("baseConnections",), Part.KEY), "they are described here")
    message = (
        f"connection selects no base connection, and {quoted(connection.integration)} has one or more enabled"
    )
    yield Finding(
        message, Place(document, ("connection",), Part.KEY), help_text, also=() if rules.shipped else (also,)
    )


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, source=HELP)
def unknown_base_connection(document: Document, project: Project) -> Iterator[Finding]:
    """The integration offers no base connection of that name.

    Where the rules say that they are not complete, an unknown name is only noted, and nothing is said where no base
    connection is known by name.

    Bad:
        kind: ConnectorConfig
        integration: Procore + Payroll
        connection:
          baseConnection: Payroll lve
          details: {companyId: 4281379}
        ---
        apiVersion: appxlint/v1
        kind: BaseConnectionRules
        integration: Procore + Payroll
        connector: procore
        complete: true
        baseConnections:
          - {name: Payroll live, enabled: true, definition: Procore V2 OAuth Client Credentials Auth, sets: {oauthClient: Acme service account, details: {connectionEnvironment: Production}}}

    Good:
        kind: ConnectorConfig
        integration: Procore + Payroll
        connection:
          baseConnection: Payroll live
          details: {companyId: 4281379}
        ---
        apiVersion: appxlint/v1
        kind: BaseConnectionRules
        integration: Procore + Payroll
        connector: procore
        complete: true
        baseConnections:
          - {name: Payroll live, enabled: true, definition: Procore V2 OAuth Client Credentials Auth, sets: {oauthClient: Acme service account, details: {connectionEnvironment: Production}}}
    """
    connection = project.connection(document)
    name = document.get("connection", "baseConnection")
    if not isinstance(name, str) or connection.base is not None or project.incomplete:
        return
    place = Place(document, ("connection", "baseConnection"))
    if connection.rules is None:
        if (
            connection.connector is not None
            and connection.integration is not None
            and not _near_integration(connection, project)
        ):
            message = f"nothing is known of the base connections of {quoted(connection.integration)}"
            yield Finding(
                message, place, "describe them in a BaseConnectionRules document", severity=Severity.INFO
            )
        return
    names = [entry["name"] for _, entry in _entries(connection.rules)]
    complete = connection.rules.get("complete") is True
    if not names and not complete:
        return
    meant = closest(name, names)
    question = f'; did you mean "{meant}"?' if meant else ""
    message = f"{quoted(connection.integration)} has no base connection {quoted(name)}{question}"
    if not complete:
        message = f"{quoted(name)} is none of the base connections that are known of {quoted(connection.integration)}{question}"
    help_text = f"write {listed(names)}" if names else "leave baseConnection out: the integration has none"
    change = Change(f"write {meant}", place, meant, safe=complete) if meant else None
    level = None if complete else Severity.INFO
    yield Finding(message, place, help_text, change=change, severity=level)


def _near_integration(connection: Connection, project: Project) -> bool:
    """Whether the integration is misspelt, which is reported as such."""
    known = [each.get("integration") for each in project.base_rules(connection.connector_key)]
    return closest(connection.integration or "", known) is not None


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, source=HELP)
def base_connection_disabled(document: Document, project: Project) -> Iterator[Finding]:
    """The base connection that the config selects is not enabled.

    The screen does not offer it.

    Bad:
        kind: ConnectorConfig
        integration: Procore + Payroll
        connection:
          baseConnection: Payroll pilot
          details: {companyId: 4281379}
        ---
        apiVersion: appxlint/v1
        kind: BaseConnectionRules
        integration: Procore + Payroll
        connector: procore
        baseConnections:
          - {name: Payroll pilot, enabled: false, definition: Procore V2 OAuth Client Credentials Auth, sets: {oauthClient: Acme service account, details: {connectionEnvironment: Production}}}

    Good:
        kind: ConnectorConfig
        integration: Procore + Payroll
        connection:
          baseConnection: Payroll live
          details: {companyId: 4281379}
        ---
        apiVersion: appxlint/v1
        kind: BaseConnectionRules
        integration: Procore + Payroll
        connector: procore
        baseConnections:
          - {name: Payroll live, enabled: true, definition: Procore V2 OAuth Client Credentials Auth, sets: {oauthClient: Acme service account, details: {connectionEnvironment: Production}}}
    """
    connection = project.connection(document)
    base = connection.base
    if base is None or base.data.get("enabled") is not False:
        return
    names = [entry["name"] for _, entry in _entries(base.document) if entry.get("enabled") is True]
    also = Also(Place(base.document, (*base.route, "enabled")), "not enabled")
    help_text = f"select {listed(names)}" if names else "have it enabled, or leave baseConnection out"
    message = f"the base connection {quoted(base.data.get('name'))} is not enabled"
    yield Finding(message, Place(document, ("connection", "baseConnection")), help_text, also=(also,))


@rule(Severity.WARNING, Basis.INFERRED, CONFIG, source=HELP)
def base_connection_not_applicable(document: Document, project: Project) -> Iterator[Finding]:
    """The selected base connection is meant for another scenario: its `when` does not fit this config.

    Several base connections of one integration are for different workspaces, regions or environments. What the
    config does not say may fit.

    Bad:
        kind: ConnectorConfig
        integration: Procore + Payroll
        workspace: {name: "Acme : Procore <> Payroll", type: standard, region: au}
        connection:
          baseConnection: Payroll US
          details: {companyId: 4281379}
        ---
        apiVersion: appxlint/v1
        kind: BaseConnectionRules
        integration: Procore + Payroll
        connector: procore
        baseConnections:
          - {name: Payroll US, enabled: true, when: {region: [us]}, definition: Procore V2 OAuth Client Credentials Auth, sets: {oauthClient: Acme service account, details: {connectionEnvironment: Production}}}

    Good:
        kind: ConnectorConfig
        integration: Procore + Payroll
        workspace: {name: "Acme : Procore <> Payroll", type: standard, region: us}
        connection:
          baseConnection: Payroll US
          details: {companyId: 4281379}
        ---
        apiVersion: appxlint/v1
        kind: BaseConnectionRules
        integration: Procore + Payroll
        connector: procore
        baseConnections:
          - {name: Payroll US, enabled: true, when: {region: [us]}, definition: Procore V2 OAuth Client Credentials Auth, sets: {oauthClient: Acme service account, details: {connectionEnvironment: Production}}}
    """
    connection = project.connection(document)
    base = connection.base
    if base is None or base.data.get("enabled") is False:
        return
    unfit = _unfit(base.data, connection)
    if unfit is None:
        return
    others = [
        entry["name"]
        for _, entry in _entries(base.document)
        if entry.get("enabled") is True and _unfit(entry, connection) is None
    ]
    also = Also(Place(base.document, (*base.route, "when", unfit[0])), "it is for these")
    message = (
        f"the base connection {quoted(base.data.get('name'))} is not meant for {unfit[1]} {quoted(unfit[2])}"
    )
    help_text = (
        f"select {listed(others)}"
        if others
        else "no enabled base connection is meant for it: ask the integration's builder"
    )
    yield Finding(message, Place(document, ("connection", "baseConnection")), help_text, also=(also,))


@rule(Severity.WARNING, Basis.INFERRED, BASE_RULES, source=HELP)
def base_connection_ambiguous(document: Document, project: Project) -> Iterator[Finding]:
    """Several enabled base connections apply in the same scenario, so nothing tells people which one to take.

    Bad:
        kind: BaseConnectionRules
        integration: Procore + Payroll
        connector: procore
        baseConnections:
          - {name: Payroll live, enabled: true, sets: {oauthClient: Acme service account}}
          - {name: Payroll new, enabled: true, sets: {oauthClient: Acme service account}}

    Good:
        kind: BaseConnectionRules
        integration: Procore + Payroll
        connector: procore
        baseConnections:
          - {name: Payroll live, enabled: true, when: {region: [us]}, sets: {oauthClient: Acme service account}}
          - {name: Payroll new, enabled: true, when: {region: [au]}, sets: {oauthClient: Acme service account}}
    """
    del project
    first: dict[str, tuple[int, str]] = {}
    for index, entry in _entries(document):
        if entry.get("enabled") is not True:
            continue
        when = entry.get("when") if isinstance(entry.get("when"), dict) else {}
        scenario = repr(sorted((key, sorted(map(str, _list(value)))) for key, value in (when or {}).items()))
        earlier = first.setdefault(scenario, (index, entry["name"]))
        if earlier[0] != index:
            also = Also(Place(document, ("baseConnections", earlier[0], "name")), "the other one")
            message = f"{quoted(entry['name'])} and {quoted(earlier[1])} are enabled for the same scenario"
            place = Place(document, ("baseConnections", index, "name"))
            yield Finding(message, place, "say in `when` what each is for, or disable one", also=(also,))


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, source=HELP)
def base_connection_override(document: Document, project: Project) -> Iterator[Finding]:
    """The config sets a field that its base connection sets.

    Fields that a base connection fills in cannot be changed in a workspace, so the config's value would count for
    nothing. The same value again is only a warning; repeating the definition is neither.

    Bad:
        kind: ConnectorConfig
        integration: Procore + Payroll
        connection:
          baseConnection: Payroll live
          details: {companyId: 4281379, connectionEnvironment: Monthly Sandbox}
        ---
        apiVersion: appxlint/v1
        kind: BaseConnectionRules
        integration: Procore + Payroll
        connector: procore
        baseConnections:
          - {name: Payroll live, enabled: true, definition: Procore V2 OAuth Client Credentials Auth, sets: {oauthClient: Acme service account, details: {connectionEnvironment: Production}}}

    Good:
        kind: ConnectorConfig
        integration: Procore + Payroll
        connection:
          baseConnection: Payroll live
          details: {companyId: 4281379}
        ---
        apiVersion: appxlint/v1
        kind: BaseConnectionRules
        integration: Procore + Payroll
        connector: procore
        baseConnections:
          - {name: Payroll live, enabled: true, definition: Procore V2 OAuth Client Credentials Auth, sets: {oauthClient: Acme service account, details: {connectionEnvironment: Production}}}
    """
    connection = project.connection(document)
    base = connection.base
    if base is None:
        return
    sets = base.data.get("sets") if isinstance(base.data.get("sets"), dict) else {}
    client = (sets or {}).get("oauthClient")
    if client is not None:
        yield from _override(document, connection, ("oauthClient",), client)
    details = (sets or {}).get("details")
    for key, value in (details if isinstance(details, dict) else {}).items():
        yield from _override(document, connection, ("details", key), value)


def _override(
    document: Document, connection: Connection, route: tuple[str, ...], value: Any
) -> Iterator[Finding]:
    own = document.get("connection", *route)
    base = connection.base
    if own is None or base is None:
        return
    place = Place(document, ("connection", *route))
    also = Also(Place(base.document, (*base.route, "sets", *route)), "the base connection sets it here")
    name, key = quoted(base.data.get("name")), route[-1]
    if _same(own, value):
        change = Change(f"leave {key} out", place, None)
        message = f"the base connection {name} sets {key} to this value already"
        yield Finding(
            message, place, f"leave {key} out", also=(also,), change=change, severity=Severity.WARNING
        )
    else:
        message = f"the base connection {name} sets {key}, and what it sets cannot be changed here"
        help_text = f"leave {key} out, or select a base connection that sets another value or none"
        yield Finding(message, place, help_text, also=(also,))


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, source=HELP)
def base_connection_definition(document: Document, project: Project) -> Iterator[Finding]:
    """The config names another connection definition than its base connection has.

    Selecting a base connection makes App Xchange fill the definition in.

    Bad:
        kind: ConnectorConfig
        integration: Procore + Payroll
        connection:
          baseConnection: Payroll live
          definition: Procore V2 OAuth Code Flow Auth
          details: {companyId: 4281379}
        ---
        apiVersion: appxlint/v1
        kind: BaseConnectionRules
        integration: Procore + Payroll
        connector: procore
        baseConnections:
          - {name: Payroll live, enabled: true, definition: Procore V2 OAuth Client Credentials Auth, sets: {oauthClient: Acme service account, details: {connectionEnvironment: Production}}}

    Good:
        kind: ConnectorConfig
        integration: Procore + Payroll
        connection:
          baseConnection: Payroll live
          definition: Procore V2 OAuth Client Credentials Auth
          details: {companyId: 4281379}
        ---
        apiVersion: appxlint/v1
        kind: BaseConnectionRules
        integration: Procore + Payroll
        connector: procore
        baseConnections:
          - {name: Payroll live, enabled: true, definition: Procore V2 OAuth Client Credentials Auth, sets: {oauthClient: Acme service account, details: {connectionEnvironment: Production}}}
    """
    connection = project.connection(document)
    setting, own = connection.definition_name, document.get("connection", "definition")
    if setting is None or setting.origin is not Origin.BASE or own is None or own == setting.value:
        return
    also = Also(Place(setting.document, setting.route), "the base connection's definition")
    name = quoted(connection.base.data.get("name")) if connection.base else ""
    place = Place(document, ("connection", "definition"))
    message = f"the base connection {name} has the definition {quoted(setting.value)}, not this one"
    change = Change("leave definition out", place, None, safe=False)
    yield Finding(
        message, place, "leave definition out, or select another base connection", also=(also,), change=change
    )


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, BASE_RULES, source=HELP)
def base_connection_unsupported(document: Document, project: Project) -> Iterator[Finding]:
    """Base connections go with structured connections only.

    An integration that has base connections enabled cannot be set up with general configuration alone, and a
    connector without connection definitions cannot have base connections.

    Bad:
        kind: ConnectorConfig
        integration: Procore + Vista (Financials)
        generalConfiguration:
          clientId: ${env:PROCORE_CLIENT_ID}
          clientSecret: ${env:PROCORE_CLIENT_SECRET}

    Good:
        kind: ConnectorConfig
        integration: Procore + Ledger (Payroll)
    """
    if document.kind == BASE_RULES:
        connector = document.get("connector")
        entries = document.get("baseConnections")
        if (
            entries
            and project.connector(connector) is not None
            and not project.definitions(connector)
            and not project.incomplete
        ):
            message = f"the connector {quoted(connector)} has no connection definitions, so it cannot have base connections"
            yield Finding(
                message,
                Place(document, ("baseConnections",), Part.KEY),
                "leave them out, or describe the connector's definitions",
            )
        return
    connection = project.connection(document)
    if (
        connection.general
        and not connection.structured
        and connection.rules is not None
        and _must_select(connection.rules)
    ):
        message = f"{quoted(connection.integration)} has base connections enabled, and they need a connection, not general configuration"
        place = Place(document, ("generalConfiguration",), Part.KEY)
        yield Finding(message, place, "describe a connection that selects a base connection instead")


@rule(Severity.INFO, Basis.DOCUMENTED, BASE_RULES, source=HELP)
def empty_base_connection(document: Document, project: Project) -> Iterator[Finding]:
    """A base connection sets nothing: allowed, and rarely meant.

    Bad:
        kind: BaseConnectionRules
        integration: Procore + Payroll
        connector: procore
        baseConnections:
          - {name: Payroll live, enabled: true}

    Good:
        kind: BaseConnectionRules
        integration: Procore + Payroll
        connector: procore
        baseConnections:
          - {name: Payroll live, enabled: true, sets: {oauthClient: Acme service account}}
    """
    del project
    for index, entry in _entries(document):
        sets = entry.get("sets")
        filled = isinstance(sets, dict) and (sets.get("oauthClient") or sets.get("details"))
        if not filled and not document.is_broken(("baseConnections", index, "sets")):
            place = Place(document, ("baseConnections", index, "name"))
            yield Finding(
                f"the base connection {quoted(entry['name'])} sets nothing",
                place,
                "say in `sets` what it fills in",
            )


def _entries(rules: Document) -> list[tuple[int, dict[str, Any]]]:
    """Return the base connections that have a name, with their places."""
    entries = rules.get("baseConnections") or []
    return [
        (index, entry)
        for index, entry in enumerate(entries)
        if isinstance(entry, dict) and isinstance(entry.get("name"), str)
    ]


def _must_select(rules: Document) -> bool:
    return rules.get("atLeastOneEnabled") is True or any(
        entry.get("enabled") is True for _, entry in _entries(rules)
    )


def _list(value: Any) -> list[Any]:  # noqa: ANN401
    return value if isinstance(value, list) else [value]


def _same(one: Any, other: Any) -> bool:  # noqa: ANN401
    return bool(one == other) or (
        not isinstance(one, bool) and not isinstance(other, bool) and str(one) == str(other)
    )


def _unfit(entry: dict[str, Any], connection: Connection) -> tuple[str, str, str] | None:
    """Return the key of `when` that does not fit, what it speaks of, and what the config has; None where all fit."""
    when = entry.get("when") if isinstance(entry.get("when"), dict) else {}
    workspace = connection.workspace
    own = {
        "workspaceType": ("workspace type", workspace.get("type") if workspace else None),
        "region": ("region", workspace.get("region") if workspace else None),
        "connectionEnvironment": (
            "environment",
            connection.environment.name if connection.environment else None,
        ),
    }
    for key, wanted in (when or {}).items():
        what, value = own.get(key, (key, None))
        if value is not None and simplified(value) not in {simplified(str(each)) for each in _list(wanted)}:
            return key, what, value
    return None
