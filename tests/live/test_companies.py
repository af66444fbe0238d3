from __future__ import annotations

import pytest

from tests.support.fake_procore import COMPANY, NOT_INSTALLED, PROJECT, FakeProcore
from validator.live.results import Outcome, StepName
from validator.live.targets import Expected

from .checking import check, fresh, ladder, rules

COMPANIES = 3


def listings(fake: FakeProcore, client_id: str) -> list[str]:
    return [
        each.query["page"] for each in fake.requests("api", client_id) if each.path.endswith("/companies")
    ]


def test_the_company_is_found_and_named(fake: FakeProcore) -> None:
    result = check(fake)
    assert result.steps[COMPANIES].name is StepName.COMPANIES
    assert "Example Builders" in result.steps[COMPANIES].detail
    assert (result.facts.company, result.facts.company_active) == ("Example Builders", True)
    assert result.facts.company_expected is None


@pytest.mark.parametrize(
    ("name", "same"),
    [("Example Builders", True), ("  example   BUILDERS ", True), ("ExampleBuilders", True), ("Acme", False)],
)
def test_the_name_is_compared_without_spaces_and_case(fake: FakeProcore, name: str, same: bool) -> None:
    assert check(fake, expected=Expected(company=name)).facts.company_expected is same


@pytest.mark.parametrize(
    ("scenario", "rule"),
    [
        ("companies-none", "company-not-visible"),
        ("companies-other", "company-not-visible"),
        ("companies-inactive", "company-inactive"),
        ("companies-401", "token-refused"),
        ("companies-401-expired", "token-refused"),
        ("companies-403", "forbidden"),
        ("companies-not-connected", "app-not-connected"),
        ("companies-404", "company-not-visible"),
        ("companies-404-item", "company-not-visible"),
        ("companies-true-id", "unexpected-answer"),
        ("companies-text-id", "unexpected-answer"),
        ("companies-float-id", "unexpected-answer"),
        ("companies-odd-active", "unexpected-answer"),
        ("companies-odd-name", "unexpected-answer"),
    ],
)
def test_a_list_without_the_company_has_one_fault(fake: FakeProcore, scenario: str, rule: str) -> None:
    result = check(fake, scenario)
    assert rules(result) == [rule]
    assert ladder(result).outcomes == "pppfsss"


def test_a_company_whose_state_is_not_told_is_taken(fake: FakeProcore) -> None:
    result = check(fake, "companies-silent")
    assert rules(result) == []
    assert result.facts.company_active is None


def test_a_few_of_the_visible_companies_are_named(fake: FakeProcore) -> None:
    (fault,) = check(fake, "companies-several").faults
    assert fault.cause.count('"Company ') == 5
    assert fault.cause.endswith("and 2 more")
    assert "x" * 60 not in fault.cause


def test_names_that_steer_terminals_are_made_harmless(fake: FakeProcore) -> None:
    (fault,) = check(fake, "companies-escapes").faults
    assert fault.cause.isprintable()
    assert (check(fake, "companies-escapes-own").facts.company or "").isprintable()


def test_a_project_of_the_only_company_is_recognised(fake: FakeProcore) -> None:
    client_id = fresh()
    result = check(fake, company_id=PROJECT, client_id=client_id)
    assert rules(result) == ["company-is-project"]
    assert '"Example Builders"' in result.faults[0].cause
    assert len(fake.requests("api", client_id)) == 2
    last = fake.requests("api", client_id)[-1]
    assert last.headers["procore-company-id"] == last.query["company_id"] == str(COMPANY)


def test_another_number_is_no_project(fake: FakeProcore) -> None:
    assert rules(check(fake, company_id=999)) == ["company-not-visible"]


def test_with_several_companies_no_other_one_is_asked(fake: FakeProcore) -> None:
    client_id = fresh("companies-several")
    assert rules(check(fake, company_id=PROJECT, client_id=client_id)) == ["company-not-visible"]
    assert len(fake.requests("api", client_id)) == 1


def test_the_company_is_looked_for_on_the_next_page(fake: FakeProcore) -> None:
    client_id = fresh("companies-pages")
    assert rules(check(fake, client_id=client_id)) == []
    assert listings(fake, client_id) == ["1", "2"]


def test_a_link_to_another_host_is_not_followed(fake: FakeProcore) -> None:
    client_id = fresh("companies-pages-away")
    assert rules(check(fake, client_id=client_id)) == []
    assert {each.site for each in fake.requests(client_id=client_id)} == {"login", "api"}


def test_after_three_pages_the_company_is_asked_for_directly(fake: FakeProcore) -> None:
    client_id = fresh("companies-pages-endless")
    result = check(fake, client_id=client_id)
    assert listings(fake, client_id) == ["1", "2", "3"]
    assert rules(result) == []
    assert result.steps[COMPANIES].outcome is Outcome.PASSED
    assert "first 3 companies" in result.steps[COMPANIES].detail
    assert rules(check(fake, "companies-pages-endless", company_id=999)) == ["company-not-visible"]


def test_a_company_without_the_app_is_told(fake: FakeProcore) -> None:
    assert rules(check(fake, "companies-other", company_id=NOT_INSTALLED)) == ["app-not-connected"]
