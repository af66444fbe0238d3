"""The effective connection as rows: each value as it may be shown, with the place that it came from."""

from __future__ import annotations

from validator.catalog import placeholders
from validator.documents.kinds import APPLICATION, CLIENT, CONFIG, GENERAL, WORKSPACE
from validator.project.forms import is_identifier
from validator.project.showing import field, hidden_in, key_is_shown, keys_of
from validator.schema.schemas import SCHEMAS, described
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
    from validator.project.project import Project

_CLIENT_FIELDS = (
    *("clientId", "clientSecret", "clientSecretExpiration"),
    *("authorizationUrl", "tokenUrl", "refreshUrl"),
    *("scope", "prompt", "clientAuthentication"),
)
_WORKSPACE_FIELDS = ("name", "type", "region", "company")
_APPLICATION_FIELDS = ("source", "name", "access")


class Row(NamedTuple):
    """One value: its label on the screen, the value as it may be shown, who sets it, and where."""

    label: str
    value: str
    origin: str
    path: str
    position: Position | None


def rows_of(connection: Connection, project: Project) -> list[Row]:
    """Return the rows of an effective connection in the order of the App Xchange screens."""
    return [*_context(connection, project), *_chosen(connection, project), *_general(connection, project)]


def _context(connection: Connection, project: Project) -> Iterator[Row]:
    config = connection.config
    for key in ("connector", "integration"):
        yield from _field(config, (key,), _label(CONFIG, key), "config", project)
    for facts, kind, fields in (
        (connection.workspace, WORKSPACE, _WORKSPACE_FIELDS),
        (connection.application, APPLICATION, _APPLICATION_FIELDS),
    ):
        if facts is not None:
            for key in fields:
                route = (*facts.route, key)
                yield from _field(facts.document, route, _label(kind, key), "config", project)


def _chosen(connection: Connection, project: Project) -> Iterator[Row]:
    config = connection.config
    for key in ("name", "baseConnection"):
        route = ("connection", key)
        yield from _field(config, route, _label(CONFIG, *route), "config", project)
    for setting, key in ((connection.definition_name, "definition"), (connection.client_name, "oauthClient")):
        if setting is not None:
            label = _label(CONFIG, "connection", key)
            yield _row(setting.document, setting.route, label, setting.origin.value, project, setting.value)
    if connection.client is not None:
        for key in _CLIENT_FIELDS:
            label = f"  {_label(CLIENT, key)}"
            yield from _field(connection.client, (key,), label, "OAuth client", project)
    titles = {attribute.key: attribute.title for attribute in connection.attributes}
    order = [*titles, *(key for key in connection.details if key not in titles)]
    known = keys_of(project)
    for key in order:
        if key in connection.details:
            label = titles[key] if key in titles else _called(key, known)
            yield from _detail(connection.details[key], label, project, known)
    yield from _addresses(connection)


def _called(key: str, known: frozenset[str]) -> str:
    return key if key_is_shown(key, known) else HIDDEN


def _detail(setting: Setting, label: str, project: Project, known: frozenset[str]) -> Iterator[Row]:
    if isinstance(setting.value, dict | list):
        entries = setting.value.items() if isinstance(setting.value, dict) else enumerate(setting.value)
        for step, value in entries:
            name = f"{label}[{step + 1}]" if isinstance(step, int) else f"{label}.{_called(step, known)}"
            inner = setting._replace(value=value, route=(*setting.route, step))
            yield from _detail(inner, name, project, known)
    else:
        yield _row(setting.document, setting.route, label, setting.origin.value, project, setting.value)


def _addresses(connection: Connection) -> Iterator[Row]:
    environment = connection.environment
    if environment is not None:
        for value, label in ((environment.login_url, "Login host"), (environment.api_url, "API host")):
            if value:
                yield Row(label, value, f"environment {environment.name}", "", None)


def _general(connection: Connection, project: Project) -> Iterator[Row]:
    given = connection.config.get(GENERAL)
    known = keys_of(project)
    for key in given if isinstance(given, dict) else ():
        label = f"{_label(CONFIG, GENERAL)}: {_called(key, known)}"
        yield from _field(connection.config, (GENERAL, key), label, "config", project)


def _label(kind: str, *route: str) -> str:
    """Return what the screen calls a field, as the schema of its document has it."""
    return f"{described(SCHEMAS[kind], route)['title']}"


def _field(document: Document, route: Route, label: str, origin: str, project: Project) -> Iterator[Row]:
    value = document.get(*route)
    if value is not None and not isinstance(value, dict | list):
        yield _row(document, route, label, origin, project, value)


def _row(  # noqa: PLR0913, PLR0917 - the parts of one row
    document: Document,
    route: Route,
    label: str,
    origin: str,
    project: Project,
    value: Any,  # noqa: ANN401
) -> Row:
    shown = _shown(document, route, value, project)
    if document.shipped:
        return Row(label, shown, origin, "", None)
    span, _ = document.locate(route)
    return Row(label, shown, origin, document.path, span.start)


def _shown(document: Document, route: Route, value: Any, project: Project) -> str:  # noqa: ANN401
    """Return a value as it may be shown: nothing of one that nobody declares."""
    text = ("true" if value else "false") if isinstance(value, bool) else str(value)
    if document.shipped:
        return without_secrets(text)
    opened, form = field(document, route, project)
    key = next((step for step in reversed(route) if isinstance(step, str)), "")
    judged = judge(text, key=key, sensitive=False if opened else None, placeholders=placeholders())
    # A client id may be as random as a secret, and is public.
    if opened and judged is None and random_key(text) is not None and is_identifier(text, form):
        return text
    hidden = [(0, len(text))] if judged is not None else hidden_in(text, open_=opened is True, forms=(form,))
    for start, end in reversed(hidden):
        text = text[:start] + HIDDEN + text[end:]
    return text
