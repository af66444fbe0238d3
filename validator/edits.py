"""Changes in data as edits of text: a key or value is replaced where it stands, in the quotes that it has."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from validator.diagnostics import Edit, Part, Position, Span
from validator.scalars import ambiguity, resolve
from validator.tree import Alias, Mapping, Scalar, span_of

if TYPE_CHECKING:
    from validator.diagnostics import Route
    from validator.document import Document
    from validator.tree import Node

_PLAIN = re.compile(r"[A-Za-z0-9_./$][A-Za-z0-9_./$ ()+-]*\Z")
_IN_FLOW = re.compile(r"[A-Za-z0-9_./][A-Za-z0-9_./ ()+-]*\Z")


def edit_of(document: Document, route: Route, part: Part, text: str | None) -> Edit | None:
    """Return the edit that replaces a key or value by a text, or leaves the entry out where the text is None.

    None where the place cannot be edited without touching more than the one entry: behind an alias or a merge, in a
    block scalar, or the last entry of its mapping.
    """
    entry = _entry(document, route)
    if entry is None:
        return None
    holder, key, value = entry
    if text is None:
        return _removal(document, holder, key, value)
    node = key if part is Part.KEY else value
    if not isinstance(node, Scalar) or node.style in {"|", ">"} or node.start.index == node.end.index:
        return None
    return Edit(span_of(node), _written(text, node, flow=holder.flow, was_text=isinstance(node.value, str)))


def _entry(document: Document, route: Route) -> tuple[Mapping, Scalar, Node] | None:
    """Return the mapping, key and value of an entry that is written where it is used; None for a merged one."""
    holder = document.node(route[:-1]) if route else None
    if not isinstance(holder, Mapping) or not document.source.path:
        return None
    if any(isinstance(document.node(route[:length]), Alias) for length in range(len(route))):
        return None
    pair = next((pair for pair in holder.pairs if pair.key.text == route[-1] and pair.via is None), None)
    return (holder, pair.key, pair.value) if pair is not None else None


def _written(text: str, node: Scalar, *, flow: bool, was_text: bool) -> str:
    """Return a scalar as it is to be written: in the quotes that the old one has, bare where that reads the same."""
    if node.style == "'":
        return "'" + text.replace("'", "''") + "'"
    if node.style == '"':
        return json.dumps(text, ensure_ascii=False)
    safe = (_IN_FLOW if flow else _PLAIN).match(text) or (
        text.startswith("${") and not flow and "#" not in text
    )
    means_text = isinstance(resolve(text), str) and ambiguity(text) is None
    if safe and not text.endswith(" ") and (means_text or not was_text or text.isdigit()):
        return text
    return json.dumps(text, ensure_ascii=False)


def _removal(document: Document, holder: Mapping, key: Scalar, value: Node) -> Edit | None:
    """Return the edit that takes whole lines out: for a block mapping with other entries only."""
    if holder.flow or len(holder.pairs) < 2:  # noqa: PLR2004 - an empty mapping is not an empty text
        return None
    source = document.source
    first = span_of(key).start
    if source.line(first.line)[: first.column - 1].strip():
        return None
    if not isinstance(value, Scalar):
        return None
    last = span_of(value).end.line
    return Edit(Span(Position(first.line, 1), Position(last + 1, 1)), "")
