"""A kind with many nodes becomes one."""

from __future__ import annotations

import pytest

from validator.render.counts import Counts
from validator.render.drawing import Graph, Link, Node, Standing
from validator.survey.folding import ALWAYS, AUTO, MOST, NEVER, folded, folded_to


def graph_of(configs: int) -> Graph:
    """Return configs that all need one client, and each a workspace that is not there."""
    nodes = [Node("OAuthClient", "Acme", "a.yaml")]
    links = []
    for number in range(configs):
        nodes += [
            Node("ConnectorConfig", f"c{number}", "c.yaml"),
            Node("Workspace", f"w{number}", "", Standing.MISSING),
        ]
        links += [Link(2 * number + 1, 0), Link(2 * number + 1, 2 * number + 2)]
    return Graph((*nodes, Node("Workspace", "there", "w.yaml")), tuple(sorted(links)))


@pytest.mark.parametrize(("configs", "when"), [(MOST, AUTO), (500, NEVER), (1, ALWAYS)])
def test_what_is_few_or_is_not_to_be_folded_stays(configs: int, when: str) -> None:
    assert folded(graph_of(configs), when) == graph_of(configs)


@pytest.mark.parametrize(("configs", "when"), [(MOST + 1, AUTO), (2, ALWAYS), (1000, AUTO)])
def test_many_of_a_kind_are_one_node_and_their_links_are_counted(configs: int, when: str) -> None:
    assert folded(graph_of(configs), when) == Graph(
        (
            Node("OAuthClient", "Acme", "a.yaml"),
            Node("ConnectorConfig", "", "", size=configs),
            Node("Workspace", "", "", Standing.MISSING, configs),
            Node("Workspace", "there", "w.yaml"),
        ),
        (Link(1, 0, configs), Link(1, 2, configs)),
    )


def test_what_was_found_about_many_is_added_up() -> None:
    nodes = tuple(Node("Workspace", f"{at}", "w.yaml", found=Counts(at, 1)) for at in range(4))
    assert folded_to(3, Graph(nodes, ())).nodes == (Node("Workspace", "", "", size=4, found=Counts(6, 4)),)
    assert folded_to(4, Graph(nodes, ())).nodes == nodes
