"""Files read and parsed where nothing is odd in them: by several processes where that pays, and as plain data."""

from __future__ import annotations

from sys import intern

from validator.documents.document import Document
from validator.documents.kinds import CONNECTOR, GENERAL, KINDS
from validator.documents.quiet_reader import read_quietly
from validator.documents.source import Source, UnreadableError, read, signs_of
from validator.engine.workers import shared
from validator.lazy import on_demand
from validator.schema.accept import accepts
from validator.schema.addresses import all_well_formed
from validator.schema.schemas import SCHEMAS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, TypeAlias

    from validator.diagnostics import Limits
    from validator.documents import packed as packing
    from validator.documents.discover import Found
    from validator.documents.document import Keeper
    from validator.documents.packed import Packed

else:
    packing = on_demand("validator.documents.packed")

Parts: TypeAlias = "list[tuple[int, str, dict[str, Any]]]"
"""Number, kind and data of each document of a file."""

Plain: TypeAlias = "tuple[int, tuple[str, ...], list[tuple[int, str, Packed]]]"
"""A file whose text is right and quiet, as `marshal` can write it: its mark, its signs, its documents."""


def quiet_parts(source: Source, limits: Limits) -> Parts | None:
    """Return the documents of a source if all are of our kinds, and nothing in them is odd or wrong by itself."""
    found = read_quietly(source, limits) if source.readable and not _is_json(source.path) else None
    parts: Parts = []
    for index, data in found or ():
        kind = data.get("kind")
        if kind not in KINDS or (kind == CONNECTOR and GENERAL in data) or not accepts(data, SCHEMAS[kind]):
            return None
        del data["apiVersion"], data["kind"]
        if not all_well_formed(kind, data):
            return None
        parts.append((index, kind, data))
    return parts or None


def documents_of(source: Source, parts: Parts, keeper: Keeper) -> tuple[Document, ...]:
    """Return documents from their data; where each part stands is worked out when that is asked for."""
    source.let_go()
    found = tuple(
        Document(source, index=index, kind=kind, data=data, keeper=keeper) for index, kind, data in parts
    )
    for document in found:
        keeper.opened(document)
    return found


def read_ahead(files: Sequence[Found], limits: Limits, processes: int) -> list[Plain | None]:
    """Return what several processes make of files, None for each that has to be looked at more closely."""
    return shared(lambda at: _plain(files[at], limits), len(files), processes, lambda at: files[at].path)


def documents_ahead(found: Found, plain: Plain, keeper: Keeper) -> tuple[Document, ...]:
    """Return the documents of a file that another process has read."""
    mark, signs, parts = plain
    source = Source.unread(found.path, found.where, mark, frozenset(signs))
    return tuple(
        Document(
            source, index=index, kind=intern(kind), packed=(packing.shared(shape), values), keeper=keeper
        )
        for index, kind, (shape, values) in parts
    )


def _is_json(path: str) -> bool:
    return path.lower().endswith(".json")


def _plain(found: Found, limits: Limits) -> Plain | None:
    if _is_json(found.path):
        return None
    try:
        source = read(found.path, found.where, limits)
    except UnreadableError:
        return None
    parts = quiet_parts(source, limits)
    mark = source.mark
    if parts is None or mark is None:
        return None
    return (
        mark,
        tuple(signs_of(source.text)),
        [(index, kind, packing.pack(data)) for index, kind, data in parts],
    )
