r"""A regular expression as a tree, as far as it matters in how many ways a text can be tried against it.

The reader that Python has is private. This one is for texts that `re` has compiled: it looks for structure alone, and
takes every look at a place, such as `^` and `\b`, for one that may go either way.
"""

from __future__ import annotations

import functools
import re
from operator import and_, or_

from validator.lazy import lazy
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeAlias

_ASCII = "".join(map(chr, range(128)))
_LETTER, _DIGIT, _BLANK, _SIGN = "\u00e9", "\u0663", "\u2003", "\u20ac"
_KNOWN = _ASCII + _LETTER + _DIGIT + _BLANK + _SIGN
"""The characters of ASCII, and one for all others that `re` tells apart without being told so."""

_BITS = {character: 1 << at for at, character in enumerate(_KNOWN)}
EVERY = (1 << len(_KNOWN)) - 1
"""The set of all characters."""

_OTHERS = EVERY ^ (1 << len(_ASCII)) - 1
_FURTHEST_BACK = 64
_TOKEN = lazy(
    r"(?P<comment>\(\?#[^)]*\)|\(\?[aiLmsux]+\))"
    r"|(?P<repeat>[*+?]|\{(?!\})(?P<least>[0-9]*)(?P<most>,[0-9]*)?\})(?P<manner>[?+]?)"
    r"|(?P<open>\((?:\?(?:P<\w+>|P=|<?[=!]|[:>(]|[aiLmsux]*(?:-[imsx]+)?:))?)"
    r"|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<character>\[\^?\]?(?:\\.|[^\]\\])*\]"
    r"|\\(?:x..|u.{4}|U.{8}|N\{[^}]*\}|0[0-7]{0,2}|[1-3][0-7]{2}|[1-9][0-9]?|.)|.)",
    re.DOTALL,
)
_SIGNS: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}
_REFERS_BACK = (
    "refers back to what a group took, and how long that takes has no bound",
    "write out what the group stands for",
)
_PLACES = frozenset({"^", "$", r"\A", r"\B", r"\Z", r"\b", r"\z"})
_BACK = lazy(r"\\[1-9][0-9]?\Z")
_NUMBERED = lazy(r"\\[NUux0-7]")
_FLAGS = lazy(r"\(\?[aiLmsux]+")
_SPREAD_OUT = lazy(r"\(\?[aiLmsu]*x")


class TooHardError(Exception):
    """It cannot be told how long a regular expression takes; `says` and `remedy` are words for its writer."""

    def __init__(self, says: str, remedy: str) -> None:
        super().__init__(says)
        self.says, self.remedy = says, remedy


class Characters(NamedTuple):
    """One character out of a set: out of `may` at most, out of `must` at least.

    A set is a number whose bits stand for the characters of ASCII, and for all other letters, digits, blanks and signs.
    """

    may: int
    must: int


class Joined(NamedTuple):
    """Parts one behind the other."""

    parts: tuple[Tree, ...]


class Choice(NamedTuple):
    """Alternatives."""

    options: tuple[Tree, ...]


class Repeated(NamedTuple):
    """A part several times, without bound where `most` is None; if `keeps`, nothing that it took is given back."""

    part: Tree
    least: int
    most: int | None
    keeps: bool = False
    greedy: bool = True


class Ahead(NamedTuple):
    """A look at what follows, which is then read once more."""

    part: Tree


class Behind(NamedTuple):
    """A look at a place or at what was read, and the number of steps that it can take."""

    steps: int


Tree: TypeAlias = "Characters | Joined | Choice | Repeated | Ahead | Behind"


def read(text: str) -> Tree:
    """Return the tree of a regular expression that `re` accepts.

    Raises:
        TooHardError: it refers back to what a group took, or holds something else that is not counted.
    """
    return _Reader(text).alternatives()


def depth(text: str) -> int:
    """Return how deep the groups of a text stand in each other, whether or not `re` accepts it."""
    deepest = now = 0
    for token in _TOKEN.finditer(text):
        now += bool(token["open"]) - bool(token["close"])
        deepest = max(deepest, now)
    return deepest


class _Reader:
    """A walk through the tokens of one text."""

    __slots__ = ("_at", "_flags", "_tokens")

    def __init__(self, text: str) -> None:
        tokens = list(_TOKEN.finditer(text))
        heads = [token["comment"] or token["open"] or "" for token in tokens]
        if any(_SPREAD_OUT.match(head) for head in heads):
            raise TooHardError(
                "has the flag x, with which it is not read here",
                "leave the flag out, with the white space and the comments that it allows",
            )
        letters = {letter for head in heads if (found := _FLAGS.match(head)) for letter in found[0]}
        self._flags = tuple(_variants(letters))
        self._tokens = [token for token in tokens if not token["comment"]]
        self._at = 0

    def alternatives(self) -> Tree:
        """Return what stands up to the end of the text or of a group, and pass over its bracket."""
        options: list[Tree] = []
        parts: list[Tree] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token["close"]:
                break
            if token["bar"]:
                options.append(_joined(parts))
                parts = []
            elif token["repeat"] and parts:
                parts[-1] = _repeated(parts[-1], token)
            else:
                parts.append(self._part(token))
        options.append(_joined(parts))
        return options[0] if len(options) == 1 else Choice(tuple(options))

    def _part(self, token: re.Match[str]) -> Tree:
        text = token[0]
        if not token["open"]:
            return _single(text, self._flags)
        if text in {"(?P=", "(?("}:
            raise TooHardError(*_REFERS_BACK)
        inner = self.alternatives()
        if text in {"(?=", "(?!"}:
            return Ahead(inner)
        if text in {"(?<=", "(?<!"}:
            return Behind(_steps_back(inner))
        return _kept(inner) if text == "(?>" else inner


def _joined(parts: list[Tree]) -> Tree:
    return parts[0] if len(parts) == 1 else Joined(tuple(parts))


def _repeated(part: Tree, token: re.Match[str]) -> Tree:
    least, most = _bounds(token)
    whole = Repeated(part, least, most, greedy=token["manner"] != "?")
    return _kept(whole) if token["manner"] == "+" else whole


def _bounds(token: re.Match[str]) -> tuple[int, int | None]:
    if token["repeat"] in _SIGNS:
        return _SIGNS[token["repeat"]]
    least = int(token["least"] or 0)
    if token["most"] is None:
        return least, least
    return least, int(token["most"][1:]) if token["most"] != "," else None


def _kept(part: Tree) -> Tree:
    """Return a part that gives nothing back, if it is a run of one set of characters; else it is taken as it is."""
    if isinstance(part, Repeated) and isinstance(part.part, Characters) and part.most is None and part.greedy:
        return part._replace(keeps=True)
    return part


def _single(text: str, flags: tuple[re.RegexFlag, ...]) -> Tree:
    if text in _PLACES:
        return Behind(1)
    if _BACK.match(text):
        raise TooHardError(*_REFERS_BACK)
    return _characters(text, flags)


def _variants(letters: set[str]) -> Iterator[re.RegexFlag]:
    """Yield the flags that may be on at some place of an expression in which these letters stand for flags."""
    cases = (re.NOFLAG, re.IGNORECASE) if "i" in letters else (re.NOFLAG,)
    for flag in cases:
        yield flag
        if "a" in letters:
            yield flag | re.ASCII


@functools.lru_cache(maxsize=512)
def _characters(text: str, flags: tuple[re.RegexFlag, ...]) -> Characters:
    """Return the set that one character of a text has to be of, whichever of the flags are on."""
    if text == ".":
        return Characters(EVERY, EVERY ^ _BITS["\n"])
    sets = [_matched(text, each) for each in flags]
    may, must = functools.reduce(or_, sets), functools.reduce(and_, sets)
    if _NUMBERED.search(text) or not text.isascii():
        return Characters(may | _OTHERS, must & ~_OTHERS)
    if len(sets) > 1 and any(character.isalpha() for character in text):
        return Characters(may | _BITS[_LETTER], must & ~_OTHERS)
    return Characters(may, must)


def _matched(text: str, flags: re.RegexFlag) -> int:
    """Return the set of the known characters that one character of an expression matches."""
    if text in _BITS and not flags:
        return _BITS[text]
    source = text if text[0] in "[\\" else re.escape(text)
    return sum(_BITS[each] for each in re.compile(source, flags).findall(_KNOWN))


def _steps_back(part: Tree) -> int:
    """Return how many steps a look back can take; what it looks for has one length."""
    steps = _ways(part) * max(_length(part), 1)
    if steps > _FURTHEST_BACK:
        raise TooHardError("looks back at too much", "look back at a few characters")
    return steps


def _ways(part: Tree) -> int:
    if isinstance(part, Joined):
        return _product(map(_ways, part.parts))
    if isinstance(part, Choice):
        return sum(map(_ways, part.options))
    if isinstance(part, Repeated):
        return _product([_ways(part.part)] * min(part.least, _FURTHEST_BACK))
    if isinstance(part, Ahead):
        raise TooHardError("looks ahead within a look back", "look back at plain characters")
    return part.steps if isinstance(part, Behind) else 1


def _length(part: Tree) -> int:
    if isinstance(part, Joined):
        return sum(map(_length, part.parts))
    if isinstance(part, Choice):
        return max(map(_length, part.options))
    if isinstance(part, Repeated):
        return _length(part.part) * part.least
    return int(isinstance(part, Characters))


def _product(numbers: Iterable[int]) -> int:
    product = 1
    for each in numbers:
        product = min(product * each, 2 * _FURTHEST_BACK)
    return product
