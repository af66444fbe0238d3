"""`appxlint check --write-baseline FILE`: what is found goes into a file and does not count from then on."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

from validator.cli.output import followed, show
from validator.documents.discover import is_there
from validator.engine.baseline import NEVER, Entries, below_root, kept, read_file, written
from validator.engine.run import check_projects, run
from validator.project.settings import SettingsError
from validator.render.escape import escape
from validator.render.sink import emit_words, write_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from validator.cli.options import CheckOptions, Output
    from validator.diagnostics import Request, Severity
    from validator.engine.baseline import Entry
    from validator.engine.run import Outcome


def write_baseline(
    file: str, options: CheckOptions, request: Request, outputs: Sequence[Output], fail_on: Severity | None
) -> int:
    """Write the findings of a run into a file, report as if it were the baseline, and return the exit code.

    Of what stood in the file, entries stay that this run says nothing of: those of files and rules that it does not
    check. Nothing is written where something could not be checked.

    Raises:
        SettingsError: the paths belong to several projects, or the settings cannot be used.
        OutputError: the file cannot be written.
    """
    report, outcomes = check_projects(request._replace(baseline=""))
    if len(outcomes) > 1:
        raise SettingsError(
            "--write-baseline: the paths belong to several projects; each needs a baseline of its own"
        )
    _refuse_others_file(file, outcomes)
    if report.problems:
        return show(report, outputs, options, fail_on)
    found = Counter(entry for outcome in outcomes for entry in _entries(outcome))
    left = sum(found[entry] for entry in found if entry.rule in NEVER)
    entries = found | _kept(file, outcomes)
    text = written(entries.elements())
    write_file(file, text)
    report = followed(run, request._replace(baseline=text), quiet=options.quiet)
    code = show(report, outputs, options, fail_on)
    lines = [f"{_findings(entries.total() - left)} in {file}"]
    if more := entries.total() - found.total():
        lines.append(f"{_findings(more)} of them kept: of files or rules that this run did not check")
    if left:
        lines.append(f"{_findings(left)} left out: secrets and unreadable files are never part of a baseline")
    lines += [hint for outcome in outcomes if (hint := _hint(file, outcome))]
    emit_words("".join(f"appxlint: {escape(line)}\n" for line in lines), sys.stderr)
    return code


def _refuse_others_file(file: str, outcomes: Iterable[Outcome]) -> None:
    """Complain about a file that is there and no baseline; one that the settings name may be broken."""
    if (
        is_there(Path(file))
        and read_file(Path(file)) is None
        and not any(_names(each, file) for each in outcomes)
    ):
        raise SettingsError(
            f"--write-baseline: {file} is there and no baseline; name another file, or delete it"
        )


def _names(outcome: Outcome, file: str) -> bool:
    """Whether the settings of a project name a file as its baseline."""
    project = outcome.linter.project
    named = project.settings.baseline
    return named is not None and os.path.normpath(named) == os.path.normpath(below_root(file, project.root))


def _entries(outcome: Outcome) -> list[Entry]:
    names = Entries(outcome.linter.project)
    return [names.of(each) for each in outcome.diagnostics]


def _kept(file: str, outcomes: Iterable[Outcome]) -> Counter[Entry]:
    """Return the entries of a baseline that was there before which stay."""
    earlier = read_file(Path(file))
    if earlier is None:
        return Counter()
    each = (kept(earlier, outcome.linter, outcome.loaded.requested) for outcome in outcomes)
    return sum(each, Counter())


def _findings(number: int) -> str:
    return f"{number} finding" if number == 1 else f"{number} findings"


def _hint(file: str, outcome: Outcome) -> str:
    """Return what to write into the settings, unless it stands there."""
    if _names(outcome, file):
        return ""
    name = below_root(file, outcome.linter.project.root)
    return f'to use it, write baseline = "{name}" into the settings'
