"""YAML text to trees, built iteratively from the parser's events, with depth and expansion counted on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from validator.diagnostics import Position, Span
from validator.faults import Fault, Limits
from validator.scalars import resolve
from validator.separators import by_part, missing_separator, split
from validator.syntax import syntax_fault
from validator.tree import Alias, Mapping, Node, Pair, Scalar, Sequence, span_of, target
from validator.words import shown

if TYPE_CHECKING:
    from validator.source import Source
    from validator.tree import Mark

_CORE = "tag:yaml.org,2002:"
_CORE_TAGS = frozenset(_CORE + name for name in ("null", "bool", "int", "float", "str", "map", "seq"))
_Parser: Any = getattr(yaml, "CLoader", yaml.Loader)


class Tree(NamedTuple):
    """One document's nodes with the faults of its text; `root` is None where nothing could be read."""

    root: Node | None
    faults: tuple[Fault, ...]
    complete: bool


def build(source: Source, limits: Limits) -> list[Tree]:
    """Return the documents of a YAML text; after a syntax fault the rest of the text is one incomplete document."""
    builder = _Builder(source, limits)
    parser = _Parser(source.text)
    try:
        while not isinstance(event := parser.get_event(), yaml.StreamEndEvent):
            builder.take(event)
    except _Refused as refused:
        builder.abandon(refused.fault)
    except yaml.MarkedYAMLError as error:
        builder.abandon(syntax_fault(error, source, builder.last))
    finally:
        parser.dispose()
    return builder.trees


class _Refused(Exception):  # noqa: N818 - it stops the reading of a file and never leaves this module
    """Reading goes no further; the fault says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.rule)
        self.fault = fault


class _Builder:
    """Collects events; `open` holds the collections that have begun and not ended, with a key that waits."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self.trees: list[Tree] = []
        self._source = source
        self._limits = limits
        self._open: list[tuple[Mapping | Sequence, str | None]] = []
        self._key: list[Scalar | None] = []
        self._anchors: dict[str, Node | None] = {}
        self._faults: list[Fault] = []
        self._parts: list[Mapping] = []
        self._root: Node | None = None
        self.last: Scalar | None = None

    def take(self, event: Any) -> None:  # noqa: ANN401 - PyYAML's events are untyped
        """Take the next event of the parser."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._begin(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._end(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentEndEvent):
            self._finish(complete=True)

    def abandon(self, fault: Fault) -> None:
        """Close the unfinished document with the fault that stopped it."""
        self._faults.append(fault)
        self._root, self._parts = None, []
        self._finish(complete=False)

    def _finish(self, *, complete: bool) -> None:
        if len(self._parts) > 1:
            faults = by_part(self._faults, self._parts)
            self.trees += [Tree(part, own, complete) for part, own in zip(self._parts, faults, strict=True)]
        else:
            self.trees.append(Tree(self._root, tuple(self._faults), complete))
        self._open, self._key, self._anchors, self._parts = [], [], {}, []
        self._faults, self._root = [], None

    def _scalar(self, event: Any) -> None:  # noqa: ANN401
        text: str = event.value
        if len(text) > self._limits.scalar_characters:
            most = self._limits.scalar_characters
            raise self._too_complex(event, f"a value of {len(text):,} characters; {most:,} are the most")
        plain = event.implicit[0] and not event.style
        tag = self._tag(event) if event.tag else None
        value = resolve(text) if (plain and tag is None) or tag in {"null", "bool", "int", "float"} else text
        node = self.last = Scalar(text, value, event.style or "", event.start_mark, event.end_mark)
        self._remember(event, node)
        self._add(node, 1)

    def _begin(self, event: Any) -> None:  # noqa: ANN401
        if event.tag:
            self._tag(event)
        if len(self._open) >= self._limits.depth:
            raise self._too_complex(event, f"nested more than {self._limits.depth} levels deep")
        kind = Mapping if isinstance(event, yaml.MappingStartEvent) else Sequence
        if self._open and isinstance(self._open[-1][0], Mapping) and self._key[-1] is None:
            raise _Refused(_collection_as_key(event, self._source))
        node = kind(event.start_mark, flow=bool(event.flow_style))
        if event.anchor:
            self._anchors[event.anchor] = None
        self._open.append((node, event.anchor))
        self._key.append(None)

    def _end(self, event: Any) -> None:  # noqa: ANN401
        node, anchor = self._open.pop()
        self._key.pop()
        node.end = event.end_mark
        if isinstance(node, Mapping):
            self._parts = [node] if self._open else split(node)
            for part in self._parts:
                self._close_mapping(part)
            self._faults += [missing_separator(part, self._parts[0]) for part in self._parts[1:]]
        if anchor:
            self._anchors[anchor] = node
        self._add(node, node.size)

    def _alias(self, event: Any) -> None:  # noqa: ANN401
        if event.anchor not in self._anchors:
            raise _Refused(_unknown_alias(event))
        found = self._anchors[event.anchor]
        if found is None:
            raise self._too_complex(
                event, "an alias inside the very part that it stands for, so it never ends"
            )
        real = target(found)
        node = Alias(real, event.start_mark, event.end_mark)
        if self._open and isinstance(self._open[-1][0], Mapping) and self._key[-1] is None:
            if not isinstance(real, Scalar):
                raise _Refused(_collection_as_key(event, self._source))
            self._add(Scalar(real.text, real.value, real.style, event.start_mark, event.end_mark), 1)
        else:
            self._add(node, real.size if not isinstance(real, Scalar) else 1)

    def _remember(self, event: Any, node: Scalar) -> None:  # noqa: ANN401
        if event.anchor:
            self._anchors[event.anchor] = node

    def _add(self, node: Node, size: int) -> None:
        if not self._open:
            self._root = node
            return
        parent = self._open[-1][0]
        parent.size += size
        if parent.size > self._limits.nodes:
            raise _Refused(
                Fault(
                    "too-complex",
                    span_of(node) if isinstance(node, Alias | Scalar) else _first_line(node),
                    f"more than {self._limits.nodes:,} values once aliases are expanded",
                    "a set-up needs a few dozen: write the parts out, or split the file",
                    fatal=True,
                )
            )
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif self._key[-1] is None:
            self._key[-1] = node if isinstance(node, Scalar) else None
        else:
            parent.pairs.append(Pair(self._key[-1], node))
            self._key[-1] = None

    def _close_mapping(self, node: Mapping) -> None:
        merges = [pair for pair in node.pairs if pair.key.text == "<<" and not pair.key.style]
        if merges:
            node.pairs = [pair for pair in node.pairs if pair not in merges]
        first: dict[str, Scalar] = {}
        repeated: list[Fault] = []
        for pair in node.pairs:
            earlier = first.setdefault(pair.key.text, pair.key)
            if earlier is not pair.key:
                repeated.append(_duplicate(pair.key, earlier))
        self._faults.extend(repeated)
        for merge in merges:
            self._merge(node, merge, first)

    def _merge(self, node: Mapping, merge: Pair, present: dict[str, Scalar]) -> None:
        value = target(merge.value)
        sources = value.items if isinstance(value, Sequence) else [value]
        for item in sources:
            mapping = target(item)
            if not isinstance(mapping, Mapping):
                message = "a merge key (<<) takes a mapping, or a list of mappings"
                self._faults.append(
                    Fault(
                        "wrong-type", span_of(merge.value), message, "write <<: *name with the anchor's name"
                    )
                )
                continue
            for pair in mapping.pairs:
                if pair.key.text not in present:
                    present[pair.key.text] = pair.key
                    node.pairs.append(Pair(pair.key, pair.value, merge.key))

    def _tag(self, event: Any) -> str | None:  # noqa: ANN401
        tag: str = event.tag
        if tag in _CORE_TAGS:
            return tag.removeprefix(_CORE)
        if tag != "!":
            start = event.start_mark
            span = Span(
                Position(start.line + 1, start.column + 1), Position(start.line + 1, start.column + 2)
            )
            name = shown(tag.removeprefix(_CORE), "the tag")
            help_text = (
                "leave the tag out: a set-up holds plain text, numbers, true and false, lists and mappings"
            )
            self._faults.append(
                Fault("unsupported-tag", span, f"{name} is a tag that is never honoured here", help_text)
            )
        return "str"

    def _too_complex(self, event: Any, what: str) -> _Refused:  # noqa: ANN401
        start = event.start_mark
        place = Position(start.line + 1, start.column + 1)
        help_text = "a set-up is a few levels deep and a few dozen values long: write it out plainly"
        return _Refused(Fault("too-complex", Span(place, place), what, help_text, fatal=True))


def _first_line(node: Mapping | Sequence) -> Span:
    place = Position(node.start.line + 1, node.start.column + 1)
    return Span(place, place)


def _duplicate(again: Scalar, first: Scalar) -> Fault:
    name = shown(again.text, "this key")
    return Fault(
        "duplicate-key",
        span_of(again),
        f"the key {name} is given twice in one mapping; most readers keep only the last one",
        "keep one of the two",
        "given again",
        ((span_of(first), "given first here"),),
    )


def _collection_as_key(event: Any, source: Source) -> Fault:  # noqa: ANN401
    start: Mark = event.start_mark
    before = source.text[max(0, start.index - 1) : start.index + 1]
    place = Position(start.line + 1, start.column + 1)
    if "{" in before:
        message = "a value in double braces must stand in quotes; without them YAML reads mappings"
        return Fault("yaml-syntax", Span(place, place), message, 'write "{{ … }}"', fatal=True)
    message = "a list or mapping stands where a key belongs"
    return Fault("yaml-syntax", Span(place, place), message, "write a plain name as the key", fatal=True)


def _unknown_alias(event: Any) -> Fault:  # noqa: ANN401
    start: Mark = event.start_mark
    span = Span(
        Position(start.line + 1, start.column + 1), Position(start.line + 1, event.end_mark.column + 1)
    )
    name = shown(event.anchor, "an alias", mark="*")
    message = f"{name} refers to an anchor that does not stand above it"
    return Fault(
        "yaml-syntax", span, message, "put the value in quotes if it is meant to begin with *", fatal=True
    )
