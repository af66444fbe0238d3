"""The effective connection as rows: each value as it may be shown, with the place that it came from."""

from __future__ import annotations

from validator.catalog import placeholders
from validator.documents.kinds import APPLICATION, CLIENT, CONFIG, GENERAL, WORKSPACE
from validator.project.forms import TEXT, is_identifier
from validator.project.once import per_project
from validator.project.showing import field, hidden_in, key_is_shown, keys_of
from validator.schema.schemas import SCHEMAS, described, schema
from validator.secrets.detect import judge
from validator.secrets.hide import HIDDEN, without_secrets
from validator.secrets.tokens import random_key
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from validator.diagnostics import Position, Route
    from validator.documents.document import Document
    from validator.project.connection import Connection, Setting
    from validator.project.facts import Attributes
    from validator.project.project import Project

_HEADER = frozenset({"apiVersion", "kind", "metadata", "sources"})
_KNOWN_OTHERWISE = frozenset({*_HEADER, "name", "connector", "definition", "integrations"})
"""Fields of an OAuth client that say whose it is, which the rows around it do."""

_MISSING, _NOT_FOUND, _INVALID = "missing", "not found", "invalid"


class Row(NamedTuple):
    """One value: its label on the screen, the value as it may be shown, who sets it, and where.

    `state` says what is wrong with it: `missing` where it is needed and nobody sets it, `not found` where it is the
    name of something that is not there, `invalid` where what is written cannot be used.
    """

    label: str
    value: str
    origin: str
    path: str
    position: Position | None
    state: str = ""


class Part(NamedTuple):
    """A value with the place that it comes from, and who sets it."""

    value: Any
    document: Document
    route: Route
    origin: str


class Titles(dict[str, "tuple[str, Titles]"]):
    """What the screen calls the fields of a mapping, each with what it calls those inside it."""


def rows_of(connection: Connection, project: Project) -> list[Row]:
    """Return the rows of an effective connection in the order of the App Xchange screens."""
    return [*_context(connection, project), *_chosen(connection, project), *_general(connection, project)]


def _context(connection: Connection, project: Project) -> Iterator[Row]:
    config = connection.config
    for row in _field(config, ("connector",), label_of(CONFIG, "connector"), "config", project):
        yield _named(row, connection.connector)
    yield from _field(config, ("integration",), label_of(CONFIG, "integration"), "config", project)
    for facts, kind, key in (
        (connection.workspace, WORKSPACE, "workspace"),
        (connection.application, APPLICATION, "application"),
    ):
        if facts is None:
            for row in _field(config, (key,), label_of(CONFIG, key), "config", project):
                yield _named(row, None)
        else:
            for field in _fields_of(kind, _HEADER):
                route = (*facts.route, field)
                yield from _field(facts.document, route, label_of(kind, field), "config", project)
    yield from _field(config, ("unattended",), label_of(CONFIG, "unattended"), "config", project)


def _chosen(connection: Connection, project: Project) -> Iterator[Row]:
    config = connection.config
    for key in ("name", "existing", "baseConnection"):
        route = ("connection", key)
        for row in _field(config, route, label_of(CONFIG, *route), "config", project):
            yield _named(row, connection.base) if key == "baseConnection" else row
    needed = connection.structured and not connection.existing
    for setting, key, found, wanted in (
        (connection.definition_name, "definition", connection.definition, needed),
        (connection.client_name, "oauthClient", connection.client, needed and connection.is_oauth),
    ):
        label = label_of(CONFIG, "connection", key)
        if setting is not None:
            yield _named(_row(part_of(setting), label, project), found)
        elif wanted:
            yield _missing(label)
    if connection.client is not None:
        for key in _fields_of(CLIENT, _KNOWN_OTHERWISE):
            label = f"  {label_of(CLIENT, key)}"
            yield from _field(connection.client, (key,), label, "OAuth client", project)
    yield from _details(connection, project, needed=needed)
    yield from _addresses(connection)


def _details(connection: Connection, project: Project, *, needed: bool) -> Iterator[Row]:
    titles, known = titles_of(connection.attributes), _keys(project)
    required = {each.key for each in connection.attributes if each.required and needed}
    for key in [*titles, *(key for key in connection.details if key not in titles)]:
        label, inner = titles.get(key) or (called(key, known), Titles())
        if key in connection.details:
            yield from _tree(part_of(connection.details[key]), label, project, known, inner)
        elif key in required:
            yield _missing(label)


@per_project
def _keys(project: Project) -> frozenset[str]:
    """Return the keys that the project's own documents declare."""
    return keys_of(project)


def titles_of(attributes: Attributes) -> Titles:
    """Return what a definition calls its attributes."""
    return Titles({each.key: (each.title, titles_of(each.attributes)) for each in attributes})


def titles_in(node: object) -> Titles:
    """Return what a JSON Schema calls the properties of a mapping, or of the mappings in a list."""
    if isinstance(node, dict) and isinstance(node.get("items"), dict):
        node = node["items"]
    properties = node.get("properties") if isinstance(node, dict) else None
    return Titles(
        {
            key: (without_secrets(inner["title"]), titles_in(inner))
            for key, inner in (properties.items() if isinstance(properties, dict) else ())
            if isinstance(inner, dict) and isinstance(inner.get("title"), str)
        }
    )


def part_of(setting: Setting) -> Part:
    """Return a setting with the words for who sets it."""
    return Part(setting.value, setting.document, setting.route, setting.origin.value)


def _named(row: Row, found: object) -> Row:
    """Return the row of a name, marked where nothing of that name was found."""
    return row if found is not None or row.state else row._replace(state=_NOT_FOUND)


def _missing(label: str) -> Row:
    return Row(label, "", "", "", None, _MISSING)


def called(key: str, known: frozenset[str]) -> str:
    """Return a key as the label of its value, where it may be shown; `known` are those of the project."""
    return key if key_is_shown(key, known) else HIDDEN


def _tree(part: Part, label: str, project: Project, known: frozenset[str], titles: Titles) -> Iterator[Row]:
    """Yield a value, or each value inside it."""
    for name, leaf in leaves_of(part, label, known, titles):
        yield _row(leaf, name, project)


def leaves_of(part: Part, label: str, known: frozenset[str], titles: Titles) -> Iterator[tuple[str, Part]]:
    """Yield a value, or each value inside it, with its label; `known` are the keys that may be shown."""
    if not isinstance(part.value, dict | list):
        yield label, part
        return
    for step, value in part.value.items() if isinstance(part.value, dict) else enumerate(part.value):
        inner = part._replace(value=value, route=(*part.route, step))
        if isinstance(step, int):
            yield from leaves_of(inner, f"{label}[{step + 1}]", known, titles)
        else:
            name, below = titles.get(step) or (called(step, known), Titles())
            yield from leaves_of(inner, f"{label}.{name}", known, below)


def _addresses(connection: Connection) -> Iterator[Row]:
    environment = connection.environment
    if environment is not None:
        for value, label in ((environment.login_url, "Login host"), (environment.api_url, "API host")):
            if value:
                yield Row(label, value, f"environment {environment.name}", "", None)


def _general(connection: Connection, project: Project) -> Iterator[Row]:
    given, connector = connection.config.get(GENERAL), connection.connector
    if isinstance(given, dict):
        titles = titles_in(connector.get(GENERAL)) if connector is not None else Titles()
        known = _keys(project)
        for key, value in given.items():
            name, inner = titles.get(key) or (called(key, known), Titles())
            part = Part(value, connection.config, (GENERAL, key), "config")
            yield from _tree(part, f"{label_of(CONFIG, GENERAL)}: {name}", project, known, inner)


def _fields_of(kind: str, without: frozenset[str]) -> list[str]:
    """Return the fields of a kind of document, in the order of its schema."""
    return [key for key in schema(SCHEMAS[kind])["properties"] if key not in without]


def label_of(kind: str, *route: str) -> str:
    """Return what the screen calls a field, as the schema of its document has it."""
    return f"{described(SCHEMAS[kind], route)['title']}"


def _field(document: Document, route: Route, label: str, origin: str, project: Project) -> Iterator[Row]:
    value = document.get(*route)
    if value is not None:
        yield from _tree(Part(value, document, route, origin), label, project, _keys(project), Titles())
    elif document.is_broken(route) and document.node(route) is not None:
        span, _ = document.locate(route)
        yield Row(label, "", origin, document.path, span.start, _INVALID)


def _row(part: Part, label: str, project: Project) -> Row:
    value = shown(part.document, part.route, part.value, project)
    if part.document.shipped:
        return Row(label, value, part.origin, "", None)
    span, _ = part.document.locate(part.route)
    return Row(label, value, part.origin, part.document.path, span.start)


def shown(document: Document, route: Route, value: Any, project: Project) -> str:  # noqa: ANN401
    """Return a value as it may be shown: of one that nobody declares what is no secret whatever it is for."""
    text = ("true" if value else "false") if isinstance(value, bool) else str(value)
    if document.shipped:
        return without_secrets(text)
    opened, form = field(document, route, project)
    key = next((step for step in reversed(route) if isinstance(step, str)), "")
    judged = judge(text, key=key, sensitive=False if opened else None, placeholders=placeholders())
    # A client id may be as random as a secret, and is public.
    if opened and judged is None and random_key(text) is not None and is_identifier(text, form):
        return text
    shown = opened is True or (opened is None and form is not TEXT)
    hidden = [(0, len(text))] if judged is not None else hidden_in(text, open_=shown, forms=(form,))
    for start, end in reversed(hidden):
        text = text[:start] + HIDDEN + text[end:]
    return text
