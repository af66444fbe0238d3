"""`appxlint schema`: the JSON Schemas, printed, or wired into VS Code's settings, of which the rest stays as it is."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from validator.cli.exits import Exit
from validator.diagnostics import Limits, Request
from validator.documents.discover import Found, walk
from validator.documents.source import Source, UnreadableError, display, head_of
from validator.documents.tree import Mapping, Node
from validator.documents.yaml_reader import build
from validator.engine.load import load_project
from validator.lazy import lazy
from validator.project.settings import Settings, SettingsError
from validator.render.escape import escape
from validator.render.json_text import dumps
from validator.render.sink import emit, write_file
from validator.schema.schemas import SCHEMAS, bundle
from validator.words import closest, did_you_mean, listed, quoted

_EVERY = "document.json"
_OTHERS = {"settings": "settings.json", "report": "report.json"}
SETTINGS = ".vscode/settings.json"
SCHEMA = ".vscode/appxlint.schema.json"
EDITOR_FILES = (SCHEMA, SETTINGS)
_KEY = "yaml.schemas"
_MOST = 1024 * 1024
_TOKENS = lazy(r'("(?:\\.|[^"\\\n])*")|//[^\n]*|/\*.*?\*/', re.DOTALL)
_TRAILING = lazy(r",(?=\s*[}\]])")


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
        emit(install(Path.cwd(), editor_schema(), files), sys.stdout)
        return Exit.CLEAN
    emit(dumps(bundle(_file(kind))), sys.stdout)
    return Exit.CLEAN


def _file(kind: str | None) -> str:
    if kind is None:
        return _EVERY
    known = {**SCHEMAS, **_OTHERS}
    if kind not in known:
        kinds = f"; the kinds are {listed(known, last='and', most=20)}"
        raise SettingsError(
            f"there is no kind {quoted(kind)}{did_you_mean(closest(kind, list(known)), kinds)}"
        )
    return known[kind]


def editor_schema() -> str:
    """Return the schema of all kinds as an editor reads it."""
    return json.dumps(bundle(_EVERY), indent=2) + "\n"


def can_install(folder: Path) -> None:
    """Complain where the settings that are there cannot be understood.

    Raises:
        SettingsError: they cannot.
    """
    with_schema(_present(folder / SETTINGS), f"./{SCHEMA}", [])


def install(folder: Path, schema: str, files: tuple[str, ...]) -> str:
    """Write the schema and the setting that uses it below a folder; return what was done, for people.

    Raises:
        SettingsError: the settings that are there cannot be understood; nothing was written.
    """
    patterns = list(files) or _patterns(folder)
    target = folder / SETTINGS
    present = _present(target)
    text = with_schema(present, f"./{SCHEMA}", patterns)
    try:
        target.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise SettingsError(f"{target.parent.name}: the folder could not be made: {error.strerror}") from None
    write_file(str(folder / SCHEMA), schema)
    if text != present:
        write_file(str(target), text)
    done = "written" if text != present else "already right"
    return f"{SCHEMA}: written\n{SETTINGS}: {done}, for {escape(', '.join(patterns))}\n"


def _present(target: Path) -> str:
    """Return the settings that are there, an empty text where none are."""
    try:
        data, size = head_of(target, _MOST)
    except FileNotFoundError:
        return ""
    except NotADirectoryError:
        words = f"{target.parent.name}: a file stands where the folder should be"
    except IsADirectoryError:
        words = f"{SETTINGS}: it is a folder, not a file"
    except OSError as error:
        words = f"{SETTINGS}: the file cannot be read: {error.strerror}"
    except UnreadableError as error:
        words = f"{SETTINGS}: {error}"
    else:
        if size <= _MOST:
            return _decoded(data)
        words = f"{SETTINGS}: the file is {size:,} bytes long; one of more than {_MOST:,} is not read"
    raise SettingsError(f"{words}; nothing was changed") from None


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[: error.start].rpartition(b"\n")[2].decode("utf-8")) + 1
        words = f"{SETTINGS}:{line}:{column}: the file is not UTF-8; nothing was changed"
        raise SettingsError(words) from None


def with_schema(present: str, schema: str, patterns: list[str]) -> str:
    """Return VS Code settings in which the YAML extension uses a schema for files; other text stays as it is.

    Raises:
        SettingsError: the text is no JSON with comments, or its yaml.schemas is no object.
    """
    if not present.strip():
        return json.dumps({_KEY: {schema: patterns}}, indent=2) + "\n"
    clean = _TRAILING.sub(" ", _TOKENS.sub(_blank, present))
    data, root = _parsed(clean)
    schemas = data.get(_KEY, {})
    if not isinstance(schemas, dict):
        raise SettingsError(f"{SETTINGS}: {_KEY} is no object; nothing was changed")
    if schemas.get(schema) == patterns:
        return present
    entry = f"{json.dumps(schema)}: {json.dumps(patterns)}"
    holder = next((pair.value for pair in root.pairs if pair.key.text == _KEY), None)
    if isinstance(holder, Mapping):
        old = next((pair for pair in holder.pairs if pair.key.text == schema), None)
        if old is not None:
            return present[: old.value.start.index] + json.dumps(patterns) + present[old.value.end.index :]
        return _inserted(present, holder, entry, "    ")
    return _inserted(present, root, f'"{_KEY}": {{\n    {entry}\n  }}', "  ")


def _blank(match: re.Match[str]) -> str:
    return match[0] if match[1] else re.sub(r"[^\n]", " ", match[0])


def _parsed(clean: str) -> tuple[dict[str, object], Mapping]:
    try:
        data = json.loads(clean)
    except (ValueError, RecursionError):
        data = None
    root: Node | None = build(Source(SETTINGS, clean), Limits())[0].root if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(root, Mapping):
        raise SettingsError(f"{SETTINGS}: this is no JSON object; nothing was changed")
    return data, root


def _inserted(present: str, holder: Mapping, entry: str, indent: str) -> str:
    at = holder.start.index + 1
    comma = "," if holder.pairs else ""
    rest = present[at:]
    end = "" if rest.lstrip(" \t").startswith(("\n", "\r")) else "\n"
    return f"{present[:at]}\n{indent}{entry}{comma}{end if holder.pairs else end + indent[:-2]}{rest}"


def _patterns(folder: Path) -> list[str]:
    """Return a pattern for each folder below that holds documents of ours."""
    files = [Found.at(display(file), file, named=False) for file in walk(folder)]
    loaded = load_project(folder, files, Settings(), Request(()))
    ours = loaded.ours
    own = {each.file for each in files if each.path in ours and each.file.suffix in {".yaml", ".yml"}}
    tops = sorted({file.relative_to(folder).parts[0] if file.parent != folder else "" for file in own})
    return [f"{top}/**/*.yaml" if top else "*.yaml" for top in tops] or ["**/*.yaml"]
