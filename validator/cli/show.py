"""`appxlint show`: the effective connection of the configs in a file or folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from validator.cli.arguments import project_folder, settings_file
from validator.cli.choices import one_of
from validator.cli.exits import Exit
from validator.diagnostics import Request
from validator.documents.discover import is_file, is_folder, is_there
from validator.engine.run import load_projects
from validator.project.effective import Row, rows_of
from validator.project.settings import SettingsError
from validator.render.escape import escape
from validator.render.json_text import dumps
from validator.render.sink import emit
from validator.render.table import table
from validator.secrets.hide import without_secrets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.documents.document import Document
    from validator.project.project import Project


def show(path: str, form: str, project: str | None, config: str | None) -> int:
    """Print what App Xchange ends up with for each config in a file or folder; secrets only as their references.

    Raises:
        SettingsError: the path leads to no config, or an option cannot be used.
    """
    one_of("--format", form, ("text", "json"))
    if not is_file(Path(path)) and not is_folder(Path(path)):
        raise no_file(path)
    request = Request((path,), project=project_folder(project), config=settings_file(config))
    found = [
        (document, loaded.project)
        for loaded in load_projects(request)
        for document in loaded.project.configs()
        if document.path in loaded.requested
    ]
    if not found:
        raise SettingsError(f"{path} holds no ConnectorConfig that can be read; `appxlint check` says more")
    emit(_json(found) if form == "json" else _text(found), sys.stdout)
    return Exit.CLEAN


def no_file(path: str) -> SettingsError:
    """Return the error that says what a path is; where the working folder is gone, that is told instead."""
    os.getcwd()  # noqa: PTH109 - raises there, as it does for a check
    special = is_there(Path(path)) and not is_folder(Path(path))
    return SettingsError(f"{path} is not a regular file" if special else f"{path} is no file and no folder")


def _text(found: list[tuple[Document, Project]]) -> str:
    blocks = []
    for document, project in found:
        rows = rows_of(project.connection(document), project)
        lines = [(row.label, _value(row), row.origin, _place(row)) for row in rows]
        blocks.append(f"{escape(document.title)}\n" + table(lines, indent=2))
    return "\n".join(blocks)


def _json(found: list[tuple[Document, Project]]) -> str:
    return dumps(
        [
            {
                "name": without_secrets(document.name),
                "path": document.path,
                "values": [_object(row) for row in rows_of(project.connection(document), project)],
            }
            for document, project in found
        ]
    )


def _object(row: Row) -> dict[str, object]:
    place = (
        {"path": row.path, "line": row.position.line, "column": row.position.column} if row.position else None
    )
    return {
        "label": row.label.strip(),
        "value": row.value,
        "origin": row.origin,
        "state": row.state or "set",
        "place": place,
    }


def _value(row: Row) -> str:
    return f"{row.value} ({row.state})".strip() if row.state else row.value


def _place(row: Row) -> str:
    if row.state and row.position is None:
        return ""
    return f"{row.path}:{row.position.line}:{row.position.column}" if row.position else "shipped catalogue"
