"""What is known of a project's files from earlier runs: the data of quiet ones, and which rules were silent about them.

A file that has the status, or else the content, that it had is not parsed again. Which rules need not be asked about a
document again is for engine/silence.py to say; here it is kept with what tells whether all that they looked at is the
same.

What is kept is written by `marshal`, and is that of the same interpreter: another one is another tool.
"""

from __future__ import annotations

import marshal
import os

from validator.cache.columns import RESTLESS, About, Ground, written_down
from validator.cache.ledger import Ledger, united
from validator.cache.state import FEW, is_settled
from validator.documents import looks
from validator.documents.source import UnreadableError, head_of
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any, TypeAlias

    from validator.cache.folder import Folder
    from validator.cache.ledger import Known
    from validator.documents.document import Document
    from validator.documents.looks import Handed, Notes

Plain: TypeAlias = "tuple[Any, Any, Any, Handed | None]"
"""What engine/reading.py makes of a quiet file: its mark, its signs, its documents, and what is noted of it."""

Heard: TypeAlias = "tuple[frozenset[str] | None, frozenset[str] | None, bytes]"
"""Rules that were silent about a document, and the signs of what they asked.

The first looked at the document, at what is of no plentiful kind, and asked those questions; the others looked at all
documents of a plentiful kind. None where not all were silent.
"""

Listened: TypeAlias = "tuple[int, int, int, bytes]"
"""A document by its place in its file, the numbers of two groups of rules, and the signs of what was asked."""

Entry: TypeAlias = "tuple[bytes, tuple[Known, ...], bool, Handed, Any, tuple[Listened, ...]]"
"""A digest of the data of a file, what its documents told, whether the file's status can be trusted, what was noted of
it, the rest of what is plain, and which rules were silent about its documents.
"""

RestsOn: TypeAlias = "tuple[str, tuple[str, ...]]"
"""The name of the state that an answer rests on, and lines that tell what else was looked at."""

_NOBODY = -1
_NOTHING: Heard = (None, None, b"")
_WITHOUT_REFERENCES = 2
"""The version of what `marshal` writes in which equal data has equal bytes."""

_ANY_PATH = ("utf-8", "surrogatepass")


class KnownFiles:
    """What is known of the files of one project, and what this run adds to it."""

    def __init__(self, folder: Folder, asked: str, notes: Notes, *, by_content: bool) -> None:
        looks.watch()
        self._folder = folder
        self._name = looks.digest(asked.encode("utf-8", "surrogatepass"))
        self._notes = notes
        self._by_content = by_content
        self._seen_before, self._groups, self._before = self._read()
        self._seen = _Seen("", "", "")
        self._plentiful: tuple[str, ...] = ()
        self._now: dict[str, tuple[bytes, Handed, Any]] = {}
        self._silent: dict[tuple[str, int], Heard] = {}
        self._new: set[str] = set()
        self._withdrawn = False
        self._last: Callable[[], None] | None = None
        self._marks: Callable[[str, Heard], int] | None = None
        self._asked = ""
        self._others: tuple[str, ...] = ()
        self.from_walk = False
        self.entire = False
        self.outdated = False
        self.ledger: Ledger | None = None

    def _read(self) -> tuple[_Seen, list[frozenset[str]], dict[str, Entry]]:
        data = self._folder.read_bytes(f"{self._name}.files")
        try:
            found = marshal.loads(data) if data else (("", "", ""), [], {})  # noqa: S302 - nobody else writes it
            (context, company, odd), groups, before = found
        except (ValueError, TypeError, EOFError):
            return _Seen("", "", ""), [], {}
        return _Seen(context, company, odd), groups, before

    def recall(self, path: str, most: int) -> Plain | None:
        """Return what a file was the last time if it has its status still, or else its content; `most` is read.

        Whoever takes it notes that the file was read.
        """
        entry = self._before.get(path)
        if entry is None:
            return None
        data, _, settled, handed, rest, _ = entry
        if not settled or self._by_content or not _has_status(path, handed[0]):
            now = _read_now(path, most)
            if now is None or now[1:] != handed[1:] or now[0][0] != handed[0][0]:
                return None
            handed = now
        self._now[path] = data, handed, rest
        return (*rest, handed)

    def add(self, path: str, plain: Plain) -> None:
        """Know a file that is quiet."""
        handed = plain[3]
        if handed is not None:
            data = looks.digest(marshal.dumps(plain[1:3], _WITHOUT_REFERENCES)).encode()
            self._now[path] = data, handed, plain[:3]
            self._new.add(path)

    def settle(
        self, context: str, plentiful: Iterable[str], *, asked: str = "", others: Iterable[str] = ()
    ) -> None:
        """Say what all rules can see, and which files hold documents of plentiful kinds and nothing else, in order.

        Of what all rules can see `asked` tells what settings and command line ask for, and `others` are the files.
        """
        self._asked, self._others = asked, tuple(others)
        self._plentiful = tuple(plentiful)
        company = repr((context, [(path, self._data_of(path)) for path in self._plentiful]))
        self._seen = _Seen(context, looks.digest(company.encode(*_ANY_PATH)), "")

    def count_odd(self) -> None:
        """Note what is in files of which nothing is known, once it is known which these are."""
        odd = [(path, self._data_of(path)) for path in self._plentiful if path not in self._now]
        self._seen = self._seen._replace(odd=looks.digest(repr(odd).encode(*_ANY_PATH)))

    def before_keeping(self, last: Callable[[], None], marks: Callable[[str, Heard], int]) -> None:
        """Have something done before anything is kept; `marks` are those of `About`, by kind and what was heard."""
        self._last, self._marks = last, marks

    def open_ledger(self) -> Ledger:
        """Return what the documents of the project told before."""
        is_sure = self._is_same_context and self._seen.odd == self._seen_before.odd
        self.ledger = Ledger(self._before, self._now, is_sure=is_sure)
        return self.ledger

    @property
    def _is_same_context(self) -> bool:
        return self._seen.context == self._seen_before.context != ""

    def _data_of(self, path: str) -> object:
        """Return what tells the data of a file from other data; of one that is not plain that is its content."""
        now = self._now.get(path)
        if now is not None:
            return now[0]
        handed = looks.handed_on(path)
        return handed[1:] if handed is not None else None

    def is_in_doubt(self, path: str) -> bool:
        """Whether a file is known for the first time, or with another meaning of what stands in it."""
        return path in self._now and not (self._is_same_context and path in self._before)

    def withdraw(self, path: str) -> None:
        """Know nothing of a file any more."""
        if self._now.pop(path, None) is not None and path in self._before:
            self._withdrawn = True

    def silent(self, document: Document) -> Heard:
        """Return the rules that need not be asked about a document again."""
        heard = self._heard_before(document.source.where or "", document.index)
        if heard is _NOTHING or self.ledger is None or self.ledger.has_other_answers(heard[2]):
            return _NOTHING
        return self._still(heard)

    def _still(self, heard: Heard) -> Heard:
        """Return what counts of what was heard before: rules that looked at all documents, if these are the same."""
        if self._seen.company == self._seen_before.company or not heard[1]:
            return heard
        return heard[0], None, heard[2]

    def _heard_before(self, path: str, index: int) -> Heard:
        """Return what was heard of a document whose data is as it was: of a quiet one rules see nothing else."""
        entry, now = self._before.get(path), self._now.get(path)
        if entry is None or now is None or now[0] != entry[0] or not self._is_same_context:
            return _NOTHING
        for at, alone, around, asked in entry[5]:
            if at == index and alone >= 0:
                return self._groups[alone], self._groups[around] if around >= 0 else None, asked
        return _NOTHING

    def is_sound(self, document: Document) -> bool:
        """Whether it is known that nothing is wrong with the parts of a document."""
        return self._heard_before(document.source.where or "", document.index) is not _NOTHING

    def were_silent(self, document: Document, silent: Heard) -> None:
        """Know that rules looked at nothing but what they may, and had nothing to say."""
        path = document.source.where
        if path is not None:
            self._silent[path, document.index] = silent
            self._new.add(path)

    def heard_of(self, document: Document) -> Heard | None:
        """Return which rules were silent about a document in this run."""
        return self._silent.get((document.source.where or "", document.index))

    def keep(self, rests_on: RestsOn | None = None) -> None:
        """Keep what is known, if it is worth it; the answer rests on a state and more, if it can be kept itself."""
        is_new = self._withdrawn or len(self._new) * FEW > len(self._now)
        if not is_new and not self.outdated:
            return
        if self._last is not None:
            self._last()
        numbers: dict[frozenset[str], int] = {}
        files = dict(self._entries(numbers))
        groups = [*numbers]
        if is_new:
            known = marshal.dumps((tuple(self._seen), groups, files))
            self._folder.keep_bytes(f"{self._name}.files", known)
        if rests_on is not None and self.from_walk and self.ledger is not None:
            odd = (path for path in self._plentiful if path not in files)
            ground = Ground(self._asked, *rests_on, (*self._others, *odd), self.entire)
            columns = written_down(ground, self._about(files, groups))
            self._folder.keep_bytes(f"{self._name}.columns", columns)

    def _about(self, files: Mapping[str, Entry], groups: Sequence[frozenset[str]]) -> Iterator[About]:
        """Yield what is known of the documents of files that hold nothing but plentiful kinds, in their order."""
        for path in self._plentiful:
            if path not in files:
                continue
            _, documents, _, _, _, heard = files[path]
            for known, (_, *numbers, asked) in zip(documents, heard, strict=True):
                at, kind, name, led_to, told, rests_on_more = known
                alone, around = [None if number == _NOBODY else groups[number] for number in numbers]
                marks = self._marks(kind, (alone, around, asked)) if self._marks is not None else 0
                yield About(path, at, kind, name, led_to, told, asked, marks | RESTLESS * rests_on_more)

    def _entries(self, groups: dict[frozenset[str], int]) -> Iterator[tuple[str, Entry]]:
        begun = self._notes.begun
        for path, (data, handed, rest) in self._now.items():
            known = self.ledger.known_now(path) if self.ledger is not None else ()
            settled = is_settled(handed[0][1], handed[0][2], begun)
            listened = tuple(self._listened(path, each[0], each[3], groups) for each in known)
            yield path, (data, known, settled, handed, rest, listened)

    def _listened(self, path: str, index: int, asked: bytes, groups: dict[frozenset[str], int]) -> Listened:
        """Return how it is kept which rules were silent about a document, now or as before."""
        found = self._silent.get((path, index))
        if found is None:
            found = self._heard_before(path, index)
            is_other = self.ledger is None or self.ledger.has_other_answers(found[2])
            found = _NOTHING if is_other else self._still(found)
        alone, around, more = found
        return (
            index,
            _NOBODY if alone is None else groups.setdefault(alone, len(groups)),
            _NOBODY if around is None else groups.setdefault(around, len(groups)),
            united(asked, more),
        )


class _Seen(NamedTuple):
    """Digests of what all rules can see, of all files of plentiful kinds, and of those of them that are not plain."""

    context: str
    company: str
    odd: str


def _has_status(path: str, seen: tuple[int, int, int, int]) -> bool:
    try:
        now = os.stat(path)  # noqa: PTH116 - pathlib would take longer
    except OSError:
        return False
    return (now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino) == seen


def _read_now(file: str, most: int) -> Handed | None:
    try:
        head_of(file, most)
    except (OSError, UnreadableError):
        return None
    return looks.handed_on(file)
