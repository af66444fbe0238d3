"""A graph with fewer lines: those that follow from others are left out."""

from __future__ import annotations

from validator.render.drawing import Graph

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet


def essential(graph: Graph) -> Graph:
    """Return a graph, in which nothing needs itself, without the links that a longer way stands for as well."""
    needs: list[list[int]] = [[] for _ in graph.nodes]
    for link in graph.links:
        needs[link.source].append(link.target)
    known: dict[int, frozenset[int]] = {}
    links = []
    for link in graph.links:
        others = (each for each in needs[link.source] if each != link.target)
        if not any(link.target in _reached(each, needs, known) for each in others):
            links.append(link)
    return Graph(graph.nodes, tuple(links))


def _reached(
    at: int, needs: list[list[int]], known: dict[int, frozenset[int]], above: AbstractSet[int] = frozenset()
) -> frozenset[int]:
    """Return what a node needs, by whatever way; what has been asked for on the way is not asked again."""
    if at not in known:
        found = set(needs[at])
        for each in needs[at]:
            if each not in above:
                found |= _reached(each, needs, known, above | {at})
        known[at] = frozenset(found)
    return known[at]
