"""What the documents of a project told and asked, laid out so that one thing of it is found without reading the rest.

It is taken from what is known of files once a whole project was loaded, and goes with the state that the files were in
then. A check of what has changed reads it, and makes documents of no files but those that have to do with that.

Documents are numbered in their order. Signs are searched for where they stand: among those of ten thousand
documents that takes less time than to put them into any order.
"""

from __future__ import annotations

import marshal
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import accumulate

from validator.cache.ledger import signs_of, written
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from typing import Any, TypeAlias

    from validator.cache.ledger import Told

    Flat: TypeAlias = "tuple[bytes, tuple[tuple[bytes, tuple[Any, ...]], ...]]"
    """The signs of what a document told that has no values, and what has some: signs, and things with their values."""

_BYTES = 8
_CHUNK = 4096
"""So many signs are held against others at once."""

_QUESTIONS = 32
"""From so many questions on it is quicker to count everything once."""

_NAMELESS = bytes(_BYTES)


class About(NamedTuple):
    """What is known of one document.

    It stands `at` a place of a file and is of a kind; `name` is the sign of its name, nothing where nobody asks for it.
    `led_to` are the signs of what was asked for what it told, and `told` is that, by what gathers it. `asked` are the
    signs of what rules asked that were silent about it, and `marks` is made of the marks below.
    """

    path: str
    at: int
    kind: str
    name: bytes
    led_to: bytes
    told: Told
    asked: bytes
    marks: int


RESTLESS, SILENT, SILENT_ACROSS = 1, 2, 4
"""That what a document told rests on more than documents; that all rules were silent about it; that all rules were that
hold it against others.
"""


class Ground(NamedTuple):
    """What else a check rests on: the name of the state, and what is looked at in any case.

    `settings` is a digest of what settings and command line ask for, and `beside` are lines that tell of the disk what
    no state does. Documents of the files `always` are of kinds that there are few of, or not quiet. `entire` says that
    a walk from the root of the project finds these files and no others, nor another project.
    """

    settings: str
    state: str
    beside: tuple[str, ...]
    always: tuple[str, ...]
    entire: bool = False


class Columns:
    """What is known of documents, by their numbers."""

    __slots__ = (
        *("_asked", "_counts", "_files", "_indices", "_kinds", "_led_to", "_marks", "_names", "_numbers"),
        *("_questions", "_told", "_valued", "_values", "ground", "kinds", "paths"),
    )

    def __init__(self, data: bytes) -> None:
        """Read what `written_down` wrote.

        Raises:
            ValueError, TypeError, EOFError: it is something else.
        """
        found = marshal.loads(data)  # noqa: S302 - nobody else writes it
        ground, self.kinds, self.paths, files, indices, self._kinds, self._marks, self._names, *rest = found
        self.ground = Ground(*ground)
        self._files = memoryview(files).cast("I")
        self._indices = memoryview(indices).cast("I")
        self._led_to, self._told, self._valued, self._values, self._asked = (_Column(*each) for each in rest)
        self._numbers = {path: number for number, path in enumerate(self.paths)}
        self._questions = 0
        self._counts: Counter[int] | None = None

    def __len__(self) -> int:
        return len(self._kinds)

    def has(self, path: str) -> bool:
        """Whether a file is known."""
        return path in self._numbers

    def documents_of(self, path: str) -> range:
        """Return the numbers of the documents of a file that is known."""
        file = self._numbers[path]
        return range(bisect_left(self._files, file), bisect_right(self._files, file))

    def place(self, number: int) -> tuple[str, int, str]:
        """Return the file of a document, its place in that, and its kind."""
        return self.paths[self._files[number]], self._indices[number], self.kinds[self._kinds[number]]

    def name(self, number: int) -> bytes:
        """Return the sign of the name of a document, nothing where nobody asks for it."""
        found = self._names[number * _BYTES : (number + 1) * _BYTES]
        return b"" if found == _NAMELESS else found

    def named(self, sign: int) -> list[int]:
        """Return the documents whose name has a sign."""
        return [at // _BYTES for at in _places(self._names, sign)]

    def told(self, number: int) -> Flat:
        """Return what a document told."""
        values = self._values.of(number)
        return self._told.of(number), marshal.loads(values) if values else ()  # noqa: S302 - as above

    def count(self, sign: int) -> int:
        """Return how often documents told of something that has no values."""
        self._questions += 1
        if self._counts is None and self._questions > _QUESTIONS:
            self._counts = Counter(signs_of(self._told.data))
        if self._counts is not None:
            return self._counts[sign]
        return sum(1 for _ in _places(self._told.data, sign))

    def with_values(self, sign: int) -> set[int]:
        """Return the documents that told of something with its values."""
        return {*self._valued.holders(sign)}

    def led_to(self, signs: AbstractSet[int]) -> set[int]:
        """Return the documents that tell what they do because of the answer to one of some questions."""
        return self._led_to.holders_of_any(signs)

    def asked(self, signs: AbstractSet[int]) -> set[int]:
        """Return the documents about which rules were silent that asked one of some questions."""
        return self._asked.holders_of_any(signs)

    def with_mark(self, mark: int, *, absent: bool = False) -> set[int]:
        """Return the documents with a mark, or those without it."""
        wanted = {marks for marks in {*self._marks} if bool(marks & mark) is not absent}
        return {number for number, marks in enumerate(self._marks) if marks in wanted} if wanted else set()


class _Column:
    """Bytes of each document, one after the other."""

    __slots__ = ("_ends", "data")

    def __init__(self, data: bytes, ends: bytes) -> None:
        self.data = data
        self._ends = memoryview(ends).cast("I")

    def of(self, number: int) -> bytes:
        """Return the bytes of a document."""
        return self.data[self._ends[number - 1] if number else 0 : self._ends[number]]

    def holders(self, sign: int) -> list[int]:
        """Return the documents that a sign stands in, as often as it does."""
        return [bisect_right(self._ends, at) for at in _places(self.data, sign)]

    def holders_of_any(self, signs: AbstractSet[int]) -> set[int]:
        """Return the documents that one of some signs stands in."""
        every = signs_of(self.data)
        found: set[int] = set()
        for start in range(0, len(every) if signs else 0, _CHUNK):
            some = [*every[start : start + _CHUNK]]
            if not signs.isdisjoint(some):
                ats = [start + at for at, sign in enumerate(some) if sign in signs]
                found.update(bisect_right(self._ends, at * _BYTES) for at in ats)
        return found


def _places(data: bytes, sign: int) -> Iterator[int]:
    """Yield where a sign stands among others."""
    wanted = written((sign,))
    at = data.find(wanted)
    while at >= 0:
        if at % _BYTES == 0:
            yield at
        at = data.find(wanted, at + 1)


def written_down(ground: Ground, documents: Iterable[About]) -> bytes:
    """Return what is known of documents, those of a file one behind the other, for `Columns` to read."""
    every = [*documents]
    paths = {path: number for number, path in enumerate(dict.fromkeys(each.path for each in every))}
    kinds = {kind: number for number, kind in enumerate(dict.fromkeys(each.kind for each in every))}
    told = [flat(each.told) for each in every]
    return marshal.dumps(
        (
            tuple(ground),
            tuple(kinds),
            tuple(paths),
            array("I", [paths[each.path] for each in every]).tobytes(),
            array("I", [each.at for each in every]).tobytes(),
            bytes([kinds[each.kind] for each in every]),
            bytes([each.marks for each in every]),
            b"".join([each.name or _NAMELESS for each in every]),
            _column([each.led_to for each in every]),
            _column([signs for signs, _ in told]),
            _column([b"".join([signs for signs, _ in values]) for _, values in told]),
            _column([marshal.dumps(values) if values else b"" for _, values in told]),
            _column([each.asked for each in every]),
        )
    )


def flat(told: Told) -> Flat:
    """Return what a document told, by whether it has values."""
    values = tuple(part for part in told if not isinstance(part, bytes) and part[0])
    return b"".join([part for part in told if isinstance(part, bytes)]), values


def _column(parts: Sequence[bytes]) -> tuple[bytes, bytes]:
    return b"".join(parts), array("I", accumulate(map(len, parts))).tobytes()
