"""Parts of a document that are used in more than one place: behind an alias, or brought in by a merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.documents.tree import Alias, Mapping, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.documents.tree import Node


def shared(document: Document, route: Route, *, inside: bool = False) -> bool:
    """Whether a change at a route would show elsewhere too: a part on the way, or `inside` it, is used again."""
    if document.root is None or "*" not in document.source.text:
        return False
    again = set(_used_again(document.root))
    on_the_way = [document.node(route[:length]) for length in range(len(route) + 1)]
    if any(id(node) in again for node in on_the_way):
        return True
    return inside and any(id(node) in again for node in _walk(on_the_way[-1]))


def _used_again(root: Node) -> Iterator[int]:
    for node in _walk(root):
        if isinstance(node, Alias):
            yield id(node.target)
        elif isinstance(node, Mapping):
            yield from (id(pair.value) for pair in node.pairs if pair.via is not None)


def _walk(root: Node | None) -> Iterator[Node]:
    """Yield the nodes that are written below a node, itself included; aliases and merges are not followed."""
    waiting: list[Node] = [] if root is None else [root]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Sequence):
            waiting.extend(node.items)
        elif isinstance(node, Mapping):
            waiting.extend(pair.value for pair in node.pairs if pair.via is None)
