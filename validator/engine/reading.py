"""Files read and parsed where nothing is odd in them: by several processes where that pays, and as plain data."""

from __future__ import annotations

from functools import lru_cache
from sys import intern

from validator.documents import looks
from validator.documents.document import Document
from validator.documents.kinds import CONNECTOR, GENERAL, KINDS
from validator.documents.quiet_reader import read_quietly
from validator.documents.source import Source, UnreadableError, read, shared_signs, signs_of
from validator.engine.workers import may_fork, shared
from validator.lazy import on_demand
from validator.schema.accept import accepts
from validator.schema.schemas import SCHEMAS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, TypeAlias

    from validator.diagnostics import Limits, Tell
    from validator.documents import packed as packing
    from validator.documents.discover import Found
    from validator.documents.document import Keeper
    from validator.documents.packed import Packed

else:
    packing = on_demand("validator.documents.packed")

READING = "reading files"
"""What a run says that it is doing while it reads."""

Parts: TypeAlias = "list[tuple[int, str, dict[str, Any]]]"
"""Number, kind and data of each document of a file."""

Plain: TypeAlias = "tuple[int, tuple[str, ...], list[tuple[int, str, Packed]], looks.Handed | None]"
"""A file whose text is right and quiet, as `marshal` can write it: mark, signs, documents, and what is noted of it."""


def quiet_parts(source: Source, limits: Limits) -> Parts | None:
    """Return the documents of a source if all are of our kinds, nothing in them is odd, and their shapes are right."""
    found = read_quietly(source, limits) if source.readable and not _is_json(source.path) else None
    parts: Parts = []
    for index, data in found or ():
        kind = data.get("kind")
        if kind not in KINDS or (kind == CONNECTOR and GENERAL in data) or not accepts(data, SCHEMAS[kind]):
            return None
        del data["apiVersion"], data["kind"]
        parts.append((index, kind, data))
    return parts or None


def documents_of(source: Source, parts: Parts, keeper: Keeper, *, few: bool = False) -> tuple[Document, ...]:
    """Return documents from their data; where each part stands is worked out when that is asked for.

    The text of one among a `few` files is kept for that.
    """
    if not few:
        source.let_go()
    found = tuple(
        Document(source, index=index, kind=kind, data=data, keeper=keeper) for index, kind, data in parts
    )
    for document in found:
        keeper.opened(document)
    return found


def read_ahead(
    files: Sequence[Found], limits: Limits, processes: int, tell: Tell | None = None
) -> list[Plain | None]:
    """Return what several processes make of files, None for each that has to be looked at more closely."""

    def hear(at: int) -> None:
        if tell is not None:
            tell(READING, at, len(files))

    def work(at: int) -> Plain | None:
        return plain_at(files[at], limits)

    if processes > 1 and not may_fork():
        from validator.engine.fresh_workers import read_apart  # noqa: PLC0415 - few systems need it

        return read_apart(files, limits, processes, work, hear)
    return shared(work, len(files), processes, lambda at: files[at].path, hear)


def documents_ahead(found: Found, plain: Plain, keeper: Keeper) -> tuple[Document, ...]:
    """Return the documents of a file that another process or run has read, and note that it did."""
    mark, signs, parts, noted = plain
    where = found.where
    looks.was_read_elsewhere(where, noted)
    source = Source.unread(found.path, where, mark, _set_of(signs))
    return tuple(
        Document(
            source, index=index, kind=intern(kind), packed=(packing.shared(shape), values), keeper=keeper
        )
        for index, kind, (shape, values) in parts
    )


@lru_cache(maxsize=128)
def _set_of(signs: tuple[str, ...]) -> frozenset[str]:
    """Return the one set of some signs."""
    return shared_signs(frozenset(signs))


def _is_json(path: str) -> bool:
    return path.lower().endswith(".json")


def plain_at(found: Found, limits: Limits) -> Plain | None:
    """Return a file that is right and quiet as `marshal` can write it; None where it has to be looked at closely."""
    if _is_json(found.path):
        return None
    try:
        source = read(found.path, found.where, limits)
    except UnreadableError:
        return None
    parts = quiet_parts(source, limits)
    return plain_of(found, source, parts) if parts is not None else None


def plain_of(found: Found, source: Source, parts: Parts) -> Plain | None:
    """Return a quiet file as `marshal` can write it, None where its bytes cannot be told from others."""
    mark = source.mark
    if mark is None:
        return None
    packed = [(index, kind, packing.pack(data, alike=True)) for index, kind, data in parts]
    return mark, tuple(sorted(signs_of(source.text))), packed, looks.handed_on(found.where)
