"""A graph as it is drawn: nodes, links between them by their places, and a table of those that most is asked about."""

from __future__ import annotations

import enum

from validator.render.counts import Counts
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class Standing(enum.Enum):
    """Where a node comes from."""

    OWN = "own"
    SHIPPED = "shipped"
    MISSING = "not found"


class Node(NamedTuple):
    """A thing of a kind, or `size` things of it that are drawn as one and have no name.

    `found` are the findings about it, where somebody has counted them.
    """

    kind: str
    name: str
    path: str
    standing: Standing = Standing.OWN
    size: int = 1
    found: Counts = Counts()

    @property
    def label(self) -> str:
        """What is written beside the kind: the name, or how many there are."""
        words = self.name if self.size == 1 else f"({self.size})"
        return f"{words} (not found)" if self.standing is Standing.MISSING else words


class Link(NamedTuple):
    """That one node needs another; `times` links between things that are drawn as one."""

    source: int
    target: int
    times: int = 1


class Graph(NamedTuple):
    """Nodes in the order of the files, and links in the order of what they begin at."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]


class Row(NamedTuple):
    """A connection: what stands in each column, its file, and the findings about all that it is put together from."""

    cells: tuple[str, ...]
    path: str
    found: Counts


class Picture(NamedTuple):
    """What depends on what, and the connections one by one; `left_out` is how many of them have no row."""

    graph: Graph
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    left_out: int = 0


def joined(graphs: Iterable[Graph]) -> Graph:
    """Return several graphs as one; nothing leads from one into another."""
    nodes: list[Node] = []
    links: list[Link] = []
    for each in graphs:
        start = len(nodes)
        nodes += each.nodes
        links += [Link(link.source + start, link.target + start, link.times) for link in each.links]
    return Graph(tuple(nodes), tuple(links))
