"""The nodes of a parsed file, and the comments between them: each remembers where it stands."""

from __future__ import annotations

import re

from validator.diagnostics import Position, Span
from validator.lazy import lazy, on_demand
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import bisect
    from collections.abc import Iterable, Iterator
    from typing import Protocol, TypeAlias

    from validator.documents.scalars import Plain
    from validator.documents.source import Source

    class Mark(Protocol):
        """A place as the parser gives it: zero-based line and column, and the offset in characters."""

        @property
        def index(self) -> int:
            """The offset in characters."""

        @property
        def line(self) -> int:
            """The zero-based line."""

        @property
        def column(self) -> int:
            """The zero-based column in characters."""

else:
    bisect = on_demand("bisect")

JSON_STYLE = "json"
"""The style of a number, true, false or null in a JSON text, where a text without quotes cannot stand."""
_HASH = lazy(r"(?:^|(?<=[ \t]))#[^\n]*", re.MULTILINE)


class At:
    """A mark of our own making."""

    __slots__ = ("column", "index", "line")

    def __init__(self, index: int, line: int, column: int) -> None:
        self.index = index
        self.line = line
        self.column = column


class Scalar:
    """One key or value; `style` is empty for an unquoted one, else the quote or block sign, or `JSON_STYLE`."""

    __slots__ = ("end", "start", "style", "text", "value")

    def __init__(self, text: str, value: Plain, style: str, start: Mark, end: Mark) -> None:
        self.text = text
        self.value = value
        self.style = style
        self.start = start
        self.end = end


class Pair:
    """A key with its value; `via` is the merge key that brought it in, if one did."""

    __slots__ = ("key", "value", "via")

    def __init__(self, key: Scalar, value: Node, via: Scalar | None = None) -> None:
        self.key = key
        self.value = value
        self.via = via


class Mapping:
    """Keys with values in the order of the text; merged pairs come last. `size` counts nodes, aliases expanded."""

    __slots__ = ("_by_key", "end", "flow", "pairs", "size", "start")

    def __init__(self, start: Mark, *, flow: bool) -> None:
        self.pairs: list[Pair] = []
        self.start = start
        self.end = start
        self.flow = flow
        self.size = 1
        self._by_key: tuple[int, dict[str, Pair]] = (0, {})

    def pair(self, key: str) -> Pair | None:
        """Return the first pair of a key, None where there is none."""
        count, by_key = self._by_key
        if count != len(self.pairs):
            by_key = {pair.key.text: pair for pair in reversed(self.pairs)}
            self._by_key = (len(self.pairs), by_key)
        return by_key.get(key)


class Sequence:
    """The items of a list."""

    __slots__ = ("end", "flow", "items", "size", "start")

    def __init__(self, start: Mark, *, flow: bool) -> None:
        self.items: list[Node] = []
        self.start = start
        self.end = start
        self.flow = flow
        self.size = 1


class Alias:
    """A use of an anchor."""

    __slots__ = ("end", "start", "target")

    def __init__(self, target: Scalar | Mapping | Sequence, start: Mark, end: Mark) -> None:
        self.target = target
        self.start = start
        self.end = end


Node: TypeAlias = Scalar | Mapping | Sequence | Alias
Data: TypeAlias = "Plain | list[Data] | dict[str, Data]"


def target(node: Node) -> Scalar | Mapping | Sequence:
    """Return the node itself, or the anchored one behind an alias."""
    return node.target if isinstance(node, Alias) else node


def plain_data(node: Node) -> Data:
    """Return the data of a node: the first of equal keys counts. The builder has bounded depth and size."""
    real = target(node)
    if isinstance(real, Scalar):
        return real.value
    if isinstance(real, Sequence):
        return [plain_data(item) for item in real.items]
    data: dict[str, Data] = {}
    for pair in real.pairs:
        if pair.key.text not in data:
            data[pair.key.text] = plain_data(pair.value)
    return data


def span_of(node: Node) -> Span:
    """Return the stretch of text that a node takes; a block collection ends with its last part."""
    end = _last(node)
    start = node.start
    return Span(Position(start.line + 1, start.column + 1), Position(end.line + 1, end.column + 1))


def _last(node: Node) -> Mark:
    while isinstance(node, Mapping | Sequence) and not node.flow:
        if isinstance(node, Mapping):
            own = [pair for pair in node.pairs if pair.via is None]
            if not own:
                break
            last = own[-1]
            node = last.key if _empty(last.value) else last.value
        elif node.items:
            node = node.items[-1]
        else:
            break
    return node.end


def _empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.start.index == node.end.index


def scalars(node: Node) -> Iterator[Scalar]:
    """Yield every key and value written in a document's text, each once, in no particular order."""
    waiting: list[Node] = [node]
    while waiting:
        current = waiting.pop()
        if isinstance(current, Scalar):
            yield current
        elif isinstance(current, Sequence):
            waiting.extend(current.items)
        elif isinstance(current, Mapping):
            for pair in current.pairs:
                if pair.via is None:
                    yield pair.key
                    waiting.append(pair.value)


class Comment(NamedTuple):
    """A comment with its sign: `start` is its offset, `alone` whether only white space stands before it."""

    text: str
    start: int
    line: int
    alone: bool


def comments_of(source: Source, roots: Iterable[Node]) -> tuple[Comment, ...]:
    """Return the comments of a text in order, given the nodes that were read from it."""
    if "#" not in source.text:
        return ()
    taken = sorted((node.start.index, node.end.index) for root in roots for node in scalars(root))
    starts = [start for start, _ in taken]
    found = []
    match = _HASH.search(source.text)
    while match is not None:
        at = match.start()
        before = bisect.bisect_right(starts, at) - 1
        if before >= 0 and at < taken[before][1]:
            match = _HASH.search(source.text, taken[before][1])
            continue
        line, column = source.position(at)
        alone = not source.line(line)[: column - 1].strip()
        found.append(Comment(match.group().rstrip(), at, line, alone))
        match = _HASH.search(source.text, match.end())
    return tuple(found)
