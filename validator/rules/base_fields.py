"""Rules about what base connections fill in: nobody sets it again, and it fits the connection."""

from __future__ import annotations

from validator.diagnostics import Basis, Severity
from validator.documents.finding import Also, Change, Finding, Place
from validator.documents.kinds import BASE_RULES, CONFIG
from validator.project.connection import Connection, Origin
from validator.rules import doubt
from validator.rules.base_selection import entries, same
from validator.rules.rule import rule
from validator.words import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.documents.document import Document
    from validator.project.project import Project


HELP = "App Xchange help, Base connections"


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, source=HELP)
def base_connection_override(document: Document, project: Project) -> Iterator[Finding]:
    """The config sets a field that its base connection sets.

    Fields that a base connection fills in cannot be changed in a workspace, so the config's value would count for
    nothing. The same value again is only a warning; repeating the definition is neither.

    Given: Procore base connection

    Bad:
        kind: ConnectorConfig
        connection:
          baseConnection: Payroll live
          details: {companyId: 4281379, connectionEnvironment: Monthly Sandbox}

    Good:
        kind: ConnectorConfig
        connection:
          baseConnection: Payroll live
          details: {companyId: 4281379}
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
    document: Document, connection: Connection, route: tuple[str, ...], value: object
) -> Iterator[Finding]:
    own = document.get("connection", *route)
    base = connection.base
    if own is None or base is None:
        return
    place = Place(document, ("connection", *route))
    also = Also(Place(base.document, (*base.route, "sets", *route)), "the base connection sets it here")
    name, key = quoted(base.data.get("name")), route[-1]
    if same(own, value):
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

    Given: Procore base connection

    Bad:
        kind: ConnectorConfig
        connection:
          baseConnection: Payroll live
          definition: Procore V2 OAuth Code Flow Auth

    Good:
        kind: ConnectorConfig
        connection:
          baseConnection: Payroll live
          definition: Procore V2 OAuth Client Credentials Auth
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


@rule(Severity.INFO, Basis.DOCUMENTED, BASE_RULES, source=HELP)
def empty_base_connection(document: Document, project: Project) -> Iterator[Finding]:
    """A base connection sets nothing: allowed, and rarely meant.

    Of one that is not enabled nobody needs to know what it fills in.

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
          - {name: Payroll live, enabled: true, sets: {details: {connectionEnvironment: Production}}}
    """
    del project
    for index, entry in entries(document):
        sets = entry.get("sets")
        filled = isinstance(sets, dict) and (sets.get("oauthClient") or sets.get("details"))
        if not filled and entry.get("enabled") is not False:
            yield Finding(
                f"the base connection {quoted(entry['name'])} sets nothing",
                Place(document, ("baseConnections", index, "name")),
                "say in `sets` what it fills in",
                rests_on=(doubt.whole(document, "baseConnections", index, "sets"),),
            )
