"""Live results as a report: faults become diagnostics at the line that is to blame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.diagnostics import Basis, Diagnostic, Part
from validator.live.results import Blame, LiveFault, LiveResult
from validator.project.connection import GENERAL, Connection, Setting
from validator.rules.rule import Also, Finding, Place, Rule

if TYPE_CHECKING:
    from validator.engine.lint import Linter


def diagnostics(result: LiveResult, connection: Connection, linter: Linter) -> list[Diagnostic]:
    """Return the faults of one config as diagnostics, each with its cause and its next step."""
    return [
        linter.diagnostic(_rule(found), _finding(found, connection), connection.config)
        for found in result.faults
    ]


def _rule(found: LiveFault) -> Rule:
    return Rule(found.rule, found.severity, Basis.DOCUMENTED, frozenset(), "docs/live.md")


def _finding(found: LiveFault, connection: Connection) -> Finding:
    place = _place(found.blame, connection)
    help_text = found.next_step
    if found.request_id:
        help_text += f" (the server calls this request {found.request_id})"
    user = Also(_own(connection, "oauthClient"), "used by this connection")
    return Finding(found.cause, place, help_text, also=() if place.document is connection.config else (user,))


def _place(blame: Blame, connection: Connection) -> Place:
    """Return the part of a config, or of its client, that a fault points at."""
    if blame in {Blame.CLIENT, Blame.SECRET}:
        return _of_client(connection, "clientId" if blame is Blame.CLIENT else "clientSecret")
    settings: dict[Blame, Setting | None] = {
        Blame.COMPANY_ID: connection.company_id,
        Blame.ENVIRONMENT: connection.environment_at,
        Blame.DEFINITION: connection.definition_name,
    }
    setting = settings.get(blame)
    if setting is not None and setting.document is connection.config:
        return Place(connection.config, setting.route)
    if setting is not None:
        return _own(connection, "baseConnection")
    if blame is Blame.APPLICATION and connection.config.get("application") is not None:
        return Place(connection.config, ("application",), Part.KEY)
    if blame is Blame.CONNECTOR:
        return Place(connection.config, ("connector",))
    return _method(connection)


def _of_client(connection: Connection, key: str) -> Place:
    if connection.client is None and connection.config.get(GENERAL, key) is not None:
        return Place(connection.config, (GENERAL, key))
    if (
        connection.client is not None
        and not connection.client.shipped
        and connection.client.get(key) is not None
    ):
        return Place(connection.client, (key,))
    return _own(connection, "oauthClient")


def _own(connection: Connection, key: str) -> Place:
    """Return a field of the connection, or the base connection that brings it."""
    for each in (key, "baseConnection"):
        if connection.config.get("connection", each) is not None:
            return Place(connection.config, ("connection", each))
    return _method(connection)


def _method(connection: Connection) -> Place:
    return Place(connection.config, ("connection",) if connection.structured else (GENERAL,), Part.KEY)
