"""`appxlint guide`: the sheets to work from, since App Xchange takes no file."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from validator.cli.arguments import one_of, request_of
from validator.cli.exits import Exit, exit_code
from validator.cli.options import CHECK, CheckOptions, values_of
from validator.cli.show import no_file
from validator.diagnostics import Severity, reading_order, summarise
from validator.documents.discover import is_file, is_folder, is_there
from validator.engine.judged import judged
from validator.engine.run import check_projects
from validator.guide.file_names import INDEX, file_name, stems
from validator.guide.make import sheet_of
from validator.guide.sheet import Audience, Binder, Entry
from validator.guide.traits import product_of
from validator.guide.values import fact, name_at
from validator.project.settings import SettingsError
from validator.render import FORMATS, Options
from validator.render.escape import escape, harmless
from validator.render.screen import columns
from validator.render.sink import emit, say, write_file
from validator.secrets.hide import HIDDEN
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from validator.diagnostics import Diagnostic, Report
    from validator.engine.judged import Judged

_ENDINGS = {"text": "txt", "markdown": "md", "html": "html"}
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
    one_of("--format", options.format, list(_ENDINGS))
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
        emit(FORMATS["text"](report, Options(width=wide, quiet=True)), sys.stderr)
    for each in silenced:
        name = escape(name_at(each.connection.config, ("name",), each.project, HIDDEN))
        say(
            f"appxlint: no sheet for {name}: a part of it cannot be used, and what is found there is silenced\n"
        )


def _hand_out(found: Sequence[Judged], options: GuideOptions) -> None:
    """Print the sheets, or write them into a folder."""
    audiences = [each for each in Audience if options.audience in {None, each.value}]
    several = len(found) > 1 or any(is_folder(Path(path)) for path in options.paths)
    if not any(each.sound for each in found):
        return
    if options.output is not None:
        _write(options, _files(found, audiences, options.format, several=several))
        return
    sheets = [
        sheet_of(each.connection, each.project, audience)
        for each in found
        if each.sound
        for audience in audiences
    ]
    places = (f"#s{number}" if options.format == "html" else "" for number in itertools.count(1))
    index = [
        _entry(each, [(audience, next(places)) for audience in audiences if each.sound]) for each in found
    ]
    binder = Binder(tuple(index) if several else (), tuple(sheets))
    wide = columns(terminal=sys.stdout.isatty(), narrowest=_NARROWEST)
    emit(_rendered(binder, options.format, wide), sys.stdout)


def _files(
    found: Sequence[Judged], audiences: Sequence[Audience], form: str, *, several: bool
) -> dict[str, str]:
    """Return the files of all sheets with their texts, and that of the index where there are several connections."""
    files: dict[str, str] = {}
    index = []
    names = stems(name_at(each.connection.config, ("name",), each.project) for each in found)
    for each, stem in zip(found, names, strict=True):
        places = [(who, file_name(stem, who, _ENDINGS[form])) for who in audiences if each.sound]
        for audience, file in places:
            sheet = sheet_of(each.connection, each.project, audience)
            files[file] = _rendered(Binder((), (sheet,)), form, _WIDTH_OF_A_FILE)
        index.append(_entry(each, places))
    if several:
        files[f"{INDEX}.{_ENDINGS[form]}"] = _rendered(Binder(tuple(index), ()), form, _WIDTH_OF_A_FILE)
    return files


def _entry(each: Judged, places: Sequence[tuple[Audience, str]]) -> Entry:
    connection, project = each.connection, each.project
    return Entry(
        name=name_at(connection.config, ("name",), project, HIDDEN),
        workspace=fact(connection.workspace, "name", project),
        product=product_of(connection, project),
        environment=connection.environment.name if connection.environment is not None else "",
        places=tuple(places),
    )


def _rendered(binder: Binder, form: str, wide: int) -> str:
    # Each format is imported by itself: a run pays for the one that it prints.
    if form == "html":
        from validator.guide import html_page  # noqa: PLC0415

        return html_page.render(binder)
    if form == "markdown":
        from validator.guide import markdown  # noqa: PLC0415

        return markdown.render(binder)
    from validator.guide import text  # noqa: PLC0415

    return text.render(binder, wide)


def _write(options: GuideOptions, files: dict[str, str]) -> None:
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
