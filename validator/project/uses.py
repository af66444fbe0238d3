"""Names and what they lead to: each use of a name in a document, and each place where one is declared."""

from __future__ import annotations

from validator.documents.kinds import (
    APPLICATION,
    BASE_RULES,
    CLIENT,
    CONFIG,
    CONNECTOR,
    DEFINITION,
    WORKSPACE,
)
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.project import Project


class Target(NamedTuple):
    """A place where a name is declared."""

    document: Document
    route: Route


class Use(NamedTuple):
    """A place where a document uses a name, and where that is declared; None where nothing of the name is known."""

    document: Document
    route: Route
    target: Target | None


def declared_at(document: Document, route: Route) -> Target | None:
    """Return what a document declares at a route: a name of its own, or that of a base connection or an attribute."""
    names = {CONNECTOR: "key", BASE_RULES: "integration"}
    own = (names.get(document.kind or "", "name"),) if document.kind is not None else None
    of_base = document.kind == BASE_RULES and len(route) == 3 and route[::2] == ("baseConnections", "name")  # noqa: PLR2004
    of_definition = document.kind == DEFINITION and len(route) == 3 and route[::2] == ("attributes", "key")  # noqa: PLR2004
    if route == own or of_base or of_definition:
        return Target(document, route)
    return None


def uses_in(document: Document, project: Project) -> Iterator[Use]:
    """Yield the uses of names in a document."""
    key = document.get("connector")
    if isinstance(key, str):
        yield Use(document, ("connector",), _target(project.connector(key), "key"))
    if document.kind == CONFIG:
        yield from _in_config(document, project)
    elif document.kind == CLIENT:
        yield from _definition(document, ("definition",), key, project)
        integrations = document.get("integrations")
        for at, name in enumerate(integrations if isinstance(integrations, list) else ()):
            yield Use(document, ("integrations", at), _target(project.rules_for(key, name), "integration"))
    elif document.kind == BASE_RULES:
        entries = document.get("baseConnections")
        for at, entry in enumerate(entries if isinstance(entries, list) else ()):
            if isinstance(entry, dict):
                yield from _in_base(document, ("baseConnections", at), entry, project)


def _in_config(config: Document, project: Project) -> Iterator[Use]:
    connection = project.connection(config)
    if isinstance(config.get("integration"), str):
        yield Use(config, ("integration",), _target(connection.rules, "integration"))
    for field, found in (
        ("workspace", connection.workspace),
        ("application", connection.application),
    ):
        if isinstance(config.get(field), str):
            yield Use(config, (field,), _target(found.document if found is not None else None, "name"))
    base = connection.base
    if isinstance(config.get("connection", "baseConnection"), str):
        target = Target(base.document, (*base.route, "name")) if base is not None else None
        yield Use(config, ("connection", "baseConnection"), target)
    yield from _definition(config, ("connection", "definition"), config.get("connector"), project)
    yield from _client(config, ("connection", "oauthClient"), config.get("connector"), project)
    yield from _details(config, ("connection", "details"), connection.definition, project)


def _in_base(rules: Document, route: Route, entry: dict[str, Any], project: Project) -> Iterator[Use]:
    key = rules.get("connector")
    yield from _definition(rules, (*route, "definition"), key, project)
    yield from _client(rules, (*route, "sets", "oauthClient"), key, project)
    definition = project.definition(key, entry.get("definition"))
    yield from _details(rules, (*route, "sets", "details"), definition, project)


def _definition(document: Document, route: Route, connector: Any, project: Project) -> Iterator[Use]:  # noqa: ANN401
    name = document.get(*route)
    if isinstance(name, str):
        yield Use(document, route, _target(project.definition(connector, name), "name"))


def _client(document: Document, route: Route, connector: Any, project: Project) -> Iterator[Use]:  # noqa: ANN401
    name = document.get(*route)
    if isinstance(name, str):
        yield Use(document, route, _target(project.client(connector, name), "name"))


def _details(
    document: Document, route: Route, definition: Document | None, project: Project
) -> Iterator[Use]:
    given = document.get(*route)
    keys = project.attributes(definition).keys if definition is not None else ()
    places = {each: at for at, each in enumerate(keys)}
    for key in given if isinstance(given, dict) else ():
        if definition is not None and key in places:
            yield Use(document, (*route, key), Target(definition, ("attributes", places[key], "key")))


def _target(document: Document | None, field: str) -> Target | None:
    return Target(document, (field,)) if document is not None else None


def uses_of(target: Target, project: Project) -> Iterator[Use]:
    """Yield each use in the project of what is declared at a place."""
    for document in project.documents:
        for use in uses_in(document, project):
            if (
                use.target is not None
                and use.target.document is target.document
                and use.target.route == target.route
            ):
                yield use


RENAMED = frozenset({CLIENT, WORKSPACE, APPLICATION, BASE_RULES})
"""The kinds whose names may be given anew in all documents; of the last, those of its base connections."""
