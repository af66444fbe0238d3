from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.fake_procore import SECRET
from validator.live.answers import Answer, Failure, Trouble
from validator.live.hosts import Origin, Trust
from validator.live.results import Blame, LiveFault
from validator.live.secret import Secret
from validator.live.target import Authentication, Endpoints, Grant, Target
from validator.live.token import (
    Code,
    Token,
    fetch,
    knows_client,
    read_token,
    refusal,
    revoke,
    token_request,
    tokens_in,
)
from validator.live.transport import Transport, context

from .checking import PATHS, QUICK, answer, check, fresh, ladder, production, rules, sandbox, target

if TYPE_CHECKING:
    from tests.support.fake_procore import FakeProcore


LOGIN = Origin("https", "login.procore.com", 443, "/oauth/token")
TOKEN = "eyJ0eXAiOiJKV1QifQ.canary-token.sig"
ACME = Target(
    "acme",
    Grant.CLIENT_CREDENTIALS,
    "the-client-id",
    Secret("canary-secret"),
    Endpoints("Production", "https://login.procore.com", "https://api.procore.com"),
    PATHS,
    Trust(frozenset()),
)
OTHER_PRODUCT = ACME._replace(endpoints=Endpoints("Live", "", ""), token_url="https://oauth.example/token")


class Scripted:
    """Stands for a Patience: gives one answer."""

    def __init__(self, answer: Answer | Failure) -> None:
        self._answer = answer

    def ask(self, _request: object) -> Answer | Failure:
        return self._answer


def got(status: int, body: Any, target: Target = ACME) -> Token | LiveFault | Failure:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return fetch(target, LOGIN, Scripted(Answer(status, {}, content))).outcome  # type: ignore[arg-type]


def success(**parts: Any) -> dict[str, Any]:
    body = {
        "access_token": TOKEN,
        "token_type": "bearer",
        "expires_in": 5400,
        "created_at": 1767225600,
    } | parts
    return {key: value for key, value in body.items() if value is not None}


def test_a_good_answer_gives_a_token() -> None:
    token = got(200, success(refresh_token="canary-refresh"))
    assert isinstance(token, Token)
    assert token.value.reveal() == TOKEN
    assert (token.lifetime, token.server_time) == (5400, 1767225600)
    assert "canary" not in repr(token)


@pytest.mark.parametrize(
    "parts",
    [
        {"access_token": None},
        {"access_token": ""},
        {"access_token": 1},
        {"access_token": ["a"]},
        {"access_token": "a b"},
        {"access_token": "a\r\nX-Injected: b"},
        {"access_token": "a\n"},
        {"access_token": "tökén"},
        {"access_token": "a" * 65537},
        {"token_type": None},
        {"token_type": "mac"},
        {"token_type": 1},
    ],
)
def test_a_token_that_is_none_is_refused(parts: dict[str, Any]) -> None:
    fault = got(200, success(**parts))
    assert isinstance(fault, LiveFault)
    assert fault.rule == "live/unexpected-answer"


@pytest.mark.parametrize(
    "parts",
    [
        {"access_token": "a" * 65536},
        {"token_type": "BEARER"},
        {"access_token": "a.~+/=-_0"},
        {"access_token": '!a|b*c{d}"e'},
    ],
)
def test_unusual_tokens_within_the_standard_are_taken(parts: dict[str, Any]) -> None:
    assert isinstance(got(200, success(**parts)), Token)


@pytest.mark.parametrize("life", [None, "5400 s", "", True, 0, -1, 1.5, 10**12, [5400]])
def test_an_odd_lifetime_is_left_out(life: Any) -> None:
    token = got(200, success(expires_in=life))
    assert isinstance(token, Token)
    assert token.lifetime is None


def test_a_lifetime_may_be_written_as_text() -> None:
    token = got(200, success(expires_in="5400"))
    assert isinstance(token, Token)
    assert token.lifetime == 5400


def test_the_servers_time_is_that_of_its_answer_and_not_that_of_an_older_token() -> None:
    headers = {"date": "Thu, 01 Jan 2026 00:10:00 GMT"}
    token = read_token(Answer(200, headers, json.dumps(success()).encode()))
    assert token is not None
    assert token.server_time == 1767225600 + 600


@pytest.mark.parametrize("birth", [None, "1767225600", True, -1, 0, 1.5])
def test_an_odd_time_of_birth_is_left_out(birth: Any) -> None:
    token = got(200, success(created_at=birth))
    assert isinstance(token, Token)
    assert token.server_time is None


@pytest.mark.parametrize(
    ("status", "error", "rule", "words"),
    [
        (401, "invalid_client", "live/invalid-client", "Developer Sandbox has keys of its own"),
        (400, "invalid_client", "live/invalid-client", ""),
        (400, "unauthorized_client", "live/grant-not-allowed", "Service Account"),
        (400, "unsupported_grant_type", "live/grant-not-allowed", ""),
        (400, "invalid_grant", "live/token-refused", "may log in unattended"),
        (401, "invalid_grant", "live/token-refused", ""),
        (400, "server_error", "live/unavailable", "says that it is out of order"),
        (400, "temporarily_unavailable", "live/unavailable", "try again later"),
        (400, "invalid_scope", "live/token-refused", "scope"),
        (400, "invalid_request", "live/token-refused", "incomplete"),
        (403, "access_denied", "live/token-refused", ""),
        (400, "canary", "live/token-refused", "HTTP 400"),
        (418, "", "live/token-refused", "HTTP 418"),
    ],
)
def test_the_error_codes_of_the_standard_have_their_faults(
    status: int, error: str, rule: str, words: str
) -> None:
    fault = got(status, {"error": error, "error_description": "canary"})
    assert isinstance(fault, LiveFault)
    assert fault.rule == rule
    assert words in fault.cause + fault.next_step
    assert "canary" not in repr(fault)


@pytest.mark.parametrize(
    ("status", "body", "rule"),
    [
        (200, b"<html>", "live/unexpected-answer"),
        (200, b"", "live/unexpected-answer"),
        (200, ["a"], "live/unexpected-answer"),
        (201, success(), "live/unexpected-answer"),
        (204, b"", "live/unexpected-answer"),
        (404, b"<html>", "live/unexpected-answer"),
        (403, b"Blocked", "live/unexpected-answer"),
        (401, ["a"], "live/unexpected-answer"),
        (400, {"error": {"message": "canary"}}, "live/token-refused"),
        (302, b"", "live/unexpected-answer"),
        (408, b"", "live/unreachable"),
        (429, b"", "live/rate-limited"),
        (500, b"<html>", "live/unavailable"),
        (503, {}, "live/unavailable"),
    ],
)
def test_other_answers_have_their_faults(status: int, body: Any, rule: str) -> None:
    fault = got(status, body)
    assert isinstance(fault, LiveFault)
    assert fault.rule == rule


def test_without_an_answer_the_failure_is_handed_on() -> None:
    failure = Failure(Trouble.TLS, sent=False)
    assert fetch(ACME, LOGIN, Scripted(failure)) == (failure, ())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("status", "error"),
    [(401, "invalid_client"), (400, "unauthorized_client"), (400, "invalid_scope"), (500, "")],
)
def test_for_another_product_nothing_is_said_of_procore(status: int, error: str) -> None:
    fault = got(status, {"error": error}, OTHER_PRODUCT)
    assert isinstance(fault, LiveFault)
    assert "rocore" not in fault.next_step
    assert "Sandbox" not in fault.next_step
    assert "Service Account" not in fault.next_step


def test_the_code_flow_has_words_of_its_own() -> None:
    fault = refusal("unauthorized_client", ACME._replace(grant=Grant.AUTHORIZATION_CODE), "login.procore.com")
    assert fault is not None
    assert "User Level" in fault.next_step


def test_the_client_is_sent_in_the_form() -> None:
    request = token_request(ACME._replace(scope="read write"), LOGIN)
    assert request.url == "https://login.procore.com/oauth/token"
    form = dict(request.form or {})
    assert form.pop("client_secret") is ACME.client_secret
    assert form == {"grant_type": "client_credentials", "client_id": "the-client-id", "scope": "read write"}
    assert request.basic is None
    assert request.bearer is None


def test_the_client_is_sent_in_a_header_where_the_product_wants_it() -> None:
    request = token_request(ACME._replace(authentication=Authentication.BASIC_HEADER), LOGIN)
    assert request.form == {"grant_type": "client_credentials"}
    assert request.basic == ("the-client-id", ACME.client_secret)


def test_a_code_is_exchanged_with_its_verifier() -> None:
    code = Code(Secret("canary-code"), Secret("canary-verifier"), "http://localhost:1/cb")
    form = token_request(ACME._replace(grant=Grant.AUTHORIZATION_CODE), LOGIN, code).form or {}
    assert form["grant_type"] == "authorization_code"
    assert (form["code"], form["code_verifier"]) == (code.value, code.verifier)
    assert form["redirect_uri"] == "http://localhost:1/cb"
    assert "canary" not in repr(code)


@pytest.mark.parametrize(
    ("status", "body", "known"),
    [
        (200, success(), True),
        (400, {"error": "unauthorized_client"}, True),
        (401, {"error": "invalid_client"}, False),
        (200, {}, False),
        (200, [], False),
    ],
)
def test_an_answer_shows_whether_the_client_is_known(status: int, body: Any, known: bool) -> None:
    assert knows_client(Answer(status, {}, json.dumps(body).encode())) is known


def test_only_an_answer_of_status_200_holds_a_token() -> None:
    assert read_token(Answer(201, {}, json.dumps(success()).encode())) is None


@pytest.mark.parametrize(
    ("scenario", "revoked"), [("good", True), ("revoke-500", False), ("revoke-hangup", False)]
)
def test_revoking_says_whether_it_worked(fake: FakeProcore, scenario: str, revoked: bool) -> None:
    acme = target(fake, scenario)
    revocation = Origin("https", "127.0.0.1", fake.login.server_address[1], "/oauth/revoke")
    with contextlib.closing(Transport(context(fake.ca_file), QUICK)) as transport:
        assert revoke(Secret(TOKEN), acme, revocation, transport) is revoked
    (received,) = fake.requests("login", acme.client_id)
    assert received.form == {"token": TOKEN, "client_id": acme.client_id, "client_secret": SECRET}


def test_a_wrong_secret_is_an_unknown_client(fake: FakeProcore) -> None:
    result = check(fake, client_secret=Secret("another"))
    assert rules(result) == ["invalid-client"]
    assert ladder(result).failed == ("token",)


def test_a_scope_is_sent_and_refused(fake: FakeProcore) -> None:
    result = check(fake, scope="everything")
    assert rules(result) == ["token-refused"]
    assert "scope" in result.faults[0].cause


def test_a_basic_header_is_understood(fake: FakeProcore) -> None:
    assert rules(check(fake, authentication=Authentication.BASIC_HEADER)) == []


def logins(fake: FakeProcore, client_id: str) -> list[tuple[str, str]]:
    return [(each.site, each.path) for each in fake.requests(client_id=client_id)]


def test_keys_of_another_environment_are_named_when_asked(fake: FakeProcore) -> None:
    client_id = fresh("sandbox_good")
    others = (production(fake), sandbox(fake))
    result = check(fake, client_id=client_id, others=others, probe_environments=True)
    assert rules(result) == ["invalid-client"]
    fault = result.faults[0]
    assert "Developer Sandbox" in fault.cause
    assert "Production" in fault.next_step
    assert fault.blame is Blame.CLIENT
    assert logins(fake, client_id) == [
        ("login", "/oauth/token"),
        ("sandbox_login", "/oauth/token"),
        ("sandbox_login", "/oauth/revoke"),
    ]


def test_environments_with_one_login_host_are_asked_once_and_named_together(fake: FakeProcore) -> None:
    client_id = fresh()
    others = (production(fake), production(fake)._replace(environment="On-Demand Sandbox"))
    result = check(fake, client_id=client_id, endpoints=sandbox(fake), others=others, probe_environments=True)
    assert "Production or On-Demand Sandbox" in result.faults[0].cause
    assert logins(fake, client_id)[1:] == [("login", "/oauth/token"), ("login", "/oauth/revoke")]


def test_a_client_that_another_host_knows_without_a_token_belongs_there(fake: FakeProcore) -> None:
    result = check(fake, "token-user-level", others=(), probe_environments=True)
    assert rules(result) == ["grant-not-allowed"]


def test_keys_that_nobody_knows_are_told(fake: FakeProcore) -> None:
    result = check(fake, "unknown", others=(sandbox(fake),), probe_environments=True)
    assert rules(result) == ["invalid-client"]
    assert "neither" in result.faults[0].cause


def test_a_host_that_does_not_answer_leaves_the_question_open(fake: FakeProcore) -> None:
    stranger = Endpoints("Federal Zone", "https://login.example", "")
    result = check(fake, "unknown", others=(sandbox(fake), stranger), probe_environments=True)
    assert "did not all answer" in result.faults[0].cause


def test_an_untrusted_environment_gets_no_secret(fake: FakeProcore) -> None:
    before = len(fake.requests("elsewhere"))
    stranger = Endpoints("Federal Zone", fake.elsewhere.url, fake.elsewhere.url)
    check(fake, "unknown", others=(stranger,), probe_environments=True)
    assert len(fake.requests("elsewhere")) == before


@pytest.mark.parametrize("scenario", ["unknown", "sandbox_good"])
def test_nothing_else_is_asked_unless_told_to(fake: FakeProcore, scenario: str) -> None:
    client_id = fresh(scenario)
    check(fake, client_id=client_id, others=(sandbox(fake),))
    assert logins(fake, client_id) == [("login", "/oauth/token")]


@pytest.mark.parametrize("scenario", ["good", "token-user-level", "token-500", "companies-401"])
def test_nothing_else_is_asked_after_any_other_fault(fake: FakeProcore, scenario: str) -> None:
    client_id = fresh(scenario)
    check(fake, client_id=client_id, others=(sandbox(fake),), probe_environments=True)
    assert fake.requests("sandbox_login", client_id) == []


def test_a_code_is_not_tried_elsewhere(fake: FakeProcore) -> None:
    client_id = fresh()
    check(
        fake,
        client_id=client_id,
        grant=Grant.AUTHORIZATION_CODE,
        others=(sandbox(fake),),
        probe_environments=True,
    )
    assert fake.requests("sandbox_login", client_id) == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({"access_token": "a"}, [("a", False)]),
        ({"access_token": "a", "refresh_token": "b"}, [("b", True), ("a", False)]),
        ({"access_token": "a", "token_type": "mac", "error": "x"}, [("a", False)]),
        ({"access_token": "a!|* b", "refresh_token": ""}, [("a!|* b", False)]),
        ({"access_token": "a\r\nb", "refresh_token": 7}, []),
        (["access_token"], []),
        (b"<html>", []),
    ],
)
@pytest.mark.parametrize("status", [200, 201, 400, 500])
def test_every_token_of_an_answer_is_found_whatever_is_wrong_with_it(
    status: int, body: object, found: list[tuple[str, bool]]
) -> None:
    issued = tokens_in(answer(status, body))
    assert [(each.value.reveal(), each.refreshing) for each in issued] == found


@pytest.mark.parametrize("scenario", ["token-mac-type", "token-no-type"])
def test_the_token_of_an_answer_that_is_rejected_is_revoked(fake: FakeProcore, scenario: str) -> None:
    client_id = fresh(scenario)
    result = check(fake, client_id=client_id)
    assert rules(result) == ["unexpected-answer"]
    assert result.facts.token_revoked
    assert not [each for each in fake.state.tokens.values() if each.client_id == client_id]


def test_the_token_of_another_environment_that_is_of_no_use_is_revoked_too(fake: FakeProcore) -> None:
    client_id = fresh("sandbox_token-mac-type")
    check(fake, client_id=client_id, others=(sandbox(fake),), probe_environments=True)
    assert [each for each in fake.state.revoked.values() if each and each.client_id == client_id]
    assert not [each for each in fake.state.tokens.values() if each.client_id == client_id]
