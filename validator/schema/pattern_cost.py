"""How many steps it can take at most to hold a text against a regular expression, by the length of the text.

Python tries one way through an expression after the other until one leads to the end, so its steps are those of all
ways together. They are counted on the automaton whose states are the characters of the expression. Ways that one and
the same text may have come are added up; of ways that no text can have come both, the most costly counts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

from validator.schema.pattern_tree import EVERY, Ahead, Behind, Characters, Choice, Joined, TooHardError
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import TypeVar

    from validator.schema.pattern_tree import Repeated, Tree

    _K = TypeVar("_K")
_START = 0
_MOST_STATES = 1000
_MOST_EDGES = 50_000
_MOST_PAIRS = 200_000
_MOST_COPIES = 100
_MOST_COPIES_OF_ONE = 16
_MANY = 1 << 40
_TOO_LARGE = ("has too many parts to tell how long it takes", "write a shorter one, with smaller repetitions")


class Edge(NamedTuple):
    """A way to a state, if the next character is one of `characters`; `times` says in how many manners."""

    state: int
    characters: int
    times: int


class _Exit(NamedTuple):
    """A state in which a part may end; the next character is none of `never`."""

    state: int
    never: int = 0


class _Part(NamedTuple):
    """Where a part of an expression begins and ends, and in how many manners it takes no character at all."""

    first: Mapping[int, int]
    last: Mapping[_Exit, int]
    empty: int


_NOTHING = _Part({}, {}, 1)


class Automaton:
    """The characters of an expression as states, with those that can follow each."""

    def __init__(self, tree: Tree) -> None:
        self.edges: defaultdict[int, list[Edge]] = defaultdict(list)
        self._sets = [0]
        self._links = 0
        self._ends: defaultdict[int, int] = defaultdict(int)
        part = self._part(tree)
        self._link({_Exit(_START): 1}, part.first)
        self._ends[_START] += part.empty
        for way, times in part.last.items():
            self._ends[way.state] += times

    @property
    def size(self) -> int:
        """The number of states."""
        return len(self._sets)

    def steps_at(self, state: int) -> int:
        """Return how many things are tried in a state."""
        return 1 + self._ends[state] + sum(edge.times for edge in self.edges[state])

    def _part(self, tree: Tree) -> _Part:
        if isinstance(tree, Characters):
            state = self._state(tree.may)
            return _Part({state: 1}, {_Exit(state): 1}, 0)
        if isinstance(tree, Joined):
            part = _NOTHING
            for each in tree.parts:
                part = self._then(part, self._part(each))
            return part
        if isinstance(tree, Choice):
            return _either([self._part(each) for each in tree.options])
        if isinstance(tree, Ahead):
            part = self._part(tree.part)
            return _Part(part.first, {}, max(part.empty, 1))
        if isinstance(tree, Behind):
            return _Part({self._state(EVERY): tree.steps}, {}, 1)
        return self._repeated(tree)

    def _state(self, characters: int) -> int:
        if len(self._sets) > _MOST_STATES:
            raise TooHardError(*_TOO_LARGE)
        self._sets.append(characters)
        return len(self._sets) - 1

    def _link(self, last: Mapping[_Exit, int], first: Mapping[int, int]) -> None:
        self._links += len(last) * len(first)
        if self._links > _MOST_EDGES:
            raise TooHardError(*_TOO_LARGE)
        for way, times in last.items():
            for state, others in first.items():
                characters = self._sets[state] & ~way.never
                self.edges[way.state].append(Edge(state, characters, _few(times * others)))

    def _then(self, one: _Part, other: _Part) -> _Part:
        self._link(one.last, other.first)
        first = _added(one.first, _times(other.first, one.empty))
        last = _added(other.last, _times(one.last, other.empty))
        return _Part(first, last, _few(one.empty * other.empty))

    def _repeated(self, tree: Repeated) -> _Part:
        size = _size(tree.part)
        if not size:
            raise TooHardError("repeats what takes no character", "leave the repetition out")
        copies = _copies(tree, size)
        return self._looped(tree) if copies is None else self._copied(tree.part, tree.least, copies)

    def _copied(self, tree: Tree, least: int, most: int) -> _Part:
        """Return a part as often as it can be, those that may be left out inside each other."""
        part = _NOTHING
        for _ in range(most - least):
            part = _either([_NOTHING, self._then(self._part(tree), part)])
        for _ in range(least):
            part = self._then(self._part(tree), part)
        return part

    def _looped(self, tree: Repeated) -> _Part:
        """Return a part that may follow itself without bound; a bound that is far away hardly makes it less."""
        part = self._part(tree.part)
        between = _powers(part.empty, tree.least + 1)
        self._link(part.last, _times(part.first, between))
        if tree.keeps and isinstance(tree.part, Characters):
            part = part._replace(last={_Exit(way.state, tree.part.must): 1 for way in part.last})
        empty = between if part.empty or not tree.least else 0
        return _Part(_times(part.first, between), _times(part.last, between), empty)


def longest_within(steps: int, tree: Tree, *, most: int, uneven: int, anywhere: bool = False) -> int:
    """Return the length up to which no text takes more than so many steps, `most` at most; below 0 if there is none.

    `uneven` is the most where each further character can cost more than the one before. What fits begins with the
    text, or `anywhere` in it.

    Raises:
        TooHardError: the expression has too many parts to count its ways.
    """
    count = _Count(Automaton(tree))
    ways, length = count.none_read(), 0
    total = count.steps(ways)
    while total * (length * anywhere + 1) <= steps:
        then = count.read_one(ways)
        each = count.steps(then)
        if then == ways:
            return _last_within(steps, range(most + 1), total - length * each, each, anywhere=anywhere)
        if length == uneven:
            return length
        ways, total, length = then, total + each, length + 1
    return length - 1


def _last_within(steps: int, lengths: range, first: int, each: int, *, anywhere: bool) -> int:
    """Return the last length with no more than so many steps, where each character takes as many as the others."""
    return bisect_right(lengths, steps, key=lambda at: (first + each * at) * (at * anywhere + 1)) - 1


class _Count:
    """The ways through an automaton that one text can have come, character by character."""

    def __init__(self, automaton: Automaton) -> None:
        self._steps = [automaton.steps_at(state) for state in range(automaton.size)]
        self._before = _before(automaton)

    def none_read(self) -> list[int]:
        """Return the ways to each state where nothing is read yet."""
        return [int(state == _START) for state in range(len(self._steps))]

    def read_one(self, ways: list[int]) -> list[int]:
        """Return the most ways to each state where one more character is read, or no more than that."""
        return [
            max(ways[state], *(min(_sum(group, ways), _MANY) for group in groups)) if groups else ways[state]
            for state, groups in enumerate(self._before)
        ]

    def steps(self, ways: list[int]) -> int:
        """Return how many steps lead on from so many ways to each state."""
        return sum(number * steps for number, steps in zip(ways, self._steps, strict=True))


_Group = list[tuple[int, int]]


def _sum(group: _Group, ways: list[int]) -> int:
    return sum(ways[state] * times for state, times in group)


def _before(automaton: Automaton) -> list[list[_Group]]:
    """Return the states before each one, with the manners; those that one text can have led to are in one group."""
    together = _together(automaton)
    before: list[dict[int, int]] = [{} for _ in range(automaton.size)]
    for state in range(automaton.size):
        for edge in automaton.edges[state]:
            if edge.characters:
                before[edge.state][state] = before[edge.state].get(state, 0) + edge.times
    return [list(_groups(states, together)) for states in before]


def _groups(states: Mapping[int, int], together: set[tuple[int, int]]) -> Iterator[_Group]:
    left = dict(states)
    while left:
        group = [left.popitem()]
        for state, _ in group:
            near = [each for each in left if (min(each, state), max(each, state)) in together]
            group += [(each, left.pop(each)) for each in near]
        yield group


def _together(automaton: Automaton) -> set[tuple[int, int]]:
    """Return the pairs of states that one text can lead to, the smaller first."""
    seen = {(_START, _START)}
    waiting = [(_START, _START)]
    tried = 0
    while waiting:
        one, other = waiting.pop()
        tried += len(automaton.edges[one]) * len(automaton.edges[other]) // (1 + (one == other))
        if tried > _MOST_PAIRS:
            raise TooHardError(*_TOO_LARGE)
        for pair in _next(automaton.edges[one], automaton.edges[other], same=one == other):
            if pair not in seen:
                seen.add(pair)
                waiting.append(pair)
    return seen


def _next(edges: list[Edge], others: list[Edge], *, same: bool) -> Iterator[tuple[int, int]]:
    """Yield the pairs of states that one more character can lead to; of the `same` edges each pair once."""
    for at, edge in enumerate(edges):
        for other in others[at:] if same else others:
            if edge.characters & other.characters:
                pair = (edge.state, other.state)
                yield pair if edge.state < other.state else pair[::-1]


def _few(number: int) -> int:
    return min(number, _MANY)


def _powers(number: int, most: int) -> int:
    """Return the sum of the powers of a number, from the power of zero to that of `most`."""
    if number <= 1:
        return _few(1 + number * most)
    total = 1
    for _ in range(most):
        total = total * number + 1
        if total > _MANY:
            return _MANY
    return total


def _times(ways: Mapping[_K, int], times: int) -> dict[_K, int]:
    return {each: _few(number * times) for each, number in ways.items()} if times else {}


def _added(ways: Mapping[_K, int], others: Mapping[_K, int]) -> dict[_K, int]:
    total = dict(ways)
    for each, number in others.items():
        total[each] = _few(total.get(each, 0) + number)
    return total


def _either(parts: Iterable[_Part]) -> _Part:
    first: dict[int, int] = {}
    last: dict[_Exit, int] = {}
    empty = 0
    for part in parts:
        first, last, empty = _added(first, part.first), _added(last, part.last), empty + part.empty
    return _Part(first, last, _few(empty))


def _size(tree: Tree) -> int:
    """Return how many states a tree becomes."""
    if isinstance(tree, Characters | Behind):
        return 1
    if isinstance(tree, Joined):
        return sum(map(_size, tree.parts))
    if isinstance(tree, Choice):
        return sum(map(_size, tree.options))
    if isinstance(tree, Ahead):
        return _size(tree.part)
    size = _size(tree.part)
    copies = _copies(tree, size)
    return size * (1 if copies is None else copies)


def _copies(tree: Repeated, size: int) -> int | None:
    """Return how often a part of that size is written out; None where there are too many and it becomes a loop."""
    most = _MOST_COPIES_OF_ONE if isinstance(tree.part, Characters) else _MOST_COPIES
    return tree.most if tree.most is not None and tree.most * size <= most else None
