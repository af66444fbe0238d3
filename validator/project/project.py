"""A project: the index of its documents, and the connections that are worked out from it."""

from __future__ import annotations

import os
from collections import deque

from validator.documents.kinds import CONFIG
from validator.documents.looks import NOTHING, WATCH, looked_again, set_back
from validator.project.connection import Connection, connect
from validator.project.index import Index
from validator.project.settings import Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import Any

    from validator.documents.document import Document
    from validator.documents.looks import Looked
    from validator.documents.paths import AnyPath
    from validator.project.once import Ledger


_ALL = 16_000
"""In a project of so many documents all connections are kept; where there are more, the latest."""

_LATEST = 128


class _Connections(dict["Document", "Connection"]):
    """The connections of a project that are at hand; any other is worked out when it is asked for."""

    __slots__ = ("_project",)

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project

    def __missing__(self, config: Document) -> Connection:
        return self._project.worked_out(config)


class Project(Index):
    """The documents of a project with its settings, and the effective connections of configs, kept for a while.

    `kept` and `latest` hold what rules work out once for the project, and for the document that they look at, with what
    was looked at for it. `gathered` is what its documents told, and the `ledger` knows of what they told before.
    """

    def __init__(
        self,
        documents: Iterable[Document],
        settings: Settings | None = None,
        *,
        root: AnyPath | None = None,
        extra: Iterable[Document] = (),
    ) -> None:
        super().__init__(documents, extra)
        self.settings = settings or Settings()
        self.folder = os.fspath(root) if root is not None else None
        self._connections = _Connections(self)
        if not WATCH.wanted:  # rules ask for it dozens of times a document, so nothing stands in between
            self.connection = self._connections.__getitem__  # type: ignore[method-assign, assignment]
        self._latest: deque[Document] = deque()
        self._most = _ALL if len(self._documents) <= _ALL else _LATEST
        self._looked: Looked = NOTHING
        self._asked: dict[int, frozenset[int]] = {}
        self.kept: dict[object, tuple[Any, Looked]] = {}
        self.gathered: dict[str, Any] = {}
        self.ledger: Ledger | None = None
        self.latest: dict[object, tuple[Document, Any, Looked]] = {}

    @property
    def root(self) -> Path | None:
        """Where the project lies; `folder` is the same as a text."""
        if self.folder is None:
            return None
        from pathlib import Path  # noqa: PLC0415 - a run that finds nothing has paths as texts

        return Path(self.folder)

    def connection(self, config: Document) -> Connection:
        """Return the effective connection of a config; rules ask for that of one config many times in a row.

        Which names it asks for is not watched, since `asked_for` has them.
        """
        found = self._connections[config]
        looked_again(self._looked)
        return found

    def worked_out(self, config: Document) -> Connection:
        """Return the effective connection of a config, worked out anew and kept from now on."""
        found = self._watched(config) if WATCH.wanted else connect(config, self)
        self._connections[config] = found
        self._latest.append(config)
        if len(self._latest) > self._most:
            del self._connections[oldest := self._latest.popleft()]
            self._asked.pop(id(oldest), None)
        return found

    def _watched(self, config: Document) -> Connection:
        """Return the effective connection of a config, with notes of what was looked at and asked for it."""
        before = set_back()
        found = connect(config, self)
        looked_again(self._looked)
        around, outside, asked = set_back()
        self._looked = around, outside, NOTHING[2]
        if WATCH.asked is not None:
            self._asked[id(config)] = asked
        looked_again(before)
        return found

    def asked_for(self, config: Document) -> frozenset[int]:
        """Return the signs of questions that the effective connection of a config rests on, while these are noted."""
        self.connection(config)
        if id(config) not in self._asked:
            before = set_back()
            connect(config, self)
            self._asked[id(config)] = set_back()[2]
            looked_again(before)
        return self._asked[id(config)]

    def take_over(self, before: Project) -> None:
        """Keep the connections of an earlier version, if only configs have changed since: they rest on the others."""
        if self._without_configs() == before._without_configs():
            own = {id(each) for each in self.configs()}
            self._connections.update(
                (key, each) for key, each in before._connections.items() if id(key) in own
            )
            self._latest = deque(self._connections)
            self._looked = before._looked

    def _without_configs(self) -> list[int]:
        return [id(each) for each in (*self.documents, *self.extra) if each.kind != CONFIG]

    def connections(self) -> Iterator[Connection]:
        """Yield the effective connection of every config."""
        return (self.connection(config) for config in self.configs())
