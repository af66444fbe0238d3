from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import rules_of
from tests.rules.projects import only, replacement

if TYPE_CHECKING:
    from tests.conftest import Lint

PROJECT = """\
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
GOOD = "^/(?P<id>[0-9]+)/company"


def project(path: str, address: str) -> str:
    return PROJECT.format(path=path, address=address)


def test_the_number_is_taken_out_by_the_group_of_that_name(lint: Lint) -> None:
    found = only(lint(project(GOOD, "https://app.timecard.com/4281379/company")))
    assert found.rule == "company-id-is-url"
    assert replacement(found) == '"4281379"'


def test_the_first_form_that_fits_counts(lint: Lint) -> None:
    report = lint(project(GOOD, "https://app.timecard.com/projects/2653585"))
    assert rules_of(report) == ["company-id-is-project"]


@pytest.mark.parametrize(
    "path", ["^/(?P<id>[0-9]+)?/company", "^/(?P<id>[0-9]*)/company", "^(?:/(?P<id>x)|//company)"]
)
def test_a_group_that_took_nothing_gives_no_number(path: str, lint: Lint) -> None:
    found = only(lint(project(path, "https://app.timecard.com//company")))
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
    report = lint(project(path, f"https://app.timecard.com/{'1' * 60}/company"))
    first, second = report.diagnostics
    assert (first.rule, first.pointer) == ("invalid-value", "/companyId/addresses/0/path")
    assert words in first.message
    assert second.rule == "company-id-is-url"
    assert second.fix is None
