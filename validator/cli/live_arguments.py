"""The command line of `live`: what it says beyond that of `check`, judged before anything is read or sent."""

from __future__ import annotations

import os
from pathlib import Path

from validator.cli.live_terminal import ask_again, open_page, show_address
from validator.documents.discover import is_file
from validator.live.env_file import EnvFileError
from validator.live.env_file import read as read_env_file
from validator.live.listener import Browser, place_of
from validator.live.login import OUT_OF_BAND, Paste, read_hidden
from validator.live.overrides import API_URL, LOGIN_URL, TRUST_HOST, OverrideError, bound, read
from validator.live.plan import Wishes, connectors, requested
from validator.live.transport import Limits
from validator.project.facts import host_of
from validator.project.settings import SettingsError
from validator.values import NamedTuple
from validator.words import closest, did_you_mean, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from validator.engine.run import Outcome
    from validator.live.login import Person
    from validator.live.overrides import Override, Overrides

_LONGEST_TIMEOUT = 600
_DIGITS = 4


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


def person_of(options: LiveOptions) -> Person | None:
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
        return Browser(options.redirect_uri, open_page)
    if not options.paste:
        if options.redirect_uri is not None:
            raise SettingsError("--redirect-uri goes with --browser or --paste")
        return None
    uri = options.redirect_uri or OUT_OF_BAND
    if uri != OUT_OF_BAND and place_of(uri) is None and not _is_https(uri):
        raise SettingsError("--redirect-uri: this is no https://HOST/PATH and no http://localhost:PORT/PATH")
    return Paste(show_address, read_hidden, ask_again, uri)


def _is_https(uri: str) -> bool:
    return host_of(uri) is not None and uri.startswith("https://") and "#" not in uri


def overrides_of(options: LiveOptions) -> tuple[Override, ...]:
    """Return the hosts and addresses of the command line.

    Raises:
        SettingsError: a host or an address is none.
    """
    typed = ((TRUST_HOST, options.trust_host), (LOGIN_URL, options.login_url), (API_URL, options.api_url))
    try:
        return tuple(read(option, words) for option, values in typed for words in values)
    except OverrideError as error:
        raise SettingsError(f"{error}") from None


def bound_to(overrides: Sequence[Override], outcomes: Sequence[Outcome]) -> Mapping[str, Overrides]:
    """Return what the command line says for each connector of the run.

    Raises:
        SettingsError: it does not say so clearly, or leads to a host that is not trusted.
    """
    try:
        return bound(overrides, connectors(outcomes))
    except OverrideError as error:
        raise SettingsError(f"{error}") from None


def wishes_of(options: LiveOptions, outcomes: Sequence[Outcome]) -> Wishes:
    """Return which configs are to be tried, and how far.

    Raises:
        SettingsError: no config is called so, and none is for such a connector.
    """
    return Wishes(
        _only(options, outcomes),
        token_only=options.token_only,
        companies=options.companies,
        dry=options.dry_run,
    )


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


def limits_of(options: LiveOptions) -> Limits:
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


def environ_of(options: LiveOptions) -> Mapping[str, str]:
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


def refuse_contradictions(options: LiveOptions) -> None:
    """Refuse options that do not go together, and certificate authorities out of a file that is none.

    Raises:
        SettingsError: there are such.
    """
    if options.ca_bundle and not is_file(Path(options.ca_bundle)):
        raise SettingsError(f"--ca-bundle: {options.ca_bundle} is no file")
    if options.companies and options.token_only:
        raise SettingsError("--companies and --token-only: choose one of the two")
    if options.refresh and not (options.paste or options.browser):
        raise SettingsError("--refresh goes with --browser or --paste")
