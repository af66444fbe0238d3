"""The quick way from YAML text to data: without places, for documents in which nothing is odd.

Most documents hold names, numbers, references and addresses in plain block mappings, and nothing is wrong with their
text. Their data is all that rules need; where a part stands is worked out when something has to be said about it.
Whatever is rare, doubtful or broken is left to the reader that keeps places: `read_quietly` then returns None.
"""

from __future__ import annotations

import functools
import re

from validator.documents.kinds import API_VERSION
from validator.documents.libyaml import library
from validator.documents.scalars import ambiguity, resolve
from validator.lazy import lazy
from validator.secrets.quiet import (
    is_plain_address,
    is_plain_reference,
    is_quiet,
    is_quiet_beside,
    is_quiet_comment,
    is_quiet_key,
    names_secret,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    import yaml

    from validator.diagnostics import Limits
    from validator.documents.source import Source

    _Parser: Any
else:
    yaml, _Parser, _ = library()

_DEEPEST = 12
_HEADER = frozenset({"apiVersion", "kind"})
_ODD = lazy(r"\\|\S[ \t]+#[^\s#!]|#\s*appxlint")
_COMMENT = lazy(r"(?:^|(?<=[ \t]))#[^\n]*", re.MULTILINE)
_CANONICAL = lazy(r"(?:0|-?[1-9][0-9]{0,17})\Z")
_WORDS = {"true": True, "false": False, "": None}


_QUOTES = frozenset("\"'")
_ODD_VALUE = object()


class _Odd(Exception):  # noqa: N818 - it ends the quick way and never leaves this module
    """Something that the reader with places has to look at."""


def read_quietly(source: Source, limits: Limits) -> list[tuple[int, dict[str, Any]]] | None:
    """Return number and data of each document of a text; None where anything in it is odd, or not surely harmless."""
    text = source.text
    if _Parser is None or source.findings or _ODD.search(text) is not None:
        return None
    if limits.depth < _DEEPEST or len(text) > min(limits.scalar_characters, limits.nodes):
        return None
    if "#" in text and not all(map(is_quiet_comment, _COMMENT.findall(text))):
        return None
    parser = _Parser(text)
    try:
        return _documents(parser.get_event)
    except (_Odd, yaml.YAMLError):
        return None
    finally:
        parser.dispose()


def _documents(next_event: Any) -> list[tuple[int, dict[str, Any]]]:  # noqa: ANN401 - PyYAML is untyped
    found: list[tuple[int, dict[str, Any]]] = []
    next_event()
    while isinstance(next_event(), yaml.DocumentStartEvent):
        event = next_event()
        if type(event) is not yaml.MappingStartEvent or event.anchor or event.tag:
            raise _Odd
        data = _mapping(next_event, "", 1)
        if data.get("apiVersion") != API_VERSION:
            raise _Odd
        found.append((len(found), data))
        next_event()
    if not found:
        raise _Odd
    return found


def _mapping(next_event: Any, parent: str, depth: int) -> dict[str, Any]:  # noqa: ANN401
    """Return the mapping whose start was read; `parent` is the key that it stands below."""
    if depth > _DEEPEST:
        raise _Odd
    data: dict[str, Any] = {}
    while type(event := next_event()) is yaml.ScalarEvent:
        key = event.value
        if key in data or event.anchor or event.tag or not is_quiet_key(key):
            raise _Odd
        event = next_event()
        if depth == 1 and key in _HEADER and type(event) is yaml.ScalarEvent:
            data[key] = event.value
        else:
            data[key] = _value(next_event, event, (key, parent), depth)
    if type(event) is not yaml.MappingEndEvent:
        raise _Odd
    return data


def _value(next_event: Any, event: Any, at: tuple[str, str], depth: int) -> Any:  # noqa: ANN401
    if event.anchor or depth > _DEEPEST or type(event) is yaml.AliasEvent or event.tag:
        raise _Odd
    if type(event) is yaml.ScalarEvent:
        return _scalar(event, *at)
    if type(event) is yaml.MappingStartEvent:
        return _mapping(next_event, at[0], depth + 1)
    items = []
    while type(event := next_event()) is not yaml.SequenceEndEvent:
        items.append(_value(next_event, event, at, depth + 1))
    return items


def _scalar(event: Any, key: str, parent: str) -> Any:  # noqa: ANN401
    style = event.style
    if style and (style not in _QUOTES or event.start_mark.line != event.end_mark.line):
        raise _Odd
    value = _meaning(event.value, key, parent, plain=not style)
    if value is _ODD_VALUE:
        raise _Odd
    return value


@functools.lru_cache(maxsize=8192)
def _meaning(text: str, key: str, parent: str, *, plain: bool) -> Any:  # noqa: ANN401
    """Return what a text below a key means, or `_ODD_VALUE`; documents repeat each other, so it is kept."""
    if plain:
        if text in _WORDS:
            return _WORDS[text]
        value = resolve(text)
        if not isinstance(value, str):
            sure = type(value) is int and _CANONICAL.match(text) is not None
            return value if sure and not names_secret(key, parent) else _ODD_VALUE
        if ambiguity(text) is not None:
            return _ODD_VALUE
    if is_plain_reference(text) or not text:
        return text
    if names_secret(key, parent):
        return _ODD_VALUE
    quiet = (is_quiet(text) and is_quiet_beside(text, key, parent)) or is_plain_address(text)
    return text if quiet else _ODD_VALUE
