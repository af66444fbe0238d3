"""What people name on a command line: what is said of a path that leads nowhere, and the bytes of a named file."""

from __future__ import annotations

import os
from pathlib import Path

from validator.documents.discover import expand, is_file, is_folder, is_there
from validator.documents.source import UnreadableError, head_of
from validator.project.settings import SettingsError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def refuse_missing(paths: Iterable[str]) -> None:
    """Complain about a path or pattern that leads to no file and no folder.

    Raises:
        SettingsError: there is one.
    """
    os.getcwd()  # noqa: PTH109 - raises where the working folder is gone, as it does for a check
    for path in paths:
        if not path:
            raise SettingsError("a path is empty; leave it out if the working folder is meant")
        if is_file(Path(path)) or is_folder(Path(path)):
            continue
        if is_there(Path(path)):
            raise SettingsError(f"{path} is not a regular file")
        if expand((path,))[1]:
            raise SettingsError(f"{path} is no file and no folder")


def refuse_other_than_file(path: str, *, option: str = "") -> None:
    """Complain about what is no regular file; `option` is what names it, empty where the path stands by itself.

    Raises:
        SettingsError: it is none.
    """
    if not is_file(Path(path)):
        before = f"{option}: " if option else ""
        what = "not a regular file" if path and is_there(Path(path)) else "no file"
        raise SettingsError(f"{before}{path or 'an empty path'} is {what}")


def bytes_of(path: str, most: int, *, option: str = "", remedy: str = "") -> bytes:
    """Return the bytes of a named file; `remedy` says what to do about one that holds more than the most allowed.

    Raises:
        SettingsError: it is no file, cannot be read, or is too long.
    """
    refuse_other_than_file(path, option=option)
    before = f"{option}: " if option else ""
    try:
        data, size = head_of(Path(path), most + 1)
    except (OSError, UnreadableError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SettingsError(f"{before}{path} cannot be read: {reason}") from None
    if size > most:
        raise SettingsError(f"{before}{path} is longer than {most:,} bytes{remedy}")
    return data
