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
from validator.live.env_file import EnvFileError
from validator.live.env_file import read as read_env_file
from validator.live.listener import Browser, place_of
from validator.live.login import OUT_OF_BAND, Paste, read_hidden
from validator.live.overrides import API_URL, LOGIN_URL, TRUST_HOST, OverrideError, bound, read
from validator.live.plan import Wishes, connectors, in_order, left_out, plans, requested
from validator.live.report import joined, verdict
from validator.live.results import ExitClass
from validator.live.steps import interrupted
from validator.live.transport import Limits, SetupError
from validator.project.facts import host_of
from validator.project.settings import SettingsError
from validator.render.ladder import render, summary
from validator.render.sink import emit, emit_progress, say
from validator.values import NamedTuple
from validator.words import closest, did_you_mean, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import NoReturn

    from validator.cli.options import CheckOptions, Output
    from validator.diagnostics import Report, Severity
    from validator.engine.run import Outcome
    from validator.live.login import Authorization, Person
    from validator.live.overrides import Override, Overrides
    from validator.live.plan import Plan
    from validator.live.results import LiveResult
    from validator.live.run import Finished
    from validator.live.target import Target

_LONGEST_TIMEOUT = 600
_DIGITS = 4

EXITS = {
    ExitClass.FINDING: Exit.FINDINGS,
    ExitClass.UNCHECKED: Exit.UNCHECKED,
    ExitClass.UNTRIED: Exit.CLEAN,
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
    only: tuple[str, ...] = ()
    token_only: bool = False
    dry_run: bool = False
    require_all: bool = False
    timeout: str | None = None
    env_file: str | None = None
    verbose: bool = False
    refresh: bool = False
    companies: bool = False


def live(options: CheckOptions, live_options: LiveOptions) -> int:
    """Lint, try every config without errors, print the report, and return the exit code.

    Raises:
        SettingsError: an option or the settings cannot be used.
    """
    outputs = outputs_of(options)
    fail_on = fail_on_of(options)
    person, overrides = _person(live_options), _overrides(live_options)
    _refuse_no_bundle(live_options)
    if live_options.companies and live_options.token_only:
        raise SettingsError("--companies and --token-only: choose one of the two")
    limits, environ = _limits(live_options), _environ(live_options)
    refuse_to_overwrite(options, outputs)
    report, outcomes = check_projects(request_of(options))
    wishes = Wishes(
        _only(live_options, outcomes),
        token_only=live_options.token_only,
        companies=live_options.companies,
        dry=live_options.dry_run,
    )
    planned = plans(outcomes, _bound(overrides, outcomes), environ, wishes)
    ended: run_live.Interrupted | None = None
    try:
        tried = _tried(planned, live_options, person, limits, names=_for_eyes_alone(outputs))
    except run_live.Interrupted as error:
        ended, tried = error, _until(error, planned)
    whole = joined(report, planned, in_order(planned, tried), left_out(outcomes, planned, wishes))
    for output in outputs:
        _print(whole, output, options, fail_on, every=live_options.verbose or live_options.companies)
    if ended is not None:
        say(f"appxlint: interrupted; {ended}\n")
        return Exit.TERMINATED if isinstance(ended.__cause__, Terminated) else Exit.INTERRUPTED
    return EXITS[verdict(whole, fail_on, require_all=live_options.require_all)]


def _print(
    report: Report, output: Output, options: CheckOptions, fail_on: Severity | None, *, every: bool
) -> None:
    """Write a report in one format; people see the steps before it and a table of all configs after it."""
    for_people = output.format == "text" and not output.file
    if for_people:
        emit(render(report.live, every=every), sys.stdout)
    print_report(report, output, options, fail_on)
    if for_people:
        emit(summary(report.live), sys.stdout)


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
        seconds = f", {finished.seconds:.0f} s" if finished.seconds >= 1 else ""
        emit_progress(f"{finished.done} of {finished.total} configs tried{seconds}", sys.stderr)
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
    if not options.paste:
        if options.redirect_uri is not None:
            raise SettingsError("--redirect-uri goes with --browser or --paste")
        return None
    uri = options.redirect_uri or OUT_OF_BAND
    if uri != OUT_OF_BAND and place_of(uri) is None and not _is_https(uri):
        raise SettingsError("--redirect-uri: this is no https://HOST/PATH and no http://localhost:PORT/PATH")
    return Paste(_show, read_hidden, _again, uri)


def _is_https(uri: str) -> bool:
    return host_of(uri) is not None and uri.startswith("https://") and "#" not in uri


def _open(url: str) -> None:
    emit(f"Log in on the page that opens; if none does, open this address:\n{url}\n", sys.stderr)
    open_page(url)


def _show(asked: Authorization) -> None:
    by = f", with the client {quoted(asked.client)}" if asked.client else ""
    emit(
        f"For {quoted(asked.config)}{by}: open this address, log in, and enter the code that is shown, or the whole "
        f"address that the browser ends at (it is not echoed):\n{asked.url}\n",
        sys.stderr,
    )


def _again() -> None:
    emit("This is neither a code nor the address of this log-in; once more:\n", sys.stderr)


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


def _only(options: LiveOptions, outcomes: Sequence[Outcome]) -> frozenset[str]:
    """Return the names and connectors that alone are tried.

    Raises:
        SettingsError: no config is called so, and none is for such a connector.
    """
    known = {f"{name}" for each in requested(outcomes) for name in (each.name, each.get("connector"))}
    for name in options.only:
        if name not in known:
            meant = did_you_mean(closest(name, sorted(known)))
            raise SettingsError(f"--only: no config here has the name or the connector {quoted(name)}{meant}")
    return frozenset(options.only)


def _limits(options: LiveOptions) -> Limits:
    """Return how long requests may take.

    Raises:
        SettingsError: it is no number of seconds that a request can take.
    """
    if options.timeout is None:
        return Limits()
    text = options.timeout
    seconds = int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0
    if not 0 < seconds <= _LONGEST_TIMEOUT:
        raise SettingsError(f"--timeout: {quoted(text)} is no number of seconds from 1 to {_LONGEST_TIMEOUT}")
    return Limits.within(float(seconds))


def _environ(options: LiveOptions) -> Mapping[str, str]:
    """Return the variables that references stand for: those of the file before those of the environment.

    Raises:
        SettingsError: the file cannot be used.
    """
    if options.env_file is None:
        return os.environ
    try:
        return {**os.environ, **read_env_file(Path(options.env_file))}
    except EnvFileError as error:
        raise SettingsError(f"--env-file: {error}") from None


def _refuse_no_bundle(options: LiveOptions) -> None:
    """Refuse certificate authorities out of a file that is none.

    Raises:
        SettingsError: there is no such file.
    """
    if options.ca_bundle and not is_file(Path(options.ca_bundle)):
        raise SettingsError(f"--ca-bundle: {options.ca_bundle} is no file")
