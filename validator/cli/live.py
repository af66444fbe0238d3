"""`appxlint live`: lint, then try what lints clean against the real service."""

from __future__ import annotations

import os
import sys
import webbrowser
from pathlib import Path

from validator.cli.arguments import fail_on_of, request_of
from validator.cli.exits import Exit
from validator.cli.output import outputs_of, print_report
from validator.cli.overwrite import refuse_to_overwrite
from validator.documents.discover import is_file
from validator.engine.run import check_projects
from validator.live import run as run_live
from validator.live.hosts import host_port
from validator.live.listener import Browser
from validator.live.login import Paste, read_hidden
from validator.live.plan import Overrides, in_order, plans, trust_for
from validator.live.report import joined, verdict
from validator.live.results import ExitClass
from validator.live.transport import SetupError
from validator.project.settings import SettingsError
from validator.render.ladder import render
from validator.render.sink import emit
from validator.values import NamedTuple
from validator.words import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.cli.options import CheckOptions
    from validator.live.login import Person
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
    login_url: str | None
    api_url: str | None
    ca_bundle: str | None


def live(options: CheckOptions, live_options: LiveOptions) -> int:
    """Lint, try every config without errors, print the report, and return the exit code.

    Raises:
        SettingsError: an option or the settings cannot be used.
    """
    outputs = outputs_of(options)
    fail_on = fail_on_of(options)
    person, overrides = _person(live_options), _overrides(live_options)
    refuse_to_overwrite(options)
    report, outcomes = check_projects(request_of(options))
    planned = plans(outcomes, overrides, os.environ)
    results = in_order(planned, _tried(planned, live_options, person, overrides))
    whole = joined(report, planned, results)
    for output in outputs:
        if output.format == "text" and not output.file:
            emit(render(whole.live), sys.stdout)
        print_report(whole, output, options, fail_on)
    return EXITS[verdict(whole, results, fail_on)]


def _tried(
    planned: Sequence[Plan], options: LiveOptions, person: Person | None, overrides: Overrides
) -> Sequence[LiveResult]:
    """Return what came of the configs for which something has to be sent."""
    targets = [each.target for each in planned if each.target is not None]
    if not targets:
        return ()
    chosen = run_live.Options(
        trust_for((each.connection.connector_key for each in planned), overrides),
        person=person,
        probe_environments=options.probe_environments,
        ca_bundle=Path(options.ca_bundle) if options.ca_bundle else None,
    )
    try:
        return run_live.run(targets, chosen, _progress)
    except SetupError as error:
        raise SettingsError(f"{error}") from None


def _progress(finished: Finished) -> None:
    if sys.stderr.isatty():
        emit(f"\r\x1b[2K{finished.done} of {finished.total} configs tried", sys.stderr)
        if finished.done == finished.total:
            emit("\r\x1b[2K", sys.stderr)


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
        return Browser(options.redirect_uri, _open)
    if options.redirect_uri is not None:
        raise SettingsError("--redirect-uri goes with --browser")
    return Paste(_show, read_hidden) if options.paste else None


def _open(url: str) -> None:
    emit(f"Log in on the page that opens; if none does, open this address:\n{url}\n", sys.stderr)
    webbrowser.open(url)


def _show(url: str) -> None:
    emit(
        f"Open this address, log in, and enter the code that it shows (it is not echoed):\n{url}\n",
        sys.stderr,
    )


def _overrides(options: LiveOptions) -> Overrides:
    """Return the hosts and addresses of the command line.

    Raises:
        SettingsError: a host is none, or an address is overridden whose host is not trusted.
    """
    trusted = set()
    for words in options.trust_host:
        place = host_port(words)
        if place is None:
            raise SettingsError(f"--trust-host: {quoted(words)} is no HOST or HOST:PORT")
        trusted.add(place)
    if (options.login_url or options.api_url) and not trusted:
        raise SettingsError("--login-url and --api-url need --trust-host for their hosts too")
    if options.ca_bundle and not is_file(Path(options.ca_bundle)):
        raise SettingsError(f"--ca-bundle: {options.ca_bundle} is no file")
    return Overrides(frozenset(trusted), options.login_url or "", options.api_url or "")
