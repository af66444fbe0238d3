"""No secret, token, code or verifier appears in anything that a run leaves behind; `check` looks at results."""

from __future__ import annotations

import base64
import logging
import traceback
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.live.checking import check, fresh, options, sandbox, secrets_in, target
from tests.live.people import Script, browse
from tests.support.fake_procore import PROJECT, SECRET, WORD
from tests.support.fake_procore.echoes import FORMS
from tests.support.sampling import one_in
from validator.live.login import Paste
from validator.live.report import ladder
from validator.live.run import run
from validator.live.secret import Secret
from validator.live.target import Authentication, Grant
from validator.render.ladder import render

if TYPE_CHECKING:
    from tests.support.fake_procore import FakeProcore
    from validator.live.results import LiveResult

pytestmark = pytest.mark.usefixtures("quiet_environment")

SCENARIOS = [
    "good",
    "unknown",
    "companies-reflects",
    "companies-other",
    "companies-escapes",
    "companies-html",
    "companies-redirect-307",
    "companies-truncated",
    "me-reflects",
    "me-403",
    "region-escapes",
    "projects-deep",
    "token-newline",
    "token-spaces",
    "token-long",
    "token-unknown-error",
    "token-html-500",
    "token-redirect-307",
    "token-hangup",
    "token-truncated",
    "revoke-hangup",
]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_logs_and_streams_stay_empty(
    fake: FakeProcore, scenario: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    check(fake, scenario, others=(sandbox(fake),), probe_environments=True)
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


def test_the_search_for_secrets_finds_one(fake: FakeProcore) -> None:
    client_id = fresh()
    check(fake, client_id=client_id)
    (token,) = [token for token, each in fake.state.revoked.items() if each and each.client_id == client_id]
    assert secrets_in(f"a {SECRET} b {token} c", fake, client_id) == [SECRET, token]


@pytest.mark.parametrize(
    ("scenario", "rule", "fields"),
    [
        ("good", "live/company-is-project", {"company_id": PROJECT}),
        (
            "companies-reflects",
            "live/company-not-visible",
            {"authentication": Authentication.BASIC_HEADER, "names": True},
        ),
    ],
)
def test_a_search_for_a_project_and_a_basic_header_leave_no_secret_behind(
    fake: FakeProcore, scenario: str, rule: str, fields: dict[str, Any]
) -> None:
    client_id = fresh(scenario)
    result = check(fake, client_id=client_id, **fields)
    assert [each.rule for each in result.faults] == [rule]
    assert secrets_in(everything(result), fake, client_id) == []
    encoded = base64.b64encode(f"{client_id}:{SECRET}".encode()).decode()
    assert encoded not in everything(result)


def test_a_name_that_repeats_the_token_is_hidden(fake: FakeProcore) -> None:
    (fault,) = check(fake, "companies-reflects", names=True).faults
    assert "(hidden: it repeats a secret)" in fault.cause
    assert check(fake, "me-reflects").facts.caller == "(hidden: it repeats a secret)"


ECHOES = [
    (endpoint, form, secret)
    for endpoint in ("token", "companies", "me", "region", "projects")
    for form in FORMS
    for secret in (SECRET, WORD)
]


def everything(result: LiveResult) -> str:
    """Return whatever of a result may be printed, by any format."""
    return repr(result) + render([ladder(result)], width=10_000)


@pytest.mark.parametrize(("endpoint", "form", "secret"), one_in(3, ECHOES))
def test_nothing_shows_a_secret_that_a_server_gives_back(
    fake: FakeProcore, endpoint: str, form: str, secret: str
) -> None:
    result = check(fake, f"{endpoint}-echo-{form}", client_secret=Secret(secret))
    shown = everything(result)
    assert FORMS[form](secret).rstrip("=").casefold() not in shown.casefold()
    assert secret not in shown


@pytest.mark.parametrize("form", FORMS)
def test_nothing_shows_a_token_that_a_server_gives_back(fake: FakeProcore, form: str) -> None:
    client_id = fresh(f"me-retort-{form}")
    shown = everything(check(fake, client_id=client_id))
    (token,) = [
        each for each, issued in fake.state.revoked.items() if issued and issued.client_id == client_id
    ]
    assert FORMS[form](token).rstrip("=")[:20].casefold() not in shown.casefold()


def test_a_log_in_leaves_no_code_behind(fake: FakeProcore, capfd: pytest.CaptureFixture[str]) -> None:
    pages: list[str] = []
    codes: list[str] = []

    def read(_prompt: str) -> str:
        codes.append(pages[-1].partition("<code id=code>")[2].partition("<")[0])
        return codes[-1]

    person = Paste(lambda asked: pages.append(browse(fake, asked.url).text), read)
    result = check(fake, grant=Grant.AUTHORIZATION_CODE, person=person)
    assert result.facts.token_revoked
    assert len(codes[0]) == 43
    assert codes[0] not in repr(result)
    assert codes[0] not in "".join(capfd.readouterr())


def shown(error: BaseException) -> str:
    """Return a traceback as the most talkative printer shows it."""
    return "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())


def test_a_fault_of_the_tool_has_no_secret_in_its_traceback(
    fake: FakeProcore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr(httpx.Client, "stream", fail)
    with pytest.raises(Exception, match="ValueError") as caught:
        run([target(fake)], options(fake))
    assert SECRET not in shown(caught.value)


def test_a_person_who_fails_leaves_no_secret_in_the_traceback(fake: FakeProcore) -> None:
    class Broken(Script):
        def log_in(self, authorization: Any, *_: Any, **__: Any) -> Any:
            self.requested.append(authorization)
            raise LookupError("the browser is gone")

    person = Broken(None)  # type: ignore[arg-type]
    with pytest.raises(LookupError) as caught:
        run([target(fake, grant=Grant.AUTHORIZATION_CODE)], options(fake, person=person))
    text = shown(caught.value)
    assert SECRET not in text
    assert not person.requested[0].verifier.occurs_in(text)
