"""A finding: what is wrong with a part of a document, in words, from whoever meets it to the report."""

from __future__ import annotations

from validator.diagnostics import Part, Route, Span
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from validator.diagnostics import Severity
    from validator.documents.document import Document, Way


class Place(NamedTuple):
    """A part of a document, or a stretch of its text where `span` says so."""

    document: Document
    route: Route
    part: Part = Part.VALUE
    span: Span | None = None

    def of(self, document: Document) -> Place:
        """Return the place itself: it names its own document."""
        del document
        return self

    def located(self) -> tuple[Span, tuple[Way, ...]]:
        """Return where the place stands in the text, and the aliases and merges that brought it there."""
        if self.span is not None:
            return self.span, ()
        return self.document.locate(self.route, self.part)


class Here(NamedTuple):
    """A place in the very document that holds the finding, which need not be made yet."""

    route: Route = ()
    part: Part = Part.VALUE
    span: Span | None = None

    def of(self, document: Document) -> Place:
        """Return the place as one of the document that holds the finding."""
        return Place(document, *self)


class Also(NamedTuple):
    """A second place of a finding, with the words that say what is there."""

    place: Place | Here
    message: str


class Change(NamedTuple):
    """A fix in data: what becomes of one key or value; `text` is the new scalar, None removes the entry."""

    title: str
    place: Place | Here
    text: str | None
    safe: bool = True


class Doubt(NamedTuple):
    """What may be in doubt: a question about parts of a project, open where something wrong with them is reported."""

    is_open: Callable[..., bool]
    about: tuple[Any, ...] = ()


class Sought(NamedTuple):
    """A document that a name was to lead to and that the project does not hold, with the words that say so."""

    kind: str
    name: str
    connector: object
    lacking: str


class Finding(NamedTuple):
    """One fault at one place, in words that quote nothing sensitive: a route, never a line; never a path.

    `label` stands at the caret. `severity` is given only where a rule has two levels and this is the lower one. Where
    something that a finding `rests_on` is in doubt, it is not reported: what is wrong there was said already. `rule` is
    the id of its rule; a rule that is run over documents need not say its own. `spoils` are the routes of which the
    finding says all there is to say: nothing more is reported of them, and they are neither sound nor missing. What was
    `sought` in vain may be found around the project.
    """

    message: str
    place: Place | Here
    help: str = ""
    label: str = ""
    also: tuple[Also, ...] = ()
    change: Change | None = None
    severity: Severity | None = None
    rests_on: tuple[Doubt, ...] = ()
    rule: str = ""
    spoils: tuple[Route, ...] = ()
    sought: Sought | None = None
