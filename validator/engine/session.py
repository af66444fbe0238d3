"""A project that is checked again and again while its files change: what has not changed is not read again."""

from __future__ import annotations

import os

from validator.diagnostics import Request
from validator.documents.discover import Found, each_once, found_below, in_order
from validator.documents.ignoring import forget
from validator.documents.kinds import CONNECTOR, DEFINITION
from validator.documents.looks import is_candidate, signature
from validator.documents.source import UnreadableError, display, head_of
from validator.engine.load import Loaded, assemble, documents_in, extra_of
from validator.engine.run import findings_in, settings_of, unasked
from validator.engine.scope import without_excluded
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from validator.diagnostics import Diagnostic
    from validator.documents.document import Document


class _Kept(NamedTuple):
    """What was read of a file: what tells its bytes from others, and its documents."""

    key: object
    documents: tuple[Document, ...]


class Session:
    """The documents of a project between checks, and what was worked out for the last one.

    Files are looked at when somebody says `look`; until then what is known of them counts.
    """

    def __init__(self, root: Path, as_of: date | None = None) -> None:
        self.root = root
        self._request = Request((), as_of=as_of)
        self._files: dict[Path, Found] = {}
        self._kept: dict[Path, _Kept] = {}
        self._sound: set[int] = set()
        self._last: tuple[list[Document], Loaded] | None = None
        self._extra: list[Document] | None = None
        self.settings = settings_of(root, self._request)
        self.look()

    def look(self) -> None:
        """Look at settings and files on the disk; what has changed there is read anew.

        Raises:
            SettingsError: the settings cannot be used.
        """
        forget()
        settings = settings_of(self.root, self._request)
        found = each_once(found_below(self.root, settings.exclude, nested=False))
        self._files = {each.file: each for each in found}
        if settings != self.settings:
            self._kept, self._last = {}, None
        self._kept = {
            file: kept
            for file, kept in self._kept.items()
            if isinstance(kept.key, bytes) or kept.key == _signature(file)
        }
        self.settings = settings
        if self._extra:
            self._extra, self._last = None, None

    def load(self, contents: Mapping[Path, bytes]) -> Loaded:
        """Return the project as it stands, `contents` in the place of files that are not written yet.

        Raises:
            SettingsError: an entry of the setting `catalog` leads nowhere.
        """
        documents = [
            document
            for file, each in self._with(contents)
            for document in self._documents(file, each.path, contents.get(file))
        ]
        if self._last is not None and _same(self._last[0], documents):
            return self._last[1]
        if self._extra is None:
            self._extra = extra_of(self.root, self.settings, documents)
        loaded = self._assembled(documents)
        self._last = (documents, loaded)
        return loaded

    def findings(
        self, files: Iterable[Path], contents: Mapping[Path, bytes], *, by_themselves: bool = False
    ) -> list[Diagnostic]:
        """Return what counts of what a check of some files finds, in whatever file it stands.

        `by_themselves` is the quick answer, without what only other documents say of these files.

        Raises:
            SettingsError: the settings cannot be used.
        """
        loaded = self.load(contents)
        paths = frozenset(display(file) for file in files) & loaded.ours
        if not paths:
            return []
        return findings_in(unasked(loaded), paths, self._request, by_themselves=by_themselves)

    def _with(self, contents: Mapping[Path, bytes]) -> list[tuple[Path, Found]]:
        """Return the files of the project, those among them that nobody has written yet."""
        new = [
            Found.at(display(file), file, named=False)._replace(start=f"{self.root}")
            for file in contents
            if file not in self._files and self.root in file.parents and is_candidate(file.name)
        ]
        wanted = without_excluded(new, self.root, self.settings, self._request) if new else []
        every = [*self._files.items(), *((each.file, each) for each in wanted)]
        files = {each.path: file for file, each in every}
        return [(files[each.path], each) for each in in_order(each for _, each in every)]

    def _documents(self, file: Path, path: str, data: bytes | None) -> tuple[Document, ...]:
        kept = self._kept.get(file)
        if kept is not None and (data is None or kept.key == data) and not (data is None and _is_text(kept)):
            return kept.documents
        key: object = data
        if data is None:
            key = _signature(file)
            try:
                data, _ = head_of(file, self.settings.limits.file_bytes + 1)
            except (OSError, UnreadableError):
                return ()
        documents = documents_in(path, file, data, self.settings)
        self._kept[file] = _Kept(key, documents)
        return documents

    def _assembled(self, documents: list[Document]) -> Loaded:
        if self._last is None or _deciding(self._last[0]) != _deciding(documents):
            self._sound = set()
        project = assemble(
            documents,
            self.settings,
            root=self.root,
            extra=self._extra or (),
            sound=lambda document: id(document) in self._sound,
        )
        self._sound = {id(each) for each in documents} & {id(each) for each in project.documents}
        if self._last is not None:
            project.take_over(self._last[1].project)
        paths = frozenset(each.path for each in documents)
        return Loaded(project, paths, ())


def _is_text(kept: _Kept) -> bool:
    return isinstance(kept.key, bytes)


def _signature(file: Path) -> object:
    """Return what changes of a file whenever somebody writes it; None where it cannot be looked at."""
    try:
        return signature(os.stat(file))  # noqa: PTH116 - as the other looks at files
    except OSError:
        return None


def _same(before: list[Document], now: list[Document]) -> bool:
    return len(before) == len(now) and all(map(lambda one, other: one is other, before, now))


def _deciding(documents: Iterable[Document]) -> list[int]:
    """Return what decides on the form of other documents: connectors, what they ask for, and what cannot be read."""
    return [id(each) for each in documents if each.kind in {CONNECTOR, DEFINITION, None}]
