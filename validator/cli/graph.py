"""`appxlint graph`: what depends on what, and which connections a change would touch."""

from __future__ import annotations

import os
from pathlib import Path

from validator.cli.choices import one_of
from validator.cli.product import code_of, deliver, recalled, request_of, screen_room
from validator.cli.project_options import GRAPH_FORMAT
from validator.diagnostics import UsageError
from validator.documents.discover import is_there
from validator.render.drawing import joined
from validator.render.json_text import dumps
from validator.render.table import fitted
from validator.survey.folding import FOLDS, folded
from validator.survey.impact import meant_by, touched
from validator.survey.links import linked
from validator.words import closest, did_you_mean, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.cli.project_options import GraphOptions
    from validator.engine.load import Loaded
    from validator.render.drawing import Graph
    from validator.survey.impact import Touched
    from validator.survey.links import Linked


def graph(options: GraphOptions) -> int:
    """Print the graph of files and folders, or the part of it that a change touches.

    Raises:
        UsageError: nothing is called as `--impact` says, or an option has a value that it does not take.
    """
    one_of("--format", options.format, GRAPH_FORMAT.choices)
    one_of("--fold", options.fold, FOLDS)
    request = request_of(options)
    found = recalled(request)
    deliver(_whole(found, options) if options.impact is None else _impact(found, options), options.output)
    return code_of(found)


def _whole(found: Sequence[Loaded], options: GraphOptions) -> str:
    graphs = [linked(each.project, each.requested).graph for each in found]
    return _drawn(folded(joined(graphs), options.fold), options)


def _drawn(graph: Graph, options: GraphOptions) -> str:
    if options.format == "mermaid":
        from validator.render.mermaid import mermaid  # noqa: PLC0415 - one format of several

        return mermaid(graph)
    if options.format == "dot":
        from validator.render.dot import dot  # noqa: PLC0415 - as above

        return dot(graph)
    if options.format == "json":
        return dumps(_object(graph))
    from validator.render.outline import outline  # noqa: PLC0415 - as above

    return outline(graph, screen_room(options.output)) or "no document stands here\n"


def _impact(found: Sequence[Loaded], options: GraphOptions) -> str:
    """Return what a change touches, in the whole of the projects that the paths lie in.

    Raises:
        UsageError: nothing is called so.
    """
    text = options.impact or ""
    every = [linked(each.project, frozenset(one.path for one in each.project.documents)) for each in found]
    name = _path(text, every)
    changed = [meant_by(each, name) for each in every]
    if not any(changed):
        names = [known for each in every for at in each.names for known in at if known]
        question = did_you_mean(closest(text, names))
        raise UsageError(f"--impact: no document here has the name or the path {quoted(text)}{question}")
    results = [touched(each, places) for each, places in zip(every, changed, strict=True) if places]
    if options.format != "text":
        return _drawn(folded(joined([graph for _, graph in results]), options.fold), options)
    rows = [
        [node.name, node.path, _way(each, whole)]
        for whole, (connections, _) in zip(
            (one for one, at in zip(every, changed, strict=True) if at), results, strict=True
        )
        for each in connections
        for node in [whole.graph.nodes[each.at]]
    ]
    if not rows:
        return "no connection depends on it\n"
    return fitted([["connection", "path", "needs"], *rows], screen_room(options.output)).text


def _path(text: str, every: Sequence[Linked]) -> str:
    """Return the path by which the graph knows a file that is named in another way, else the text as it is."""
    if not is_there(Path(text)):
        return text
    real = os.path.realpath(text)
    paths = {node.path for each in every for node in each.graph.nodes if node.path}
    return next((path for path in sorted(paths) if os.path.realpath(path) == real), text)


def _way(each: Touched, whole: Linked) -> str:
    nodes = [whole.graph.nodes[at] for at in each.way]
    return " > ".join(f"{node.kind} {node.label}" for node in nodes) or "changes itself"


def _object(graph: Graph) -> dict[str, object]:
    return {
        "nodes": [
            {
                "id": f"n{at}",
                "kind": node.kind,
                "name": node.name,
                "path": node.path,
                "standing": node.standing.value,
                "count": node.size,
            }
            for at, node in enumerate(graph.nodes, 1)
        ],
        "links": [
            {"from": f"n{link.source + 1}", "to": f"n{link.target + 1}", "count": link.times}
            for link in graph.links
        ],
    }
