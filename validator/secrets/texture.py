"""How random a word looks, and how much it looks like words put together."""

from __future__ import annotations

import math
import re

from validator.secrets.kinds import SecretKind
from validator.secrets.lazy import lazy

HEXADECIMAL = lazy(r"[0-9A-Fa-f]{32,512}+\Z")
BASE64 = lazy(r"[A-Za-z0-9+/_-]{40,65536}+={0,2}\Z")
WORD_RUN = lazy(r"[A-Z]?[a-z]{3,64}+")
CAPITAL_RUN = lazy(r"[A-Z]{4,64}+")
NESTED_ID = lazy(
    r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])", re.IGNORECASE
)
BARE_UUID = lazy(r"[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}\Z", re.IGNORECASE)
DATE = lazy(r"\d{4}-\d\d-\d\d(?:[T ][\d:.,+Z-]{0,30})?\Z")
SEPARATORS = lazy(r"[-_./:\\ ]{1,4}")
WORD = lazy(r"\d?[A-Za-z]{1,40}\d{0,8}\Z|\d{1,8}\Z")
NAME = lazy(r"\d?[A-Za-z]{1,60}(?:\d{1,2}[A-Z][A-Za-z]{1,40}){0,4}\Z")
PIECE = lazy(r"[A-Z]{2,40}(?![a-z])|[A-Z]?[a-z]{1,40}|[A-Z]")

_COMMIT = 40
_DIGEST_64 = 64
_TOKEN_43 = 43
_HEX_ENTROPY = 3.0
_BASE64_ENTROPY = 4.2
_MADE_OF_WORDS = 0.7
_SHORTEST_KEY = 32
_SHORT_PIECE = 3
_LONG_ENOUGH_TO_MEASURE = 4096


def entropy(text: str) -> float:
    """Return the Shannon entropy of a text in bits a character; 0 for an empty one."""
    size = len(text)
    return -sum(n / size * math.log2(n / size) for n in map(text.count, set(text)))


def word_share(text: str) -> float:
    """Return which share of a text stands in runs that look like words, from 0 to 1."""
    return lower_word_share(text) + sum(map(len, CAPITAL_RUN.findall(text))) / max(len(text), 1)


def lower_word_share(text: str) -> float:
    """Return the share of words that are not in capitals throughout."""
    return sum(map(len, WORD_RUN.findall(text))) / max(len(text), 1)


def random_key(word: str) -> SecretKind | None:
    """Return what a single word looks like if it looks like a random key.

    Silent for the 40 digits of a git commit, a UUID with or without hyphens, and long names made of words.
    """
    if len(word) < _SHORTEST_KEY:
        return None
    if HEXADECIMAL.match(word):
        return _hexadecimal(word)
    if not BASE64.match(word):
        return None
    bare = word.rstrip("=")
    rest = NESTED_ID.sub("", bare[:_LONG_ENOUGH_TO_MEASURE])
    if not _mixed(rest) or entropy(rest) < _BASE64_ENTROPY or word_share(rest) >= _MADE_OF_WORDS:
        return None
    url_safe = "+" not in bare and "/" not in bare
    return SecretKind.URL_SAFE_43 if url_safe and len(bare) == _TOKEN_43 else SecretKind.RANDOM


def _hexadecimal(word: str) -> SecretKind | None:
    if (
        len(word) == _COMMIT
        or BARE_UUID.match(word)
        or word.isdigit()
        or entropy(word.lower()) < _HEX_ENTROPY
    ):
        return None
    return SecretKind.HEX_64 if len(word) == _DIGEST_64 else SecretKind.HEX


def _mixed(text: str) -> bool:
    return (
        any("a" <= character <= "z" for character in text)
        and any("A" <= character <= "Z" for character in text)
        and any("0" <= character <= "9" for character in text)
    )


def wordy(text: str) -> bool:
    """Say whether a value reads as words, a name, a date or a number rather than as a password.

    "stored-in-1password" and "ProcoreClientSecret" do; "hunter2hunter2" and "Winter2026!" do not.
    """
    if DATE.match(text) or text.isdigit():
        return True
    parts = [part for part in SEPARATORS.split(text) if part]
    if len(parts) == 1:
        return NAME.match(parts[0]) is not None and _spelt(parts[0])
    return all(WORD.match(part) is not None and _spelt(part) for part in parts)


def _spelt(part: str) -> bool:
    pieces = PIECE.findall(part)
    return len(pieces) <= 1 or sum(map(len, pieces)) >= _SHORT_PIECE * len(pieces)
