"""`appxlint check --show-settings`: every setting of the projects that are named, and where each comes from."""

from __future__ import annotations

import json
import os

from validator._version import __version__
from validator.cache.folder import VARIABLE
from validator.cli.arguments import JOBS_VARIABLE, asked_of
from validator.cli.choices import one_of
from validator.cli.exits import Exit
from validator.cli.keeping import folder_for
from validator.cli.named import refuse_missing
from validator.cli.product import deliver, goes_to_screen
from validator.documents.source import display
from validator.engine.in_force import in_force
from validator.lazy import lazy
from validator.project.settings import SettingsError
from validator.project.settings_listed import DEFAULT, Row, Source, rows_of
from validator.render.escape import escape
from validator.render.json_text import dumps
from validator.render.sink import say
from validator.secrets.hide import without_secrets
from validator.words import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import Any

    from validator.cli.options import CheckOptions
    from validator.diagnostics import Request
    from validator.project.settings import Settings

_NAME = lazy(r"[A-Za-z0-9_-]+\Z")
_WIDEST = 48
"""What stands behind longer lines is not in line with the others."""

_ABOUT_FINDINGS = ("fix", "unsafe_fixes", "diff", "write_baseline", "show_files", "statistics")


def show_settings(options: CheckOptions) -> int:
    """Print the settings of each project that is named, those of the command line and of the environment above them.

    Raises:
        SettingsError: an option or the settings cannot be used.
    """
    form, file = _output_of(options)
    refuse_missing(path for path in options.paths if path != "-")
    request = asked_of(options)
    if file is not None and not goes_to_screen(file):
        from validator.cli.overwrite import refuse_to_replace  # noqa: PLC0415 - few runs write a file

        refuse_to_replace("--output", file, request)
    found = in_force(request)
    given, of_run = list(_given(request, options)), list(_of_run(request, options))
    projects = [(root, settings, rows_of(settings, given)) for root, settings in found]
    deliver(_json(projects, of_run) if form == "json" else _text(projects, of_run), file)
    for note in dict.fromkeys(note for _, settings in found for note in settings.notes):
        say(f"appxlint: {escape(note)}\n")
    return Exit.CLEAN


def _output_of(options: CheckOptions) -> tuple[str, str | None]:
    """Return the format, and the file if there is one.

    Raises:
        SettingsError: there are several, or they are not for settings, or options ask for a check.
    """
    idle = [f"--{field.replace('_', '-')}" for field in _ABOUT_FINDINGS if getattr(options, field)]
    if idle:
        raise SettingsError(f"--show-settings checks nothing; leave {listed(idle, last='and')} out")
    if len(options.outputs) > 1:
        raise SettingsError("--show-settings writes one format; name one --format, or none")
    form, file = options.outputs[0] if options.outputs else ("", "")
    one_of("--format", form or "text", ("text", "json"))
    return form or "text", file or None


def _given(request: Request, options: CheckOptions) -> Iterator[Row]:
    """Yield the settings that the command line has."""
    for name in ("select", "ignore"):
        if values := getattr(request, name):
            yield Row((name,), list(values), _option(name))
    for rule, level in (request.severity or {}).items():
        yield Row(("severity", rule), level.label, _option("severity"))
    if options.fail_on is not None:
        yield Row(("fail-on",), options.fail_on, _option("fail-on"))


def _of_run(request: Request, options: CheckOptions) -> Iterator[Row]:
    """Yield what a run is asked for that no settings file can say."""
    day = None if request.as_of is None else f"{request.as_of}"
    yield Row(("as-of",), day, (DEFAULT,) if day is None else _option("as-of"))
    jobs = _option("jobs") if options.jobs is not None else _variable(JOBS_VARIABLE)
    yield Row(("jobs",), request.jobs or None, jobs if request.jobs else (DEFAULT,))
    if options.no_cache:
        yield Row(("cache-dir",), None, _option("no-cache"))
        return
    folder = folder_for(options.cache_dir, [path for path in options.paths if path != "-"])
    kept = _option("cache-dir") if options.cache_dir is not None else _variable(VARIABLE)
    yield Row(("cache-dir",), None if folder is None else folder.path, kept)


def _option(name: str) -> tuple[Source, ...]:
    return (Source("command line", f"--{name}"),)


def _variable(name: str) -> tuple[Source, ...]:
    return (Source("environment", name),) if name in os.environ else (DEFAULT,)


_UNSET = {"as-of": "today", "jobs": "as many as pay off", "cache-dir": "none"}
"""What it means that a run is not asked for something."""


def _text(projects: Sequence[tuple[Path, Settings, list[Row]]], of_run: Sequence[Row]) -> str:
    """Return settings as TOML that says in comments where each comes from."""
    blocks = ["".join(_block(*project)) for project in projects]
    about = [(f"# {row.route[0]}: {_cell(row)}", row.sources) for row in of_run]
    blocks.append("# this run alone\n" + "".join(_in_line([(line, _words(each)) for line, each in about])))
    return "\n".join(blocks)


def _cell(row: Row) -> str:
    return _UNSET[f"{row.route[0]}"] if row.value is None else escape(without_secrets(f"{row.value}"))


def _block(root: Path, settings: Settings, rows: Sequence[Row]) -> Iterator[str]:
    files = [each.file for each in settings.origins.files] if settings.origins is not None else []
    extended = f", which extends {listed(files[1:], last='and')}" if files[1:] else ""
    said = f"{files[0]}{extended}" if files else "no file has any"
    yield f"# settings of {escape(display(root))}: {escape(said)}\n"
    yield from _in_line([(_assignment(row), _words(row.sources)) for row in rows])


def _in_line(lines: Sequence[tuple[str, str]]) -> Iterator[str]:
    widest = max((len(line) for line, _ in lines if len(line) <= _WIDEST), default=0)
    for line, words in lines:
        yield f"{line.ljust(widest)}  # {words}\n"


def _assignment(row: Row) -> str:
    name = ".".join(_key(f"{step}") for step in row.route)
    return f"# {name} is not set" if row.value is None else f"{name} = {_toml(row.value)}"


def _key(text: str) -> str:
    return text if _NAME.match(text) and without_secrets(text) == text else _toml(text)


def _toml(value: Any) -> str:  # noqa: ANN401 - what TOML holds
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_key(key)} = {_toml(each)}' for key, each in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(escape(without_secrets(value)) if isinstance(value, str) else value, ensure_ascii=False)


def _words(sources: Sequence[Source]) -> str:
    return ", ".join(_place(each) for each in sources)


def _place(source: Source) -> str:
    if source.position is not None:
        return f"{escape(source.name)}:{source.position.line}:{source.position.column}"
    return f"{source.kind}: {source.name}" if source.name else source.kind


def _json(projects: Sequence[tuple[Path, Settings, list[Row]]], of_run: Sequence[Row]) -> str:
    return dumps(
        {
            "version": __version__,
            "projects": [
                {
                    "root": display(root),
                    "files": [each.file for each in settings.origins.files] if settings.origins else [],
                    "settings": [_object(row) for row in rows],
                }
                for root, settings, rows in projects
            ],
            "run": [_object(row) for row in of_run],
        }
    )


def _object(row: Row) -> dict[str, object]:
    return {
        "setting": [_masked(step) for step in row.route],
        "value": _masked(row.value),
        "sources": [_source(each) for each in row.sources],
    }


def _source(source: Source) -> dict[str, object]:
    if source.position is None:
        return {"kind": source.kind, **({"name": source.name} if source.name else {})}
    place = {"path": source.name, "line": source.position.line, "column": source.position.column}
    return {"kind": source.kind, "place": place}


def _masked(value: Any) -> Any:  # noqa: ANN401 - what TOML holds
    if isinstance(value, dict):
        return {_masked(key): _masked(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_masked(each) for each in value]
    return without_secrets(value) if isinstance(value, str) else value
