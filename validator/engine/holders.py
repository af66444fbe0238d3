"""Which document of a project each finding stands in."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.diagnostics import Diagnostic, Position
    from validator.documents.document import Document


class _File(NamedTuple):
    """The documents of a file: where they begin, in order, and the last one of those that begin there or above."""

    documents: list[Document]
    starts: list[Position]
    last: list[int]


class Holders:
    """The documents of a project by file and line, each file sorted once and when it is first asked about."""

    __slots__ = ("_by_path", "_files")

    def __init__(self, documents: Iterable[Document]) -> None:
        self._by_path: dict[str, list[Document]] = {}
        self._files: dict[str, _File] = {}
        for document in documents:
            self._by_path.setdefault(document.path, []).append(document)

    def of(self, diagnostic: Diagnostic) -> Document | None:
        """Return the last document of a finding's file that begins at or above its line, else the file's first."""
        file = self._files.get(diagnostic.path) or self._file(diagnostic.path)
        at = bisect_right(file.starts, diagnostic.span.start) - 1
        if at >= 0:
            return file.documents[file.last[at]]
        return file.documents[0] if file.documents else None

    def _file(self, path: str) -> _File:
        documents = self._by_path.get(path, [])
        order = sorted((document.first_key().start, at) for at, document in enumerate(documents))
        starts, last = [start for start, _ in order], list(accumulate((at for _, at in order), max))
        file = self._files[path] = _File(documents, starts, last)
        return file
