"""What follows from a reported fault is not reported: what a finding rests on, and whether that is in doubt.

A name that is not found may stand in a document without one, a detail that is missing may come with a base connection
that is misspelt. Rules say what their findings rest on; the linter asks once, here, and drops what is in doubt.
"""

from __future__ import annotations

import functools

from validator.catalog import placeholders, shipped_connectors
from validator.documents.finding import Doubt
from validator.documents.kinds import (
    APPLICATION,
    BASE_RULES,
    CLIENT,
    CONFIG,
    CONNECTOR,
    DEFINITION,
    WORKSPACE,
)
from validator.documents.source import typographic_quotes
from validator.documents.tree import span_of
from validator.lazy import lazy, on_demand
from validator.project.once import per_project
from validator.rules.clashes import disagrees, mixes_environments
from validator.secrets.placeholders import names_nothing
from validator.secrets.references import parse_reference
from validator.words import Names, simplified

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Route
    from validator.documents.document import Document, Leaf
    from validator.documents.finding import Finding
    from validator.project.project import Project
    from validator.rules.rule import Rule
    from validator.secrets import detect
else:
    detect = on_demand("validator.secrets.detect")

_JOINED = lazy(r"(?i)[+&/,]|<>|\b(?:and|with)\b")
_IDENTITY = {
    WORKSPACE: ("name",),
    APPLICATION: ("name",),
    CONNECTOR: ("key",),
    CLIENT: ("name",),
    DEFINITION: ("name", "connector"),
    BASE_RULES: ("integration", "connector", "baseConnections"),
}
"""The fields without which nobody can tell what a document describes."""


def in_doubt(rule: Rule, finding: Finding, document: Document, project: Project) -> bool:
    """Whether a rule's finding speaks of a part that was reported as broken, or rests on what is in doubt."""
    place = finding.place.of(document)
    if not rule.secret and place.document.is_broken(place.route):
        return True
    return any(doubt.is_open(project, *doubt.about) for doubt in finding.rests_on)


def part(document: Document, *route: str | int) -> Doubt:
    """Rest on a part of a document, which may be broken, or stand in something that is."""
    return Doubt(_is_broken, (document, route))


def whole(document: Document, *route: str | int) -> Doubt:
    """Rest on a part of a document with all that it holds, which may be broken somewhere."""
    return Doubt(_is_unsound, (document, route))


def every_file() -> Doubt:
    """Rest on having seen everything: a file may not have been read to its end."""
    return Doubt(_is_incomplete)


def names_of(kind: str) -> Doubt:
    """Rest on a name not being there: a document of the kind may bear it that is broken, or could not be read."""
    return Doubt(_may_hide, (kind,))


def connector_of(document: Document) -> Doubt:
    """Rest on the connector that a document is for, which may not be known."""
    return Doubt(has_unknown_connector, (document,))


def integration_of(config: Document) -> Doubt:
    """Rest on the integration of a config, which may be misspelt."""
    return Doubt(_is_near_an_integration, (config,))


def definition_of(client: Document) -> Doubt:
    """Rest on the definition that a client names, which its connector may not have."""
    return Doubt(_is_for_no_definition, (client,))


def use_of(client: Document) -> Doubt:
    """Rest on the use of a client, which may be one with another definition than its own."""
    return Doubt(_is_for_another_definition, (client,))


def keys_of(client: Document) -> Doubt:
    """Rest on the keys and addresses of a client, which may not fit a connection that uses it."""
    return Doubt(_has_wrong_keys, (client,))


def client_of(config: Document) -> Doubt:
    """Rest on the definition of a config, which may be what is wrong where the client is one for another."""
    return Doubt(_has_another_client, (config,))


def base_connection_of(config: Document) -> Doubt:
    """Rest on what the base connection of a config brings: it may be named and not known, not enabled, or broken."""
    return Doubt(_is_base_unsettled, (config,))


def environment_of(config: Document) -> Doubt:
    """Rest on the environment of a config, where something in the connection may be for another one."""
    return Doubt(_is_environment_unsettled, (config,))


def order_of_names(config: Document) -> Doubt:
    """Rest on definition and client of a config, which may stand in each other's place."""
    return Doubt(are_swapped, (config,))


def declaration_of(document: Document, leaf: Leaf) -> Doubt:
    """Rest on a detail being a secret, which nothing but a definition that is wrong, and reported, may make it."""
    return Doubt(_is_declared_by_mistake, (document, leaf))


def sight_of(document: Document, leaf: Leaf) -> Doubt:
    """Rest on a value as it is read, which may be right but for characters that nobody sees."""
    return Doubt(_holds_unseen, (document, leaf))


def quotes_of(leaf: Leaf) -> Doubt:
    """Rest on a value as it is read, which may be a reference that is understood but for the curly quotes around it."""
    return Doubt(_is_in_curly_quotes, (leaf,))


def _is_broken(_: Project, document: Document, route: Route) -> bool:
    return document.is_broken(route)


def _is_unsound(_: Project, document: Document, route: Route) -> bool:
    return not document.is_sound(*route)


def _is_incomplete(project: Project) -> bool:
    return project.incomplete


def _may_hide(project: Project, kind: str) -> bool:
    return project.incomplete or kind in _unnamed(project)


@per_project
def _unnamed(project: Project) -> frozenset[str]:
    """Return the kinds of which a document does not say what it is called."""
    return frozenset(
        kind
        for kind, fields in _IDENTITY.items()
        for document in project.of_kind(kind)
        if any(document.is_broken((field,)) for field in fields)
        or ("connector" in fields and has_unknown_connector(project, document))
        or any(_names_nothing(document.get(*route)) for route in _names_of(document, fields[0]))
    )


def _names_of(document: Document, field: str) -> Iterator[Route]:
    yield (field,)
    bases = document.get("baseConnections")
    yield from (("baseConnections", at, "name") for at in range(len(bases) if isinstance(bases, list) else 0))


def _names_nothing(name: object) -> bool:
    return isinstance(name, str) and names_nothing(name)


def has_unknown_connector(project: Project, document: Document) -> bool:
    """Whether a document is for a connector that is not known, which is reported as such.

    A definition brings its connector with it, unless that is a placeholder, or one letter away from a connector that is
    described.
    """
    key = document.get("connector")
    if not isinstance(key, str):
        return False
    if document.kind != DEFINITION:
        return key not in project.connector_keys()
    return key in _near_connectors(project) or names_nothing(key)


@per_project
def _near_connectors(project: Project) -> frozenset[str]:
    """Return the keys that definitions bring along and that are close to a connector that is described."""
    described = described_connectors(project)
    brought = {key for each in project.of_kind(DEFINITION) if isinstance(key := each.get("connector"), str)}
    return frozenset(key for key in brought if key not in described and described.closest(key) is not None)


@per_project
def described_connectors(project: Project) -> Names:
    """Return the keys of the connectors that a document of the project or of the catalogue describes."""
    own = [
        each.get("key") for each in (*project.of_kind(CONNECTOR), *project.extra) if each.kind == CONNECTOR
    ]
    return Names(dict.fromkeys([*(key for key in own if isinstance(key, str)), *shipped_connectors()]))


def _is_near_an_integration(project: Project, config: Document) -> bool:
    connection = project.connection(config)
    known = project.names(BASE_RULES, connection.connector_key)
    return meant_integration(connection.integration or "", known) is not None


@functools.lru_cache(maxsize=256)
def meant_integration(name: str, known: Names) -> str | None:
    """Return the integration that was meant by a name: one of the same products, else one in another spelling."""
    products = _products(name)
    same = (each for each in known if len(products) > 1 and _products(each) == products)
    return next(same, None) or known.closest(name)


def _products(integration: str) -> list[str]:
    """Return the products that an integration joins, in one order."""
    return sorted(form for part in _JOINED.split(integration) if (form := simplified(part)))


def _is_for_no_definition(project: Project, client: Document) -> bool:
    known, made_for = project.names(DEFINITION, client.get("connector")), client.get("definition")
    return bool(known) and made_for is not None and made_for not in known


def _is_for_another_definition(project: Project, client: Document) -> bool:
    return id(client) in _mismatched(project)


@per_project
def _mismatched(project: Project) -> frozenset[int]:
    """Return the clients that a connection uses with another definition than their own."""
    return frozenset(
        id(each.client)
        for each in project.connections()
        if each.client is not None
        and each.definition is not None
        and each.client.get("definition") not in {None, each.definition.get("name")}
    )


def _has_another_client(project: Project, config: Document) -> bool:
    connection = project.connection(config)
    client, name = connection.client, connection.definition_name
    made_for = client.get("definition") if client is not None else None
    return made_for is not None and name is not None and made_for != name.value


def _is_base_unsettled(project: Project, config: Document) -> bool:
    base = project.connection(config).base
    if base is None:
        return not config.lacks("connection", "baseConnection")
    return base.data.get("enabled") is False or not base.document.is_sound(*base.route, "sets")


def _has_wrong_keys(project: Project, client: Document) -> bool:
    return id(client) in _unsettled(project)


def _is_environment_unsettled(project: Project, config: Document) -> bool:
    return id(config) in _unsettled(project)


@per_project
def _unsettled(project: Project) -> frozenset[int]:
    """Return the configs that mix environments, and the clients that they use."""
    mixed = [each for each in project.connections() if mixes_environments(each)]
    pairs = [(each.config, each.client) for each in mixed]
    alone = [each for each in project.of_kind(CLIENT) if disagrees(each, project)]
    told = (*alone, *(document for pair in pairs for document in pair))
    return frozenset(id(document) for document in told if document is not None)


def are_swapped(project: Project, config: Document) -> bool:
    """Whether a config names an OAuth client as its definition, and a definition as its client."""
    connection = config.get("connection") if config.kind == CONFIG else None
    if not isinstance(connection, dict):
        return False
    connector, given, other = (
        config.get("connector"),
        connection.get("definition"),
        connection.get("oauthClient"),
    )
    if not isinstance(given, str) or not isinstance(other, str):
        return False
    if project.definition(connector, given) is not None:
        return False
    return project.client(connector, given) is not None and project.definition(connector, other) is not None


def _is_declared_by_mistake(project: Project, document: Document, leaf: Leaf) -> bool:
    """Whether an option, which is public, or a value of an attribute with a broken `isSensitive` looks plain."""
    if document.kind != CONFIG or leaf.route[:2] != ("connection", "details"):
        return False
    connection = project.connection(document)
    index = connection.attributes.position(leaf.route[-1])
    if index is None or connection.definition is None:
        return False
    unsaid = connection.definition.is_broken(("attributes", index, "isSensitive"))
    chosen = leaf.node.text in connection.attributes[index].options.labels
    return chosen or (unsaid and _is_plain(leaf))


def _is_plain(leaf: Leaf) -> bool:
    """Whether a value looks like no secret, and its key says nothing of one."""
    key = str(leaf.route[-1])
    return (
        detect.judge(leaf.node.text, key=key, parent="", sensitive=None, placeholders=placeholders()) is None
    )


def _holds_unseen(_: Project, document: Document, leaf: Leaf) -> bool:
    start, end = span_of(leaf.node)
    return bool(document.source.findings_between(start, end))


def _is_in_curly_quotes(project: Project, leaf: Leaf) -> bool:
    text = leaf.node.text
    known = project.settings.secret_references
    return typographic_quotes(text) and parse_reference(text[1:-1], known) is not None
