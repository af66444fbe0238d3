"""`appxlint check --since REV` and `--staged`: findings that a change brought about, and no others."""

from __future__ import annotations

from validator.cli.arguments import fail_on_of, request_of
from validator.cli.output import followed, show, summary_file
from validator.engine.since import comparison
from validator.project.settings import SettingsError
from validator.render.escape import escape
from validator.render.sink import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.cli.options import CheckOptions, Output


def check_since(options: CheckOptions, outputs: Sequence[Output]) -> int:
    """Lint what the options name, report on what is new, and return the exit code, which hangs on that alone.

    Raises:
        UsageError: an option, the settings or the repository cannot be used.
    """
    _refuse_contradictions(options)
    if any(output.file for output in options.outputs) or summary_file(outputs):
        from validator.cli.overwrite import refuse_to_overwrite  # noqa: PLC0415 - most runs write no file

        refuse_to_overwrite(options, outputs)
    request = request_of(options)
    apart = () if request.config is None else (request.config,)
    with comparison(request.paths, options.since, index=options.staged, apart=apart) as compared:
        with compared.as_it_is():
            fail_on = fail_on_of(options)
        found = followed(compared.compared, request, quiet=options.quiet)
        if found.remark:
            say(f"appxlint: {escape(found.remark)}\n")
        with compared.as_it_is():  # a format may look at what was checked once more
            shown = options._replace(jobs="1") if options.staged else options
            return show(found.report, outputs, shown, fail_on)


def _refuse_contradictions(options: CheckOptions) -> None:
    option = "--staged" if options.staged else "--since"
    if "-" in options.paths:
        raise SettingsError(f"{option}: standard input is part of no repository; name the file")
    if options.write_baseline is not None:
        raise SettingsError(f"{option}: a baseline holds every finding, so write it without {option}")
    if options.fix or options.unsafe_fixes or options.diff:
        why = (
            "what is staged is no file that can be fixed"
            if options.staged
            else "fixes are made of every finding"
        )
        raise SettingsError(f"{option}: {why}; run the fixes by themselves")
