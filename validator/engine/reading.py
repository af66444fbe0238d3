"""Files read and parsed where nothing is odd in them: by several processes where that pays, and as plain data."""

from __future__ import annotations

from validator.documents import looks
from validator.documents.document import Document
from validator.documents.kinds import CONNECTOR, GENERAL, KINDS
from validator.documents.parse import Later
from validator.documents.quiet_reader import read_quietly
from validator.documents.source import Mark, Source, UnreadableError, read, signs_of
from validator.engine.workers import shared
from validator.schema.accept import accepts
from validator.schema.schemas import SCHEMAS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, TypeAlias

    from validator.diagnostics import Limits, Tell
    from validator.documents.discover import Found

READING = "reading files"
"""What a run says that it is doing while it reads."""

Parts: TypeAlias = "list[tuple[int, str, dict[str, Any]]]"
"""Number, kind and data of each document of a file."""

Plain: TypeAlias = "tuple[tuple[int, int], tuple[str, ...], Parts, looks.Handed | None]"
"""A file whose text is right and quiet, as `marshal` can write it: mark, signs, documents, and what is noted of it."""


def quiet_parts(source: Source, limits: Limits) -> Parts | None:
    """Return the documents of a source if all are of our kinds, nothing in them is odd, and their shapes are right."""
    found = read_quietly(source, limits) if source.readable and not _is_json(source.path) else None
    parts: Parts = []
    for index, data in found or ():
        kind = data.get("kind")
        if kind not in KINDS or (kind == CONNECTOR and GENERAL in data) or not accepts(data, SCHEMAS[kind]):
            return None
        parts.append((index, kind, {key: data[key] for key in data if key not in {"apiVersion", "kind"}}))
    return parts or None


def documents_of(source: Source, parts: Parts, limits: Limits) -> tuple[Document, ...]:
    """Return documents from their data; where each part stands is worked out when that is asked for."""
    source.let_go()
    read_later = Later(source, limits)
    return tuple(
        Document(source, index=index, kind=kind, data=data, written=read_later, read_quietly=True)
        for index, kind, data in parts
    )


def read_ahead(
    files: Sequence[Found], limits: Limits, processes: int, tell: Tell | None = None
) -> list[Plain | None]:
    """Return what several processes make of files, None for each that has to be looked at more closely."""

    def hear(at: int) -> None:
        if tell is not None:
            tell(READING, at, len(files))

    return shared(
        lambda at: _plain(files[at], limits), len(files), processes, lambda at: files[at].path, hear
    )


def source_of(found: Found, plain: Plain) -> Source:
    """Return the source of a file that another process has read, and note that it did."""
    mark, signs, _, noted = plain
    looks.was_read_elsewhere(found.file, noted)
    return Source.unread(found.path, found.file, Mark(*mark), frozenset(signs))


def _is_json(path: str) -> bool:
    return path.lower().endswith(".json")


def _plain(found: Found, limits: Limits) -> Plain | None:
    if _is_json(found.path):
        return None
    try:
        source = read(found.path, found.file, limits)
    except UnreadableError:
        return None
    parts = quiet_parts(source, limits)
    return plain_of(found, source, parts) if parts is not None else None


def plain_of(found: Found, source: Source, parts: Parts) -> Plain | None:
    """Return a quiet file as `marshal` can write it, None where its bytes cannot be told from others."""
    mark = source.mark
    if mark is None:
        return None
    return (mark.size, mark.sum), tuple(signs_of(source.text)), parts, looks.handed_on(found.file)
