"""Which project each file belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.documents.discover import Found, project_root
from validator.documents.paths import is_folder, whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from validator.diagnostics import Request


def by_project(found: Sequence[Found], request: Request) -> dict[Path, list[Found]]:
    """Group files by the root of their project; standard input belongs to the project of its given name."""
    groups: dict[Path, list[Found]] = {}
    cache: dict[Path, Path] = {}
    if request.stdin is not None:
        file = whole(request.stdin_filename)
        found = [Found(request.stdin_filename, file, named=True), *found]
    for each in found:
        folder = each.file.parent
        if request.project is not None:
            root = whole(request.project)
        else:
            root = cache.get(folder) or project_root(each.file, _given_folder(each, request))
            cache[folder] = root
        groups.setdefault(root, []).append(each)
    return groups


def _given_folder(found: Found, request: Request) -> Path:
    """Return the folder that was given and holds the file, for files outside any repository and project."""
    for path in request.paths:
        folder = whole(path)
        if is_folder(folder) and folder in found.file.parents:
            return folder
    return found.file.parent
