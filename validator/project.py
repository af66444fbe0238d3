"""A project: every document of it and the shipped ones, found by kind and name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.catalog import shipped, shipped_connectors
from validator.connection import Connection, connect
from validator.kinds import (
    APPLICATION,
    BASE_RULES,
    CLIENT,
    CONFIG,
    CONNECTOR,
    DEFINITION,
    WORKSPACE,
)
from validator.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from validator.document import Document
    from validator.source import Source


class Project:
    """The documents that may refer to each other by name; names never cross a project's border.

    `incomplete` is true where a file of ours could not be read to its end: then a name that is not found may well
    stand in that file, and nothing is said of it.
    """

    def __init__(
        self, documents: Iterable[Document], settings: Settings | None = None, *, root: Path | None = None
    ) -> None:
        self.documents = tuple(documents)
        self.settings = settings or Settings()
        self.root = root
        self.incomplete = any(fault.fatal for document in self.documents for fault in document.faults) or any(
            document.kind is None for document in self.documents
        )
        self._by_kind: dict[str, list[Document]] = {}
        for document in self.documents:
            if document.kind is not None:
                self._by_kind.setdefault(document.kind, []).append(document)
        self._by_source: dict[int, list[Document]] = {}
        for document in self.documents:
            self._by_source.setdefault(id(document.source), []).append(document)
        self._connections: dict[int, Connection] = {}

    def of_kind(self, kind: str) -> list[Document]:
        """Return the project's own documents of a kind, by path and line."""
        return self._by_kind.get(kind, [])

    def of_source(self, source: Source) -> list[Document]:
        """Return the documents that were read from a source."""
        return self._by_source.get(id(source), [])

    def configs(self) -> list[Document]:
        """Return the connector configs of the project."""
        return self.of_kind(CONFIG)

    def connector(self, key: str | None) -> Document | None:
        """Return the Connector of that key: the project's own, else the shipped one."""
        return next((each for each in self._known(CONNECTOR, key) if each.get("key") == key), None)

    def connector_keys(self) -> list[str]:
        """Return the keys of every connector that the project or the catalogue knows."""
        own = [key for each in self.of_kind(CONNECTOR) if (key := each.get("key"))]
        own += [key for each in self.of_kind(DEFINITION) if (key := each.get("connector"))]
        return list(dict.fromkeys([*own, *shipped_connectors()]))

    def definitions(self, connector: str | None) -> list[Document]:
        """Return the connection definitions of a connector; the project's own replace shipped ones of the same name."""
        found: dict[str, Document] = {}
        for each in self._known(DEFINITION, connector):
            if each.get("connector") == connector and each.get("name"):
                found.setdefault(each.get("name"), each)
        return list(found.values())

    def definition(self, connector: str | None, name: str | None) -> Document | None:
        """Return a connector's definition by its display name."""
        return next((each for each in self.definitions(connector) if each.get("name") == name), None)

    def clients(self, connector: str | None) -> list[Document]:
        """Return the OAuth clients of a connector, shipped public ones last."""
        return [each for each in self._known(CLIENT, connector) if each.get("connector") == connector]

    def client(self, connector: str | None, name: str | None) -> Document | None:
        """Return the OAuth client of that name: the connector's, else one of another connector."""
        same = next((each for each in self.clients(connector) if each.get("name") == name), None)
        return same or next((each for each in self.of_kind(CLIENT) if each.get("name") == name), None)

    def workspace(self, name: str) -> Document | None:
        """Return the Workspace of that name."""
        return self._named(WORKSPACE, name)

    def application(self, name: str) -> Document | None:
        """Return the Application of that name."""
        return self._named(APPLICATION, name)

    def base_rules(self, connector: str | None) -> list[Document]:
        """Return the base-connection rules of a connector; the project's own replace shipped ones."""
        found: dict[str, Document] = {}
        for each in self._known(BASE_RULES, connector):
            if each.get("connector") == connector and each.get("integration"):
                found.setdefault(each.get("integration"), each)
        return list(found.values())

    def rules_for(self, connector: str | None, integration: str | None) -> Document | None:
        """Return the base-connection rules of an integration for a connector."""
        return next(
            (each for each in self.base_rules(connector) if each.get("integration") == integration), None
        )

    def connection(self, config: Document) -> Connection:
        """Return the effective connection of a config, worked out once."""
        found = self._connections.get(id(config))
        if found is None:
            found = self._connections[id(config)] = connect(config, self)
        return found

    def connections(self) -> Iterator[Connection]:
        """Yield the effective connection of every config."""
        return (self.connection(config) for config in self.configs())

    def _named(self, kind: str, name: str) -> Document | None:
        return next((each for each in self.of_kind(kind) if each.get("name") == name), None)

    def _known(self, kind: str, connector: str | None) -> list[Document]:
        """Return the project's documents of a kind, then the shipped ones of the connector."""
        known = [each for each in shipped(connector or "") if each.kind == kind]
        return [*self.of_kind(kind), *known] if known else self.of_kind(kind)
