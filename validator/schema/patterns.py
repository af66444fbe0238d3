"""Regular expressions that a repository brings along, used only where they cannot keep a run busy."""

from __future__ import annotations

import functools
import re

LONGEST = 128
"""A longer value is not held against such a pattern."""

_LONGEST_PATTERN = 1000
_MOST_REPETITIONS = 3
_MOST_OPTIONAL = 8
_CLASS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_BACK = re.compile(r"\\[1-9k]|\(\?P=|\(\?\(")
_INMOST = re.compile(r"\((?:\?(?::|=|!|<=|<!|P?<\w+>))?([^()]*)\)(\?|\*|\+|\{[0-9]*,?[0-9]*\})?")
_REPETITION = re.compile(r"[*+]|\{[0-9]*,[0-9]*\}")
_CHOICE = re.compile(r"[*+?|]|\{[0-9]*,[0-9]*\}")


@functools.cache
def safe_pattern(text: str) -> re.Pattern[str] | None:
    """Return a pattern that costs little on values of up to `LONGEST` characters, None for any other.

    None where a group that repeats holds a repetition or a choice, as in `(a+)+` and `(a|ab)*`, where there are many
    repetitions or a reference back, and where the text is no regular expression of Python's.
    """
    if len(text) > _LONGEST_PATTERN or not _bounded(text):
        return None
    try:
        return re.compile(text)
    except (re.error, OverflowError, RecursionError):
        return None


def matches(pattern: str, value: str) -> bool:
    """Whether a value holds what a pattern looks for; also true where that cannot be told cheaply."""
    compiled = safe_pattern(pattern)
    return compiled is None or len(value) > LONGEST or compiled.search(value) is not None


def _bounded(text: str) -> bool:
    plain = _CLASS.sub("x", text)
    if _BACK.search(text) or len(_REPETITION.findall(plain)) > _MOST_REPETITIONS:
        return False
    if plain.count("?") - plain.count("(?") > _MOST_OPTIONAL:
        return False
    while (group := _INMOST.search(plain)) is not None:
        inside, times = group[1], group[2] or ""
        repeats = times not in {"", "?"}
        if repeats and _CHOICE.search(inside):
            return False
        stands_for = "x?" if repeats or _CHOICE.search(inside) else "x"
        plain = plain[: group.start()] + stands_for + plain[group.end() :]
    return True
