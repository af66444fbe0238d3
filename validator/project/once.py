"""Values that rules work out once, for a whole project or for a document, however many of them ask."""

from __future__ import annotations

import functools

from validator.documents.looks import WATCH, looked_again, set_back

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar

    from validator.documents.document import Document
    from validator.project.project import Project

    T = TypeVar("T")

_GATHERERS: dict[str | None, list[tuple[Callable[[], Any], Callable[[Any, Document, Project], None]]]] = {}
"""What gathers from the documents of a kind."""


def per_project(build: Callable[[Project], T]) -> Callable[[Project], T]:
    """Keep what a function makes of a project for as long as the project lives.

    A rule that holds every config against every other would otherwise cost the square of their number.
    """

    @functools.wraps(build)
    def once(project: Project) -> T:
        WATCH.around = True
        kept = project.kept.get(build)
        if kept is None:
            before = set_back()
            value = build(project)
            kept = project.kept[build] = value, set_back()
            looked_again(before)
        found: T = kept[0]
        looked_again(kept[1])
        WATCH.around = True
        return found

    return once


def gathered(
    start: Callable[[], T], *kinds: str
) -> Callable[[Callable[[T, Document, Project], None]], Callable[[Project], T]]:
    """Keep what a function gathers from the documents of some kinds, in a value that `start` makes.

    All such functions look at a document together, one document after the other: so however many there are, what it
    takes to look at a document is worked out once, and need not be kept. None may ask what another one gathers.
    """

    def register(add: Callable[[T, Document, Project], None]) -> Callable[[Project], T]:
        for kind in kinds:
            _GATHERERS.setdefault(kind, []).append((start, add))

        @functools.wraps(add)
        def once(project: Project) -> T:
            WATCH.around = True
            if add not in project.kept:
                before = set_back()
                _gather(project)
                looked_again(before)
            found: T = project.kept[add][0]
            looked_again(project.kept[add][1])
            WATCH.around = True
            return found

        return once

    return register


def _gather(project: Project) -> None:
    """Ask everything that gathers about each document of a project."""
    found = {add: start() for each in _GATHERERS.values() for start, add in each}
    for document in project.documents:
        for _, add in _GATHERERS.get(document.kind, ()):
            add(found[add], document, project)
    looked = set_back()
    project.kept.update({add: (value, looked) for add, value in found.items()})


def per_document(build: Callable[[Document, Project], T]) -> Callable[[Document, Project], T]:
    """Keep what a function makes of a document until it is asked about another one.

    Rules look at one document after the other, so nothing more is kept than what the present one takes.
    """

    @functools.wraps(build)
    def once(document: Document, project: Project) -> T:
        latest = project.latest.get(build)
        if latest is not None and latest[0] is document:
            found: T = latest[1]
            looked_again(latest[2])
            return found
        before = set_back()
        found = build(document, project)
        looked = set_back()
        project.latest[build] = (document, found, looked)
        looked_again(before)
        looked_again(looked)
        return found

    return once
