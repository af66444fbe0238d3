"""The output of a run: what a terminal is told meanwhile, which formats go where, and the writing of each."""

from __future__ import annotations

import os
import sys

from validator.cli.choices import one_of, usual_format
from validator.cli.exits import exit_code
from validator.cli.options import Output
from validator.render.escape import escape, harmless
from validator.render.formats import FORMATS, IN_REPOSITORY, WITH_PAGES, Options
from validator.render.screen import COLOUR, columns, wanted
from validator.render.sink import append_file, emit, emit_words, say, write_file
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TextIO, TypeVar

    from validator.cli.options import CheckOptions
    from validator.diagnostics import Report, Request, RulePage, Severity

    Result = TypeVar("Result")

_STANDARD_OUTPUT = frozenset({"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"})


def outputs_of(options: CheckOptions) -> list[Output]:
    """Return the outputs that options ask for; people see the findings too when every format goes into a file.

    In GitHub Actions and in Azure Pipelines the format is theirs unless one is given.

    Raises:
        SettingsError: there is no such format, or two of them go to the same place.
    """
    one_of("--color", options.color, COLOUR)
    default = usual_format()
    outputs = [_placed(output, default) for output in options.outputs] or [Output(default)]
    for output in outputs:
        one_of("--format", output.format, list(FORMATS))
    if all(output.file for output in outputs):
        outputs.append(Output(default))
    places = [output.file for output in outputs]
    if len(set(places)) < len(places):
        from validator.project.settings import SettingsError  # noqa: PLC0415 - a wrong call only

        raise SettingsError("--format: two formats go to the same place; give each but one its --output")
    return outputs


def _placed(output: Output, default: str) -> Output:
    """Return an output with its format; one whose file is standard output goes where one without a file goes."""
    return Output(output.format or default, "" if is_standard_output(output.file) else output.file)


def is_standard_output(file: str) -> bool:
    """Whether the name of a file means standard output, as `-` does."""
    return file in _STANDARD_OUTPUT


def followed(work: Callable[[Request], Result], request: Request, *, quiet: bool = False) -> Result:
    """Return what some work makes of a request; a terminal is told how far it is, unless it is to be quiet."""
    if quiet or not sys.stderr.isatty():
        return work(request)
    from validator.cli.progress import Progress  # noqa: PLC0415 - somebody watches

    with Progress(sys.stderr) as progress:
        return work(request._replace(tell=progress.tell))


class Where(NamedTuple):
    """Where formats without a file go, standard output if nothing is given, and the texts around a report."""

    screen: TextIO | None = None
    before: str = ""
    after: str = ""


def show(
    report: Report,
    outputs: Iterable[Output],
    options: CheckOptions,
    fail_on: Severity | None,
    screen: TextIO | None = None,
) -> int:
    """Write a report in each format, with the lists that options ask for, and return the exit code.

    `screen` is where formats without a file go: standard output, if nothing else is given.

    Raises:
        OutputError: a format cannot be written.
    """
    for output in outputs:
        print_report(report, output, options, fail_on, Where(screen))
    say_notes(report, options)
    if options.show_files:
        emit("".join(f"{escape(path)}\n" for path in report.files), sys.stderr)
    if options.statistics:
        emit(_statistics(report), sys.stderr)
    return exit_code(report, fail_on)


def say_notes(report: Report, options: CheckOptions) -> None:
    """Say on standard error what people should know of the settings, unless there is to be quiet."""
    for note in () if options.quiet else report.notes:
        say(f"appxlint: {escape(note)}\n")


def print_report(
    report: Report,
    output: Output,
    options: CheckOptions,
    fail_on: Severity | None,
    where: Where = Where(),  # noqa: B008 - it never changes
) -> None:
    """Render a report in one format and write it where it belongs; machine formats keep standard output pure.

    Raises:
        OutputError: it cannot be written.
    """
    stream = where.screen or sys.stdout
    terminal = not output.file and stream.isatty()
    colour = not output.file and wanted(options.color, os.environ, terminal=terminal, platform=sys.platform)
    shown = Options(
        rules=_pages(report) if output.format in WITH_PAGES else (),
        fail_on=fail_on,
        colour=colour,
        width=columns(terminal=terminal),
        folded=terminal,
        quiet=options.quiet,
        encoding=(stream.encoding or "utf-8") if not output.file else "utf-8",
    )
    if output.format == "html":
        shown = _with_context(shown, report, options)
    if output.format in IN_REPOSITORY:
        report = _in_repository(report)
    text = f"{where.before}{FORMATS[output.format](report, shown)}{where.after}"
    commands = output.format
    if output.file:
        write_file(output.file, harmless(text, commands=commands))
        return
    emit(text, stream, colour=colour, commands=commands)
    if output.format not in {"text", "github", "azure"} and not (options.quiet and not report.problems):
        close_report(report)
    if target := summary_file((output,)):
        _summarise(report, target)


def _in_repository(report: Report) -> Report:
    """Return a report with paths from the root of the repository around the working folder, if there is one."""
    from validator.render.repository import in_repository, root_above  # noqa: PLC0415 - some formats only

    folder = os.getcwd()  # noqa: PTH109 - paths of a report are strings
    root = root_above(folder)
    return report if root is None else in_repository(report, root, folder)


def _with_context(shown: Options, report: Report, options: CheckOptions) -> Options:
    """Return options with what a page for people says beside the report."""
    from validator.cli.heading import day_of, name_of  # noqa: PLC0415 - one format alone has them
    from validator.cli.picture import picture_for  # noqa: PLC0415

    return shown._replace(picture=picture_for(report, options), name=name_of(options), day=day_of(options))


def _pages(report: Report) -> tuple[RulePage, ...]:
    """Return the pages of the rules that a report may name: after a live check those of its rules, too."""
    from validator.cli.rules import by_subject  # noqa: PLC0415 - some formats alone carry them
    from validator.rules import FAMILIES  # noqa: PLC0415

    subjects = by_subject() if report.live else FAMILIES
    return tuple(
        each.described()._replace(subject=subject) for subject, rules in subjects.items() for each in rules
    )


def close_report(report: Report) -> None:
    """Say on standard error what was checked, so that standard output holds the format alone."""
    from validator.render.concise import closing  # noqa: PLC0415

    emit_words(closing(report), sys.stderr)


def summary_file(outputs: Iterable[Output]) -> str:
    """Return the file that the summary of a GitHub run goes into; nothing where no output has one."""
    has_one = any(output == ("github", "") for output in outputs)
    return os.environ.get("GITHUB_STEP_SUMMARY", "") if has_one else ""


def _summarise(report: Report, target: str) -> None:
    from validator.render.github import job_summary  # noqa: PLC0415

    append_file(target, job_summary(report))


def _statistics(report: Report) -> str:
    counts: dict[str, int] = {}
    for each in report.counted:
        counts[each.rule] = counts.get(each.rule, 0) + 1
    return "".join(
        f"{count:6} {rule}\n" for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )
