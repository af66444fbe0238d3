"""`appxlint show`: the effective connection of the configs in a file or folder."""

from __future__ import annotations

import sys

from validator.cli.arguments import project_folder, settings_file
from validator.cli.choices import one_of
from validator.cli.exits import Exit
from validator.cli.named import refuse_missing
from validator.cli.product import nothing_in, screen_room
from validator.diagnostics import Request
from validator.engine.run import load_projects
from validator.project.effective import Row, rows_of
from validator.render.json_text import dumps
from validator.render.sink import emit
from validator.render.table import fitted, fold, without
from validator.secrets.hide import without_secrets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.documents.document import Document
    from validator.project.project import Project

_COLUMNS = ("field", "value", "origin", "place")
_FIRST_TO_GO = (3, 2)
"""Which columns a narrow terminal has no room for."""


def show(path: str, form: str, project: str | None, config: str | None) -> int:
    """Print what App Xchange ends up with for each config in a file or folder; secrets only as their references.

    Raises:
        SettingsError: the path leads to no config, or an option cannot be used.
    """
    one_of("--format", form, ("text", "json"))
    refuse_missing((path,))
    request = Request((path,), project=project_folder(project), config=settings_file(config))
    found = [
        (document, loaded.project)
        for loaded in load_projects(request)
        for document in loaded.project.configs()
        if document.path in loaded.requested
    ]
    if not found:
        raise nothing_in((path,), "ConnectorConfig")
    emit(_json(found) if form == "json" else _text(found, screen_room(None)), sys.stdout)
    return Exit.CLEAN


def _text(found: list[tuple[Document, Project]], room: int | None) -> str:
    blocks = []
    gone: set[int] = set()
    for document, project in found:
        rows = rows_of(project.connection(document), project)
        lines = [(row.label, cell_of(row), row.origin, _place(row)) for row in rows]
        shown = fitted(lines, room, first_to_go=_FIRST_TO_GO, indent=2)
        gone.update(shown.left_out)
        blocks.append("".join(f"{line}\n" for line in fold(document.title, room)) + shown.text)
    return "\n".join(blocks) + without((_COLUMNS[at] for at in sorted(gone)), room)


def _json(found: list[tuple[Document, Project]]) -> str:
    return dumps(
        [
            {
                "name": without_secrets(document.name),
                "path": document.path,
                "values": [
                    {"label": row.label.strip(), **object_of(row)}
                    for row in rows_of(project.connection(document), project)
                ],
            }
            for document, project in found
        ]
    )


def object_of(row: Row) -> dict[str, object]:
    """Return a value with where it comes from, for programs."""
    place = (
        {"path": row.path, "line": row.position.line, "column": row.position.column} if row.position else None
    )
    return {"value": row.value, "origin": row.origin, "state": row.state or "set", "place": place}


def cell_of(row: Row) -> str:
    """Return a value, or in words why there is none."""
    return f"{row.value} ({row.state})".strip() if row.state else row.value


def _place(row: Row) -> str:
    if row.state and row.position is None:
        return ""
    return f"{row.path}:{row.position.line}:{row.position.column}" if row.position else "shipped catalogue"
