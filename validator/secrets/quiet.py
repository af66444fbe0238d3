"""Quiet texts: values that cannot hold a secret, nor refer to one, told at a glance.

Most values of a document are names, numbers and dates. One look at such a text spares it every closer one; whatever
it does not know for certain is not quiet, and is looked at as before.
"""

from __future__ import annotations

import functools

from validator.lazy import lazy
from validator.secrets.fields import may_hold_secret
from validator.secrets.references import plain_variable
from validator.secrets.shapes import find_shapes
from validator.secrets.tokens import MARKS, wordy

_LONGEST = 120
_LONGEST_KEY = 31
_MOST_PIECES = 61
_IN_WORDS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_,.+<>&'-")
_IN_KEYS = str.maketrans("", "", "_-")
_TEXT = lazy(r"[^\W_](?:[\w ,.+<>&'-]|:(?= )|\((?=\w)){0,120}(?:(?<=\w)\))?\Z")
_URL = lazy(
    r"https://(?!hooks\.|[a-z.]{0,60}discord|.{0,120}webhook)"
    r"[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,40}){1,6}(?:/[a-z][a-z0-9-]{0,15}){0,8}/?\Z"
)
_COMMENT = lazy(r"#[\w ,.:;()'!?<>&+*-]{0,200}\Z")
_NAMING = ("secret", "pass", "pw", "token", "key", "jwt", "bearer", "basic", "env")
_LONGEST_WORD = 31
_DIGITS = "0123456789"
_BETWEEN = ("_", "-", ".")
_MARKS_BY_SIGN = {sign: tuple(mark for mark in MARKS if sign in mark) for sign in _BETWEEN}
_OTHER_MARKS = ("eyJ", "LS0t", *(mark for mark in MARKS if not any(sign in mark for sign in _BETWEEN)))


def is_quiet(text: str) -> bool:
    """Say whether a text is none that any key but a secret's own could make a secret, and is no reference.

    Short runs of letters and digits with little between them, none of them a word that secrets are written beside.
    """
    if len(text) > _LONGEST:
        return False
    if " " not in text:
        pieces = text.replace("+", "-").split("-")
        joined = text.isascii() and len(pieces) <= _MOST_PIECES and all(map(str.isalnum, pieces))
        return joined and _is_unmarked_word(text)
    if text[0].isalnum() and text[-1] != ":" and all(map(_is_quiet_word, text.split(" "))):
        return True
    return _TEXT.match(text) is not None and _is_unmarked(text)


@functools.lru_cache(maxsize=4096)
def _is_quiet_word(word: str) -> bool:
    """Say whether a text is quiet if all its words are such ones, and no colon ends it; names repeat their words."""
    if word.isdigit() and len(word) <= _LONGEST_WORD:
        return True
    return _IN_WORDS.issuperset(word.removesuffix(":")) and _is_unmarked(word)


def _is_unmarked_word(word: str) -> bool:
    """Say what `_is_unmarked` says: many words differ in a number at their end, and no mark ends in two digits."""
    return len(word) <= _LONGEST_WORD and _is_unmarked_beginning(word[: len(word.rstrip(_DIGITS)) + 1])


@functools.lru_cache(maxsize=1024)
def _is_unmarked_beginning(text: str) -> bool:
    return _is_unmarked(text)


def _is_unmarked(text: str) -> bool:
    """Say whether a text has no long word, no word that secrets are written beside, and no mark of a token."""
    if len(text) > _LONGEST_WORD and max(map(len, text.split())) > _LONGEST_WORD:
        return False
    lowered = text.lower()
    for name in _NAMING:
        if name in lowered:
            return False
    for mark in _OTHER_MARKS:
        if mark in text:
            return False
    for sign in _BETWEEN:
        if sign in text:
            for mark in _MARKS_BY_SIGN[sign]:
                if mark in text:
                    return False
    return "-u" not in text


@functools.lru_cache(maxsize=256)
def is_quiet_comment(text: str) -> bool:
    """Say whether a comment holds no secret."""
    if _COMMENT.match(text) is not None and _is_unmarked(text):
        return True
    return not find_shapes(text, comment=True)


def is_plain_address(text: str) -> bool:
    """Say whether a text is an address of a host and a path of short words, in which nothing can hide."""
    return _URL.match(text) is not None


def is_plain_reference(text: str) -> bool:
    """Say whether a text is a reference to an environment variable, of the usual form and nothing else."""
    return plain_variable(text) is not None


@functools.lru_cache(maxsize=1024)
def is_quiet_key(key: str) -> bool:
    """Say whether a key is a plain name, so that it holds no secret itself."""
    is_name = key[:1].isalpha() and key.isascii() and key.translate(_IN_KEYS).isalnum()
    return is_name and len(key) <= _LONGEST_KEY and key.lower() != "value"


def is_quiet_beside(text: str, key: str, parent: str) -> bool:
    """Say whether a text that is quiet by itself is so below a key that may hold secrets as well as names."""
    return not may_hold_secret(key, parent) or " " in text or wordy(text)
