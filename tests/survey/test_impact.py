"""A change touches what needs it, by the shortest way."""

from __future__ import annotations

import pytest

from validator.render.drawing import Graph, Link, Node
from validator.survey.impact import Touched, meant_by, touched
from validator.survey.links import Linked

NODES = (
    Node("ConnectorConfig", "east", "east.yaml"),
    Node("ConnectorConfig", "west", "west.yaml"),
    Node("OAuthClient", "Acme", "shared.yaml"),
    Node("Workspace", "Acme", "shared.yaml"),
    Node("Connector", "procore", ""),
)
LINKED = Linked(
    Graph(NODES, (Link(0, 2), Link(0, 3), Link(1, 4), Link(2, 4))),
    (),
    (*(frozenset({each.name}) for each in NODES[:4]), frozenset({"procore", "Procore"})),
)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Acme", [2, 3]),
        ("OAuthClient Acme", [2]),
        ("shared.yaml", [2, 3]),
        ("Procore", [4]),
        ("Connector procore", [4]),
        ("", []),
        ("nobody", []),
    ],
)
def test_a_name_or_a_file_means_all_that_bears_it(text: str, places: list[int]) -> None:
    assert meant_by(LINKED, text) == places


def test_each_connection_is_told_with_its_way_to_the_change() -> None:
    connections, graph = touched(LINKED, [4])
    assert connections == [Touched(0, (2, 4)), Touched(1, (4,))]
    assert [each.label for each in graph.nodes] == ["east", "west", "Acme", "procore"]
    assert graph.links == (Link(0, 2), Link(1, 3), Link(2, 3))


def test_a_connection_that_changes_itself_has_no_way() -> None:
    assert touched(LINKED, [1])[0] == [Touched(1, ())]
    assert touched(LINKED, [])[0] == []
