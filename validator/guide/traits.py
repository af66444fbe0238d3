"""What a connection is like, in the words that `steps.yaml` asks for, and the names that its sentences hold."""

from __future__ import annotations

import shlex

from validator.guide.sheet import Audience, Mark, Part
from validator.guide.steps import described
from validator.guide.values import fact, name_at, name_of
from validator.project.connection import Origin
from validator.values import NamedTuple
from validator.words import simplified

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.project.connection import Connection
    from validator.project.project import Project

YES, NO, UNKNOWN, NONE = "yes", "no", "unknown", "none"
_GRANTS = {"OAuth2ClientCredentials": "client-credentials", "OAuth2CodeFlow": "code-flow"}

VALUES: Mapping[str, frozenset[str] | None] = {
    "connector": None,
    "product": frozenset({"described", "any"}),
    "method": frozenset({"connection", "general"}),
    "structured": frozenset({YES, NO}),
    "general": frozenset({YES, NO}),
    "existing": frozenset({YES, NO}),
    "integration": frozenset({YES, NO}),
    "base": frozenset({YES, NO, UNKNOWN}),
    "grant": frozenset({"client-credentials", "code-flow", UNKNOWN, NONE}),
    "client": frozenset({"own", "brought", NONE}),
    "chosen-client": frozenset({"brought", NO}),
    "shared": frozenset({YES, NO}),
    "default-token-url": frozenset({YES, NO}),
    "app": frozenset({"marketplace", "custom", NONE}),
    "access": frozenset({"service-account", "user", UNKNOWN}),
    "version-key": frozenset({YES, NO}),
    "installed": frozenset({YES, NO, "day"}),
    "projects": frozenset({"all", "some", UNKNOWN}),
    "environment": None,
    "region": frozenset({"us", "au", UNKNOWN}),
    "live": frozenset({YES, NO}),
    "handover": frozenset({YES, NO}),
    "confidential": frozenset({YES, NO}),
}
"""What a step may ask for, and the answers that there are; None where they are names of the catalogue."""


class Case(NamedTuple):
    """What a connection is like: the answers to what steps ask for, and the names for their places."""

    traits: Mapping[str, str]
    names: Mapping[str, str | Part]


def case_of(connection: Connection, project: Project, audience: Audience) -> Case:
    """Return what a connection is like for the reader of a sheet."""
    installed = _installed(connection)
    traits = {
        "connector": _key(connection),
        "product": "described" if _key(connection) in described() else "any",
        "method": "connection" if connection.structured else "general",
        "structured": _yes(connection.structured),
        "general": _yes(connection.general),
        "existing": _yes(connection.existing),
        "integration": _yes(connection.integration is not None),
        "base": _base(connection),
        "grant": _grant(connection),
        "client": client_of(connection),
        "chosen-client": _chosen(connection),
        "shared": _yes(_sharing(connection, project) > 1),
        "default-token-url": _yes(_keeps_default(connection)),
        "app": _of(connection, "source", VALUES["app"], NONE),
        "access": _of(connection, "access", VALUES["access"], UNKNOWN),
        "version-key": _yes(fact(connection.application, "versionKey", project) != ""),
        "installed": "day" if isinstance(installed, str) else _yes(installed is True),
        "projects": _projects(connection),
        "environment": connection.environment.name if connection.environment is not None else "",
        "region": _region(connection),
        "live": _yes(_can_be_tried(connection)),
        "handover": _yes(bool(connection.attributes) or connection.general),
        "confidential": _yes(any(each.sensitive for each in connection.attributes) or connection.general),
    }
    return Case(traits, dict(_names(connection, project, audience)))


def product_of(connection: Connection, project: Project) -> str:
    """Return what the connected product is called."""
    found = name_at(connection.connector, ("name",), project) if connection.connector is not None else ""
    return found or name_at(connection.config, ("connector",), project)


def client_of(connection: Connection) -> str:
    """Return whose the OAuth client is: `own`, `brought` by the integration or the connector, or `none`."""
    if connection.general and not connection.structured:
        return "own"
    if connection.client_name is None:
        return NONE
    public = connection.client is not None and connection.client.get("public") is True
    return "brought" if public or connection.client_name.origin is Origin.BASE else "own"


def _names(connection: Connection, project: Project, audience: Audience) -> list[tuple[str, str | Part]]:
    """Return the names that are known; `product` and `app` always have words."""
    installed, config, connector = _installed(connection), connection.config, connection.connector
    found = {
        "product": product_of(connection, project),
        "integration": name_at(config, ("integration",), project),
        "company": fact(connection.workspace, "company", project),
        "workspace": fact(connection.workspace, "name", project),
        "app": fact(connection.application, "name", project),
        "environment": connection.environment.name if connection.environment is not None else "",
        "client": name_of(connection.client_name, project),
        "base": name_at(config, ("connection", "baseConnection"), project),
        "installed": installed if isinstance(installed, str) else "",
    }
    names: dict[str, str | Part] = {key: Part(text, Mark.NAME) for key, text in found.items() if text}
    names.setdefault("app", "the app")
    for key in ("page", "part"):
        if connector is not None and (words := name_at(connector, ("companyId", key), project)):
            names[key] = words
    if audience is Audience.INTEGRATOR:
        names["file"] = shlex.quote(config.path)
        names["options"] = "--paste " if _grant(connection) == "code-flow" else ""
    if (sharing := _sharing(connection, project)) > 1:
        names["shared"] = f"{sharing}"
    return list(names.items())


def _key(connection: Connection) -> str:
    """Return the connector's key, and not another that it goes by as well."""
    key = connection.connector.get("key") if connection.connector is not None else None
    return key if isinstance(key, str) else connection.connector_key or ""


def _yes(value: bool) -> str:  # noqa: FBT001 - the word for it
    return YES if value else NO


def _of(connection: Connection, key: str, known: frozenset[str] | None, otherwise: str) -> str:
    value = connection.application.get(key) if connection.application is not None else None
    return value if isinstance(value, str) and value in (known or ()) else otherwise


def _base(connection: Connection) -> str:
    if connection.base is not None:
        return YES
    return UNKNOWN if isinstance(connection.config.get("connection", "baseConnection"), str) else NO


def _grant(connection: Connection) -> str:
    if connection.definition is None:
        return UNKNOWN
    return _GRANTS.get(f"{connection.definition.get('type')}", NONE)


def _chosen(connection: Connection) -> str:
    own = connection.client_name is not None and connection.client_name.origin is not Origin.BASE
    return "brought" if own and client_of(connection) == "brought" else NO


def _sharing(connection: Connection, project: Project) -> int:
    """Return how many connections use the client of this one."""
    if connection.client is None:
        return 0
    return sum(1 for each in project.connections() if each.client is connection.client)


def _keeps_default(connection: Connection) -> bool:
    client = connection.client
    supplied = connection.definition is not None and connection.definition.get("tokenUrl") is not None
    return client is not None and client.get("tokenUrl") is None and not supplied


def _installed(connection: Connection) -> object:
    """Return what is recorded of the installation: in which environment, where it is recorded by environment."""
    value = connection.application.get("installed") if connection.application is not None else None
    if not isinstance(value, dict):
        return value
    environment = connection.environment
    called = {simplified(each) for each in (environment.name, *environment.aliases)} if environment else set()
    return next((value[key] for key in value if simplified(key) in called), None)


def _projects(connection: Connection) -> str:
    value = connection.application.get("permittedProjects") if connection.application is not None else None
    return "all" if value == "all" else "some" if isinstance(value, list) and value else UNKNOWN


def _region(connection: Connection) -> str:
    value = connection.workspace.get("region") if connection.workspace is not None else None
    return value if value in {"us", "au"} else UNKNOWN


def _can_be_tried(connection: Connection) -> bool:
    """Whether the live check can ask about this connection with the keys that the project has."""
    connector = connection.connector
    reads = connector is not None and connector.get("liveCheck") is not None
    return reads and not connection.existing and client_of(connection) == "own"
