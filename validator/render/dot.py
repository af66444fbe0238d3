"""A graph in the language of Graphviz: https://graphviz.org/doc/info/lang.html."""

from __future__ import annotations

from validator.render.drawing import Standing
from validator.render.escape import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.render.drawing import Graph

_STYLES = {Standing.OWN: "", Standing.SHIPPED: " style=dotted", Standing.MISSING: " style=dashed"}


def dot(graph: Graph) -> str:
    """Return a directed graph."""
    return "".join(f"{line}\n" for line in _lines(graph))


def _lines(graph: Graph) -> Iterator[str]:
    yield from ("digraph appxlint {", "    rankdir=LR;", "    node [shape=box];")
    for number, node in enumerate(graph.nodes, 1):
        label = rf"{_text(node.kind)}\n{_text(node.label)}"
        yield f'    n{number} [label="{label}"{_STYLES[node.standing]}];'
    for link in graph.links:
        count = f' [label="{link.times}"]' if link.times > 1 else ""
        yield f"    n{link.source + 1} -> n{link.target + 1}{count};"
    yield "}"


def _text(text: str) -> str:
    """Return what stands in a quoted string, whose backslashes begin escapes of labels."""
    return escape(text).replace("\\", "\\\\").replace('"', '\\"')
