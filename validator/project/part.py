"""A part of a project: some of its documents at hand, others found by their names, and no list of all."""

from __future__ import annotations

from validator.catalog import shipped
from validator.documents.kinds import CLIENT, CONFIG, PLENTIFUL
from validator.documents.looks import ask_for_name
from validator.project.index import name_field, owner_of
from validator.project.project import Project

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NoReturn, Protocol

    from validator.documents.document import Document
    from validator.documents.paths import AnyPath
    from validator.documents.source import Source
    from validator.project.settings import Settings
    from validator.words import Names

    class Rest(Protocol):
        """What a part of a project knows of the documents that are not at hand."""

        def has_kind(self, kind: str) -> bool:
            """Whether any document is of a plentiful kind."""

        def named(self, kind: str, name: str) -> Iterable[Document]:
            """Return those of a plentiful kind that bear a name."""

        def place(self, document: Document) -> tuple[object, ...]:
            """Return what documents are ordered by, those at hand as well."""

        def of_source(self, source: Source) -> list[Document]:
            """Return the documents that were read from a source, those at hand as well."""


class AllNeededError(Exception):
    """Something asked for all documents of a plentiful kind, of which only some are at hand."""


class Part(Project):
    """Documents of a project as if all were there; whoever asks for all of them ends the attempt.

    Those of kinds that are not plentiful are all at hand.
    """

    def __init__(
        self, documents: Iterable[Document], rest: Rest, settings: Settings, *, root: AnyPath
    ) -> None:
        super().__init__(documents, settings, root=root)
        self._rest = rest
        self._at_hand = self._documents
        self._bearers: dict[tuple[str, str], list[Document]] = {}

    @property
    def documents(self) -> tuple[Document, ...]:
        """Not to be had.

        Raises:
            AllNeededError: always.
        """
        _end()

    def of_kind(self, kind: str) -> list[Document]:
        """Return the documents of a kind that is not plentiful.

        Raises:
            AllNeededError: it is.
        """
        if kind in PLENTIFUL:
            _end()
        return super().of_kind(kind)

    def also(self, documents: Iterable[Document]) -> None:
        """Have further documents at hand for what is said of a project; they are found by their names as before."""
        every = {id(each): each for each in (*self._documents, *documents)}
        self._at_hand = tuple(sorted(every.values(), key=self._rest.place))

    @property
    def at_hand(self) -> tuple[Document, ...]:
        """The documents at hand, in the order of the project."""
        return self._at_hand

    def of_source(self, source: Source) -> list[Document]:
        """Return the documents that were read from a source."""
        return self._rest.of_source(source)

    @property
    def has_configs(self) -> bool:
        """Whether the project has any config."""
        return self._rest.has_kind(CONFIG) or super().has_configs

    def clients(self, connector: str | None) -> list[Document]:
        """Not to be had.

        Raises:
            AllNeededError: always.
        """
        del connector
        _end()

    def names(self, kind: str, connector: str | None = None) -> Names:
        """Return what the documents of a kind that is not plentiful are called.

        Raises:
            AllNeededError: it is.
        """
        if kind in PLENTIFUL:
            _end()
        return super().names(kind, connector)

    def client(self, connector: str | None, name: str | None) -> Document | None:
        """Return the OAuth client of that name: the connector's, else one of another connector."""
        ask_for_name(CLIENT, name or "")
        own = self._bearing(CLIENT, name or "")
        key = self.canonical(connector)
        of_connector = (each for each in own if self.canonical(owner_of(each)) == key)
        known = (
            each
            for each in shipped(key or "")
            if each.kind == CLIENT and each.get("name") == name and self.canonical(owner_of(each)) == key
        )
        return next(of_connector, None) or next(known, None) or (own[0] if own else None)

    def _named(self, kind: str, name: str) -> Document | None:
        found = self._bearing(kind, name)
        return found[0] if found else None

    def _bearing(self, kind: str, name: str) -> list[Document]:
        """Return the documents of a plentiful kind that bear a name, in the order of the project."""
        found = self._bearers.get((kind, name))
        if found is None:
            field = name_field(kind)
            at_hand = [each for each in self._by_kind.get(kind, ()) if each.get(field) == name]
            every = [*at_hand, *self._rest.named(kind, name)] if name else []
            found = self._bearers[kind, name] = sorted(every, key=self._rest.place)
        return found


def _end() -> NoReturn:
    raise AllNeededError
