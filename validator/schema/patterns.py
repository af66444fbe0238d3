"""Regular expressions that users bring along: what is wrong with one, and their use where that takes little time.

All of them pass through `guarded` before they are run, wherever they stand.
"""

from __future__ import annotations

import functools
import re

from validator.lazy import lazy
from validator.values import NamedTuple

LONGEST = 128
"""Every expression that is used is tried on texts of up to so many characters, most on far longer ones."""

ID = "id"
"""The group that takes the number out of an address."""

PATTERN, PATTERN_WITH_ID = "pattern", "pattern-with-id"
FORMATS = (PATTERN, PATTERN_WITH_ID)
"""What `format` in our schemas says of a text: that it is an expression, and that it has a group of that name."""

_LONGEST_PATTERN = 1000
_DEEPEST = 40
_STEPS = 4_000_000
_LONGEST_TEXT = 64 * 1024
_LONGEST_UNEVEN = 256
_STRAIGHT = lazy(r"[^*+?|(\\,]*\Z")
"""An expression without a choice, such as [0-9a-f]{64}: nothing has to be counted."""
_WARNED_OF = ("\\", "(", "[[", "[^[", "--", "&&", "~~", "||")
"""Without any of these there is nothing that Python could warn of."""


class Guarded(NamedTuple):
    """A regular expression that takes little time on texts of up to `longest` characters."""

    compiled: re.Pattern[str]
    longest: int

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return what the expression finds in a whole text; None also where the text is too long to be tried."""
        return self.compiled.fullmatch(text) if len(text) <= self.longest else None


class Refused(NamedTuple):
    """Why an expression is not used: `says` goes on behind the name of its field, `remedy` is what to write.

    It is `foreign` where it may be right in another language than Python.
    """

    says: str
    remedy: str
    foreign: bool = False


@functools.lru_cache(maxsize=1024)
def guarded(text: str, *, searched: bool = False) -> Guarded | Refused:
    """Return a regular expression as it can be used, or why it is not.

    It is not used if it is none, and if texts of `LONGEST` characters could take more than some four million steps.
    Where it is `searched`, what fits it may begin at any place of a text; otherwise the whole text has to fit.
    """
    if len(text) > _LONGEST_PATTERN:
        return Refused(f"has more than {_LONGEST_PATTERN} characters", "write a shorter one")
    if text.count("(") > _DEEPEST and _depth(text) > _DEEPEST:
        return Refused(f"has brackets more than {_DEEPEST} deep in each other", "write a simpler one")
    if not any(each in text for each in _WARNED_OF):
        return _judged(text, searched=searched)
    import warnings  # noqa: PLC0415 - few expressions are such that Python warns of them

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _judged(text, searched=searched)


def _judged(text: str, *, searched: bool) -> Guarded | Refused:
    try:
        compiled = re.compile(text)
    except (re.error, ValueError, OverflowError, RecursionError) as error:
        from validator.schema.pattern_words import unreadable  # noqa: PLC0415 - only a faulty one pays

        return Refused(*unreadable(error, text))
    if not searched and _STRAIGHT.match(text):
        return Guarded(compiled, _LONGEST_TEXT)
    return _bounded(text, compiled, searched=searched)


def refused(text: str, form: str) -> Refused | None:
    """Return why an expression is not of one of the `FORMATS`, None where it is."""
    found = guarded(text)
    if isinstance(found, Refused):
        return found
    if form == PATTERN_WITH_ID and ID not in found.compiled.groupindex:
        remedy = "write (?P<id>…) around the number, as in ^/(?P<id>[0-9]+)/company"
        return Refused(f"has no group named {ID}", remedy)
    return None


def fits(pattern: str, text: str) -> bool | None:
    """Whether a whole text has the form of a pattern; None where that cannot be told in little time."""
    found = guarded(pattern)
    if isinstance(found, Refused) or len(text) > found.longest:
        return None
    return found.compiled.fullmatch(text) is not None


def matches(pattern: str, value: str) -> bool:
    """Whether a value holds what a pattern looks for; also true where that cannot be told in little time."""
    found = guarded(pattern, searched=True)
    if isinstance(found, Refused) or len(value) > found.longest:
        return True
    return found.compiled.search(value) is not None


def _bounded(text: str, compiled: re.Pattern[str], *, searched: bool) -> Guarded | Refused:
    """Return an expression with the length of the texts that it can be tried on."""
    from validator.schema.pattern_cost import longest_within  # noqa: PLC0415 - few projects have such expressions
    from validator.schema.pattern_tree import Choice, TooHardError, read  # noqa: PLC0415

    try:
        tree = read(text)
        anywhere = searched and (isinstance(tree, Choice) or not text.startswith(("^", r"\A")))
        longest = longest_within(_STEPS, tree, most=_LONGEST_TEXT, uneven=_LONGEST_UNEVEN, anywhere=anywhere)
    except TooHardError as error:
        return Refused(error.says, error.remedy)
    if longest < LONGEST:
        return Refused(
            "can keep a run busy for ever: one text can fit it in very many ways",
            "let each character fit one part of it alone: (a+)+ is a+, and ([a-z]+,?)+ is [a-z]+(,[a-z]+)*",
        )
    return Guarded(compiled, longest)


def _depth(text: str) -> int:
    from validator.schema.pattern_tree import depth  # noqa: PLC0415

    return depth(text)
