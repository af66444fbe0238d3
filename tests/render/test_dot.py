"""Graphs for Graphviz, held against a library that reads its language."""

from __future__ import annotations

import re
from typing import Any

import pydot
import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.render.dot import dot
from validator.render.drawing import Graph, Link, Node, Standing
from validator.render.escape import escape

pytestmark = pytest.mark.filterwarnings(
    "ignore:.* deprecated:DeprecationWarning"
)  # of the parser below pydot

GRAPH = Graph(
    (
        Node("ConnectorConfig", "", "", size=40),
        Node("Workspace", "Acme", "a.yaml"),
        Node("Workspace", "Gone", "", Standing.MISSING),
        Node("Connector", "procore", "", Standing.SHIPPED),
    ),
    (Link(0, 1, 39), Link(0, 2), Link(1, 3)),
)


def read(text: str) -> Any:
    graphs = pydot.graph_from_dot_data(text)
    assert graphs is not None
    return graphs[0]


def label(node: Any) -> str:
    """Return the label of a node as Graphviz would draw it."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], node.get_label()[1:-1])


def test_another_reader_finds_the_nodes_and_links() -> None:
    graph = read(dot(GRAPH))
    nodes = {each.get_name(): each for each in graph.get_nodes() if each.get_name() != "node"}
    assert {name: label(each) for name, each in nodes.items()} == {
        "n1": "ConnectorConfig\n(40)",
        "n2": "Workspace\nAcme",
        "n3": "Workspace\nGone (not found)",
        "n4": "Connector\nprocore",
    }
    assert [nodes[name].get("style") for name in sorted(nodes)] == [None, None, "dashed", "dotted"]
    assert [(each.get_source(), each.get_destination(), each.get("label")) for each in graph.get_edges()] == [
        ("n1", "n2", '"39"'),
        ("n1", "n3", None),
        ("n2", "n4", None),
    ]


@given(st.text(alphabet=st.sampled_from('ab \\"{}[];<>|\n\r#/é日\u202e'), max_size=20))
def test_any_name_is_a_label_and_nothing_else(name: str) -> None:
    graph = read(dot(Graph((Node("Workspace", name, ""),), ())))
    nodes = [each for each in graph.get_nodes() if each.get_name() != "node"]
    assert [label(each) for each in nodes] == [f"Workspace\n{escape(name)}"]
    assert graph.get_edges() == []


@pytest.mark.parametrize("graph", [Graph((), ()), GRAPH])
def test_it_is_one_graph_whatever_it_holds(graph: Graph) -> None:
    assert read(dot(graph)).get_name() == "appxlint"
