"""Large graphs made small: all of a kind that has many become one node."""

from __future__ import annotations

from validator.render.counts import together
from validator.render.drawing import Graph, Link, Node

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.render.drawing import Standing

AUTO, ALWAYS, NEVER = "auto", "always", "never"
FOLDS = (AUTO, ALWAYS, NEVER)
"""When a kind is drawn as one node: where it has many, where it has several, or not at all."""

MOST = 30
"""How many of a kind are drawn by themselves unless something else is asked for."""


def folded(graph: Graph, when: str) -> Graph:
    """Return a graph in which kinds with many nodes are one; names that lead nowhere are not mixed with others."""
    return folded_to({AUTO: MOST, ALWAYS: 1, NEVER: len(graph.nodes)}[when], graph)


def folded_to(most: int, graph: Graph) -> Graph:
    """Return a graph in which each kind has so many nodes at most, or one."""
    sizes: dict[tuple[str, Standing], int] = {}
    for node in graph.nodes:
        sizes[node.kind, node.standing] = sizes.get((node.kind, node.standing), 0) + 1
    places: dict[object, int] = {}
    nodes: list[Node] = []
    becomes: list[int] = []
    for at, node in enumerate(graph.nodes):
        size = sizes[node.kind, node.standing]
        key: object = (node.kind, node.standing) if size > most else at
        if key not in places:
            places[key] = len(nodes)
            nodes.append(Node(node.kind, "", "", node.standing, size) if size > most else node)
        place = places[key]
        becomes.append(place)
        if size > most and any(node.found):
            nodes[place] = nodes[place]._replace(found=together((nodes[place].found, node.found)))
    counts: dict[tuple[int, int], int] = {}
    for link in graph.links:
        ends = becomes[link.source], becomes[link.target]
        counts[ends] = counts.get(ends, 0) + link.times
    return Graph(tuple(nodes), tuple(Link(*ends, count) for ends, count in sorted(counts.items())))
