"""What a text says by its indentation alone, while it is being typed and cannot be read yet."""

from __future__ import annotations

from validator.lazy import lazy
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from validator.diagnostics import Route

_LINE = lazy(
    r"(?P<indent> *)(?P<dashes>(?:-(?: +|$))*)"
    r"(?:(?P<key>\"[^\"]*\"|'[^']*'|[^\s#:\"'\-\[{&*!|>%@`][^:#]*):(?:[ \t]+(?P<value>.*))?$|.*$)"
)
_COMMENT = lazy(r"(?:^|\s)#.*$")


class Outline(NamedTuple):
    """Where a cursor stands in a document: below which route, at which value, and what the document says by route.

    `at` is the route of the value that is being typed, None where that is a key. `start` is the column, in characters,
    at which what is being typed begins.
    """

    holder: Route
    at: Route | None
    start: int
    values: Mapping[Route, str]


class _Frame(NamedTuple):
    """A key or an item that what stands further right belongs to."""

    column: int
    route: Route
    is_item: bool


class _Reader:
    """Reads lines from the top, and keeps what the next one can belong to."""

    def __init__(self) -> None:
        self.values: dict[Route, str] = {}
        self.frames: list[_Frame] = []
        self._counts: dict[Route, int] = {}

    def read(self, line: str) -> None:
        """Take in one line."""
        found = _LINE.match(_COMMENT.sub("", line).rstrip())
        if found is None or not line.strip():
            return
        column = self.items(found["indent"], found["dashes"])
        key = found["key"]
        if key is None:
            return
        self.at(column)
        route = (*self.holder, _bare(key))
        self.values[route] = _bare(found["value"] or "")
        self.frames.append(_Frame(column, route, is_item=False))

    def items(self, indent: str, dashes: str) -> int:
        """Begin the items whose dashes a line has, and return the column behind them."""
        column = len(indent)
        for at, sign in enumerate(dashes):
            if sign == "-":
                dash = column + at
                while self.frames and (
                    self.frames[-1].column > dash
                    or (self.frames[-1].column == dash and self.frames[-1].is_item)
                ):
                    self.frames.pop()
                number = self._counts.get(self.holder, 0)
                self._counts[self.holder] = number + 1
                self.frames.append(_Frame(dash, (*self.holder, number), is_item=True))
        return column + len(dashes)

    def at(self, column: int) -> None:
        """Leave what a key at a column does not belong to."""
        while self.frames and self.frames[-1].column >= column:
            self.frames.pop()

    @property
    def holder(self) -> Route:
        """The route that the next key stands below."""
        return self.frames[-1].route if self.frames else ()


def outline(lines: Sequence[str], line: int, character: int) -> Outline:
    """Return where a cursor stands; `character` is its column in characters, from zero."""
    first = max((at + 1 for at in range(line) if lines[at].rstrip() == "---"), default=0)
    after = (at for at in range(line + 1, len(lines)) if lines[at].rstrip() in {"---", "..."})
    last = next(after, len(lines))
    reader = _Reader()
    for text in lines[first:line]:
        reader.read(text)
    before = lines[line][:character]
    found = _LINE.match(before)
    key = found["key"] if found is not None else None
    indent = len(before) - len(before.lstrip(" "))
    dashes = _dashes(before[indent:])
    column = reader.items(" " * indent, dashes)
    reader.at(column)
    holder = reader.holder
    rest = _Reader()
    for text in (*lines[first:line], *lines[line + 1 : last]):
        rest.read(text)
    if found is not None and key is not None and before[found.end("key") :].lstrip(" ")[:1] == ":":
        start = found.start("value") if found["value"] is not None else character
        return Outline(holder, (*holder, _bare(key)), start, rest.values)
    return Outline(holder, None, column, rest.values)


def _dashes(text: str) -> str:
    bare = text.lstrip("- ")
    sign = text[: len(text) - len(bare)]
    return sign if sign.endswith(" ") or not bare else ""


def _bare(text: str) -> str:
    """Return a scalar without its quotes."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    return text
