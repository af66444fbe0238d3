"""Plain data in little room: what its mappings have for keys, which alike data shares, and its values as bytes.

A document that was read quietly is held like this while no rule looks at it, and handed from process to process.
"""

from __future__ import annotations

import functools
import marshal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

Shape: TypeAlias = "tuple[tuple[str, ...], tuple[tuple[int, Shape], ...]]"
"""The keys of a mapping, and the shape of each mapping directly in it by the number of its key."""

_WITHOUT_REFERENCES = 2
"""The version of what `marshal` writes in which equal data has equal bytes."""

_SHAPES = 4096
"""So many are known to be alike; further ones only cost more room."""


Packed: TypeAlias = "tuple[Shape, bytes]"
"""A mapping in little room, as `marshal` can write it."""


def pack(data: dict[str, Any], *, alike: bool = False) -> Packed:
    """Return a mapping of texts, numbers, truth values, lists and mappings in little room.

    Where a little more room does not matter, `alike` has equal mappings become equal bytes.
    """
    shape, values = _taken_apart(data)
    return shared(shape), marshal.dumps(values, _WITHOUT_REFERENCES if alike else marshal.version)


def unpack(shape: Shape, values: bytes) -> dict[str, Any]:
    """Return a mapping as it was before, with its keys in their order, made anew each time."""
    return _put_together(shape, marshal.loads(values))  # noqa: S302 - what `pack` wrote


@functools.lru_cache(maxsize=_SHAPES)
def shared(shape: Shape) -> Shape:
    """Return the one shape that is equal to a shape, for those that come from another process."""
    return shape


def _taken_apart(data: dict[str, Any]) -> tuple[Shape, list[Any]]:
    values = list(data.values())
    inner: list[tuple[int, Shape]] = []
    for at, value in enumerate(values):
        if type(value) is dict:
            below, values[at] = _taken_apart(value)
            inner.append((at, below))
    return (tuple(data), tuple(inner)), values


def _put_together(shape: Shape, values: list[Any]) -> dict[str, Any]:
    keys, inner = shape
    for at, below in inner:
        values[at] = _put_together(below, values[at])
    return dict(zip(keys, values, strict=True))
