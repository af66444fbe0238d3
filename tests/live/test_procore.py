from __future__ import annotations

from typing import Any

import pytest

from tests.support.fake_procore import COMPANY, NOT_INSTALLED, PROJECT, FakeProcore
from validator.live.procore import error_text, refused
from validator.live.results import LiveResult, Outcome, Step, StepName
from validator.live.target import Expected

from .checking import answer, check, fresh, ladder, rules

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
    (fault,) = check(fake, "companies-several", names=True).faults
    assert fault.cause.count('"Company ') == 5
    assert "(1004)" in fault.cause
    assert fault.cause.endswith("and 2 more")
    assert "x" * 60 not in fault.cause


def test_for_logs_and_files_other_companies_are_counted(fake: FakeProcore) -> None:
    several, one = check(fake, "companies-several"), check(fake, "companies-other")
    assert several.faults[0].cause.endswith("it sees 7 other companies")
    assert one.faults[0].cause.endswith("it sees 1 other company")
    assert "Company 1" not in repr(several)
    assert "Other Builders" not in repr(one)


def test_names_that_steer_terminals_are_made_harmless(fake: FakeProcore) -> None:
    (fault,) = check(fake, "companies-escapes", names=True).faults
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
        (Expected(web_hosts=("app.procore.com",)), False),
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


HOST = "api.procore.com"


@pytest.mark.parametrize(
    ("status", "body", "rule"),
    [
        (401, {"errors": "Unauthorized"}, "live/token-refused"),
        (401, {"message": "Your access token has expired"}, "live/token-refused"),
        (403, {"errors": ["App is not connected to this company."]}, "live/app-not-connected"),
        (403, {"errors": "APP IS NOT CONNECTED TO THIS COMPANY"}, "live/app-not-connected"),
        (403, {"errors": {"base": ["App is not connected to this company."]}}, "live/app-not-connected"),
        (403, {"error": {"message": "app is not connected to this company"}}, "live/app-not-connected"),
        (403, {"errors": ["You do not have permission"]}, "live/forbidden"),
        (403, {"errors": []}, "live/forbidden"),
        (403, {"errors": [["x"], 1, None]}, "live/forbidden"),
        (403, [], "live/forbidden"),
        (403, b"no", "live/forbidden"),
        (403, b"<html>", "live/unexpected-answer"),
        (404, {"errors": "Not found"}, "live/company-not-visible"),
        (404, b"<html>", "live/unexpected-answer"),
        (400, {}, "live/unexpected-answer"),
        (418, {}, "live/unexpected-answer"),
        (204, b"", "live/unexpected-answer"),
        (503, {}, "live/unavailable"),
    ],
)
def test_refusals_of_the_api_have_their_faults(status: int, body: Any, rule: str) -> None:
    fault = refused(answer(status, body), HOST, "Production", "access")
    assert fault.rule == rule


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ({"errors": "a"}, "a"),
        ({"errors": ["a", "b"]}, "a b"),
        ({"errors": {"x": ["a"], "y": "b"}}, "a b"),
        ({"error": "a", "error_description": "b"}, "a"),
        ({"error": {"code": "c", "message": "m"}}, "c m"),
        ({"error_description": "b"}, "b"),
        ({"message": "m"}, "m"),
        ({"errors": [1, None, {"a": "b"}]}, ""),
        ("plain", "plain"),
        ([], ""),
        (7, ""),
    ],
)
def test_the_words_of_an_error_are_found_in_every_documented_shape(body: Any, text: str) -> None:
    assert error_text(answer(403, body)) == text


@pytest.mark.parametrize(("names", "shown"), [(True, True), (False, False)])
def test_a_company_that_is_not_the_workspaces_is_a_finding_and_named_on_a_terminal_alone(
    fake: FakeProcore, names: bool, shown: bool
) -> None:
    result = check(fake, expected=Expected(company="Somebody Else"), names=names)
    assert rules(result) == ["other-company"]
    assert ladder(result).outcomes == "pppfppp"
    assert ("Example Builders" in repr(result)) is shown
    assert result.facts.company_expected is False


@pytest.mark.parametrize(("names", "shown"), [(True, '"Other Builders" (445566)'), (False, "445566")])
def test_the_companies_that_the_keys_see_are_listed_and_nothing_else_is_asked(
    fake: FakeProcore, names: bool, shown: str
) -> None:
    client = fresh("companies-other")
    result = check(fake, client_id=client, lists_companies=True, names=names)
    assert (rules(result), ladder(result).outcomes) == ([], "ppppsss")
    assert shown in result.steps[3].detail
    assert ("Other Builders" in repr(result)) is names
    asked = fake.requests(client_id=client)
    assert [each.path for each in asked] == ["/oauth/token", "/rest/v1.0/companies", "/oauth/revoke"]


def test_without_a_company_of_its_own_a_service_account_is_told_nothing(fake: FakeProcore) -> None:
    client = fresh("companies-other")
    result = check(fake, client_id=client, company_id=None, lists_companies=True)
    assert rules(result) == ["company-not-visible"]
    assert "the config names none" in result.faults[0].cause
    assert "procore-company-id" not in fake.requests("api", client)[0].headers
