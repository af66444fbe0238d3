"""Lines that follow from others are left out of a picture."""

from __future__ import annotations

from validator.render.drawing import Graph, Link, Node
from validator.survey.essential import essential

NODES = tuple(
    Node(kind, kind, "a.yaml") for kind in ("config", "base connection", "client", "definition", "connector")
)
CONFIG, BASE, CLIENT, DEFINITION, CONNECTOR = range(5)


def test_what_a_longer_way_says_as_well_is_left_out() -> None:
    chain = (Link(CONFIG, BASE), Link(BASE, CLIENT), Link(CLIENT, DEFINITION), Link(DEFINITION, CONNECTOR))
    short = (Link(CONFIG, CLIENT), Link(CONFIG, CONNECTOR), Link(BASE, CONNECTOR))
    assert essential(Graph(NODES, tuple(sorted(chain + short)))).links == tuple(sorted(chain))


def test_a_line_that_nothing_else_says_stays_with_its_count() -> None:
    graph = Graph(NODES, (Link(CONFIG, BASE), Link(CONFIG, CLIENT, 7), Link(BASE, CONNECTOR)))
    assert essential(graph) == graph


def test_a_circle_is_no_endless_work() -> None:
    graph = Graph(NODES[:3], (Link(0, 1), Link(1, 2), Link(2, 0)))
    assert len(essential(graph).links) <= 3
