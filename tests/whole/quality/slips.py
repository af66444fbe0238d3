"""Slips of the pen: the ways in which people misspell a key or a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def transposed(word: str) -> str:
    """Swap two letters in the middle that differ."""
    middle = len(word) // 2
    for at in (*range(middle, len(word)), *range(middle, 0, -1)):
        if word[at - 1 : at].isalpha() and word[at : at + 1].isalpha() and word[at - 1] != word[at]:
            return f"{word[: at - 1]}{word[at]}{word[at - 1]}{word[at + 1 :]}"
    return word


def shortened(word: str) -> str:
    """Leave out a letter in the middle."""
    at = next((at for at in range(len(word) // 2, len(word)) if word[at].isalpha()), None)
    return word if at is None else word[:at] + word[at + 1 :]


def doubled(word: str) -> str:
    """Write a letter in the middle twice."""
    at = next((at for at in range(len(word) // 2, len(word)) if word[at].isalpha()), None)
    return word if at is None else word[:at] + word[at] + word[at:]


def other_case(word: str) -> str:
    """Begin a small word with a capital letter, and a word that has capitals without any."""
    return word.lower() if word != word.lower() else word[:1].upper() + word[1:]


def snake_case(word: str) -> str:
    """Write the words of a camelCase name with underscores between."""
    return _HUMP.sub("_", word).lower()


def kebab_case(word: str) -> str:
    """Write the words of a camelCase name with hyphens between."""
    return _HUMP.sub("-", word).lower()


def screen_label(word: str) -> str:
    """Write a camelCase name as screens do: words with spaces between, each with a capital."""
    spaced = _HUMP.sub(" ", word)
    return spaced[:1].upper() + spaced[1:]


KEYS: dict[str, Callable[[str], str]] = {
    "two letters swapped": transposed,
    "a letter missing": shortened,
    "a letter doubled": doubled,
    "another case": other_case,
    "snake_case": snake_case,
    "kebab-case": kebab_case,
    "as on the screen": screen_label,
}
"""Slips in keys."""

WORDS: dict[str, Callable[[str], str]] = {
    "two letters swapped": transposed,
    "a letter missing": shortened,
    "another case": other_case,
}
"""Slips in names and in words of a closed set."""
