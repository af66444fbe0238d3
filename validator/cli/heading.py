"""What a page for people is about: the name of what was checked, and the day as of which it was."""

from __future__ import annotations

from pathlib import Path

from validator.project.settings import Settings
from validator.words import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.cli.options import CheckOptions

_MOST = 3
_HERE = frozenset({"", ".", "./"})


def name_of(options: CheckOptions) -> str:
    """Return what was checked, as the user typed it; the working folder goes by its name."""
    names = [_named(each, options.stdin_filename) for each in options.paths or (".",)]
    return listed(list(dict.fromkeys(names)), last="and", most=_MOST)


def day_of(options: CheckOptions) -> str:
    """Return the day that expiry dates were held against."""
    return options.as_of or f"{Settings().today}"


def _named(path: str, of_input: str) -> str:
    if path == "-":
        return of_input.strip("<>")
    return Path.cwd().name or path if path in _HERE else path
