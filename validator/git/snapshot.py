"""The files of a commit, or of the index, looked at in the place of those that lie in the work tree.

Whatever a check looks at below the root of the repository is then as git keeps it: settings, what is ignored, a
baseline, files that were deleted since. Nothing is written down.
"""

from __future__ import annotations

import errno
import os

from validator.diagnostics import UsageError
from validator.git.repository import LINK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import Any

    from validator.git.asking import Contents
    from validator.git.repository import Stored

_HOPS = 40
_LONGEST_PATH = 4096
_FILE, _FOLDER = "file", "folder"
_NOWHERE = "\0"
"""Where a link leads that leads out of the repository, or nowhere at all; no path of a tree holds it."""


class _Entry:
    """A name in a folder of a snapshot: the parts of `os.DirEntry` that walks use."""

    __slots__ = ("_kind", "name")

    def __init__(self, name: str, kind: str) -> None:
        self.name = name
        self._kind = kind

    def is_dir(self, *, follow_symlinks: bool = True) -> bool:
        return self._kind == _FOLDER or (follow_symlinks and self._kind == f"@{_FOLDER}")

    def is_file(self, *, follow_symlinks: bool = True) -> bool:
        return self._kind == _FILE or (follow_symlinks and self._kind == f"@{_FILE}")

    def is_symlink(self) -> bool:
        return self._kind not in {_FILE, _FOLDER}


class Snapshot:
    """Files below the root of a repository; while they are looked at, the disk there is not.

    What a link leads to counts where that is in the snapshot. Other repositories inside this one are not part of it,
    and files that are `apart` are looked at on the disk.
    """

    def __init__(
        self, top: Path, label: str, files: Iterable[Stored], contents: Contents, apart: Iterable[Path] = ()
    ) -> None:
        self._top = f"{top}"
        self._label = label
        self._contents = contents
        self._apart = frozenset(os.path.abspath(each) for each in apart)  # noqa: PTH100 - links are left alone
        self._files = {each.path: each for each in files}
        self._folders: dict[str, set[str]] = {"": set()}
        self._links = any(each.mode == LINK for each in self._files.values())
        self._tops: dict[str, str | None] = {}
        for path in self._files:
            self._add(path)

    def kind(self, path: str) -> str | None:
        """Return what lies behind a path, with a mark where a link leads there; None outside of the repository."""
        inner = self._inside(path)
        return None if inner is None else self._kind(inner)

    def entries(self, folder: str) -> list[os.DirEntry[str]] | None:
        """Return what lies in a folder, in the order of names; None outside of the repository.

        Raises:
            OSError: there is no such folder.
        """
        inner = self._inside(folder)
        if inner is None:
            return None
        real = self._led(inner)
        if real not in self._folders:
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), folder)
        before = f"{real}/" if real else ""
        found: list[Any] = [
            _Entry(name, self._kind(f"{before}{name}")) for name in sorted(self._folders[real])
        ]
        return found

    def real(self, path: str) -> str | None:
        """Return where a path leads, links followed; None outside of the repository."""
        inner = self._inside(path)
        if inner is None:
            return None
        led = self._led(inner)
        inside = (inner if led == _NOWHERE else led).split("/")
        return os.path.join(self._top, *inside) if inner else self._top  # noqa: PTH118 - a text, as it came

    def head(self, path: str, most: int) -> tuple[bytes, int] | None:
        """Return the first bytes of a file, and its size; None outside of the repository.

        Raises:
            OSError: there is no such file.
            UsageError: it is not in this clone.
        """
        inner = self._inside(path)
        if inner is None:
            return None
        real = self._led(inner)
        if real in self._folders:
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
        if real not in self._files:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        return self._read(real, most)

    def _add(self, path: str) -> None:
        folder, _, name = path.rpartition("/")
        while True:
            inside = self._folders.setdefault(folder, set())
            inside.add(name)
            if not folder:
                return
            folder, _, name = folder.rpartition("/")

    def _inside(self, path: str) -> str | None:
        """Return a path as it runs from the root of the repository; None for one that the disk is asked about."""
        whole = os.path.abspath(path)  # noqa: PTH100 - links are followed by themselves
        if whole in self._apart:
            return None
        if whole == self._top:
            return ""
        if whole.startswith(before := os.path.join(self._top, "")):  # noqa: PTH118 - as above
            inner: str | None = whole[len(before) :].replace(os.sep, "/")
        else:
            inner = self._by_link(whole)
        return None if inner is None or inner == ".git" or inner.startswith(".git/") else inner

    def _by_link(self, whole: str) -> str | None:
        """Return a path that leads into the repository by a link outside of it, as it runs from the root."""
        if whole not in self._tops:
            folder, name = os.path.split(whole)
            if os.path.realpath(whole) == self._top:
                self._tops[whole] = ""
            elif folder == whole or (above := self._by_link(folder)) is None:
                self._tops[whole] = None
            else:
                self._tops[whole] = f"{above}/{name}" if above else name
        return self._tops[whole]

    def _kind(self, inner: str) -> str:
        stored = self._files.get(inner)
        is_link = stored is not None and stored.mode == LINK
        real = self._led(inner)
        kind = _FOLDER if real in self._folders else _FILE if real in self._files else ""
        return (f"@{kind}" if kind else "link") if is_link else kind

    def _led(self, inner: str) -> str:
        """Return where a path leads inside the repository, every link on the way followed."""
        if not self._links:
            return inner
        at, hops = "", 0
        steps = inner.split("/")[::-1]
        while steps:
            step = steps.pop()
            if step == ".." and not at:
                return _NOWHERE
            if step == "..":
                at = at.rpartition("/")[0]
                continue
            path = f"{at}/{step}" if at else step
            stored = self._files.get(path) if step not in {"", "."} else None
            if stored is not None and stored.mode == LINK:
                hops += 1
                target = os.fsdecode(self._read(path, _LONGEST_PATH)[0])
                if hops > _HOPS or target.startswith("/"):
                    return _NOWHERE
                steps += target.split("/")[::-1]
            elif step not in {"", "."}:
                at = path
        return at

    def _read(self, path: str, most: int) -> tuple[bytes, int]:
        read = self._contents.read(self._files[path].name, most)
        if read is None:
            raise UsageError(f"{self._label}:{path} is not in this clone, and nothing is fetched")
        return read
