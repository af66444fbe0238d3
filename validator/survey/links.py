"""What depends on what in a project: documents and base connections, with what each of them names."""

from __future__ import annotations

from validator.documents.kinds import (
    APPLICATION,
    BASE_RULES,
    CLIENT,
    CONFIG,
    CONNECTOR,
    DEFINITION,
    KINDS,
    WORKSPACE,
)
from validator.project.effective import shown
from validator.render.drawing import Graph, Link, Node, Standing
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.project import Project

BASE_CONNECTION = "base connection"
"""What a node is that stands for one base connection, as documents of `BASE_RULES` list them."""


class Thing(NamedTuple):
    """What a node stands for: a document, one base connection of it, or a name that leads nowhere."""

    kind: str
    document: Document | None
    entry: int | None = None
    name: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What tells one thing from another."""
        return (self.kind, id(self.document) if self.document is not None else None, self.entry, self.name)


class Linked(NamedTuple):
    """The graph of a project, with what each node stands for and all the names that it goes by."""

    graph: Graph
    things: tuple[Thing, ...]
    names: tuple[frozenset[str], ...]


def linked(project: Project, paths: frozenset[str]) -> Linked:
    """Return the graph of what stands in the files of some paths, and of all that this needs."""
    things: dict[tuple[object, ...], Thing] = {}
    links: dict[tuple[tuple[object, ...], tuple[object, ...]], None] = {}
    waiting = list(
        reversed([each for document in project.documents for each in _of(document) if document.path in paths])
    )
    for each in reversed(waiting):
        things.setdefault(each.key, each)
    while waiting:
        thing = waiting.pop()
        for needed in _needs(thing, project):
            links[thing.key, needed.key] = None
            if needed.key not in things:
                things[needed.key] = needed
                waiting.append(needed)
    places = {key: at for at, key in enumerate(things)}
    found = sorted(Link(places[source], places[target]) for source, target in links)
    nodes = tuple(_node(each, project) for each in things.values())
    names = tuple(frozenset(_names(each, project)) for each in things.values())
    return Linked(Graph(nodes, tuple(found)), tuple(things.values()), names)


def _of(document: Document) -> Iterator[Thing]:
    """Yield what stands in a document."""
    if document.kind in KINDS:
        yield Thing(document.kind or "", document)
    if document.kind == BASE_RULES:
        yield from (Thing(BASE_CONNECTION, document, at) for at, _ in _entries(document))


def _entries(rules: Document) -> list[tuple[int, dict[str, object]]]:
    entries = rules.get("baseConnections")
    return [
        (at, each)
        for at, each in enumerate(entries if isinstance(entries, list) else [])
        if isinstance(each, dict)
    ]


def _needs(thing: Thing, project: Project) -> Iterator[Thing]:
    """Yield what a thing names, or is a part of."""
    document = thing.document
    if document is None:
        return
    if thing.kind == CONFIG:
        yield from _of_config(document, project)
    elif thing.kind == BASE_CONNECTION and thing.entry is not None:
        yield Thing(BASE_RULES, document)
        route = ("baseConnections", thing.entry)
        yield from _named(DEFINITION, document, (*route, "definition"), project)
        yield from _named(CLIENT, document, (*route, "sets", "oauthClient"), project)
    elif thing.kind in {BASE_RULES, DEFINITION, APPLICATION}:
        yield from _connectors(document, project)
    elif thing.kind == CLIENT:
        found = list(_named(DEFINITION, document, ("definition",), project))
        yield from found
        if not any(each.document for each in found):
            yield from _connectors(document, project)


def _of_config(config: Document, project: Project) -> Iterator[Thing]:
    connection = project.connection(config)
    for kind, key, facts in (
        (WORKSPACE, "workspace", connection.workspace),
        (APPLICATION, "application", connection.application),
    ):
        if facts is None or facts.document is not config:
            yield from _known_or_missing(
                kind, facts.document if facts is not None else None, config, (key,), project
            )
    base = connection.base
    if base is not None and isinstance(base.route[-1], int):
        yield Thing(BASE_CONNECTION, base.document, base.route[-1])
    else:
        if isinstance(config.get("connection", "baseConnection"), str):
            yield Thing(BASE_CONNECTION, None, name=_text(config, ("connection", "baseConnection"), project))
        if connection.rules is not None:
            yield Thing(BASE_RULES, connection.rules)
    for kind, key, setting, found in (
        (DEFINITION, "definition", connection.definition_name, connection.definition),
        (CLIENT, "oauthClient", connection.client_name, connection.client),
    ):
        if setting is not None and setting.document is config:
            yield from _known_or_missing(kind, found, config, ("connection", key), project)
    yield from _connectors(config, project)


def _connectors(document: Document, project: Project) -> Iterator[Thing]:
    """Yield every document that describes the connector of a document."""
    key = document.get("connector")
    known = project.connectors(key) if isinstance(key, str) else []
    yield from (Thing(CONNECTOR, each) for each in known)
    if isinstance(key, str) and not known and project.canonical(key) not in project.connector_keys():
        yield Thing(CONNECTOR, None, name=_text(document, ("connector",), project))


def _named(kind: str, document: Document, route: Route, project: Project) -> Iterator[Thing]:
    """Yield the definition or client that a document of a connector names."""
    name, connector = document.get(*route), document.get("connector")
    if isinstance(name, str):
        found = (project.definition if kind == DEFINITION else project.client)(connector, name)
        yield from _known_or_missing(kind, found, document, route, project)


def _known_or_missing(
    kind: str, found: Document | None, document: Document, route: Route, project: Project
) -> Iterator[Thing]:
    if found is not None:
        yield Thing(kind, found)
    elif isinstance(document.get(*route), str):
        yield Thing(kind, None, name=_text(document, route, project))


def _node(thing: Thing, project: Project) -> Node:
    document = thing.document
    if document is None:
        return Node(thing.kind, thing.name, "", Standing.MISSING)
    standing = Standing.SHIPPED if document.shipped else Standing.OWN
    name = next(iter(_names(thing, project)), "")
    return Node(thing.kind, name, "" if document.shipped else document.path, standing)


def _names(thing: Thing, project: Project) -> Iterator[str]:
    """Yield what a thing is called, as it may be shown; a connector by its key first."""
    if thing.document is None:
        yield thing.name
        return
    if thing.entry is not None:
        yield _text(thing.document, ("baseConnections", thing.entry, "name"), project)
        return
    fields: Iterable[str] = ("key", "name") if thing.kind == CONNECTOR else ("name", "key", "integration")
    for field in fields:
        if isinstance(thing.document.get(field), str):
            yield _text(thing.document, (field,), project)


def _text(document: Document, route: Route, project: Project) -> str:
    value = document.get(*route)
    return shown(document, route, value, project) if isinstance(value, str) else ""
