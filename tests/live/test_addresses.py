from __future__ import annotations

import pytest

from validator.live.addresses import Addresses, addresses, elsewhere
from validator.live.hosts import Trust
from validator.live.results import LiveFault
from validator.live.secret import Secret
from validator.live.targets import Endpoints, Grant, Target

OFFICIAL = Trust(frozenset({"login.procore.com", "api.procore.com", "oauth.example"}))
PRODUCTION = Endpoints("Production", "https://login.procore.com/", "https://api.procore.com")
ACME = Target("acme", Grant.CLIENT_CREDENTIALS, "id", Secret("secret"), PRODUCTION)


def urls(target: Target) -> list[str | None]:
    found = addresses(target, OFFICIAL)
    assert isinstance(found, Addresses)
    return [None if each is None else each.url() for each in found]


def test_procore_paths_follow_from_the_login_address() -> None:
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


def test_another_product_has_full_addresses_and_no_known_revocation() -> None:
    other = ACME._replace(endpoints=Endpoints("Live", "", ""), token_url="https://oauth.example/v1/token")
    assert urls(other) == ["https://oauth.example/v1/token", None, None, None]


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
        ({"grant": Grant.AUTHORIZATION_CODE, "authorization_url": "https://evil.example/a"}, "evil.example"),
    ],
)
def test_one_address_that_is_not_trusted_is_enough(fields: dict[str, object], words: str) -> None:
    found = addresses(ACME._replace(**fields), OFFICIAL)  # type: ignore[arg-type]
    assert isinstance(found, LiveFault)
    assert found.rule == "live/untrusted-host"
    assert words in found.cause


def test_another_environment_is_judged_as_well() -> None:
    assert elsewhere(PRODUCTION, OFFICIAL) is not None
    assert elsewhere(PRODUCTION._replace(login_url="https://evil.example"), OFFICIAL) is None
    assert elsewhere(PRODUCTION._replace(login_url=""), OFFICIAL) is None
