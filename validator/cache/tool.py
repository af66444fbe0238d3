"""What the answers of a tool hang on beside files: its own code, the libraries that it asks, the interpreter.

An installed release is known by the list of its files, which carries a digest of each, so that a fresh installation of
the same one gives the answers of the last. A working copy is known by the status of every file.
"""

# ruff: noqa: PTH118, PTH119, PTH120, PTH123, PTH208

from __future__ import annotations

import os
import sys

from validator._version import __version__
from validator.documents.looks import digest, signature

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
        folders = (package, os.path.join(beside, "schemas"))
        return digest("\n".join(sorted(each for folder in folders for each in _files(folder))).encode())


def _files(folder: str) -> Iterator[str]:
    """Yield path and status of each file of code and data below a folder."""
    if not os.path.isdir(folder):  # noqa: PTH112
        return
    with os.scandir(folder) as scan:
        for entry in scan:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            elif entry.name.endswith(_CODE):
                yield f"{entry.path} {signature(entry.stat())}"
