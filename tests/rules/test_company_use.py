from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import rules_of
from tests.rules.projects import Seen, project, related, seen

if TYPE_CHECKING:
    from tests.conftest import Lint

CONFIG = """apiVersion: appxlint/v1
kind: ConnectorConfig
name: {name}
connector: procore
integration: Procore + Ledger (Payroll)
workspace: {{name: "{name} : Procore <> Ledger", company: {company}}}
application: {{source: custom, name: Sync, access: service-account, installed: true}}
connection:
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: {client}
  details: {{companyId: {number}, connectionEnvironment: {environment}}}
"""


def config(
    name: str,
    company: str,
    number: int = 4281379,
    environment: str = "Production",
    client: str = "Acme service account",
) -> str:
    return CONFIG.format(name=name, company=company, number=number, environment=environment, client=client)


def together(*configs: str) -> str:
    """Return configs as a project, with the client that they name; `apiVersion` is put in front of the first."""
    return project("---\n".join(configs))


def test_one_number_for_two_companies_is_found_in_the_later_config(lint: Lint) -> None:
    report = lint(together(config("acme", "Acme"), config("birch", "Birch")))
    assert seen(report) == [Seen(23, 24, "warning", "company-id-of-another")]
    found = report.diagnostics[0]
    assert (
        found.message == '4281379 is the number of "Acme" in another config, and this workspace is of "Birch"'
    )
    assert found.help == "one of the two was copied: look it up in the Company Portfolio"
    assert related(found) == [(11, 24)]


@pytest.mark.parametrize(
    ("company", "number"), [("ACME", 4281379), ("Birch", 4281402)], ids=["one company", "two numbers"]
)
def test_a_company_spelled_otherwise_and_another_number_pass(company: str, number: int, lint: Lint) -> None:
    configs = together(config("acme", "Acme", client="Sync"), config("birch", company, number, client="Sync"))
    report = lint(
        configs.replace("name: Acme service account", "name: Sync"), select=["company-id-of-another"]
    )
    assert rules_of(report) == []


def test_a_number_of_production_in_a_sandbox_with_its_own_is_found_in_the_sandbox(lint: Lint) -> None:
    report = lint(together(config("acme", "Acme"), config("trial", "Acme", environment="On-Demand Sandbox")))
    assert seen(report) == [Seen(23, 24, "warning", "company-id-shared")]
    assert report.diagnostics[0].help == "copy the number out of the sandbox's own address"


def test_a_sandbox_that_is_a_copy_keeps_the_number(lint: Lint) -> None:
    report = lint(together(config("acme", "Acme"), config("trial", "Acme", environment="Monthly Sandbox")))
    assert "company-id-shared" not in rules_of(report)


def test_a_number_of_another_region_is_only_noted(lint: Lint) -> None:
    report = lint(together(config("acme", "Acme", 562949953443325, "Federal Zone")))
    assert "company-id-region" not in rules_of(report)
    client = """---
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme sandbox
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
credentials: developer-sandbox
clientId: ${env:ID}
clientSecret: ${env:SECRET}
tokenUrl: https://login-sandbox.procore.com/oauth/token
"""
    report = lint(config("acme", "Acme", 562949953443325, "Developer Sandbox", "Acme sandbox") + client)
    assert seen(report) == [Seen(11, 24, "info", "company-id-region")]
