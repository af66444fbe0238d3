"""Names that look alike and stand for different things: what no slip of the finger turns one into the other by."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher

from validator.lazy import lazy

_WORD = lazy(r"[^\W\d_]+|\d+")
_ALIKE = 0.5
_TELLING_WORDS = (
    "east west north south northeast northwest southeast southwest central left right upper lower inner outer"
    " prod production live sandbox test testing tests dev develop developer development stage staging uat qa demo"
    " pilot training preview beta alpha monthly weekly daily yearly ondemand demand federal"
    " us usa uk eu au ca nz europe australia canada america england"
    " old new current former legacy first second third fourth one two three four five ii iii iv"
    " in out inbound outbound import export public private read write main backup primary secondary"
)
_TELLING = frozenset(_TELLING_WORDS.split())
"""Words by which people tell two things apart that are otherwise called the same."""
_SAME = {"usa": "us", "australia": "au", "europe": "eu", "prod": "production"}
"""Other words for some of them."""


def are_told_apart(name: str, other: str) -> bool:
    """Whether a name differs from a known one by what people tell things apart by: a number, a place, an environment.

    A word of the known name that was misspelt in the other is no such difference.
    """
    here, there = _words_of(name), _words_of(other)
    more, less = here - there, there - here
    if more.keys() & _TELLING or (less.keys() & _TELLING and not more):
        return True
    if _are_numbers(more, less):
        return True
    if min(here.total(), there.total()) < 2 or not (more and less):  # noqa: PLR2004 - a word beside the other
        return False
    word, instead = _joined(name, more), _joined(other, less)
    return len(word) == len(instead) == 1 or SequenceMatcher(None, word, instead).ratio() < _ALIKE


def _joined(name: str, words: Counter[str]) -> str:
    """Return those words of a name, in its order, that another one does not have, without what stands between them."""
    return "".join(each for each in _in_order(name) if each in words)


def _words_of(name: str) -> Counter[str]:
    return Counter(_in_order(name))


def _in_order(name: str) -> list[str]:
    return [_SAME.get(word, word) for word in _WORD.findall(name.casefold())]


def _are_numbers(more: Counter[str], less: Counter[str]) -> bool:
    """Whether the difference is one between numbers: another one on both sides, or nothing but one."""
    numbers = [any(word.isdigit() for word in side) for side in (more, less)]
    return all(numbers) or (any(numbers) and all(word.isdigit() for word in (more | less)))
