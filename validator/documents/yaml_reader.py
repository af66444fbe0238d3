"""YAML text to trees, built iteratively from the parser's events, with depth and expansion counted on the way."""

from __future__ import annotations

import bisect
from itertools import pairwise

from validator.documents.libyaml import library
from validator.documents.scalars import resolve
from validator.documents.tree import Alias, At, Mapping, Node, Pair, Scalar, Sequence, span_of, target
from validator.lazy import lazy, on_demand
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    import yaml
    from yaml.scanner import ScannerError

    from validator.diagnostics import Limits
    from validator.documents import yaml_faults
    from validator.documents.finding import Finding
    from validator.documents.source import Source
    from validator.documents.tree import Mark

    _Parser: Any
else:
    yaml_faults = on_demand("validator.documents.yaml_faults")
    yaml, _Parser, ScannerError = library()

_CORE = "tag:yaml.org,2002:"
_CORE_TAGS = frozenset(_CORE + name for name in ("null", "bool", "int", "float", "str", "map", "seq"))
_PROPERTIES = lazy(r"(?:[&!][^\s,\[\]{}]*[ \t]*)*")
_HEADER = ("apiVersion", "kind")


class Tree(NamedTuple):
    """One document's nodes with what is wrong with its text; `root` is None where nothing could be read."""

    root: Node | None
    findings: tuple[Finding, ...]
    complete: bool


def build(source: Source, limits: Limits) -> list[Tree]:
    """Return the documents of a YAML text; after a syntax fault the rest of the text is one incomplete document."""
    builder = _Builder(source, limits)
    stop = builder.read(source.text)
    if isinstance(stop, ScannerError):
        stop = _earlier(stop, source, limits) or stop
    if isinstance(stop, yaml.MarkedYAMLError):
        stop = yaml_faults.syntax_fault(stop, source, builder.last)
    if stop is not None:
        builder.abandon(stop)
    return builder.trees


def _earlier(error: Any, source: Source, limits: Limits) -> Finding | None:  # noqa: ANN401 - untyped, as events are
    """Return the fault that stands before an error of the scanner; None if the error is the first.

    The scanner runs ahead of the events: what may be a key is looked at to its colon, 1,024 characters on, before the
    parser tells of it. libyaml 0.2.6 moreover ends at a thousand levels, which is further than the settings go.
    """
    mark = error.context_mark or error.problem_mark
    builder = _Builder(source, limits)
    stop = builder.read(source.text[: mark.index])
    if not isinstance(stop, yaml.MarkedYAMLError | None):
        return stop
    if "nesting" not in f"{error.problem}":
        return None
    if isinstance(stop, ScannerError):
        return yaml_faults.syntax_fault(stop, source, builder.last)
    return yaml_faults.too_complex(mark, "this part is nested deeper than the parser of YAML goes")


class _Refused(Exception):  # noqa: N818 - it stops the reading of a file and never leaves this module
    """Reading goes no further; the finding says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.rule)
        self.finding = finding


class _Builder:
    """Collects events; `open` holds the collections that have begun and not ended, with a key that waits."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self.trees: list[Tree] = []
        self._source = source
        self._limits = limits
        self._open: list[tuple[Mapping | Sequence, str | None]] = []
        self._key: list[Scalar | None] = []
        self._anchors: dict[str, Node | None] = {}
        self._findings: list[Finding] = []
        self._parts: list[Mapping] = []
        self._root: Node | None = None
        self.last: Scalar | None = None

    def read(self, text: str) -> Finding | yaml.MarkedYAMLError | None:
        """Take the events of a text, and return what stopped that before its end."""
        parser = _Parser(text)
        try:
            while not isinstance(event := parser.get_event(), yaml.StreamEndEvent):
                self.take(event)
        except _Refused as refused:
            return refused.finding
        except yaml.MarkedYAMLError as error:
            return error
        finally:
            parser.dispose()
        return None

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

    def abandon(self, finding: Finding) -> None:
        """Close the unfinished document with the finding that stopped it."""
        self._findings.append(finding)
        self._root, self._parts = None, []
        self._finish(complete=False)

    def _finish(self, *, complete: bool) -> None:
        if len(self._parts) > 1:
            findings = _by_part(self._findings, self._parts)
            self.trees += [Tree(part, own, complete) for part, own in zip(self._parts, findings, strict=True)]
        else:
            self.trees.append(Tree(self._root, tuple(self._findings), complete))
        self._open, self._key, self._anchors, self._parts = [], [], {}, []
        self._findings, self._root = [], None

    def _scalar(self, event: Any) -> None:  # noqa: ANN401
        text: str = event.value
        if len(text) > self._limits.scalar_characters:
            most = self._limits.scalar_characters
            raise _Refused(
                yaml_faults.too_complex(
                    event.start_mark, f"this value has {len(text):,} characters, and {most:,} are the most"
                )
            )
        plain = event.implicit[0] and not event.style
        tag = self._tag(event) if event.tag else None
        value = resolve(text) if (plain and tag is None) or tag in {"null", "bool", "int", "float"} else text
        node = self.last = Scalar(text, value, event.style or "", self._start(event), event.end_mark)
        self._remember(event, node)
        self._add(node, 1)

    def _start(self, event: Any) -> Mark:  # noqa: ANN401
        """Return where the text of a scalar begins, behind its anchor and its tag."""
        start: Mark = event.start_mark
        if not event.anchor and not event.tag:
            return start
        found = _PROPERTIES.match(self._source.text, start.index, event.end_mark.index)
        skipped = found.end() - start.index if found else 0
        return At(start.index + skipped, start.line, start.column + skipped)

    def _begin(self, event: Any) -> None:  # noqa: ANN401
        if event.tag:
            self._tag(event)
        if len(self._open) >= self._limits.depth:
            raise _Refused(
                yaml_faults.too_complex(
                    event.start_mark, f"this part is nested more than {self._limits.depth} levels deep"
                )
            )
        kind = Mapping if isinstance(event, yaml.MappingStartEvent) else Sequence
        if self._open and isinstance(self._open[-1][0], Mapping) and self._key[-1] is None:
            raise _Refused(yaml_faults.collection_as_key(event.start_mark, self._source))
        node = kind(self._start(event) if event.flow_style else event.start_mark, flow=bool(event.flow_style))
        if event.anchor:
            self._anchors[event.anchor] = None
        self._open.append((node, event.anchor))
        self._key.append(None)

    def _end(self, event: Any) -> None:  # noqa: ANN401
        node, anchor = self._open.pop()
        self._key.pop()
        node.end = event.end_mark
        if isinstance(node, Mapping):
            self._parts = [node] if self._open else _split(node)
            for part in self._parts:
                self._findings += _settle(part)
            self._findings += _missing_separators(self._parts)
        if anchor:
            self._anchors[anchor] = node
        self._add(node, node.size)

    def _alias(self, event: Any) -> None:  # noqa: ANN401
        if event.anchor not in self._anchors:
            raise _Refused(yaml_faults.unknown_alias(event, self._source, self._anchors))
        found = self._anchors[event.anchor]
        if found is None:
            what = "this alias stands inside the very part that it stands for, so it never ends"
            raise _Refused(yaml_faults.too_complex(event.start_mark, what))
        real = target(found)
        node = Alias(real, event.start_mark, event.end_mark)
        if self._open and isinstance(self._open[-1][0], Mapping) and self._key[-1] is None:
            if not isinstance(real, Scalar):
                raise _Refused(yaml_faults.collection_as_key(event.start_mark, self._source))
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
            raise _Refused(yaml_faults.too_many(node, self._limits.nodes))
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif self._key[-1] is None:
            self._key[-1] = node if isinstance(node, Scalar) else None
        else:
            parent.pairs.append(Pair(self._key[-1], node))
            self._key[-1] = None

    def _tag(self, event: Any) -> str | None:  # noqa: ANN401
        tag: str = event.tag
        if tag in _CORE_TAGS:
            return tag.removeprefix(_CORE)
        if tag != "!":
            text = event.value if isinstance(event, yaml.ScalarEvent) else ""
            self._findings.append(yaml_faults.foreign_tag(event.start_mark, tag.removeprefix(_CORE), text))
        return "str"


def _settle(node: Mapping) -> Iterator[Finding]:
    """Put the pairs that merge keys bring behind a mapping's own, and yield what is wrong with its keys."""
    merges = [pair for pair in node.pairs if _is_merge(pair)]
    if merges:
        node.pairs = [pair for pair in node.pairs if not _is_merge(pair)]
    first: dict[str, Scalar] = {}
    for pair in node.pairs:
        earlier = first.setdefault(pair.key.text, pair.key)
        if earlier is not pair.key:
            yield yaml_faults.duplicate(pair.key, earlier)
    for merge in merges:
        yield from _merge(node, merge, first)


def _is_merge(pair: Pair) -> bool:
    return pair.key.text == "<<" and not pair.key.style


def _merge(node: Mapping, merge: Pair, present: dict[str, Scalar]) -> Iterator[Finding]:
    value = target(merge.value)
    for item in value.items if isinstance(value, Sequence) else [value]:
        mapping = target(item)
        if not isinstance(mapping, Mapping):
            yield yaml_faults.no_mapping_to_merge(merge.value)
            continue
        for pair in mapping.pairs:
            if pair.key.text not in present:
                present[pair.key.text] = pair.key
                node.pairs.append(Pair(pair.key, pair.value, merge.key))


def _split(root: Mapping) -> list[Mapping]:
    """Return the mappings that a root would have been with a separator before each further `apiVersion`.

    A `kind` right before such an `apiVersion` belongs to its document; two `apiVersion` side by side are one key given
    twice. One mapping, the root itself, is the usual case.
    """
    keys = [pair.key.text for pair in root.pairs]
    if root.flow or keys.count(_HEADER[0]) < 2:  # noqa: PLR2004 - a document has one
        return [root]
    starts = [at for at, key in enumerate(keys) if key == _HEADER[0]][1:]
    starts = [at for at in starts if keys[at - 1] != _HEADER[0]]
    kind = keys.index(_HEADER[1]) if _HEADER[1] in keys else len(keys)
    starts = [at - 1 if keys[at - 1] == _HEADER[1] and kind < at - 1 else at for at in starts]
    bounds = [0, *starts, len(keys)]
    return [_part(root, first, last) for first, last in pairwise(bounds)]


def _version_key(part: Mapping) -> Scalar:
    return next(pair.key for pair in part.pairs if pair.key.text == _HEADER[0])


def _missing_separators(parts: list[Mapping]) -> Iterator[Finding]:
    """Yield the fault of each part of a text that runs on from the one before."""
    for part in parts[1:]:
        yield yaml_faults.missing_separator(_version_key(part), _version_key(parts[0]))


def _by_part(findings: Iterable[Finding], parts: list[Mapping]) -> list[tuple[Finding, ...]]:
    """Return the findings of each part of a text; what stands before the second part belongs to the first."""
    starts = [span_of(part).start for part in parts[1:]]
    found: list[list[Finding]] = [[] for _ in parts]
    for finding in findings:
        at = bisect.bisect_right(starts, finding.place.span.start) if finding.place.span is not None else 0
        found[at].append(finding)
    return [tuple(each) for each in found]


def _part(root: Mapping, first: int, last: int) -> Mapping:
    pairs = root.pairs[first:last]
    part = Mapping(pairs[0].key.start, flow=False)
    part.pairs, part.size = pairs, root.size
    part.end = pairs[-1].value.end
    return part
