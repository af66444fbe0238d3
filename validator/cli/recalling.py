"""What earlier runs know of many files, for commands that look at a project without keeping an answer."""

from __future__ import annotations

import contextlib

from validator.cache.answers import shelf_of
from validator.cli.keeping import folder_for
from validator.documents.looks import keep_notes, stop

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.cache.answers import KnownProjects


@contextlib.contextmanager
def remembered(paths: Iterable[str]) -> Iterator[KnownProjects | None]:
    """Give what earlier runs know of the files of projects, and keep what this one comes to know unless it fails.

    It is None where nothing is kept.
    """
    folder = folder_for(None, paths)
    shelf = shelf_of(folder, (), by_content=False) if folder is not None else None
    if shelf is None:
        yield None
        return
    known = shelf.known_projects(keep_notes())
    try:
        yield known
    finally:
        stop()
    known.keep()
