"""The values that every stage exchanges: places in a file, findings of a check, diagnostics of a report."""

from __future__ import annotations

import enum
from typing import NamedTuple, TypeAlias

Route: TypeAlias = tuple[str | int, ...]
"""The keys and indexes that lead from a document's root to one of its parts."""


class Severity(enum.IntEnum):
    """How much a finding matters; a higher value matters more."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The word that every format prints."""
        return self.name.lower()


class Basis(enum.Enum):
    """Whether a rule rests on a documented fact or on an inference from several."""

    DOCUMENTED = "documented"
    INFERRED = "inferred"


class Part(enum.Enum):
    """Which token of a mapping's entry a place means."""

    KEY = "key"
    VALUE = "value"


class Position(NamedTuple):
    """A place in a text: one-based line, one-based column in Unicode code points."""

    line: int
    column: int


class Span(NamedTuple):
    """A stretch of text; `end` is the position after its last character."""

    start: Position
    end: Position


class Edit(NamedTuple):
    """One replacement of a stretch of a file's text."""

    span: Span
    text: str


class Intent(NamedTuple):
    """What an edit is to change in data: one key or value of a file's document of that index.

    `text` is the scalar that is to stand there; None leaves the entry out.
    """

    document: int
    route: Route
    part: Part
    text: str | None


class Fix(NamedTuple):
    """A change of one file that removes a finding; a safe one keeps the meaning that the writer intended.

    `intents` say what may differ in data once the edits are made, and nothing else may.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool
    intents: tuple[Intent, ...] = ()


class Excerpt(NamedTuple):
    """A source line as it may be shown: sensitive values are masked with the same number of characters."""

    line: int
    text: str


class Related(NamedTuple):
    """A second place that explains a diagnostic."""

    path: str
    span: Span
    message: str
    excerpt: Excerpt | None = None


class Suppression(NamedTuple):
    """Why a diagnostic is not counted: `kind` is `comment`, `settings` or `baseline`."""

    kind: str
    reason: str = ""


class Diagnostic(NamedTuple):
    """One fault of a user's file, at its place, in words; nothing in it is secret.

    `path` is as the user would type it, with forward slashes. `document` names the document by kind and name.
    `route` leads to the faulty part in data; it is empty for the document itself and for faults of the text.
    """

    path: str
    span: Span
    severity: Severity
    rule: str
    message: str
    help: str = ""
    label: str = ""
    document: str = ""
    route: Route = ()
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    excerpt: Excerpt | None = None
    suppression: Suppression | None = None

    @property
    def pointer(self) -> str:
        """The route as a JSON Pointer (RFC 6901)."""
        return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in self.route)


def reading_order(diagnostic: Diagnostic) -> tuple[str, Span, int, str, str]:
    """Return the sort key that puts diagnostics into the order in which a person reads the files."""
    return (diagnostic.path, diagnostic.span, -diagnostic.severity, diagnostic.rule, diagnostic.message)
