"""What the documents of a project told in an earlier run, and which questions have other answers than they had then.

A document tells the same while it is the same, and so are what is of no plentiful kind, the settings, and the documents
that it leads to by name. What is told is gathered, and rules ask it questions. Each question has a sign, and with each
sign that a document told before and does not tell now, or the other way round, the question has another answer.
"""

from __future__ import annotations

from sys import byteorder

from validator.documents.kinds import CONFIG, PLENTIFUL
from validator.documents.looks import sign_of_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any, TypeAlias

    from validator.documents.document import Document
    from validator.documents.looks import Looked

    Told: TypeAlias = "tuple[bytes | tuple[bytes, tuple[Any, ...]], ...]"

    Known: TypeAlias = "tuple[int, str, bytes, bytes, Told, bool]"
    """A document by its place in its file: its kind, the sign of its name, the signs of what was asked for what it
    tells, that, and whether it rests on anything but documents.
    """


_BYTES = 8


class Ledger:
    """What was told by the documents of files `before`, and is told by those that are known `now`.

    Both begin with a digest of a file's data; what is known of its documents follows. `is_sure` says whether all else
    that documents rest on is as it was; where it is not, nothing is known.
    """

    def __init__(self, before: dict[str, Any], now: dict[str, Any], *, is_sure: bool) -> None:
        self._before = before
        self._now = now
        self._is_sure = is_sure
        self._names: set[int] = set()
        self._others: set[int] = set()
        self._told: dict[str, list[Known]] = {}
        self._same: set[str] = set()

    def begin(self, documents: Sequence[Document]) -> None:
        """Hear which documents there are, before any of them tells something."""
        if not self._is_sure:
            return
        before = self._before
        self._same = {
            path for path, entry in self._now.items() if path in before and before[path][0] == entry[0]
        }
        for path, entry in before.items():
            if path not in self._same:
                self._names.update(sign for each in entry[1] for sign in signs_of(each[2]))
        for document in documents:
            if document.source.where not in self._same and document.source.where in self._now:
                self._names.update(signs_of(name_of(document)))
        self._others |= self._names

    def told_of(self, document: Document) -> Told | None:
        """Return what a document tells as it did before, None where it has to be asked."""
        known = self._known_of(document)
        if known is None or known[5] or (self._names and not self._names.isdisjoint(signs_of(known[3]))):
            return None
        self._note(document, known)
        return known[4]

    def tells(self, document: Document, told: Told, looked: Looked) -> None:
        """Hear what a document tells, and what was looked at for that."""
        around, outside, asked = looked
        path = document.source.where
        if path in self._now:
            name, signs = name_of(document), written(asked)
            known = (document.index, document.kind or "", name, signs, told, around or outside)
            self._note(document, known)
        if path in self._now and path not in self._same:
            return
        before = self._known_of(document)
        if before is not None:
            self._others.update(_changed(before[4], told))
        elif around or outside or path in self._now or not self._names.isdisjoint(asked):
            self._is_sure = False  # what it told before is in no record

    def end(self) -> None:
        """Hear that all documents have told what they have to tell."""
        if not self._is_sure:
            return
        for path, entry in self._before.items():
            if path not in self._same:
                self._others.update(_between(entry[1], self._told.get(path, ())))
        for path, now in self._told.items():
            if path not in self._before:
                self._others.update(_between((), now))

    def has_other_answers(self, asked: bytes) -> bool:
        """Whether one of some questions, by their signs, may have another answer than before."""
        return not self._is_sure or not self._others.isdisjoint(signs_of(asked))

    def known_now(self, path: str) -> tuple[Known, ...]:
        """Return what is known of the documents of a file from now on."""
        return tuple(self._told.get(path, ()))

    def _known_of(self, document: Document) -> Known | None:
        path = document.source.where
        if not self._is_sure or path is None or path not in self._same:
            return None
        documents: tuple[Known, ...] = self._before[path][1]
        for each in documents:
            if each[0] == document.index and each[1] == document.kind:
                return each
        return None

    def _note(self, document: Document, known: Known) -> None:
        self._told.setdefault(document.source.where or "", []).append(known)


def signs_of(data: bytes) -> Sequence[int]:
    """Return the signs that stand in some bytes."""
    return memoryview(data).cast("q") if data else ()


def written(signs: Iterable[int]) -> bytes:
    """Return some signs as bytes."""
    return b"".join([each.to_bytes(_BYTES, byteorder, signed=True) for each in signs])


def united(these: bytes, those: bytes) -> bytes:
    """Return the signs that stand in one of two, each once."""
    return written({*signs_of(these), *signs_of(those)}) if these and those else these or those


def name_of(document: Document) -> bytes:
    """Return the sign of the question for a document's name, nothing where nobody asks for such names."""
    if document.kind == CONFIG or document.kind not in PLENTIFUL:
        return b""
    return written([sign_of_name(document.kind, document.get("name"))])


def _between(before: Iterable[Known], now: Iterable[Known]) -> Iterator[int]:
    """Yield the signs of what the documents of a file told before and do not tell now, or the other way round."""
    told = {each[:2]: each[4] for each in before}
    for each in now:
        yield from _changed(told.pop(each[:2], ()), each[4])
    for left in told.values():
        yield from _changed(left, ())


def _changed(before: Told, now: Told) -> Iterator[int]:
    """Yield the signs of what a document told before and does not tell now, or the other way round."""
    if len(before) != len(now):
        for each in (*before, *now):
            yield from signs_of(each if isinstance(each, bytes) else each[0])
        return
    for one, other in zip(before, now, strict=True):
        if one == other:
            continue
        if isinstance(one, bytes) and isinstance(other, bytes):
            first, second = sorted(signs_of(one)), sorted(signs_of(other))
            yield from _without(first, second)
            yield from _without(second, first)
        else:
            for each in (one, other):
                yield from signs_of(each if isinstance(each, bytes) else each[0])


def _without(these: list[int], those: list[int]) -> Iterator[int]:
    """Yield what stands in one list and not, or not as often, in another."""
    left = [*those]
    for each in these:
        if each in left:
            left.remove(each)
        else:
            yield each
