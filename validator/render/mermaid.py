"""A graph for Mermaid, which Markdown pages of many hosts draw.

Syntax: https://mermaid.js.org/syntax/flowchart.html. In a label every sign but letters, digits and blanks is written as
an entity code, so that no name can be read as anything else.
"""

from __future__ import annotations

from validator.render.drawing import Standing
from validator.render.escape import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.render.drawing import Graph

_CLASSES = {
    Standing.SHIPPED: ("shipped", "stroke-dasharray: 1 3"),
    Standing.MISSING: ("missing", "stroke-dasharray: 6 4"),
}


def mermaid(graph: Graph) -> str:
    """Return a flowchart."""
    return "".join(f"{line}\n" for line in _lines(graph))


def _lines(graph: Graph) -> Iterator[str]:
    yield "flowchart LR"
    for number, node in enumerate(graph.nodes, 1):
        yield f'    n{number}["{_text(node.kind)}<br>{_text(node.label)}"]'
    for link in graph.links:
        arrow = f'-->|"{link.times}"|' if link.times > 1 else "-->"
        yield f"    n{link.source + 1} {arrow} n{link.target + 1}"
    for standing, (name, style) in _CLASSES.items():
        members = [f"n{at}" for at, node in enumerate(graph.nodes, 1) if node.standing is standing]
        if members:
            yield f"    classDef {name} {style}"
            yield f"    class {','.join(members)} {name}"


def _text(text: str) -> str:
    return "".join(char if char.isalnum() or char == " " else f"#{ord(char)};" for char in escape(text))
