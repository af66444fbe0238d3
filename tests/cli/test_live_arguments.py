from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from validator.cli.live_arguments import (
    LiveOptions,
    environ_of,
    limits_of,
    overrides_of,
    person_of,
    refuse_contradictions,
)
from validator.live.listener import Browser
from validator.live.login import OUT_OF_BAND, Paste
from validator.live.overrides import Override
from validator.project.settings import SettingsError

if TYPE_CHECKING:
    from pathlib import Path


def typed(**options: Any) -> LiveOptions:
    """Return the options of a command line."""
    none: dict[str, Any] = {
        "paste": False,
        "browser": False,
        "redirect_uri": None,
        "probe_environments": False,
        "trust_host": (),
        "login_url": (),
        "api_url": (),
        "ca_bundle": None,
    }
    return LiveOptions(**(none | options))


def test_nobody_logs_in_unless_that_is_asked_for() -> None:
    assert person_of(typed()) is None


@pytest.mark.parametrize(
    ("uri", "used"),
    [
        (None, OUT_OF_BAND),
        (OUT_OF_BAND, OUT_OF_BAND),
        ("https://app.example/callback", "https://app.example/callback"),
        ("http://localhost:8080/callback", "http://localhost:8080/callback"),
    ],
)
def test_a_code_is_pasted_out_of_band_or_from_a_registered_address(uri: str | None, used: str) -> None:
    person = person_of(typed(paste=True, redirect_uri=uri))
    assert isinstance(person, Paste)
    assert person.redirect_uri == used


@pytest.mark.parametrize("uri", ["http://localhost:8080/x", "http://127.0.0.1:8080", "http://[::1]:8080/x"])
def test_a_browser_comes_back_to_this_machine(uri: str) -> None:
    person = person_of(typed(browser=True, redirect_uri=uri))
    assert isinstance(person, Browser)
    assert person.redirect_uri == uri


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"redirect_uri": "http://localhost:8080/x"}, "--redirect-uri goes with --browser or --paste"),
        ({"paste": True, "redirect_uri": "http://app.example/"}, "no https://HOST/PATH"),
        ({"paste": True, "redirect_uri": "https://app.example/#x"}, "no https://HOST/PATH"),
        ({"browser": True, "redirect_uri": "http://[::2]:8080/"}, "none of 127.0.0.1 or "),
    ],
)
def test_a_redirect_uri_that_nobody_can_come_back_to_is_refused(options: dict[str, Any], words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        person_of(typed(**options))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"refresh": True}, "--refresh goes with --browser or --paste"),
        ({"companies": True, "token_only": True}, "choose one of the two"),
        ({"ca_bundle": "gone.pem"}, "gone.pem is no file"),
    ],
)
def test_options_that_do_not_go_together_are_refused(options: dict[str, Any], words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        refuse_contradictions(typed(**options))


def test_options_that_go_together_are_not(tmp_path: Path) -> None:
    bundle = tmp_path / "ca.pem"
    bundle.touch()
    for options in (typed(), typed(refresh=True, paste=True), typed(ca_bundle=f"{bundle}", companies=True)):
        refuse_contradictions(options)
    with pytest.raises(SettingsError):
        refuse_contradictions(typed(refresh=True, ca_bundle=f"{bundle}"))


def test_a_timeout_is_that_of_one_request() -> None:
    assert limits_of(typed()).request == 30.0
    limits = limits_of(typed(timeout="5"))
    assert (limits.connect, limits.read, limits.request, limits.total) == (5.0, 5.0, 5.0, 15.0)
    assert limits_of(typed(timeout="600")).connect == 10.0


@pytest.mark.parametrize("text", ["0", "601", "-1", "1.5", "soon", "\u0663", "00001"])
def test_a_timeout_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="no number of seconds from 1 to 600"):
        limits_of(typed(timeout=text))


def test_variables_of_a_file_come_before_those_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONE", "of the environment")
    monkeypatch.setenv("TWO", "of the environment")
    file = tmp_path / "secrets.env"
    file.write_text("TWO=of the file\n")
    found = environ_of(typed(env_file=f"{file}"))
    assert (found["ONE"], found["TWO"]) == ("of the environment", "of the file")
    with pytest.raises(SettingsError, match=r"--env-file: .* cannot be read"):
        environ_of(typed(env_file=f"{tmp_path / 'gone.env'}"))


def test_hosts_and_addresses_are_read_with_the_connector_that_they_are_for() -> None:
    read = overrides_of(typed(trust_host=("procore=a.example",), login_url=("https://a.example",)))
    assert read == (
        Override("--trust-host", "procore", "a.example"),
        Override("--login-url", "", "https://a.example"),
    )
    with pytest.raises(SettingsError, match="--api-url: this is no address"):
        overrides_of(typed(api_url=("a.example",)))
