"""A node says what it is, or how many it stands for."""

from __future__ import annotations

import pytest

from validator.render.drawing import Graph, Link, Node, Standing, joined


@pytest.mark.parametrize(
    ("node", "label"),
    [
        (Node("Workspace", "Acme", "a.yaml"), "Acme"),
        (Node("Workspace", "", "", size=40), "(40)"),
        (Node("Workspace", "Acme", "", Standing.MISSING), "Acme (not found)"),
        (Node("Workspace", "", "", Standing.MISSING, 3), "(3) (not found)"),
        (Node("Connector", "procore", "", Standing.SHIPPED), "procore"),
    ],
)
def test_a_label_is_the_name_or_a_number(node: Node, label: str) -> None:
    assert node.label == label


def test_graphs_are_joined_side_by_side() -> None:
    a, b = Node("Workspace", "a", "a.yaml"), Node("Workspace", "b", "b.yaml")
    one, two = Graph((a, b), (Link(0, 1),)), Graph((b, a, b), (Link(2, 0, 3),))
    assert joined([one, two]) == Graph((a, b, b, a, b), (Link(0, 1), Link(4, 2, 3)))
    assert joined([]) == Graph((), ())
