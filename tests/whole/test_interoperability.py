"""The live check against an authorization server that is not ours: oauthlib, over TLS on this machine."""

from __future__ import annotations

import json
import ssl
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.live.checking import ladder, options, rules
from tests.support.oauth_server import CLIENT_ID, CLIENT_SECRET, REDIRECT_URI, Authorizing, Ways
from validator.live.hosts import Trust, host_port
from validator.live.login import Paste
from validator.live.run import run
from validator.live.secret import Secret
from validator.live.target import Authentication, Endpoints, Grant, Paths, Target

if TYPE_CHECKING:
    from tests.support.fake_procore import FakeProcore
    from tests.support.fake_procore.server import Site
    from validator.live.login import Authorization
    from validator.live.results import LiveResult

pytestmark = pytest.mark.usefixtures("quiet_environment")


class World:
    """The server, and checks of a client of it."""

    def __init__(self, fake: FakeProcore) -> None:
        self.fake = fake
        self.answering = Authorizing()
        self.site: Site = fake.site("oauthlib", self.answering, fake.tls("127.0.0.1"))

    def check(self, person: Paste | None = None, /, *, refresh: bool = False, **fields: object) -> LiveResult:
        place = host_port(self.site.host)
        assert place is not None
        usual: dict[str, object] = {
            "name": "acme",
            "grant": Grant.CLIENT_CREDENTIALS,
            "client_id": CLIENT_ID,
            "client_secret": Secret(CLIENT_SECRET),
            "endpoints": Endpoints("Live", self.site.url, ""),
            "paths": Paths("/token", "/authorize", "/revoke"),
            "trust": Trust(frozenset(), frozenset({place})),
        }
        (result,) = run([Target(**(usual | fields))], options(self.fake, person=person, refresh=refresh))  # type: ignore[arg-type]
        assert CLIENT_SECRET not in repr(result)
        return result


@pytest.fixture
def world(fake: FakeProcore) -> World:
    return World(fake)


@pytest.mark.parametrize("authentication", Authentication)
@pytest.mark.parametrize("scope", ["", "ledger:read ledger:write"])
def test_a_token_is_fetched_and_revoked(world: World, authentication: Authentication, scope: str) -> None:
    result = world.check(authentication=authentication, scope=scope)
    assert (rules(result), ladder(result).outcomes) == ([], "pppssss")
    assert (result.facts.lifetime, result.facts.token_revoked) == (3600, True)
    assert (len(world.answering.known.revoked), world.answering.known.tokens) == (1, set())


@pytest.mark.parametrize("authentication", Authentication)
def test_a_wrong_secret_is_told(world: World, authentication: Authentication) -> None:
    result = world.check(authentication=authentication, client_secret=Secret("another"))
    assert rules(result) == ["invalid-client"]


def test_a_wrong_scope_is_told(world: World) -> None:
    assert rules(world.check(scope="ledger:burn")) == ["token-refused"]


def logging_in(fake: FakeProcore, *, state: str = "", alone: bool = False) -> Paste:
    """Return a person who allows the app, and pastes the whole address at which the browser ends, or the code alone."""
    ended: list[str] = []

    def show(asked: Authorization) -> None:
        trusting = ssl.create_default_context(cafile=fake.ca_file)
        answer = httpx.get(asked.url, verify=trusting, trust_env=False, follow_redirects=False)
        ended.append(answer.headers["location"])

    def read(_prompt: str) -> str:
        query = parse_qs(urlsplit(ended[-1]).query)
        if alone:
            return query["code"][0]
        given = query["state"][0]
        return ended[-1].replace(given, state) if state else ended[-1]

    return Paste(show, read, redirect_uri=REDIRECT_URI)


def test_a_person_logs_in_with_state_and_pkce_and_both_tokens_are_revoked(world: World) -> None:
    result = world.check(logging_in(world.fake), grant=Grant.AUTHORIZATION_CODE)
    assert (rules(result), ladder(result).outcomes) == ([], "pppssss")
    assert (result.facts.token_revoked, result.facts.refresh_token_revoked) == (True, True)
    assert (len(world.answering.known.revoked), world.answering.known.tokens) == (2, set())


ODD = [
    Ways(code="!c0de|with*odd~'\"(characters)%2B+/=&#?;:@,.$<>{}[]^`\\"),
    Ways(code="c" * 6000, token="t" * 20_000),
    Ways(token="!t0ken|*~$", life_as_text=True, type="BEARER"),
]


@pytest.mark.parametrize("ways", ODD)
@pytest.mark.parametrize("authentication", Authentication)
@pytest.mark.parametrize("alone", [False, True])
def test_a_server_may_go_all_the_ways_that_the_standard_leaves_it(
    world: World, ways: Ways, authentication: Authentication, alone: bool
) -> None:
    world.answering.ways = ways
    person = logging_in(world.fake, alone=alone)
    result = world.check(person, grant=Grant.AUTHORIZATION_CODE, authentication=authentication, refresh=True)
    assert (rules(result), result.facts.lifetime) == ([], 3600)
    assert (len(world.answering.known.revoked), world.answering.known.tokens) == (4, set())


def test_tokens_of_another_type_are_of_no_use_and_revoked_all_the_same(world: World) -> None:
    world.answering.ways = Ways(type="mac")
    result = world.check(logging_in(world.fake), grant=Grant.AUTHORIZATION_CODE)
    assert rules(result) == ["unexpected-answer"]
    assert (len(world.answering.known.revoked), world.answering.known.tokens) == (2, set())


def test_a_new_refresh_token_works_once_and_all_are_revoked(world: World) -> None:
    result = world.check(logging_in(world.fake), grant=Grant.AUTHORIZATION_CODE, refresh=True)
    assert rules(result) == []
    assert result.steps[2].detail == "valid for 3600 seconds; refreshed once"
    assert world.answering.known.tokens == set()


def test_an_address_of_another_log_in_is_not_taken(world: World) -> None:
    result = world.check(logging_in(world.fake, state="another"), grant=Grant.AUTHORIZATION_CODE)
    assert rules(result) == ["not-logged-in"]
    assert world.answering.known.tokens == set()


def test_what_the_server_says_is_json_of_the_standard(world: World) -> None:
    trusting = ssl.create_default_context(cafile=world.fake.ca_file)
    answer = httpx.post(f"{world.site.url}/token", data={}, verify=trusting, trust_env=False)
    assert json.loads(answer.text)["error"] in {"unsupported_grant_type", "invalid_request"}
