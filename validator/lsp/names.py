"""Where names are declared and used, and new names for them in all documents."""

from __future__ import annotations

from lsprotocol import types as lsp

from validator.diagnostics import Part, UsageError
from validator.documents.edits import edit_of
from validator.lsp.addresses import uri_of
from validator.lsp.places import range_at
from validator.lsp.positions import range_of
from validator.project.uses import RENAMED, Target, declared_at, uses_in, uses_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.lsp.places import Spot
    from validator.lsp.workspace import Workspace


def target_of(spot: Spot) -> Target | None:
    """Return where the name under a cursor is declared: there itself, or where its use leads."""
    declared = declared_at(spot.document, spot.route) if spot.part is Part.VALUE else None
    if declared is not None:
        return declared
    uses = (each for each in uses_in(spot.document, spot.project) if each.route == spot.route)
    return next((each.target for each in uses if _is_named_by(each.route, spot)), None)


def _is_named_by(route: Route, spot: Spot) -> bool:
    """Whether the part under the cursor is the name: of a detail its key, of all others the value."""
    return (spot.part is Part.KEY) == ("details" in route)


def location(document: Document, route: Route, workspace: Workspace) -> lsp.Location | None:
    """Return a place of a document; None where it stands in no file."""
    file = document.source.file
    if file is None:
        return None
    part = Part.KEY if "details" in route else Part.VALUE
    return lsp.Location(uri_of(file), range_at(document, route, part, workspace.lines(document.source)))


def references(spot: Spot, workspace: Workspace, *, declaration: bool) -> list[lsp.Location]:
    """Return where the name under a cursor is used, and where it is declared if that is wanted."""
    target = target_of(spot)
    if target is None:
        return []
    places = [(target.document, target.route)] if declaration else []
    places += [(each.document, each.route) for each in uses_of(target, spot.project)]
    found = (location(document, route, workspace) for document, route in places)
    return [each for each in found if each is not None]


def can_be_renamed(target: Target | None) -> bool:
    """Whether what is declared is a client, a workspace, an application or a base connection of the project."""
    if target is None or target.document.shipped or target.document.kind not in RENAMED:
        return False
    return target.route[-1] == "name"


def renamed(spot: Spot, name: str, workspace: Workspace) -> lsp.WorkspaceEdit:
    """Return the edits that give a name anew where it is declared and wherever it is used.

    Raises:
        UsageError: it cannot be given, and the text says why.
    """
    target = target_of(spot)
    if target is None or not can_be_renamed(target):
        raise UsageError("a client, workspace, application or base connection of the project can be renamed")
    if not name.strip():
        raise UsageError("a name cannot be empty")
    places = [(target.document, target.route)]
    places += [(each.document, each.route) for each in uses_of(target, spot.project)]
    changes: dict[str, list[lsp.TextEdit]] = {}
    for document, route in places:
        edit = edit_of(document, route, Part.VALUE, name)
        if edit is None or document.source.file is None:
            raise UsageError(f"{document.path}: the name comes from elsewhere there; change it by hand")
        lines = workspace.lines(document.source)
        text_edit = lsp.TextEdit(range_of(document.source, edit.span, lines), edit.text)
        changes.setdefault(uri_of(document.source.file), []).append(text_edit)
    return lsp.WorkspaceEdit(changes=changes)
