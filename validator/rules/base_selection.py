"""Rules about selecting a base connection: one must be chosen, known, enabled, and meant for the scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.diagnostics import Basis, Part, Severity
from validator.documents.kinds import BASE_RULES, CONFIG
from validator.rules.bases import entries, must_select, unfit
from validator.rules.doubt import may_hide
from validator.rules.rule import Also, Change, Finding, Place, rule
from validator.words import closest, listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.documents.document import Document
    from validator.project.connection import Connection
    from validator.project.project import Project


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
    if rules is None or not connection.structured or connection.existing or not must_select(rules):
        return
    if not document.lacks("connection", "baseConnection"):
        return
    names = [entry["name"] for _, entry in entries(rules) if entry.get("enabled") is True]
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
          - name: Payroll live
            enabled: true
            definition: Procore V2 OAuth Client Credentials Auth
            sets: {oauthClient: Acme service account, details: {connectionEnvironment: Production}}

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
          - name: Payroll live
            enabled: true
            definition: Procore V2 OAuth Client Credentials Auth
            sets: {oauthClient: Acme service account, details: {connectionEnvironment: Production}}
    """
    connection = project.connection(document)
    name = document.get("connection", "baseConnection")
    if not isinstance(name, str) or connection.base is not None or may_hide(BASE_RULES, project):
        return
    if connection.rules is not None and not connection.rules.is_sound("baseConnections"):
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
    names = [entry["name"] for _, entry in entries(connection.rules)]
    complete = connection.rules.get("complete") is True
    if not names and not complete:
        return
    meant = closest(name, names)
    question = f'; did you mean "{meant}"?' if meant else ""
    message = f"{quoted(connection.integration)} has no base connection {quoted(name)}{question}"
    if not complete:
        integration = quoted(connection.integration)
        message = f"{quoted(name)} is none of the base connections that are known of {integration}{question}"
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
          - name: Payroll pilot
            enabled: false
            definition: Procore V2 OAuth Client Credentials Auth
            sets: {oauthClient: Acme service account, details: {connectionEnvironment: Production}}

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
          - name: Payroll live
            enabled: true
            definition: Procore V2 OAuth Client Credentials Auth
            sets: {oauthClient: Acme service account, details: {connectionEnvironment: Production}}
    """
    connection = project.connection(document)
    base = connection.base
    if base is None or base.data.get("enabled") is not False:
        return
    names = [entry["name"] for _, entry in entries(base.document) if entry.get("enabled") is True]
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
          - name: Payroll US
            enabled: true
            when: {region: [us]}
            definition: Procore V2 OAuth Client Credentials Auth
            sets: {oauthClient: Acme service account, details: {connectionEnvironment: Production}}

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
          - name: Payroll US
            enabled: true
            when: {region: [us]}
            definition: Procore V2 OAuth Client Credentials Auth
            sets: {oauthClient: Acme service account, details: {connectionEnvironment: Production}}
    """
    connection = project.connection(document)
    base = connection.base
    if base is None or base.data.get("enabled") is False or not base.document.is_sound(*base.route, "when"):
        return
    reason = unfit(base.data, connection)
    if reason is None:
        return
    others = [
        entry["name"]
        for _, entry in entries(base.document)
        if entry.get("enabled") is True and unfit(entry, connection) is None
    ]
    also = Also(Place(base.document, (*base.route, "when", reason[0])), "it is for these")
    message = f"the base connection {quoted(base.data.get('name'))} is not meant for {reason[1]} {quoted(reason[2])}"
    help_text = (
        f"select {listed(others)}"
        if others
        else "no enabled base connection is meant for it: ask the integration's builder"
    )
    yield Finding(message, Place(document, ("connection", "baseConnection")), help_text, also=(also,))
