"""`appxlint schema`: the JSON Schemas, printed, or wired into VS Code's settings, of which the rest stays as it is."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from validator.cli.arguments import project_folder
from validator.cli.editor_files import patterns_for
from validator.cli.exits import Exit
from validator.diagnostics import Limits, Request
from validator.documents.source import Source, UnreadableError, head_of
from validator.documents.tree import Mapping, Node
from validator.documents.yaml_reader import build
from validator.engine.gate import Gate
from validator.engine.run import load_projects
from validator.lazy import lazy
from validator.project.choices import Choices
from validator.project.editor_schema import references_with, schema_with
from validator.project.index import Index
from validator.project.project import Project
from validator.project.settings import SettingsError
from validator.render.escape import escape
from validator.render.json_text import dumps
from validator.render.sink import emit, emit_words, write_file
from validator.schema.portable import portable
from validator.schema.schemas import SCHEMAS, bundle
from validator.words import closest, did_you_mean, listed, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_EVERY = "document.json"
_OTHERS = {"settings": "settings.json", "report": "report.json"}
SETTINGS = ".vscode/settings.json"
SCHEMA = ".vscode/appxlint.schema.json"
EDITOR_FILES = (SCHEMA, SETTINGS)
_KEY = "yaml.schemas"
_MOST = 1024 * 1024
_TOKENS = lazy(r'("(?:\\.|[^"\\\n])*")|//[^\n]*|/\*.*?\*/', re.DOTALL)
_TRAILING = lazy(r",(?=\s*[}\]])")


def schema(kind: str | None, editor: str | None, files: tuple[str, ...], project: str | None) -> int:
    """Print the schema of a kind, of all kinds together, of the settings or of the report; or install it.

    Raises:
        SettingsError: there is no such kind or editor, or the project cannot be used.
    """
    if kind in _OTHERS and project is not None:
        raise SettingsError(f"--project: the schema of {kind} is the same for every project")
    if editor is not None:
        if editor != "vscode":
            raise SettingsError(f"--install: {quoted(editor)} is not known; vscode is")
        if kind is not None:
            raise SettingsError("--install takes no KIND: the editor gets the schema of all kinds")
        emit_words(install(Path.cwd(), editor_schema(project), files), sys.stdout)
        return Exit.CLEAN
    emit(dumps(_made(_file(kind), project)), sys.stdout)
    return Exit.CLEAN


def _made(name: str, project: str | None, *, own_words: bool = False) -> object:
    """Return a schema with what the catalogue knows and, where one is named, a project."""
    if name in _OTHERS.values():
        return portable(bundle(name))
    if project is None:
        made = schema_with(name, Choices(Index(())))
    else:
        found = project_at(project)
        own = [each.compiled.pattern for each in found.settings.secret_references]
        made = schema_with(name, Choices(found, secrecy_of(found)), references_with(own))
    return portable(made, own_words=own_words)


def project_at(folder: str) -> Project:
    """Return the project of a folder, loaded.

    Raises:
        SettingsError: there is no such folder, or its settings cannot be used.
    """
    root = project_folder(folder)
    loaded = load_projects(Request((folder,), project=root))
    return loaded[0].project if loaded else Project(())


def secrecy_of(project: Project) -> Callable[[str], bool]:
    """Return what says of words whether they hold what must not be shown of a project."""
    gate = Gate(project)
    for document in project.documents:
        gate.masks(document.source)
    return gate.holds_secret


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


def editor_schema(project: str | None = None) -> str:
    """Return the schema of all kinds as an editor reads it, with what a project knows, where one is named.

    Raises:
        SettingsError: the project cannot be used.
    """
    return dumps(_made(_EVERY, project, own_words=True))


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
    patterns = list(files) or patterns_for(folder)
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
