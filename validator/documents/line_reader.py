"""Quiet data out of a text's lines: for texts of which every line has one of a few plain forms.

Those are keys with a value or without, items of lists, a list in brackets, comments, and lines between documents; no
value takes more than one line. Documents of a project repeat each other's lines, so what a line means below a key is
kept. What has any other form, or is doubtful, is left to a parser.
"""

from __future__ import annotations

import sys

from validator.documents.kinds import API_VERSION
from validator.documents.quiet_values import HEADER, OddError, key_of, known_value_of, value_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    Pairs: TypeAlias = "dict[str, tuple[str, Any]]"
    """Key and value of each of some lines."""

_FIRST = frozenset("$ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
"""What a value without quotes that is quiet begins with."""

_IN_BRACKETS = _FIRST.union("_. -") - {"$"}
_QUOTES = ('"', "'")
_START = "---"
_DEEPEST = 10
_LONGEST, _MOST_LINES, _MOST_PLACES = 200, 1024, 256

_known: dict[tuple[str, int], Pairs] = {}
"""What lines mean that begin in a column, in mappings below a key."""

_OF_LISTS: Pairs = {}


class _Level:
    """A mapping or list that is being read: the column of its keys or dashes, and the keys that it stands below."""

    __slots__ = ("column", "data", "key", "pairs", "parent")

    def __init__(self, column: int, data: Any, key: str, parent: str, pairs: Pairs) -> None:  # noqa: ANN401
        self.column = column
        self.data = data
        self.key = key
        self.parent = parent
        self.pairs = pairs


def read_lines(text: str) -> list[dict[str, Any]] | None:
    """Return the data of each document of a text, as it is by a parser's events; None where a line is not plain."""
    if not text.isascii() or not text.replace("\n", "").isprintable():
        return None
    try:
        return _Reader().read(text.split("\n"))
    except OddError:
        return None


class _Reader:
    """The documents that were read, and the levels of the latest one that are open, the innermost last."""

    __slots__ = ("_found", "_levels", "_started")

    def __init__(self) -> None:
        self._found: list[dict[str, Any]] = []
        self._started = False
        self._levels = [_mapping(0, "")]

    def read(self, lines: list[str]) -> list[dict[str, Any]]:
        """Return the data of all documents of a text.

        Raises:
            OddError: a line is not plain, or stands where it cannot.
        """
        level = self._levels[0]
        data, pairs = level.data, level.pairs
        for line in lines:
            pair = pairs.get(line)
            if pair is None:
                level = self._take(line)
                data, pairs = level.data, level.pairs
                continue
            key, value = pair
            if key in data:
                raise OddError
            data[key] = value
        self._end()
        return self._found

    def _take(self, line: str) -> _Level:
        """Take a line that is not known where it stands, and return the level that is open behind it."""
        text = line.lstrip(" ")
        levels = self._levels
        if not text or text[0] == "#":
            return levels[-1]
        column = len(line) - len(text)
        while levels[-1].column > column:
            levels.pop()
        if text[0] == "-":
            return self._start() if line == _START else self._item(column, text)
        level = levels[-1] if levels[-1].column == column else self._nested(column)
        if level.pairs is _OF_LISTS:
            level = self._behind_list(column)
        _add(level, line, text)
        return level

    def _start(self) -> _Level:
        """Begin a document; where it is the first, nothing but comments stands before it."""
        if self._started or self._levels[0].data:
            self._end()
        self._started = True
        self._levels = [_mapping(0, "")]
        return self._levels[0]

    def _end(self) -> None:
        data = self._levels[0].data
        if data.get("apiVersion") != API_VERSION:
            raise OddError
        self._found.append(data)

    def _nested(self, column: int) -> _Level:
        """Return the mapping that begins in a column, below the last key of the one that is open."""
        above = self._levels[-1]
        key = _last(above)
        level = _mapping(column, key)
        above.data[key] = level.data
        return self._open(level)

    def _behind_list(self, column: int) -> _Level:
        """Return the mapping that goes on behind a list whose dashes stand in the column of its keys."""
        self._levels.pop()
        if self._levels[-1].column != column:
            raise OddError
        return self._levels[-1]

    def _item(self, column: int, text: str) -> _Level:
        """Take a line with a dash: a value, or the first key of a mapping."""
        items = self._items_at(column)
        rest = text[2:].rstrip(" ")
        if text[1:2] != " " or rest[:1] in {"", " ", "#"}:
            raise OddError
        if _is_pair(rest):
            level = self._open(_mapping(column + 2, items.key))
            items.data.append(level.data)
            _add(level, "", rest)
            return level
        if rest[0] == "[":
            raise OddError
        items.data.append(_value_in(rest, items.key, items.parent))
        return items

    def _items_at(self, column: int) -> _Level:
        """Return the list that has its dashes in a column, which perhaps begins there."""
        above = self._levels[-1]
        if above.pairs is _OF_LISTS and above.column == column:
            return above
        key = _last(above)
        level = _Level(column, [], key, above.parent, _OF_LISTS)
        above.data[key] = level.data
        return self._open(level)

    def _open(self, level: _Level) -> _Level:
        if len(self._levels) == _DEEPEST:
            raise OddError
        self._levels.append(level)
        return level


def _mapping(column: int, parent: str) -> _Level:
    """Return a mapping in which nothing stands yet."""
    pairs = _known.get((parent, column))
    if pairs is None:
        if len(_known) == _MOST_PLACES:
            _known.clear()
        pairs = _known[parent, column] = {}
    return _Level(column, {}, "", parent, pairs)


def _last(level: _Level) -> str:
    """Return the last key of a mapping, which has no value yet."""
    if level.pairs is _OF_LISTS:
        raise OddError
    key: str = next(reversed(level.data), "")
    if level.data.get(key, key) is not None:
        raise OddError
    return key


def _is_pair(text: str) -> bool:
    """Whether a text begins with a key: it is no address, and has no quotes around a colon."""
    _, colon, rest = text.partition(":")
    return bool(colon) and rest[:1] in {"", " "} and text[0] not in _QUOTES


def _add(level: _Level, line: str, text: str) -> None:
    """Add a key with its value to a mapping, and keep what a line means there, if it is a whole one."""
    pair = level.pairs.get(line)
    if pair is None:
        name, colon, rest = text.partition(":")
        if not colon or rest[:1] not in {"", " "}:
            raise OddError
        key = key_of(name)
        pair = key, _value_of_key(level, key, rest.strip(" "))
        if line and len(line) < _LONGEST and type(pair[1]) is not list:
            if len(level.pairs) == _MOST_LINES:
                level.pairs.clear()
            level.pairs[line] = pair
    if pair[0] in level.data:
        raise OddError
    level.data[pair[0]] = pair[1]


def _value_of_key(level: _Level, key: str, text: str) -> Any:  # noqa: ANN401 - data of a user's file
    if not text or text[0] == "#":
        return None
    if not level.parent and text in HEADER.get(key, ()):
        return sys.intern(text)
    return _value_in(text, key, level.parent)


def _value_in(text: str, key: str, parent: str) -> Any:  # noqa: ANN401
    """Return what a text behind a key or dash means, with what stands behind it."""
    if text[0] == "[":
        return [known_value_of(each, key, parent, True) for each in _items(_enclosed(text, "]"))]  # noqa: FBT003 - as it is kept
    return value_of(_written(text), key, parent, text[0] in _FIRST)


def _written(text: str) -> str:
    """Return a value without the quotes around it, and without the comment behind it."""
    if text[:1] in _QUOTES:
        return _enclosed(text, text[0])
    if text[:1] not in _FIRST:
        raise OddError
    if " #" in text:
        text = text.partition(" #")[0].rstrip(" ")
    if ": " in text or text[-1] == ":":
        raise OddError
    return text


def _enclosed(text: str, end: str) -> str:
    """Return what stands between the first sign of a text and its end, with nothing but a comment behind that."""
    inner, found, behind = text[1:].partition(end)
    after = behind.lstrip(" ")
    if not found or "\\" in inner or (after and (after[0] != "#" or behind[0] != " ")):
        raise OddError
    return inner


def _items(text: str) -> list[str]:
    """Return the texts of a list in brackets."""
    items = [each.strip(" ") for each in text.split(",")]
    if items == [""]:
        return []
    for each in items:
        if each[:1] not in _FIRST or not _IN_BRACKETS.issuperset(each):
            raise OddError
    return items
