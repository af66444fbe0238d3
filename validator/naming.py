"""How messages call the parts of a document: fields by their dotted name, values by their type in YAML's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.words import shown

if TYPE_CHECKING:
    from validator.diagnostics import Route
    from validator.document import Document


def holder_name(document: Document, route: Route) -> str:
    """Return what a message calls the mapping at a route."""
    return field_name(route) if route else _article(document.kind or "document")


def _article(word: str) -> str:
    return f"{'an' if word[0] in 'AEIO' else 'a'} {word}"


def field_name(route: Route) -> str:
    """Return a route as people write it: connection.details, baseConnections[2].name."""
    text = ""
    for step in route:
        if isinstance(step, int):
            text += f"[{step + 1}]"
        else:
            name = shown(step, "…").strip('"')
            text += f".{name}" if text else name
    return text


def type_words(value: object) -> str:
    """Return what a value is, in the words of YAML."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    names = {dict: "a mapping", list: "a list", str: "text", int: "a number", float: "a number"}
    return names[type(value)]
