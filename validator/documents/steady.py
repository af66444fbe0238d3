"""Patterns whose match takes no more steps than their length and that of the path allow, multiplied.

The library turns each `*` and `**` into something that an expression may try again at every character, so that a few of
them keep it busy without an end. What stands before a further wildcard never has to be tried again, though: where it is
found first it leaves the most room for the rest.
"""

from __future__ import annotations

import re

from validator.lazy import lazy

LONGEST = 4096
"""Of a line no more characters are taken for a pattern; no path that a system opens is longer."""

_CLASS = lazy(r"\\.|\[\^/\]|(\[\^?\]?[^\]]*\])", re.DOTALL)
_STAR = lazy(
    r"""
    \\. |                                                           # a character that stands for itself
    \[\^/\]\*
    ((?: \\. | (?:\(\?!/\))? \[\^?\]?[^\]]*\] (?![*+]) | [^\\\[/(){}^$*+?.|] )*+)
    (?=\[\^/\][*+])                                                 # a further star in the same part of the path
    """,
    re.DOTALL | re.VERBOSE,
)
_FIRST_FOLDERS = "^(?:.+/)?"
_FOLDERS = "(?:/.+)?"


def steady(expression: str) -> str:
    """Return what the library made of a line as an expression that says the same and never goes back for nothing."""
    apart = _CLASS.sub(_inside_a_name, expression)
    first, *others = _STAR.sub(_once, apart).split(_FOLDERS)
    if not others:
        return first
    *between, last = others
    if first.startswith(_FIRST_FOLDERS):
        first = f"^(?>(?:.+?/)??{first.removeprefix(_FIRST_FOLDERS)}(?=/))"
    return first + "".join(f"(?>(?:/.+?)??{each}(?=/))" for each in between) + _FOLDERS + last


def _inside_a_name(found: re.Match[str]) -> str:
    """Return a set of characters without the slash, which git has none of them match."""
    return f"(?!/){found[1]}" if found[1] else found[0]


def _once(found: re.Match[str]) -> str:
    return found[0] if found[1] is None else f"(?>[^/]*?{found[1]})"
