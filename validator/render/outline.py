"""A graph as lines: each node that needs others, with these below it."""

from __future__ import annotations

from validator.render.escape import escape
from validator.render.table import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.render.drawing import Graph, Link, Node

_INDENT = "  "
_NARROWEST = 8


def outline(graph: Graph, room: int | None) -> str:
    """Return the nodes that need others, or that nothing else needs, in lines of at most `room` columns."""
    needs: dict[int, list[Link]] = {}
    for link in graph.links:
        needs.setdefault(link.source, []).append(link)
    needed = {link.target for link in graph.links}
    lines = (
        line
        for at, node in enumerate(graph.nodes)
        if at in needs or at not in needed
        for line in _lines(node, needs.get(at, []), graph, room)
    )
    return "".join(f"{line}\n" for line in lines)


def _lines(node: Node, needs: list[Link], graph: Graph, room: int | None) -> Iterator[str]:
    yield from _folded(f"{node.kind} {node.label}", "", room)
    for link in needs:
        target = graph.nodes[link.target]
        count = f", {link.times} times" if link.times > 1 else ""
        yield from _folded(f"{target.kind} {target.label}{count}", _INDENT, room)


def _folded(text: str, indent: str, room: int | None) -> Iterator[str]:
    if room is None:
        yield indent + escape(text)
        return
    first, *rest = fold(text, max(room - len(indent), _NARROWEST))
    yield indent + first
    below = indent + _INDENT * 2
    for piece in fold(" ".join(rest), max(room - len(below), _NARROWEST)) if rest else ():
        yield below + piece
