"""Files to a project: those that were requested, and the rest of the project around them."""

from __future__ import annotations

import os

from validator.diagnostics import Problem, Request
from validator.documents.discover import Found, each_once, found_below, in_order
from validator.documents.document import Document
from validator.documents.finding import Finding, Here
from validator.documents.kinds import (
    CLIENT,
    CONFIG,
    CONNECTOR,
    GENERAL,
    json_may_be_ours,
    looks_foreign,
    looks_ours,
    may_be_ours,
)
from validator.documents.looks import is_link
from validator.documents.parse import Later, identified, parse
from validator.documents.source import Source, UnreadableError, display, read, read_if, taken
from validator.engine.reading import READING, documents_ahead, documents_of, plain_of, quiet_parts, read_ahead
from validator.engine.workers import readers_for
from validator.project.connector_json import is_generated, is_plain_json, recognised
from validator.project.index import Index
from validator.project.project import Project
from validator.project.settings import Settings
from validator.schema.addresses import are_plain, check_addresses
from validator.schema.schemas import fields_of
from validator.schema.shape import check_shape
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from validator.cache.answers import KnownProjects, Walk
    from validator.cache.known_files import KnownFiles
    from validator.diagnostics import Limits
    from validator.documents.paths import AnyPath
    from validator.engine.reading import Plain


_FEW = 8
"""The texts of so many files are kept until the end."""


class Loaded(NamedTuple):
    """A project with the paths of it that are to be reported on; `known` is what earlier runs know of its files."""

    project: Project
    requested: frozenset[str]
    problems: tuple[Problem, ...]
    known: KnownFiles | None = None

    @property
    def ours(self) -> frozenset[str]:
        """The paths of files that turned out to be ours."""
        return frozenset(document.path for document in self.project.documents)


def load_project(
    root: AnyPath,
    files: Iterable[Found],
    settings: Settings,
    request: Request,
    projects: KnownProjects | None = None,
) -> Loaded:
    """Read the requested files and the rest of their project, and put the documents of ours into one index.

    What is known of a file from an earlier run, of one of the `projects`, is not parsed again.
    """
    found = [*files]
    requested = frozenset(each.path for each in found)
    found, walk = _with_those_around(root, found, settings)
    documents: list[Document] = []
    problems: list[Problem] = []
    keeper = Later(settings.limits)
    processes = readers_for(request.jobs, len(found))
    known = _known(projects, os.fspath(root), settings.limits, len(found), walk)
    ahead = _ahead(found, settings.limits, processes, known, request)
    plain = bytearray()
    count = len(found)
    found.reverse()
    for at in range(count):
        each = found.pop()  # so that it is let go
        if request.tell is not None:
            request.tell(READING, at, count)
        plain.extend(bytes(len(documents) - len(plain)))
        given = ahead[at] if ahead is not None and not _is_given(each, request) else None
        if given is not None:
            documents += documents_ahead(each, given, keeper)
            continue
        is_requested = each.path in requested
        foreign_is_a_fault = is_requested and each.named and not request.skip_foreign
        try:
            source = _source(each, settings, request, anything=foreign_is_a_fault)
        except UnreadableError as error:
            if is_requested:
                problems.append(Problem(each.path, f"{error}"))
            continue
        if source is None:
            continue
        parts = quiet_parts(source, settings.limits) if processes == 1 else None
        if parts is not None:
            if known is not None and (given := plain_of(each, source, parts)) is not None:
                known.add(each.where, given)
            plain.extend(are_plain(kind, data) for _, kind, data in parts)
            documents += documents_of(source, parts, keeper, few=count <= _FEW)
            continue
        # Of a few files that are not as they should be the places will be asked for, so they are read with these.
        quietly = processes > 1 or count > _FEW
        inside = _documents(source, settings, foreign_is_a_fault=foreign_is_a_fault, quietly=quietly)
        documents += (_shaped(one) for one in inside)
    extra = (
        _extra(root, settings, {document.source.file for document in documents}) if settings.catalog else []
    )
    if known is not None:
        from validator.engine.silence import settle  # noqa: PLC0415 - only many files are known

        settle(known, documents, extra, settings)
    project = assemble(
        documents,
        settings,
        root=root,
        extra=[check_shape(each) for each in extra],
        sound=lambda at: (
            (at < len(plain) and plain[at]) or (known is not None and known.is_sound(documents[at]))
        ),
    )
    return Loaded(project, requested, tuple(problems), known)


def _with_those_around(root: AnyPath, files: Sequence[Found], settings: Settings) -> tuple[list[Found], Walk]:
    """Return the requested files and the rest of their project, in its order, and how a walk fits to them."""
    known = {each.key: each for each in files}
    left = {*known}
    around = []
    for each in found_below(root, settings.exclude, nested=False):
        key = each.key
        if key in known:
            left.discard(key)
        else:
            around.append(each)
    finds_all = not left and not any(each.named and is_link(each.where) for each in files)
    return in_order(each_once((*known.values(), *around))), (finds_all, not around)


def _known(
    projects: KnownProjects | None, root: str, limits: Limits, number: int, walk: Walk
) -> KnownFiles | None:
    return projects.files_of(root, limits, number, walk) if projects is not None else None


def _ahead(
    files: Sequence[Found], limits: Limits, processes: int, known: KnownFiles | None, request: Request
) -> list[Plain | None] | None:
    """Return what is known of files, and what several processes make of the others; None where neither is asked for."""
    if known is None:
        return read_ahead(files, limits, processes, request.tell) if processes > 1 else None
    found = [known.recall(each.where, limits.file_bytes + 1) for each in files]
    if processes > 1:
        rest = [at for at, plain in enumerate(found) if plain is None]
        processes = readers_for(request.jobs, len(rest))
        fresh = read_ahead([files[at] for at in rest], limits, processes, request.tell)
        for at, plain in zip(rest, fresh, strict=True):
            if plain is not None:
                known.add(files[at].where, plain)
                found[at] = plain
    return found


def _shaped(document: Document) -> Document:
    """Return a document of the project's own with what is wrong with its shape, and with expressions that it brings."""
    checked = check_shape(document)
    if checked.kind != CONNECTOR or not isinstance(checked.get(GENERAL), dict):
        return checked
    from validator.schema.foreign_patterns import check_patterns  # noqa: PLC0415 - few projects have a connector

    return check_patterns(checked)


def assemble(
    documents: Iterable[Document],
    settings: Settings | None = None,
    *,
    root: AnyPath | None = None,
    extra: Iterable[Document] = (),
    sound: Callable[[int], object] | None = None,
) -> Project:
    """Return the project of documents whose shape was checked.

    Addresses, and general configuration against what its connectors say of it, are looked at before anybody asks for a
    connection, but for documents that are known to be `sound`, by their numbers.
    """
    return Project(held_together(documents, extra, sound=sound), settings, root=root, extra=extra)


def held_together(
    documents: Iterable[Document],
    extra: Iterable[Document] = (),
    *,
    sound: Callable[[int], object] | None = None,
) -> tuple[Document, ...]:
    """Return documents with what is wrong with them as the connectors among them and in the catalogue have it."""
    documents = tuple(documents)
    index = Index(documents, extra)
    documents = tuple(
        each if sound is not None and sound(at) else _with_own_keys(_with_addresses(each, index), index)
        for at, each in enumerate(documents)
    )
    if any(config.may_have(GENERAL) for config in index.configs()):
        return tuple(
            each if sound is not None and sound(at) else _with_general_configuration(each, index)
            for at, each in enumerate(documents)
        )
    return documents


def _with_addresses(document: Document, index: Index) -> Document:
    connector = index.connector(document.get("connector")) if document.kind == CONFIG else None
    known = connector.get("companyId", "keys") if connector is not None else None
    whole = _keys_of_addresses(connector) if connector is not None and document.get(GENERAL) else ()
    return check_addresses(document, known if isinstance(known, list) else (), whole)


def _keys_of_addresses(connector: Document) -> tuple[str, ...]:
    """Return the keys of a connector's general configuration that take an address, as their defaults show."""
    properties = connector.get(GENERAL, "properties")
    return tuple(
        key
        for key, node in (properties.items() if isinstance(properties, dict) else ())
        if isinstance(node, dict) and f"{node.get('default')}".startswith(("https://", "http://"))
    )


def _with_own_keys(document: Document, index: Index) -> Document:
    """Return a document with the keys that a public client may have in the project of whoever builds its connector."""
    if document.kind != CLIENT or not document.findings:
        return document
    from validator.project.own_clients import with_own_keys  # noqa: PLC0415 - few clients have a finding

    return with_own_keys(document, index)


def _with_general_configuration(document: Document, index: Index) -> Document:
    if not document.may_have(GENERAL):
        return document
    connector = index.connector(document.get("connector")) if document.kind == CONFIG else None
    if connector is None or document.get(GENERAL) is None:
        return document
    from validator.schema.general_configuration import check_general_configuration  # noqa: PLC0415 - few configs have it

    return check_general_configuration(document, connector)


def _extra(root: AnyPath, settings: Settings, known: set[Path | None]) -> list[Document]:
    """Return the documents of the setting `catalog` that are not the project's own; what cannot be read is left out."""
    documents: list[Document] = []
    from validator.engine.extras import catalog_files  # noqa: PLC0415 - few projects have documents elsewhere

    for file in catalog_files(root, settings):
        if file in known:
            continue
        try:
            source = _source(
                Found.at(display(file), file, named=False), settings, Request(()), anything=False
            )
        except UnreadableError:
            continue
        documents += _documents(source, settings, foreign_is_a_fault=False) if source is not None else ()
    return documents


def extra_of(root: AnyPath, settings: Settings, documents: Iterable[Document]) -> list[Document]:
    """Return the documents of the setting `catalog` that are not among those of the project, their shape checked.

    Raises:
        SettingsError: an entry leads nowhere.
    """
    found = _extra(root, settings, {each.source.file for each in documents}) if settings.catalog else []
    return [check_shape(each) for each in found]


def documents_in(path: str, file: Path, data: bytes, settings: Settings) -> tuple[Document, ...]:
    """Return the documents of the bytes of a file that a walk came upon, their shape checked; none if it is not ours.

    The text is kept, whatever becomes of the file.
    """
    if is_plain_json(path) and not json_may_be_ours(data):
        return ()
    source = taken(path, data, settings.limits, file=file)
    parts = quiet_parts(source, settings.limits)
    if parts is not None:
        return documents_of(source, parts, Later(settings.limits))
    return tuple(_shaped(each) for each in _documents(source, settings, foreign_is_a_fault=False))


def documents_at(found: Found, settings: Settings, keeper: Later) -> tuple[Document, ...]:
    """Return the documents of a file that a walk came upon, their shape checked; none if it is not ours.

    Raises:
        UnreadableError: it cannot be read.
    """
    source = _source(found, settings, Request(()), anything=False)
    if source is None:
        return ()
    parts = quiet_parts(source, settings.limits)
    if parts is not None:
        return documents_of(source, parts, keeper, few=True)
    return tuple(_shaped(each) for each in _documents(source, settings, foreign_is_a_fault=False))


def is_own(file: Path) -> bool:
    """Whether a file that a walk came upon would be taken for one of ours."""
    try:
        source = _source(Found.at(display(file), file, named=False), Settings(), Request(()), anything=False)
    except UnreadableError:
        return False
    return source is not None and bool(_documents(source, Settings(), foreign_is_a_fault=False))


def _is_given(found: Found, request: Request) -> bool:
    """Whether the request brings the bytes of a file itself."""
    from_stdin = request.stdin is not None and found.path == request.stdin_filename
    return from_stdin or (request.contents is not None and found.file in request.contents)


def _source(found: Found, settings: Settings, request: Request, *, anything: bool) -> Source | None:
    """Return a file's source; None for a JSON file that is surely none of ours, unless `anything` is to be read."""
    if request.stdin is not None and found.path == request.stdin_filename:
        return taken(found.path, request.stdin, settings.limits, file=found.where)
    if request.contents and found.file in request.contents:
        return taken(found.path, request.contents[found.file], settings.limits, file=found.where)
    if is_plain_json(found.path) and not anything:
        return read_if(json_may_be_ours, found.path, found.where, settings.limits)
    return read(found.path, found.where, settings.limits)


def _documents(
    source: Source, settings: Settings, *, foreign_is_a_fault: bool, quietly: bool = True
) -> tuple[Document, ...]:
    """Return the documents of a source if it is ours; else nothing, or one document with the fault that says so."""
    generated = is_generated(source.path)
    if source.readable and not generated and not may_be_ours(source.text) and not foreign_is_a_fault:
        return ()
    documents = parse(source, settings.limits, quietly=quietly)
    ours = identified(documents, fields_of) or (recognised(documents) if generated else ())
    if ours:
        return ours
    unreadable = any(document.root is None for document in documents)
    text = source.text or source.glimpse
    if unreadable and (not looks_foreign(text) if foreign_is_a_fault else looks_ours(text)):
        return documents
    return (_foreign(source, documents),) if foreign_is_a_fault else ()


def _foreign(source: Source, documents: tuple[Document, ...]) -> Document:
    if documents and is_generated(source.path):
        first = documents[0]
        message = "this file bears the name of one of the Connector SDK's, and has another shape"
        help_text = "a connector.json has connectionDefinitions or configSchema; leave other files out (--skip-foreign)"
    elif documents:
        first = documents[0]
        message = "this is no document of appxlint: no apiVersion of it begins with appxlint/"
        help_text = "begin each document with apiVersion: appxlint/v1 and kind:, or leave the file out (--skip-foreign)"
    else:
        first = Document(source)
        message = "the file holds no document"
        help_text = (
            "a config needs apiVersion: appxlint/v1, kind: ConnectorConfig, name, connector and workspace"
        )
    place = Here(span=first.first_key())
    return first.but(findings=(Finding(message, place, help_text, rule="unknown-kind"),))
