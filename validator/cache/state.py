"""The state of files and folders that an answer hangs on, as text, and whether the disk still has it.

A file counts as unchanged by its status, unless the status is as young as the look at it: then the next change may
leave it as it is. What the status does not tell, the content does. Windows gives no time of change that nobody can
set back, so contents count there.
"""

from __future__ import annotations

import os
import time

from validator.documents import looks
from validator.documents.looks import File, digest, listing, signature

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from validator.documents.looks import Notes, Status

_SETTLED = 2_500_000_000
"""Nanoseconds after which a file system is sure to give the next change another time, coarse ones too."""

FEW = 64
"""Where no more than one of so many files has changed, what is known of the others is of use as it is."""

_UNSURE = "-"
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_TELLS_CHANGES = os.name != "nt"


def name_of(notes: Notes) -> str | None:
    """Return a name that only the same contents of the same files have; None where a path does not fit in a line."""
    if any("\n" in path or "\t" in path for path in (*notes.files, *notes.folders)):
        return None
    files = (f"{each.digest} {each.read} {path}" for path, each in notes.files.items())
    folders = (f"{seen} {path}" for path, seen in notes.folders.items())
    return digest("\n".join([*sorted(files), "", *sorted(folders)]).encode("utf-8", "surrogateescape"))


def written(notes: Notes) -> str:
    """Return the state that notes tell of, as text."""
    files = [line(path, each, notes.begun) for path, each in notes.files.items()]
    folders = [f"{seen}\t{path}" for path, seen in notes.folders.items()]
    return joined(files, folders)


def joined(files: Sequence[str], folders: Iterable[str]) -> str:
    """Return a state of the lines of files and those of folders."""
    return "\n".join([f"{len(files)}", *files, *folders])


def line(path: str, file: File, begun: int) -> str:
    """Return the line of a file: its status, if it can be trusted later, then digest, size, bytes read, and path."""
    return f"{trusted(file.status, begun)}\t{file.digest}\t{file.status.st_size}\t{file.read}\t{path}"


def trusted(status: os.stat_result | Status, begun: int) -> str:
    """Return a status as it is kept: as one that no file has, if the next change may leave it as it is."""
    return signature(status) if is_settled(status.st_mtime_ns, status.st_ctime_ns, begun) else _UNSURE


def is_settled(modified: int, changed: int, begun: int) -> bool:
    """Whether the next change of a file is sure to give it another status."""
    return _TELLS_CHANGES and max(modified, changed) < begun - _SETTLED


class Compared:
    """A state held against the disk: its `lines` and `folders` as they are now, and the paths of what has `changed`.

    The lines of files that hold something else are as they were. `other` says whether any line is another one.
    """

    __slots__ = ("changed", "folders", "lines", "other")

    def __init__(self, lines: list[str], folders: list[str], changed: set[str], *, other: bool) -> None:
        self.lines = lines
        self.folders = folders
        self.changed = changed
        self.other = other

    def text(self) -> str:
        """Return the state as text."""
        return joined(self.lines, self.folders)

    def again(self, others: Iterable[str]) -> Compared:
        """Return the same with files that have changed and hold now what lines of another state tell."""
        begun = time.time_ns()
        theirs = {path: each for each in others if (path := each.rpartition("\t")[2]) in self.changed}
        now = {
            path: line for path, each in theirs.items() if (line := _same_content(each, begun)) is not None
        }
        lines = [now.get(each.rpartition("\t")[2], each) for each in self.lines] if now else self.lines
        return Compared(lines, self.folders, self.changed - now.keys(), other=self.other or bool(now))


def held(text: str, *, by_content: bool = False) -> str | None:
    """Return a state as it may be kept from now on, None if the disk is in another one.

    Raises:
        ValueError: the text is no state.
    """
    found = compared(text, by_content=by_content, most=0)
    if found is None:
        return None
    return found.text() if found.other else text


def compared(text: str, *, by_content: bool = False, most: int) -> Compared | None:
    """Return how the files of a state are now, None where a folder lists something else, or more have changed.

    Raises:
        ValueError: the text is no state.
    """
    begun = time.time_ns()
    lines, folders = parted(text)
    if not all(map(_has_listing, folders)):
        return None
    renewed: dict[str, str] = {}
    changed: set[str] = set()
    for each in lines if by_content else _other(lines):
        now = _same_content(each, begun)
        if now is None:
            changed.add(path_in(each))
            if len(changed) > most:
                return None
        elif now != each:
            renewed[each] = now
    if renewed:
        lines = [renewed.get(each, each) for each in lines]
    return Compared(lines, folders, changed, other=bool(renewed))


def parted(text: str) -> tuple[list[str], list[str]]:
    """Return the lines of files, and those of folders.

    Raises:
        ValueError: the text is no state.
    """
    count, *lines = text.split("\n")
    return lines[: int(count)], lines[int(count) :]


def path_in(file: str) -> str:
    """Return the path in the line of a file.

    Raises:
        ValueError: it is no such line.
    """
    _, _, _, _, path = file.split("\t")
    return path


def is_same(one: str, other: str) -> bool:
    """Whether two lines of a file tell of the same content."""
    return one.partition("\t")[2] == other.partition("\t")[2]


def _other(lines: Iterable[str]) -> list[str]:
    """Return the lines of files that do not have the status that they had."""
    stat = os.stat
    found = []
    for each in lines:
        seen, _, rest = each.partition("\t")
        try:
            now = stat(rest.split("\t", 3)[3])
        except OSError:
            found.append(each)
            continue
        if seen != f"{now.st_size} {now.st_mtime_ns} {now.st_ctime_ns} {now.st_ino}":
            found.append(each)
    return found


def _same_content(each: str, begun: int) -> str | None:
    """Return the line of a file that holds what it held, None if it does not."""
    _, seen, size, read, path = each.split("\t")
    try:
        file = os.open(path, _FLAGS)
        try:
            status = os.fstat(file)
            data = os.read(file, int(read)) if status.st_size == int(size) else None
        finally:
            os.close(file)
    except OSError:
        return None
    if data is None:
        return None
    now = File(status, len(data), digest(data))
    return line(path, now, begun) if now.digest == seen and now.read == int(read) else None


def beside(notes: Notes) -> tuple[str, ...] | None:
    """Return lines that tell what notes have beside a state, None where a path does not fit in a line."""
    found = (*_lines("kind", notes.kinds), *_lines("real", notes.real))
    return None if any("\n" in each for each in found) else found


def _lines(way: str, found: dict[str, str]) -> Iterator[str]:
    return (f"{way}\t{what}\t{path}" for path, what in found.items())


def is_still_so(each: str) -> bool:
    """Whether what a line of `beside` tells is so still.

    Raises:
        ValueError: it is no such line.
    """
    way, what, path = each.split("\t", 2)
    return what == (looks.kind_of(path) if way == "kind" else os.path.realpath(path))


def _has_listing(each: str) -> bool:
    seen, _, folder = each.partition("\t")
    try:
        with os.scandir(folder) as scan:
            return listing(sorted(scan, key=lambda entry: entry.name)) == seen
    except OSError:
        return False
