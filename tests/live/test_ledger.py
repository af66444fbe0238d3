from __future__ import annotations

import pytest

from validator.live.ledger import Issued, Ledger
from validator.live.secret import Secret


def issued(number: int = 1, *, refreshing: bool = False) -> list[Issued]:
    return [Issued(Secret("canary"), refreshing) for _ in range(number)]


@pytest.mark.parametrize(
    ("revoked", "left", "words"),
    [
        (0, [], "there was no token to revoke"),
        (1, [], "1 token was revoked"),
        (2, [], "2 tokens were revoked"),
        (0, issued(), "1 token was not revoked (it ends by itself)"),
        (1, issued(2), "1 token was revoked; 2 tokens were not revoked (they end by themselves)"),
        (
            1,
            issued(refreshing=True),
            "1 token was revoked; 1 token was not revoked (a refresh token stays valid until its app is removed)",
        ),
    ],
)
def test_what_was_revoked_is_said_and_what_was_not(revoked: int, left: list[Issued], words: str) -> None:
    ledger, given_back = Ledger(), issued(revoked)
    ledger.enter([*given_back, *left])
    for each in given_back:
        ledger.strike(each)
    assert ledger.words() == words
    assert "canary" not in ledger.words()


def test_a_token_that_has_not_come_yet_is_told_as_long_as_it_is_waited_for() -> None:
    ledger = Ledger()
    with ledger.waiting():
        assert (
            ledger.words()
            == "a token that was asked for and had not come yet is not revoked, and ends by itself"
        )
    assert ledger.words() == "there was no token to revoke"


def test_a_request_that_fails_is_waited_for_no_more() -> None:
    ledger = Ledger()
    with pytest.raises(LookupError), ledger.waiting():
        raise LookupError
    assert ledger.words() == "there was no token to revoke"
