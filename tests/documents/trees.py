"""Trees of empty files to walk through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.documents.discover import walk

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def tree(folder: Path, *names: str, **texts: str) -> Path:
    """Make files below a folder: empty ones, and `.gitignore` and the like by name with underscores for dots."""
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    for name, text in texts.items():
        (folder / name.replace("__", "/").replace("_", ".", 1)).write_text(text, encoding="utf-8")
    return folder


def walked(folder: Path, exclude: Iterable[str] = (), *, nested: bool = True) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in walk(folder, exclude, nested=nested)]
