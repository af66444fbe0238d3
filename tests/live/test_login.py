from __future__ import annotations

import base64
import getpass
import hashlib
import io
import sys
import warnings
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from validator.live.hosts import Origin, Trust
from validator.live.login import OUT_OF_BAND, Denied, NoCode, Paste, authorization, code, read_hidden
from validator.live.secret import Secret
from validator.live.target import Endpoints, Grant, Target

from .checking import PATHS

if TYPE_CHECKING:
    from validator.live.login import Authorization


ADDRESS = Origin("https", "login.procore.com", 443, "/oauth/authorize")
ACME = Target(
    "acme",
    Grant.AUTHORIZATION_CODE,
    "the-client-id",
    Secret("canary-secret"),
    Endpoints("Production", "https://login.procore.com", "https://api.procore.com"),
    PATHS,
    Trust(frozenset()),
)


def asked(target: Target = ACME, redirect_uri: str = OUT_OF_BAND) -> Authorization:
    return authorization(target, ADDRESS, redirect_uri)


def fields(authorization: Authorization) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlsplit(authorization.url).query).items()}


def test_the_address_asks_for_a_code_with_state_and_challenge() -> None:
    login = asked()
    assert login.url.startswith("https://login.procore.com/oauth/authorize?")
    sent = fields(login)
    digest = hashlib.sha256(login.verifier.reveal().encode()).digest()
    assert sent == {
        "response_type": "code",
        "client_id": "the-client-id",
        "redirect_uri": OUT_OF_BAND,
        "state": login.state.reveal(),
        "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        "code_challenge_method": "S256",
    }


def test_state_and_verifier_are_fresh_and_long() -> None:
    values = [value.reveal() for login in (asked(), asked()) for value in (login.state, login.verifier)]
    assert len(set(values)) == 4
    assert all(len(base64.urlsafe_b64decode(value + "==")) == 32 for value in values)


def test_the_secret_is_not_in_the_address() -> None:
    assert "canary" not in asked().url


def test_an_authorization_shows_nothing() -> None:
    assert repr(asked()) == "Authorization(…)"


def test_a_scope_is_asked_for_where_there_is_one() -> None:
    assert fields(asked(ACME._replace(scope="data:read")))["scope"] == "data:read"


def test_a_person_pastes_the_code_of_the_page() -> None:
    shown: list[str] = []
    prompts: list[str] = []
    login = asked()

    def read(prompt: str) -> str:
        prompts.append(prompt)
        return "  canary-code\n"

    person = Paste(lambda asked: shown.append(asked.url), read)
    outcome = person.log_in(login)
    assert isinstance(outcome, Secret)
    assert outcome.reveal() == "canary-code"
    assert shown == [login.url]
    assert person.redirect_uri == OUT_OF_BAND
    assert "canary" not in "".join(prompts)


@pytest.mark.parametrize(
    ("entered", "expected"),
    [
        ("", NoCode.NOTHING_ENTERED),
        (" \n", NoCode.NOTHING_ENTERED),
        ("two words", NoCode.MALFORMED),
        ("https://login.procore.com/oauth/authorize/x", NoCode.MALFORMED),
        ("a\x1bb", NoCode.MALFORMED),
        ("a" * 9000, NoCode.MALFORMED),
        ("https://app.example/callback?code=the-code&state=another", NoCode.MALFORMED),
        ("https://app.example/callback?code=the-code", NoCode.MALFORMED),
    ],
)
def test_what_is_no_code_is_not_taken(entered: str, expected: NoCode) -> None:
    assert Paste(lambda _: None, lambda _: entered).log_in(asked()) is expected


def test_the_whole_address_is_taken_if_its_state_is_that_of_the_log_in() -> None:
    login = asked()
    address = f"https://app.example/callback?code=the%2Bcode%21&state={login.state.reveal()}#top"
    outcome = Paste(lambda _: None, lambda _: address).log_in(login)
    assert isinstance(outcome, Secret)
    assert outcome.reveal() == "the+code!"
    denied = address.replace("code=the%2Bcode%21", "error=access_denied")
    assert Paste(lambda _: None, lambda _: denied).log_in(login) == Denied("access_denied")


def test_a_slip_may_be_typed_again_twice() -> None:
    lines, slips = iter(["two words", "three more words", "the-code"]), []
    outcome = Paste(lambda _: None, lambda _: next(lines), lambda: slips.append("")).log_in(asked())
    assert isinstance(outcome, Secret)
    assert len(slips) == 2


def test_who_logs_in_is_told_for_what() -> None:
    shown: list[tuple[str, str]] = []
    person = Paste(lambda asked: shown.append((asked.config, asked.client)), lambda _: "the-code")
    person.log_in(asked(ACME._replace(client_name="Acme's client")))
    assert shown == [("acme", "Acme's client")]


def test_the_end_of_input_is_no_code() -> None:
    def read(_prompt: str) -> str:
        raise EOFError

    assert Paste(lambda _: None, read).log_in(asked()) is NoCode.NOTHING_ENTERED


def test_a_code_is_a_secret() -> None:
    found = code("canary-code")
    assert found is not None
    assert "canary" not in repr(found)
    assert code("no code") is None


def test_a_code_is_read_from_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("the-code\nmore"))
    assert read_hidden("Code: ") == "the-code\n"


def test_without_any_input_there_is_no_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert read_hidden("Code: ") == ""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_at_a_terminal_the_code_is_not_echoed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("echoed"))
    monkeypatch.setattr(getpass, "getpass", lambda prompt: f"hidden after {prompt}")
    assert read_hidden("Code: ") == "hidden after Code: "


def test_a_terminal_that_would_echo_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def echo(_prompt: str) -> str:
        warnings.warn("echo", getpass.GetPassWarning, stacklevel=1)
        return "echoed"

    monkeypatch.setattr(sys, "stdin", Terminal("echoed"))
    monkeypatch.setattr(getpass, "getpass", echo)
    with pytest.raises(EOFError):
        read_hidden("Code: ")
