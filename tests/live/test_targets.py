from __future__ import annotations

import pytest

from validator.live.secret import Secret
from validator.live.targets import Authentication, Endpoints, Grant, Target

HERE = Endpoints("Production", "https://login.procore.com", "https://api.procore.com")


def target(**fields: object) -> Target:
    usual: dict[str, object] = {
        "name": "acme",
        "grant": Grant.CLIENT_CREDENTIALS,
        "client_id": "canary-id",
        "client_secret": Secret("canary-secret"),
        "endpoints": HERE,
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
        {"token_url": "https://login.procore.com/oauth/token"},
        {"scope": "read"},
        {"authentication": Authentication.BASIC_HEADER},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_configs_that_differ_in_the_token_request_do_not_share_one(fields: dict[str, object]) -> None:
    assert not target().shares_token_with(target(**fields))
