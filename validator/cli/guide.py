"""`appxlint guide`: the sheets to work from, since App Xchange takes no file."""

from __future__ import annotations

import sys
from pathlib import Path

from validator.cli.arguments import request_of
from validator.cli.choices import one_of
from validator.cli.exits import Exit, exit_code
from validator.cli.options import CHECK, CheckOptions, values_of
from validator.cli.show import no_file
from validator.diagnostics import Severity, reading_order, summarise
from validator.documents.discover import is_file, is_folder, is_there
from validator.engine.judged import judged
from validator.engine.run import check_projects
from validator.guide.binder import Given, as_files, on_one_page
from validator.guide.formats import FORMATS
from validator.guide.sheet import Audience
from validator.project.settings import SettingsError
from validator.render.escape import escape, harmless
from validator.render.formats import FORMATS as REPORTS
from validator.render.formats import Options
from validator.render.screen import columns
from validator.render.sink import emit, say, write_file
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from validator.diagnostics import Diagnostic, Report
    from validator.engine.judged import Judged

_AUDIENCES = [each.value for each in Audience]
_WIDTH_OF_A_FILE = 80
_NARROWEST = 40


class GuideOptions(NamedTuple):
    """What the command line of `guide` says; None for an audience is both."""

    paths: tuple[str, ...]
    format: str
    audience: str | None
    output: str | None
    force: bool
    project: str | None
    config: str | None
    as_of: str | None


def guide(options: GuideOptions) -> int:
    """Print the sheets of each config without errors, or write them into a folder, and return the exit code.

    What keeps the others from having one goes to standard error.

    Raises:
        SettingsError: a path leads to no config, or an option cannot be used.
    """
    one_of("--format", options.format, list(FORMATS))
    if options.audience is not None:
        one_of("--for", options.audience, _AUDIENCES)
    for path in options.paths:
        if not is_file(Path(path)) and not is_folder(Path(path)):
            raise no_file(path)
    request = request_of(_as_for_check(options))
    report, outcomes = check_projects(request)
    found = [each for outcome in outcomes for each in judged(outcome, request)]
    withheld = [each for each in found if not each.sound]
    report = _of_errors(report, (error for each in withheld for error in each.errors))
    if not found and not report.diagnostics and not report.problems:
        raise SettingsError(
            f"{options.paths[0]} holds no ConnectorConfig that can be read; `appxlint check` says more"
        )
    _hand_out(found, options)
    _complain(report, [each for each in withheld if not each.errors])
    return max(exit_code(report, Severity.ERROR), Exit.FINDINGS if withheld else Exit.CLEAN)


def _as_for_check(options: GuideOptions) -> CheckOptions:
    """Return the options with which `check` would look at the same files."""
    shared = CheckOptions(**values_of(CHECK, (), options.paths))
    return shared._replace(
        project=options.project, config=options.config, as_of=options.as_of, allow_empty=True
    )


def _of_errors(report: Report, more: Iterable[Diagnostic]) -> Report:
    """Return a report of errors alone: those of the files that were named, and those of what they need elsewhere."""
    own = (each for each in report.counted if each.severity is Severity.ERROR)
    known = {(each.path, each.span, each.rule, each.message): each for each in (*own, *more)}
    errors = sorted(known.values(), key=reading_order)
    summary = report.summary
    return report._replace(
        diagnostics=tuple(errors),
        omitted=(),
        summary=summarise(
            errors,
            suppressed=summary.suppressed,
            files=summary.files,
            documents=summary.documents,
            rules=summary.rules,
        ),
    )


def _complain(report: Report, silenced: Sequence[Judged]) -> None:
    """Say on standard error what keeps configs from having a sheet."""
    if report.diagnostics or report.problems:
        wide = columns(terminal=sys.stderr.isatty())
        emit(REPORTS["text"](report, Options(width=wide, quiet=True)), sys.stderr)
    for each in silenced:
        name = escape(Given(each.connection, each.project, each.sound).name)
        say(
            f"appxlint: no sheet for {name}: a part of it cannot be used, and what is found there is silenced\n"
        )


def _hand_out(found: Sequence[Judged], options: GuideOptions) -> None:
    """Print the sheets, or write them into a folder; nothing where no config has any."""
    given = [Given(each.connection, each.project, each.sound) for each in found]
    audiences = [each for each in Audience if options.audience in {None, each.value}]
    indexed = len(given) > 1 or any(is_folder(Path(path)) for path in options.paths)
    form = FORMATS[options.format]
    if not any(each.sound for each in given):
        return
    if options.output is None:
        wide = columns(terminal=sys.stdout.isatty(), narrowest=_NARROWEST)
        binder = on_one_page(given, audiences, indexed=indexed, anchored=form.anchored)
        emit(form.render(binder, wide), sys.stdout)
        return
    files = as_files(given, audiences, form.ending, indexed=indexed)
    _write(options, {name: form.render(binder, _WIDTH_OF_A_FILE) for name, binder in files.items()})


def _write(options: GuideOptions, files: Mapping[str, str]) -> None:
    """Write files into a folder, all of them or, where one may not be written, none.

    Raises:
        SettingsError: a file is there already, or the folder cannot be made.
    """
    folder = Path(f"{options.output}")
    for name in files:
        _refuse(folder / name, force=options.force)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"--output: {folder} is no folder and cannot be made: {error.strerror}") from None
    for name, text in files.items():
        write_file(str(folder / name), harmless(text))
    emit(f"{len(files)} files written into {escape(str(folder))}\n", sys.stderr)


def _refuse(file: Path, *, force: bool) -> None:
    """Refuse to replace what is there, unless that is wanted; a link or a folder is never replaced."""
    if file.is_symlink() or (is_there(file) and not is_file(file)):
        raise SettingsError(f"--output: {file} is there already and not a regular file")
    if is_there(file) and not force:
        raise SettingsError(f"--output: {file} is there already; --force replaces it")
