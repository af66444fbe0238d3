"""The options of `appxlint check`, and the quick reading of its usual command lines.

Typer defines the command line (see `validator.cli`); importing it takes longer than checking a file. The table here
repeats the options that hooks and pipelines use, and a test holds it against Typer's. Anything else is left to Typer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Sheet(NamedTuple):
    """One output: a format, empty for the usual one, and the file that it goes to, empty for standard output."""

    format: str = ""
    file: str = ""


class CheckOptions(NamedTuple):
    """What the command line of `check` says, as it was typed."""

    paths: tuple[str, ...] = (".",)
    sheets: tuple[Sheet, ...] = ()
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
    force_exclude: bool = False
    quiet: bool = False
    show_files: bool = False
    statistics: bool = False
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    write_baseline: str | None = None


FLAGS = {
    "--skip-foreign": "skip_foreign",
    "--allow-empty": "allow_empty",
    "--force-exclude": "force_exclude",
    "--quiet": "quiet",
    "-q": "quiet",
    "--show-files": "show_files",
    "--statistics": "statistics",
    "--fix": "fix",
    "--unsafe-fixes": "unsafe_fixes",
    "--diff": "diff",
}
VALUES = {
    "--fail-on": "fail_on",
    "--project": "project",
    "--config": "config",
    "--stdin-filename": "stdin_filename",
    "--as-of": "as_of",
    "--color": "color",
    "--write-baseline": "write_baseline",
}
SHEETS = {"--format": "format", "-f": "format", "--output": "file", "-o": "file"}
LISTS = {
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
    lists: dict[str, tuple[str, ...]] = {}
    sheets: tuple[Sheet, ...] = ()
    rest = list(reversed(arguments[1:]))
    while rest:
        argument = rest.pop()
        name = argument.partition("=")[0]
        if argument in FLAGS:
            single[FLAGS[argument]] = True
        elif name in VALUES or name in LISTS or name in SHEETS:
            value = _value(argument, rest)
            if value is None:
                return None
            if name in VALUES:
                single[VALUES[name]] = value
            elif name in LISTS:
                lists[LISTS[name]] = (*lists.get(LISTS[name], ()), value)
            else:
                sheets = with_sheet(sheets, SHEETS[name], value)
        elif argument.startswith("-") and argument != "-":
            return None
        else:
            paths.append(argument)
    options = CheckOptions(sheets=sheets, **single, **lists)  # type: ignore[arg-type]
    return options._replace(paths=tuple(paths)) if paths else options


def with_sheet(sheets: tuple[Sheet, ...], field: str, value: str) -> tuple[Sheet, ...]:
    """Return the sheets with a further format, or with the file of the format that was named right before it."""
    if field == "format":
        return (*sheets, Sheet(format=value))
    if sheets and not sheets[-1].file:
        return (*sheets[:-1], sheets[-1]._replace(file=value))
    return (*sheets, Sheet(file=value))


def paired(formats: Sequence[str], files: Sequence[str]) -> tuple[Sheet, ...]:
    """Return the sheets of formats and files whose order among each other is lost: files go to the last formats."""
    first = len(formats) - len(files)
    named = [Sheet(each, files[at - first] if at >= first else "") for at, each in enumerate(formats)]
    return (*(Sheet(file=each) for each in files[: max(-first, 0)]), *named)


def _value(argument: str, rest: list[str]) -> str | None:
    """Return an option's value, behind its equals sign or as the next word; None where Typer has to judge."""
    name, equals, value = argument.partition("=")
    if equals:
        return value if name.startswith("--") else None
    return rest.pop() if rest and not rest[-1].startswith("-") else None
