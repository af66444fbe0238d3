"""Where the boxes and lines of a graph go: what needs something stands left of what it needs, with few crossings.

The way of Sugiyama, Tagawa and Toda (1981): a column for each layer, a place in every column that a line passes, an
order by the places of neighbours, and heights as near to theirs as there is room.
"""

from __future__ import annotations

from itertools import pairwise

from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from validator.render.drawing import Graph

    Point: TypeAlias = tuple[float, float]

WIDTH, HEIGHT = 196, 46
"""Of a box."""

_ACROSS, _DOWN = 52, 14
_PASSING = 6
_SWEEPS = 8
_SIDED = 2


class Layout(NamedTuple):
    """The upper left corner of each box, the points that each line goes through, and the room that all take."""

    boxes: tuple[Point, ...]
    lines: tuple[tuple[Point, ...], ...]
    width: float
    height: float


class _Spot(NamedTuple):
    """A place in a column: a box, or where a line passes."""

    layer: int
    height: float


class _Net(NamedTuple):
    """All spots, boxes first, the ways of the links through them, and the neighbours of each on both sides."""

    spots: list[_Spot]
    ways: list[list[int]]
    before: list[list[int]]
    after: list[list[int]]


def laid_out(graph: Graph) -> Layout:
    """Return where the parts of a graph are drawn."""
    net = _net(graph)
    columns: list[list[int]] = [[] for _ in range(max((spot.layer for spot in net.spots), default=-1) + 1)]
    for at, spot in enumerate(net.spots):
        columns[spot.layer].append(at)
    for sweep in range(_SWEEPS):
        _order(columns, net, backwards=sweep % 2 == 1)
    middles = _heights(columns, net)
    top = min((middles[at] - spot.height / 2 for at, spot in enumerate(net.spots)), default=0)
    bottom = max((middles[at] + spot.height / 2 for at, spot in enumerate(net.spots)), default=0)
    left = [layer * (WIDTH + _ACROSS) for layer in range(len(columns))]
    return Layout(
        tuple(
            (left[net.spots[at].layer], round(middles[at] - HEIGHT / 2 - top, 1))
            for at in range(len(graph.nodes))
        ),
        tuple(_points(way, net, left, [each - top for each in middles]) for way in net.ways),
        (left[-1] + WIDTH) if left else 0,
        round(bottom - top, 1),
    )


def _layers(graph: Graph) -> list[int]:
    """Return the column of each node: all of a kind stand in one, behind everything that needs one of them."""
    kinds = list(dict.fromkeys(node.kind for node in graph.nodes))
    pairs = {(graph.nodes[link.source].kind, graph.nodes[link.target].kind) for link in graph.links}
    layer = dict.fromkeys(kinds, 0)
    for _ in kinds:
        for source, target in sorted(pairs):
            if source != target and layer[target] <= layer[source] < len(kinds) - 1:
                layer[target] = layer[source] + 1
    return [layer[node.kind] for node in graph.nodes]


def _net(graph: Graph) -> _Net:
    spots = [_Spot(layer, HEIGHT) for layer in _layers(graph)]
    ways: list[list[int]] = []
    for link in graph.links:
        first, last = spots[link.source].layer, spots[link.target].layer
        between = range(len(spots), len(spots) + max(last - first - 1, 0))
        spots += [_Spot(layer, _PASSING) for layer in range(first + 1, last)]
        ways.append([link.source, *between, link.target])
    before: list[list[int]] = [[] for _ in spots]
    after: list[list[int]] = [[] for _ in spots]
    for way in ways:
        for left, right in pairwise(way):
            after[left].append(right)
            before[right].append(left)
    return _Net(spots, ways, before, after)


def _order(columns: list[list[int]], net: _Net, *, backwards: bool) -> None:
    """Sort every column by the mean place of what its spots are joined with on one side."""
    place = {at: number for column in columns for number, at in enumerate(column)}
    neighbours = net.after if backwards else net.before
    for column in reversed(columns) if backwards else columns:
        wish = {at: _mean([place[each] for each in neighbours[at]], place[at]) for at in column}
        column.sort(key=wish.__getitem__)
        place |= {at: number for number, at in enumerate(column)}


def _heights(columns: Sequence[Sequence[int]], net: _Net) -> list[float]:
    """Return the middle of every spot: near to those of its neighbours, none over another."""
    middles = [0.0] * len(net.spots)
    for column in columns:
        stacked = _offsets(column, net)
        for at, offset in zip(column, stacked, strict=False):
            middles[at] = offset - stacked[-1] / 2
    for sweep in range(_SWEEPS):
        for column in columns if sweep % 2 == 0 else reversed(columns):
            near = [_neighbours(at, net, sweep) for at in column]
            wishes = [
                _mean([middles[each] for each in those], middles[at])
                for at, those in zip(column, near, strict=True)
            ]
            alone = [not net.before[at] and not net.after[at] for at in column]
            for at, middle in zip(column, _apart(wishes, _offsets(column, net), alone), strict=True):
                middles[at] = middle
    return middles


def _neighbours(at: int, net: _Net, sweep: int) -> list[int]:
    """Return what a spot is to be near to: what stands on one side at first, in the end all that it is joined with."""
    if sweep >= _SIDED:
        return net.before[at] + net.after[at]
    return net.before[at] if sweep % 2 == 0 else net.after[at]


def _offsets(column: Sequence[int], net: _Net) -> list[float]:
    """Return how far below the first spot of a column each other one has to be at least."""
    offsets = [0.0]
    for above, below in pairwise(column):
        offsets.append(offsets[-1] + (net.spots[above].height + net.spots[below].height) / 2 + _DOWN)
    return offsets


def _apart(wishes: Sequence[float], offsets: Sequence[float], alone: Sequence[bool]) -> list[float]:
    """Return the places nearest to some wishes, by their squares, that keep their distances (pooled violators).

    What is joined with nothing comes right behind what stands above it.
    """
    pools: list[tuple[float, int, int]] = []
    for wish, offset, free in zip(wishes, offsets, alone, strict=False):
        if free and pools:
            mean, weight, size = pools[-1]
            pools[-1] = (mean, weight, size + 1)
            continue
        mean, weight, size = wish - offset, 1, 1
        while pools and pools[-1][0] > mean:
            above, heavy, number = pools.pop()
            mean = (mean * weight + above * heavy) / (weight + heavy)
            weight, size = weight + heavy, size + number
        pools.append((mean, weight, size))
    base = [mean for mean, _, size in pools for _ in range(size)]
    return [each + offset for each, offset in zip(base, offsets, strict=False)]


def _points(
    way: Sequence[int], net: _Net, left: Sequence[float], middles: Sequence[float]
) -> tuple[Point, ...]:
    first, *between, last = way
    points = [(left[net.spots[first].layer] + WIDTH, middles[first])]
    for at in between:
        x = left[net.spots[at].layer]
        points += [(x, middles[at]), (x + WIDTH, middles[at])]
    points.append((left[net.spots[last].layer], middles[last]))
    return tuple((x, round(y, 1)) for x, y in points)


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
