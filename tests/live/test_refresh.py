from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.live.target import Grant

from .checking import check, fresh, ladder, rules
from .people import pasting

if TYPE_CHECKING:
    from tests.support.fake_procore import FakeProcore

CODE_FLOW = Grant.AUTHORIZATION_CODE


def test_the_refresh_token_is_spent_once_and_everything_is_revoked(fake: FakeProcore) -> None:
    client = fresh()
    result = check(fake, client_id=client, grant=CODE_FLOW, person=pasting(fake), refresh=True)
    assert (rules(result), ladder(result).outcomes) == ([], "ppppppp")
    assert result.steps[2].detail == "valid for 5400 seconds; refreshed once"
    assert (result.facts.token_revoked, result.facts.refresh_token_revoked) == (True, True)
    grants = [
        each.form["grant_type"] for each in fake.requests(client_id=client) if "grant_type" in each.form
    ]
    assert grants == ["authorization_code", "refresh_token"]
    assert not [each for each in fake.state.tokens.values() if each.client_id == client]
    assert not [each for each in fake.state.refresh_tokens.values() if each.client_id == client]


def test_without_the_wish_it_is_not_spent(fake: FakeProcore) -> None:
    client = fresh()
    check(fake, client_id=client, grant=CODE_FLOW, person=pasting(fake))
    assert not [each for each in fake.requests(client_id=client) if "refresh_token" in each.form]


@pytest.mark.parametrize(
    ("scenario", "words"),
    [
        ("token-no-refresh", "gave no refresh token"),
        ("token-refresh-dead", "does not accept the refresh token"),
    ],
)
def test_a_refresh_token_that_is_none_is_a_finding(fake: FakeProcore, scenario: str, words: str) -> None:
    result = check(fake, scenario, grant=CODE_FLOW, person=pasting(fake), refresh=True)
    assert rules(result) == ["refresh-failed"]
    assert words in result.faults[0].cause
    assert ladder(result).failed == ("token",)
    assert result.facts.token_revoked is True


def test_client_credentials_have_none_to_spend(fake: FakeProcore) -> None:
    assert rules(check(fake, refresh=True)) == []
