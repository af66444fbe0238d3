"""The Python interface."""

from __future__ import annotations

import os
from pathlib import Path

from validator.diagnostics import Request, UsageError
from validator.documents.discover import is_folder
from validator.engine.run import run
from validator.project.settings import SettingsError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from validator.diagnostics import Report, Severity


def check(  # noqa: PLR0913 - options, each by name
    paths: Iterable[str | os.PathLike[str]] | str | os.PathLike[str],
    *,
    project: str | os.PathLike[str] | None = None,
    config: str | os.PathLike[str] | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severity: Mapping[str, Severity] | None = None,
    skip_foreign: bool = False,
    force_exclude: bool = False,
    as_of: date | None = None,
) -> Report:
    """Lint files and folders, offline, and return what was found; nothing is written or printed.

    Args:
        paths: one path or several; folders are walked.
        project: the project's root, instead of the nearest folder with settings or the git root.
        config: a settings file, instead of the project's.
        select: ids of the only rules to run.
        ignore: ids of rules to leave out.
        severity: levels by rule id.
        skip_foreign: pass over named files that are not documents of appxlint.
        force_exclude: let the setting `exclude` count for what is named, too.
        as_of: the day that expiry dates are held against; today if left out.

    Raises:
        SettingsError: the settings of a project, a `.gitignore` or the arguments cannot be used.
    """
    if project is not None and not is_folder(Path(project)):
        raise SettingsError(f"project: {os.fspath(project)} is no folder")
    several = [paths] if isinstance(paths, str | os.PathLike) else paths
    request = Request(
        paths=tuple(os.fspath(path) for path in several),
        project=Path(project) if project is not None else None,
        config=Path(config) if config is not None else None,
        select=tuple(select),
        ignore=tuple(ignore),
        severity=severity,
        skip_foreign=skip_foreign,
        allow_empty=True,
        force_exclude=force_exclude,
        as_of=as_of,
    )
    try:
        return run(request)
    except SettingsError:
        raise
    except UsageError as error:
        raise SettingsError(f"{error}") from None
