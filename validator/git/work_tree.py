"""The files of a work tree as they lie on the disk, without the repositories that lie in it: submodules and others."""

from __future__ import annotations

import errno
import os

from validator.git.repository import is_below

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

# Paths are texts here, as they come and as the functions of `os` take them.
# ruff: noqa: PTH100, PTH118, PTH120


class WorkTree:
    """What is looked at in the place of the disk: the disk, where other repositories are not there."""

    def __init__(self, top: Path) -> None:
        self._top = f"{top}"
        self._others: dict[str, bool] = {self._top: False}

    def kind(self, path: str) -> str | None:
        """Return that nothing is there inside another repository; elsewhere the disk is to be asked."""
        return "" if self._is_elsewhere(path) else None

    def entries(self, folder: str) -> list[os.DirEntry[str]] | None:
        """Return what lies in a folder, but for folders that are repositories; outside the disk is to be asked.

        Raises:
            OSError: the system refuses, or the folder lies in another repository.
        """
        if self._is_elsewhere(folder):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), folder)
        if not is_below(os.path.abspath(folder), self._top):
            return None
        with os.scandir(folder) as scan:
            found = [each for each in scan if not (each.is_dir() and self._is_elsewhere(each.path))]
        return sorted(found, key=lambda each: each.name)

    def real(self, path: str) -> str | None:
        """Return that the disk is to be asked where a path leads."""
        del path
        return None

    def head(self, path: str, most: int) -> tuple[bytes, int] | None:
        """Return that the disk is to be asked for the bytes of a file.

        Raises:
            OSError: the file lies in another repository.
        """
        del most
        if self._is_elsewhere(path):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        return None

    def _is_elsewhere(self, path: str) -> bool:
        """Whether a path below the root is that of another repository, or lies in one."""
        whole = os.path.abspath(path)
        found = self._others.get(whole)
        if found is None:
            found = is_below(whole, self._top) and (
                self._is_elsewhere(os.path.dirname(whole)) or os.path.lexists(os.path.join(whole, ".git"))
            )
            self._others[whole] = found
        return found
