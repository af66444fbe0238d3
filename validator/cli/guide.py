"""`appxlint guide`: the sheets to work from, since App Xchange takes no file."""

from __future__ import annotations

import sys
from pathlib import Path

from validator.cli.arguments import request_of
from validator.cli.choices import one_of
from validator.cli.exits import Exit, exit_code
from validator.cli.named import refuse_missing
from validator.cli.options import CHECK, CheckOptions, values_of
from validator.cli.output import followed
from validator.cli.overwrite import refuse_what_is_there
from validator.cli.product import nothing_in
from validator.diagnostics import Severity, reading_order, summarise
from validator.documents.discover import is_folder, is_there
from validator.engine.judged import judged, with_others
from validator.engine.run import check_projects
from validator.guide.binder import Given, as_files, on_one_page
from validator.guide.formats import FORMATS
from validator.guide.sheet import Audience
from validator.project.settings import SettingsError
from validator.render.escape import escape, harmless
from validator.render.formats import FORMATS as REPORTS
from validator.render.formats import Options
from validator.render.screen import columns
from validator.render.sink import emit, say, write_files
from validator.words import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from validator.cli.project_options import GuideOptions
    from validator.diagnostics import Diagnostic, Report
    from validator.engine.judged import Judged

_AUDIENCES = [each.value for each in Audience]
_WIDTH_OF_A_FILE = 80


def guide(options: GuideOptions) -> int:
    """Print the sheets of each config without errors, or write them into a folder, and return the exit code.

    What keeps the others from having one goes to standard error.

    Raises:
        SettingsError: a path leads to no config, or an option cannot be used.
    """
    one_of("--format", options.format, list(FORMATS))
    if options.audience is not None:
        one_of("--for", options.audience, _AUDIENCES)
    refuse_missing(options.paths)
    request = request_of(_as_for_check(options))
    report, outcomes = followed(check_projects, request)
    found = [each for outcome in outcomes for each in judged(outcome, request)]
    withheld = [each for each in found if not each.sound]
    report = _of_errors(report, (error for each in withheld for error in each.errors))
    if not found and not report.diagnostics and not report.problems:
        raise nothing_in(options.paths, "ConnectorConfig")
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
    errors = [each for each in with_others(report, more).counted if each.severity is Severity.ERROR]
    summary = report.summary
    return report._replace(
        diagnostics=tuple(sorted(errors, key=reading_order)),
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
        terminal = sys.stderr.isatty()
        shown = Options(width=columns(terminal=terminal), folded=terminal, quiet=True)
        emit(REPORTS["text"](report, shown), sys.stderr)
    for each in silenced:
        name = escape(Given(each.connection, each.project, each.sound).name)
        say(
            f"appxlint: no sheet for {name}: a part of it cannot be used, and what is found there is silenced\n"
        )


def _hand_out(found: Sequence[Judged], options: GuideOptions) -> None:
    """Print the sheets, or write them into a folder; nothing where no config has any."""
    given = [Given(each.connection, each.project, each.sound, each.warnings) for each in found]
    audiences = [each for each in Audience if options.audience in {None, each.value}]
    indexed = len(given) > 1 or any(is_folder(Path(path)) for path in options.paths)
    form = FORMATS[options.format]
    if not any(each.sound for each in given):
        return
    if options.output is None:
        wide = columns(terminal=sys.stdout.isatty())
        binder = on_one_page(given, audiences, indexed=indexed, anchored=form.anchored)
        emit(form.render(binder, wide), sys.stdout)
        return
    files = as_files(given, audiences, form.ending, indexed=indexed)
    _write(options, {name: form.render(binder, _WIDTH_OF_A_FILE) for name, binder in files.items()})


def _write(options: GuideOptions, files: Mapping[str, str]) -> None:
    """Write files into a folder, all of them or, where one may not be written, none.

    Raises:
        SettingsError: a file is there already, or the folder is none.
        OutputError: a file cannot be written; then none was.
    """
    folder = Path(f"{options.output}")
    if is_there(folder) and not is_folder(folder):
        raise SettingsError(f"--output: {folder} is no folder")
    texts = {str(folder / name): harmless(text) for name, text in files.items()}
    refuse_what_is_there(texts, force=options.force, option="--output")
    write_files(texts, replace=options.force)
    say(f"{counted(len(files), 'file')} written into {escape(str(folder))}\n")
