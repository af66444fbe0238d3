from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import rules_of
from tests.rules.projects import Seen, only, project, related, seen

if TYPE_CHECKING:
    from tests.conftest import Lint

MONTHLY = """
kind: ConnectorConfig
connection:
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: Acme monthly
  details: {companyId: 4281379, connectionEnvironment: Monthly Sandbox}
---
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme monthly
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
credentials: production
clientId: ${env:ACME_ID}
clientSecret: ${env:ACME_SECRET}
tokenUrl: https://login-sandbox-monthly.procore.com/oauth/token
"""
MONTHLY_CLIENT = MONTHLY[MONTHLY.index("---") :].replace("Acme monthly", "Acme service account")
BASE = """
kind: ConnectorConfig
integration: Procore + Payroll
workspace: {name: "Acme : Procore <> Payroll", type: %s}
connection:
  baseConnection: Payroll
  details: {companyId: 4281379}
---
apiVersion: appxlint/v1
kind: BaseConnectionRules
integration: Procore + Payroll
connector: procore
baseConnections:
  - name: Payroll
    enabled: true
    definition: Procore V2 OAuth Client Credentials Auth
    sets: {details: {connectionEnvironment: %s}, oauthClient: Acme service account}
"""
GENERAL = """
kind: ConnectorConfig
workspace: {name: "Acme : Procore <> Ledger", type: development}
generalConfiguration:
  baseUrl: %s
"""
DEVELOPMENT = """
kind: ConnectorConfig
workspace: {name: "Acme : Procore <> Ledger", type: %s}
connection:
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: Acme service account
  details: {companyId: 4281379, connectionEnvironment: %s}
"""


def test_a_monthly_sandbox_is_noted_at_the_environment(lint: Lint) -> None:
    report = lint(project(MONTHLY))
    assert seen(report) == [Seen(6, 56, "info", "monthly-sandbox")]
    assert "first working day of each month" in only(report).message


def test_a_monthly_sandbox_by_another_name_is_noted_too(lint: Lint) -> None:
    report = lint(project(MONTHLY.replace("Environment: Monthly Sandbox", "Environment: monthly")))
    assert rules_of(report) == ["connection-environment-alias", "monthly-sandbox"]


def test_nothing_is_noted_where_the_client_is_for_another_environment(lint: Lint) -> None:
    moved = MONTHLY.replace("login-sandbox-monthly", "login")
    assert rules_of(lint(project(moved))) == ["environment-host-mismatch"]


def test_a_monthly_sandbox_of_a_base_connection_is_noted_where_it_is_selected(lint: Lint) -> None:
    report = lint(project((BASE % ("standard", "Monthly Sandbox")) + MONTHLY_CLIENT))
    assert Seen(6, 19, "info", "monthly-sandbox") in seen(report)


def test_a_monthly_sandbox_in_general_configuration_is_noted_at_its_address(lint: Lint) -> None:
    report = lint(project(GENERAL % "https://api-monthly.procore.com/"))
    assert Seen(5, 12, "info", "monthly-sandbox") in seen(report)


def test_a_development_workspace_on_a_live_company_is_found_at_the_environment(lint: Lint) -> None:
    found = only(lint(project(DEVELOPMENT % ("development", "Production"))))
    assert (found.rule, found.severity.label, *found.span.start) == (
        "development-on-production",
        "warning",
        7,
        56,
    )
    assert related(found) == [(3, 53)]


def test_what_follows_from_an_environment_in_doubt_is_not_said(lint: Lint) -> None:
    assert rules_of(lint(project(DEVELOPMENT % ("development", "Federal Zone")))) == [
        "environment-host-mismatch"
    ]


@pytest.mark.parametrize(
    ("kind", "environment"),
    [
        ("standard", "Production"),
        ("development", "On-Demand Sandbox"),
        ("development", '"${env:ENVIRONMENT}"'),
    ],
)
def test_other_workspaces_and_environments_pass(lint: Lint, kind: str, environment: str) -> None:
    assert rules_of(lint(project(DEVELOPMENT % (kind, environment)))) == []


def test_a_workspace_of_unknown_type_raises_nothing(lint: Lint) -> None:
    assert rules_of(lint(project(DEVELOPMENT.replace(", type: %s", "") % "Production"))) == []
    assert rules_of(lint(project(DEVELOPMENT % ("developmnt", "Production")))) == ["invalid-value"]


def test_a_base_connection_that_brings_production_is_found_where_it_is_selected(lint: Lint) -> None:
    report = lint(project(BASE % ("development", "Production")))
    assert seen(report) == [Seen(6, 19, "warning", "development-on-production")]


def test_an_address_that_sandboxes_share_raises_nothing(lint: Lint) -> None:
    report = lint(project(GENERAL % "https://api.procore.com/"))
    assert "development-on-production" not in rules_of(report)


def test_an_address_of_a_live_environment_alone_is_found_there(lint: Lint) -> None:
    report = lint(project(GENERAL % "https://api.procoregov.com/"))
    assert Seen(5, 12, "warning", "development-on-production") in seen(report)


def test_a_workspace_document_is_the_second_place(lint: Lint) -> None:
    snippet = (DEVELOPMENT % ("x", "Production")).replace(
        'workspace: {name: "Acme : Procore <> Ledger", type: x}', "workspace: Acme trials"
    ) + "---\napiVersion: appxlint/v1\nkind: Workspace\nname: Acme trials\ntype: development\n"
    report = lint({"config.yaml": project(snippet)})
    found = only(report)
    assert found.rule == "development-on-production"
    assert [each.message for each in found.related] == ["a development workspace"]
