"""Characters that people cannot see, or that look like others: found in text, and made harmless for the parser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_HIDDEN_BREAK = re.compile("\r(?!\n)|[\x85\u2028\u2029]")
_CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
_UNSEEN = re.compile(
    "\r(?!\n)|[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200c\u200e\u200f"
    "\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufffe\uffff]|\u200d"
)
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_FIRST_PICTOGRAPH = "\u2190"
_OPENING = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb"


def neutralise(text: str) -> str:
    """Replace hidden line breaks and control characters by spaces, one for one, so that offsets stay."""
    return _CONTROL.sub(" ", _HIDDEN_BREAK.sub(" ", text))


def invisible(text: str) -> list[tuple[int, str, str, str]]:
    """Return offset, message, help and label of each run of invisible characters, the first of a line only."""
    return list(_runs(text))


def _runs(text: str) -> Iterator[tuple[int, str, str, str]]:
    last_line = -1
    for match in _UNSEEN.finditer(text):
        at, character = match.start(), match.group()[0]
        if character == "\u200d" and _joins_emoji(text, at):
            continue
        line = text.count("\n", 0, at)
        if line == last_line:
            continue
        last_line = line
        yield at, *_words(character)


def _joins_emoji(text: str, at: int) -> bool:
    """Whether a zero-width joiner stands between two pictographs, as it does inside many emoji."""
    around = text[at - 1 : at] + text[at + 1 : at + 2]
    return len(around) > 1 and all(character > _FIRST_PICTOGRAPH for character in around)


def _words(character: str) -> tuple[str, str, str]:
    name = f"U+{ord(character):04X}"
    if _HIDDEN_BREAK.match(character) or character == "\r":
        message = (
            f"{name} is a line break to YAML and none to most editors: what follows it is read as a new line"
        )
        return message, "delete it, or put a real line break there", "hidden line break"
    if _BIDI.match(character):
        message = f"{name} changes the direction of text: what is read here is not what is shown"
        return message, "delete it", "bidirectional control"
    if character < " " or "\x7f" <= character <= "\x9f":
        return f"{name} is a control character; no key or value can hold it", "delete it", "control character"
    return f"{name} is an invisible character, and part of the text all the same", "delete it", "invisible"


def opens_curly(character: str) -> bool:
    """Whether a character is one of the curly quotes that open."""
    return character in _OPENING


def typographic_quotes(text: str) -> bool:
    """Whether a scalar is wrapped in curly quotes, which YAML takes as part of it."""
    return len(text) > 1 and text[0] in _OPENING and text[-1] in _OPENING
