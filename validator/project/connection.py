"""The effective connection: what App Xchange ends up with, each value with the place that it came from."""

from __future__ import annotations

import enum
import functools

from validator.documents.kinds import GENERAL
from validator.project.facts import (
    BASE_URL,
    Environment,
    environment_key,
    environment_named,
    environments_of_host,
    host_of,
)
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.facts import Attributes, Environments
    from validator.project.index import Index

CREDENTIALS = ("clientId", "clientSecret")


class Origin(enum.Enum):
    """Where a value of the effective connection comes from."""

    BASE = "base connection"
    CONFIG = "config"
    DEFAULT = "definition's default"


class Setting(NamedTuple):
    """A value of the effective connection and where it stands."""

    value: Any
    document: Document
    route: Route
    origin: Origin


class Facts(NamedTuple):
    """A workspace's or application's fields, inline in the config or in a document of their own."""

    document: Document
    route: Route
    data: dict[str, Any]

    def get(self, key: str) -> Any:  # noqa: ANN401 - data of a user's file
        """Return a field, None where it is absent or broken."""
        return self.data.get(key)

    def lacks(self, key: str) -> bool:
        """Whether the field is not there, broken or not."""
        return self.document.lacks(*self.route, key)


class Base(NamedTuple):
    """The base connection that a config selects, as an entry of its rules document."""

    document: Document
    route: Route
    data: dict[str, Any]


class Connection(NamedTuple):
    """The effective connection of one config.

    `structured` and `general` say which of the two methods the config uses; it may use both. `environment` is None
    where it is not set, not known, or cannot be told from a host that several environments share. `existing` is also
    true where it is given and broken: nothing is then asked of the connection. `connector_key` is the one key of a
    connector that goes by several, `client_key` that of the client's connector.
    """

    config: Document
    connector: Document | None
    connector_key: str | None
    integration: str | None
    rules: Document | None
    workspace: Facts | None
    application: Facts | None
    structured: bool
    general: bool
    existing: bool
    base: Base | None
    definition_name: Setting | None
    definition: Document | None
    attributes: Attributes
    client_name: Setting | None
    client: Document | None
    client_key: str | None
    details: dict[str, Setting]
    environments: Environments
    environment: Environment | None
    environment_at: Setting | None
    company_id: Setting | None

    @property
    def is_oauth(self) -> bool:
        """Whether the definition is one of the OAuth types."""
        return self.definition is not None and _is_oauth(self.definition)

    def documents(self) -> tuple[Document, ...]:
        """Return every document that the connection is put together from."""
        facts = [each.document for each in (self.workspace, self.application) if each is not None]
        found = [self.config, self.connector, self.rules, self.definition, self.client, *facts]
        return tuple(each for each in found if each is not None)


@functools.lru_cache(maxsize=256)
def _is_oauth(definition: Document) -> bool:
    return str(definition.get("type")).startswith("OAuth2")


def connect(config: Document, index: Index) -> Connection:
    """Work out the effective connection of a config: the base connection's fields, then its own, then defaults."""
    key = _text(config.get("connector"))
    connector = index.connector(key)
    integration = _text(config.get("integration"))
    rules = index.rules_for(key, integration)
    own = config.get("connection")
    own = own if isinstance(own, dict) else {}
    base = _base(own, rules, index)
    definition_name = _definition_name(config, own, base)
    definition = index.definition(key, definition_name.value) if definition_name else None
    declared = index.attributes(definition)
    client_name = _either(config, own, base, "oauthClient")
    client = index.client(key, client_name.value) if client_name else None
    details = _details(config, own, base, definition, declared)
    known = index.environments(connector)
    environment, environment_at = _environment(config, details, declared, known)
    return Connection(
        config=config,
        connector=connector,
        connector_key=index.canonical(key),
        integration=integration,
        rules=rules,
        workspace=_facts(config, "workspace", index.workspace),
        application=_facts(config, "application", index.application),
        structured=not config.lacks("connection"),
        general=not config.lacks(GENERAL),
        existing=own.get("existing") is True or config.is_broken(("connection", "existing")),
        base=base,
        definition_name=definition_name,
        definition=definition,
        attributes=declared,
        client_name=client_name,
        client=client,
        client_key=index.owner(client) if client is not None else None,
        details=details,
        environments=known,
        environment=environment,
        environment_at=environment_at,
        company_id=_company_id(config, connector, details),
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _base(own: dict[str, Any], rules: Document | None, index: Index) -> Base | None:
    name = own.get("baseConnection")
    at = index.base_named(rules, name) if rules is not None and isinstance(name, str) else None
    if rules is None or at is None:
        return None
    return Base(rules, ("baseConnections", at), rules.get("baseConnections", at))


def _definition_name(config: Document, own: dict[str, Any], base: Base | None) -> Setting | None:
    if base is not None and isinstance(base.data.get("definition"), str):
        return Setting(base.data["definition"], base.document, (*base.route, "definition"), Origin.BASE)
    if isinstance(own.get("definition"), str):
        return Setting(own["definition"], config, ("connection", "definition"), Origin.CONFIG)
    return None


def _sets(base: Base | None) -> dict[str, Any]:
    sets = base.data.get("sets") if base is not None else None
    return sets if isinstance(sets, dict) else {}


def _either(config: Document, own: dict[str, Any], base: Base | None, key: str) -> Setting | None:
    sets = _sets(base)
    if base is not None and isinstance(sets.get(key), str):
        return Setting(sets[key], base.document, (*base.route, "sets", key), Origin.BASE)
    if isinstance(own.get(key), str):
        return Setting(own[key], config, ("connection", key), Origin.CONFIG)
    return None


def _details(
    config: Document,
    own: dict[str, Any],
    base: Base | None,
    definition: Document | None,
    declared: Attributes,
) -> dict[str, Setting]:
    found: dict[str, Setting] = {}
    if base is not None:
        given = _sets(base).get("details")
        for key, value in (given if isinstance(given, dict) else {}).items():
            found[key] = Setting(value, base.document, (*base.route, "sets", "details", key), Origin.BASE)
    mine = own.get("details")
    for key, value in (mine if isinstance(mine, dict) else {}).items():
        found.setdefault(key, Setting(value, config, ("connection", "details", key), Origin.CONFIG))
    for index, attribute in enumerate(declared):
        if (
            attribute.default is not None
            and definition is not None
            and config.lacks("connection", "details", attribute.key)
        ):
            place = Setting(attribute.default, definition, ("attributes", index, "default"), Origin.DEFAULT)
            found.setdefault(attribute.key, place)
    return found


def _facts(config: Document, key: str, lookup: Any) -> Facts | None:  # noqa: ANN401 - a method of the index
    value = config.get(key)
    if isinstance(value, dict):
        return Facts(config, (key,), value)
    found = lookup(value) if isinstance(value, str) else None
    return Facts(found, (), found.data) if found is not None else None


def _environment(
    config: Document,
    details: dict[str, Setting],
    declared: Attributes,
    known: Environments,
) -> tuple[Environment | None, Setting | None]:
    key = environment_key()
    setting = details.get(key)
    if setting is not None:
        chosen = declared.named(key)
        return environment_named(setting.value, known, chosen.options if chosen else ()), setting
    url = config.get(GENERAL, BASE_URL)
    if url is None:
        return None, None
    place = Setting(url, config, (GENERAL, BASE_URL), Origin.CONFIG)
    matches = environments_of_host(host_of(url), known)
    return (matches[0] if len(matches) == 1 else None), place


def _company_id(config: Document, connector: Document | None, details: dict[str, Setting]) -> Setting | None:
    keys = (connector.get("companyId", "keys") if connector is not None else None) or []
    for key in keys:
        if key in details:
            return details[key]
        value = config.get(GENERAL, key)
        if value is not None:
            return Setting(value, config, (GENERAL, key), Origin.CONFIG)
    return None
