"""What a project needs from outside: each reference to a secret, what it is for, who needs it, and until when."""

from __future__ import annotations

import enum

from validator.diagnostics import Part
from validator.documents.kinds import APPLICATION, BASE_RULES, CLIENT, CONFIG, WORKSPACE
from validator.project.effective import shown
from validator.project.sensitive import secrets_of
from validator.project.showing import keys_of
from validator.secrets.hide import HIDDEN
from validator.secrets.references import ReferenceKind, looks_like_reference, parse_reference, plain_variable
from validator.secrets.unexpanded import is_unexpanded
from validator.survey.connections import EXPIRATION, environment_name
from validator.survey.labels import label_of
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.connection import Connection
    from validator.project.project import Project

_OF_PEOPLE = frozenset({"apiVersion", "kind", "metadata", "sources"})
_KINDS = frozenset({CONFIG, CLIENT, BASE_RULES, WORKSPACE, APPLICATION})
"""Kinds of which something may be needed: what stands in others is an example, or a default."""

LITERAL = "literal"
"""The kind of what stands in the file itself, in the place of a reference."""

OTHER = "other"
"""The kind of a reference whose form neither this tool nor the settings know."""


class State(enum.Enum):
    """Whether what a reference names is there, as far as the environment of the process tells."""

    SET = "set"
    MISSING = "missing"
    EMPTY = "empty"
    UNEXPANDED = "unexpanded"
    UNKNOWN = "not looked into"
    IN_FILE = "in the file"


class Need(NamedTuple):
    """One use of one reference in one environment.

    `reference` is the value as it may be shown. `variable` is the one to look up, empty for other references; it may be
    shown only where `named` says so. `document` is the title of what holds the reference, `configs` are the names of
    the configs that need it there.
    """

    environment: str
    client: str
    reference: str
    kind: str
    label: str
    document: str
    expires: str
    configs: tuple[str, ...]
    path: str
    variable: str
    named: bool


class Expiry(NamedTuple):
    """The last day of the secret of an OAuth client; `days` is how long before it the project wants to be told."""

    connector: str
    client: str
    expires: str
    environments: tuple[str, ...]
    configs: tuple[str, ...]
    days: int


class _Use(NamedTuple):
    """A config that needs what a document says, with the environment that it leads to."""

    environment: str
    config: str


class _Found(NamedTuple):
    """A reference, or a secret in the place of one, with the name of the variable that is meant, if one is."""

    document: Document
    route: Route
    kind: str
    variable: str = ""


def needs_of(project: Project, paths: frozenset[str]) -> list[Need]:
    """Return what the files of some paths need, and what the configs in them need of other files, in order."""
    users = _users(project, paths)
    known = keys_of(project)
    needs: list[Need] = []
    for document in project.documents:
        for found in _found_in(document, project) if document.kind in _KINDS else ():
            uses = _uses(document, found.route, users)
            if uses or document.path in paths:
                needs += _needs(found, uses, project, known)
    return sorted(needs, key=lambda need: (need.environment == "", need.environment.casefold()))


def expiries_of(project: Project, paths: frozenset[str]) -> list[Expiry]:
    """Return the last days of the secrets of the same clients, in the order of the files."""
    users = _users(project, paths)
    return [
        Expiry(
            _text(client, ("connector",), project),
            _text(client, ("name",), project),
            _text(client, (EXPIRATION,), project),
            tuple(sorted({each.environment for each in uses if each.environment})),
            tuple(each.config for each in uses),
            project.settings.secret_expiry_days,
        )
        for client in project.of_kind(CLIENT)
        if isinstance(client.get(EXPIRATION), str)
        and ((uses := users.get((id(client), None), [])) or client.path in paths)
    ]


def states(needs: Iterable[Need], environ: Mapping[str, str]) -> list[State]:
    """Return of each need whether the environment has it; nothing but the names of variables is looked into."""
    return [_state(each, environ) for each in needs]


def _state(need: Need, environ: Mapping[str, str]) -> State:
    if need.kind == LITERAL:
        return State.IN_FILE
    if not need.variable:
        return State.UNKNOWN
    value = environ.get(need.variable)
    if value is None:
        return State.MISSING
    if is_unexpanded(value):
        return State.UNEXPANDED
    return State.SET if value.strip() else State.EMPTY


_Users = dict[tuple[int, int | None], list[_Use]]
"""Who uses a document, or one base connection of it."""


def _users(project: Project, paths: frozenset[str]) -> _Users:
    found: _Users = {}
    for config in project.configs():
        if config.path not in paths:
            continue
        connection = project.connection(config)
        use = _Use(environment_name(connection, project), _text(config, ("name",), project))
        for key in _used(connection):
            found.setdefault(key, []).append(use)
    return found


def _used(connection: Connection) -> Iterator[tuple[int, int | None]]:
    """Yield what a connection takes values from."""
    yield id(connection.config), None
    if connection.client is not None:
        yield id(connection.client), None
    if connection.base is not None and isinstance(connection.base.route[-1], int):
        yield id(connection.base.document), connection.base.route[-1]
    documents = {
        id(each.document) for each in (connection.workspace, connection.application) if each is not None
    }
    yield from ((each, None) for each in documents - {id(connection.config)})


def _uses(document: Document, route: Route, users: _Users) -> Sequence[_Use]:
    entry = route[1] if document.kind == BASE_RULES and len(route) > 1 else None
    return users.get((id(document), entry if isinstance(entry, int) else None), ())


def _found_in(document: Document, project: Project) -> Iterator[_Found]:
    """Yield where a document has a reference, or a secret in the place of one."""
    custom = project.settings.secret_references
    for route, text in document.texts():
        if not route or route[0] in _OF_PEOPLE:
            continue
        reference = parse_reference(text, custom)
        if reference is not None:
            variable = reference.target if reference.kind is ReferenceKind.ENV else ""
            yield _Found(document, route, reference.kind.value, variable)
        elif looks_like_reference(text):
            yield _Found(document, route, OTHER)
    for judged in secrets_of(document, project):
        route = judged.leaf.route
        if judged.leaf.part is Part.VALUE and route and route[0] not in _OF_PEOPLE:
            yield _Found(document, route, LITERAL)


def _needs(found: _Found, uses: Sequence[_Use], project: Project, known: frozenset[str]) -> Iterator[Need]:
    """Yield the need of a reference in each environment that it is used in."""
    document, route = found.document, found.route
    shown = _shown(found, project)
    configs: dict[str, list[str]] = {}
    for each in uses:
        configs.setdefault(each.environment, []).append(each.config)
    for environment, names in (configs or {_of_key_set(document, project): []}).items():
        yield Need(
            environment=environment,
            client=_client(document, project),
            reference=shown,
            kind=found.kind,
            label=label_of(document, route, project, known),
            document=document.title,
            expires=_text(document, (EXPIRATION,), project) if route == ("clientSecret",) else "",
            configs=tuple(names),
            path=document.path,
            variable=found.variable,
            named=bool(found.variable) and HIDDEN not in shown,
        )


def _shown(found: _Found, project: Project) -> str:
    """Return a reference as it may be shown: the name of an everyday variable is."""
    if found.kind == LITERAL:
        return HIDDEN
    text = found.document.text(found.route) or ""
    return text if plain_variable(text) is not None else shown(found.document, found.route, text, project)


def _client(document: Document, project: Project) -> str:
    if document.kind == CLIENT:
        return _text(document, ("name",), project)
    client = project.connection(document).client if document.kind == CONFIG else None
    return _text(client, ("name",), project) if client is not None else ""


def _of_key_set(document: Document, project: Project) -> str:
    """Return the one environment that the keys of a client are for which no config uses."""
    if document.kind != CLIENT:
        return ""
    known = project.environments(project.connector(document.get("connector")))
    written = document.get("credentials")
    key_set = known.keys_called(written) if isinstance(written, str) else None
    fitting = [each.name for each in known if key_set is not None and each.credentials == key_set]
    return fitting[0] if len(fitting) == 1 else ""


def _text(document: Document, route: Route, project: Project) -> str:
    value = document.get(*route)
    return shown(document, route, value, project) if isinstance(value, str) else ""
