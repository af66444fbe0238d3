"""The projects around a project: which of their files hold a document that a name does not lead to here.

Names never cross from one project into another. A folder with settings of its own is a project without the documents
of the one around it, which nobody sees who has put a file there for another reason.
"""

from __future__ import annotations

import itertools

from validator.diagnostics import UsageError
from validator.documents.discover import Found, found_below, is_there, project_root
from validator.documents.kinds import BASE_RULES, CLIENT, CONNECTOR
from validator.documents.looks import PYPROJECT, SETTINGS_FILE
from validator.documents.source import UnreadableError, display, head_of
from validator.engine.load import documents_in
from validator.project.settings import Settings
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from validator.documents.finding import Finding, Sought

MOST_PROJECTS = 3
MOST_FOLDERS = 500
MOST_FILES = 500
MOST_BYTES = 64 * 1024
"""How far is looked: so many projects outwards, of each so many folders and files, and none that is bigger."""

_NAMED = {CONNECTOR: "key", BASE_RULES: "integration"}
_OF_A_CONNECTOR = frozenset({CLIENT, BASE_RULES})


class _File(NamedTuple):
    """A file around the project with what stands in it."""

    found: Found
    data: bytes


class Around:
    """The files around a project; they are read when the first name is looked for."""

    __slots__ = ("_files", "_root")

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files: list[_File] | None = None

    def told(self, finding: Finding, sought: Sought) -> Finding:
        """Return a finding about a name with the file around the project that bears it, if there is one."""
        path = self._path_of(sought)
        if path is None:
            return finding
        folder = _called(self._root)
        return finding._replace(
            message=f"{sought.lacking} in the project {folder}; {path}, outside of it, describes it",
            help=f"put that document into {folder}{_or_make_one(self._root, folder)}",
            change=None,
        )

    def _path_of(self, sought: Sought) -> str | None:
        if self._files is None:
            roots = itertools.islice(_outwards(self._root), MOST_PROJECTS)
            self._files = [each for root in roots for each in _files_of(root)]
        name = sought.name.encode()
        holding = (each.found.path for each in self._files if name in each.data and _describes(each, sought))
        return next(holding, None)


def _outwards(root: Path) -> Iterator[Path]:
    """Yield the roots of the projects around one, the nearest first."""
    outer: Path | None = root
    while outer is not None:
        try:
            outer = project_root(outer)
        except UsageError:
            return
        if outer is not None:
            yield outer


def _files_of(root: Path) -> Iterator[_File]:
    """Yield the files of a project, of no more folders and files than are looked at."""
    for found in itertools.islice(found_below(root, nested=False, most=MOST_FOLDERS), MOST_FILES):
        try:
            data, size = head_of(found.where, MOST_BYTES)
        except (OSError, UnreadableError):
            continue
        if size <= MOST_BYTES:
            yield _File(found, data)


def _describes(file: _File, sought: Sought) -> bool:
    """Whether one of the documents in a file is what was sought."""
    documents = documents_in(file.found.path, file.found.file, file.data, Settings())
    return any(
        each.kind == sought.kind
        and each.get(_NAMED.get(sought.kind, "name")) == sought.name
        and (sought.kind not in _OF_A_CONNECTOR or each.get("connector") == sought.connector)
        for each in documents
    )


def _called(root: Path) -> str:
    folder = display(root)
    return f"{root.name}/" if folder == "." else f"{folder}/"


def _or_make_one(root: Path, folder: str) -> str:
    """Return how to make one project of both, where settings keep them apart and not the repository."""
    if is_there(root / ".git"):
        return ""
    settings = root / SETTINGS_FILE
    if is_there(settings):
        return f", or delete {display(settings)}, which makes {folder} a project of its own"
    return (
        f", or take the settings out of {display(root / PYPROJECT)}, which make {folder} a project of its own"
    )
