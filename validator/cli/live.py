"""`appxlint live`: lint, then try what lints clean against the real service."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from pathlib import Path

from validator.cli.arguments import fail_on_of, request_of
from validator.cli.exits import Exit
from validator.cli.output import outputs_of, print_report
from validator.cli.overwrite import refuse_to_overwrite
from validator.documents.discover import is_file
from validator.engine.run import check_projects
from validator.live import run as run_live
from validator.live.browser import open_page
from validator.live.listener import Browser, place_of
from validator.live.login import Paste, read_hidden
from validator.live.overrides import API_URL, LOGIN_URL, TRUST_HOST, OverrideError, bound, read
from validator.live.plan import connectors, in_order, plans
from validator.live.report import joined, verdict
from validator.live.results import ExitClass
from validator.live.transport import SetupError
from validator.project.settings import SettingsError
from validator.render.ladder import render
from validator.render.sink import emit, emit_progress, say
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import NoReturn

    from validator.cli.options import CheckOptions, Output
    from validator.engine.run import Outcome
    from validator.live.login import Person
    from validator.live.overrides import Override, Overrides
    from validator.live.plan import Plan
    from validator.live.results import LiveResult
    from validator.live.run import Finished

EXITS = {
    ExitClass.FINDING: Exit.FINDINGS,
    ExitClass.UNCHECKED: Exit.UNCHECKED,
    ExitClass.NOTE: Exit.CLEAN,
}


class LiveOptions(NamedTuple):
    """What the command line of `live` says beyond that of `check`."""

    paste: bool
    browser: bool
    redirect_uri: str | None
    probe_environments: bool
    trust_host: tuple[str, ...]
    login_url: tuple[str, ...]
    api_url: tuple[str, ...]
    ca_bundle: str | None


def live(options: CheckOptions, live_options: LiveOptions) -> int:
    """Lint, try every config without errors, print the report, and return the exit code.

    Raises:
        SettingsError: an option or the settings cannot be used.
    """
    outputs = outputs_of(options)
    fail_on = fail_on_of(options)
    person, overrides = _person(live_options), _overrides(live_options)
    _refuse_no_bundle(live_options)
    refuse_to_overwrite(options)
    report, outcomes = check_projects(request_of(options))
    planned = plans(outcomes, _bound(overrides, outcomes), os.environ)
    try:
        results = in_order(planned, _tried(planned, live_options, person, names=_for_eyes_alone(outputs)))
    except run_live.Interrupted as error:
        say(f"appxlint: interrupted; {error}\n")
        return Exit.TERMINATED if isinstance(error.__cause__, Terminated) else Exit.INTERRUPTED
    whole = joined(report, planned, results)
    for output in outputs:
        if output.format == "text" and not output.file:
            emit(render(whole.live), sys.stdout)
        print_report(whole, output, options, fail_on)
    return EXITS[verdict(whole, fail_on)]


def _for_eyes_alone(outputs: Sequence[Output]) -> bool:
    """Whether nothing of a run goes anywhere but onto a terminal: other customers' names stay out of logs and files."""
    return sys.stdout.isatty() and all(each.format == "text" and not each.file for each in outputs)


def _tried(
    planned: Sequence[Plan], options: LiveOptions, person: Person | None, *, names: bool
) -> Sequence[LiveResult]:
    """Return what came of the configs for which something has to be sent."""
    targets = [each.target for each in planned if each.target is not None]
    if not targets:
        return ()
    chosen = run_live.Options(
        person=person,
        probe_environments=options.probe_environments,
        names=names,
        ca_bundle=Path(options.ca_bundle) if options.ca_bundle else None,
    )
    try:
        with _terminable():
            return run_live.run(targets, chosen, _progress)
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


def _progress(finished: Finished) -> None:
    if sys.stderr.isatty():
        emit_progress(f"{finished.done} of {finished.total} configs tried", sys.stderr)
        if finished.done == finished.total:
            emit_progress("", sys.stderr)


def _person(options: LiveOptions) -> Person | None:
    """Return who logs in for the code flow, None where nobody is there.

    Raises:
        SettingsError: the options contradict each other.
    """
    if options.paste and options.browser:
        raise SettingsError("--paste and --browser: choose one of the two")
    if options.browser:
        if options.redirect_uri is None:
            raise SettingsError(
                "--browser needs --redirect-uri http://localhost:PORT/PATH, as registered with the app"
            )
        if place_of(options.redirect_uri) is None:
            raise SettingsError(
                "--redirect-uri: this is no http://localhost:PORT/PATH, and none of 127.0.0.1 or [::1] either"
            )
        return Browser(options.redirect_uri, _open)
    if options.redirect_uri is not None:
        raise SettingsError("--redirect-uri goes with --browser")
    return Paste(_show, read_hidden) if options.paste else None


def _open(url: str) -> None:
    emit(f"Log in on the page that opens; if none does, open this address:\n{url}\n", sys.stderr)
    open_page(url)


def _show(url: str) -> None:
    emit(
        f"Open this address, log in, and enter the code that it shows (it is not echoed):\n{url}\n",
        sys.stderr,
    )


def _overrides(options: LiveOptions) -> tuple[Override, ...]:
    """Return the hosts and addresses of the command line.

    Raises:
        SettingsError: a host or an address is none.
    """
    typed = ((TRUST_HOST, options.trust_host), (LOGIN_URL, options.login_url), (API_URL, options.api_url))
    try:
        return tuple(read(option, words) for option, values in typed for words in values)
    except OverrideError as error:
        raise SettingsError(f"{error}") from None


def _bound(overrides: Sequence[Override], outcomes: Sequence[Outcome]) -> Mapping[str, Overrides]:
    """Return what the command line says for each connector of the run.

    Raises:
        SettingsError: it does not say so clearly, or leads to a host that is not trusted.
    """
    try:
        return bound(overrides, connectors(outcomes))
    except OverrideError as error:
        raise SettingsError(f"{error}") from None


def _refuse_no_bundle(options: LiveOptions) -> None:
    """Refuse certificate authorities out of a file that is none.

    Raises:
        SettingsError: there is no such file.
    """
    if options.ca_bundle and not is_file(Path(options.ca_bundle)):
        raise SettingsError(f"--ca-bundle: {options.ca_bundle} is no file")
