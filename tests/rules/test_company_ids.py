from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import rules_of
from tests.rules.projects import only, project, replacement

if TYPE_CHECKING:
    from tests.conftest import Lint

PROCORE = """
kind: ConnectorConfig
connection:
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: Acme service account
  details: {companyId: %s, connectionEnvironment: Production}
"""
LEDGER = """
kind: ConnectorConfig
connector: ledger
integration: Ledger + Payroll
connection:
  definition: Ledger Key
  details: {companyId: %s}
---
apiVersion: appxlint/v1
kind: Connector
key: ledger
name: Ledger
companyId: {keys: [companyId], examples: [112233]}
---
apiVersion: appxlint/v1
kind: ConnectionDefinition
connector: ledger
key: keyAuth
name: Ledger Key
type: Standard
attributes:
  - {key: companyId, title: Company, description: Whose., isRequired: true, isSensitive: false}
"""
COPY = "copy the number before /company/ in the address of the Company Portfolio"
OPEN = "open the Company Portfolio and copy the number before /company/"


@pytest.mark.parametrize(
    "address",
    [
        "https://app.procore.com/4281379/company/home",
        "us02.procore.com/4281379/company",
        "4281379/company/home/list",
        "/4281379/company/home",
        "https://api.procore.com/rest/v1.0/companies/4281379/projects",
    ],
)
def test_an_address_of_a_company_becomes_its_number(address: str, lint: Lint) -> None:
    found = only(lint(project(PROCORE % address)))
    assert (found.rule, *found.span.start, found.label) == ("company-id-is-url", 6, 24, "company 4281379")
    assert replacement(found) == "4281379"


@pytest.mark.parametrize(
    "address", ["https://x.meridian.test/4281379/company", "https://app.procore.com/4281379"]
)
def test_an_address_that_tells_no_company_says_where_to_copy_it(address: str, lint: Lint) -> None:
    found = only(lint(project(PROCORE % address)))
    assert (found.rule, found.help, found.fix) == ("company-id-is-url", OPEN, None)


def test_an_address_of_a_project_is_none_of_a_company(lint: Lint) -> None:
    for address in ("https://app.procore.com/2653585/project/home", "2653585/project/home"):
        found = only(lint(project(PROCORE % address)))
        assert (found.rule, found.label, found.help) == ("company-id-is-project", "project page", OPEN)


@pytest.mark.parametrize(
    ("number", "why", "right"),
    [
        ('"4,281,379"', "it has separators", '"4281379"'),
        ('"4 281 379"', "it has separators", '"4281379"'),
        ('"#4281379"', "it begins with #", '"4281379"'),
        ("+4281379", "it has a sign", "4281379"),
        ("-4281379", "it has a sign", None),
        ("5.62E+14", "an exponent has cost it its last digits", None),
        ("04281379", "it begins with 0", None),
        ("12345678901234567890", "it has more than 19 digits", None),
        ("4281379a", "it holds other characters than digits", None),
        ('" "', "companyId has no value", None),
    ],
)
def test_what_is_wrong_with_a_number_is_said(number: str, why: str, right: str | None, lint: Lint) -> None:
    found = only(lint(project(PROCORE % number)))
    assert (found.rule, found.message.split(": ")[-1]) == ("company-id-malformed", why)
    assert (replacement(found) if found.fix else None) == right
    assert found.help == (f"write {right.strip(chr(34))}" if right else COPY)


@pytest.mark.parametrize("number", ["4281379", "'4281379'", "1234567890123456789", '"${env:COMPANY}"'])
def test_numbers_and_references_pass(number: str, lint: Lint) -> None:
    assert rules_of(lint(project(PROCORE % number))) == []


def test_a_number_out_of_the_documentation_is_a_warning(lint: Lint) -> None:
    found = only(lint(project(PROCORE % "112233")))
    assert (found.rule, found.severity.label, found.help) == ("company-id-example", "warning", COPY)


@pytest.mark.parametrize("number", ["https://x.meridian.test/1", "5.62E+14", "112233"])
def test_of_a_product_whose_pages_are_not_known_no_other_ones_are_named(number: str, lint: Lint) -> None:
    assert only(lint(project(LEDGER % number))).help == "write the number of the company"


TIMECARD = """\
apiVersion: appxlint/v1
kind: Connector
key: timecard
name: Timecard
companyId:
  keys: [companyId]
  addresses:
    - {{path: '{path}', gives: company}}
    - {{path: '^/projects/(?P<id>[0-9]+)$', gives: project}}
environments:
  - {{name: Production, webHosts: [app.timecard.com]}}
---
apiVersion: appxlint/v1
kind: ConnectionDefinition
connector: timecard
key: timecardLogin
name: Timecard Login
type: Standard
attributes:
  - {{key: companyId, title: Company, description: The number., isRequired: true, isSensitive: false}}
---
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: timecard
workspace: {{name: "Acme : Timecard"}}
connection:
  definition: Timecard Login
  details: {{companyId: "{address}"}}
"""
BY_ID = "^/(?P<id>[0-9]+)/company"


def timecard(path: str, address: str) -> str:
    return TIMECARD.format(path=path, address=address)


def test_the_number_is_taken_out_by_the_group_of_that_name(lint: Lint) -> None:
    found = only(lint(timecard(BY_ID, "https://app.timecard.com/4281379/company")))
    assert found.rule == "company-id-is-url"
    assert replacement(found) == '"4281379"'


def test_the_first_form_that_fits_counts(lint: Lint) -> None:
    report = lint(timecard(BY_ID, "https://app.timecard.com/projects/2653585"))
    assert rules_of(report) == ["company-id-is-project"]


@pytest.mark.parametrize(
    "path", ["^/(?P<id>[0-9]+)?/company", "^/(?P<id>[0-9]*)/company", "^(?:/(?P<id>x)|//company)"]
)
def test_a_group_that_took_nothing_gives_no_number(path: str, lint: Lint) -> None:
    found = only(lint(timecard(path, "https://app.timecard.com//company")))
    assert found.rule == "company-id-is-url"
    assert found.fix is None
    assert "does not say which company" in found.message


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("^/([0-9]+)/company", "has no group named id"),
        ("^/(?P<number>[0-9]+)/company", "has no group named id"),
        ("^/[(?P<id>)]+/company", "has no group named id"),
        ("^/(?P<id>[0-9]+/company", "is no regular expression"),
        ("^/(?P<id", "is no regular expression"),
        ("^/(?P<id>([0-9]+)+)/x", "can keep a run busy for ever"),
        ("(?P<id>a{99999999999})", "is no regular expression"),
        ("(" * 200 + "(?P<id>x)" + ")" * 200, "brackets more than 40 deep"),
    ],
)
def test_a_form_that_cannot_be_used_is_told_at_its_own_place_and_tells_nothing(
    path: str, words: str, lint: Lint
) -> None:
    report = lint(timecard(path, f"https://app.timecard.com/{'1' * 60}/company"))
    first, second = report.diagnostics
    assert (first.rule, first.pointer) == ("invalid-value", "/companyId/addresses/0/path")
    assert words in first.message
    assert second.rule == "company-id-is-url"
    assert second.fix is None


@pytest.mark.parametrize(
    ("url", "rule", "number"),
    [
        ("https://api.procore.com/rest/v1.1/projects?company_id=38114&page=2", "company-id-is-url", "38114"),
        ("app.procore.com/?company_id=38114", "company-id-is-url", "38114"),
        ("https://app.procore.com/2653585/project/home?company_id=38114", "company-id-is-url", "38114"),
        ("https://app.procore.com/38114/company/home?company_id=77", "company-id-is-url", "38114"),
        ("https://app.procore.com/?project_id=2653585", "company-id-is-project", ""),
        ("https://app.procore.com/?company_id=x&company=38114", "company-id-is-url", ""),
        (f"https://app.procore.com/?{'a=1&' * 60}company_id=38114", "company-id-is-url", ""),
    ],
)
def test_a_query_tells_the_company_where_the_path_does_not(
    lint: Lint, url: str, rule: str, number: str
) -> None:
    text = f"""
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {{companyId: "{url}", connectionEnvironment: Production}}
        """
    found = only(lint(project(text)))
    assert found.rule == rule
    assert (replacement(found).strip('"') if found.fix else "") == number
