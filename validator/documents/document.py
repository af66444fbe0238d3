"""A document: plain data that remembers where each key and value stands, and which parts are broken."""

from __future__ import annotations

from validator.diagnostics import Part, Position, Route, Span
from validator.documents.kinds import GENERAL
from validator.documents.source import Unchanging
from validator.documents.tree import Alias, Mapping, Node, Scalar, Sequence, plain_data, span_of, target
from validator.lazy import on_demand
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Protocol

    from validator.documents import packed as packing
    from validator.documents.finding import Finding
    from validator.documents.packed import Packed, Shape
    from validator.documents.source import Source
    from validator.documents.tree import Comment

    class Keeper(Protocol):
        """Who has what a document that was read quietly does without until it is asked for."""

        def written(self, document: Document) -> Written:
            """Return what stands in the text of a document."""

        def opened(self, document: Document) -> None:
            """Take note that the data of a document is at hand, and have others close whose was for long."""

else:
    packing = on_demand("validator.documents.packed")


Mark = tuple[str, int, "Route | None", bool]
"""The path of a document's file and its place in that, and whether it is shipped."""

Way = tuple[Span, str]
"""A place on the way to a value, with the words that say what is there: an alias, or a merge."""

GENERATED_NAMES = {GENERAL: "configSchema"}
"""What keys of our documents are called in a connector.json."""


class Leaf(NamedTuple):
    """A key or value of a document with the route to it."""

    route: Route
    part: Part
    node: Scalar


class Written(Unchanging):
    """What stands in a text as one document: its nodes, and the comments between them."""

    __slots__ = ("_leaves", "_used_again", "comments", "root")

    root: Node | None
    comments: tuple[Comment, ...]
    _leaves: tuple[Leaf, ...] | None
    _used_again: frozenset[int] | None

    def __init__(self, root: Node | None = None, comments: tuple[Comment, ...] = ()) -> None:
        for name, value in (("root", root), ("comments", comments), ("_leaves", None), ("_used_again", None)):
            object.__setattr__(self, name, value)

    def leaves(self) -> tuple[Leaf, ...]:
        """Return every key and value that is written, with its route, in the order of the text."""
        leaves = self._leaves
        if leaves is None:
            leaves = tuple(_leaves_of(self.root))
            object.__setattr__(self, "_leaves", leaves)
        return leaves

    def used_again(self) -> frozenset[int]:
        """Return what an alias or a merge brings elsewhere again, by the identities of its nodes."""
        again = self._used_again
        if again is None:
            again = frozenset(_used_again(self.root)) if self.root is not None else frozenset()
            object.__setattr__(self, "_used_again", again)
        return again


NOTHING = Written()
"""What stands in a text that could not be read."""


class Document(Unchanging):
    """One document of a file, read to some stage: each stage makes a new one of the one before.

    `data` is what rules read: parts that a schema refused are left out of it, and `broken` remembers their routes,
    so that a part that is missing can be told from one that is there and wrong. `kind` is None for a document of
    nobody's kind, or one that could not be read. `base` leads to the place of a generated file that the document was
    taken from, None for a document that was written as one. `keeper` is there for data that came without places: they
    are worked out when something asks for the `written` document. Such data may be packed, and is unpacked when
    something asks for it. Of a `quiet` one nothing in the text can be a secret by its look, an odd reference, or
    doubtful to another reader.
    """

    __slots__ = (
        "_around_broken",
        "_shape",
        "_values",
        "_written",
        "base",
        "broken",
        "data",
        "findings",
        "index",
        "keeper",
        "kind",
        "quiet",
        "shipped",
        "source",
    )

    source: Source
    index: int
    shipped: bool
    kind: str | None
    base: Route | None
    data: dict[str, Any]
    broken: frozenset[Route]
    findings: tuple[Finding, ...]
    keeper: Keeper | None
    quiet: bool
    _written: Written | None
    _shape: Shape | None
    _values: bytes
    _around_broken: frozenset[Route] | None

    def __init__(  # noqa: PLR0913 - the parts of a document, each by name
        self,
        source: Source,
        *,
        index: int = 0,
        written: Written | None = None,
        shipped: bool = False,
        kind: str | None = None,
        base: Route | None = None,
        data: dict[str, Any] | None = None,
        packed: Packed | None = None,
        broken: frozenset[Route] = frozenset(),
        findings: tuple[Finding, ...] = (),
        keeper: Keeper | None = None,
    ) -> None:
        keep = object.__setattr__
        keep(self, "source", source)
        keep(self, "index", index)
        keep(self, "shipped", shipped)
        keep(self, "kind", kind)
        keep(self, "base", base)
        keep(self, "broken", broken)
        keep(self, "findings", findings)
        keep(self, "keeper", keeper)
        keep(self, "_shape", None if packed is None else packed[0])
        keep(self, "_values", b"" if packed is None else packed[1])
        keep(self, "_written", NOTHING if written is None and keeper is None else written)
        keep(self, "_around_broken", None)
        keep(self, "quiet", keeper is not None and not broken)
        if packed is None:
            keep(self, "data", _data_of(self.root) if data is None else data)

    def but(
        self,
        *,
        kind: str | None = None,
        data: dict[str, Any] | None = None,
        broken: frozenset[Route] | None = None,
        findings: tuple[Finding, ...] | None = None,
    ) -> Document:
        """Return the same document at a later stage: what is given counts, None leaves a part as it is.

        An empty `kind` is none.
        """
        return Document(
            self.source,
            index=self.index,
            written=self._written,
            shipped=self.shipped,
            kind=self.kind if kind is None else kind or None,
            base=self.base,
            data=self.data if data is None else data,
            broken=self.broken if broken is None else broken,
            findings=self.findings if findings is None else findings,
            keeper=self.keeper,
        )

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - data of a user's file
        """Return the data that is packed; only a part that is not there is looked for here."""
        if name != "data" or self._shape is None or self.keeper is None:
            raise AttributeError(name)
        data = packing.unpack(self._shape, self._values)
        object.__setattr__(self, "data", data)
        self.keeper.opened(self)
        return data

    def close(self) -> None:
        """Give up the data as it is at hand, and hold it packed: whoever asks for it has it unpacked."""
        if self._shape is None:
            shape, values = packing.pack(self.data)
            object.__setattr__(self, "_shape", shape)
            object.__setattr__(self, "_values", values)
        object.__delattr__(self, "data")

    @property
    def mark(self) -> Mark:
        """What tells a document of a run from all others, as plain data."""
        return self.source.path, self.index, self.base, self.shipped

    def may_have(self, key: str) -> bool:
        """Whether a key stands at the root, perhaps without a value: a cheap look, for which nothing is unpacked."""
        return key in (self.data if self._shape is None else self._shape[0])

    @property
    def written(self) -> Written:
        """What stands in the text."""
        written = self._written
        if written is None:
            written = self.keeper.written(self) if self.keeper is not None else NOTHING
            object.__setattr__(self, "_written", written)
        return written

    @property
    def root(self) -> Node | None:
        """The nodes of the document, None where nothing could be read."""
        return self.written.root

    @property
    def comments(self) -> tuple[Comment, ...]:
        """The comments of the document's file."""
        return self.written.comments

    @property
    def read_quietly(self) -> bool:
        """Whether the data came without places, from a text in which nothing is odd."""
        return self.keeper is not None

    @property
    def path(self) -> str:
        """The file's path as the user would type it."""
        return self.source.path

    @property
    def name(self) -> str:
        """What the document is called: its name or key, else an empty text."""
        for field in ("name", "key", "integration"):
            value = self.data.get(field)
            if isinstance(value, str):
                return value
        return ""

    @property
    def title(self) -> str:
        """Kind and name, as a report calls the document; a secret in the name's place is not part of it."""
        from validator.secrets.hide import without_secrets  # noqa: PLC0415 - only a report calls it so

        return f"{self.kind or 'document'} {without_secrets(self.name)}".strip()

    @property
    def generated(self) -> bool:
        """Whether a tool of the Connector SDK wrote the document as a part of its connector.json."""
        return self.base is not None

    def in_file(self, route: Route) -> Route:
        """Return a route as it runs in the file: from the file's root, by the keys that stand there."""
        if self.base is None or not route:
            return self.base or route
        return (*self.base, GENERATED_NAMES.get(str(route[0]), route[0]), *route[1:])

    def get(self, first: str | int | None = None, *rest: str | int) -> Any:  # noqa: ANN401 - data of a user's file
        """Return the sound value at a route, None where there is none."""
        if first is None:
            return self.data
        value: Any = self.data.get(first)  # type: ignore[arg-type]  # a number is no key of it
        if not rest:
            return value
        for step in rest:
            if type(value) is dict:
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value

    def is_broken(self, route: Route) -> bool:
        """Whether the part at a route, or one that holds it, was reported as broken."""
        return bool(self.broken) and any(route[:length] in self.broken for length in range(len(route) + 1))

    def is_sound(self, *route: str | int) -> bool:
        """Whether nothing was reported as broken at a route, in what holds it, or in what it holds."""
        if not self.broken:
            return True
        if self._around_broken is None:
            around = frozenset(each[:end] for each in self.broken for end in range(len(each) + 1))
            object.__setattr__(self, "_around_broken", around)
        return not self.is_broken(route) and route not in (self._around_broken or ())

    def lacks(self, *route: str | int) -> bool:
        """Whether nothing stands at a route, and nothing broken may have been meant for it."""
        return self.get(*route) is None and not self.is_broken(route)

    def node(self, route: Route) -> Node | None:
        """Return the node at a route, as written: an alias is not followed at its end."""
        entry = self._entry(route)
        return entry[1] if entry else None

    def scalar(self, route: Route) -> Scalar | None:
        """Return the scalar at a route, aliases followed."""
        node = self.node(route)
        found = target(node) if node is not None else None
        return found if isinstance(found, Scalar) else None

    def locate(self, route: Route, part: Part = Part.VALUE) -> tuple[Span, tuple[Way, ...]]:
        """Return where a part stands, and the aliases and merges that brought it there.

        A part that is not there is located at the nearest one that holds it: a key for a mapping, the document's
        first key for its root.
        """
        while route and self._entry(route) is None:
            route, part = route[:-1], Part.KEY
        if not route:
            return self.first_key(), ()
        entry = self._entry(route)
        if entry is None:
            return self.first_key(), ()
        key, value, ways = entry
        merged = bool(ways) and ways[-1][1].startswith("merged")
        if part is Part.KEY and key is not None:
            if merged:
                return ways[-1][0], ((span_of(key), "the key stands here"),)
            return span_of(key), ways
        real = target(value)
        if isinstance(value, Alias):
            ways = (*ways, (span_of(value), "used here"))
        empty = isinstance(real, Scalar) and real.start.index == real.end.index
        return (span_of(key) if empty and key is not None else span_of(real)), ways

    def first_key(self) -> Span:
        """Return the place of the document's first key, or of whatever it begins with."""
        if self.root is None:
            place = Position(1, 1)
            return Span(place, place)
        if isinstance(self.root, Mapping) and self.root.pairs:
            return span_of(self.root.pairs[0].key)
        span = span_of(self.root)
        return span if isinstance(self.root, Scalar) else Span(span.start, span.start)

    def leaves(self) -> tuple[Leaf, ...]:
        """Return every key and value that is written in the document, with its route, in the order of the text."""
        return self.written.leaves()

    def text(self, route: Route) -> str | None:
        """Return the scalar at a route as it is written, aliases followed; None where there is none."""
        if not self.quiet:
            scalar = self.scalar(route)
            return scalar.text if scalar is not None else None
        value = self.get(*route)
        if isinstance(value, bool):
            return "true" if value else "false"
        return str(value) if isinstance(value, str | int) else None

    def values(self) -> Iterator[tuple[Route, str | int]]:
        """Yield texts and numbers of plain data in the order of the file; of a document that was read quietly only."""
        return values_below(self.data, ())

    def texts(self) -> Iterator[tuple[Route, str]]:
        """Yield the values that are text, in the order of the file, those that an alias brings elsewhere again."""
        if self.quiet:
            yield from ((route, value) for route, value in self.values() if isinstance(value, str))
            return
        for leaf in all_leaves(self):
            if leaf.part is Part.VALUE and isinstance(leaf.node.value, str):
                yield leaf.route, leaf.node.text

    def _entry(self, route: Route) -> tuple[Scalar | None, Node, tuple[Way, ...]] | None:
        if self.root is None:
            return None
        key: Scalar | None = None
        node: Node = self.root
        ways: tuple[Way, ...] = ()
        for step in route:
            if isinstance(node, Alias):
                ways = (*ways, (span_of(node), "used here"))
            real = target(node)
            if isinstance(real, Mapping):
                pair = real.pair(step) if isinstance(step, str) else None
                if pair is None:
                    return None
                key, node = pair.key, pair.value
                if pair.via is not None:
                    ways = (*ways, (span_of(pair.via), "merged in here"))
            elif isinstance(real, Sequence) and isinstance(step, int) and step < len(real.items):
                key, node = None, real.items[step]
            else:
                return None
        return key, node, ways


def _leaves_of(root: Node | None) -> Iterator[Leaf]:
    waiting: list[tuple[Route, Node]] = [] if root is None else [((), root)]
    while waiting:
        route, node = waiting.pop()
        if isinstance(node, Scalar):
            yield Leaf(route, Part.VALUE, node)
        elif isinstance(node, Sequence):
            waiting.extend(((*route, at), item) for at, item in reversed(list(enumerate(node.items))))
        elif isinstance(node, Mapping):
            own = [pair for pair in node.pairs if pair.via is None]
            for pair in own:
                yield Leaf((*route, pair.key.text), Part.KEY, pair.key)
            waiting.extend(((*route, pair.key.text), pair.value) for pair in reversed(own))


def values_below(data: Any, route: Route) -> Iterator[tuple[Route, str | int]]:  # noqa: ANN401 - data of a user's file
    """Yield texts and numbers with their routes; the quick reader has bounded the depth."""
    for step, value in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(value, dict | list):
            yield from values_below(value, (*route, step))
        elif value is not None and not isinstance(value, bool):
            yield (*route, step), value


def _data_of(root: Node | None) -> dict[str, Any]:
    data = plain_data(root) if root is not None else {}
    return data if isinstance(data, dict) else {}


def without(data: Any, *routes: Route) -> Any:  # noqa: ANN401 - data of a user's file
    """Return data without the parts at routes, which leave an empty mapping in a list; the data itself stays whole."""
    inside: dict[str | int, list[Route]] = {}
    for route in routes:
        if not route:
            return {}
        inside.setdefault(route[0], []).append(route[1:])
    if isinstance(data, dict):
        steps = [step for step in inside if step in data]
        gone = {step for step in steps if () in inside[step]}
        changed = {step: without(data[step], *inside[step]) for step in steps if step not in gone}
        if not steps:
            return data
        return {key: value for key, value in {**data, **changed}.items() if key not in gone}
    if isinstance(data, list):
        items = list(data)
        for step, below in inside.items():
            if isinstance(step, int) and step < len(data):
                items[step] = without(data[step], *below)
        return items
    return data


def all_leaves(document: Document) -> Iterator[Leaf]:
    """Yield the keys and values as they are written, then again those that an alias or a merge brings elsewhere.

    The parser bounds what aliases expand to.
    """
    yield from document.leaves()
    if document.root is not None and document.source.holds("*"):
        yield from _brought(document.root)


def _brought(root: Node) -> Iterator[Leaf]:
    waiting: list[tuple[Route, Node, bool]] = [((), root, False)]
    while waiting:
        route, node, brought = waiting.pop()
        real, brought = target(node), brought or target(node) is not node
        if isinstance(real, Scalar):
            if brought:
                yield Leaf(route, Part.VALUE, real)
        elif isinstance(real, Sequence):
            waiting.extend(
                ((*route, at), item, brought) for at, item in reversed(list(enumerate(real.items)))
            )
        elif isinstance(real, Mapping):
            for pair in reversed(real.pairs):
                inner = (*route, pair.key.text)
                if brought or pair.via is not None:
                    yield Leaf(inner, Part.KEY, pair.key)
                waiting.append((inner, pair.value, brought or pair.via is not None))


def is_used_elsewhere(document: Document, route: Route, *, inside: bool = False) -> bool:
    """Whether a change at a route would show elsewhere too: a part on the way, or `inside` it, is used again."""
    if document.root is None or not document.source.holds("*"):
        return False
    again = document.written.used_again()
    on_the_way = [document.node(route[:length]) for length in range(len(route) + 1)]
    if any(id(node) in again for node in on_the_way):
        return True
    return inside and any(id(node) in again for node in _walk(on_the_way[-1]))


def _used_again(root: Node) -> Iterator[int]:
    for node in _walk(root):
        if isinstance(node, Alias):
            yield id(node.target)
        elif isinstance(node, Mapping):
            yield from (id(pair.value) for pair in node.pairs if pair.via is not None)


def _walk(root: Node | None) -> Iterator[Node]:
    """Yield the nodes that are written below a node, itself included; aliases and merges are not followed."""
    waiting: list[Node] = [] if root is None else [root]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Sequence):
            waiting.extend(node.items)
        elif isinstance(node, Mapping):
            waiting.extend(pair.value for pair in node.pairs if pair.via is None)
