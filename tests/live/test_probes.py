from __future__ import annotations

import pytest

from tests.support.fake_procore import COMPANY, FakeProcore
from validator.live.results import LiveResult, Outcome, Step, StepName
from validator.live.targets import Expected

from .checking import check, fresh, ladder, rules


def step(result: LiveResult, name: StepName) -> Step:
    return next(each for each in result.steps if each.name is name)


def test_the_caller_is_named(fake: FakeProcore) -> None:
    result = check(fake)
    assert result.facts.caller == "Example App"
    assert step(result, StepName.ACCESS).detail == 'connected as "Example App"'


def test_a_caller_without_a_name_is_connected_all_the_same(fake: FakeProcore) -> None:
    result = check(fake, "me-nameless")
    assert rules(result) == []
    assert step(result, StepName.ACCESS).detail == "connected"


@pytest.mark.parametrize(
    ("scenario", "rule"),
    [
        ("me-not-connected", "app-not-connected"),
        ("me-not-connected-text", "app-not-connected"),
        ("me-not-connected-map", "app-not-connected"),
        ("me-403", "forbidden"),
        ("me-403-text", "forbidden"),
        ("me-403-record", "forbidden"),
        ("me-404", "company-not-visible"),
        ("me-401", "token-refused"),
        ("me-401-expired", "token-refused"),
        ("me-400", "unexpected-answer"),
        ("me-418", "unexpected-answer"),
        ("me-list", "unexpected-answer"),
        ("me-odd-name", "unexpected-answer"),
        ("me-html-403", "unexpected-answer"),
    ],
)
def test_a_refused_access_has_one_fault(fake: FakeProcore, scenario: str, rule: str) -> None:
    result = check(fake, scenario)
    assert rules(result) == [rule]
    assert ladder(result).outcomes == "ppppfss"


def test_a_fault_keeps_the_number_of_the_request(fake: FakeProcore) -> None:
    (fault,) = check(fake, "me-403").faults
    assert len(fault.request_id) == 36


def test_the_region_is_told(fake: FakeProcore) -> None:
    facts = check(fake, "region-us02").facts
    assert (facts.zone, facts.web_host) == ("us02", "us02.procore.com")


@pytest.mark.parametrize(
    ("expected", "matches"),
    [
        (Expected(), True),
        (Expected(web_hosts=("us02.procore.com",)), True),
        (Expected(web_hosts=("app.procore.com", "US02.procore.com")), True),
        (Expected(zone="US02"), True),
        (Expected(web_hosts=("app.procore.com",)), False),
        (Expected(zone="us01"), False),
    ],
)
def test_the_region_is_compared_with_what_the_config_says(
    fake: FakeProcore, expected: Expected, matches: bool
) -> None:
    result = check(fake, "region-us02", expected=expected)
    assert rules(result) == ([] if matches else ["region-mismatch"])
    assert ladder(result).outcomes == ("ppppppp" if matches else "pppppfp")
    assert result.facts.projects == 1


@pytest.mark.parametrize(
    "scenario", ["region-400", "region-401", "region-403", "region-404", "region-html-404"]
)
def test_a_region_that_is_not_told_is_no_fault(fake: FakeProcore, scenario: str) -> None:
    result = check(fake, scenario)
    assert rules(result) == []
    assert step(result, StepName.REGION).outcome is Outcome.SKIPPED
    assert "does not say" in step(result, StepName.REGION).detail
    assert result.facts.projects == 1


@pytest.mark.parametrize(
    "scenario", ["region-odd-zone", "region-odd-address", "region-no-address", "region-list"]
)
def test_a_region_of_another_shape_is_unexpected(fake: FakeProcore, scenario: str) -> None:
    result = check(fake, scenario)
    assert rules(result) == ["unexpected-answer"]
    assert ladder(result).outcomes == "pppppfs"


def test_a_zone_that_steers_terminals_is_made_harmless(fake: FakeProcore) -> None:
    result = check(fake, "region-escapes")
    assert (result.facts.zone or "").isprintable()
    assert step(result, StepName.REGION).detail.isprintable()


@pytest.mark.parametrize(
    ("scenario", "total", "detail"),
    [
        ("good", 1, "permitted: 1"),
        ("projects-many", 1234, "permitted: 1234"),
        ("projects-untold", None, "permitted: at least one"),
        ("projects-odd-total", None, "permitted: at least one"),
    ],
)
def test_permitted_projects_are_counted(
    fake: FakeProcore, scenario: str, total: int | None, detail: str
) -> None:
    result = check(fake, scenario)
    assert result.facts.projects == total
    assert step(result, StepName.PROJECTS).detail == detail


def test_no_permitted_project_is_a_warning(fake: FakeProcore) -> None:
    result = check(fake, "projects-none")
    assert rules(result) == ["no-permitted-projects"]
    assert result.facts.projects == 0
    assert ladder(result).outcomes == "ppppppf"


def test_only_one_project_is_asked_for(fake: FakeProcore) -> None:
    client_id = fresh()
    check(fake, client_id=client_id)
    assert fake.requests("api", client_id)[-1].query == {"company_id": str(COMPANY), "per_page": "1"}


def test_the_rate_limit_is_told(fake: FakeProcore) -> None:
    facts = check(fake).facts
    assert (facts.rate_limit, facts.rate_limit_left) == (25, 24)
