"""Documents that run into each other because the line `---` between them is missing."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from validator.diagnostics import Fault
from validator.documents.tree import Mapping, span_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HEADER = ("apiVersion", "kind")


def split(root: Mapping) -> list[Mapping]:
    """Return the mappings that a root would have been with a separator before each further `apiVersion`.

    A `kind` right before such an `apiVersion` belongs to its document; two `apiVersion` side by side are one key given
    twice. One mapping, the root itself, is the usual case.
    """
    keys = [pair.key.text for pair in root.pairs]
    if root.flow or keys.count(HEADER[0]) < 2:  # noqa: PLR2004 - a document has one
        return [root]
    starts = [at for at, key in enumerate(keys) if key == HEADER[0]][1:]
    starts = [at for at in starts if keys[at - 1] != HEADER[0]]
    starts = [at - 1 if keys[at - 1] == HEADER[1] and HEADER[1] in keys[: at - 1] else at for at in starts]
    bounds = [0, *starts, len(keys)]
    return [_part(root, first, last) for first, last in pairwise(bounds)]


def missing_separator(part: Mapping, first: Mapping) -> Fault:
    """Return the fault of a document that runs on from another, at its `apiVersion`."""
    own, earlier = (
        next(pair.key for pair in each.pairs if pair.key.text == HEADER[0]) for each in (part, first)
    )
    return Fault(
        "duplicate-key",
        span_of(own),
        "a second apiVersion in one document: the line --- between two documents is missing",
        "put a line with --- alone above this document",
        "a new document begins here",
        ((span_of(earlier), "the document before it begins here"),),
    )


def by_part(faults: Iterable[Fault], parts: Sequence[Mapping]) -> list[tuple[Fault, ...]]:
    """Return the faults of each part of a text; what stands before the second part belongs to the first."""
    starts = [span_of(part).start for part in parts[1:]]
    found: list[list[Fault]] = [[] for _ in parts]
    for fault in faults:
        found[bisect_right(starts, fault.span.start)].append(fault)
    return [tuple(each) for each in found]


def _part(root: Mapping, first: int, last: int) -> Mapping:
    pairs = root.pairs[first:last]
    part = Mapping(pairs[0].key.start, flow=False)
    part.pairs, part.size = pairs, root.size
    part.end = pairs[-1].value.end
    return part
