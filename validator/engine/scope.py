"""Scope: the files that `exclude` leaves out, the documents to check, and the findings that concern what was named."""

from __future__ import annotations

import os

from validator.documents.discover import has_settings, is_folder
from validator.documents.ignoring import is_pattern, left_out
from validator.documents.kinds import (
    APPLICATION,
    BASE_RULES,
    CLIENT,
    CONFIG,
    CONNECTOR,
    DEFINITION,
    WORKSPACE,
)
from validator.documents.paths import above, is_inside
from validator.project.settings import load
from validator.values import NamedTuple
from validator.words import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from validator.diagnostics import Diagnostic, Request
    from validator.documents.discover import Found
    from validator.documents.document import Document
    from validator.documents.paths import AnyPath
    from validator.project.project import Project
    from validator.project.settings import Settings


_SAYS_UNKNOWN = {
    WORKSPACE: "unknown-workspace",
    APPLICATION: "unknown-application",
    CONNECTOR: "unknown-connector",
    DEFINITION: "unknown-definition",
    CLIENT: "unknown-oauth-client",
    BASE_RULES: "unknown-base-connection",
}


class Scope(NamedTuple):
    """What a run over some files of a project reports on.

    `documents` are to be checked, those `beside` them only held against them. `dependent` are documents, by path and
    title, of which everything is reported. `missing` are rules that say a name is unknown which a requested file may
    have held before.
    """

    documents: list[Document]
    beside: list[Document]
    requested: frozenset[str]
    dependent: frozenset[str]
    missing: frozenset[str]

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Whether a diagnostic belongs into the report: it stands in a requested file, or has to do with one."""
        if diagnostic.path in self.requested or diagnostic.rule in self.missing:
            return True
        if f"{diagnostic.path} {diagnostic.document}" in self.dependent:
            return True
        return any(each.path in self.requested for each in diagnostic.related)


def scope_of(project: Project, requested: frozenset[str]) -> Scope:
    """Return what a run over some files of a project reports on."""
    kinds = {document.kind for document in project.at_hand if document.path in requested}
    may_matter = not kinds <= {CONFIG}
    documents: list[Document] = []
    beside: list[Document] = []
    dependent: set[str] = set()
    missing: set[str] = set()
    for document in project.at_hand:
        is_requested = document.path in requested
        lacking = _lacking(document, project, kinds) if may_matter and not is_requested else set()
        depends = may_matter and not is_requested and _depends(document, project, requested)
        if is_requested or lacking or depends:
            documents.append(document)
        elif document.kind in kinds:
            beside.append(document)
        missing |= lacking
        if depends:
            dependent.add(f"{document.path} {document.title}")
    return Scope(documents, beside, requested, frozenset(dependent), frozenset(missing))


def alone(project: Project, requested: frozenset[str]) -> Scope:
    """Return some files by themselves: nothing is reported on but what their own documents say."""
    documents = [document for document in project.documents if document.path in requested]
    return Scope(documents, [], requested, frozenset(), frozenset())


def _depends(document: Document, project: Project, requested: frozenset[str]) -> bool:
    """Whether a config is put together from a document of a requested file, or a base connection sets its client."""
    if document.kind == BASE_RULES:
        return any(each.path in requested for each in _clients_set(document, project))
    if document.kind != CONFIG:
        return False
    connection = project.connection(document)
    parts = (*connection.documents(), *project.connectors(connection.connector_key))
    return any(each.path in requested for each in parts)


def _clients_set(rules: Document, project: Project) -> Iterator[Document]:
    """Yield the OAuth clients that the base connections of an integration set."""
    entries = rules.get("baseConnections")
    for entry in entries if isinstance(entries, list) else ():
        sets = entry.get("sets") if isinstance(entry, dict) else None
        name = sets.get("oauthClient") if isinstance(sets, dict) else None
        client = project.client(rules.get("connector"), name) if isinstance(name, str) else None
        if client is not None:
            yield client


def _lacking(document: Document, project: Project, kinds: set[str | None]) -> set[str]:
    """Return the rules that say what a document names and is not there, of kinds that the requested files hold."""
    unresolved: Iterable[str] = ()
    if document.kind == CONFIG:
        unresolved = _unresolved(document, project)
    elif document.kind in {CLIENT, BASE_RULES}:
        unresolved = _unresolved_parts(document, project)
    return {_SAYS_UNKNOWN[kind] for kind in unresolved if kind in kinds}


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


def _unresolved_parts(document: Document, project: Project) -> Iterator[str]:
    """Yield the kinds that an OAuth client, or the base connections of an integration, name in vain."""
    connector = document.get("connector")
    if project.connector(connector) is None:
        yield CONNECTOR
    entries = document.get("baseConnections") if document.kind == BASE_RULES else [document.data]
    for entry in entries if isinstance(entries, list) else ():
        definition = entry.get("definition") if isinstance(entry, dict) else None
        if definition is not None and project.definition(connector, definition) is None:
            yield DEFINITION
        sets = entry.get("sets") if isinstance(entry, dict) else None
        client = sets.get("oauthClient") if isinstance(sets, dict) else None
        if client is not None and project.client(connector, client) is None:
            yield CLIENT


class _Patterns(NamedTuple):
    """The setting `exclude` of a project, and the project's root."""

    root: str
    exclude: tuple[str, ...]


def without_excluded(
    files: Sequence[Found], root: AnyPath, settings: Settings, request: Request
) -> list[Found]:
    """Return a project's files but for those that `exclude` leaves out, the project's own or that of one around it.

    It speaks of what a walk comes upon below a named folder, and under `force_exclude` of what is named as well.

    Raises:
        SettingsError: an entry of `exclude` is no pattern, or the settings of a project around this one cannot be used.
    """
    root = os.fspath(root)
    judged = [each for each in files if request.force_exclude or not each.named]
    starts = {None if request.force_exclude else each.start for each in judged}
    from_outside = any(each is None or is_inside(root, each) for each in starts)
    patterns = [_patterns(root, settings), *(_around(root, request) if from_outside else ())]
    if not any(each.exclude for each in patterns):
        return [*files]
    out = {each.key for each in judged if _is_left_out(each, patterns, force=request.force_exclude)}
    return [each for each in files if each.key not in out]


def _around(root: str, request: Request) -> Iterator[_Patterns]:
    """Yield the patterns of the projects that a project lies in, from the inside out."""
    if request.project is None:
        for folder in above(root):
            if has_settings(folder):
                yield _patterns(folder, load(folder, request.config))


def _patterns(root: str, settings: Settings) -> _Patterns:
    for number, line in enumerate(settings.exclude):
        if not is_pattern(line):
            words = (
                f"exclude: {quoted(line)} is not a pattern; write it as in a .gitignore, with forward slashes"
            )
            raise settings.error(words, "exclude", number)
    return _Patterns(root, settings.exclude)


def _is_left_out(found: Found, patterns: Sequence[_Patterns], *, force: bool) -> bool:
    """Whether a walk does not get to a file: each project judges what lies in it, another project as a folder."""
    start = None if force else found.start
    path = found.where
    for root, exclude in patterns:
        if left_out(path, root, exclude, start, folder=path != found.where or is_folder(path)):
            return True
        if start is not None and not is_inside(root, start):
            return False
        path = root
    return False
