"""The pairs of a mapping as they count: repeated keys found, merge keys resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.documents.refusals import duplicate, no_mapping_to_merge
from validator.documents.tree import Mapping, Pair, Sequence, target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Fault
    from validator.documents.tree import Scalar


def settle(node: Mapping) -> Iterator[Fault]:
    """Put the pairs that merge keys bring behind a mapping's own, and yield what is wrong with its keys."""
    merges = [pair for pair in node.pairs if pair.key.text == "<<" and not pair.key.style]
    if merges:
        node.pairs = [pair for pair in node.pairs if pair not in merges]
    first: dict[str, Scalar] = {}
    for pair in node.pairs:
        earlier = first.setdefault(pair.key.text, pair.key)
        if earlier is not pair.key:
            yield duplicate(pair.key, earlier)
    for merge in merges:
        yield from _merge(node, merge, first)


def _merge(node: Mapping, merge: Pair, present: dict[str, Scalar]) -> Iterator[Fault]:
    value = target(merge.value)
    for item in value.items if isinstance(value, Sequence) else [value]:
        mapping = target(item)
        if not isinstance(mapping, Mapping):
            yield no_mapping_to_merge(merge.value)
            continue
        for pair in mapping.pairs:
            if pair.key.text not in present:
                present[pair.key.text] = pair.key
                node.pairs.append(Pair(pair.key, pair.value, merge.key))
