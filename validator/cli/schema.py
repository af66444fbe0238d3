"""`appxlint schema`: the JSON Schemas, printed or wired into an editor."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from validator.cli.vscode import install
from validator.project.settings import SettingsError
from validator.render.json_text import dumps
from validator.render.sink import emit
from validator.schema.schemas import SCHEMAS, bundle
from validator.words import closest, listed, quoted

_EVERY = "document.json"
_OTHERS = {"settings": "settings.json", "report": "report.json"}


def schema(kind: str | None, editor: str | None, files: tuple[str, ...]) -> int:
    """Print the schema of a kind, of all kinds together, of the settings or of the report; or install it.

    Raises:
        SettingsError: there is no such kind or editor.
    """
    if editor is not None:
        if editor != "vscode":
            raise SettingsError(f"--install: {quoted(editor)} is not known; vscode is")
        if kind is not None:
            raise SettingsError("--install takes no KIND: the editor gets the schema of all kinds")
        emit(install(Path.cwd(), json.dumps(bundle(_EVERY), indent=2) + "\n", files), sys.stdout)
        return 0
    emit(dumps(bundle(_file(kind))), sys.stdout)
    return 0


def _file(kind: str | None) -> str:
    if kind is None:
        return _EVERY
    known = {**SCHEMAS, **_OTHERS}
    if kind not in known:
        meant = closest(kind, list(known))
        question = (
            f"did you mean {quoted(meant)}?"
            if meant
            else f"the kinds are {listed(known, last='and', most=20)}"
        )
        raise SettingsError(f"there is no kind {quoted(kind)}; {question}")
    return known[kind]
