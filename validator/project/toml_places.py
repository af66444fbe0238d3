"""Places in a TOML text: where each key and value stands, by the route that leads to it in data.

`tomllib` forgets the lines of a text, so what it has read is scanned here once more. This only has to tell keys,
strings, brackets and comments apart, and never to judge whether a text is TOML.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter

from validator.documents.source import Source
from validator.lazy import lazy
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.diagnostics import Position, Route

_BETWEEN = lazy(r"(?:[\s,=]|#[^\n]*)*")
_IN_LINE = lazy(r"[ \t]*")
_KEY = lazy(r"""\"(?:[^"\\]|\\.)*\"|'[^']*'|[^\s.=\]"'#]+""")
_TEXT = r"""
    \"{3}(?:\\.|[^\\])*?(?:\"{3,5}|\\?\Z) | '{3}.*?(?:'{3,5}|\Z)   # over several lines; two quotes may end it
    | \"(?:\\.|[^"\\])*+(?:\"|\\?\Z) | '[^']*+(?:'|\Z)             # what has no end is not looked at again
    """
_SCALAR = lazy(
    _TEXT
    + r"""
    | [^\s,\]}#][^,\]}#\n]*                       # numbers, words, dates with a space before the time
    """,
    re.DOTALL | re.VERBOSE,
)
_BRACKET = lazy(
    r"(?P<open>[\[{]) | (?P<close>[\]}]) | \#[^\n]* |" + _TEXT,
    re.DOTALL | re.VERBOSE,
)


class Place(NamedTuple):
    """Where an entry begins: its key and its value, which of the item of a list are one, as of a table's header."""

    key: Position
    value: Position


def places_of(text: str) -> dict[Route, Place]:
    """Return the place of each key, table, value and item of a valid TOML text."""
    source, scanner = Source("", text), _Scanner(text)
    scanner.scan()
    return {
        route: Place(source.position(key), source.position(value))
        for route, (key, value) in scanner.places.items()
    }


def deepest(text: str) -> Position:
    """Return where the brackets of a text stand deepest in each other, which need not be TOML to its end."""
    depth = most = at = 0
    for bracket in _BRACKET.finditer(text):
        depth += bool(bracket["open"]) - bool(bracket["close"])
        if depth > most:
            most, at = depth, bracket.start()
    return Source("", text).position(at)


class _Open(NamedTuple):
    """A table or list whose entries are being read."""

    route: Route
    is_list: bool


class _Scanner:
    """One pass over a text; it keeps its own stack, for lists may lie deep in each other."""

    def __init__(self, text: str) -> None:
        self.places: dict[Route, tuple[int, int]] = {}
        self._text = text
        self._at = 0
        self._sizes: Counter[Route] = Counter()
        self._inside = [_Open((), is_list=False)]

    def scan(self) -> None:
        """Note the offsets of every key and value."""
        self._skip(_BETWEEN)
        last = -1
        while last < self._at < len(self._text):
            last = self._at
            route, is_list = self._inside[-1]
            if len(self._inside) > 1 and self._text[self._at] in "]}":
                self._inside.pop()
                self._at += 1
            elif is_list:
                self._value(self._next_item(route), self._at)
            elif self._text[self._at] == "[":
                self._header()
            else:
                self._entry(route)
            self._skip(_BETWEEN)

    def _header(self) -> None:
        """Read `[a.b]` or `[[a.b]]`: what follows stands in that table, or in a new item of that list."""
        brackets = 2 if self._text.startswith("[[", self._at) else 1
        self._at += brackets
        route, start = self._keys(())
        self._at += brackets
        if brackets > 1:
            self.places.setdefault(route, (start, start))
            route = self._next_item(route)
        self.places[route] = (start, start)
        self._inside = [_Open(route, is_list=False)]

    def _entry(self, route: Route) -> None:
        route, start = self._keys(route)
        self._skip(_BETWEEN)
        self._value(route, start)

    def _keys(self, route: Route) -> tuple[Route, int]:
        """Read a key with its dots; return the route that it leads to, and where its last part begins."""
        while True:
            route = self._last_item(route)
            self._skip(_IN_LINE)
            start = self._at
            route = (*route, _name(self._skip(_KEY)))
            self._skip(_IN_LINE)
            if not self._text.startswith(".", self._at):
                return route, start
            self.places.setdefault(route, (start, start))
            self._at += 1

    def _value(self, route: Route, key: int) -> None:
        self.places[route] = (key, self._at)
        if self._text.startswith(("[", "{"), self._at):
            self._inside.append(_Open(route, is_list=self._text[self._at] == "["))
            self._at += 1
        else:
            self._skip(_SCALAR)

    def _next_item(self, route: Route) -> Route:
        self._sizes[route] += 1
        return (*route, self._sizes[route] - 1)

    def _last_item(self, route: Route) -> Route:
        """Return the route of a table; a list of tables stands for its last one."""
        size = self._sizes[route]
        return (*route, size - 1) if size else route

    def _skip(self, pattern: re.Pattern[str]) -> str:
        """Go on behind what a pattern finds here, and return it."""
        found = pattern.match(self._text, self._at)
        text = found[0] if found else ""
        self._at += len(text)
        return text


def _name(key: str) -> str:
    if not key.startswith(('"', "'")):
        return key
    return str(tomllib.loads(f"key = {key}")["key"]) if "\\" in key else key[1:-1]
