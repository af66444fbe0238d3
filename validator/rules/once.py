"""Values that rules work out once for a whole project, however many documents ask for them."""

from __future__ import annotations

import functools

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from validator.project.project import Project

    T = TypeVar("T")


def per_project(build: Callable[[Project], T]) -> Callable[[Project], T]:
    """Keep what a function makes of a project for as long as the project lives.

    A rule that holds every config against every other would otherwise cost the square of their number.
    """

    @functools.wraps(build)
    def once(project: Project) -> T:
        if build not in project.kept:
            project.kept[build] = build(project)
        value: T = project.kept[build]
        return value

    return once
