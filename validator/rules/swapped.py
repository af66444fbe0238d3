"""A connection definition and an OAuth client that are named in each other's place: one mistake, told once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.documents.kinds import CONFIG
from validator.rules.rule import Also, Finding, Place
from validator.words import quoted

if TYPE_CHECKING:
    from validator.documents.document import Document
    from validator.project.project import Project

_DEFINITION = ("connection", "definition")
_CLIENT = ("connection", "oauthClient")


def swapped(document: Document, project: Project) -> Finding | None:
    """Return what is wrong where a config names a client as its definition and a definition as its client."""
    connector = document.get("connector")
    given, other = document.get(*_DEFINITION), document.get(*_CLIENT)
    if document.kind != CONFIG or not isinstance(given, str) or not isinstance(other, str):
        return None
    if project.client(connector, given) is None or project.definition(connector, other) is None:
        return None
    if project.definition(connector, given) is not None:
        return None
    message = f"definition and oauthClient are swapped: {quoted(given)} is an OAuth client"
    also = Also(Place(document, _CLIENT), "a connection definition")
    return Finding(
        message, Place(document, _DEFINITION), "exchange the two values", "an OAuth client", (also,)
    )
