"""What of a text must not be shown: on mere suspicion, and so beyond what rules report.

A false alarm of a rule costs a person's time, one here a few asterisks. So this also covers words that look like
passwords, whatever stands around them, random-looking parts of addresses, and any word in a place where only a secret
stands: behind `Bearer`, behind `password=`, as the default of a reference.
"""

from __future__ import annotations

import functools
import re

from validator.lazy import lazy, on_demand
from validator.secrets.detect import cover
from validator.secrets.fields import is_secret_field, may_name_secret
from validator.secrets.references import looks_like_reference
from validator.secrets.tokens import LONGEST, random_key, wordy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.secrets import vocabulary
else:
    vocabulary = on_demand("validator.secrets.vocabulary")


HIDDEN = "(hidden)"
"""What stands in words for something that must not be shown."""

MASK = "***"
"""What stands in a line for something that must not be shown, however long that is."""

TOKEN = lazy(r"[^\s\"'`]{12,2048}+")
STEP = lazy(r"[^/?&=#@]{12,2048}+")
PART = lazy(r"[^\W_]{1,2048}+")
NUMBER = lazy(r"[0-9]{1,20}[A-Za-z]?\Z")
HEXADECIMAL = lazy(r"[0-9A-Fa-f]{1,2048}+\Z")
HEADER = lazy(r"(?<![A-Za-z0-9])(?:bearer|\A\W{0,8}basic)[ \t]{1,4}([^\s\"'`,;]{3,2048}+)", re.IGNORECASE)
DEFAULT = lazy(r"\$\{(?:[A-Za-z]{1,20}:)?[A-Za-z_]\w{0,128}+(?::[-=?+]|[-=?+])([^{}]{1,2048}+)\}")
NAMED = lazy(
    r"(?<![\w$])(?P<name>[A-Za-z][\w.-]{0,63}+)[\"']?(?:\s{0,3}(?::=|=>|[:=])\s{0,3}|\s{1,3}(?:is|was):?\s{1,3})"
    r"(?=\"(?P<double>[^\"\r\n]{1,512}+)\"|'(?P<single>[^'\r\n]{1,512}+)'|(?P<plain>[^\s\"'&;,]{1,512}+))"
)
USER = lazy(r"://([^\s/?#:@\"'<>]{1,512}+)@")

_EXPRESSION = ("a-z", "A-Z", "0-9", "\\d", "\\w", "\\s", "(?")
"""What regular expressions hold."""

_DIGITS = frozenset("0123456789")
_SHORTEST = 9
_SHORT = 40
_SHORTEST_PASSWORD = 12
_SHORTEST_PLAIN = 24
_SIGNS = (":", "=", " is ", " was ")
_AROUND = "()[]{}<>,;:.!?\u2026"


def stretches(text: str) -> list[tuple[int, int]]:
    """Return the stretches of a text that must not be shown, in order and apart; what is too long to search is one."""
    return [*_of_word(text)] if len(text) <= _SHORT else _stretches(text)


def _stretches(text: str) -> list[tuple[int, int]]:
    found = [*cover(text), *_placed(text[:LONGEST])]
    if len(text) > LONGEST:
        found.append((LONGEST, len(text)))
    if not _DIGITS.isdisjoint(text):
        found += _doubtful(text)
    return joined(found)


@functools.lru_cache(maxsize=2048)
def _of_word(text: str) -> tuple[tuple[int, int], ...]:
    """Return the stretches of a short text: keys and names are asked about again and again."""
    return tuple(_stretches(text))


def joined(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches in order and apart: what overlaps or touches becomes one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def without_secrets(text: str) -> str:
    """Return a text with a word in brackets for each stretch that must not be shown."""
    if len(text) < _SHORTEST:
        return text
    for start, end in reversed(stretches(text)):
        text = text[:start] + HIDDEN + text[end:]
    return text


def may_be_shown(text: str) -> bool:
    """Say whether nothing in a text has to be hidden."""
    return len(text) < _SHORTEST or not stretches(text)


def _placed(text: str) -> Iterator[tuple[int, int]]:
    """Yield what stands where only a secret stands, words included, but for words that everybody knows."""
    lowered = text.lower()
    if "bearer" in lowered or "basic" in lowered:
        yield from (found.span(1) for found in HEADER.finditer(text) if not vocabulary.is_prose(found[1]))
    if "${" in text:
        yield from (found.span(1) for found in DEFAULT.finditer(text))
    if "@" in text and "://" in text:
        yield from (found.span(1) for found in USER.finditer(text) if not vocabulary.is_known(found[1]))
    if not any(sign in text for sign in _SIGNS) or not may_name_secret(text):
        return
    for found in NAMED.finditer(text):
        value = found[found.lastgroup or 0]
        if (
            is_secret_field(found["name"])
            and not vocabulary.is_prose(value)
            and not looks_like_reference(value)
        ):
            yield found.span(found.lastgroup or 0)


def _doubtful(text: str) -> Iterator[tuple[int, int]]:
    """Yield what looks like a password: capitals, small letters and digits, or a long mixture, that are no words."""
    for token in TOKEN.finditer(text):
        if _DIGITS.isdisjoint(token[0]):
            continue
        parts = STEP.finditer(text, *token.span()) if "://" in token[0] else (token,)
        for part in parts:
            word = part[0].strip(_AROUND)
            if len(word) >= _SHORTEST_PASSWORD and (random_key(word) is not None or _unlike_words(word)):
                start = part.start() + part[0].index(word)
                yield start, start + len(word)


def _unlike_words(word: str) -> bool:
    if _DIGITS.isdisjoint(word) or any(each in word for each in _EXPRESSION) or wordy(word):
        return False
    odd = [part for part in PART.findall(word) if not _is_word(part)]
    if word in {word.lower(), word.upper()}:
        odd = [part for part in odd if len(part) >= _SHORTEST_PLAIN and not HEXADECIMAL.match(part)]
    return bool(odd) and not looks_like_reference(word)


def _is_word(part: str) -> bool:
    """Say whether a part without punctuation is a word or a number; a word may end in a number."""
    letters = NUMBER.sub("", part)
    return not letters or wordy(letters)
