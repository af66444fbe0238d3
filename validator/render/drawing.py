"""A graph as it is drawn: nodes, and links between them by their places."""

from __future__ import annotations

import enum

from validator.values import NamedTuple


class Standing(enum.Enum):
    """Where a node comes from."""

    OWN = "own"
    SHIPPED = "shipped"
    MISSING = "not found"


class Node(NamedTuple):
    """A thing of a kind, or `size` things of it that are drawn as one and have no name."""

    kind: str
    name: str
    path: str
    standing: Standing = Standing.OWN
    size: int = 1

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
