"""General configuration as a connection: which key goes where, what follows from the rest, and what cannot be known."""

from __future__ import annotations

from validator.catalog import placeholders
from validator.documents.kinds import CLIENT_CREDENTIALS, CODE_FLOW, GENERAL
from validator.onboard.made import addresses
from validator.onboard.naming import unique
from validator.project.connection import CREDENTIALS
from validator.project.facts import BASE_URL, Role, environment_key, environments_at
from validator.secrets.placeholders import is_placeholder
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from typing import Any

    from validator.documents.document import Document
    from validator.project.connection import Connection
    from validator.project.facts import Attributes, Environment
    from validator.project.project import Project

_TYPES = {"service-account": CLIENT_CREDENTIALS, "user": CODE_FLOW}


class Conversion(NamedTuple):
    """What becomes of a config's general configuration.

    `details` and `client` are the keys that move into the connection's details and into an OAuth client; what is not
    among them stays. `environment` is written in the place of the base URL, None where no detail asks for it.
    `before` and `after` are fields of the connection around its details, `added` further details, `fields` those of the
    client around its keys. A value may be a question.
    """

    before: Mapping[str, str]
    details: tuple[str, ...]
    environment: tuple[str, str] | None
    added: Mapping[str, str]
    client: tuple[str, ...]
    fields: Mapping[str, str]
    after_keys: Mapping[str, str]


def can_be_converted(config: Document, project: Project) -> bool:
    """Whether a config keeps in general configuration what a connection would hold, and has none."""
    general = config.get(GENERAL)
    if not isinstance(general, dict) or not config.lacks("connection") or config.is_broken((GENERAL,)):
        return False
    known = project.definitions(project.connection(config).connector_key)
    return bool(known) and any(key in general for key in _movable(known, project))


def _movable(known: Iterable[Document], project: Project) -> set[str]:
    """Return the keys that hold credentials: those of clients, and those that definitions keep secret."""
    secret = {each.key for definition in known for each in project.attributes(definition) if each.sensitive}
    return secret | set(CREDENTIALS)


def question(options: Sequence[str], otherwise: str) -> str:
    """Return a placeholder that asks which of some values it is, or in other words where they do not fit into one."""
    text = f"<{' or '.join(options)}>"
    return text if options and is_placeholder(text, placeholders()) else f"<{otherwise}>"


def conversion_of(config: Document, project: Project, taken: Collection[str]) -> Conversion:
    """Return what becomes of a config's general configuration; `taken` are names of clients, in small letters."""
    connection = project.connection(config)
    general: Mapping[str, Any] = config.get(GENERAL)
    fitting = _definitions(connection, project)
    definition = fitting[0] if len(fitting) == 1 else None
    attributes = project.attributes(fitting[0])
    candidates = _environments(connection, general)
    is_oauth = any(str(each.get("type")).startswith("OAuth2") for each in fitting)
    name = question([f"{each.get('name')}" for each in fitting], "which connection definition")
    chosen = f"{definition.get('name')}" if definition is not None else name
    client = tuple(key for key in CREDENTIALS if key in general) if is_oauth else ()
    keys = _one(each.credentials for each in candidates)
    client_name = _client_name(connection, keys or "", taken)
    environment = _environment(attributes, candidates)
    moved = tuple(each.key for each in attributes if each.key in general and each.key not in client)
    return Conversion(
        before={
            **_base(connection),
            "definition": chosen,
            **({"oauthClient": client_name} if is_oauth else {}),
        },
        details=moved,
        environment=environment,
        added=_missing(attributes, general),
        client=client,
        fields=_client_fields(connection, client_name, chosen, keys) if is_oauth else {},
        after_keys=_client_rest(connection, definition, client, candidates) if is_oauth else {},
    )


def _definitions(connection: Connection, project: Project) -> list[Document]:
    known = project.definitions(connection.connector_key)
    access = connection.application.get("access") if connection.application is not None else None
    fitting = [each for each in known if each.get("type") == _TYPES.get(f"{access}")]
    return fitting or known


def _environments(connection: Connection, general: Mapping[str, Any]) -> tuple[Environment, ...]:
    """Return the environments that a base URL may mean; a left-out one is the connector's usual one."""
    properties = connection.connector.get(GENERAL, "properties") if connection.connector is not None else None
    usual = ((properties or {}).get(BASE_URL) or {}).get("default")
    url = general.get(BASE_URL, usual)
    return environments_at(url, Role.API, connection.connector, connection.environments)


def _one(values: Iterable[str | None]) -> str | None:
    found = set(values)
    return next(iter(found)) if len(found) == 1 else None


def _environment(attributes: Attributes, candidates: Sequence[Environment]) -> tuple[str, str] | None:
    key = environment_key()
    if attributes.named(key) is None:
        return None
    names = [each.name for each in candidates]
    return key, names[0] if len(names) == 1 else question(names, "which environment")


def _missing(attributes: Attributes, general: Mapping[str, Any]) -> dict[str, str]:
    """Return a question for each further detail that has to be there and is not."""
    return {
        each.key: question([option.label for option in each.options], f"which {each.title}")
        for each in attributes
        if each.required
        and each.default is None
        and each.key not in general
        and each.key != environment_key()
    }


def _base(connection: Connection) -> dict[str, str]:
    """Return a question for the base connection where one has to be chosen."""
    rules = connection.rules
    entries = (rules.get("baseConnections") if rules is not None else None) or []
    enabled = [
        f"{each.get('name')}" for each in entries if isinstance(each, dict) and each.get("enabled") is True
    ]
    if rules is None or not (enabled or rules.get("atLeastOneEnabled") is True):
        return {}
    return {"baseConnection": question(enabled, "which base connection")}


def _client_name(connection: Connection, keys: str, taken: Collection[str]) -> str:
    workspace = connection.workspace
    who = (workspace.get("company") or workspace.get("name")) if workspace is not None else None
    product = connection.connector.name if connection.connector is not None else ""
    connector = connection.connector.get("name") if connection.connector is not None else product
    name = " ".join(f"{each}" for each in (who or connection.config.name, connector, keys) if each)
    return unique(name, taken, joint=" ")


def _client_fields(connection: Connection, name: str, definition: str, keys: str | None) -> dict[str, str]:
    sets = connection.environments.key_sets
    given = keys or (question(sets, "which keys") if len(sets) > 1 else "")
    fields = {"name": name, "connector": connection.connector_key or "", "definition": definition}
    return {**fields, **({"credentials": given} if given else {})}


def _client_rest(
    connection: Connection,
    definition: Document | None,
    moved: Collection[str],
    candidates: Sequence[Environment],
) -> dict[str, str]:
    lacking = {key: f"<where the {words} lives>" for key, words in _WORDS.items() if key not in moved}
    found = addresses(connection.connector, definition, _one(each.login_url for each in candidates))
    known = connection.connector.get("oauthPaths", "token") if connection.connector is not None else None
    return {**lacking, **(found or ({"tokenUrl": "<which token address>"} if known else {}))}


_WORDS = {"clientId": "client id", "clientSecret": "client secret"}
