"""Questions about paths that have an answer for every path: one that is too long, or holds a zero, is not there."""

from __future__ import annotations

import os
from pathlib import Path


def is_file(path: Path) -> bool:
    """Whether a file is there; `Path.is_file` raises where the system finds the path too long."""
    return os.path.isfile(path)  # noqa: PTH113 - as the docstring says


def is_folder(path: Path) -> bool:
    """Whether a folder is there."""
    return os.path.isdir(path)  # noqa: PTH112 - as above


def is_there(path: Path) -> bool:
    """Whether anything is there that a path leads to."""
    return os.path.exists(path)  # noqa: PTH110 - as above


def whole(path: str | Path) -> Path:
    """Return a path from the root, without `..`, so that the same file has the same path; links are left alone."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
