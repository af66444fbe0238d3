"""Addresses of files, as editors write them and as paths."""

from __future__ import annotations

from pygls.uris import to_fs_path

from validator.documents.discover import whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


def file_of(uri: str) -> Path | None:
    """Return the file that an address names; None for a text that is no file."""
    path = to_fs_path(uri) if uri.startswith("file:") else None
    return whole(path) if path else None


def uri_of(file: Path) -> str:
    """Return the address of a file."""
    return file.as_uri()
