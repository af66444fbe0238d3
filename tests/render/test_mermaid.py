"""Graphs for Mermaid, held against its grammar.

The forms of a node, a link, a class and an entity code are those of https://mermaid.js.org/syntax/flowchart.html.
"""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from validator.render.drawing import Graph, Link, Node, Standing
from validator.render.escape import escape, harmless
from validator.render.mermaid import mermaid

GRAPH = Graph(
    (
        Node("ConnectorConfig", "", "", size=40),
        Node("Workspace", "Acme: <Ledger>", "a.yaml"),
        Node("Workspace", "Gone", "", Standing.MISSING),
        Node("Connector", "procore", "", Standing.SHIPPED),
    ),
    (Link(0, 1, 39), Link(0, 2), Link(1, 3)),
)
LINE = re.compile(
    r"""flowchart\ LR
    | \ {4}n\d+\["(?P<label>(?:[^\W_]|\ |\#\d+;|<br>)*)"\]
    | \ {4}n\d+\ -->(?:\|"\d+"\|)?\ n\d+
    | \ {4}classDef\ \w+\ [\w-]+:\ [\d\ ]+
    | \ {4}class\ n\d+(?:,n\d+)*\ \w+""",
    re.VERBOSE,
)


def labels(text: str) -> list[str]:
    """Return the labels of a flowchart as they are drawn; each line has to be one of the forms."""
    found = [LINE.fullmatch(line) for line in text.splitlines()]
    assert all(found), text
    return [
        html.unescape(each["label"].replace("<br>", "\n").replace("#", "&#"))
        for each in found
        if each and each["label"] is not None
    ]


def test_every_line_is_of_a_known_form() -> None:
    assert labels(mermaid(GRAPH)) == [
        "ConnectorConfig\n(40)",
        "Workspace\nAcme: <Ledger>",
        "Workspace\nGone (not found)",
        "Connector\nprocore",
    ]
    assert mermaid(GRAPH).splitlines()[5:] == [
        '    n1 -->|"39"| n2',
        "    n1 --> n3",
        "    n2 --> n4",
        "    classDef shipped stroke-dasharray: 1 3",
        "    class n4 shipped",
        "    classDef missing stroke-dasharray: 6 4",
        "    class n3 missing",
    ]


@given(
    st.text(max_size=20) | st.text(alphabet=st.sampled_from("a1 .-_*`\"'#&;<>|[]{}()\\/@%~\n"), max_size=20)
)
def test_any_name_is_a_label_and_nothing_else(name: str) -> None:
    written = mermaid(Graph((Node("Workspace", name, ""),), ()))
    assert harmless(written) == written
    assert labels(written) == [f"Workspace\n{escape(name)}"]
