"""What stands under a cursor: a document of the project, and the key or value of it that is written there."""

from __future__ import annotations

from validator.diagnostics import Part
from validator.documents.tree import Mapping, Scalar, Sequence, target
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from lsprotocol.types import Position, Range

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.documents.tree import Node
    from validator.lsp.positions import Lines
    from validator.lsp.workspace import Workspace
    from validator.project.project import Project


class Spot(NamedTuple):
    """A key or value under the cursor."""

    document: Document
    route: Route
    part: Part
    node: Scalar
    lines: Lines
    project: Project

    @property
    def range(self) -> Range:
        """Where the key or value stands in the editor's text."""
        return self.lines.range(self.node.start.index, self.node.end.index)


def spot_at(file: Path, position: Position, workspace: Workspace) -> Spot | None:
    """Return what stands at a place of a file; None where that is neither a key nor a value.

    Raises:
        UsageError: the settings of the file's project cannot be used.
    """
    project = workspace.loaded(file).project
    for document in project.documents:
        if document.source.file != file or document.root is None:
            continue
        lines = workspace.lines(document.source)
        offset = lines.offset(position)
        found = _at(document.root, offset, ())
        if found is not None:
            return Spot(document, *found, lines, project)
    return None


def _at(node: Node, offset: int, route: Route) -> tuple[Route, Part, Scalar] | None:
    """Return the key or value at an offset; what an alias or a merge brings stands elsewhere."""
    if isinstance(node, Scalar):
        return (route, Part.VALUE, node) if _holds(node, offset) else None
    if isinstance(node, Sequence):
        inner = (_at(item, offset, (*route, at)) for at, item in enumerate(node.items))
        return next((found for found in inner if found is not None), None)
    if not isinstance(node, Mapping):
        return None
    for pair in node.pairs:
        if pair.via is not None:
            continue
        below = (*route, pair.key.text)
        if _holds(pair.key, offset):
            return below, Part.KEY, pair.key
        found = _at(pair.value, offset, below)
        if found is not None:
            return found
    return None


def _holds(node: Scalar, offset: int) -> bool:
    return node.start.index <= offset <= node.end.index


def range_at(document: Document, route: Route, part: Part, lines: Lines) -> Range:
    """Return where a key or value stands as it is written; the document's first key where it is not there."""
    node = document.node(route)
    real = target(node) if node is not None else None
    source = document.source
    if part is Part.VALUE and isinstance(real, Scalar):
        return lines.range(real.start.index, real.end.index)
    span, _ = document.locate(route, part)
    return lines.range(source.offset(span.start), source.offset(span.end))
