from __future__ import annotations

import time

import pytest

from tests.support.fake_procore import COMPANY, FakeProcore
from tests.support.sampling import thorough
from validator.live.diagnosis import fault
from validator.live.hosts import HostPort
from validator.live.results import Blame, LiveResult, Outcome, StepName
from validator.live.steps import not_supported, refused
from validator.live.target import Endpoints

from .checking import QUICK, check, fresh, ladder, production, rules, trusting

_AT_ONCE = 2
ENDPOINTS = ("token", "companies", "me", "region", "projects")
BEHAVIOURS = {
    "hangup": "unreachable",
    "garbage": "unreachable",
    "408": "unreachable",
    "500": "unavailable",
    "502": "unavailable",
    "html-500": "unavailable",
    "503-long": "unavailable",
    "503-html": "unavailable",
    "429": "rate-limited",
    "429-long": "rate-limited",
    "429-after": "rate-limited",
    "429-plain": "rate-limited",
    "429-silent": "rate-limited",
    "redirect-302": "unexpected-answer",
    "redirect-307": "unexpected-answer",
    "redirect-308": "unexpected-answer",
    "endless": "unexpected-answer",
    "huge": "unexpected-answer",
    "truncated": "unexpected-answer",
    "gzip": "unexpected-answer",
    "html": "unexpected-answer",
    "204": "unexpected-answer",
    "blank": "unexpected-answer",
    "text": "unexpected-answer",
    "latin1": "unexpected-answer",
    "utf16": "unexpected-answer",
    "deep": "unexpected-answer",
    "long-number": "unexpected-answer",
    "nan": "unexpected-answer",
    "null": "unexpected-answer",
    "number": "unexpected-answer",
    "string": "unexpected-answer",
    "list": "unexpected-answer",
}


def test_a_good_connection_climbs_the_whole_ladder(fake: FakeProcore) -> None:
    client_id = fresh()
    result = check(fake, client_id=client_id)
    assert ladder(result).outcomes == "ppppppp"
    assert rules(result) == []
    assert all(step.seconds >= 0 for step in result.steps)
    assert sum(step.seconds for step in result.steps) > 0
    asked = [(each.site, each.method, each.path) for each in fake.requests(client_id=client_id)]
    assert asked == [
        ("login", "POST", "/oauth/token"),
        ("api", "GET", "/rest/v1.0/companies"),
        ("api", "GET", f"/rest/v1.0/companies/{COMPANY}/me"),
        ("api", "GET", "/rest/v1.0/company_base_url"),
        ("api", "GET", "/rest/v1.1/projects"),
        ("login", "POST", "/oauth/revoke"),
    ]


def test_the_company_header_goes_with_every_read(fake: FakeProcore) -> None:
    client_id = fresh()
    check(fake, client_id=client_id)
    reads = fake.requests("api", client_id)
    assert len(reads) == 4
    assert {each.headers["procore-company-id"] for each in reads} == {str(COMPANY)}


@pytest.mark.parametrize(
    ("endpoint", "behaviour"), [("token", "drip"), ("me", "slow"), ("me", "drip-header")]
)
def test_an_answer_that_never_ends_is_given_up(fake: FakeProcore, endpoint: str, behaviour: str) -> None:
    client_id = fresh(f"{endpoint}-{behaviour}")
    started = time.monotonic()
    result = check(fake, client_id=client_id, limits=QUICK)
    assert time.monotonic() - started < 3.0
    assert rules(result) == ["unreachable"]
    assert ladder(result).outcomes == ("ppfssss" if endpoint == "token" else "ppppfss")
    assert_revoked(fake, client_id, result, token=endpoint == "me")


BAD_ANSWERS = [
    (endpoint, behaviour) if (first + second) % len(ENDPOINTS) < _AT_ONCE else thorough((endpoint, behaviour))
    for first, endpoint in enumerate(ENDPOINTS)
    for second, behaviour in enumerate(BEHAVIOURS)
]
"""Every answer at two places, and at each place two answers of five; a thorough run has all of them everywhere."""


@pytest.mark.parametrize(("endpoint", "behaviour"), BAD_ANSWERS)
def test_every_bad_answer_ends_in_one_fault(fake: FakeProcore, endpoint: str, behaviour: str) -> None:
    client_id = fresh(f"{endpoint}-{behaviour}")
    before = len(fake.requests("elsewhere"))
    result = check(fake, client_id=client_id)
    assert rules(result) == [BEHAVIOURS[behaviour]]
    place = 2 + ENDPOINTS.index(endpoint)
    assert ladder(result).outcomes == "p" * place + "f" + "s" * (6 - place)
    assert len(fake.requests("elsewhere")) == before
    assert_revoked(fake, client_id, result, token=endpoint != "token")


def assert_revoked(fake: FakeProcore, client_id: str, result: LiveResult, *, token: bool) -> None:
    revoked = [each for each in fake.requests("login", client_id) if each.path == "/oauth/revoke"]
    assert len(revoked) == token
    assert result.facts.token_revoked is (True if token else None)


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize("behaviour", ["429-after-once", "503-once"])
def test_a_busy_server_is_waited_for_once(fake: FakeProcore, endpoint: str, behaviour: str) -> None:
    slept: list[float] = []
    result = check(fake, f"{endpoint}-{behaviour}", sleep=slept.append)
    assert rules(result) == []
    assert slept == [10.0 if "429" in behaviour else 3.0]


@pytest.mark.parametrize("behaviour", ["429-after", "503"])
def test_a_server_that_stays_busy_is_asked_twice(fake: FakeProcore, behaviour: str) -> None:
    slept: list[float] = []
    client_id = fresh(f"companies-{behaviour}")
    result = check(fake, client_id=client_id, sleep=slept.append)
    assert rules(result) == ["rate-limited" if "429" in behaviour else "unavailable"]
    assert len(fake.requests("api", client_id)) == 2
    assert len(slept) == 1


def test_a_refused_connection_fails_at_the_host(fake: FakeProcore) -> None:
    away = Endpoints("Production", "https://127.0.0.1:9", fake.api.url)
    trust = trusting(fake)
    trust = trust._replace(trusted=trust.trusted | {HostPort("127.0.0.1", 9)})
    result = check(fake, endpoints=away, trust=trust)
    assert ladder(result).outcomes == "pfsssss"
    assert rules(result) == ["unreachable"]


def test_a_wrong_certificate_fails_at_the_host(fake: FakeProcore) -> None:
    result = check(fake, ca_bundle=None)
    assert ladder(result).outcomes == "pfsssss"
    assert rules(result) == ["unreachable"]
    assert "--ca-bundle" in result.faults[0].next_step


def test_without_a_company_the_token_is_tried_alone(fake: FakeProcore) -> None:
    client_id = fresh()
    result = check(fake, client_id=client_id, company_id=None)
    assert ladder(result).outcomes == "pppssss"
    assert rules(result) == []
    assert result.steps[-1].detail == "the config names no company"
    assert fake.requests("api", client_id) == []
    assert result.facts.token_revoked


def test_another_product_gets_the_token_step_alone(fake: FakeProcore) -> None:
    client_id = fresh()
    elsewhere = Endpoints("Live", "", "")
    result = check(fake, client_id=client_id, endpoints=elsewhere, token_url=f"{fake.login.url}/oauth/token")
    assert ladder(result).outcomes == "pppssss"
    assert rules(result) == []
    assert [each.path for each in fake.requests(client_id=client_id)] == ["/oauth/token", "/oauth/revoke"]
    assert result.facts.token_revoked is True


@pytest.mark.parametrize(("off", "direction"), [(400, "ahead of"), (-400, "behind")])
def test_a_wrong_clock_is_noted_and_stops_nothing(fake: FakeProcore, off: int, direction: str) -> None:
    result = check(fake, clock=lambda: time.time() + off)
    assert ladder(result).outcomes == "ppppppp"
    assert rules(result) == ["clock-skew"]
    assert direction in result.faults[0].cause


@pytest.mark.parametrize("scenario", ["token-old", "token-future"])
def test_a_token_that_the_server_gives_again_says_nothing_of_the_clock(
    fake: FakeProcore, scenario: str
) -> None:
    assert rules(check(fake, scenario)) == []


def test_a_clock_that_is_nearly_right_is_not_worth_a_word(fake: FakeProcore) -> None:
    result = check(fake, clock=lambda: time.time() + 200)
    assert rules(result) == []
    assert 190 < (result.facts.clock_skew or 0) < 210


def test_the_lifetime_of_the_token_is_told(fake: FakeProcore) -> None:
    result = check(fake)
    assert result.facts.lifetime == 5400
    assert result.steps[2].detail == "valid for 5400 seconds"
    assert check(fake, "token-life-text").steps[2].detail == "valid for 5400 seconds"


def test_a_token_of_another_environment_is_refused_by_the_api(fake: FakeProcore) -> None:
    mixed = production(fake)._replace(login_url=fake.sandbox_login.url)
    result = check(fake, "sandbox_good", endpoints=mixed)
    assert rules(result) == ["token-refused"]
    assert result.faults[0].blame is Blame.ENVIRONMENT
    assert ladder(result).failed == ("companies",)


def test_a_config_can_fail_before_anything_is_sent() -> None:
    found = fault("live/unresolved-reference", "env-unset", name="THE_SECRET")
    result = refused("acme", StepName.REFERENCE, found)
    assert ladder(result).outcomes == "fssssss"
    assert result.faults == (found,)
    assert "THE_SECRET" in result.steps[0].detail


def test_a_connector_without_a_live_check_is_told_so() -> None:
    result = not_supported("acme", fault("live/not-supported"))
    assert rules(result) == ["not-supported"]
    assert {step.outcome for step in result.steps} == {Outcome.SKIPPED}
