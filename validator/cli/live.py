"""`appxlint live`: lint, then try what lints clean against the real service."""

from __future__ import annotations

import os
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from validator.cli.arguments import fail_on_of, request_of
from validator.cli.exits import Exit, exit_code
from validator.cli.output import print_report, sheets_of
from validator.diagnostics import Problem, Report, Severity, reading_order, summarise
from validator.documents.kinds import CONFIG
from validator.engine.run import Outcome, check_projects
from validator.live import run as run_live
from validator.live.diagnosis import UNCHECKED
from validator.live.diagnosis import exit_code as live_exit_code
from validator.live.hosts import Trust, host_port
from validator.live.listener import Browser
from validator.live.login import Paste, read_hidden
from validator.live.plan import Overrides, Plan, plan, trust_for
from validator.live.report import diagnostics, ladder
from validator.live.transport import SetupError
from validator.project.settings import SettingsError
from validator.render.ladder import render
from validator.render.sink import emit
from validator.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.cli.options import CheckOptions
    from validator.live.login import Person
    from validator.live.results import LiveResult
    from validator.live.run import Finished
    from validator.project.connection import Connection


class LiveOptions(NamedTuple):
    """What the command line of `live` says beyond that of `check`."""

    paste: bool = False
    browser: bool = False
    redirect_uri: str | None = None
    probe_environments: bool = False
    trust_host: tuple[str, ...] = ()
    login_url: str | None = None
    api_url: str | None = None
    ca_bundle: str | None = None


class _Config(NamedTuple):
    """A config to try, with the project that it belongs to."""

    outcome: Outcome
    plan: Plan


def live(options: CheckOptions, live_options: LiveOptions) -> int:
    """Lint, try every config without errors, print the report, and return the exit code.

    Raises:
        SettingsError: an option or the settings cannot be used.
    """
    sheets = sheets_of(options)
    fail_on = fail_on_of(options)
    person, overrides = _person(live_options), _overrides(live_options)
    report, outcomes = check_projects(request_of(options))
    configs = [
        _Config(outcome, plan(connection, overrides, os.environ))
        for outcome in outcomes
        for connection in _sound(outcome)
    ]
    results = _results(configs, live_options, person, overrides)
    whole = _whole(report, configs, results)
    for sheet in sheets:
        if sheet.format == "text" and not sheet.file:
            emit(render(whole.live), sys.stdout)
        print_report(whole, sheet, options, fail_on)
    return _exit(whole, results, fail_on)


def _sound(outcome: Outcome) -> Iterator[Connection]:
    """Yield the connections of the asked configs that have no errors, in any document that they are made of."""
    project = outcome.loaded.project
    faulty = {(each.path, each.document) for each in outcome.diagnostics if each.severity is Severity.ERROR}
    for document in project.of_kind(CONFIG):
        connection = project.connection(document)
        parts = {(each.path, each.title) for each in connection.documents()}
        if document.path in outcome.loaded.asked and not parts & faulty and not document.broken:
            yield connection


def _results(
    configs: Sequence[_Config], options: LiveOptions, person: Person | None, overrides: Overrides
) -> tuple[LiveResult, ...]:
    """Return the results of all configs in order: those that need nothing sent, and those that were tried."""
    targets = [each.plan.target for each in configs if each.plan.target is not None]
    hosts = {
        host for each in configs for host in trust_for(each.plan.connection.connector_key, overrides).official
    }
    asked = run_live.Options(
        Trust(frozenset(hosts), overrides.trusted),
        person=person,
        probe_environments=options.probe_environments,
        ca_bundle=Path(options.ca_bundle) if options.ca_bundle else None,
    )
    try:
        tried = iter(run_live.run(targets, asked, _progress) if targets else ())
    except SetupError as error:
        raise SettingsError(f"{error}") from None
    return tuple(each.plan.result if each.plan.result is not None else next(tried) for each in configs)


def _progress(finished: Finished) -> None:
    if sys.stderr.isatty():
        emit(f"\r\x1b[2K{finished.done} of {finished.total} configs tried", sys.stderr)
        if finished.done == finished.total:
            emit("\r\x1b[2K", sys.stderr)


def _whole(report: Report, configs: Sequence[_Config], results: Sequence[LiveResult]) -> Report:
    """Return the lint report with what the live check found."""
    found = [
        each
        for config, result in zip(configs, results, strict=True)
        for each in diagnostics(result, config.plan.connection, config.outcome.linter)
    ]
    everything = tuple(sorted((*report.diagnostics, *found), key=reading_order))
    problems = report.problems
    if not results and not problems:
        problems = (Problem("", "nothing was tried: there is no config without errors here"),)
    counted = report.summary
    summary = summarise(
        everything,
        suppressed=counted.suppressed,
        files=counted.files,
        documents=counted.documents,
        rules=counted.rules,
    )
    return report._replace(
        diagnostics=everything, summary=summary, problems=problems, live=tuple(map(ladder, results))
    )


def _exit(report: Report, results: Sequence[LiveResult], fail_on: Severity | None) -> int:
    code = live_exit_code((fault for result in results for fault in result.faults), fail_on)
    offline = exit_code(_without_live(report), fail_on)
    if offline is Exit.UNCHECKED or code == UNCHECKED:
        return Exit.UNCHECKED
    return max(offline, code)


def _without_live(report: Report) -> Report:
    return report._replace(
        diagnostics=tuple(each for each in report.diagnostics if not each.rule.startswith("live/"))
    )


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
    if options.ca_bundle and not Path(options.ca_bundle).is_file():
        raise SettingsError(f"--ca-bundle: {options.ca_bundle} is no file")
    return Overrides(frozenset(trusted), options.login_url or "", options.api_url or "")
