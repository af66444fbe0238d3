"""Rules about names of one's own: each stands for one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.diagnostics import Basis, Severity
from validator.documents.kinds import (
    APPLICATION,
    BASE_RULES,
    CLIENT,
    CONFIG,
    CONNECTOR,
    DEFINITION,
    WORKSPACE,
)
from validator.rules.once import per_project
from validator.rules.rule import Also, Finding, Place, rule
from validator.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.documents.document import Document
    from validator.project.project import Project


_IDENTITIES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    CONFIG: (("name",), ()),
    WORKSPACE: (("name",), ()),
    APPLICATION: (("name",), ()),
    CONNECTOR: (("key",), ()),
    CLIENT: (("name",), ("connector",)),
    DEFINITION: (("name", "key"), ("connector",)),
    BASE_RULES: (("integration",), ("connector",)),
}


@rule(Severity.ERROR, Basis.DOCUMENTED, source="the document format, docs/format.md", across=True)
def duplicate_name(document: Document, project: Project) -> Iterator[Finding]:
    """Two documents of a project, or two entries of a list, bear one name.

    A reference to that name could mean either. Names are unique by what they belong to: configs and connectors in
    the project, definitions and clients within their connector, base connections within their integration.

    Bad:
        kind: Workspace
        name: Acme
        ---
        apiVersion: appxlint/v1
        kind: Workspace
        name: Acme

    Good:
        kind: Workspace
        name: Acme
        ---
        apiVersion: appxlint/v1
        kind: Workspace
        name: Acme Australia
    """
    fields, scope = _IDENTITIES.get(document.kind or "", ((), ()))
    for field in fields:
        first = _first_of_name(document, project, field, scope)
        if first is not None:
            owner = f" for connector {quoted(document.get('connector'))}" if scope else ""
            message = f"there is a {document.kind} {quoted(document.get(field))} already{owner}"
            also = Also(Place(first, (field,)), "the first one")
            yield Finding(message, Place(document, (field,)), f"give each its own {field}", also=(also,))
            break
    for route, key in (("baseConnections", "name"), ("attributes", "key"), ("environments", "name")):
        yield from _repeated(document, route, key)


def _first_of_name(document: Document, project: Project, field: str, scope: Sequence[str]) -> Document | None:
    value = document.get(field)
    if not value or document.kind is None:
        return None
    first = _identities(project).get(_identity(document, field, scope))
    return first if first is not document else None


@per_project
def _identities(project: Project) -> dict[tuple[object, ...], Document]:
    """Return the first document of each identity, in the order of the project."""
    found: dict[tuple[object, ...], Document] = {}
    for kind, (fields, scope) in _IDENTITIES.items():
        for document in project.of_kind(kind):
            for field in fields:
                found.setdefault(_identity(document, field, scope), document)
    return found


def _identity(document: Document, field: str, scope: Sequence[str]) -> tuple[object, ...]:
    """Return what must be unique; a connector.json and a Connector document may speak of one connector."""
    generated = document.kind == CONNECTOR and document.generated
    owners = tuple(str(document.get(each)) for each in scope)
    return (document.kind, field, str(document.get(field)), owners, generated)


def _repeated(document: Document, route: str, key: str) -> Iterator[Finding]:
    entries = document.get(route)
    first: dict[Any, int] = {}
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        name = entry.get(key) if isinstance(entry, dict) else None
        if name and isinstance(name, str) and first.setdefault(name, index) != index:
            also = Also(Place(document, (route, first[name], key)), "the first one")
            message = f"{quoted(name)} stands in {route} already"
            yield Finding(
                message, Place(document, (route, index, key)), f"give each its own {key}", also=(also,)
            )
