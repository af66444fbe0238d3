"""The options of `appxlint check`: a table of them, and the quick reading of usual command lines.

From the table come what the quick reader takes, the parameters that Typer knows (see `validator.cli.app`), and the
values that commands get. Importing Typer takes longer than checking a file, so usual command lines are read here;
whatever else Typer allows, explains or complains about is left to it. Tests hold the two readers against each other.
"""

from __future__ import annotations

from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any, Literal


class Output(NamedTuple):
    """One output: a format, empty for the usual one, and the file that it goes to, empty for standard output."""

    format: str = ""
    file: str = ""


class Option(NamedTuple):
    """An option as people type it, and the field that its value fills.

    A flag is there or not, of a value the last one counts, and a list holds each one. A format and a file are the two
    parts of an `Output`: their order on the command line says which file belongs to which format. `choices` are what a
    shell may offer where the values are few and known.
    """

    names: tuple[str, ...]
    field: str
    kind: Literal["flag", "value", "list", "format", "file"]
    help: str
    metavar: str = ""
    default: str | None = None
    choices: tuple[str, ...] = ()

    @property
    def unset(self) -> str | bool | tuple[()] | None:
        """What the field holds while the option was not given."""
        if self.kind == "value":
            return self.default
        return False if self.kind == "flag" else ()


FORMAT = Option(
    ("--format", "-f"),
    "outputs",
    "format",
    "text, concise, json, github, gitlab, azure, sarif, junit, rdjson, checkstyle or html; may be given several times.",
    "FORMAT",
    choices=(
        "text",
        "concise",
        "json",
        "github",
        "gitlab",
        "azure",
        "sarif",
        "junit",
        "rdjson",
        "checkstyle",
        "html",
    ),
)
OUTPUT = Option(
    ("--output", "-o"), "outputs", "file", "File for the --format before it; written in one step.", "FILE"
)
FAIL_ON = Option(
    ("--fail-on",),
    "fail_on",
    "value",
    "Level that makes the exit code 1: error, warning, info or never.",
    "LEVEL",
    choices=("error", "warning", "info", "never"),
)
PROJECT = Option(
    ("--project",),
    "project",
    "value",
    "The project's root, instead of the nearest settings or git root.",
    "FOLDER",
)
CONFIG = Option(("--config",), "config", "value", "A settings file, instead of the project's.", "FILE")
COLOR = Option(
    ("--color",), "color", "value", "auto, always or never.", "WHEN", "auto", ("auto", "always", "never")
)
QUIET = Option(("--quiet", "-q"), "quiet", "flag", "Errors only, and nothing when there are none.")
CACHE_DIR = Option(
    ("--cache-dir",),
    "cache_dir",
    "value",
    "Folder to keep answers in, instead of the user's own cache.",
    "FOLDER",
)

AS_OF = Option(("--as-of",), "as_of", "value", "Lint as on that day (YYYY-MM-DD).", "DAY")
FORCE = Option(("--force",), "force", "flag", "Replace what is there already.")

CHECK = (
    FORMAT,
    OUTPUT,
    Option(("--select",), "select", "list", "Run these rules only.", "RULE"),
    Option(("--ignore",), "ignore", "list", "Leave these rules out.", "RULE"),
    Option(
        ("--severity",),
        "severity",
        "list",
        "RULE=LEVEL: report a rule at another level.",
        "RULE=LEVEL",
    ),
    FAIL_ON,
    PROJECT,
    CONFIG,
    Option(
        ("--stdin-filename",),
        "stdin_filename",
        "value",
        "What standard input is called, and where it belongs.",
        "FILE",
        "<stdin>",
    ),
    Option(
        ("--jobs",), "jobs", "value", "Processes that share the work; as many as pay off if left out.", "N"
    ),
    AS_OF,
    COLOR,
    Option(("--skip-foreign",), "skip_foreign", "flag", "Pass over named files that are not ours."),
    Option(("--allow-empty",), "allow_empty", "flag", "Do not complain when nothing was checked."),
    Option(
        ("--force-exclude",),
        "force_exclude",
        "flag",
        "Pass over what exclude leaves out even where it is named.",
    ),
    QUIET,
    Option(("--show-files",), "show_files", "flag", "List the checked files on standard error."),
    Option(("--statistics",), "statistics", "flag", "Count findings by rule on standard error."),
    Option(("--fix",), "fix", "flag", "Make the safe fixes in the files."),
    Option(
        ("--unsafe-fixes",),
        "unsafe_fixes",
        "flag",
        "Make the other fixes too, those that a person must look over.",
    ),
    Option(("--diff",), "diff", "flag", "Show what the fixes would change, and change nothing."),
    CACHE_DIR,
    Option(("--no-cache",), "no_cache", "flag", "Neither use nor keep answers of earlier runs."),
    Option(
        ("--cache-key",),
        "cache_key",
        "value",
        "How a file counts as unchanged: by stat, or by content.",
        "KEY",
        "stat",
        ("stat", "content"),
    ),
    Option(
        ("--write-baseline",),
        "write_baseline",
        "value",
        "Write what is found into this file, to be left out from then on.",
        "FILE",
    ),
    Option(
        ("--since",),
        "since",
        "value",
        "Report only what is new since the branch left this revision.",
        "REV",
    ),
    Option(("--staged",), "staged", "flag", "Lint what is staged, and report only what is new."),
)

PAGE_FORMAT = Option(
    ("--format", "-f"), "format", "value", "text or json.", "FORMAT", "text", ("text", "json")
)


class CheckOptions(NamedTuple):
    """What the command line of `check` says, as it was typed; `values_of` knows the defaults of all fields."""

    paths: tuple[str, ...]
    outputs: tuple[Output, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    severity: tuple[str, ...]
    fail_on: str | None
    project: str | None
    config: str | None
    stdin_filename: str
    jobs: str | None
    as_of: str | None
    color: str
    skip_foreign: bool
    allow_empty: bool
    force_exclude: bool
    quiet: bool
    show_files: bool
    statistics: bool
    fix: bool
    unsafe_fixes: bool
    diff: bool
    cache_dir: str | None
    no_cache: bool
    cache_key: str
    write_baseline: str | None
    since: str | None
    staged: bool


def quick_check(arguments: Sequence[str]) -> CheckOptions | None:
    """Return the options of a plain `check` command line, None where Typer is to read it."""
    if not arguments or arguments[0] != "check":
        return None
    words = read(arguments[1:], CHECK)
    return CheckOptions(**values_of(CHECK, *words)) if words is not None else None


def read(
    words: Sequence[str], options: Iterable[Option]
) -> tuple[list[tuple[Option, str]], list[str]] | None:
    """Return the options that words give, in their order, and the other words; None where Typer is to read them."""
    by_name = {name: option for option in options for name in option.names}
    given: list[tuple[Option, str]] = []
    others: list[str] = []
    rest = list(reversed(words))
    while rest:
        word = rest.pop()
        option = by_name.get(word.partition("=")[0])
        if option is not None:
            value = _value(option, word, rest)
            if value is None:
                return None
            given.append((option, value))
        elif word.startswith("-") and word != "-":
            return None
        else:
            others.append(word)
    return given, others


def values_of(
    options: Iterable[Option], given: Iterable[tuple[Option, str]], paths: Sequence[str]
) -> dict[str, Any]:
    """Return the values of the fields that options fill, from those that were given, in the order typed."""
    values: dict[str, Any] = {option.field: option.unset for option in options}
    for option, value in given:
        values[option.field] = _filled(option, values[option.field], value)
    return {"paths": tuple(paths) or (".",), **values}


def _filled(option: Option, before: Any, value: str) -> Any:  # noqa: ANN401 - as the field's kind has it
    """Return what a field holds after one more option for it.

    Raises:
        UsageError: the value is empty, as that of a variable is that nobody has set.
    """
    if not value and option.kind in {"value", "file"}:
        from validator.diagnostics import UsageError  # noqa: PLC0415 - a wrong call only

        raise UsageError(f"{option.names[0]}: the value is empty; leave the option out if none is meant")
    match option.kind:
        case "flag":
            return True
        case "value":
            return value
        case "list":
            return (*before, value)
        case "format":
            return (*before, Output(format=value))
        case "file":
            return _with_file(before, value)


def _with_file(outputs: tuple[Output, ...], file: str) -> tuple[Output, ...]:
    """Return the outputs with a file for the last of them, or for the usual format if that one has a file."""
    if outputs and not outputs[-1].file:
        return (*outputs[:-1], outputs[-1]._replace(file=file))
    return (*outputs, Output(file=file))


def _value(option: Option, word: str, rest: list[str]) -> str | None:
    """Return an option's value, behind its equals sign or as the next word; None where Typer has to judge."""
    name, equals, value = word.partition("=")
    if option.kind == "flag":
        return None if equals else ""
    if equals:
        return value if name.startswith("--") else None
    return rest.pop() if rest and not rest[-1].startswith("-") else None
