"""Quiet data out of the events of a parser: for texts of any form, as long as nothing in them is odd."""

from __future__ import annotations

import sys

from validator.documents.kinds import API_VERSION
from validator.documents.libyaml import library
from validator.documents.quiet_values import DEEPEST, HEADER, OddError, key_of, known_value_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    import yaml

    _Parser: Any
else:
    yaml, _Parser, _ = library()

_Scalar, _MappingStart, _MappingEnd = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.MappingEndEvent
_SequenceEnd = yaml.SequenceEndEvent
_QUOTES = frozenset("\"'")


def read_events(text: str) -> list[dict[str, Any]] | None:
    """Return the data of each document of a text; None where anything in it is odd, or not surely harmless."""
    parser = _Parser(text)
    try:
        return _documents(parser.get_event)
    except (OddError, yaml.YAMLError):
        return None
    finally:
        parser.dispose()


def _documents(next_event: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - PyYAML is untyped
    found: list[dict[str, Any]] = []
    next_event()
    while type(next_event()) is yaml.DocumentStartEvent:
        event = next_event()
        if type(event) is not _MappingStart or event.anchor or event.tag:
            raise OddError
        data = _mapping(next_event, "", 1)
        if data.get("apiVersion") != API_VERSION:
            raise OddError
        found.append(data)
        next_event()
    if not found:
        raise OddError
    return found


def _mapping(next_event: Any, parent: str, depth: int) -> dict[str, Any]:  # noqa: ANN401
    """Return the mapping whose start was read; `parent` is the key that it stands below."""
    if depth > DEEPEST:
        raise OddError
    data: dict[str, Any] = {}
    while type(event := next_event()) is _Scalar:
        key = key_of(event.value)
        if key in data or event.anchor or event.tag:
            raise OddError
        event = next_event()
        if type(event) is not _Scalar:
            data[key] = _collection(next_event, event, key, parent, depth)
        elif depth == 1 and event.value in HEADER.get(key, ()) and not (event.tag or event.anchor):
            data[key] = sys.intern(event.value)
        else:
            data[key] = _scalar(event, key, parent)
    if type(event) is not _MappingEnd:
        raise OddError
    return data


def _collection(next_event: Any, event: Any, key: str, parent: str, depth: int) -> Any:  # noqa: ANN401
    if depth > DEEPEST or event.anchor or type(event) is yaml.AliasEvent or event.tag:
        raise OddError
    if type(event) is _MappingStart:
        return _mapping(next_event, key, depth + 1)
    items: list[Any] = []
    while type(event := next_event()) is not _SequenceEnd:
        if type(event) is _Scalar:
            items.append(_scalar(event, key, parent))
        else:
            items.append(_collection(next_event, event, key, parent, depth + 1))
    return items


def _scalar(event: Any, key: str, parent: str) -> Any:  # noqa: ANN401
    style = event.style
    if event.anchor or event.tag:
        raise OddError
    if style and (style not in _QUOTES or event.start_mark.line != event.end_mark.line):
        raise OddError
    return known_value_of(event.value, key, parent, not style)
