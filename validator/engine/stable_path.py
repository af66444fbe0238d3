"""A name for a part of a document that holds while lines move and items of lists change places."""

from __future__ import annotations

from validator.documents.tree import Mapping, Scalar, Sequence, target
from validator.words import is_showable, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.diagnostics import Route
    from validator.documents.tree import Node

_NAMES = ("name", "key")
_LONGEST = 80


def stable_path(root: Node | None, route: Route) -> str:
    """Return a route in words: keys with dots between, and `[name]` for the items of lists that have a name or key.

    What does not look like a name is not written: a slip can put a secret there. A key is then `?`, and an item has
    its number, as one without a name has.
    """
    path = ""
    node = root
    for step in route:
        real = target(node) if node is not None else None
        node = below(real, step)
        if isinstance(step, int):
            path += f"[{_name(node) or step}]"
        else:
            key = step if shown(step, "") else "?"
            path += f".{key}" if path else key
    return path


def below(node: Node | None, step: str | int) -> Node | None:
    """Return the part of a mapping or sequence that a step of a route leads to, None where there is none."""
    if isinstance(node, Mapping):
        pair = node.pair(step) if isinstance(step, str) else None
        return pair.value if pair is not None else None
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def _name(node: Node | None) -> str:
    item = target(node) if node is not None else None
    for field in _NAMES:
        value = below(item, field)
        name = target(value) if value is not None else None
        if isinstance(name, Scalar) and isinstance(name.value, str) and _is_name(name.text):
            return name.text
    return ""


def _is_name(text: str) -> bool:
    """Whether a text may be written down: it can be read as a name, and nothing of it looks like a secret."""
    return 0 < len(text) <= _LONGEST and text.isprintable() and is_showable(text)
