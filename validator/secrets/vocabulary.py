"""The words that everybody knows: what is made of them alone is nobody's secret.

`vocabulary.txt` holds the closed values of the shipped schemas and of the catalogue, the words of those, of keys and
of catalogue names, and the words of the prose around them. It is made from them by `make docs`, so that a run that
shows a line reads one small file instead of all of them.
"""

from __future__ import annotations

import functools
import os

from validator.lazy import lazy

FILE = os.path.join(os.path.dirname(__file__), "vocabulary.txt")
"""Where the words are kept, each in a line, with an empty one between choices, names and prose."""

WORD = lazy(r"[A-Z]{1,200}(?=[A-Z][a-z])|[A-Z]?[a-z]{1,200}|[A-Z]{1,200}|[0-9]{1,200}|[^\W_]")

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 100
_LONGEST_NUMBER = 2
_SHORTEST_SLIP = 3
_MOST_SMALL = 2
_CONSTANTS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n", "~", ""})


@functools.cache
def _sections() -> list[str]:
    with open(FILE, encoding="utf-8") as file:
        return file.read().rstrip().split("\n\n")


@functools.cache
def choices() -> frozenset[str]:
    """Return the values of closed sets, in small letters."""
    return frozenset(_sections()[0].split("\n"))


@functools.cache
def names() -> frozenset[str]:
    """Return the words that names are made of."""
    return frozenset(_sections()[1].split("\n"))


@functools.cache
def prose() -> frozenset[str]:
    """Return the words of names and those of prose, which say less."""
    return names().union(_sections()[2].split("\n"))


def words_of(text: str) -> list[str]:
    """Return the words of a name in small letters, which `clientSecret`, `client_secret` and `Client Secret` share."""
    return [word.lower() for word in WORD.findall(text)]


def is_constant(text: str) -> bool:
    """Say whether a text is one of the few that readers of YAML take for true, false or nothing."""
    return text.lower() in _CONSTANTS


def is_choice(text: str) -> bool:
    """Say whether a text is a value of a closed set, as `us`, `standard` and `Developer Sandbox` are."""
    return text.lower() in choices()


@functools.lru_cache(maxsize=8192)
def is_known(text: str) -> bool:
    """Say whether a text is made of known names alone, as `client_id`, `Production` and `OAuth2` are."""
    return _made_of(text, names())


@functools.lru_cache(maxsize=8192)
def is_prose(text: str) -> bool:
    """Say whether a text is made of words alone that stand in the tool's own texts."""
    return _made_of(text, prose())


@functools.lru_cache(maxsize=8192)
def is_near(text: str, keys: frozenset[str] = frozenset()) -> bool:
    """Say whether a text is a slip of the pen away from known names, or from other known keys.

    A slip is one letter too many, too few, another one, or two that are swapped.
    """
    words = words_of(text)
    if not words or len(text) > _LONGEST:
        return False
    known = names()
    squashed = "".join(words)
    if _is_slip(squashed, known) or (keys and _is_slip(squashed, _squashed(keys))):
        return True
    return any(not _is_small(word) for word in words) and all(
        word in known or _is_small(word) or _is_slip(word, known) for word in words
    )


def meant_by(text: str, keys: Iterable[str]) -> list[str]:
    """Return those keys of which a text is a slip of the pen, or another spelling."""
    word = "".join(words_of(text)) if len(text) <= _LONGEST else ""
    return [key for key in keys if word and _is_slip(word, _squashed(frozenset({key})))]


def _is_slip(word: str, known: frozenset[str]) -> bool:
    if word in known or len(word) < _SHORTEST_SLIP:
        return word in known
    own = _less(word)
    lengths = range(max(len(word) - 1, _SHORTEST_SLIP + 1), len(word) + 2)
    return any(not _slips(known, length).isdisjoint(own) for length in lengths)


@functools.lru_cache(maxsize=64)
def _squashed(keys: frozenset[str]) -> frozenset[str]:
    return frozenset("".join(words_of(key)) for key in keys if len(key) <= _LONGEST)


@functools.lru_cache(maxsize=1024)
def _slips(known: frozenset[str], length: int) -> frozenset[str]:
    """Return the slips of known names of a length; those of short ones would be near to everything."""
    return frozenset(slip for name in known if len(name) == length for slip in _less(name))


def _less(word: str) -> set[str]:
    """Return a word and what is left of it without one of its letters: two that are near have one in common."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _made_of(text: str, known: frozenset[str]) -> bool:
    if len(text) > _LONGEST:
        return False
    words = words_of(text)
    squashed = "".join(words)
    if squashed in known:
        return True
    meant = any(word in known for word in words) or 0 < len(squashed) <= _MOST_SMALL
    return meant and all(word in known or _is_small(word) for word in words)


def _is_small(word: str) -> bool:
    """Whether a word is too small to be anything: a letter, or a number of one or two digits."""
    return len(word) == 1 or (word.isascii() and word.isdigit() and len(word) <= _LONGEST_NUMBER)
