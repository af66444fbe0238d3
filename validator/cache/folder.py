"""The folder that answers are kept in: where it is, that it is nobody else's, and how files get into it.

Nothing in here fails a run. What cannot be read is as if it were not there, and what cannot be written is left out.
"""

# A kept answer is found before anything else is imported, and pathlib would cost start-up time.
# ruff: noqa: PTH100, PTH102, PTH103, PTH105, PTH106, PTH108, PTH111, PTH116, PTH117, PTH118, PTH120, PTH123, PTH208

from __future__ import annotations

import os
import stat
import sys
import time

from validator.documents.looks import digest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

VARIABLE = "APPXLINT_CACHE_DIR"
NAME = "appxlint"
"""What our folder is called, below the one that is the platform's or was given: that may hold what is not ours."""

TAG = "CACHEDIR.TAG"
_SIGNED = (
    "Signature: 8a477f597d28d172789f06886806bc55\n# Answers that appxlint keeps. All of it may be deleted.\n"
)
_MARK = b"appxlint answer 1 "
_ROOTS = (".git", ".hg", ".svn", "appxlint.toml")

MOST_BYTES = 128 * 1024 * 1024
MOST_FILES = 1000
"""How much is kept; beyond it what was used longest ago goes first."""

_TIDIES = ("0", "8")
"""How names begin with which the folder is looked through: one in eight, since they are digests."""

_MUCH = 1024 * 1024
"""Behind a file of so many bytes the folder is looked through as well."""

_HALF_WRITTEN = ".tmp"
_STALE_SECONDS = 3600
_USED_AGAIN_SECONDS = 86_400


def place(given: str | None, environ: Mapping[str, str], platform: str = sys.platform) -> str | None:
    """Return where answers are kept: what is given, else the variable's folder, else the platform's; None for nowhere.

    An empty variable means that none are kept.
    """
    named = environ.get(VARIABLE) if given is None else given
    if named is None:
        base = _base(environ, platform)
        return os.path.join(base, NAME) if os.path.isabs(base) else None
    return os.path.join(os.path.abspath(named), NAME) if named else None


def _base(environ: Mapping[str, str], platform: str) -> str:
    if platform == "win32":
        return environ.get("LOCALAPPDATA", "")
    if platform == "darwin":
        return os.path.expanduser("~/Library/Caches")
    named = environ.get("XDG_CACHE_HOME", "")
    return named if os.path.isabs(named) else os.path.expanduser("~/.cache")


def lies_inside(folder: str, paths: Iterable[str]) -> bool:
    """Whether a folder lies in the repository or project of one of some paths, where a change could bring it along."""
    homes = [each for each in _above(os.path.realpath(folder)) if _is_root(each)]
    if not homes:
        return False
    real = [os.path.join(os.path.realpath(path), "") for path in paths]
    return any(path.startswith(os.path.join(home, "")) for home in homes for path in real)


def _above(path: str) -> Iterator[str]:
    while True:
        yield path
        parent = os.path.dirname(path)
        if parent == path:
            return
        path = parent


def _is_root(folder: str) -> bool:
    return any(os.path.lexists(os.path.join(folder, name)) for name in _ROOTS)


class Folder:
    """Our folder, as far as it can be used."""

    __slots__ = ("path",)

    def __init__(self, path: str) -> None:
        self.path = path

    def is_ours(self) -> bool:
        """Whether the folder is there, and nobody else can have written into it."""
        try:
            status = os.lstat(self.path)
        except OSError:
            return False
        return stat.S_ISDIR(status.st_mode) and _is_private(status)

    def read(self, name: str) -> str | None:
        """Return the text of a file; None where there is none, or it is damaged, or another version's or user's."""
        data = self.read_bytes(name)
        try:
            return data.decode("utf-8", "surrogateescape") if data is not None else None
        except ValueError:
            return None

    def read_bytes(self, name: str) -> bytes | None:
        """Return what a file holds; None where `read` does."""
        if not self.is_ours():
            return None
        try:
            return _bytes_of(os.path.join(self.path, name))
        except (OSError, ValueError):
            return None

    def keep(self, name: str, text: str) -> bool:
        """Write a file in one step, and return whether that could be done."""
        try:
            return self.keep_bytes(name, text.encode("utf-8", "surrogateescape"))
        except ValueError:
            return False

    def keep_bytes(self, name: str, data: bytes) -> bool:
        """Write a file in one step, and return whether that could be done."""
        try:
            self._make()
            if not self.is_ours():
                return False
            self._replace(name, _MARK + digest(data).encode() + b"\n" + data)
        except (OSError, ValueError):
            return False
        if name.startswith(_TIDIES) or len(data) > _MUCH:
            self._tidy()
        return True

    def used(self, name: str, *, at_once: bool = False) -> None:
        """Note that a file was of use, as a rule at most once a day, so that it is not the next to go."""
        file = os.path.join(self.path, name)
        try:
            if at_once or time.time() - os.stat(file).st_mtime > _USED_AGAIN_SECONDS:
                os.utime(file)
        except OSError:
            return

    def contents(self) -> list[tuple[str, os.stat_result]]:
        """Return what is kept: the name and status of each file, that which was written last first."""
        try:
            with os.scandir(self.path) as scan:
                found = [(entry.name, status) for entry in scan if (status := _status_of(entry)) is not None]
        except OSError:
            return []
        return sorted((each for each in found if each[0] != TAG), key=lambda each: -each[1].st_mtime_ns)

    def holds(self, ending: str) -> bool:
        """Whether the name of any file ends so."""
        try:
            return any(name.endswith(ending) for name in os.listdir(self.path))
        except OSError:
            return False

    def clear(self) -> int:
        """Delete what is kept, and return how many files that were; what is not ours stays."""
        if not self.is_ours():
            return 0
        gone = sum(self._remove(name) for name, _ in self.contents() if _is_own_name(name))
        self._remove(TAG)
        try:
            os.rmdir(self.path)
        except OSError:  # something else lies in it
            return gone
        return gone

    def _make(self) -> None:
        if os.path.lexists(self.path):
            return
        os.makedirs(os.path.dirname(self.path), mode=0o700, exist_ok=True)
        try:
            os.mkdir(self.path, 0o700)
        except FileExistsError:  # another process was quicker
            return
        self._replace(TAG, _SIGNED.encode())

    def _replace(self, name: str, data: bytes) -> None:
        half = f"{os.urandom(8).hex()}{_HALF_WRITTEN}"
        temporary = os.path.join(self.path, half)
        flags = (
            os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
        )
        descriptor = os.open(temporary, flags, 0o600)
        try:
            with open(descriptor, "wb") as stream:
                stream.write(data)
            os.replace(temporary, os.path.join(self.path, name))
        except BaseException:
            self._remove(half)
            raise

    def _remove(self, name: str) -> int:
        try:
            os.unlink(os.path.join(self.path, name))
        except OSError:
            return 0
        return 1

    def _tidy(self) -> None:
        """Delete what is beyond the bounds, and what a run left behind that was ended while it wrote."""
        left, files = MOST_BYTES, MOST_FILES
        for name, status in self.contents():
            left, files = left - status.st_size, files - 1
            half = name.endswith(_HALF_WRITTEN)
            stale = half and time.time() - status.st_mtime > _STALE_SECONDS
            if stale or (not half and (left < 0 or files < 0) and _is_own_name(name)):
                self._remove(name)


def _status_of(entry: os.DirEntry[str]) -> os.stat_result | None:
    """Return the status of a file, None for anything else and for what another process has just deleted."""
    try:
        return entry.stat(follow_symlinks=False) if entry.is_file(follow_symlinks=False) else None
    except OSError:
        return None


def _is_own_name(name: str) -> bool:
    stem, _, ending = name.rpartition(".")
    return ending in {"answer", "columns", "files", "state", "tmp"} and all(
        each in "0123456789abcdef" for each in stem
    )


def _is_private(status: os.stat_result) -> bool:
    """Whether a file or folder is this user's, and no other may write it; Windows keeps its own folders private."""
    if not hasattr(os, "geteuid"):
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022


def _bytes_of(path: str) -> bytes | None:
    flags = (
        os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    with open(os.open(path, flags), "rb") as stream:
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode) or not _is_private(status) or status.st_size > MOST_BYTES:
            return None
        data = stream.read()
    head, _, body = data.partition(b"\n")
    return body if head == _MARK + digest(body).encode() else None
