"""Where findings about a connection stand in its config, and where documents may hold the fields of an OAuth client."""

from __future__ import annotations

import functools

from validator.diagnostics import Part
from validator.documents.finding import Also, Place
from validator.documents.kinds import CONFIG, GENERAL
from validator.documents.source import display
from validator.project.connection import Origin
from validator.words import simplified

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.connection import Connection, Setting
    from validator.project.project import Project

DETAILS: Route = ("connection", "details")


def setting_place(connection: Connection, setting: Setting | None) -> Place:
    """Return where a config has a value: at the value, at the base connection or the definition that brings it."""
    if setting is not None and setting.document is connection.config:
        return Place(setting.document, setting.route)
    brought = setting is not None and setting.origin is Origin.DEFAULT
    key = "definition" if brought and connection.config.get("connection", "definition") else "baseConnection"
    if connection.config.get("connection", key) is None:
        return Place(connection.config, ("connection",), Part.KEY)
    return Place(connection.config, ("connection", key))


def client_place(connection: Connection) -> Place:
    """Return where a config has its client: at its name, else at its own environment, else at the base connection."""
    if connection.client_name is None or connection.client_name.document is connection.config:
        return setting_place(connection, connection.client_name)
    own = connection.environment_at
    return setting_place(
        connection, own if own is not None and own.document is connection.config else connection.client_name
    )


def client_also(connection: Connection, place: Place) -> tuple[Also, ...]:
    """Return the second place where a base connection brings the client, unless the finding stands there."""
    setting = connection.client_name
    if setting is None or setting.document is connection.config:
        return ()
    if setting.document is place.document and setting.route == place.route:
        return ()
    return (Also(Place(setting.document, setting.route), "the base connection brings this client"),)


def environment_also(connection: Connection, place: Place) -> tuple[Also, ...]:
    """Return the second place that says which environment the connection is for, unless the finding stands there."""
    setting = connection.environment_at
    if setting is None or (setting.document is place.document and setting.route == place.route):
        return ()
    return (Also(Place(setting.document, setting.route), "the connection's environment"),)


def searched(project: Project) -> str:
    """Return the words that say below which folder a name was looked up."""
    if project.folder is None:
        return ""
    root = display(project.folder)
    return "; names are looked up in " + ("this folder" if root == "." else f"{root}/")


def holders(document: Document) -> tuple[Route, ...]:
    """Return the mappings that may hold what an OAuth client holds: in a config, general configuration and details."""
    return ((GENERAL,), DETAILS) if document.kind == CONFIG else ((),)


def fields_named(document: Document, names: frozenset[str]) -> Iterator[Route]:
    """Yield where fields of such names stand that an OAuth client may hold; names are simplified."""
    for holder in holders(document):
        fields = document.get(*holder)
        if isinstance(fields, dict):
            for key in _named(tuple(fields), names):
                yield (*holder, key)


@functools.lru_cache(maxsize=1024)
def _named(keys: tuple[str, ...], names: frozenset[str]) -> tuple[str, ...]:
    """Return the keys of such names; mappings of many documents have the same keys."""
    return tuple(key for key in keys if simplified(key) in names)
