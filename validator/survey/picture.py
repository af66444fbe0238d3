"""A project as people look at it beside a report: what depends on what, and what each connection uses."""

from __future__ import annotations

from collections import Counter

from validator.render.counts import of_counter
from validator.render.drawing import Graph, Picture, Row, joined
from validator.survey.connections import by_document, configs_of, counts, listed
from validator.survey.essential import essential
from validator.survey.folding import folded_to
from validator.survey.links import linked
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.diagnostics import Diagnostic, Severity
    from validator.documents.document import Document
    from validator.engine.load import Loaded
    from validator.project.project import Project
    from validator.render.counts import Counts
    from validator.survey.connections import Findings
    from validator.survey.links import Linked, Thing

HEADINGS = ("Connection", "Environment", "Workspace", "Application", "Base connection", "OAuth client")
"""What stands in each column of the table of connections."""

MOST_NODES = 40
"""More than so many boxes are no picture."""

_OF_A_KIND = (20, 8)

MOST_ROWS = 1000
"""So many connections have a row of their own."""


class _Part(NamedTuple):
    """What a finding is about: a file, a document of it, or an entry of its list of base connections."""

    path: str
    document: str = ""
    entry: int | None = None


def picture_of(found: Sequence[Loaded], diagnostics: Sequence[Diagnostic]) -> Picture:
    """Return the picture of projects, with what was found about each of their parts."""
    whole = [linked(each.project, each.requested) for each in found]
    of_parts: dict[_Part, Counter[Severity]] = {}
    for each in diagnostics:
        of_parts.setdefault(_part_of(each), Counter())[each.severity] += 1
    configs = [
        (config, each.project) for each in found for config in configs_of(each.project, each.requested)
    ]
    findings = by_document(diagnostics)
    rows = tuple(_row(config, project, findings) for config, project in configs[:MOST_ROWS])
    graph = joined(essential(_marked(each, of_parts)) for each in whole)
    return Picture(_small(graph), HEADINGS, rows, len(configs) - len(rows))


def _small(graph: Graph) -> Graph:
    """Return a graph of which a picture can be drawn: of kinds that have many, all are one."""
    steps = (folded_to(most, graph) for most in _OF_A_KIND)
    return next((each for each in steps if len(each.nodes) <= MOST_NODES), folded_to(1, graph))


def _part_of(found: Diagnostic) -> _Part:
    entry = found.route[1] if found.route[:1] == ("baseConnections",) and len(found.route) > 1 else None
    return _Part(found.path, found.document, entry if isinstance(entry, int) else None)


def _marked(whole: Linked, of_parts: dict[_Part, Counter[Severity]]) -> Graph:
    """Return a graph whose nodes say what was found about them."""
    nodes = tuple(
        node._replace(found=_found(thing, of_parts))
        for node, thing in zip(whole.graph.nodes, whole.things, strict=True)
    )
    return whole.graph._replace(nodes=nodes)


def _found(thing: Thing, of_parts: dict[_Part, Counter[Severity]]) -> Counts:
    document = thing.document
    if document is None or document.shipped:
        return of_counter({})
    parts = [_Part(document.path, document.title, thing.entry)]
    if thing.entry is None:
        parts.append(_Part(document.path))
    return of_counter(sum((of_parts[each] for each in parts if each in of_parts), Counter["Severity"]()))


def _row(config: Document, project: Project, findings: Findings) -> Row:
    """Return the row of a connection; what its base connection brings along stands there as well."""
    connection = project.connection(config)
    values = listed(connection, project)
    cells = (
        values.name,
        values.environment,
        _named(values.workspace, connection.workspace),
        _named(values.application, connection.application),
        _named(values.base_connection, connection.base),
        _named(values.client, connection.client),
    )
    return Row(cells, values.path, counts(connection, findings))


def _named(name: str, leads_to: object) -> str:
    """Return a name, with a remark where it leads nowhere."""
    return f"{name} (not found)" if name and leads_to is None else name
