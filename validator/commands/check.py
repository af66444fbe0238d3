"""`appxlint check`: lint files and folders."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from validator.commands.arguments import fail_on_of, request_of
from validator.commands.output import print_report, sheets_of
from validator.engine import run
from validator.exits import exit_code
from validator.render.sink import emit

if TYPE_CHECKING:
    from validator.options import CheckOptions
    from validator.report import Report


def check(options: CheckOptions) -> int:
    """Lint what the options name, print the report in each format, and return the exit code.

    Raises:
        SettingsError: an option or the settings cannot be used.
    """
    sheets = sheets_of(options)
    fail_on = fail_on_of(options)
    report = run(request_of(options))
    for sheet in sheets:
        print_report(report, sheet, options, fail_on)
    if options.show_files:
        emit("".join(f"{path}\n" for path in report.files), sys.stderr)
    if options.statistics:
        emit(_statistics(report), sys.stderr)
    return exit_code(report, fail_on)


def _statistics(report: Report) -> str:
    counts: dict[str, int] = {}
    for each in report.diagnostics:
        counts[each.rule] = counts.get(each.rule, 0) + 1
    return "".join(
        f"{count:6} {rule}\n" for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )
