"""The valid samples as scenes to break: their documents, and the parts of those with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tests.support.clock import TODAY
from tests.support.samples import SAMPLES, scenarios
from tests.whole.quality.model import Spot
from validator.diagnostics import Part, Request
from validator.documents.kinds import CONFIG
from validator.engine.run import load_projects, run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from validator.diagnostics import Diagnostic, Report, Route
    from validator.documents.document import Document
    from validator.project.connection import Connection
    from validator.project.project import Project


class Scene(NamedTuple):
    """A valid sample: its project, and what is found in it before anything is broken (notes at most)."""

    name: str
    project: Project
    request: Request
    noted: tuple[Diagnostic, ...]

    @property
    def documents(self) -> tuple[Document, ...]:
        """Every document of the sample."""
        return self.project.documents

    def of(self, *kinds: str, connector: str | None = None) -> Iterator[Document]:
        """Yield the documents of some kinds, of one connector if one is given."""
        for each in self.documents:
            if each.kind in kinds and connector in {None, each.get("connector")}:
                yield each

    def connections(self, connector: str | None = None) -> Iterator[Connection]:
        """Yield the effective connection of every config, of one connector if one is given."""
        return (self.project.connection(each) for each in self.of(CONFIG, connector=connector))

    def users(self, document: Document) -> list[Connection]:
        """Return the connections that a document is a part of."""
        return [each for each in self.connections() if any(document is part for part in each.documents())]

    def check(self, contents: Mapping[Path, bytes]) -> Report:
        """Lint the sample with other contents in some of its files."""
        return run(self.request._replace(contents=contents))


def scenes() -> list[Scene]:
    """Return every valid sample."""
    return [_scene(folder) for folder in scenarios()]


def _scene(folder: Path) -> Scene:
    request = Request(paths=(str(folder),), allow_empty=True, as_of=TODAY)
    (loaded,) = load_projects(request)
    return Scene(
        folder.relative_to(SAMPLES / "valid").as_posix(), loaded.project, request, run(request).diagnostics
    )


def stretch(document: Document, route: Route, part: Part = Part.VALUE) -> tuple[int, int]:
    """Return where a part stands in its file's text, as two offsets."""
    span, _ = document.locate(route, part)
    return document.source.offset(span.start), document.source.offset(span.end)


def written(document: Document, *route: str | int) -> str:
    """Return the text of a value as it stands in the file, quotes included."""
    start, end = stretch(document, route)
    return document.source.text[start:end]


def value_at(document: Document, *route: str | int, line_only: bool = False) -> Spot:
    """Return the place of a value."""
    return Spot(document.source, stretch(document, route)[0], line_only=line_only)


def key_at(document: Document, *route: str | int) -> Spot:
    """Return the place of a key."""
    return Spot(document.source, stretch(document, route, Part.KEY)[0])


def holder_at(document: Document, *route: str | int) -> Spot:
    """Return the place of the mapping that a part belongs to: its key, or the document's first key."""
    return key_at(document, *route[:-1])


def has(document: Document, *route: str | int) -> bool:
    """Whether a part is written in the document itself, neither merged in nor behind an alias."""
    return document.get(*route) is not None and not document.locate(route, Part.VALUE)[1]


def keys(document: Document) -> Iterator[Route]:
    """Yield the routes of all keys that are written in a document."""
    return (leaf.route for leaf in document.leaves() if leaf.part is Part.KEY)


def values(document: Document) -> Iterator[tuple[Route, Any]]:
    """Yield the routes and values of all scalars that are written in a document."""
    return ((leaf.route, leaf.node.value) for leaf in document.leaves() if leaf.part is Part.VALUE)
