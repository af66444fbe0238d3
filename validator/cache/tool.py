"""What the answers of a tool hang on beside files: its own code, the libraries that it asks, the interpreter.

An installed release is known by the list of its files, which carries a digest of each, so that a fresh installation of
the same one gives the answers of the last. A working copy is known by the status of every file.
"""

# ruff: noqa: PTH118, PTH119, PTH120, PTH123, PTH208

from __future__ import annotations

import os
import sys

from validator._version import __version__
from validator.documents.looks import digest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_LIBRARIES = (
    "attrs-",
    "jsonschema-",
    "jsonschema_specifications-",
    "pathspec-",
    "pyyaml-",
    "referencing-",
    "rpds_py-",
)
_PLACES = ("site-packages", "dist-packages")
_CODE = (".py", ".json", ".yaml")
_NOT_ASKED = frozenset({"__pycache__", "live"})
"""Folders of the package that no check asks for anything."""


def identity(package: str) -> str | None:
    """Return what tells this tool from any that may answer otherwise; None where that is not known.

    `package` is the folder of the package.
    """
    try:
        parts = [__version__, sys.version, sys.platform, *sorted(_libraries()), _code(package)]
    except (OSError, ValueError):
        return None
    return digest("\n".join(parts).encode("utf-8", "surrogateescape"))


def _libraries() -> Iterator[str]:
    """Yield the names that installers give to the libraries, which hold their versions."""
    for folder in sys.path:
        if os.path.basename(folder) in _PLACES:
            try:
                names = os.listdir(folder)
            except OSError:
                continue
            yield from (name for name in names if name.lower().startswith(_LIBRARIES))


def _code(package: str) -> str:
    beside = os.path.dirname(package)
    try:
        with open(os.path.join(beside, f"appxlint-{__version__}.dist-info", "RECORD"), "rb") as stream:
            return digest(stream.read())
    except FileNotFoundError:
        return digest(repr(sorted(_files([package, os.path.join(beside, "schemas")]))).encode())


def _files(folders: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield path and status of each file of code and data below folders."""
    while folders:
        try:
            scan = os.scandir(folder := folders.pop())
        except FileNotFoundError:
            continue
        with scan:
            for entry in scan:
                name = entry.name
                if name.endswith(_CODE):
                    now = entry.stat()
                    yield f"{folder}/{name}", now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino
                elif name not in _NOT_ASKED and entry.is_dir():
                    folders.append(entry.path)
