"""The attributes of a definition where they stand, and what their names say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from validator.project.facts import is_choice
from validator.rules.rule import Place
from validator.secrets.fields import is_secret_field
from validator.secrets.lazy import lazy
from validator.words import quoted, shown, simplified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Route
    from validator.documents.document import Document

_CERTIFICATE = lazy(r"(?:certificate|cert|pfx|privatekey)(?:base64|content|contents|data|value|pem)?\Z")
_PUBLIC = lazy(r"public")


class Asked(NamedTuple):
    """One attribute of a definition where it stands; `sensitive` is None where the definition does not say."""

    document: Document
    route: Route
    data: dict[str, Any]
    key: str
    title: str
    sensitive: bool | None

    def place(self, field: str) -> Place:
        """Return where a field of the attribute stands, its key where it does not have the field."""
        return Place(self.document, (*self.route, field if field in self.data else "key"))

    @property
    def name(self) -> str:
        """What a message calls the attribute."""
        return quoted(self.title) if self.title.strip() else shown(self.key, "this attribute")

    @property
    def is_choice(self) -> bool:
        """Whether people choose a value that is no secret: an option, an environment or a region."""
        return is_choice(self.data)

    @property
    def is_secret(self) -> bool:
        """Whether key or title say that the value is a secret."""
        return not self.data.get("options") and any(_names_secret(name) for name in (self.key, self.title))


def _names_secret(name: str) -> bool:
    plain = simplified(name)
    return is_secret_field(name) or (_CERTIFICATE.search(plain) is not None and not _PUBLIC.search(plain))


def attributes_of(document: Document, *, nested: bool = True) -> Iterator[Asked]:
    """Yield the attributes of a definition, those of repeated groups behind their group."""
    waiting: list[tuple[Route, Any]] = [(("attributes",), document.get("attributes"))]
    while waiting:
        route, entries = waiting.pop(0)
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            key = entry.get("key") if isinstance(entry, dict) else None
            if not isinstance(key, str):
                continue
            place, title, sensitive = (*route, index), entry.get("title"), entry.get("isSensitive")
            if document.is_broken((*place, "isSensitive")):
                continue
            yield Asked(document, place, entry, key, title if isinstance(title, str) else "", sensitive)
            if nested:
                waiting.append(((*place, "attributes"), entry.get("attributes")))
