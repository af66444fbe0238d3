"""Operators on base connections: not selected, switched off, for something else, or set against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.whole.quality.edits import dropped, put_before, replaced, within
from tests.whole.quality.model import Edit, Mutant, from_mistakes, operator
from tests.whole.quality.scenes import key_at, stretch, value_at
from validator.diagnostics import Part
from validator.documents.kinds import BASE_RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.whole.quality.scenes import Scene
    from validator.project.connection import Connection

FAMILY = "Base connections"
SELECTED = ("connection", "baseConnection")


def _based(scene: Scene) -> Iterator[Connection]:
    return (each for each in scene.connections() if each.base is not None)


@operator(FAMILY, "drop the base connection where one is required")
def drop_base(scene: Scene) -> Iterator[Mutant]:
    for connection in _based(scene):
        edit = dropped(connection.config, SELECTED)
        assert edit is not None
        yield Mutant(edit, "base-connection-required", (key_at(connection.config, "connection"),))


@operator(FAMILY, "use an integration whose base connections are not known by name")
def shipped_rules(scene: Scene) -> Iterator[Mutant]:
    for connection in scene.connections("procore"):
        config = connection.config
        if (
            connection.rules is None
            and connection.structured
            and not connection.existing
            and not _public(connection)
        ):
            edit = replaced(config, ("integration",), "Procore + Vista (Financials)")
            yield Mutant(edit, "base-connection-required", (key_at(config, "connection"),))


def _public(connection: Connection) -> bool:
    return connection.client is not None and connection.client.get("public") is True


@operator(FAMILY, "select a base connection that is not enabled")
def select_disabled(scene: Scene) -> Iterator[Mutant]:
    for connection in _based(scene):
        edit = replaced(connection.config, SELECTED, "Brightline pilot")
        yield Mutant(edit, "base-connection-disabled", (value_at(connection.config, *SELECTED),))


@operator(FAMILY, "disable the base connection that configs select")
def disable(scene: Scene) -> Iterator[Mutant]:
    for rules in scene.of(BASE_RULES):
        users = [each for each in _based(scene) if each.base is not None and each.base.document is rules]
        edit = replaced(rules, ("baseConnections", 0, "enabled"), "false")
        yield Mutant(
            edit, "base-connection-disabled", tuple(value_at(each.config, *SELECTED) for each in users)
        )


@operator(FAMILY, "say that the base connection is for something else")
def not_applicable(scene: Scene) -> Iterator[Mutant]:
    for rules in scene.of(BASE_RULES):
        users = [each for each in _based(scene) if each.base is not None and each.base.document is rules]
        for text in (
            "{connectionEnvironment: [Monthly Sandbox]}",
            "{region: [au]}",
            "{workspaceType: [development, custom]}",
        ):
            edit = replaced(rules, ("baseConnections", 0, "when"), text)
            spots = tuple(value_at(each.config, *SELECTED) for each in users)
            if "Monthly" in text and rules.get(
                "baseConnections", 0, "sets", "details", "connectionEnvironment"
            ):
                spots = (within(edit, "[Monthly"),)
            yield Mutant(edit, "base-connection-not-applicable", spots)


@from_mistakes
@operator(FAMILY, "misspell the environment that a base connection is for")
def misspelt_scenario(scene: Scene) -> Iterator[Mutant]:
    for rules in scene.of(BASE_RULES):
        route = ("baseConnections", 0, "when")
        if rules.get(*route) is not None:
            for text in ("Prodution", "Test"):
                edit = replaced(rules, route, f"{{connectionEnvironment: [{text}]}}")
                yield Mutant(edit, "invalid-option", (within(edit, text),))


@operator(FAMILY, "enable a second base connection for the same scenario")
def ambiguous(scene: Scene) -> Iterator[Mutant]:
    for rules in scene.of(BASE_RULES):
        last = len(rules.get("baseConnections")) - 1
        start = stretch(rules, ("baseConnections", last), Part.VALUE)[0]
        entry = (
            "name: Brightline twin\n    enabled: true\n    when: {connectionEnvironment: [Production]}\n"
            "    sets: {oauthClient: Brightline Payroll}\n  - "
        )
        edit = Edit(rules.source, start, start, entry)
        yield Mutant(edit, "base-connection-ambiguous", (within(edit, "Brightline twin"),))


@operator(FAMILY, "prepare a base connection and fill in nothing")
def empty(scene: Scene) -> Iterator[Mutant]:
    for rules in scene.of(BASE_RULES):
        start = stretch(rules, ("baseConnections", 0))[0]
        for when in ("{connectionEnvironment: [Monthly Sandbox]}", "{region: [au]}"):
            for sets in ("", "\n    sets: {}", "\n    sets: {details: {}}"):
                entry = f"name: Brightline training\n    enabled: true\n    when: {when}{sets}\n  - "
                edit = Edit(rules.source, start, start, entry)
                yield Mutant(edit, "empty-base-connection", (within(edit, "Brightline training"),))


@operator(FAMILY, "set a field to another value than the base connection's")
def override(scene: Scene) -> Iterator[Mutant]:
    for connection in _based(scene):
        config = connection.config
        edit = put_before(config, SELECTED, "oauthClient: Brightline own")
        yield Mutant(edit, "base-connection-override", (within(edit, "Brightline own"),))
        edit = put_before(
            config, ("connection", "details", "companyId"), "connectionEnvironment: Monthly Sandbox"
        )
        yield Mutant(edit, "base-connection-override", (within(edit, "Monthly Sandbox"),))


@operator(FAMILY, "set a field to the base connection's own value")
def equal(scene: Scene) -> Iterator[Mutant]:
    for connection in _based(scene):
        config = connection.config
        edit = put_before(config, SELECTED, "oauthClient: Brightline Payroll")
        yield Mutant(edit, "base-connection-override", (within(edit, "Brightline Payroll"),))
        edit = put_before(config, ("connection", "details", "companyId"), "connectionEnvironment: Production")
        yield Mutant(edit, "base-connection-override", (within(edit, "Production"),))


@operator(FAMILY, "name another definition than the base connection's")
def other_definition(scene: Scene) -> Iterator[Mutant]:
    for connection in _based(scene):
        edit = put_before(connection.config, SELECTED, "definition: Procore V2 OAuth Code Flow Auth")
        yield Mutant(edit, "base-connection-definition", (within(edit, "Procore V2"),))


@operator(FAMILY, "use general configuration where base connections are enabled")
def unsupported(scene: Scene) -> Iterator[Mutant]:
    for connection in _based(scene):
        config = connection.config
        start, end = stretch(config, ("connection",), Part.KEY)[0], stretch(config, ("connection",))[1]
        text = (
            "generalConfiguration:\n  baseUrl: https://api.procore.com/\n  clientId: ${env:OWN_CLIENT_ID}\n"
            "  clientSecret: ${env:OWN_CLIENT_SECRET}\n  companyId: 3187442"
        )
        edit = Edit(config.source, start, end, text)
        yield Mutant(edit, "base-connection-unsupported", (within(edit, "generalConfiguration"),))


OPERATORS = (
    drop_base,
    shipped_rules,
    select_disabled,
    disable,
    not_applicable,
    misspelt_scenario,
    ambiguous,
    empty,
    override,
    equal,
    other_definition,
    unsupported,
)
