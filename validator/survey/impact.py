"""Which connections a change touches, and by which way."""

from __future__ import annotations

from validator.documents.kinds import CONFIG
from validator.render.drawing import Graph, Link
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.survey.links import Linked


class Touched(NamedTuple):
    """A connection that a change touches, by its place in the graph; `way` leads from it to what changes."""

    at: int
    way: tuple[int, ...]


def meant_by(linked: Linked, text: str) -> list[int]:
    """Return the places of what a text names: all of a file, else what has a name, alone or behind its kind."""
    nodes = linked.graph.nodes
    of_file = [at for at, node in enumerate(nodes) if node.path and node.path == text]
    if of_file:
        return of_file
    return [
        at
        for at, names in enumerate(linked.names)
        if text in names or any(text == f"{nodes[at].kind} {name}" for name in names)
    ]


def touched(linked: Linked, changed: Iterable[int]) -> tuple[list[Touched], Graph]:
    """Return the connections that need something that changes, by the shortest way, and the graph of all these ways."""
    users: dict[int, list[int]] = {}
    for link in linked.graph.links:
        users.setdefault(link.target, []).append(link.source)
    towards: dict[int, int | None] = dict.fromkeys(changed)
    waiting = list(towards)
    for each in waiting:  # grows while it is gone through
        for user in users.get(each, ()):
            if user not in towards:
                towards[user] = each
                waiting.append(user)
    nodes = linked.graph.nodes
    found = [
        Touched(at, _way(at, towards))
        for at, node in enumerate(nodes)
        if node.kind == CONFIG and at in towards
    ]
    kept = sorted(towards)
    places = {at: number for number, at in enumerate(kept)}
    links = [
        Link(places[link.source], places[link.target], link.times)
        for link in linked.graph.links
        if link.source in places and link.target in places
    ]
    return found, Graph(tuple(nodes[at] for at in kept), tuple(links))


def _way(at: int, towards: dict[int, int | None]) -> tuple[int, ...]:
    way = []
    step = towards[at]
    while step is not None:
        way.append(step)
        step = towards[step]
    return tuple(way)
