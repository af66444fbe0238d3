from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.live.results import Blame
from validator.live.targets import Endpoints, Grant

from .checking import check, fresh, production, rules, sandbox

if TYPE_CHECKING:
    from tests.support.fake_procore import FakeProcore


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
