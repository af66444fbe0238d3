"""Placeholders: values that stand where somebody was to put a real one."""

from __future__ import annotations

import functools
from itertools import pairwise

from validator.lazy import lazy
from validator.secrets.tokens import random_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

BRACKETED = lazy(
    r"<{1,2}([^<>\r\n]{1,100})>{1,2}\Z|\[{1,2}([^\[\]\r\n]{1,100})\]{1,2}\Z|\{([^{}\r\n:]{1,100})\}\Z"
)
WORDS = lazy(r"[^\W\d_]{1,40}\d{0,4}\Z|\d{1,4}\Z")
NOT_WORDS = lazy(r"[\W_]{1,8}")
MASKED = lazy(
    r"[A-Za-z0-9_-]{0,12}(?:(?:\u2026|\*{4,256}|[\u2022\u00b7]{3,256})[A-Za-z0-9_-]{0,8}|\.{3,64})\Z"
)
PREFIXED_FILL = lazy(r"[A-Za-z][\w-]{0,20}?[_-](?:[xX]{4,256}|[*]{4,256}|\.{3,64})\Z")
FILLINGS = ("\u2026", "*", "\u2022", "\u00b7", "...")
LONG_WORD = lazy(r"[A-Za-z0-9+/_-]{32,512}")

_BRACKETS = frozenset("<[{")
_LONGEST = 512
_LONGEST_WORD = 80
_FILLS = frozenset("*.\u2022\u00b7\u2026_-xX#? ")
_SHORTEST_FILL = 3
_SHORTEST_REPEAT = 4
_SHORTEST_NUMBER = 6
_SHORTEST_RUN = 3
_LONGEST_UNIT = 16
_END = 4


class Placeholders:
    """The known words and patterns as `known_placeholders` makes them; `pattern` is any of these, for the whole value.

    What was found of a value is kept by it, so there are few of them, and each is equal to itself alone.
    """

    __slots__ = ("pattern", "words")

    def __init__(self, words: frozenset[str], pattern: re.Pattern[str] | None) -> None:
        self.words = words
        self.pattern = pattern

    def fit(self, value: str) -> bool:
        """Say whether a value has one of the known forms."""
        return self.pattern is not None and self.pattern.fullmatch(value) is not None


NO_PLACEHOLDERS = Placeholders(frozenset(), None)
"""No words and no patterns: only the forms that need none, such as `<client id>`, `xxxxxx` and `123456`."""


def known_placeholders(words: Iterable[str], patterns: Iterable[str]) -> Placeholders:
    """Make placeholders from data: `change_me` and `Change Me` are one word, `n/a` and `na` are two.

    Patterns are regular expressions for a whole value without blanks around it, compiled when first needed.
    """
    forms = "|".join(f"(?:{pattern})" for pattern in patterns)
    return Placeholders(frozenset(map(_plain, words)) - {""}, lazy(forms) if forms else None)


def is_placeholder(text: str, known: Placeholders = NO_PLACEHOLDERS) -> bool:
    """Say whether a whole value is a placeholder; a placeholder inside a longer value does not make it one.

    Nothing that wraps a random key is one: `<64 hexadecimal digits>` is a literal.
    """
    value = text.strip().strip("\"'").strip()
    if not value or len(value) > _LONGEST:
        return False
    return _is_one(value, known)


@functools.lru_cache(maxsize=2048)
def names_nothing(text: str) -> bool:
    """Say whether a text in the place of a name is a placeholder; a plain word may well be a name."""
    if text.isalnum():
        return False
    is_whole = text[-1:].isalnum()  # nothing is to be taken off its end, nor off a beginning that is a word's
    return not (is_whole and len(text) <= _LONGEST and _begins_like_a_word(text)) and is_placeholder(text)


def _is_one(value: str, known: Placeholders) -> bool:
    if known.words and _plain(value) in known.words:
        return True
    if _begins_like_a_word(value):
        return known.fit(value) and not _wraps_key(value)
    bracketed = BRACKETED.match(value) if value[0] in _BRACKETS else None
    if bracketed is not None:
        return _made_of_words(bracketed[bracketed.lastindex or 0], known)
    if _structural(value, known):
        return True
    return known.fit(value) and not _wraps_key(value)


def _begins_like_a_word(value: str) -> bool:
    """Whether a look at a value's beginning, and for fillings and repeats in it, tells that it has no form of one."""
    beginning = value[:2].lower()
    if len(beginning) < 2 or not beginning.isalnum() or beginning == "90":  # noqa: PLR2004 - two of them are told apart
        return False
    if beginning[0] == "x" or abs(ord(beginning[0]) - ord(beginning[1])) <= 1:
        return False
    return not _holds_filling(value) and not _repeats(value)


def _holds_filling(value: str) -> bool:
    for each in FILLINGS:
        if each in value:
            return True
    return "xxxx" in value.lower()


def _repeats(value: str) -> bool:
    """Whether a value is a shorter text several times over: then it is found again in itself written twice."""
    if len(value) >= 2 * _END and value.find(value[-_END:]) == len(value) - _END:
        return False  # what it ends with would stand in it before
    return (value + value).find(value, 1) < len(value)


def _structural(value: str, known: Placeholders) -> bool:
    return (
        _filled(value)
        or _repeated(value)
        or _sequence(value)
        or (_holds_filling(value) and (MASKED.match(value) or PREFIXED_FILL.match(value)) is not None)
        or _repeats_placeholder(value, known)
    )


def _plain(word: str) -> str:
    lowered = word.strip().lower()
    if len(lowered) > _LONGEST_WORD:
        return lowered
    squashed = "".join(filter(str.isalnum, lowered))
    return squashed if len(squashed) >= _SHORTEST_REPEAT else lowered


def _wraps_key(value: str) -> bool:
    return any(word != value and random_key(word) is not None for word in LONG_WORD.findall(value))


def _made_of_words(inner: str, known: Placeholders) -> bool:
    parts = [part for part in NOT_WORDS.split(inner) if part]
    words = all(WORDS.match(part) is not None for part in parts) and any(part.isalpha() for part in parts)
    return words or not parts or is_placeholder(inner, known)


def _filled(value: str) -> bool:
    return value == "\u2026" or (len(value) >= _SHORTEST_FILL and _FILLS.issuperset(value))


def _repeated(value: str) -> bool:
    compact = value.replace("-", "").replace(" ", "")
    shortest = _SHORTEST_NUMBER if compact.isdigit() else _SHORTEST_REPEAT
    return len(compact) >= shortest and len(set(compact)) == 1


def _sequence(value: str) -> bool:
    compact = value.lower().replace("-", "").replace(" ", "")
    if len(compact) < _SHORTEST_NUMBER or not compact.isascii() or not compact.isalnum():
        return False
    if abs(ord(compact[1]) - ord(compact[0])) != 1 and compact[:2] != "90":
        return False
    runs = _runs(compact)
    if compact.isdigit() and any(run[0] not in "01" and run[-1] not in "01" for run in runs):
        return False
    return all(len(run) >= _SHORTEST_RUN for run in runs)


def _runs(text: str) -> list[str]:
    """Split a text where its characters stop counting up or down by one; 0 may follow 9."""
    runs = [text[0]]
    step = 0
    for before, after in pairwise(text):
        change = 1 if (before, after) == ("9", "0") else ord(after) - ord(before)
        if abs(change) == 1 and step in {0, change}:
            runs[-1] += after
            step = change
        else:
            runs.append(after)
            step = 0
    return runs


def _repeats_placeholder(value: str, known: Placeholders) -> bool:
    if not _repeats(value):
        return False
    for size in range(2, min(_LONGEST_UNIT, len(value) // 2) + 1):
        unit = value[:size]
        if unit * (len(value) // size) == value and len(value) % size == 0:
            return (
                size <= _SHORTEST_RUN and len(value) >= 3 * size and not value.isdigit()
            ) or is_placeholder(unit, known)
    return False
