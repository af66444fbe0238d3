"""What depends on what, for a page of HTML: a drawing in SVG, and a table that says the same of each connection."""

from __future__ import annotations

from validator.render.drawing import Standing
from validator.render.html_parts import path, text
from validator.render.layers import HEIGHT, WIDTH, laid_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from validator.render.counts import Counts
    from validator.render.drawing import Graph, Link, Node, Picture, Row
    from validator.render.layers import Point

_EDGE = 4
_LARGE = 928
"""A drawing wider than this scrolls where there is less room, rather than shrink."""

_STANDINGS = {
    Standing.OWN: "",
    Standing.SHIPPED: "comes with appxlint",
    Standing.MISSING: "not found",
}


def picture(found: Picture, places: Mapping[str, str]) -> str:
    """Return the section about dependencies; `places` are the anchors of files, for those that have findings."""
    if not found.graph.nodes:
        return ""
    left_out = (
        f'<p class="note">{found.left_out} more connections have no row here; <code>appxlint list</code> shows '
        "all of them.</p>\n"
        if found.left_out
        else ""
    )
    many = any(link.times > 1 for link in found.graph.links)
    numbered = "; a number beside a line says how many it stands for" if many else ""
    return (
        '<section aria-labelledby="dependencies">\n<h2 id="dependencies">What depends on what</h2>\n'
        '<p class="note">A line leads from what needs something to what it needs. A line that follows from '
        f"others is left out{numbered}.</p>\n"
        f"{_drawing(found.graph, places)}{_table(found, places)}{left_out}</section>\n"
    )


def _drawing(graph: Graph, places: Mapping[str, str]) -> str:
    layout = laid_out(graph)
    width, height = layout.width + 2 * _EDGE, layout.height + 2 * _EDGE
    ways = list(zip(graph.links, layout.lines, strict=True))
    lines = "".join(_line(graph, link, points) for link, points in ways)
    numbers = "".join(_times(graph, link, points) for link, points in ways if link.times > 1)
    boxes = "".join(
        _box(at, node, layout.boxes[at], places.get(node.path, "")) for at, node in enumerate(graph.nodes)
    )
    look = ' class="large"' if width > _LARGE else ""
    return (
        '<div class="scroll" role="region" aria-label="Drawing of what depends on what" tabindex="0">\n'
        f'<svg{look} viewBox="{-_EDGE} {-_EDGE} {width:g} {height:g}" width="{width:g}" height="{height:g}" '
        'role="group" aria-label="Documents, joined with those that they need">\n'
        f"<g>\n{lines}</g>\n{boxes}{numbers}</svg>\n</div>\n{_legend(graph)}"
    )


def _line(graph: Graph, link: Link, points: Sequence[Point]) -> str:
    (x, y), *rest = points
    way = [f"M{x:g} {y:g}"]
    for at, (right, down) in enumerate(rest):
        if at % 2 == 0:
            middle = (x + right) / 2
            way.append(f"C{middle:g} {y:g} {middle:g} {down:g} {right:g} {down:g}")
        else:
            way.append(f"H{right:g}")
        x, y = right, down
    missing = Standing.MISSING in {graph.nodes[link.source].standing, graph.nodes[link.target].standing}
    look = "l missing" if missing else "l"
    return f'<path class="{look}" data-a="{link.source}" data-b="{link.target}" d="{"".join(way)}"/>\n'


def _times(graph: Graph, link: Link, points: Sequence[Point]) -> str:
    """Return how many links a line stands for, at the end where fewer lines meet."""
    leaving = sum(each.source == link.source for each in graph.links)
    arriving = sum(each.target == link.target for each in graph.links)
    (x, y), anchor = (points[-1], "end") if arriving <= leaving else (points[0], "start")
    x += -5 if anchor == "end" else 5
    return f'<text class="times" x="{x:g}" y="{y - 5:g}" text-anchor="{anchor}">{link.times}</text>\n'


def _box(at: int, node: Node, corner: Point, place: str) -> str:
    """Return a node; one with findings says how many, and leads to those of its file."""
    worst = node.found.worst
    look = " ".join(
        each for each in ("box", node.standing.name.lower(), worst.label if worst is not None else "") if each
    )
    found = f'<text class="found" x="{WIDTH - 10}" y="18">{_brief(node.found)}</text>' if worst else ""
    remark = f" ({_STANDINGS[node.standing]})" if _STANDINGS[node.standing] else ""
    name = node.name if node.size == 1 else f"{node.size} {node.kind.removesuffix('s')}s"
    words = (
        (f"{node.kind} {name}" if node.size == 1 else name)
        + remark
        + (f": {node.found.words}" if worst else "")
    )
    drawn = (
        f'<svg class="{look}" x="{corner[0]:g}" y="{corner[1]:g}" width="{WIDTH}" height="{HEIGHT}" data-n="{at}">'
        f"<title>{text(words)}</title>"
        f'<rect x="1" y="1" width="{WIDTH - 2}" height="{HEIGHT - 2}" rx="7"/>'
        f'<text class="kind" x="12" y="18">{text(node.kind) if node.size == 1 else "together"}</text>{found}'
        f'<foreignObject x="12" y="23" width="{WIDTH - 24}" height="{HEIGHT - 25}">'
        f'<div class="name">{text(name)}</div></foreignObject></svg>'
    )
    return f'<a href="#{place}">{drawn}</a>\n' if place and worst else f"{drawn}\n"


def _brief(found: Counts) -> str:
    """Return the counts of the worst level, for which there is room."""
    return found._replace(
        warnings=0 if found.errors else found.warnings,
        infos=0 if found.errors or found.warnings else found.infos,
    ).words


def _legend(graph: Graph) -> str:
    there = {node.standing for node in graph.nodes}
    parts = [
        f'<span class="key {standing.name.lower()}">{words}</span>'
        for standing, words in _STANDINGS.items()
        if words and standing in there
    ]
    return f'<p class="note legend">{" ".join(parts)}</p>\n' if parts else ""


def _table(found: Picture, places: Mapping[str, str]) -> str:
    if not found.rows:
        return ""
    headings = "".join(f'<th scope="col">{text(each)}</th>' for each in (*found.headings, "Findings"))
    rows = "".join(_row(each, found.headings, places.get(each.path, "")) for each in found.rows)
    return (
        '<h3 id="connections">Connections, and what each of them uses</h3>\n'
        '<p class="note">Findings here are those about everything that a connection is put together from; a box of '
        "the drawing counts those about its own part alone.</p>\n"
        '<div class="scroll" role="region" aria-labelledby="connections" tabindex="0">\n'
        f'<table class="wide">\n<thead><tr>{headings}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n'
    )


def _row(row: Row, headings: Sequence[str], place: str) -> str:
    name, *rest = row.cells
    cells = "".join(
        f'<td data-h="{text(heading)}"><bdi>{text(each)}</bdi></td>'
        for each, heading in zip(rest, headings[1:], strict=True)
    )
    file = f'<a href="#{place}">{path(row.path)}</a>' if place else path(row.path)
    worst = row.found.worst
    look = f' class="{worst.label}"' if worst is not None else ""
    return (
        f'<tr><th scope="row"><bdi>{text(name)}</bdi><small>{file}</small></th>{cells}'
        f'<td data-h="Findings"><span{look}>{row.found.words}</span></td></tr>\n'
    )
