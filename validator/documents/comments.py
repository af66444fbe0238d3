"""Comments of a YAML text with their places; the parser drops them, and suppressions and secret rules need them."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from validator.documents.tree import Node, scalars

if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.documents.source import Source

_HASH = re.compile(r"(?:^|(?<=[ \t]))#[^\n]*", re.MULTILINE)


class Comment(NamedTuple):
    """A comment with its sign: `start` is its offset, `alone` whether only white space stands before it."""

    text: str
    start: int
    line: int
    alone: bool


def comments_of(source: Source, roots: Iterable[Node]) -> tuple[Comment, ...]:
    """Return the comments of a text in order, given the nodes that were read from it."""
    if "#" not in source.text:
        return ()
    taken = sorted((node.start.index, node.end.index) for root in roots for node in scalars(root))
    starts = [start for start, _ in taken]
    found = []
    match = _HASH.search(source.text)
    while match is not None:
        at = match.start()
        before = bisect_right(starts, at) - 1
        if before >= 0 and at < taken[before][1]:
            match = _HASH.search(source.text, taken[before][1])
            continue
        line, column = source.position(at)
        alone = not source.line(line)[: column - 1].strip()
        found.append(Comment(match.group().rstrip(), at, line, alone))
        match = _HASH.search(source.text, match.end())
    return tuple(found)
