"""Operators on names: what a document refers to is misspelt, left out, doubled or of something else."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from tests.whole.quality import slips
from tests.whole.quality.edits import appended, dropped, put_before, replaced, within
from tests.whole.quality.model import Edit, Mutant, Operator, from_mistakes, operator
from tests.whole.quality.scenes import has, key_at, stretch, value_at, written
from validator.documents.kinds import APPLICATION, BASE_RULES, CLIENT, CONFIG, DEFINITION, WORKSPACE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.whole.quality.making import Sites
    from tests.whole.quality.model import Spot
    from tests.whole.quality.scenes import Scene
    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.connection import Connection

FAMILY = "References"
PROCORE = ("Procore V2 OAuth Client Credentials Auth", "Procore V2 OAuth Code Flow Auth")


def _named(*sites: tuple[str, Route]) -> Sites:
    """Yield the places of a kind that hold a name: not where a mapping stands, and not where a name is merged in."""

    def found(scene: Scene) -> Iterator[tuple[Document, Route]]:
        for kind, route in sites:
            for document in scene.of(kind):
                if isinstance(document.get(*route), str):
                    yield document, route

    return found


def _base_fields(key: str, *inside: str) -> Sites:
    def found(scene: Scene) -> Iterator[tuple[Document, Route]]:
        for document in scene.of(BASE_RULES):
            for index, _ in enumerate(document.get("baseConnections")):
                route: Route = ("baseConnections", index, *inside, key)
                if document.get(*route) is not None:
                    yield document, route

    return found


REFERENCES: tuple[tuple[str, str, Sites], ...] = (
    ("a workspace", "unknown-workspace", _named((CONFIG, ("workspace",)))),
    ("an application", "unknown-application", _named((CONFIG, ("application",)))),
    (
        "a connector",
        "unknown-connector",
        _named(*((kind, ("connector",)) for kind in (CONFIG, CLIENT, DEFINITION, BASE_RULES))),
    ),
    (
        "a definition",
        "unknown-definition",
        _named((CONFIG, ("connection", "definition")), (CLIENT, ("definition",))),
    ),
    ("a base connection's definition", "unknown-definition", _base_fields("definition")),
    ("an OAuth client", "unknown-oauth-client", _named((CONFIG, ("connection", "oauthClient")))),
    ("a base connection's OAuth client", "unknown-oauth-client", _base_fields("oauthClient", "sets")),
    ("a base connection", "unknown-base-connection", _named((CONFIG, ("connection", "baseConnection")))),
)


def _misspelt(rule: str, sites: Sites, slip: Callable[[str], str]) -> Callable[[Scene], Iterator[Mutant]]:
    def mutants(scene: Scene) -> Iterator[Mutant]:
        for document, route in sites(scene):
            wrong = slip(written(document, *route))
            if wrong != written(document, *route):
                yield Mutant(replaced(document, route, wrong), rule, (value_at(document, *route),))

    return mutants


def _outside(sites: Sites) -> Sites:
    """Leave out definitions, which bring a connector of any name with them."""
    return lambda scene: ((each, route) for each, route in sites(scene) if each.kind != DEFINITION)


MISSPELT = [
    Operator(FAMILY, f"misspell {what}: {name}", _misspelt(rule, sites, slip))
    for what, rule, sites in REFERENCES
    for name, slip in slips.WORDS.items()
]
UNHEARD = [
    Operator(
        FAMILY,
        f"write a name that nothing bears for {what}",
        _misspelt(rule, _outside(sites), lambda _: "Zephyr Quux"),
    )
    for what, rule, sites in REFERENCES
]


@from_mistakes
@operator(FAMILY, "leave a placeholder for a name that is referred to")
def refers_to_nothing(scene: Scene) -> Iterator[Mutant]:
    for _, _, sites in REFERENCES:
        for document, route in sites(scene):
            for text in ("----", "<as on the screen>"):
                yield Mutant(
                    replaced(document, route, text), "placeholder-value", (value_at(document, *route),)
                )


@from_mistakes
@operator(FAMILY, "leave a placeholder for the name of a document")
def nameless(scene: Scene) -> Iterator[Mutant]:
    for document in scene.of(CONFIG, CLIENT, WORKSPACE, APPLICATION):
        yield Mutant(
            replaced(document, ("name",), "----"), "placeholder-value", (value_at(document, "name"),)
        )


@from_mistakes
@operator(FAMILY, "write the address of a page for a name")
def page_for_name(scene: Scene) -> Iterator[Mutant]:
    address = "https://app.procore.com/4281379/company/home/list"
    for document in scene.of(CONFIG, CLIENT, WORKSPACE, APPLICATION, BASE_RULES):
        for route in (
            ("name",),
            ("company",),
            ("integration",),
            ("workspace", "name"),
            ("connection", "name"),
        ):
            if has(document, *route):
                yield Mutant(
                    replaced(document, route, address), "invalid-value", (value_at(document, *route),)
                )


@operator(FAMILY, "misspell the integration of a config with a base connection")
def misspelt_integration(scene: Scene) -> Iterator[Mutant]:
    for connection in scene.connections():
        if connection.rules is not None:
            for slip in slips.WORDS.values():
                config = connection.config
                edit = replaced(config, ("integration",), slip(str(connection.integration)))
                yield Mutant(edit, "unknown-integration", (value_at(config, "integration"),))


@from_mistakes
@operator(FAMILY, "write the integration another way round")
def turned_integration(scene: Scene) -> Iterator[Mutant]:
    for connection in scene.connections():
        if connection.rules is not None:
            first, second = str(connection.integration).split(" + ")
            for text in (f"{second} + {first}", f"{first} and {second}", f"{first} <> {second}"):
                edit = replaced(connection.config, ("integration",), text)
                yield Mutant(edit, "unknown-integration", (value_at(connection.config, "integration"),))


def other_definition(connection: Connection, scene: Scene) -> str | None:
    """Return another definition of a connection's connector of the other OAuth type, in the order of the connector."""
    own = connection.definition
    for each in scene.project.definitions(connection.connector_key):
        if own is not None and each is not own and str(each.get("type")).startswith("OAuth"):
            return str(each.get("name"))
    return None


@operator(FAMILY, "swap a config's definition for the connector's other one")
def swapped_definition(scene: Scene) -> Iterator[Mutant]:
    for connection in scene.connections():
        config, other = connection.config, other_definition(connection, scene)
        if other is not None and connection.client is not None and config.get("connection", "definition"):
            edit = replaced(config, ("connection", "definition"), other)
            yield Mutant(edit, "oauth-client-mismatch", (client_spot(connection),))


def client_spot(connection: Connection) -> Spot:
    """Return where a config names its OAuth client, or the base connection that brings it."""
    config = connection.config
    own = config.get("connection", "oauthClient") is not None
    return value_at(config, "connection", "oauthClient" if own else "baseConnection")


@operator(FAMILY, "swap a client's definition for the connector's other one")
def swapped_client_definition(scene: Scene) -> Iterator[Mutant]:
    for client in scene.of(CLIENT, connector="procore"):
        users = [each for each in scene.users(client) if each.client is client]
        other = PROCORE[1 - PROCORE.index(client.get("definition"))]
        edit = replaced(client, ("definition",), other)
        own = [each for each in users if each.config.get("connection", "oauthClient")]
        based = [
            value_at(rules, "baseConnections", index, "sets", "oauthClient")
            for rules in scene.of(BASE_RULES)
            for index, entry in enumerate(rules.get("baseConnections"))
            if entry.get("sets", {}).get("oauthClient") == client.get("name")
        ]
        yield Mutant(edit, "oauth-client-mismatch", (*map(client_spot, own), *based))


@operator(FAMILY, "write the definition of another connector")
def foreign_definition(scene: Scene) -> Iterator[Mutant]:
    for connection in scene.connections():
        config = connection.config
        if config.get("connection", "definition") is not None:
            foreign = "OpenAI API Key Auth" if connection.connector_key != "openai" else PROCORE[0]
            edit = replaced(config, ("connection", "definition"), foreign)
            yield Mutant(edit, "unknown-definition", (value_at(config, "connection", "definition"),))


_UNTOLD = "bluebeam"
"""A connector that nothing but the key of its clients leads to."""


@operator(FAMILY, "write another connector for a client")
def foreign_client(scene: Scene) -> Iterator[Mutant]:
    for client in scene.of(CLIENT):
        if client.get("connector") not in {"salesforce", _UNTOLD}:
            edit = replaced(client, ("connector",), "salesforce")
            yield Mutant(edit, "unknown-definition", (value_at(client, "connector"),))


@from_mistakes
@operator(FAMILY, "write another connector for a client of which nothing else tells")
def untold_client(scene: Scene) -> Iterator[Mutant]:
    for client in scene.of(CLIENT, connector=_UNTOLD):
        edit = replaced(client, ("connector",), "salesforce")
        yield Mutant(edit, "unknown-definition", (value_at(client, "definition"),))


@operator(FAMILY, "drop the OAuth client of an OAuth definition")
def dropped_client(scene: Scene) -> Iterator[Mutant]:
    for config in scene.of(CONFIG):
        route = ("connection", "oauthClient")
        edit = dropped(config, route) if config.get(*route) is not None and _own(config, route) else None
        if edit is not None:
            yield Mutant(edit, "oauth-client-required", (key_at(config, "connection"),))


def _own(document: Document, route: Route) -> bool:
    return not document.locate(route)[1]


@operator(FAMILY, "name an OAuth client for a definition that takes none")
def unexpected_client(scene: Scene) -> Iterator[Mutant]:
    for connection in scene.connections():
        definition = connection.definition
        if definition is not None and definition.get("type") == "Standard":
            for name in ("Wexford on PlanTrack", "Somebody"):
                edit = put_before(connection.config, ("connection", "definition"), f"oauthClient: {name}")
                yield Mutant(edit, "oauth-client-unexpected", (within(edit, name),))


@operator(FAMILY, "use a public client for an integration that it is not offered for")
def not_offered(scene: Scene) -> Iterator[Mutant]:
    for connection in scene.connections():
        client = connection.client
        if client is not None and not client.shipped and client.get("integrations"):
            index = client.get("integrations").index(connection.integration)
            edit = replaced(client, ("integrations", index), "Procore + Something Else")
            users = [each for each in scene.users(client) if each.integration == connection.integration]
            spots = dict.fromkeys(spot for each in users for spot in _named_at(each, scene))
            yield Mutant(edit, "public-client-not-offered", tuple(spots))


def _named_at(connection: Connection, scene: Scene) -> Iterator[Spot]:
    """Yield where the client of a connection is named: in every entry of the rules that set it, or in the config."""
    if connection.base is None or connection.client_name is None:
        yield client_spot(connection)
        return
    for rules in scene.of(BASE_RULES):
        for index, entry in enumerate(rules.get("baseConnections")):
            if (entry.get("sets") or {}).get("oauthClient") == connection.client_name.value:
                yield value_at(rules, "baseConnections", index, "sets", "oauthClient")


@operator(FAMILY, "give a config the name of another")
def doubled_config(scene: Scene) -> Iterator[Mutant]:
    configs = list(scene.of(CONFIG))
    for first, second in itertools.pairwise(configs):
        edit = replaced(second, ("name",), written(first, "name"))
        yield Mutant(edit, "duplicate-name", (value_at(second, "name"),))


@operator(FAMILY, "give an entry of a list the name of another")
def doubled_entry(scene: Scene) -> Iterator[Mutant]:
    for document in scene.documents:
        for key, name in (("attributes", "key"), ("environments", "name"), ("baseConnections", "name")):
            for index in range(1, len(document.get(key) or ())):
                # A second entry like the first stands for a copied one: renaming a used one breaks more.
                start, end = stretch(document, (key, index - 1))
                indent = start - (document.source.text.rfind("\n", 0, start) + 1) - 2
                copy = document.source.text[start:end]
                edit = Edit(document.source, end, end, f"\n{' ' * indent}- {copy}")
                yield Mutant(edit, "duplicate-name", (within(edit, written(document, key, index - 1, name)),))


UNUSED = {
    CLIENT: """apiVersion: appxlint/v1
kind: OAuthClient
name: Left over
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
credentials: production
clientId: ${env:LEFT_OVER_ID}
clientSecret: ${env:LEFT_OVER_SECRET}
tokenUrl: https://login.procore.com/oauth/token
""",
    DEFINITION: """apiVersion: appxlint/v1
kind: ConnectionDefinition
connector: procore
key: leftOver
name: Left over
description: From before the second version.
type: Standard
attributes: []
""",
}


@operator(FAMILY, "add a document that nothing uses")
def unused(scene: Scene) -> Iterator[Mutant]:
    seen = set()
    for document in scene.documents:
        if id(document.source) not in seen:
            seen.add(id(document.source))
            for text in UNUSED.values():
                edit = appended(document.source, text)
                yield Mutant(edit, "unused-document", (within(edit, "Left over"),))


@operator(FAMILY, "name a config otherwise than the settings want it")
def unconventional(scene: Scene) -> Iterator[Mutant]:
    if CONFIG in scene.project.settings.names:
        for config in scene.of(CONFIG):
            for text in ("Fieldnote", "field_note", "field note"):
                yield Mutant(
                    replaced(config, ("name",), text), "naming-convention", (value_at(config, "name"),)
                )


OPERATORS = (
    *MISSPELT,
    *UNHEARD,
    refers_to_nothing,
    nameless,
    page_for_name,
    misspelt_integration,
    turned_integration,
    swapped_definition,
    swapped_client_definition,
    foreign_definition,
    foreign_client,
    untold_client,
    dropped_client,
    unexpected_client,
    not_offered,
    doubled_config,
    doubled_entry,
    unused,
    unconventional,
)
