"""The index of a project: every document of it and the shipped ones, found by kind and name."""

from __future__ import annotations

from validator.catalog import shipped, shipped_aliases, shipped_connectors
from validator.documents.kinds import (
    APPLICATION,
    BASE_RULES,
    CLIENT,
    CONFIG,
    CONNECTOR,
    DEFINITION,
    PLENTIFUL,
    WORKSPACE,
)
from validator.documents.looks import WATCH, ask_for_name
from validator.project.connector_json import completed
from validator.project.facts import Attributes, Environments, attributes, environments
from validator.words import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from validator.documents.document import Document
    from validator.documents.source import Source


_OF_A_CONNECTOR = frozenset({DEFINITION, CLIENT, BASE_RULES})


class Index:
    """The documents that may refer to each other by name; names never cross a project's border.

    `incomplete` is true where a document has no kind, because it could not be read or does not say it: then a name
    that is not found may well be its own, and nothing is said of it. `extra` are documents of other places that names
    may lead to: they are found after the project's own and before the shipped ones, and nothing is reported of them.
    Whoever is given all documents of a plentiful kind has looked around, and who is given one by its name, or is told
    that there is none, has asked for that (`looks.WATCH`).
    """

    def __init__(self, documents: Iterable[Document], extra: Iterable[Document] = ()) -> None:
        self._documents = tuple(documents)
        self.extra = tuple(extra)
        self.incomplete = any(document.kind is None for document in (*self._documents, *self.extra))
        self._by_kind: dict[str, list[Document]] = {}
        for document in self._documents:
            if document.kind is not None:
                self._by_kind.setdefault(document.kind, []).append(document)
        self._by_source: dict[int, list[Document]] = {}
        self._connectors: dict[str | None, Document | None] = {}
        self._by_owner: dict[str, dict[object, list[Document]]] = {}
        self._by_name: dict[tuple[str, str | None], dict[str, Document]] = {}
        self._listed: dict[tuple[str, str | None], list[Document]] = {}
        self._names: dict[tuple[str, str | None], Names] = {}
        self._keys: Names | None = None
        self._canonical: dict[str, str] | None = None
        self._bases: dict[int, dict[str, int]] = {}
        self._attributes: dict[int, Attributes] = {}
        self._environments: dict[int, Environments] = {}

    @property
    def documents(self) -> tuple[Document, ...]:
        """The project's own documents."""
        WATCH.around = True
        return self._documents

    @property
    def at_hand(self) -> tuple[Document, ...]:
        """Those of the project's own documents that something may be said of, for whoever says it: as a rule, all."""
        return self._documents

    def of_kind(self, kind: str) -> list[Document]:
        """Return the project's own documents of a kind, by path and line."""
        if kind in PLENTIFUL:
            WATCH.around = True
        return self._by_kind.get(kind, [])

    def of_source(self, source: Source) -> list[Document]:
        """Return the documents that were read from a source."""
        WATCH.around = True
        if not self._by_source:
            for document in (*self.documents, *self.extra):
                self._by_source.setdefault(id(document.source), []).append(document)
        return self._by_source.get(id(source), [])

    def configs(self) -> list[Document]:
        """Return the connector configs of the project."""
        return self.of_kind(CONFIG)

    @property
    def has_configs(self) -> bool:
        """Whether the project has any config: all rules can see that, so it is no look at other documents."""
        return CONFIG in self._by_kind

    def connector(self, key: str | None) -> Document | None:
        """Return the Connector of that key: the project's own, else the shipped one.

        One out of a connector.json is completed by what another document says of the same connector.
        """
        if key not in self._connectors:
            known = self.connectors(key)
            found = known[0] if known else None
            other = next((each for each in known if not each.generated), None)
            if found is not None and found.generated and other is not None:
                found = completed(found, other)
            self._connectors[key] = found
        return self._connectors[key]

    def connectors(self, key: str | None) -> list[Document]:
        """Return every Connector of that key, the ones that count first."""
        return self._known(CONNECTOR, key)

    def connector_keys(self) -> Names:
        """Return the keys of every connector that the project or the catalogue knows."""
        if self._keys is None:
            own = [key for each in self._own(CONNECTOR) if (key := each.get("key"))]
            own += [key for each in self._own(DEFINITION) if (key := each.get("connector"))]
            self._keys = Names(dict.fromkeys([*own, *shipped_connectors(), *self._aliases()]))
        return self._keys

    def canonical(self, key: str | None) -> str | None:
        """Return the one key of a connector that goes by several; any other key as it is."""
        return self._aliases().get(key, key) if key is not None else None

    def owner(self, document: Document) -> str | None:
        """Return the one key of the connector that a document is for."""
        key = document.get("connector")
        return self.canonical(key) if isinstance(key, str) else None

    def _aliases(self) -> dict[str, str]:
        if self._canonical is None:
            self._canonical = shipped_aliases()
            for each in self._own(CONNECTOR):
                own, aliases = each.get("key"), each.get("aliases")
                if isinstance(own, str) and isinstance(aliases, list):
                    key = self._canonical.get(own, own)
                    found = {alias: key for alias in aliases if isinstance(alias, str) and alias != key}
                    self._canonical = {**self._canonical, **found}
        return self._canonical

    def definitions(self, connector: str | None) -> list[Document]:
        """Return the connection definitions of a connector; the project's own replace shipped ones of the same name."""
        return self._list_of(DEFINITION, connector)

    def definition(self, connector: str | None, name: str | None) -> Document | None:
        """Return a connector's definition by its display name."""
        return self._of_connector(DEFINITION, connector).get(name or "")

    def clients(self, connector: str | None) -> list[Document]:
        """Return the OAuth clients of a connector, shipped public ones last; of one name the first."""
        WATCH.around = True
        return self._list_of(CLIENT, connector)

    def client(self, connector: str | None, name: str | None) -> Document | None:
        """Return the OAuth client of that name: the connector's, else one of another connector."""
        ask_for_name(CLIENT, name or "")
        same = self._of_connector(CLIENT, connector).get(name or "")
        return same or self._named(CLIENT, name or "")

    def workspace(self, name: str) -> Document | None:
        """Return the Workspace of that name."""
        ask_for_name(WORKSPACE, name)
        return self._named(WORKSPACE, name)

    def application(self, name: str) -> Document | None:
        """Return the Application of that name."""
        ask_for_name(APPLICATION, name)
        return self._named(APPLICATION, name)

    def base_rules(self, connector: str | None) -> list[Document]:
        """Return the base-connection rules of a connector; the project's own replace shipped ones."""
        return self._list_of(BASE_RULES, connector)

    def rules_for(self, connector: str | None, integration: str | None) -> Document | None:
        """Return the base-connection rules of an integration for a connector."""
        return self._of_connector(BASE_RULES, connector).get(integration or "")

    def names(self, kind: str, connector: str | None = None) -> Names:
        """Return what the documents of a kind are called, those of a connector where they belong to one."""
        if kind in PLENTIFUL:
            WATCH.around = True
        found = self._names.get((kind, connector))
        if found is None:
            own = self._list_of(kind, connector) if kind in _OF_A_CONNECTOR else self._by_kind.get(kind, [])
            names = (each.get(name_field(kind)) for each in own)
            found = self._names[kind, connector] = Names(each for each in names if isinstance(each, str))
        return found

    def base_named(self, rules: Document, name: str) -> int | None:
        """Return the index of the first base connection of that name among those of an integration."""
        found = self._bases.get(id(rules))
        if found is None:
            found = self._bases[id(rules)] = {}
            for index, entry in enumerate(rules.get("baseConnections") or []):
                if isinstance(entry, dict) and isinstance(entry.get("name"), str):
                    found.setdefault(entry["name"], index)
        return found.get(name)

    def attributes(self, definition: Document | None) -> Attributes:
        """Return the attributes of a connection definition of this index, in its order."""
        if definition is None:
            return attributes(None)
        found = self._attributes.get(id(definition))
        if found is None:
            found = self._attributes[id(definition)] = attributes(definition)
        return found

    def environments(self, connector: Document | None) -> Environments:
        """Return the environments of a connector of this index, in its order."""
        if connector is None:
            return environments(None)
        found = self._environments.get(id(connector))
        if found is None:
            found = self._environments[id(connector)] = environments(connector)
        return found

    def _named(self, kind: str, name: str) -> Document | None:
        return self._index(kind, None, self._by_kind.get(kind, [])).get(name)

    def _of_connector(self, kind: str, connector: str | None) -> dict[str, Document]:
        """Return the documents of a kind that belong to a connector, by name; of equal names the first counts."""
        key = (kind, connector or "")
        found = self._by_name.get(key)
        if found is None:
            found = self._index(kind, connector or "", self._known(kind, connector))
        return found

    def _list_of(self, kind: str, connector: str | None) -> list[Document]:
        key = (kind, connector or "")
        found = self._listed.get(key)
        if found is None:
            found = self._listed[key] = list(self._of_connector(kind, connector).values())
        return found

    def _index(self, kind: str, connector: str | None, documents: list[Document]) -> dict[str, Document]:
        found = self._by_name.get((kind, connector))
        if found is None:
            found = self._by_name[kind, connector] = {}
            for each in documents:
                if isinstance(name := each.get(name_field(kind)), str) and name:
                    found.setdefault(name, each)
        return found

    def _known(self, kind: str, connector: str | None) -> list[Document]:
        """Return the documents of a kind and connector that a project has or was given, then the shipped ones.

        A shipped definition gives way to one of the same key in a connector.json.
        """
        connector = self.canonical(connector)
        by_owner = self._by_owner.get(kind)
        if by_owner is None:
            by_owner = self._by_owner[kind] = {}
            for each in self._own(kind):
                by_owner.setdefault(self.canonical(owner_of(each)), []).append(each)
        known = [
            each
            for each in shipped(connector or "")
            if each.kind == kind and self.canonical(owner_of(each)) == connector
        ]
        own = by_owner.get(connector, [])
        generated = (
            {each.get("key") for each in own if each.generated} if known and kind == DEFINITION else ()
        )
        known = [each for each in known if each.get("key") not in generated] if generated else known
        return [*own, *known] if known else own

    def _own(self, kind: str) -> list[Document]:
        own = self._by_kind.get(kind, [])
        extra = [each for each in self.extra if each.kind == kind]
        return [*own, *extra] if extra else own


def name_field(kind: str) -> str:
    """Return the key that documents of a kind have their name under."""
    return "integration" if kind == BASE_RULES else "name"


def owner_of(document: Document) -> Any:  # noqa: ANN401 - data of a user's file
    """Return the key of the connector that a document belongs to, or that it describes."""
    owner = document.get("key" if document.kind == CONNECTOR else "connector")
    return owner if isinstance(owner, str) else None
