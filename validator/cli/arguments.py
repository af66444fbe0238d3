"""Words of the command line as values, with a clear line for each that cannot be used."""

from __future__ import annotations

import os
import sys

from validator.cli.choices import one_of
from validator.diagnostics import Request
from validator.documents.discover import is_file, is_folder
from validator.engine.run import settings_for
from validator.project.settings import SettingsError, level
from validator.words import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from pathlib import Path

    from validator.cli.options import CheckOptions
    from validator.diagnostics import Severity

LEVELS = ("error", "warning", "info", "never")

JOBS_VARIABLE = "APPXLINT_JOBS"
MOST_JOBS = 64
_MOST = 100 * 1024 * 1024 + 1  # one more than the settings can allow: enough to see that there is more


def request_of(options: CheckOptions) -> Request:
    """Return the request that options make.

    Raises:
        SettingsError: a value of an option cannot be used.
    """
    asked = asked_of(options)
    return asked._replace(stdin=_standard_input()) if "-" in options.paths else asked


def asked_of(options: CheckOptions) -> Request:
    """Return the request that options make, in which standard input is not read yet.

    Raises:
        SettingsError: a value of an option cannot be used.
    """
    return _where(options)._replace(
        skip_foreign=options.skip_foreign,
        allow_empty=options.allow_empty,
        force_exclude=options.force_exclude,
        select=_split(options.select),
        ignore=_split(options.ignore),
        severity=dict(_severity(each) for each in _split(options.severity)),
        as_of=day("--as-of", options.as_of),
        jobs=_jobs(options.jobs),
    )


def fail_on_of(options: CheckOptions) -> Severity | None:
    """Return the level that makes the exit code 1, None for never: the option, else the project's settings.

    Raises:
        SettingsError: there is no such level, or the settings cannot be used.
    """
    if options.fail_on is None:
        return settings_for(_where(options)).fail_on
    one_of("--fail-on", options.fail_on, LEVELS)
    return None if options.fail_on == "never" else level(options.fail_on)


def _where(options: CheckOptions) -> Request:
    """Return a request that says which files and projects are meant; standard input is not read yet."""
    return Request(
        paths=tuple(path for path in options.paths if path != "-"),
        project=project_folder(options.project),
        config=settings_file(options.config),
        stdin=b"" if "-" in options.paths else None,
        stdin_filename=options.stdin_filename,
    )


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise SettingsError("-: there is no standard input here")
    return sys.stdin.buffer.read(_MOST)


def project_folder(path: str | None) -> Path | None:
    """Return the folder that `--project` names, None where it is left out.

    Raises:
        SettingsError: there is no such folder.
    """
    return _named("--project", path, is_folder, "folder")


def settings_file(path: str | None) -> Path | None:
    """Return the file that `--config` names, None where it is left out.

    Raises:
        SettingsError: there is no such file.
    """
    return _named("--config", path, is_file, "file")


def _named(option: str, path: str | None, is_there: Callable[[Path], bool], noun: str) -> Path | None:
    if path is None:
        return None
    if not path:
        raise SettingsError(f"{option}: the value is empty; leave the option out if none is meant")
    from pathlib import Path  # noqa: PLC0415 - few lines name one

    named = Path(path)
    if not is_there(named):
        raise SettingsError(f"{option}: {path} is no {noun}")
    return named


def _split(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(each.strip() for value in values for each in value.split(",") if each.strip())


def _severity(text: str) -> tuple[str, Severity]:
    rule, equals, word = text.partition("=")
    if not equals:
        raise SettingsError(f"--severity: write RULE=LEVEL, not {quoted(text)}")
    one_of("--severity", word, LEVELS[:-1])
    return rule, level(word)


def _jobs(text: str | None) -> int:
    """Return how many processes are asked for by the option, else by the variable; 0 where neither says it."""
    name, word = ("--jobs", text) if text is not None else (JOBS_VARIABLE, os.environ.get(JOBS_VARIABLE, ""))
    if text is None and not word:
        return 0
    if not (word.isascii() and word.isdigit() and 0 < int(word[:9]) <= MOST_JOBS):
        raise SettingsError(f"{name}: {quoted(word)} is no number of processes from 1 to {MOST_JOBS}")
    return int(word)


def day(option: str, text: str | None) -> date | None:
    """Return the day that an option names, None where it is left out.

    Raises:
        SettingsError: it is no day.
    """
    if text is None:
        return None
    import datetime as dt  # noqa: PLC0415 - rarely asked for

    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise SettingsError(f"{option}: {quoted(text)} is not a day such as 2027-03-01") from None
