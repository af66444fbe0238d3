"""A graph as lines that fit."""

from __future__ import annotations

import pytest

from tests.render.test_mermaid import GRAPH
from validator.render.drawing import Graph, Link, Node
from validator.render.escape import width
from validator.render.outline import outline


def test_what_needs_others_stands_above_them() -> None:
    assert outline(GRAPH, None) == (
        "ConnectorConfig (40)\n"
        "  Workspace Acme: <Ledger>, 39 times\n"
        "  Workspace Gone (not found)\n"
        "Workspace Acme: <Ledger>\n"
        "  Connector procore\n"
    )


def test_what_nothing_needs_and_needs_nothing_stands_alone() -> None:
    assert outline(Graph((Node("Workspace", "Acme", ""),), ()), None) == "Workspace Acme\n"
    assert outline(Graph((), ()), None) == ""


@pytest.mark.parametrize("room", [20, 30, 60])
def test_long_names_are_folded(room: int) -> None:
    long = Node("Workspace", "Acme Builders of the North : Procore <> Ledger", "")
    text = outline(Graph((Node("ConnectorConfig", "acme", ""), long), (Link(0, 1),)), room)
    assert max(width(line) for line in text.splitlines()) <= room
    assert "".join(text.split()) == "ConnectorConfigacmeWorkspaceAcmeBuildersoftheNorth:Procore<>Ledger"
