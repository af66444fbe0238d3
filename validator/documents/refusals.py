"""What is wrong with YAML that can be parsed: repeated keys, aliases of nothing, tags, more than the limits allow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from validator.diagnostics import Fault, Position, Span
from validator.documents.tree import span_of
from validator.words import closest, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.documents.source import Source
    from validator.documents.tree import Mark, Node, Scalar

_SEPARATOR = re.compile(r"^(?:---|\.\.\.)(?:\s|$)", re.MULTILINE)


def duplicate(again: Scalar, first: Scalar) -> Fault:
    """Return the fault of a key that is given twice."""
    name = shown(again.text, "this key")
    return Fault(
        "duplicate-key",
        span_of(again),
        f"the key {name} is given twice in one mapping; most readers keep only the last one",
        "keep one of the two",
        "given again",
        ((span_of(first), "given first here"),),
    )


def collection_as_key(start: Mark, source: Source) -> Fault:
    """Return the fault of a list or mapping in a key's place: most often a template in double braces without quotes."""
    if "{" in source.text[max(0, start.index - 1) : start.index + 1]:
        message = "a value in double braces must stand in quotes; without them YAML reads mappings"
        return Fault("yaml-syntax", _point(start), message, 'write "{{ … }}"', fatal=True)
    message = "a list or mapping stands where a key belongs"
    return Fault("yaml-syntax", _point(start), message, "write a plain name as the key", fatal=True)


def unknown_alias(event: Any, source: Source, anchors: Iterable[str]) -> Fault:  # noqa: ANN401 - untyped event
    """Return the fault of an alias without an anchor above it; one elsewhere in the file is named and shown."""
    start: Mark = event.start_mark
    span = source.span(start.index, event.end_mark.index)
    name = shown(event.anchor, "", mark="*")
    if name:
        anchor = re.compile(rf"&{re.escape(event.anchor)}(?=[\s,\]}}]|\Z)")
        found = anchor.search(source.text, 0, start.index) or anchor.search(source.text, start.index)
        if found is not None:
            return _elsewhere(name, span, source.span(*found.span()), source)
    meant = closest(event.anchor, list(anchors)) if name else None
    question = f'; did you mean "*{meant}"?' if meant else ""
    message = f"{name or 'an alias'} refers to an anchor that does not stand above it{question}"
    help_text = f"write *{meant}" if meant else "put the value in quotes if it is meant to begin with *"
    return Fault("yaml-syntax", span, message, help_text, fatal=True)


def _elsewhere(name: str, span: Span, anchor: Span, source: Source) -> Fault:
    first, last = sorted((source.offset(span.start), source.offset(anchor.start)))
    if _SEPARATOR.search(source.text, first, last):
        message = f"{name} refers to an anchor of another document, and anchors do not reach across ---"
        help_text = "write the value out in this document, or put an anchor above it there"
    else:
        message = f"{name} refers to an anchor that stands only below it"
        help_text = "move the anchor to the first place and the alias to the other"
    return Fault(
        "yaml-syntax", span, message, help_text, also=((anchor, "the anchor stands here"),), fatal=True
    )


def no_mapping_to_merge(value: Node) -> Fault:
    """Return the fault of a merge key whose value is neither a mapping nor a list of mappings."""
    message = "a merge key (<<) takes a mapping, or a list of mappings"
    return Fault("wrong-type", span_of(value), message, "write <<: *name with the anchor's name")


def foreign_tag(start: Mark, tag: str) -> Fault:
    """Return the fault of a tag that is not one of YAML's own."""
    line, column = start.line + 1, start.column + 1
    span = Span(Position(line, column), Position(line, column + 1))
    help_text = "leave the tag out: a set-up holds plain text, numbers, true and false, lists and mappings"
    message = f"{shown(tag, 'the tag')} is a tag that is never honoured here"
    return Fault("unsupported-tag", span, message, help_text)


def too_complex(start: Mark, what: str) -> Fault:
    """Return the fault of what nests deeper or is longer than the limits allow."""
    help_text = "a set-up is a few levels deep and a few dozen values long: write it out plainly"
    return Fault("too-complex", _point(start), what, help_text, fatal=True)


def too_many(node: Node, most: int) -> Fault:
    """Return the fault of aliases that expand to more values than the limits allow."""
    point = span_of(node) if not hasattr(node, "size") else _point(node.start)
    message = f"more than {most:,} values once aliases are expanded"
    help_text = "a set-up needs a few dozen: write the parts out, or split the file"
    return Fault("too-complex", point, message, help_text, fatal=True)


def _point(start: Mark) -> Span:
    place = Position(start.line + 1, start.column + 1)
    return Span(place, place)
