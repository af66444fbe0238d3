"""The scalars of JSON: texts in quotes, numbers, true, false and null, each read at one place of a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from validator.documents.json_faults import bad_escape, bad_number, bad_string, bad_word
from validator.documents.scalars import Plain, resolve
from validator.documents.tree import JSON_STYLE

if TYPE_CHECKING:
    from validator.diagnostics import Fault
    from validator.documents.source import Source

_STRING = re.compile(r'"[^"\\\x00-\x1f]*+(?:\\[^\n][^"\\\x00-\x1f]*+)*+"')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?(?![\w.+-])")
_WORD = re.compile(r"(?:true|false|null)(?!\w)")
_ESCAPE = re.compile(
    r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|\\u([0-9a-fA-F]{4})|\\(.)", re.DOTALL
)
_SHORT = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_FIRST_HALF, _LAST_HALF = 0xD800, 0xDFFF


class Token(NamedTuple):
    """A scalar that was read: its text without quotes and escapes, what it means, and the offset behind it."""

    text: str
    value: Plain
    style: str
    end: int


def read_text(source: Source, at: int) -> Token | Fault:
    """Read a text in quotes, or return the fault that keeps it from being one."""
    found = _STRING.match(source.text, at)
    if found is None:
        return bad_string(source, at)
    raw = source.text[at + 1 : found.end() - 1]
    slip = _bad_escape(source, raw, at + 1) if "\\" in raw else None
    if slip is not None:
        return slip
    text = _ESCAPE.sub(_character, raw) if "\\" in raw else raw
    return Token(text, text, '"', found.end())


def read_plain(source: Source, at: int) -> Token | Fault:
    """Read a number, true, false or null, or return the fault that keeps it from being one."""
    found = _NUMBER.match(source.text, at) or _WORD.match(source.text, at)
    if found is None:
        number = source.text[at] in "+-.0123456789"
        return bad_number(source, at) if number else bad_word(source, at)
    return Token(found.group(), resolve(found.group()), JSON_STYLE, found.end())


def _bad_escape(source: Source, raw: str, start: int) -> Fault | None:
    for found in _ESCAPE.finditer(raw):
        high, _, code, short = found.groups()
        half = code is not None and _FIRST_HALF <= int(code, 16) <= _LAST_HALF
        if half or (high is None and code is None and short not in _SHORT):
            return bad_escape(source, start + found.start(), short or "")
    return None


def _character(found: re.Match[str]) -> str:
    high, low, code, short = found.groups()
    if high:
        return chr(0x10000 + ((int(high, 16) & 0x3FF) << 10) + (int(low, 16) & 0x3FF))
    return chr(int(code, 16)) if code else _SHORT[short]
