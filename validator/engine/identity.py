"""What a finding is known by while fixes are made around it: neither its line nor its words, and keys may change."""

from __future__ import annotations

from validator.diagnostics import Part
from validator.engine.holders import Holders
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.diagnostics import Diagnostic, Intent, Route
    from validator.documents.document import Document


class Spot(NamedTuple):
    """A part of a file's data: its path, the index of its document, and the route of the part."""

    path: str
    document: int
    route: Route


class Identity(NamedTuple):
    """A finding's rule and the part that it is about."""

    rule: str
    spot: Spot


class Identities:
    """The identities of findings in the documents of a project."""

    __slots__ = ("_holders",)

    def __init__(self, documents: Iterable[Document]) -> None:
        self._holders = Holders(documents)

    def of(self, diagnostic: Diagnostic) -> Identity:
        """Return what a finding is known by."""
        document = self._holders.of(diagnostic)
        index = document.index if document is not None else 0
        return Identity(diagnostic.rule, Spot(diagnostic.path, index, diagnostic.route))


class Renames:
    """The keys that a round of fixes calls otherwise, by where they stood before."""

    __slots__ = ("_keys",)

    def __init__(self) -> None:
        self._keys: dict[Spot, str] = {}

    def add(self, path: str, intents: Iterable[Intent]) -> None:
        """Note what the fixes of a file's findings call otherwise."""
        for each in intents:
            if each.part is Part.KEY and each.text is not None:
                self._keys[Spot(path, each.document, each.route)] = each.text

    def spot(self, spot: Spot) -> Spot:
        """Return where a part stands after the round."""
        if not self._keys:
            return spot
        path, document, route = spot
        steps = (self._keys.get(Spot(path, document, route[: at + 1]), step) for at, step in enumerate(route))
        return Spot(path, document, tuple(steps))

    def identity(self, identity: Identity) -> Identity:
        """Return what a finding is known by after the round."""
        return Identity(identity.rule, self.spot(identity.spot))
