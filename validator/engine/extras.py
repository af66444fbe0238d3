"""The files that the setting `catalog` names: connectors that a project knows beside its own and the shipped ones."""

from __future__ import annotations

import os
from pathlib import Path

from validator.documents import looks
from validator.documents.discover import is_file, is_folder
from validator.documents.looks import ENDINGS
from validator.project.connector_json import TEST_SETTINGS
from validator.words import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.documents.paths import AnyPath
    from validator.project.settings import Settings


def catalog_files(root: AnyPath, settings: Settings) -> list[Path]:
    """Return the files behind the entries of `catalog`, each once; they start where `Settings.folder_of` says.

    Of a folder that is its YAML and JSON files, ignored by git or not: it was named.

    Raises:
        SettingsError: an entry leads nowhere, to another sort of file, or to a folder around the project.
    """
    root = Path(root)
    found: dict[Path, None] = {}
    folder = settings.folder_of("catalog", root)
    for number, entry in enumerate(settings.catalog):
        path = Path(os.path.normpath(folder / entry))
        if words := _complaint(entry, path, root):
            raise settings.error(f"catalog: {words}", "catalog", number)
        found.update(dict.fromkeys(_walk(path) if is_folder(path) else (path,)))
    return list(found)


def _complaint(entry: str, path: Path, root: Path) -> str:
    """Return what is wrong with an entry and the path that it means, nothing where all is well."""
    if is_folder(path):
        around = path == root or path in root.parents
        return f"{quoted(entry)} is no further folder, for the project lies in it" if around else ""
    if not is_file(path):
        return f"there is no file or folder {quoted(entry)}"
    if not _fits(path.name):
        return f"{quoted(entry)} is neither a folder nor a YAML or JSON file"
    return ""


def _walk(folder: Path) -> Iterator[Path]:
    try:
        entries = looks.entries(folder)
    except OSError:
        return
    yield from (folder / each.name for each in entries if _fits(each.name) and not _leads_to_folder(each))
    for each in entries:
        if each.name != ".git" and each.is_dir(follow_symlinks=False):
            yield from _walk(folder / each.name)


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _fits(name: str) -> bool:
    return name.lower().endswith(ENDINGS) and name != TEST_SETTINGS
