"""`appxlint check --write-baseline FILE`: what is found goes into a file and does not count from then on."""

from __future__ import annotations

import os
import sys

from validator.cli.output import show
from validator.engine.baseline import NEVER, below_root, entry_of, written
from validator.engine.run import check_projects, run
from validator.project.settings import SettingsError
from validator.render.escape import escape
from validator.render.sink import emit, write_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.cli.options import CheckOptions, Output
    from validator.diagnostics import Request, Severity
    from validator.engine.run import Outcome


def write_baseline(
    file: str, options: CheckOptions, request: Request, outputs: Sequence[Output], fail_on: Severity | None
) -> int:
    """Write the findings of a run into a file, report as if it were the baseline, and return the exit code.

    The file holds what this run finds and nothing else, whatever stood in it. Nothing is written where something
    could not be checked.

    Raises:
        SettingsError: the paths belong to several projects, or the settings cannot be used.
        OutputError: the file cannot be written.
    """
    report, outcomes = check_projects(request._replace(baseline=""))
    if len(outcomes) > 1:
        raise SettingsError(
            "--write-baseline: the paths belong to several projects; each needs a baseline of its own"
        )
    if report.problems:
        return show(report, outputs, options, fail_on)
    entries = [entry_of(each, outcome.linter.project) for outcome in outcomes for each in outcome.diagnostics]
    text = written(entries)
    write_file(file, text)
    code = show(run(request._replace(baseline=text)), outputs, options, fail_on)
    left = sum(1 for entry in entries if entry.rule in NEVER)
    lines = [f"{_findings(len(entries) - left)} in {file}"]
    if left:
        lines.append(f"{_findings(left)} left out: secrets and unreadable files are never part of a baseline")
    lines += [hint for outcome in outcomes if (hint := _hint(file, outcome))]
    emit("".join(f"appxlint: {escape(line)}\n" for line in lines), sys.stderr)
    return code


def _findings(number: int) -> str:
    return f"{number} finding" if number == 1 else f"{number} findings"


def _hint(file: str, outcome: Outcome) -> str:
    """Return what to write into the settings, unless it stands there."""
    project = outcome.linter.project
    name = below_root(file, project.root)
    named = project.settings.baseline
    if named is not None and os.path.normpath(named) == os.path.normpath(name):
        return ""
    return f'to use it, write baseline = "{name}" into the settings'
