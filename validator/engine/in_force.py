"""The settings of the projects that a request speaks of, without a look at their documents."""

from __future__ import annotations

from pathlib import Path

from validator.documents.discover import by_project, expand
from validator.documents.ignoring import forget
from validator.engine.run import root_for
from validator.project.settings import load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.diagnostics import Request
    from validator.project.settings import Settings


def in_force(request: Request) -> list[tuple[Path, Settings]]:
    """Return the root of each project that has files here, and what its settings files say.

    Where there are no files, that is the project around what is named first.

    Raises:
        SettingsError: the settings cannot be used.
    """
    forget()
    found, _ = expand(request.paths)
    roots = [Path(root) for root in by_project(found, request)] or [root_for(request)]
    return [(root, load(root, request.config)) for root in roots]
