"""Whether answers are kept for a command line, and where: the options about it, and what it is never done for."""

from __future__ import annotations

import os

from validator.cli.choices import one_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.cache.answers import Shelf
    from validator.cache.folder import Folder
    from validator.cli.options import CheckOptions

KEYS = ("stat", "content")

_MATTER = (
    *("paths", "select", "ignore", "severity", "fail_on", "project", "config", "as_of"),
    *("skip_foreign", "allow_empty", "force_exclude"),
)
"""The options that an answer hangs on; the others say how it is shown."""


def shelf_for(options: CheckOptions) -> Shelf | None:
    """Return where the answer to a command line is kept, None where none is.

    Raises:
        SettingsError: an option about it cannot be used.
    """
    one_of("--cache-key", options.cache_key, KEYS)
    changing = options.fix or options.unsafe_fixes or options.diff or options.write_baseline is not None
    compared = options.staged or options.since is not None
    if options.no_cache or changing or compared or "-" in options.paths:
        return None
    from validator.cache.answers import shelf_of  # noqa: PLC0415 - where none is kept nobody pays for it

    folder = folder_for(options.cache_dir, options.paths)
    if folder is None:
        return None
    home = os.path.expanduser("~")  # noqa: PTH111 - pathlib would cost start-up time
    asked = [home, *(getattr(options, field) for field in _MATTER)]
    return shelf_of(folder, asked, by_content=options.cache_key == "content")


def folder_for(given: str | None, paths: Iterable[str] = ()) -> Folder | None:
    """Return the folder that answers about some paths are kept in, None where none are.

    Raises:
        SettingsError: the folder that is given lies in the repository that is checked.
    """
    from validator.cache.folder import Folder, lies_inside, place  # noqa: PLC0415 - as above

    path = place(given, os.environ)
    if path is None:
        return None
    if not lies_inside(path, (".", *paths)):
        return Folder(path)
    if given is not None:
        from validator.project.settings import SettingsError  # noqa: PLC0415 - a wrong call only

        words = "lies in the repository that is checked, so a change to it could bring answers along; name another"
        raise SettingsError(f"--cache-dir: {given} {words}")
    return None
