"""The files that the setting `catalog` names: connectors that a project knows beside its own and the shipped ones."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from validator.project.connector_json import CONNECTOR_JSON
from validator.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.project.settings import Settings

_ENDINGS = (".yaml", ".yml")


def catalog_files(root: Path, settings: Settings) -> list[Path]:
    """Return the files behind the entries of `catalog`, which are relative to the project's root, each once.

    Of a folder that is its YAML files and those named connector.json, ignored by git or not: it was named.

    Raises:
        SettingsError: an entry leads nowhere, to another sort of file, or to a folder around the project.
    """
    found: dict[Path, None] = {}
    for number, entry in enumerate(settings.catalog):
        path = Path(os.path.normpath(root / entry))
        if words := _complaint(entry, path, root):
            raise settings.error(f"catalog: {words}", "catalog", number)
        found.update(dict.fromkeys(_walk(path) if path.is_dir() else (path,)))
    return list(found)


def _complaint(entry: str, path: Path, root: Path) -> str:
    """Return what is wrong with an entry and the path that it means, nothing where all is well."""
    if path.is_dir():
        around = path == root or path in root.parents
        return f"{quoted(entry)} is no further folder, for the project lies in it" if around else ""
    if not path.is_file():
        return f"there is no file or folder {quoted(entry)}"
    if not _fits(path.name):
        return f"{quoted(entry)} is neither a folder nor a YAML file nor named {CONNECTOR_JSON}"
    return ""


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != ".git")
        yield from (Path(parent, name) for name in sorted(names) if _fits(name))


def _fits(name: str) -> bool:
    return name.lower().endswith(_ENDINGS) or name == CONNECTOR_JSON
