"""Documents of a project that is known: of some files at once, of others when somebody asks for one by its name."""

from __future__ import annotations

import os

from validator.documents.discover import Found, order_of
from validator.documents.kinds import PLENTIFUL
from validator.documents.looks import looked_again, set_back, sign_of_name
from validator.documents.parse import Later
from validator.documents.source import display, display_inside
from validator.engine.load import documents_at, held_together
from validator.project.part import AllNeededError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from validator.cache.columns import Columns
    from validator.documents.document import Document
    from validator.documents.source import Source
    from validator.project.settings import Settings

_SHARE = 8
"""Documents are made of no more than one of so many files; where more are needed, the whole project is as quick."""


class AtHand:
    """The documents of some files, and what is known of the others of their project."""

    def __init__(self, columns: Columns, found: Mapping[str, Found], settings: Settings) -> None:
        self._columns = columns
        self._found = found
        self._settings = settings
        self._keeper = Later(settings.limits)
        self._read: dict[str, tuple[Document, ...]] = {}
        self._first: frozenset[str] = frozenset()
        self._described: tuple[Document, ...] = ()

    def take(self, paths: Iterable[str]) -> tuple[Document, ...]:
        """Return the documents of files, the first that are at hand, in the order of the project.

        Raises:
            AllNeededError: one that is known holds documents of other kinds, or they are many.
            UnreadableError: one cannot be read.
        """
        self._first = frozenset(paths)
        self.expect(len(self._first))
        found = sorted((self._found_at(path) for path in self._first), key=lambda each: order_of(each.path))
        read = [(each.where, documents_at(each, self._settings, self._keeper)) for each in found]
        documents = held_together(each for _, several in read for each in several)
        self._described = tuple(each for each in documents if each.kind not in PLENTIFUL)
        left = iter(documents)
        self._read = {path: tuple(next(left) for _ in several) for path, several in read}
        always = frozenset(self._columns.ground.always)
        if not all(path in always or self._holds_the_same_kinds(path) for path in self._first):
            raise AllNeededError
        return documents

    def expect(self, number: int) -> None:
        """Hear that documents of so many files are wanted.

        Raises:
            AllNeededError: that is too many.
        """
        if number > len(self._columns.paths) // _SHARE:
            raise AllNeededError

    def of(self, path: str) -> tuple[Document, ...]:
        """Return the documents of a file that was taken first."""
        return self._read[path]

    def paths(self) -> list[str]:
        """Return the paths of all files that have documents, as the user would type them, in order."""
        parts = [os.path.split(path) for path in self._columns.paths]
        shown = {folder: display_inside(folder) for folder in {folder for folder, _ in parts}}
        known = [f"{shown[folder]}{name}" for folder, name in parts]
        return sorted({*known, *(each.path for several in self._read.values() for each in several)})

    def document(self, number: int) -> Document:
        """Return a document by its number; that a file is read for it is no look at the disk of whoever asks.

        Raises:
            UnreadableError: its file cannot be read.
        """
        path, at, _ = self._columns.place(number)
        if path not in self._read:
            looked = set_back()
            read = documents_at(self._found_at(path), self._settings, self._keeper)
            self._read[path] = held_together((*self._described, *read))[len(self._described) :]
            set_back()
            looked_again(looked)
            if not self._holds_the_same_kinds(path):
                raise AllNeededError
        return next(each for each in self._read[path] if each.index == at)

    def has_kind(self, kind: str) -> bool:
        """Whether any document is of a plentiful kind."""
        return kind in self._columns.kinds

    def named(self, kind: str, name: str) -> Iterator[Document]:
        """Yield the documents of a plentiful kind that bear a name, without those that were taken first.

        Raises:
            UnreadableError: a file cannot be read.
        """
        for number in self._columns.named(sign_of_name(kind, name)):
            if self._columns.place(number)[0] not in self._first:
                found = self.document(number)
                if found.kind == kind and found.get("name") == name:
                    yield found

    def place(self, document: Document) -> tuple[object, ...]:
        """Return what documents are ordered by."""
        return order_of(document.path), document.index

    def of_source(self, source: Source) -> list[Document]:
        """Return the documents that were read from a source."""
        return [each for each in self._read.get(source.where or "", ()) if each.source is source]

    def _found_at(self, path: str) -> Found:
        return self._found.get(path) or Found.at(display(path), path, named=False)

    def _holds_the_same_kinds(self, path: str) -> bool:
        before = [self._columns.place(number)[1:] for number in self._columns.documents_of(path)]
        return before == [(each.index, each.kind) for each in self._read[path]]
