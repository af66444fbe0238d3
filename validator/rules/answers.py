"""What a config or a base connection answers to the questions of a definition, groups inside groups included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from validator.documents.kinds import BASE_RULES
from validator.project.connection import Origin
from validator.project.facts import Attribute, attributes
from validator.rules.rule import Place
from validator.secrets.references import looks_like_reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.project import Project

DETAILS: Route = ("connection", "details")


class Group(NamedTuple):
    """One mapping of details: what is asked for in it, what is given, and where it stands.

    `present` are the keys that have a value from anywhere, `fixed` those that a base connection sets for this config.
    """

    document: Document
    route: Route
    definition: Document
    known: tuple[Attribute, ...]
    given: dict[str, Any]
    present: frozenset[str]
    fixed: frozenset[str] = frozenset()


class Answer(NamedTuple):
    """One value that is given for an attribute; of a list, each item is one."""

    attribute: Attribute
    value: Any
    place: Place


def groups_of(document: Document, project: Project) -> Iterator[Group]:
    """Yield the details of a config, or of each entry of base-connection rules, then the groups inside them."""
    if document.kind == BASE_RULES:
        for index, entry in enumerate(document.get("baseConnections") or ()):
            name = entry.get("definition") if isinstance(entry, dict) else None
            definition = project.definition(document.get("connector"), name) if name is not None else None
            route: Route = ("baseConnections", index, "sets", "details")
            if (
                definition is not None
                and definition.is_sound("attributes")
                and isinstance(document.get(*route), dict)
            ):
                yield from _within(_group(document, route, definition, attributes(definition)))
        return
    connection = project.connection(document)
    if connection.definition is not None and connection.definition.is_sound("attributes"):
        group = _group(document, DETAILS, connection.definition, connection.attributes)
        fixed = {key for key, setting in connection.details.items() if setting.origin is Origin.BASE}
        yield from _within(group._replace(present=frozenset(connection.details), fixed=frozenset(fixed)))


def answers_of(document: Document, project: Project) -> Iterator[Answer]:
    """Yield every value that a document itself gives for an attribute, unless a base connection settles it."""
    for group in groups_of(document, project):
        for attribute in group.known:
            value = group.given.get(attribute.key)
            if value is None or attribute.key in group.fixed:
                continue
            route = (*group.route, attribute.key)
            if isinstance(value, list) and attribute.is_array:
                for index, item in enumerate(value):
                    yield Answer(attribute, item, Place(document, (*route, index)))
            else:
                yield Answer(attribute, value, Place(document, route))


def is_inferred(definition: Document) -> bool:
    """Whether a definition has sources, and none of them documents it."""
    sources = definition.get("sources")
    marks = [each.get("certainty") for each in sources or () if isinstance(each, dict)]
    return bool(marks) and "documented" not in marks


def is_reference(value: object) -> bool:
    """Whether a value stands for one that is kept elsewhere."""
    return isinstance(value, str) and looks_like_reference(value)


def _group(document: Document, route: Route, definition: Document, known: tuple[Attribute, ...]) -> Group:
    given = document.get(*route)
    given = given if isinstance(given, dict) else {}
    return Group(document, route, definition, known, given, frozenset(given))


def _within(group: Group) -> Iterator[Group]:
    yield group
    for attribute in group.known:
        if not attribute.attributes or attribute.key in group.fixed:
            continue
        route = (*group.route, attribute.key)
        value = group.given.get(attribute.key)
        entries = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, entry in entries:
            inner = route if index is None else (*route, index)
            if isinstance(entry, dict):
                yield from _within(_group(group.document, inner, group.definition, attribute.attributes))
