"""Connections, one row each: whose each is, where it leads, when its secret expires, what is wrong with it."""

from __future__ import annotations

from collections import Counter

from validator.diagnostics import Severity
from validator.documents.kinds import CONFIG
from validator.project.effective import shown
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from validator.diagnostics import Diagnostic, Route
    from validator.documents.document import Document
    from validator.project.connection import Connection, Setting
    from validator.project.project import Project

EXPIRATION = "clientSecretExpiration"


class Listed(NamedTuple):
    """One connection as it may be shown; what nobody says is empty."""

    name: str
    customer: str
    workspace: str
    connector: str
    environment: str
    company: str
    client: str
    base_connection: str
    expires: str
    path: str


class Counts(NamedTuple):
    """How many findings of each level concern a connection."""

    errors: int
    warnings: int
    infos: int

    @property
    def words(self) -> str:
        """The counts as people read them."""
        named = ((self.errors, "error"), (self.warnings, "warning"), (self.infos, "info"))
        return (
            ", ".join(f"{count} {word}{'s' if count > 1 else ''}" for count, word in named if count) or "none"
        )


def listed(connection: Connection, project: Project) -> Listed:
    """Return the row of a connection."""
    config = connection.config
    return Listed(
        name=_field(config, ("name",), project),
        customer=_fact(connection, "company", project),
        workspace=_fact(connection, "name", project) or _text(config, ("workspace",), project),
        connector=_field(config, ("connector",), project),
        environment=environment_name(connection, project),
        company=_setting(connection.company_id, project),
        client=_setting(connection.client_name, project),
        base_connection=_field(config, ("connection", "baseConnection"), project),
        expires=_field(connection.client, (EXPIRATION,), project),
        path=config.path,
    )


def _fact(connection: Connection, key: str, project: Project) -> str:
    facts = connection.workspace
    return _field(facts.document, (*facts.route, key), project) if facts is not None else ""


def environment_name(connection: Connection, project: Project) -> str:
    """Return the name of the environment, else what is written in its place and is not a name of one."""
    known = connection.environment
    return known.name if known is not None else _setting(connection.environment_at, project)


def _setting(setting: Setting | None, project: Project) -> str:
    return _value(setting.document, setting.route, setting.value, project) if setting is not None else ""


def _field(document: Document | None, route: Route, project: Project) -> str:
    return _value(document, route, document.get(*route), project) if document is not None else ""


def _text(document: Document, route: Route, project: Project) -> str:
    return _field(document, route, project) if isinstance(document.get(*route), str) else ""


def _value(document: Document, route: Route, value: Any, project: Project) -> str:  # noqa: ANN401 - data of a user's file
    return "" if value is None or isinstance(value, dict | list) else shown(document, route, value, project)


def counts(found: Iterable[Diagnostic]) -> Counts:
    """Return how many findings of each level there are."""
    by_level = Counter(each.severity for each in found)
    return Counts(by_level[Severity.ERROR], by_level[Severity.WARNING], by_level[Severity.INFO])


def configs_of(project: Project, paths: frozenset[str]) -> list[Document]:
    """Return the configs of a project that stand in some files."""
    return [each for each in project.of_kind(CONFIG) if each.path in paths]
