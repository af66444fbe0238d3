"""The state of files and folders that an answer hangs on, as text, and whether the disk still has it.

A file counts as unchanged by its status, unless the status is as young as the look at it: then the next change may
leave it as it is. What the status does not tell, the content does. Windows gives no time of change that nobody can
set back, so contents count there.
"""

from __future__ import annotations

import os
import time

from validator.documents.looks import File, digest, listing, signature

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.documents.looks import Notes, Status

_SETTLED = 2_500_000_000
"""Nanoseconds after which a file system is sure to give the next change another time, coarse ones too."""

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


def held(text: str, *, by_content: bool = False) -> str | None:
    """Return a state as it may be kept from now on, None if the disk is in another one.

    Raises:
        ValueError: the text is no state.
    """
    begun = time.time_ns()
    count, *lines = text.split("\n")
    folders = lines[int(count) :]
    if not all(map(_has_listing, folders)):
        return None
    del lines[int(count) :]
    other = lines if by_content else _other(lines)
    renewed: dict[str, str] = {}
    for each in other:
        now = _same_content(each, begun)
        if now is None:
            return None
        renewed[each] = now
    if all(before == now for before, now in renewed.items()):
        return text
    return "\n".join([count, *(renewed.get(each, each) for each in lines), *folders])


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


def _has_listing(each: str) -> bool:
    seen, _, folder = each.partition("\t")
    try:
        with os.scandir(folder) as scan:
            return listing(sorted(scan, key=lambda entry: entry.name)) == seen
    except OSError:
        return False
