"""Connections, one row each: whose each is, where it leads, when its secret expires, what is wrong with it."""

from __future__ import annotations

from collections import Counter

from validator.documents.kinds import CONFIG
from validator.project.effective import shown
from validator.render.counts import of_counter
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from validator.diagnostics import Diagnostic, Route, Severity
    from validator.documents.document import Document
    from validator.project.connection import Connection, Facts, Setting
    from validator.project.project import Project
    from validator.render.counts import Counts

    Findings = Mapping[tuple[str, str], Counter[Severity]]
    """How many findings of each level there are, by file and document; of a file itself the document is empty."""

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
    application: str = ""


def listed(connection: Connection, project: Project) -> Listed:
    """Return the row of a connection."""
    config = connection.config
    return Listed(
        name=_field(config, ("name",), project),
        customer=_fact(connection.workspace, "company", project),
        workspace=_fact(connection.workspace, "name", project) or _text(config, ("workspace",), project),
        connector=_field(config, ("connector",), project),
        environment=environment_name(connection, project),
        company=_setting(connection.company_id, project),
        client=_setting(connection.client_name, project),
        base_connection=_field(config, ("connection", "baseConnection"), project),
        expires=_field(connection.client, (EXPIRATION,), project),
        path=config.path,
        application=_fact(connection.application, "name", project)
        or _text(config, ("application",), project),
    )


def _fact(facts: Facts | None, key: str, project: Project) -> str:
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


def by_document(diagnostics: Iterable[Diagnostic]) -> Findings:
    """Return how many findings of each level there are in each document."""
    found: dict[tuple[str, str], Counter[Severity]] = {}
    for each in diagnostics:
        found.setdefault((each.path, each.document), Counter())[each.severity] += 1
    return found


def counts(connection: Connection, findings: Findings) -> Counts:
    """Return what was found in the documents that a connection is put together from, and in their files as such."""
    documents = {(each.path, each.title) for each in own_documents(connection)}
    files = {(path, "") for path, _ in documents}
    found = sum((findings[place] for place in documents | files if place in findings), Counter["Severity"]())
    return of_counter(found)


def own_documents(connection: Connection) -> list[Document]:
    """Return the documents of a project that a connection is put together from; facts that came along are none."""
    return [each for each in connection.documents() if not each.shipped]


def configs_of(project: Project, paths: frozenset[str]) -> list[Document]:
    """Return the configs of a project that stand in some files."""
    return [each for each in project.of_kind(CONFIG) if each.path in paths]
