"""`appxlint check`: lint files and folders."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from validator.discover import project_root
from validator.engine import run
from validator.exits import exit_code
from validator.render import FORMATS, Options
from validator.render.colour import ColourChoice, wanted
from validator.render.sink import append_file, emit, write_file
from validator.request import Request
from validator.settings import Settings, SettingsError, level, load
from validator.words import closest, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from validator.diagnostics import Severity
    from validator.options import CheckOptions
    from validator.report import Report

LEVELS = ("error", "warning", "info", "never")
_NARROWEST = 60
_WIDEST = 120


class _Sheet(NamedTuple):
    """One output: a format, and the file that it goes to; None is standard output."""

    format: str
    file: str | None


def check(options: CheckOptions) -> int:
    """Lint what the options name, print the report in each format, and return the exit code.

    Raises:
        SettingsError: an option or the settings cannot be used.
    """
    sheets = _sheets(options)
    _one_of("--color", options.color, [choice.value for choice in ColourChoice])
    report = run(request_of(options))
    fail_on = _fail_on(options)
    for sheet in sheets:
        _print(report, sheet, options, fail_on)
    if options.show_files:
        emit("".join(f"{path}\n" for path in report.files), sys.stderr)
    if options.statistics:
        emit(_statistics(report), sys.stderr)
    return exit_code(report, fail_on)


def request_of(options: CheckOptions) -> Request:
    """Return the request that options make.

    Raises:
        SettingsError: a value of an option cannot be used.
    """
    paths = tuple(path for path in options.paths if path != "-")
    stdin = sys.stdin.buffer.read() if "-" in options.paths else None
    return Request(
        paths=paths,
        project=Path(options.project) if options.project else None,
        config=_settings_file(options.config),
        skip_foreign=options.skip_foreign,
        allow_empty=options.allow_empty,
        select=_split(options.select),
        ignore=_split(options.ignore),
        severity=dict(_severity(each) for each in _split(options.severity)),
        as_of=_day(options.as_of),
        stdin=stdin,
        stdin_filename=options.stdin_filename,
    )


def _sheets(options: CheckOptions) -> list[_Sheet]:
    """Pair formats with files: the n-th --output belongs to the last --format before it, as counted."""
    default = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    formats = options.format or (default,)
    for name in formats:
        _one_of("--format", name, list(FORMATS))
    files: list[str | None] = list(options.output)
    if len(files) > len(formats):
        raise SettingsError("--output: there are more files than formats; give each file its --format")
    first_to_screen = len(formats) - len(files)
    return [
        _Sheet(name, None if index < first_to_screen else files[index - first_to_screen])
        for index, name in enumerate(formats)
    ]


def _print(report: Report, sheet: _Sheet, options: CheckOptions, fail_on: Severity | None) -> None:
    from validator.rules import ALL  # noqa: PLC0415 - loaded already by the engine

    stream = sys.stdout
    terminal = stream.isatty()
    colour = sheet.file is None and wanted(
        ColourChoice(options.color), os.environ, terminal=terminal, platform=sys.platform
    )
    width = min(max(shutil.get_terminal_size((100, 24)).columns, _NARROWEST), _WIDEST) if terminal else 100
    shown = Options(
        rules=ALL if sheet.format == "sarif" else (),
        fail_on=fail_on,
        colour=colour,
        width=width,
        quiet=options.quiet,
        encoding=(stream.encoding or "utf-8") if sheet.file is None else "utf-8",
    )
    text = FORMATS[sheet.format](report, shown)
    if sheet.file is not None:
        write_file(sheet.file, text)
        return
    emit(text, stream)
    if sheet.format not in {"text", "github"} and not (options.quiet and not report.problems):
        _close(report)
    if sheet.format == "github":
        _summarise(report)


def _close(report: Report) -> None:
    """Say on standard error what was checked, so that standard output holds the format alone."""
    from validator.render.summary import problem_lines, summary_line  # noqa: PLC0415

    emit("".join(f"{line}\n" for line in (*problem_lines(report), summary_line(report.summary))), sys.stderr)


def _summarise(report: Report) -> None:
    target = os.environ.get("GITHUB_STEP_SUMMARY")
    if target:
        from validator.render.job_summary import job_summary  # noqa: PLC0415

        append_file(target, job_summary(report))


def _fail_on(options: CheckOptions) -> Severity | None:
    if options.fail_on is None:
        folder = Path(
            options.project or next((path for path in options.paths if path != "-"), ".")
        ).absolute()
        root = project_root(folder / "x", folder) if folder.is_dir() else project_root(folder, folder.parent)
        config = _settings_file(options.config)
        return load(root, config).fail_on if root.is_dir() else Settings().fail_on
    _one_of("--fail-on", options.fail_on, LEVELS)
    return None if options.fail_on == "never" else level(options.fail_on)


def _statistics(report: Report) -> str:
    counts: dict[str, int] = {}
    for each in report.diagnostics:
        counts[each.rule] = counts.get(each.rule, 0) + 1
    return "".join(
        f"{count:6} {rule}\n" for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )


def _settings_file(path: str | None) -> Path | None:
    if path is None:
        return None
    if not Path(path).is_file():
        raise SettingsError(f"--config: {path} is no file")
    return Path(path)


def _split(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(each.strip() for value in values for each in value.split(",") if each.strip())


def _severity(text: str) -> tuple[str, Severity]:
    rule, equals, word = text.partition("=")
    if not equals:
        raise SettingsError(f"--severity: write RULE=LEVEL, not {text!r}")
    _one_of("--severity", word, LEVELS[:-1])
    return rule, level(word)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    import datetime as dt  # noqa: PLC0415 - rarely asked for

    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise SettingsError(f"--as-of: {text!r} is not a day such as 2027-03-01") from None


def _one_of(option: str, value: str, choices: Sequence[str]) -> None:
    if value not in choices:
        meant = closest(value, list(choices))
        question = f'; did you mean "{meant}"?' if meant else ""
        raise SettingsError(f"{option}: {value!r} is none of {listed(choices, last='and')}{question}")
