"""A matcher that tries one way after the other, as `re` does, and counts what it tries.

It walks over the tree that Python's own reader makes, so that it shares nothing with the counting under test.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_CATEGORIES = {"DIGIT": r"\d", "WORD": r"\w", "SPACE": r"\s"}


class TooManyError(Exception):
    """More was tried than a test allows."""


class Counter:
    """One attempt to hold a whole text against an expression; `tried` counts characters, places and ends."""

    def __init__(self, pattern: str, text: str, most: int) -> None:
        self._tree = re._parser.parse(pattern)  # type: ignore[attr-defined]
        self._text = text
        self._most = most
        self.tried = 0

    def fits(self) -> bool:
        """Whether the whole text fits."""
        return self._run(list(self._tree), 0, lambda at: self._count() and at == len(self._text))

    def _count(self) -> bool:
        self.tried += 1
        if self.tried > self._most:
            raise TooManyError
        return True

    def _run(self, items: list[Any], at: int, then: Callable[[int], bool]) -> bool:
        if not items:
            return then(at)
        (name, value), rest = items[0], items[1:]

        def go_on(place: int) -> bool:
            return self._run(rest, place, then)

        return getattr(self, f"_{str(name).lower()}", self._character_of(name))(value, at, go_on)

    def _character_of(self, name: Any) -> Callable[..., bool]:
        def one(value: Any, at: int, then: Callable[[int], bool]) -> bool:
            self._count()
            return at < len(self._text) and _is(name, value, self._text[at]) and then(at + 1)

        return one

    def _at(self, value: Any, at: int, then: Callable[[int], bool]) -> bool:
        self._count()
        kind = str(value)
        end = at == len(self._text)
        holds = (
            at == 0
            if "BEGINNING" in kind
            else end
            if "END" in kind
            else self._is_border(at) != ("NON" in kind)
        )
        return holds and then(at)

    def _is_border(self, at: int) -> bool:
        before = at > 0 and self._text[at - 1].isalnum()
        return before != (at < len(self._text) and self._text[at].isalnum())

    def _branch(self, value: Any, at: int, then: Callable[[int], bool]) -> bool:
        return any(self._run(list(option), at, then) for option in value[1])

    def _subpattern(self, value: Any, at: int, then: Callable[[int], bool]) -> bool:
        return self._run(list(value[-1]), at, then)

    def _max_repeat(self, value: Any, at: int, then: Callable[[int], bool], *, lazy: bool = False) -> bool:
        least, most, part = value

        def times(done: int, place: int, last: int) -> bool:
            def once_more() -> bool:
                allowed = done < least or (done < most and place != last)
                return allowed and self._run(list(part), place, lambda to: times(done + 1, to, place))

            if done < least:
                return once_more()
            return (then(place) or once_more()) if lazy else (once_more() or then(place))

        return times(0, at, -1)

    def _min_repeat(self, value: Any, at: int, then: Callable[[int], bool]) -> bool:
        return self._max_repeat(value, at, then, lazy=True)

    def _possessive_repeat(self, value: Any, at: int, then: Callable[[int], bool]) -> bool:
        return self._once(lambda end: self._max_repeat(value, at, end), then)

    def _atomic_group(self, value: Any, at: int, then: Callable[[int], bool]) -> bool:
        return self._once(lambda end: self._run(list(value), at, end), then)

    def _once(self, first: Callable[[Callable[[int], bool]], bool], then: Callable[[int], bool]) -> bool:
        """Go on from where a part ends first, and from nowhere else."""
        ends: list[int] = []

        def end(at: int) -> bool:
            ends.append(at)
            return True

        return first(end) and then(ends[0])

    def _assert(self, value: Any, at: int, then: Callable[[int], bool]) -> bool:
        return self._looks(value, at) and then(at)

    def _assert_not(self, value: Any, at: int, then: Callable[[int], bool]) -> bool:
        return not self._looks(value, at) and then(at)

    def _looks(self, value: Any, at: int) -> bool:
        direction, part = value
        start = at if direction > 0 else at - part.getwidth()[0]
        return start >= 0 and self._run(list(part), start, lambda _: True)


def _is(name: Any, value: Any, character: str) -> bool:
    kind = str(name)
    if kind in {"LITERAL", "NOT_LITERAL"}:
        return (character == chr(value)) == (kind == "LITERAL")
    if kind == "ANY":
        return character != "\n"
    if kind == "RANGE":
        return chr(value[0]) <= character <= chr(value[1])
    if kind == "CATEGORY":
        matched = re.match(_CATEGORIES[str(value).rpartition("_")[2]], character) is not None
        return matched != ("NOT" in str(value))
    negated = bool(value) and str(value[0][0]) == "NEGATE"
    return any(_is(name, inner, character) for name, inner in value[negated:]) != negated
