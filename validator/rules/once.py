"""Values that rules work out once, for a whole project or for a document, however many of them ask."""

from __future__ import annotations

import functools

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from validator.documents.document import Document
    from validator.project.project import Project

    T = TypeVar("T")


def per_project(build: Callable[[Project], T]) -> Callable[[Project], T]:
    """Keep what a function makes of a project for as long as the project lives.

    A rule that holds every config against every other would otherwise cost the square of their number.
    """

    @functools.wraps(build)
    def once(project: Project) -> T:
        kept = project.kept
        if build not in kept:
            kept[build] = build(project)
        found: T = kept[build]
        return found

    return once


def per_document(build: Callable[[Document, Project], T]) -> Callable[[Document, Project], T]:
    """Keep what a function makes of a document until it is asked about another one.

    Rules look at one document after the other, so nothing more is kept than what the present one takes.
    """

    @functools.wraps(build)
    def once(document: Document, project: Project) -> T:
        latest = project.latest.get(build)
        if latest is not None and latest[0] is document:
            found: T = latest[1]
            return found
        found = build(document, project)
        project.latest[build] = (document, found)
        return found

    return once
