"""Suppression comments: which findings they silence, and which of them silence nothing."""

from __future__ import annotations

from validator.lazy import lazy
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from validator.documents.source import Source
    from validator.documents.tree import Comment

_FORM = lazy(r"#\s*appxlint:\s*(ignore-file|ignore)\s*(?:\[([^\]\n]*)\])?\s*([^\n]*)")
_UNTIL = lazy(r"until=([\w-]*)")
_NAME = "appxlint"
_WORD = lazy(r"#\s*appxlint\s*:")


class Ignore(NamedTuple):
    """One suppression comment.

    `line` is the line whose findings it silences, 0 for the whole file. `until` is the last day it counts, and
    `fault` says why the comment cannot count at all.
    """

    rules: tuple[str, ...]
    reason: str
    until: date | None
    line: int
    comment: Comment
    fault: str = ""


def ignores_of(source: Source, comments: Iterable[Comment]) -> tuple[Ignore, ...]:
    """Return the suppression comments of a file, in order."""
    return tuple(_ignores(source, tuple(comments)))


def _ignores(source: Source, comments: tuple[Comment, ...]) -> Iterator[Ignore]:
    head = _first_block(source)
    targets = _Targets(source)
    for comment in comments:
        if _NAME not in comment.text or not _WORD.match(comment.text):
            continue
        match = _FORM.match(comment.text)
        if match is None:
            yield Ignore((), "", None, 0, comment, "it is none that appxlint knows")
            continue
        rules = tuple(name.strip() for name in (match[2] or "").split(",") if name.strip())
        reason, until, fault = _reason(match[3].strip())
        if not rules:
            fault = "it names no rule"
        elif match[1] == "ignore-file" and comment.line > head:
            fault = "ignore-file counts only in the first comment block of a file"
        line = 0 if match[1] == "ignore-file" else targets.of(comment)
        yield Ignore(rules, reason, until, line, comment, fault)


def _reason(text: str) -> tuple[str, date | None, str]:
    found = _UNTIL.search(text)
    if found is None:
        return _bare(text), None, ""
    import datetime as dt  # noqa: PLC0415 - few comments have a day

    reason = _bare(text[: found.start()] + text[found.end() :])
    try:
        return reason, dt.date.fromisoformat(found[1]), ""
    except ValueError:
        return reason, None, "its until= is not a day such as 2027-03-01"


def _bare(text: str) -> str:
    """Return a reason without the dash or colon that it may begin with."""
    bare = text.strip().lstrip("-:\u2013,;. ").strip()
    return bare if any(character.isalnum() for character in bare) else ""


def _first_block(source: Source) -> int:
    """Return the last line of the comment block that a file begins with."""
    number = 0
    for number, line in enumerate(source.text.split("\n"), 1):
        text = line.strip()
        if text and not text.startswith("#") and text != "---":
            return number - 1
    return number


class _Targets:
    """The lines that comments speak of; comments come in order, so no line is looked at twice."""

    __slots__ = ("_next", "_source")

    def __init__(self, source: Source) -> None:
        self._source = source
        self._next = 0

    def of(self, comment: Comment) -> int:
        """Return a comment's own line, or the next one with more than a comment for one that stands alone."""
        if not comment.alone:
            return comment.line
        last = len(self._source.starts())
        self._next = max(self._next, comment.line + 1)
        while self._next <= last and not self._says_something(self._next):
            self._next += 1
        return self._next if self._next <= last else comment.line

    def _says_something(self, number: int) -> bool:
        text = self._source.line(number).strip()
        return bool(text) and not text.startswith("#")
