"""What keeps a text from being a regular expression, in words of ours: those of `re` repeat parts of it."""

from __future__ import annotations

import re

from validator.lazy import lazy

_NO_END = "the bracket at character {at} has no end"
_NO_NAME = "no group can have the name at character {at}"
_NAME = "write a name of letters and digits, as in (?P<id>…)"
_BACKSLASH = r"write \\ where the text has a backslash"
_WORDS = (
    ("missing ), unterminated comment", "the comment at character {at} has no end", "close it with )"),
    (
        "missing ), unterminated subpattern",
        _NO_END,
        r"close it with ), or write \( for a bracket of the text",
    ),
    ("unterminated character set", _NO_END, r"close it with ], or write \[ for a bracket of the text"),
    ("unbalanced parenthesis", "the bracket at character {at} closes nothing", r"leave it out, or write \)"),
    (
        "nothing to repeat",
        "there is nothing to repeat before character {at}",
        r"write \* for a star of the text, \+ for a plus sign and \? for a question mark",
    ),
    ("multiple repeat", "the repetition at character {at} follows another", "leave one of them out"),
    (
        "min repeat greater than max",
        "the repetition at character {at} has its larger number first",
        "write the smaller number first, as in {1,3}",
    ),
    (
        "bad character range",
        "the range at character {at} has its later end first",
        r"write the earlier character first, as in a-z, or \- for a hyphen",
    ),
    ("bad escape (end", "it ends in a single backslash", _BACKSLASH),
    ("bad escape", "there is no such escape as that at character {at}", _BACKSLASH),
    ("incomplete escape", "the escape at character {at} is cut off", "write all its digits, as in \\x2d"),
    ("look-behind requires", "it looks back at what can have several lengths", "look back at one length"),
    ("redefinition of group", "two of its groups have one name", "give each group a name of its own"),
    ("global flags not at the start", "flags stand at character {at}", "put them first, as in (?i)abc"),
    ("bad character in group name", _NO_NAME, _NAME),
    ("missing group name", _NO_NAME, _NAME),
    ("missing >, unterminated name", "the name at character {at} has no end", "close it with >"),
    (
        "unknown extension",
        "no group begins like the one at character {at}",
        "write (?P<id>…) for a group with a name, (?:…) for one without",
    ),
)
"""How the messages of `re` begin, what they mean, and what to write."""

_ELSEWHERE = lazy(r"\\[pPcRXhHzQE]|\\[ux]\{|\(\?<[A-Za-z_]|\(\?'|\(\?\||\[\[:")
_SYNTAX = "compare it with the syntax of regular expressions in Python"


def unreadable(error: Exception, text: str) -> tuple[str, str, bool]:
    """Return what is wrong with a text that `re` refuses, what to write, and whether another language may take it."""
    foreign = _ELSEWHERE.search(text) is not None
    what, remedy = _explained(error)
    return f"is no regular expression: {what}", remedy, foreign


def _explained(error: Exception) -> tuple[str, str]:
    if isinstance(error, OverflowError):
        return "a repetition in it has too large a number", "write a smaller number, or * for any"
    if not isinstance(error, re.error):
        return "Python cannot read it", _SYNTAX
    at = 1 + (error.pos or 0)
    known = ((what, remedy) for begins, what, remedy in _WORDS if error.msg.startswith(begins))
    what, remedy = next(known, ("Python cannot read what stands at character {at}", _SYNTAX))
    return what.replace("{at}", f"{at}"), remedy
