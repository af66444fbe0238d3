"""Paths as texts: what lies above one, and what inside; importing pathlib takes a tenth of a file's whole check."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

AnyPath: TypeAlias = "str | os.PathLike[str]"
"""A path as a text, or as whoever stands outside has it."""


def as_path(text: str) -> str:
    """Return a path that somebody wrote as pathlib has it: without parts that lead nowhere, and with every `..`."""
    if os.sep != "/" or text.startswith("//"):
        from pathlib import Path  # noqa: PLC0415 - it knows drives and shares

        return f"{Path(text)}"
    parts = "/".join(part for part in text.split("/") if part not in {"", "."})
    return f"/{parts}" if text.startswith("/") else parts or "."


def above(path: str) -> Iterator[str]:
    """Yield the folders that a path from the root lies in, the nearest first."""
    while (folder := os.path.dirname(path)) != path:
        yield folder
        path = folder


def is_inside(path: str, folder: str) -> bool:
    """Whether a path lies somewhere below a folder, both from the root."""
    wanted = os.path.normcase(folder)
    return any(os.path.normcase(each) == wanted for each in above(path))


def inside(path: str, folder: str) -> str:
    """Return how a path goes on behind a folder that it lies in, with forward slashes."""
    return path[len(folder) :].lstrip(os.sep).replace(os.sep, "/") or "."
