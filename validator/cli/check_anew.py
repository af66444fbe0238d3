"""The check itself, whatever earlier runs came to, and the runs that change files after it."""

from __future__ import annotations

from validator.cli.arguments import fail_on_of, request_of
from validator.cli.output import followed, show, summary_file
from validator.documents.looks import keep_notes, stop
from validator.engine.run import run
from validator.project.settings import SettingsError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.cache.answers import KnownProjects, Shelf
    from validator.cache.known_part import KnownPart
    from validator.cli.options import CheckOptions, Output
    from validator.diagnostics import Report, Request


def check_anew(options: CheckOptions, outputs: list[Output], shelf: Shelf | None) -> int:
    """Lint what the options name, print the report in each format, and return the exit code.

    What it came to is kept on the shelf, if there is one.

    Raises:
        SettingsError: an option or the settings cannot be used.
    """
    if options.since is not None or options.staged:
        from validator.cli.check_since import check_since  # noqa: PLC0415 - a plain check does not pay for it

        return check_since(options, outputs)
    return _checked(options, outputs) if shelf is None else _noted(options, outputs, shelf)


def _noted(options: CheckOptions, outputs: list[Output], shelf: Shelf) -> int:
    notes = keep_notes()
    known = shelf.known_projects(notes)
    try:
        fail_on = fail_on_of(options)
        _refuse_to_overwrite(options, outputs)
        request = request_of(options)
        of_part = _checked_part(request, known)
        report = (
            of_part[0]
            if of_part is not None
            else followed(lambda request: run(request, known), request, quiet=options.quiet)
        )
    finally:
        stop()
    code = show(report, outputs, options, fail_on)
    from validator.cache.answers import Answer  # noqa: PLC0415 - it is there where there is a shelf

    if of_part is not None:
        shelf.keep_part(Answer(report, fail_on), notes, of_part[1])
    else:
        known.keep(shelf.keep(Answer(report, fail_on), notes))
    return code


def _checked_part(request: Request, known: KnownProjects) -> tuple[Report, KnownPart] | None:
    """Return what a check of a part of a known project comes to, None where the whole of it is to be checked."""
    if not known.may_have_part():
        return None
    from validator.engine.part import check_part  # noqa: PLC0415 - most projects are small

    return check_part(request, known)


def _checked(options: CheckOptions, outputs: list[Output]) -> int:
    fail_on = fail_on_of(options)
    fixing = options.fix or options.unsafe_fixes or options.diff
    if fixing and options.write_baseline is not None:
        raise SettingsError("--write-baseline: fix first, and write what is left as a baseline afterwards")
    _refuse_to_overwrite(options, outputs)
    request = request_of(options)
    if fixing:
        from validator.cli.check_fix import fix  # noqa: PLC0415 - a plain check does not pay for it

        return fix(options, request, outputs, fail_on)
    if options.write_baseline is not None:
        from validator.cli.check_write_baseline import write_baseline  # noqa: PLC0415 - rarely asked for

        return write_baseline(options.write_baseline, options, request, outputs, fail_on)
    return show(followed(run, request, quiet=options.quiet), outputs, options, fail_on)


def _refuse_to_overwrite(options: CheckOptions, outputs: list[Output]) -> None:
    files = any(output.file for output in options.outputs)
    if files or options.write_baseline is not None or summary_file(outputs):
        from validator.cli.overwrite import refuse_to_overwrite  # noqa: PLC0415 - most runs write no file

        refuse_to_overwrite(options, outputs)
