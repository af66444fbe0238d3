"""What is known of a project's files from earlier runs: the data of quiet ones, and which rules were silent about them.

A file that has the status, or else the content, that it had is not parsed again. Which rules need not be asked about a
document again is for engine/silence.py to say; here it is kept with what tells whether all that they looked at is the
same.

What is kept is written by `marshal`, and is that of the same interpreter: another one is another tool.
"""

from __future__ import annotations

import marshal
import os

from validator.cache.state import is_settled
from validator.documents import looks
from validator.documents.source import UnreadableError, head_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import Any, TypeAlias

    from validator.cache.folder import Folder
    from validator.documents.document import Document
    from validator.documents.looks import Handed, Notes

Plain: TypeAlias = "tuple[Any, Any, Any, Handed | None]"
"""What engine/reading.py makes of a quiet file: its mark, its signs, its documents, and what is noted of it."""

Heard: TypeAlias = "tuple[frozenset[str] | None, frozenset[str] | None]"
"""Rules that were silent about a document: alone, and having looked at other configs; None where not all were."""

Entry: TypeAlias = "tuple[bool, Handed, bytes, bytes, tuple[int, ...]]"
"""Whether a file's status can be trusted, what was noted of it, the rest of what is plain, a digest of the data in it,
and two numbers of groups of rules for each of its documents.
"""

_FEW = 64
"""Where less than one of so many files is new, what is kept is not written again."""

_NOBODY = -1
_NOTHING: Heard = (None, None)
_WITHOUT_REFERENCES = 2
"""The version of what `marshal` writes in which equal data has equal bytes."""

_ANY_PATH = ("utf-8", "surrogatepass")


class KnownFiles:
    """What is known of the files of one project, and what this run adds to it."""

    def __init__(self, folder: Folder, asked: str, notes: Notes, *, by_content: bool) -> None:
        self._folder = folder
        self._name = looks.digest(asked.encode("utf-8", "surrogatepass")) + ".files"
        self._notes = notes
        self._by_content = by_content
        self._context, self._company, self._groups, self._before = self._read()
        self._is_same_context = self._is_same_company = False
        self._now: dict[str, tuple[Handed, bytes, bytes]] = {}
        self._silent: dict[tuple[str, int], Heard] = {}
        self._new: set[str] = set()
        self._withdrawn = False

    def _read(self) -> tuple[str, str, list[frozenset[str]], dict[str, Entry]]:
        data = self._folder.read_bytes(self._name)
        try:
            found = marshal.loads(data) if data else ("", "", [], {})  # noqa: S302 - nobody else writes it
            context, company, groups, before = found
        except (ValueError, TypeError, EOFError):
            return "", "", [], {}
        return context, company, groups, before

    def recall(self, file: Path, most: int) -> Plain | None:
        """Return what a file was the last time if it has its status still, or else its content; `most` is read.

        Whoever takes it notes that the file was read.
        """
        path = os.fspath(file)
        entry = self._before.get(path)
        if entry is None:
            return None
        settled, handed, rest, data, _ = entry
        if not settled or self._by_content or not _has_status(path, handed[0]):
            now = _read_now(file, most)
            if now is None or now[1:] != handed[1:] or now[0][0] != handed[0][0]:
                return None
            handed = now
        self._now[path] = handed, rest, data
        mark, signs, parts = marshal.loads(rest)  # noqa: S302 - as above
        return mark, signs, parts, handed

    def add(self, file: Path, plain: Plain) -> None:
        """Know a file that is quiet."""
        handed = plain[3]
        if handed is not None:
            data = looks.digest(marshal.dumps(plain[1:3], _WITHOUT_REFERENCES)).encode()
            path = os.fspath(file)
            self._now[path] = handed, marshal.dumps(plain[:3]), data
            self._new.add(path)

    def settle(self, context: str, configs: Iterable[str]) -> None:
        """Say what rules can see beside a config, and which files hold other configs and nothing else, in order."""
        company = looks.digest(
            repr((context, [(path, self._data_of(path)) for path in configs])).encode(*_ANY_PATH)
        )
        self._is_same_context = context == self._context
        self._is_same_company = company == self._company
        self._context, self._company = context, company

    def _data_of(self, path: str) -> object:
        """Return what tells the data of a file from other data; of one that is not plain that is its content."""
        now = self._now.get(path)
        return now[2] if now is not None else looks.handed_on(path)

    def is_in_doubt(self, file: Path) -> bool:
        """Whether a file is known for the first time, or with another meaning of what stands in it."""
        path = os.fspath(file)
        return path in self._now and not (self._is_same_context and path in self._before)

    def withdraw(self, file: Path) -> None:
        """Know nothing of a file any more."""
        path = os.fspath(file)
        if self._now.pop(path, None) is not None and path in self._before:
            self._withdrawn = True

    def silent(self, document: Document) -> Heard:
        """Return the rules that need not be asked about a document again."""
        if not self._is_same_context or document.source.file is None:
            return _NOTHING
        return self._heard_before(os.fspath(document.source.file), document.index)

    def _heard_before(self, path: str, index: int) -> Heard:
        """Return what was heard of a document whose data is as it was: of a quiet one rules see nothing else."""
        entry, now = self._before.get(path), self._now.get(path)
        if entry is None or now is None or now[2] != entry[3] or 2 * index >= len(entry[4]):
            return _NOTHING
        alone, around = entry[4][2 * index : 2 * index + 2]
        return (
            self._groups[alone] if alone >= 0 else None,
            self._groups[around] if around >= 0 and self._is_same_company else None,
        )

    def is_sound(self, document: Document) -> bool:
        """Whether it is known that nothing is wrong with the parts of a document."""
        return self.silent(document)[0] is not None

    def were_silent(self, document: Document, silent: Heard) -> None:
        """Know that rules looked at nothing but what they may, and had nothing to say."""
        if document.source.file is not None:
            path = os.fspath(document.source.file)
            self._silent[path, document.index] = silent
            self._new.add(path)

    def heard_of(self, document: Document) -> Heard | None:
        """Return which rules were silent about a document in this run."""
        return self._silent.get((os.fspath(document.source.file or ""), document.index))

    def keep(self) -> None:
        """Keep what is known, if it is worth it."""
        if self._withdrawn or len(self._new) * _FEW > len(self._now):
            groups: dict[frozenset[str], int] = {}
            files = dict(self._entries(groups))
            self._folder.keep_bytes(
                self._name, marshal.dumps((self._context, self._company, list(groups), files))
            )

    def _entries(self, groups: dict[frozenset[str], int]) -> Iterator[tuple[str, Entry]]:
        heard: dict[str, list[int]] = {}
        for path, index in self._silent:
            heard.setdefault(path, []).append(index)
        begun = self._notes.begun
        for path, (handed, rest, data) in self._now.items():
            numbers: list[int] = []
            for index in range(self._most(path, heard)):
                silent = self._silent.get((path, index)) or (
                    self._heard_before(path, index) if self._is_same_context else _NOTHING
                )
                numbers += (
                    _NOBODY if each is None else groups.setdefault(each, len(groups)) for each in silent
                )
            settled = is_settled(handed[0][1], handed[0][2], begun)
            yield path, (settled, handed, rest, data, tuple(numbers))

    def _most(self, path: str, heard: dict[str, list[int]]) -> int:
        """Return how many documents of a file something may be known of."""
        entry = self._before.get(path)
        return max(max(heard.get(path, ()), default=-1) + 1, len(entry[4]) // 2 if entry is not None else 0)


def _has_status(path: str, seen: tuple[int, int, int, int]) -> bool:
    try:
        now = os.stat(path)  # noqa: PTH116 - pathlib would take longer
    except OSError:
        return False
    return (now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino) == seen


def _read_now(file: Path, most: int) -> Handed | None:
    try:
        head_of(file, most)
    except (OSError, UnreadableError):
        return None
    return looks.handed_on(file)
