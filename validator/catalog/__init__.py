"""The shipped facts, read one connector at a time, and only when a document names it."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from validator.diagnostics import Limits
from validator.documents.parse import identified, parse
from validator.documents.source import read
from validator.secrets.placeholders import Placeholders, known_placeholders

if TYPE_CHECKING:
    from validator.documents.document import Document

_FOLDER = Path(__file__).parent
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,60}\Z")
_PLATFORM = "platform"


@functools.cache
def shipped(connector: str) -> tuple[Document, ...]:
    """Return the shipped documents of a connector, none where nothing is known of it."""
    if not _KEY.match(connector) or connector == _PLATFORM:
        return ()
    file = _FOLDER / f"{connector}.yaml"
    if not file.is_file():
        return ()
    documents = parse(read(f"catalog/{connector}.yaml", file, Limits()), Limits(), shipped=True)
    return identified(documents, _no_fields)


def _no_fields(kind: str) -> frozenset[str]:
    """Return no field of any kind: a document of the catalogue names its own."""
    del kind
    return frozenset()


@functools.cache
def shipped_connectors() -> tuple[str, ...]:
    """Return the keys of the connectors that the catalogue knows, in order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml") if path.stem != _PLATFORM))


@functools.cache
def platform() -> dict[str, Any]:
    """Return what is known of App Xchange itself: its callback URL, its form's defaults and choices."""
    (document,) = parse(read("catalog/platform.yaml", _FOLDER / "platform.yaml", Limits()), Limits())
    return document.data


@functools.cache
def placeholders() -> Placeholders:
    """Return the words and forms that stand where a real value is still to come."""
    known = platform().get("placeholders", {})
    return known_placeholders(known.get("words", ()), known.get("patterns", ()))
