"""Every way to a key or value: where it is written, and where aliases and merge keys bring it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.diagnostics import Part
from validator.documents.document import Leaf
from validator.documents.tree import Mapping, Scalar, Sequence, target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.documents.tree import Node


def reached(document: Document) -> Iterator[Leaf]:
    """Yield the keys and values as they are written, then again those that an alias or a merge brings elsewhere.

    The parser bounds what aliases expand to.
    """
    yield from document.leaves()
    if document.root is not None and "*" in document.source.text:
        yield from _brought(document.root)


def _brought(root: Node) -> Iterator[Leaf]:
    waiting: list[tuple[Route, Node, bool]] = [((), root, False)]
    while waiting:
        route, node, brought = waiting.pop()
        real, brought = target(node), brought or target(node) is not node
        if isinstance(real, Scalar):
            if brought:
                yield Leaf(route, Part.VALUE, real)
        elif isinstance(real, Sequence):
            waiting.extend(
                ((*route, at), item, brought) for at, item in reversed(list(enumerate(real.items)))
            )
        elif isinstance(real, Mapping):
            for pair in reversed(real.pairs):
                inner = (*route, pair.key.text)
                if brought or pair.via is not None:
                    yield Leaf(inner, Part.KEY, pair.key)
                waiting.append((inner, pair.value, brought or pair.via is not None))
