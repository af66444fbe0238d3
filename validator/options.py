"""The options of `appxlint check`, and the quick reading of its usual command lines.

Typer defines the command line (see `validator.cli`); importing it takes longer than checking a file. The table here
repeats the options that hooks and pipelines use, and a test holds it against Typer's. Anything else is left to Typer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class CheckOptions(NamedTuple):
    """What the command line of `check` says, as it was typed."""

    paths: tuple[str, ...] = (".",)
    format: tuple[str, ...] = ()
    output: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[str, ...] = ()
    fail_on: str | None = None
    project: str | None = None
    config: str | None = None
    stdin_filename: str = "<stdin>"
    as_of: str | None = None
    color: str = "auto"
    skip_foreign: bool = False
    allow_empty: bool = False
    quiet: bool = False
    show_files: bool = False
    statistics: bool = False


FLAGS = {
    "--skip-foreign": "skip_foreign",
    "--allow-empty": "allow_empty",
    "--quiet": "quiet",
    "-q": "quiet",
    "--show-files": "show_files",
    "--statistics": "statistics",
}
VALUES = {
    "--fail-on": "fail_on",
    "--project": "project",
    "--config": "config",
    "--stdin-filename": "stdin_filename",
    "--as-of": "as_of",
    "--color": "color",
}
LISTS = {
    "--format": "format",
    "-f": "format",
    "--output": "output",
    "-o": "output",
    "--select": "select",
    "--ignore": "ignore",
    "--severity": "severity",
}


def quick_check(arguments: Sequence[str]) -> CheckOptions | None:
    """Return the options of a plain `check` command line, None where Typer is to read it."""
    if not arguments or arguments[0] != "check":
        return None
    paths: list[str] = []
    single: dict[str, str | bool] = {}
    lists: dict[str, list[str]] = {}
    rest = list(reversed(arguments[1:]))
    while rest:
        argument = rest.pop()
        name, equals, value = argument.partition("=")
        if argument in FLAGS:
            single[FLAGS[argument]] = True
        elif name in VALUES or name in LISTS:
            if not equals or not name.startswith("--"):
                if equals or not rest or rest[-1].startswith("-"):
                    return None
                value = rest.pop()
            if name in VALUES:
                single[VALUES[name]] = value
            else:
                lists.setdefault(LISTS[name], []).append(value)
        elif argument.startswith("-") and argument != "-":
            return None
        else:
            paths.append(argument)
    listed = {key: tuple(values) for key, values in lists.items()}
    options = CheckOptions(**single, **listed)  # type: ignore[arg-type]
    return options._replace(paths=tuple(paths)) if paths else options
