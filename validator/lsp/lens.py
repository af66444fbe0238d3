"""The effective connection of each config of a file: a line above it, and the whole of it when somebody asks."""

from __future__ import annotations

from lsprotocol import types as lsp

from validator.lsp.addresses import uri_of
from validator.lsp.positions import range_of
from validator.project.effective import rows_of
from validator.render.escape import escape
from validator.render.table import table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from validator.documents.document import Document
    from validator.lsp.workspace import Workspace
    from validator.project.project import Project

SHOW = "appxlint.effectiveConnection"
"""The command that shows it: its arguments are a file's address and the number of a document in it."""


def lenses(file: Path, workspace: Workspace) -> Iterator[lsp.CodeLens]:
    """Yield a lens for each config of a file.

    Raises:
        UsageError: the settings of its project cannot be used.
    """
    for document in _configs(file, workspace.loaded(file).project):
        lines = workspace.lines(document.source)
        place = range_of(document.source, document.first_key(), lines)
        command = lsp.Command("effective connection", SHOW, arguments=[uri_of(file), document.index])
        yield lsp.CodeLens(place, command)


def effective(file: Path, number: int, workspace: Workspace) -> str:
    """Return the effective connection of a config as `appxlint show` prints it; nothing where there is none.

    Raises:
        UsageError: the settings of its project cannot be used.
    """
    project = workspace.loaded(file).project
    for document in _configs(file, project):
        if document.index == number:
            rows = rows_of(project.connection(document), project)
            lines = [
                (
                    row.label,
                    f"{row.value} ({row.state})".strip() if row.state else row.value,
                    row.origin,
                    f"{row.path}:{row.position.line}" if row.position is not None else "",
                )
                for row in rows
            ]
            return f"{escape(document.title)}\n" + table(lines, indent=2)
    return ""


def _configs(file: Path, project: Project) -> Iterator[Document]:
    return (each for each in project.configs() if each.source.file == file)
