"""`appxlint check`: lint files and folders."""

from __future__ import annotations

from validator.cli.arguments import fail_on_of, request_of
from validator.cli.output import outputs_of, show, summary_file
from validator.engine.run import run
from validator.project.settings import SettingsError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.cli.options import CheckOptions, Output


def check(options: CheckOptions) -> int:
    """Lint what the options name, print the report in each format, and return the exit code.

    Raises:
        SettingsError: an option or the settings cannot be used.
    """
    outputs = outputs_of(options)
    fail_on = fail_on_of(options)
    fixing = options.fix or options.unsafe_fixes or options.diff
    if fixing and options.write_baseline is not None:
        raise SettingsError("--write-baseline: fix first, and write what is left as a baseline afterwards")
    if _writes(options, outputs):
        from validator.cli.overwrite import refuse_to_overwrite  # noqa: PLC0415 - most runs write no file

        refuse_to_overwrite(options, outputs)
    request = request_of(options)
    if fixing:
        from validator.cli.check_fix import fix  # noqa: PLC0415 - a plain check does not pay for it

        return fix(options, request, outputs, fail_on)
    if options.write_baseline is not None:
        from validator.cli.check_write_baseline import write_baseline  # noqa: PLC0415 - rarely asked for

        return write_baseline(options.write_baseline, options, request, outputs, fail_on)
    return show(run(request), outputs, options, fail_on)


def _writes(options: CheckOptions, outputs: Sequence[Output]) -> bool:
    files = any(output.file for output in options.outputs)
    return files or options.write_baseline is not None or bool(summary_file(outputs))
