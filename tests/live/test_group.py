from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.fake_procore import COMPANY, NOT_INSTALLED
from validator.live.group import grouped
from validator.live.run import run
from validator.live.secret import Secret

from .checking import fresh, ladder, options, rules, sandbox, target, trusting

if TYPE_CHECKING:
    from tests.support.fake_procore import FakeProcore
    from validator.live.targets import Target


def places(fake: FakeProcore, *targets: Target) -> list[list[int]]:
    return [[member.place for member in group] for group in grouped(targets, trusting(fake))]


def test_targets_with_one_client_stand_together(fake: FakeProcore) -> None:
    one, two = fresh(), fresh()
    targets = [target(fake, client_id=client_id) for client_id in (one, two, one, one, two)]
    assert places(fake, *targets) == [[0, 2, 3], [1, 4]]


def test_another_secret_or_environment_makes_another_group(fake: FakeProcore) -> None:
    client_id = fresh()
    first = target(fake, client_id=client_id)
    wrong = first._replace(client_secret=Secret("another"))
    away = first._replace(endpoints=sandbox(fake))
    assert places(fake, first, wrong, away) == [[0], [1], [2]]


def test_a_refused_address_stands_alone(fake: FakeProcore) -> None:
    client_id = fresh()
    first = target(fake, client_id=client_id)
    refused = first._replace(endpoints=first.endpoints._replace(api_url=fake.elsewhere.url))
    assert places(fake, refused, first, refused, first) == [[0], [1, 3], [2]]


def test_one_token_serves_all_and_is_revoked_after_the_last(fake: FakeProcore) -> None:
    client_id = fresh()
    targets = [
        target(fake, client_id=client_id, name="one"),
        target(fake, client_id=client_id, name="two", company_id=NOT_INSTALLED),
        target(fake, client_id=client_id, name="three"),
    ]
    results = run(targets, options(fake))
    assert [rules(each) for each in results] == [[], ["company-not-visible"], []]
    assert [each.facts.token_revoked for each in results] == [True, True, True]
    asked = fake.requests(client_id=client_id)
    assert [each.path for each in asked if each.site == "login"] == ["/oauth/token", "/oauth/revoke"]
    assert asked[-1].path == "/oauth/revoke"


def test_a_fault_of_the_token_is_the_fault_of_all(fake: FakeProcore) -> None:
    client_id = fresh("unknown")
    results = run([target(fake, client_id=client_id, name=name) for name in "ab"], options(fake))
    assert [rules(each) for each in results] == [["invalid-client"], ["invalid-client"]]
    assert len(fake.requests(client_id=client_id)) == 1


def test_an_untrusted_api_fails_at_the_host_and_nothing_is_sent(fake: FakeProcore) -> None:
    client_id = fresh()
    acme = target(fake, client_id=client_id)
    acme = acme._replace(endpoints=acme.endpoints._replace(api_url=fake.elsewhere.url))
    (result,) = run([acme], options(fake))
    assert ladder(result).outcomes == "pfsssss"
    assert rules(result) == ["untrusted-host"]
    assert fake.elsewhere.host in result.faults[0].cause
    assert fake.requests(client_id=client_id) == []


@pytest.mark.parametrize("scenario", ["revoke-500", "revoke-hangup"])
def test_a_token_that_cannot_be_revoked_is_told_and_is_no_fault(fake: FakeProcore, scenario: str) -> None:
    (result,) = run([target(fake, scenario, company_id=COMPANY)], options(fake))
    assert rules(result) == []
    assert result.facts.token_revoked is False
