"""Scope: the documents to check when some files of a project were named, and the findings that concern them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.kinds import APPLICATION, BASE_RULES, CLIENT, CONFIG, CONNECTOR, DEFINITION, WORKSPACE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Diagnostic
    from validator.document import Document
    from validator.project import Project


def in_scope(project: Project, asked: frozenset[str]) -> list[Document]:
    """Return the documents of the asked files, and those whose findings may concern such a file."""
    kinds = {document.kind for document in project.documents if document.path in asked}
    return [
        document
        for document in project.documents
        if document.path in asked or _depends(document, project, asked, kinds)
    ]


def speaks_of(diagnostic: Diagnostic, asked: frozenset[str]) -> bool:
    """Whether a diagnostic belongs into the report: it stands in an asked file, or says something of one."""
    if diagnostic.path in asked or diagnostic.route == ():
        return diagnostic.path in asked
    return diagnostic.document.startswith(CONFIG) or any(each.path in asked for each in diagnostic.related)


def _depends(document: Document, project: Project, asked: frozenset[str], kinds: set[str | None]) -> bool:
    """Whether a document is put together from one of an asked file, or lacks one that such a file may have held."""
    if document.kind == CONFIG:
        connection = project.connection(document)
        if any(each.path in asked for each in connection.documents()):
            return True
        return any(kind in kinds for kind in _unresolved(document, project))
    return document.kind in kinds


def _unresolved(config: Document, project: Project) -> Iterator[str]:
    connection = project.connection(config)
    if isinstance(config.get("workspace"), str) and connection.workspace is None:
        yield WORKSPACE
    if isinstance(config.get("application"), str) and connection.application is None:
        yield APPLICATION
    if connection.connector is None:
        yield CONNECTOR
    if connection.definition_name is not None and connection.definition is None:
        yield DEFINITION
    if connection.client_name is not None and connection.client is None:
        yield CLIENT
    if config.get("connection", "baseConnection") is not None and connection.base is None:
        yield BASE_RULES
