"""The quick way from YAML text to data: without places, for documents in which nothing is odd.

Most documents hold names, numbers, references and addresses in plain block mappings, and nothing is wrong with their
text. Their data is all that rules need; where a part stands is worked out when something has to be said about it.
Whatever is rare, doubtful or broken is left to the reader that keeps places: `read_quietly` then returns None.
"""

from __future__ import annotations

import functools
import sys

from validator.documents.kinds import API_VERSION
from validator.documents.libyaml import library
from validator.documents.scalars import ambiguity, resolve
from validator.lazy import lazy
from validator.secrets.fields import is_secret_field, may_hold_secret
from validator.secrets.quiet import (
    is_plain_address,
    is_plain_reference,
    is_quiet,
    is_quiet_beside,
    is_quiet_comment,
    is_quiet_key,
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

_Scalar, _MappingStart, _MappingEnd = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.MappingEndEvent
_SequenceEnd = yaml.SequenceEndEvent
_LONGEST = 1024
"""No text that is quiet has more characters."""

_DEEPEST = 12
_SHORT = 16 * 1024
_BEFORE_NODES = ("\n", ":", ",", "-", "[", "{", "?")
_HEADER = frozenset({"apiVersion", "kind"})
_DIRECTIVE = lazy(r"#\s*appxlint")
_CANONICAL = lazy(r"(?:0|-?[1-9][0-9]{0,17})\Z")
_WORDS = {"true": True, "false": False, "": None}


_AFTER_SIGN = frozenset(("", "#", "!", *" \t\n"))
_QUOTES = frozenset("\"'")
_ODD_VALUE = object()


class _Odd(Exception):  # noqa: N818 - it ends the quick way and never leaves this module
    """Something that the reader with places has to look at."""


def read_quietly(source: Source, limits: Limits) -> list[tuple[int, dict[str, Any]]] | None:
    """Return number and data of each document of a text; None where anything in it is odd, or not surely harmless."""
    text = source.text
    if _Parser is None or source.findings or "\\" in text:
        return None
    if limits.depth < _DEEPEST or limits.scalar_characters < _LONGEST or _most_nodes(text) > limits.nodes:
        return None
    if "#" in text and not _are_quiet_comments(text):
        return None
    parser = _Parser(text)
    try:
        return _documents(parser.get_event)
    except (_Odd, yaml.YAMLError):
        return None
    finally:
        parser.dispose()


def _most_nodes(text: str) -> int:
    """Return a number that the nodes of a text cannot exceed: each but the first follows a sign of its own."""
    if len(text) < _SHORT:
        return len(text)
    return 2 + 2 * sum(map(text.count, _BEFORE_NODES))


def _are_quiet_comments(text: str) -> bool:
    """Say whether no comment of a text holds a secret, cuts a value off or is meant for us."""
    if _DIRECTIVE.search(text) is not None:
        return False
    at = text.find("#")
    while at >= 0:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if at == 0 or text[at - 1] in "\n \t":
            alone = not text[text.rfind("\n", 0, at) + 1 : at].strip(" \t")
            glued = text[at + 1 : at + 2] not in _AFTER_SIGN
            if (glued and not alone) or not is_quiet_comment(text[at:end]):
                return False
            at = text.find("#", end)
        else:
            at = text.find("#", at + 1)
    return True


def _documents(next_event: Any) -> list[tuple[int, dict[str, Any]]]:  # noqa: ANN401 - PyYAML is untyped
    found: list[tuple[int, dict[str, Any]]] = []
    next_event()
    while type(next_event()) is yaml.DocumentStartEvent:
        event = next_event()
        if type(event) is not _MappingStart or event.anchor or event.tag:
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
    while type(event := next_event()) is _Scalar:
        key = _key(event.value)
        if key in data or event.anchor or event.tag:
            raise _Odd
        event = next_event()
        if type(event) is not _Scalar:
            data[key] = _collection(next_event, event, key, parent, depth)
        elif depth == 1 and key in _HEADER and not (event.tag or event.anchor):
            data[key] = sys.intern(event.value)
        else:
            data[key] = _scalar(event, key, parent)
    if type(event) is not _MappingEnd:
        raise _Odd
    return data


def _collection(next_event: Any, event: Any, key: str, parent: str, depth: int) -> Any:  # noqa: ANN401
    if depth > _DEEPEST or event.anchor or type(event) is yaml.AliasEvent or event.tag:
        raise _Odd
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
        raise _Odd
    if style and (style not in _QUOTES or event.start_mark.line != event.end_mark.line):
        raise _Odd
    value = _meaning(event.value, key, parent, not style)
    if value is _ODD_VALUE:
        raise _Odd
    return value


@functools.lru_cache(maxsize=1024)
def _key(text: str) -> str:
    """Return a key, the same object for each that is equal; documents repeat their keys."""
    if not is_quiet_key(text):
        raise _Odd
    return sys.intern(text)


@functools.lru_cache(maxsize=4096)
def _meaning(text: str, key: str, parent: str, plain: bool) -> Any:  # noqa: ANN401, FBT001
    """Return what a text below a key means, or `_ODD_VALUE`; documents repeat each other, so it is kept."""
    if plain:
        if text in _WORDS:
            return _WORDS[text]
        value = resolve(text)
        if not isinstance(value, str):
            sure = type(value) is int and _CANONICAL.match(text) is not None
            return value if sure and not _place(key, parent)[0] else _ODD_VALUE
        if ambiguity(text) is not None:
            return _ODD_VALUE
    if not text or is_plain_reference(text):
        return text
    secret, may_be_secret = _place(key, parent)
    if secret or text[-1].isspace():
        return _ODD_VALUE
    quiet = is_quiet(text) and (not may_be_secret or is_quiet_beside(text, key, parent))
    return text if quiet or is_plain_address(text) else _ODD_VALUE


@functools.lru_cache(maxsize=1024)
def _place(key: str, parent: str) -> tuple[bool, bool]:
    """Return whether a key names a secret, and whether it may hold one as well as names."""
    return is_secret_field(key, parent), may_hold_secret(key, parent)
