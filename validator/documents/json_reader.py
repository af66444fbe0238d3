"""JSON text to trees: the nodes that YAML gives, with exact places, from a scanner that never recurses."""

from __future__ import annotations

import enum
import re

from validator.documents.finding import Finding
from validator.documents.json_faults import (
    bad_escape,
    bad_number,
    bad_string,
    bad_word,
    too_complex,
    wrong_sign,
)
from validator.documents.scalars import Plain, resolve
from validator.documents.tree import JSON_STYLE, At, Mapping, Pair, Scalar, Sequence
from validator.documents.yaml_faults import duplicate
from validator.documents.yaml_reader import Tree
from validator.lazy import lazy
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Limits
    from validator.documents.source import Source
    from validator.documents.tree import Node

_BLANKS = lazy(r"[ \t\r\n]*")
_STRING = lazy(r'"[^"\\\x00-\x1f]*+(?:\\[^\n][^"\\\x00-\x1f]*+)*+"')
_NUMBER = lazy(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?(?![\w.+-])")
_WORD = lazy(r"(?:true|false|null)(?!\w)")
_ESCAPE = lazy(
    r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|\\u([0-9a-fA-F]{4})|\\(.)", re.DOTALL
)
_SHORT = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_FIRST_HALF, _LAST_HALF = 0xD800, 0xDFFF


class _Want(enum.Enum):
    """What may stand at the next place."""

    VALUE = "a value"
    FIRST_ITEM = "a value or ]"
    FIRST_KEY = "a key or }"
    KEY = "a key"
    COLON = "a colon"
    NEXT = "a comma or the end of the collection"
    END = "nothing"


class _Refused(Exception):  # noqa: N818 - it stops the reading of a file and never leaves this module
    """Reading goes no further; the finding says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.rule)
        self.finding = finding


def build_json(source: Source, limits: Limits) -> list[Tree]:
    """Return the one document of a JSON text, or none of an empty one; after a slip nothing of it is read."""
    reader = _Reader(source, limits)
    try:
        root = reader.read()
    except _Refused as refused:
        return [Tree(None, (*reader.findings, refused.finding), complete=False)]
    return [] if root is None else [Tree(root, tuple(reader.findings), complete=True)]


class _Reader:
    """Reads from left to right; `_open` holds the collections that have begun and not ended, each with its key."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self.findings: list[Finding] = []
        self._source = source
        self._text = source.text
        self._limits = limits
        self._want = _Want.VALUE
        self._open: list[Mapping | Sequence] = []
        self._keys: list[Scalar | None] = []
        self._root: Node | None = None
        self._comma = 0
        self._nodes = 0

    def read(self) -> Node | None:
        """Return the root, None where the text holds nothing.

        Raises:
            _Refused: the text is not JSON, or more than the limits allow.
        """
        at = self._blanks(0)
        while at < len(self._text):
            at = self._blanks(self._take(at))
        if self._open:
            sign = "open {" if isinstance(self._open[-1], Mapping) else "open ["
            raise _Refused(wrong_sign(self._source, self._open[-1].start.index, sign))
        return self._root

    def _blanks(self, at: int) -> int:
        found = _BLANKS.match(self._text, at)
        return found.end() if found else at

    def _take(self, at: int) -> int:
        """Take one token, and return where it ends."""
        sign = self._text[at]
        if sign in "/#":
            raise _Refused(bad_word(self._source, at))
        if sign in "}]":
            return self._close(at)
        if self._want is _Want.COLON:
            return self._step(at, ":", _Want.VALUE)
        if self._want is _Want.NEXT:
            self._comma = at
            return self._step(at, ",", _Want.KEY if isinstance(self._open[-1], Mapping) else _Want.VALUE)
        if self._want is _Want.END or sign in ",:":
            raise _Refused(wrong_sign(self._source, at, "behind" if self._want is _Want.END else "empty"))
        if self._want in {_Want.KEY, _Want.FIRST_KEY}:
            return self._key(at)
        return self._begin(at) if sign in "{[" else self._value(at)

    def _step(self, at: int, sign: str, after: _Want) -> int:
        if self._text[at] != sign:
            raise _Refused(wrong_sign(self._source, at, sign))
        self._want = after
        return at + 1

    def _key(self, at: int) -> int:
        if self._text[at] != '"':
            raise _Refused(bad_word(self._source, at, key=True))
        self._keys[-1] = node = self._scalar(at)
        self._open[-1].size += 1
        self._want = _Want.COLON
        return node.end.index

    def _value(self, at: int) -> int:
        node = self._scalar(at)
        self._add(node, 1)
        return node.end.index

    def _scalar(self, at: int) -> Scalar:
        token = read_text(self._source, at) if self._text[at] == '"' else read_plain(self._source, at)
        if isinstance(token, Finding):
            raise _Refused(token)
        most = self._limits.scalar_characters
        if len(token.text) > most:
            message = f"this value has {len(token.text):,} characters, and {most:,} are the most"
            raise _Refused(too_complex(self._source, at, message))
        self._count(at)
        return Scalar(token.text, token.value, token.style, self._mark(at), self._mark(token.end))

    def _begin(self, at: int) -> int:
        if len(self._open) >= self._limits.depth:
            message = f"this part is nested more than {self._limits.depth} levels deep"
            raise _Refused(too_complex(self._source, at, message))
        self._count(at)
        mapping = self._text[at] == "{"
        self._open.append(
            Mapping(self._mark(at), flow=True) if mapping else Sequence(self._mark(at), flow=True)
        )
        self._keys.append(None)
        self._want = _Want.FIRST_KEY if mapping else _Want.FIRST_ITEM
        return at + 1

    def _close(self, at: int) -> int:
        node = self._open[-1] if self._open else None
        if node is None or isinstance(node, Mapping) is not (self._text[at] == "}"):
            raise _Refused(wrong_sign(self._source, at, "stray" if node is None else "crossed"))
        if self._want not in {_Want.NEXT, _Want.FIRST_KEY, _Want.FIRST_ITEM}:
            behind_comma = self._want is _Want.KEY or isinstance(node, Sequence)
            place, what = (self._comma, "trailing") if behind_comma else (at, "empty")
            raise _Refused(wrong_sign(self._source, place, what))
        self._open.pop()
        self._keys.pop()
        node.end = self._mark(at + 1)
        if isinstance(node, Mapping):
            self.findings.extend(_repeated(node))
        self._add(node, node.size)
        return at + 1

    def _add(self, node: Node, size: int) -> None:
        self._want = _Want.NEXT if self._open else _Want.END
        if not self._open:
            self._root = node
            return
        parent, key = self._open[-1], self._keys[-1]
        parent.size += size
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif key is not None:
            parent.pairs.append(Pair(key, node))

    def _count(self, at: int) -> None:
        self._nodes += 1
        if self._nodes > self._limits.nodes:
            message = f"the file has more than {self._limits.nodes:,} keys and values"
            raise _Refused(too_complex(self._source, at, message))

    def _mark(self, offset: int) -> At:
        line, column = self._source.position(offset)
        return At(offset, line - 1, column - 1)


def _repeated(node: Mapping) -> Iterator[Finding]:
    first: dict[str, Scalar] = {}
    for pair in node.pairs:
        earlier = first.setdefault(pair.key.text, pair.key)
        if earlier is not pair.key:
            yield duplicate(pair.key, earlier)


class Token(NamedTuple):
    """A scalar that was read: its text without quotes and escapes, what it means, and the offset behind it."""

    text: str
    value: Plain
    style: str
    end: int


def read_text(source: Source, at: int) -> Token | Finding:
    """Read a text in quotes, or return the fault that keeps it from being one."""
    found = _STRING.match(source.text, at)
    if found is None:
        return bad_string(source, at)
    raw = source.text[at + 1 : found.end() - 1]
    fault = _bad_escape(source, raw, at + 1) if "\\" in raw else None
    if fault is not None:
        return fault
    text = _ESCAPE.sub(_character, raw) if "\\" in raw else raw
    return Token(text, text, '"', found.end())


def read_plain(source: Source, at: int) -> Token | Finding:
    """Read a number, true, false or null, or return the fault that keeps it from being one."""
    found = _NUMBER.match(source.text, at) or _WORD.match(source.text, at)
    if found is None:
        number = source.text[at] in "+-.0123456789"
        return bad_number(source, at) if number else bad_word(source, at)
    return Token(found.group(), resolve(found.group()), JSON_STYLE, found.end())


def _bad_escape(source: Source, raw: str, start: int) -> Finding | None:
    for found in _ESCAPE.finditer(raw):
        high, _, code, short = found.groups()
        half = code is not None and _FIRST_HALF <= int(code, 16) <= _LAST_HALF
        if half or (high is None and code is None and short not in _SHORT):
            return bad_escape(source, start + found.start(), short or "")
    return None


def _character(found: re.Match[str]) -> str:
    high, low, code, short = found.groups()
    if high:
        return chr(0x10000 + ((int(high, 16) & 0x3FF) << 10) + (int(low, 16) & 0x3FF))
    return chr(int(code, 16)) if code else _SHORT[short]
