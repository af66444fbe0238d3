"""Rules about where base connections may be: with structured connections, one for each scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.diagnostics import Basis, Part, Severity
from validator.documents.kinds import BASE_RULES, CONFIG
from validator.rules.bases import as_list, entries, must_select
from validator.rules.rule import Also, Finding, Place, rule
from validator.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.documents.document import Document
    from validator.project.project import Project


HELP = "App Xchange help, Base connections"


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
            owner = quoted(connector)
            message = (
                f"the connector {owner} has no connection definitions, so it cannot have base connections"
            )
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
        and must_select(connection.rules)
    ):
        integration = quoted(connection.integration)
        message = f"{integration} has base connections enabled, which general configuration cannot use"
        place = Place(document, ("generalConfiguration",), Part.KEY)
        yield Finding(message, place, "describe a connection that selects a base connection instead")
