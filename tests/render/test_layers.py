from __future__ import annotations

import itertools

import pytest

from validator.render.drawing import Graph, Link, Node
from validator.render.layers import HEIGHT, WIDTH, laid_out


def graph(kinds: str, *pairs: str) -> Graph:
    """A graph with a node for each letter, whose kind it is, and a link for each two places, such as `02`."""
    nodes = tuple(Node(kind, f"{at}", "a.yaml") for at, kind in enumerate(kinds))
    return Graph(nodes, tuple(Link(int(pair[0]), int(pair[1])) for pair in pairs))


def test_what_needs_something_stands_left_of_it_and_a_kind_in_one_column() -> None:
    found = laid_out(graph("cbdca", "01", "12", "32", "04"))
    across = [x for x, _ in found.boxes]
    assert across[0] == across[3] == 0
    assert across[0] < across[1] < across[2]
    assert across[4] == across[1]


@pytest.mark.parametrize("pairs", [("05", "16", "27"), ("07", "16", "25"), ("05", "06", "07", "15", "25")])
def test_no_box_covers_another_and_all_have_room(pairs: tuple[str, ...]) -> None:
    found = laid_out(graph("cccccwwwwaab", *pairs))
    for (x, y), (other, below) in itertools.combinations(found.boxes, 2):
        assert x != other or abs(y - below) >= HEIGHT
    assert min(y for _, y in found.boxes) == 0
    assert max(x for x, _ in found.boxes) + WIDTH <= found.width
    assert max(y for _, y in found.boxes) + HEIGHT <= found.height


def test_lines_run_from_edge_to_edge_and_around_what_stands_between() -> None:
    found = laid_out(graph("cbbbd", "01", "02", "03", "14", "04"))
    straight, long = found.lines[0], found.lines[4]
    assert straight[0][0] == WIDTH
    assert straight[-1] == (found.boxes[1][0], found.boxes[1][1] + HEIGHT / 2)
    assert len(long) == 4
    height = long[1][1]
    assert long[1] == (found.boxes[1][0], height)
    assert all(not y <= height <= y + HEIGHT for _, y in found.boxes[1:4])


def test_lines_cross_no_more_than_they_must() -> None:
    found = laid_out(graph("cccwww", "05", "14", "23"))
    heights = [y for _, y in found.boxes]
    assert (heights[0] < heights[1]) == (heights[5] < heights[4])
    assert (heights[1] < heights[2]) == (heights[4] < heights[3])


def test_what_is_joined_with_nothing_does_not_tear_a_column_apart() -> None:
    found = laid_out(graph("cwwwww", "01", "02", "03"))
    heights = sorted(y for x, y in found.boxes if x)
    assert heights[-1] - heights[0] < 5 * HEIGHT * 1.5


def test_a_circle_and_nothing_at_all_can_be_drawn() -> None:
    assert len(laid_out(graph("abc", "01", "12", "20")).lines) == 3
    assert laid_out(graph("aa", "01")).boxes[0][0] == 0
    assert laid_out(Graph((), ())) == ((), (), 0, 0)
