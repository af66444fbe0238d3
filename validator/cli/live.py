"""`appxlint live`: lint, then try what lints clean against the real service."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from pathlib import Path

from validator.cli.arguments import fail_on_of, request_of
from validator.cli.exits import Exit
from validator.cli.live_arguments import (
    bound_to,
    environ_of,
    limits_of,
    overrides_of,
    person_of,
    refuse_contradictions,
    wishes_of,
)
from validator.cli.live_terminal import heard, show_progress
from validator.cli.output import Where, followed, outputs_of, print_report, say_notes
from validator.cli.overwrite import refuse_to_overwrite
from validator.engine.judged import judged
from validator.engine.run import check_projects
from validator.live import run as run_live
from validator.live.plan import in_order, left_out, plans
from validator.live.report import joined, verdict
from validator.live.results import ExitClass
from validator.live.steps import interrupted
from validator.live.transport import SetupError
from validator.project.settings import SettingsError
from validator.render.ladder import render, summary
from validator.render.screen import columns
from validator.render.sink import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import NoReturn

    from validator.cli.live_arguments import LiveOptions
    from validator.cli.options import CheckOptions, Output
    from validator.diagnostics import Report, Severity
    from validator.live.login import Person
    from validator.live.plan import Plan
    from validator.live.results import LiveResult
    from validator.live.target import Target
    from validator.live.transport import Limits

EXITS = {
    ExitClass.FINDING: Exit.FINDINGS,
    ExitClass.UNCHECKED: Exit.UNCHECKED,
    ExitClass.UNTRIED: Exit.CLEAN,
    ExitClass.NOTE: Exit.CLEAN,
}


def live(options: CheckOptions, live_options: LiveOptions) -> int:
    """Lint, try every config without errors, print the report, and return the exit code.

    Raises:
        SettingsError: an option or the settings cannot be used.
    """
    outputs = outputs_of(options)
    fail_on = fail_on_of(options)
    person, overrides = person_of(live_options), overrides_of(live_options)
    refuse_contradictions(live_options)
    limits, environ = limits_of(live_options), environ_of(live_options)
    refuse_to_overwrite(options, outputs)
    request = request_of(options)
    report, outcomes = followed(check_projects, request, quiet=options.quiet)
    wishes = wishes_of(live_options, outcomes)
    found = [each for outcome in outcomes for each in judged(outcome, request)]
    with heard(quiet=options.quiet) as tell:
        planned = plans(found, bound_to(overrides, outcomes), environ, wishes, tell)
    ended: run_live.Interrupted | None = None
    try:
        tried = _tried(planned, live_options, person, limits, names=_for_eyes_alone(outputs))
    except run_live.Interrupted as error:
        show_progress(None)  # The prompt of a log-in may still stand there.
        ended, tried = error, _until(error, planned)
    whole = joined(report, planned, in_order(planned, tried), left_out(found, wishes))
    every = live_options.verbose or live_options.companies or live_options.dry_run
    for output in outputs:
        _print(whole, output, options, fail_on, every=every)
    say_notes(whole, options)
    if ended is not None:
        say(f"appxlint: interrupted; {ended}\n")
        return Exit.TERMINATED if isinstance(ended.__cause__, Terminated) else Exit.INTERRUPTED
    return EXITS[verdict(whole, fail_on, require_all=live_options.require_all)]


def _print(
    report: Report, output: Output, options: CheckOptions, fail_on: Severity | None, *, every: bool
) -> None:
    """Write a report in one format; people see the steps before it and a table of all configs after it."""
    for_people = output.format == "text" and not options.quiet
    terminal = not output.file and sys.stdout.isatty()
    wide = columns(terminal=terminal)
    where = Where()
    if for_people:
        steps = render(report.live, width=wide, every=every)
        where = Where(None, steps, summary(report.live, wide if terminal else None))
    print_report(report, output, options, fail_on, where)


def _until(ended: run_live.Interrupted, planned: Sequence[Plan]) -> Sequence[LiveResult]:
    """Return the results that an interrupted run had, and for the other configs that it was interrupted."""
    return [
        ended.found.get(place) or interrupted(target.name) for place, target in enumerate(_targets(planned))
    ]


def _targets(planned: Sequence[Plan]) -> list[Target]:
    return [each.target for each in planned if each.target is not None and each.result is None]


def _for_eyes_alone(outputs: Sequence[Output]) -> bool:
    """Whether nothing of a run goes anywhere but onto a terminal: other customers' names stay out of logs and files."""
    return sys.stdout.isatty() and all(each.format == "text" and not each.file for each in outputs)


def _tried(
    planned: Sequence[Plan], options: LiveOptions, person: Person | None, limits: Limits, *, names: bool
) -> Sequence[LiveResult]:
    """Return what came of the configs for which something has to be sent."""
    targets = _targets(planned)
    if not targets:
        return ()
    chosen = run_live.Options(
        person=person,
        probe_environments=options.probe_environments,
        names=names,
        refresh=options.refresh,
        limits=limits,
        ca_bundle=Path(options.ca_bundle) if options.ca_bundle else None,
    )
    try:
        with _terminable():
            return run_live.run(targets, chosen, show_progress)
    except SetupError as error:
        raise SettingsError(f"{error}") from None


class Terminated(KeyboardInterrupt):
    """Another process asked this one to end."""


@contextlib.contextmanager
def _terminable() -> Iterator[None]:
    """Let SIGTERM end a run as Ctrl-C does, so that its tokens are revoked."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _terminate(*_: object) -> NoReturn:
    raise Terminated
