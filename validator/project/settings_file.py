"""A settings file, read and understood: its TOML, its schema, and the files that it extends."""

from __future__ import annotations

import os
import re

from validator.diagnostics import Limits, Part
from validator.documents.discover import SETTINGS_BYTES
from validator.documents.looks import PYPROJECT, SETTINGS_FILE, kind
from validator.documents.source import UnreadableError, display, head_of
from validator.lazy import lazy
from validator.project.settings import LEVELS, Convention, Settings, SettingsError
from validator.schema.accept import accepts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path
    from typing import Any, TypeAlias

    from validator.documents.paths import AnyPath
    from validator.project.origins import Origin
    from validator.schema.patterns import Guarded

    Reader: TypeAlias = Callable[[Path], tuple[str, str] | None]
    """Returns what a user would call a file, and its text; None where there is none."""

_TABLE = ("tool", "appxlint")
_DEEP = "the values lie too deep in each other"
_NUMBER_WITHOUT_END = lazy(r"[0-9][0-9_]{4299,}")


def read(file: AnyPath) -> Settings:
    """Return the settings in a file.

    Raises:
        SettingsError: it is no TOML, or holds what settings cannot hold, or extends another one that cannot be had.
    """
    name = display(file)
    return parse(text_of(file, name), name, table=os.path.basename(file) == PYPROJECT, path=file)


def parse(
    text: str, name: str, *, table: bool = False, path: AnyPath | None = None, reader: Reader | None = None
) -> Settings:
    """Return the settings in a TOML text; `table` says that they stand under `[tool.appxlint]`.

    `path` is where the text lies, `reader` has the texts that it extends if they do not lie on the disk.

    Raises:
        SettingsError: as for `read`.
    """
    if not text.strip():
        return Settings()
    from validator.project.origins import Origins  # noqa: PLC0415 - settings that say nothing need none

    first = origin_of(text, name, name if path is None else path, table=table)
    files: tuple[Origin, ...] = (first,)
    if "extends" in first.data:
        from validator.project.bases import with_bases  # noqa: PLC0415 - few settings extend others

        files = with_bases(first, on_disk if reader is None else reader)
    origins = Origins(files)
    return from_data(origins.data)._replace(origins=origins)


def unheard(pyproject: AnyPath) -> tuple[str, ...]:
    """Return the line to say of a pyproject.toml with settings, where another settings file stands beside it."""
    from validator.project.origins import Origin  # noqa: PLC0415 - few folders have both

    name = display(pyproject)
    try:
        text = text_of(pyproject, name)
        tool = _read(text, name).get(_TABLE[0]) if _TABLE[1] in text else None
    except SettingsError:
        return ()
    if not isinstance(tool, dict) or _TABLE[1] not in tool:
        return ()
    place = Origin(name, text, {}, pyproject).place(_TABLE, Part.KEY)
    return (
        f"{place}: [tool.appxlint] is not read, for {SETTINGS_FILE} stands beside it; keep one of the two",
    )


def on_disk(file: AnyPath) -> tuple[str, str] | None:
    """Return what a user would call a file of the disk, and its text; None where there is none.

    Raises:
        SettingsError: it cannot be read.
    """
    name = display(file)
    return (name, text_of(file, name)) if kind(file) not in {"", "link"} else None


def text_of(file: AnyPath, name: str) -> str:
    """Return the text of a settings file, with plain line breaks.

    Raises:
        SettingsError: it cannot be read, is too long, or is no text.
    """
    try:
        data, size = head_of(file, SETTINGS_BYTES)
    except OSError:
        why = ": the link leads to no file" if kind(file) == "link" else ""
        raise SettingsError(f"{name}: the settings cannot be read{why}") from None
    except UnreadableError as error:
        raise SettingsError(f"{name}: the settings cannot be read: {error}") from None
    if size > SETTINGS_BYTES:
        words = f"the file is {size:,} bytes long; settings of more than {SETTINGS_BYTES:,} are not read"
        raise SettingsError(f"{name}:1:1: {words}")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        place = _end_of(error.object[: error.start].decode("utf-8", "replace"))
        raise SettingsError(f"{name}:{place}: the settings cannot be read as UTF-8 text") from None


def origin_of(text: str, name: str, path: AnyPath, *, table: bool) -> Origin:
    """Return a text with the data in it, which fits the settings schema.

    Raises:
        SettingsError: it is no TOML, asks for another version of appxlint, or does not fit.
    """
    from validator.project.origins import Origin  # noqa: PLC0415 - as above

    data: Any = _read(text, name)
    for step in _TABLE if table else ():
        if not isinstance(data, dict):
            place = Origin(name, text, {}, path).place(_TABLE[:1])
            raise SettingsError(f"{place}: tool must be a table; the settings stand in [tool.appxlint]")
        data = data.get(step, {})
    if _is_too_deep(data):
        raise _too_deep(text, name)
    origin = Origin(name, text, data, path, _TABLE if table else ())
    if isinstance(data, dict) and isinstance(data.get("required-version"), str):
        from validator.project.required_version import refuse_other  # noqa: PLC0415 - few settings ask for one

        refuse_other(data["required-version"], origin)
    if not accepts(data, "settings.json"):
        from validator.project.settings_words import complaint  # noqa: PLC0415 - only settings with a fault pay for it

        raise SettingsError(complaint(origin))
    if "per-file-ignores" in data:
        from validator.project.settings_words import pattern_complaint  # noqa: PLC0415 - few settings have patterns

        if words := pattern_complaint(origin):
            raise SettingsError(words)
    return origin


def _read(text: str, name: str) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - a settings file is read seldom, and this module is what does it

    from validator.documents.toml_depth import key_too_deep  # noqa: PLC0415 - as above

    if (deep := key_too_deep(text)) is not None:
        raise SettingsError(f"{name}:{_end_of(text[:deep])}: {_DEEP}")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        from validator.project.toml_faults import reason_of  # noqa: PLC0415 - as above

        place = re.search(r"at line (\d+), column (\d+)", f"{error}")
        where = f"{place[1]}:{place[2]}" if place else _end_of(text.rstrip())
        raise SettingsError(f"{name}:{where}: this is not TOML{reason_of(f'{error}')}") from None
    except RecursionError:
        raise _too_deep(text, name) from None
    except ValueError:  # Python reads no more than 4,300 digits
        found = _NUMBER_WITHOUT_END.search(text)
        where = f":{_end_of(text[: found.start()])}" if found else ""
        raise SettingsError(f"{name}{where}: the number is too long to be read") from None


def _too_deep(text: str, name: str) -> SettingsError:
    from validator.project.toml_places import deepest  # noqa: PLC0415 - only settings with a fault pay for it

    line, column = deepest(text)
    return SettingsError(f"{name}:{line}:{column}: {_DEEP}")


def _is_too_deep(data: object) -> bool:
    """Whether values lie deeper in each other than a document's faults can be told."""
    from validator.documents.toml_depth import DEEPEST  # noqa: PLC0415 - as for its reader

    layer = [data]
    for _ in range(DEEPEST):
        layer = [each for outer in layer for each in inside(outer)]
    return bool(layer)


def inside(data: object) -> Iterable[Any]:
    """Return the values that stand right inside another one."""
    return data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()


def _end_of(text: str) -> str:
    """Return line and column behind a text."""
    lines = text.split("\n")
    return f"{len(lines)}:{len(lines[-1]) + 1}"


def from_data(data: Mapping[str, Any]) -> Settings:
    """Return the settings in data that fits the settings schema."""
    limits = {key.replace("-", "_"): value for key, value in data.get("limits", {}).items()}
    fail_on = data.get("fail-on", "error")
    return Settings(
        select=tuple(data.get("select", ())),
        ignore=tuple(data.get("ignore", ())),
        severity={rule: LEVELS[level] for rule, level in data.get("severity", {}).items()},
        per_file_ignores={glob: _reasons(rules) for glob, rules in data.get("per-file-ignores", {}).items()},
        exclude=tuple(data.get("exclude", ())),
        catalog=tuple(data.get("catalog", ())),
        fail_on=LEVELS.get(fail_on),
        secret_expiry_days=data.get("secret-expiry-days", 30),
        secret_references=_usable(data.get("secret-references", [])),
        names={kind: _convention(each) for kind, each in data.get("names", {}).items()},
        baseline=data.get("baseline"),
        limits=Limits(**limits),
    )


def _reasons(rules: list[str] | dict[str, str]) -> dict[str, str]:
    """Return the reason for each rule; an empty one where none is given."""
    return dict(rules) if isinstance(rules, dict) else dict.fromkeys(rules, "")


def _convention(data: Mapping[str, str]) -> Convention:
    (pattern,) = _usable([data["pattern"]])
    return Convention(pattern, data.get("message", ""))


def _usable(expressions: list[str]) -> tuple[Guarded, ...]:
    """Return the expressions as they are run; the schema has refused those that cannot be."""
    if not expressions:
        return ()
    from validator.schema.patterns import Guarded, guarded  # noqa: PLC0415 - few projects name further references

    return tuple(found for each in expressions if isinstance(found := guarded(each), Guarded))
