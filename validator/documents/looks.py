"""What a run looks at on the disk, and the notes that it keeps of it while somebody asks for them.

Whatever of an answer hangs on the disk is looked at by a function of this module, or told to it: so an answer that is
kept can be held against the disk later. Every run imports it, and a kept answer needs little more.
"""

from __future__ import annotations

import marshal
import os
import stat
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, Protocol, TypeAlias

    class View(Protocol):
        """What is looked at in the place of a part of the disk; None says that the disk itself is to be asked."""

        def kind(self, path: str) -> str | None:
            """Return what `kind_of` returns."""

        def entries(self, folder: str) -> list[os.DirEntry[str]] | None:
            """Return what lies in a folder, in the order of names; OSError where there is none."""

        def real(self, path: str) -> str | None:
            """Return where a path leads, links followed."""

        def head(self, path: str, most: int) -> tuple[bytes, int] | None:
            """Return the first bytes of a file and its size; OSError where there is none."""


Handed: TypeAlias = "tuple[tuple[int, int, int, int], int, str]"
"""What one process tells another of a file that it read: parts of its status, bytes read, and their digest."""

Looked: TypeAlias = "tuple[bool, bool, frozenset[int]]"
"""Whether all documents of a plentiful kind were looked at, or the disk or the calendar, and the signs of questions."""

SETTINGS_FILE = "appxlint.toml"
PYPROJECT = "pyproject.toml"
"""The files that settings stand in; the folder of one is the root of a project."""

ENDINGS = (".yaml", ".yml", ".json")
"""How the names of files that may be ours end, in any case."""

IGNORE_FILE = ".gitignore"

_BY_LINK = "@"
_NAMED = "named"

_WITHOUT_REFERENCES = 2
"""The version of what `marshal` writes in which equal data has equal bytes."""

_short_digest: Callable[..., Any] | None = None

NEVER = frozenset({".git", ".hg", ".svn", ".venv", "node_modules", "__pycache__", ".tox", ".mypy_cache"})
"""Folders that no walk goes into."""


class Status:
    """The parts of a file's status that change whenever the file does; what else the system tells takes much room."""

    __slots__ = ("st_ctime_ns", "st_ino", "st_mtime_ns", "st_size")

    def __init__(self, size: int, modified: int, changed: int, number: int) -> None:
        self.st_size = size
        self.st_mtime_ns = modified
        self.st_ctime_ns = changed
        self.st_ino = number


class File:
    """A file that was read: its status before, how many bytes of it, and a digest of those."""

    __slots__ = ("digest", "read", "status")

    def __init__(self, status: os.stat_result | Status, read: int, seen: str) -> None:
        self.status = status
        self.read = read
        self.digest = seen

    def is_as(self, other: File) -> bool:
        """Whether another look found the same."""
        return self.digest == other.digest and signature(self.status) == signature(other.status)


class Notes:
    """What was looked at since `begun`, in nanoseconds.

    `files` are those that were read, `folders` digests of what a walk sees of one, `kinds` what lies behind names, and
    `real` where links lead. `day` is the day that somebody asked for, empty as long as nobody did. What cannot be told
    from notes, such as a file that the system refuses to open or that changes meanwhile, makes them `odd`: nothing is
    kept then.
    """

    __slots__ = ("begun", "day", "files", "folders", "kinds", "odd", "real")

    def __init__(self) -> None:
        self.begun = time.time_ns()
        self.files: dict[str, File] = {}
        self.folders: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self.real: dict[str, str] = {}
        self.day = ""
        self.odd = False

    def note(self, kept: dict[str, str], path: str, what: str) -> None:
        """Note what was found at a path; it makes the notes odd to find something else there later."""
        if kept.setdefault(path, what) != what:
            self.odd = True


class _Watch:
    """What was looked at beside one document and what is of no plentiful kind, since somebody set it back.

    `around` are all documents of a plentiful kind, `outside` are the disk and the calendar. `asked` are the signs of
    questions that only few documents have to do with, None while nobody wants to know them. `wanted` is false as long
    as nobody in this process will ever ask: then what is worked out once need not be kept together with what was
    looked at for it.
    """

    wanted = False
    around = False
    outside = False
    asked: set[int] | None = None


WATCH = _Watch()
NOTHING: Looked = (False, False, frozenset())
"""That nothing was looked at."""


def sign(*question: Any) -> int:  # noqa: ANN401 - whatever can be asked for
    """Return a number of 64 bits that stands for a question of plain parts, the same in every process."""
    global _short_digest  # noqa: PLW0603 - found at the first question, as the import takes long
    if _short_digest is None:
        _short_digest = _blake2b()
    data = marshal.dumps(question, _WITHOUT_REFERENCES)
    return int.from_bytes(_short_digest(data, digest_size=8).digest(), "little", signed=True)


def ask_for_name(kind: str, name: str) -> None:
    """Note that it was asked which documents of a plentiful kind bear a name, and what is in them."""
    if WATCH.asked is not None:
        WATCH.asked.add(sign(_NAMED, kind, name))


def sign_of_name(kind: str, name: object) -> int:
    """Return the sign of the question that `ask_for_name` notes."""
    return sign(_NAMED, kind, name)


def watch() -> None:
    """Say that somebody will ask what is looked at from now on, which is before any project is there."""
    WATCH.wanted = True


def note_questions(*, wanted: bool) -> None:
    """Watch anew, and have the signs of questions noted from now on, or no more."""
    WATCH.around = WATCH.outside = False
    WATCH.asked = set() if wanted else None


def set_back() -> Looked:
    """Watch anew, and return what was looked at so far."""
    asked = WATCH.asked
    looked = WATCH.around, WATCH.outside, frozenset(asked) if asked else NOTHING[2]
    WATCH.around = WATCH.outside = False
    if asked:
        asked.clear()
    return looked


def looked_again(looked: Looked) -> None:
    """Watch as if what was looked at for something were looked at again."""
    around, outside, asked = looked
    if around:
        WATCH.around = True
    if outside:
        WATCH.outside = True
    if asked and WATCH.asked is not None:
        WATCH.asked |= asked


class _Desk:
    """Where the notes lie that are being kept, and what is looked at instead of the disk; most runs have neither."""

    notes: Notes | None = None
    view: View | None = None


def look_at(view: View | None) -> None:
    """Look at a view from now on, or at the disk again."""
    _Desk.view = view


def keep_notes() -> Notes:
    """Begin to keep notes, and return them."""
    _Desk.notes = Notes()
    return _Desk.notes


def stop() -> None:
    """Keep no notes any more."""
    _Desk.notes = None


def are_noted() -> bool:
    """Whether notes are kept at present."""
    return _Desk.notes is not None


def digest(data: bytes) -> str:
    """Return what tells some bytes from all others."""
    found: str = _blake2b()(data, digest_size=20).hexdigest()
    return found


def _blake2b() -> Callable[..., Any]:
    try:
        from _blake2 import blake2b  # noqa: PLC0415 - hashlib costs a quarter of a bare start
    except ImportError:
        from hashlib import blake2b  # noqa: PLC0415
    return blake2b


def signature(status: os.stat_result | Status) -> str:
    """Return what changes of a file's status whenever the file does, as far as the clock of its system tells."""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def kind(path: str | os.PathLike[str]) -> str:
    """Return what lies behind a name: `file`, `folder`, `other`, `link` for one that leads nowhere, or nothing."""
    WATCH.outside = True
    found = kind_of(path)
    if _Desk.notes is not None:
        _Desk.notes.note(_Desk.notes.kinds, os.fspath(path), found)
    return found.removeprefix(_BY_LINK)


def kind_of(path: str | os.PathLike[str]) -> str:
    """Return what `kind` returns, with a mark where a link leads there, and note nothing."""
    if _Desk.view is not None and (seen := _Desk.view.kind(os.fspath(path))) is not None:
        return seen
    try:
        mode = os.lstat(path).st_mode
    except (OSError, ValueError):
        return ""
    if not stat.S_ISLNK(mode):
        return _kind_by(mode)
    try:
        return _BY_LINK + _kind_by(os.stat(path).st_mode)
    except OSError:
        return "link"


def _kind_by(mode: int) -> str:
    return "file" if stat.S_ISREG(mode) else "folder" if stat.S_ISDIR(mode) else "other"


def is_there(path: str | os.PathLike[str]) -> bool:
    """Whether anything is there that a path leads to."""
    return kind(path) not in {"", "link"}


def is_named(path: str | os.PathLike[str]) -> bool:
    """Whether a name stands in its folder, also that of a link that leads nowhere."""
    return kind(path) != ""


def entries(folder: str | os.PathLike[str]) -> list[os.DirEntry[str]]:
    """Return what lies in a folder, in the order of names.

    Raises:
        OSError: the system refuses.
    """
    WATCH.outside = True
    if _Desk.view is not None and (seen := _Desk.view.entries(os.fspath(folder))) is not None:
        return seen
    try:
        with os.scandir(folder) as scan:
            found = sorted(scan, key=lambda entry: entry.name)
    except OSError:
        refused()
        raise
    _was_listed(folder, found)
    return found


def try_to_list(folder: str | os.PathLike[str]) -> None:
    """Raise what the system raises where it does not let anybody look into a folder that is there.

    Raises:
        OSError: the system refuses.
    """
    if _Desk.view is None or _Desk.view.kind(os.fspath(folder)) is None:
        os.scandir(folder).close()


def _was_listed(folder: str | os.PathLike[str], found: list[os.DirEntry[str]]) -> None:
    notes = _Desk.notes
    if notes is None:
        return
    try:
        notes.note(notes.folders, os.fspath(folder), listing(found))
    except OSError:
        notes.odd = True


def listing(found: Iterable[os.DirEntry[str]]) -> str:
    """Return a digest of what a walk makes of a folder's entries: folders, candidates, and what each of those is."""
    names = []
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            if entry.name != ".git":
                names.append(f"{entry.name}/")
        elif is_candidate(entry.name) or entry.name == IGNORE_FILE:
            link = _BY_LINK if entry.is_symlink() else ""
            names.append(f"{link}{entry.name}" if is_regular(entry) else f"{link}{entry.name}?")
    return digest("/".join(names).encode("utf-8", "surrogatepass"))


def is_regular(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a file or leads to one; pipes, devices and links that lead nowhere are passed over."""
    try:
        return entry.is_file()
    except OSError:
        return False


def is_candidate(name: str) -> bool:
    """Whether a walk looks at files of a name."""
    return name.lower().endswith(ENDINGS)


def links_among(found: Iterable[os.DirEntry[str]]) -> set[str]:
    """Return the names of those entries of a folder that are links; its listing has noted that."""
    return {entry.name for entry in found if entry.is_symlink()}


def is_link(path: str | os.PathLike[str]) -> bool:
    """Whether a name that was looked at before, by itself or in its folder, is a link."""
    WATCH.outside = True
    if _Desk.view is not None and (seen := _Desk.view.kind(os.fspath(path))) is not None:
        return seen.startswith(_BY_LINK) or seen == "link"
    return os.path.islink(path)


def real(path: str) -> str:
    """Return where a path leads, links followed."""
    WATCH.outside = True
    if _Desk.view is not None and (seen := _Desk.view.real(path)) is not None:
        return seen
    found = os.path.realpath(path)
    if _Desk.notes is not None:
        _Desk.notes.note(_Desk.notes.real, path, found)
    return found


def head_in_view(path: str | os.PathLike[str], most: int) -> tuple[bytes, int] | None:
    """Return the first bytes of a file and its size, None where the disk itself is looked at.

    Raises:
        OSError: the view has no such file.
    """
    return _Desk.view.head(os.fspath(path), most) if _Desk.view is not None else None


def was_read(path: str | os.PathLike[str], status: os.stat_result, data: bytes) -> None:
    """Note that a file was read: the status that it had before, and the bytes that it begins with."""
    WATCH.outside = True
    if _Desk.notes is not None:
        seen = Status(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
        _note_file(_Desk.notes, os.fspath(path), File(seen, len(data), digest(data)))


def _note_file(notes: Notes, path: str, seen: File) -> None:
    before = notes.files.setdefault(path, seen)
    if before is not seen and not before.is_as(seen):
        notes.odd = True


def handed_on(path: str | os.PathLike[str]) -> Handed | None:
    """Return what is noted of a file that was read, for the process that this one works for."""
    seen = _Desk.notes.files.get(os.fspath(path)) if _Desk.notes is not None else None
    if seen is None:
        return None
    status = seen.status
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino), seen.read, seen.digest


def was_read_elsewhere(path: str | os.PathLike[str], handed: Handed | None) -> None:
    """Note that another process read a file, as it handed that on; what it did not note makes the notes odd."""
    notes = _Desk.notes
    if notes is None:
        return
    if handed is None:
        notes.odd = True
        return
    parts, read, seen = handed
    _note_file(notes, os.fspath(path), File(Status(*parts), read, seen))


def extent() -> tuple[object, ...]:
    """Return a value that is another one after anything was noted that was not before."""
    notes = _Desk.notes
    if notes is None:
        return ()
    return len(notes.files), len(notes.folders), len(notes.kinds), len(notes.real), notes.day, notes.odd


def was_not_there(path: str | os.PathLike[str]) -> None:
    """Note that a file could not be read because there is none."""
    WATCH.outside = True
    if _Desk.notes is not None:
        _Desk.notes.note(_Desk.notes.kinds, os.fspath(path), "")


def refused() -> None:
    """Note that the system refused something, or that what was looked at can hardly be told."""
    WATCH.outside = True
    if _Desk.notes is not None:
        _Desk.notes.odd = True


def day_was_asked(day: str) -> None:
    """Note that the answer may be another one on another day."""
    WATCH.outside = True
    notes = _Desk.notes
    if notes is not None:
        notes.odd = notes.odd or notes.day not in {"", day}
        notes.day = day
