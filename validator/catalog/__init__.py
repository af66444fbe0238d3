"""The shipped facts, one connector at a time, and only when a document names it.

They are at hand as code that is generated from the files of the catalogue. The files themselves are read when somebody
asks where in them something stands.
"""

from __future__ import annotations

import functools

from validator.documents.document import Document, Written
from validator.lazy import module_called
from validator.secrets.placeholders import Placeholders, known_placeholders

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from validator.documents.document import Mark


_PLATFORM = "platform"


class _File:
    """A file of the catalogue, read when somebody asks where something stands in it."""

    __slots__ = ("_key",)

    def __init__(self, key: str) -> None:
        self._key = key

    def written(self, document: Document) -> Written:
        """Return what stands in the file as a document of it."""
        return written(self._key)[document.index].written

    def opened(self, document: Document) -> None:
        """Do nothing: what the data is made of is code, which is at hand."""


class _Shipped(Document):
    """A shipped document: its data is at hand, and where it stands is read from its file when that is asked for."""

    __slots__ = ("_key",)

    _key: str

    def __init__(self, key: str, index: int, kind: str | None, data: dict[str, Any]) -> None:
        for name, value in (
            ("_key", key),
            ("index", index),
            ("shipped", True),
            ("kind", kind),
            ("base", None),
            ("data", data),
            ("broken", frozenset()),
            ("findings", ()),
            ("keeper", _File(key)),
            ("_shape", None),
            ("_values", b""),
            ("_written", None),
            ("_around_broken", None),
        ):
            object.__setattr__(self, name, value)

    @property
    def mark(self) -> Mark:
        """What tells a document of a run from all others: its file need not be read for that."""
        return self._key, self.index, None, True

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a source, or what no document has
        if name != "source":
            raise AttributeError(name)
        source = written(self._key)[self.index].source
        object.__setattr__(self, name, source)
        return source


@functools.cache
def shipped(connector: str) -> tuple[Document, ...]:
    """Return the shipped documents of a connector, none where nothing is known of it."""
    if connector in shipped_aliases():
        return shipped(shipped_aliases()[connector])
    if connector not in shipped_connectors():
        return ()
    return tuple(
        _Shipped(connector, index, kind, data) for index, (kind, data) in enumerate(_generated(connector))
    )


@functools.cache
def written(key: str) -> tuple[Document, ...]:
    """Return the documents of a file of the catalogue as they are read from it."""
    from pathlib import Path  # noqa: PLC0415 - no run that finds nothing has to read the file

    from validator.diagnostics import Limits  # noqa: PLC0415 - as above
    from validator.documents.parse import identified, parse  # noqa: PLC0415 - as above
    from validator.documents.source import read  # noqa: PLC0415 - as above

    file = Path(__file__).with_name(f"{key}.yaml")
    documents = parse(read(f"catalog/{key}.yaml", file, Limits()), Limits(), shipped=True)
    return documents if key == _PLATFORM else identified(documents, _no_fields)


def _no_fields(kind: str) -> frozenset[str]:
    """Return no field of any kind: a document of the catalogue names its own."""
    del kind
    return frozenset()


def _generated(key: str) -> list[tuple[str | None, dict[str, Any]]]:
    documents: list[tuple[str | None, dict[str, Any]]] = module_called(
        f"validator.catalog.generated.{key.replace('-', '_')}"
    ).DOCUMENTS
    return documents


def shipped_connectors() -> tuple[str, ...]:
    """Return the keys of the connectors that the catalogue knows, in order."""
    from validator.catalog.generated import CONNECTORS  # noqa: PLC0415 - what makes this file imports this package

    return CONNECTORS


def shipped_aliases() -> dict[str, str]:
    """Return the keys that stand for a connector of the catalogue beside its own, with that one."""
    from validator.catalog.generated import ALIASES  # noqa: PLC0415 - as above

    return ALIASES


@functools.cache
def platform() -> dict[str, Any]:
    """Return what is known of App Xchange itself: its callback URL, its form's defaults and choices."""
    ((_, data),) = _generated(_PLATFORM)
    return data


@functools.cache
def placeholders() -> Placeholders:
    """Return the words and forms that stand where a real value is still to come."""
    known = platform().get("placeholders", {})
    return known_placeholders(known.get("words", ()), known.get("patterns", ()))
