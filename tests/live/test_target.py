from __future__ import annotations

import pytest

from validator.live.hosts import Trust
from validator.live.results import LiveFault
from validator.live.secret import Secret
from validator.live.target import (
    Addresses,
    Authentication,
    Endpoints,
    Grant,
    Paths,
    Target,
    addresses,
    elsewhere,
)

HERE = Endpoints("Production", "https://login.procore.com", "https://api.procore.com")
PATHS = Paths("/oauth/token", "/oauth/authorize", "/oauth/revoke")
OFFICIAL = Trust(frozenset({"login.procore.com", "api.procore.com", "oauth.example"}))
PRODUCTION = HERE._replace(login_url="https://login.procore.com/")
ACME = Target("acme", Grant.CLIENT_CREDENTIALS, "id", Secret("secret"), PRODUCTION, PATHS, OFFICIAL)


def target(**fields: object) -> Target:
    usual: dict[str, object] = {
        "name": "acme",
        "grant": Grant.CLIENT_CREDENTIALS,
        "client_id": "canary-id",
        "client_secret": Secret("canary-secret"),
        "endpoints": HERE,
        "paths": PATHS,
        "trust": OFFICIAL,
    }
    return Target(**(usual | fields))  # type: ignore[arg-type]


def test_a_target_shows_its_name_alone() -> None:
    assert repr(target()) == "Target('acme')"
    assert "canary" not in f"{target()} {[target()]}"


def test_two_configs_with_one_client_share_a_token() -> None:
    assert target().shares_token_with(target(name="other", company_id=7))


@pytest.mark.parametrize(
    "fields",
    [
        {"client_id": "another"},
        {"client_secret": Secret("another")},
        {"grant": Grant.AUTHORIZATION_CODE},
        {"endpoints": HERE._replace(login_url="https://login-sandbox.procore.com")},
        {"endpoints": HERE._replace(environment="On-Demand Sandbox")},
        {"paths": PATHS._replace(token="/token")},
        {"token_url": "https://login.procore.com/oauth/token"},
        {"scope": "read"},
        {"authentication": Authentication.BASIC_HEADER},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_configs_that_differ_in_the_token_request_do_not_share_one(fields: dict[str, object]) -> None:
    assert not target().shares_token_with(target(**fields))


def urls(target: Target) -> list[str | None]:
    found = addresses(target)
    assert isinstance(found, Addresses)
    return [None if each is None else each.url() for each in found]


def test_addresses_follow_from_the_login_address() -> None:
    assert urls(ACME) == [
        "https://login.procore.com/oauth/token",
        "https://login.procore.com/oauth/revoke",
        None,
        "https://api.procore.com",
    ]


def test_the_code_flow_needs_an_address_to_log_in() -> None:
    by_code = ACME._replace(grant=Grant.AUTHORIZATION_CODE)
    assert urls(by_code)[2] == "https://login.procore.com/oauth/authorize"
    assert (
        urls(by_code._replace(authorization_url="https://oauth.example/log-in"))[2]
        == "https://oauth.example/log-in"
    )


def test_a_full_address_comes_before_the_paths_and_has_no_known_revocation() -> None:
    other = ACME._replace(endpoints=Endpoints("Live", "", ""), token_url="https://oauth.example/v1/token")
    assert urls(other) == ["https://oauth.example/v1/token", None, None, None]


def test_what_no_path_is_known_for_has_no_address() -> None:
    assert urls(ACME._replace(paths=Paths("/token"))) == [
        "https://login.procore.com/token",
        None,
        None,
        "https://api.procore.com",
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"token_url": "https://evil.example/token"}, "evil.example"),
        ({"endpoints": PRODUCTION._replace(login_url="https://evil.example")}, "evil.example"),
        ({"endpoints": PRODUCTION._replace(api_url="https://evil.example:8443/x")}, "evil.example:8443"),
        ({"endpoints": PRODUCTION._replace(login_url="http://login.procore.com")}, "plain http"),
        ({"endpoints": PRODUCTION._replace(login_url="https://a:b@login.procore.com")}, "user name"),
        ({"endpoints": PRODUCTION._replace(login_url="procore")}, "not a plain https address"),
        ({"endpoints": Endpoints("Live", "", "")}, "not a plain https address"),
        ({"paths": PATHS._replace(token="")}, "not a plain https address"),
        (
            {"grant": Grant.AUTHORIZATION_CODE, "paths": PATHS._replace(authorize="")},
            "not a plain https address",
        ),
        ({"grant": Grant.AUTHORIZATION_CODE, "authorization_url": "https://evil.example/a"}, "evil.example"),
    ],
)
def test_one_address_that_is_not_trusted_is_enough(fields: dict[str, object], words: str) -> None:
    found = addresses(ACME._replace(**fields))  # type: ignore[arg-type]
    assert isinstance(found, LiveFault)
    assert found.rule == "live/untrusted-host"
    assert words in found.cause


def test_another_environment_is_judged_as_well() -> None:
    found = elsewhere(PRODUCTION, ACME)
    assert found is not None
    assert found.token.url() == "https://login.procore.com/oauth/token"
    assert found.revocation is not None
    assert found.revocation.url() == "https://login.procore.com/oauth/revoke"
    assert elsewhere(PRODUCTION._replace(login_url="https://evil.example"), ACME) is None
    assert elsewhere(PRODUCTION._replace(login_url=""), ACME) is None
    assert elsewhere(PRODUCTION, ACME._replace(paths=Paths())) is None


def test_where_nobody_says_how_to_revoke_nothing_is_revoked() -> None:
    found = elsewhere(PRODUCTION, ACME._replace(paths=Paths("/token")))
    assert found is not None
    assert found.revocation is None
