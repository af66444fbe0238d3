from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import rules_of
from tests.rules.projects import project

if TYPE_CHECKING:
    from tests.conftest import Lint

COMPANIES = """
kind: ConnectorConfig
name: acme
workspace: {{name: "Acme : Procore <> Ledger", company: {first}}}
---
apiVersion: appxlint/v1
kind: ConnectorConfig
name: birch
connector: procore
integration: {integration}
workspace: {{name: "Birch : Procore <> Ledger", company: {second}}}
connection: {{definition: Procore V2 OAuth Client Credentials Auth, oauthClient: {client}}}
---
apiVersion: appxlint/v1
kind: OAuthClient
name: {client}
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
{more}
"""
ANOTHER = """---
apiVersion: appxlint/v1
kind: OAuthClient
name: Birch keys
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
"""


@pytest.mark.parametrize(
    ("first", "second", "client", "integration", "more", "levels"),
    [
        ("Acme", "Birch", "Acme keys", "Procore + Ledger", "", ["info"]),
        ("Acme", "Birch", "Acme keys", "Procore + Ledger", ANOTHER, ["warning"]),
        ("Acme", "Birch", "Acme keys", "Procore + Ledger", "public: true", []),
        ("Acme", "Birch", "Birch keys", "Procore + Ledger", "", []),
        ("Acme", "Birch", "Acme and Birch", "Procore + Ledger", "", []),
        ("Acme", "Birch", "Service account", "Procore + Ledger", "", []),
        ("Acme", "Acme West", "Acme keys", "Procore + Ledger", "", []),
        ("Acme", "Acme", "Acme keys", "Procore + Ledger", "", []),
        ("Ledger", "Birch", "Ledger keys", "Procore + Ledger", "", []),
        ("Acme Homes", "Birch Homes", "Acme keys", "Procore + Ledger", "", ["info"]),
        ("Acme Homes", "Birch Homes", "Acme keys", "Procore + Ledger", ANOTHER, ["warning"]),
        ("Acme Homes", "Birch Homes", "Birch keys", "Procore + Ledger", "", []),
        ("Acme, Inc.", "Birch LLC", "Acme keys", "Procore + Ledger", ANOTHER, ["warning"]),
        ("Acme Homes", "Birch Mills", "Acme keys", "Procore + Ledger", "", []),
        ("Acme Homes", "Acme Mills Homes", "Acme keys", "Procore + Ledger", "", []),
    ],
)
def test_a_client_that_is_named_after_another_company_is_told(
    lint: Lint, first: str, second: str, client: str, integration: str, more: str, levels: list[str]
) -> None:
    text = COMPANIES.format(first=first, second=second, client=client, integration=integration, more=more)
    report = lint(project(text), select=["client-of-another-company"])
    assert [each.severity.label for each in report.diagnostics] == levels


def test_a_client_that_three_companies_share_may_bear_the_name_of_one(lint: Lint) -> None:
    text = COMPANIES.format(
        first="Acme", second="Birch", client="Acme keys", integration="Procore + Ledger", more=""
    )
    used = "connection: {definition: Procore V2 OAuth Client Credentials Auth, oauthClient: Acme keys}"
    for name in ("Cedar", "Dogwood"):
        workspace = f'{{name: "{name} : Procore <> Ledger", company: {name}}}'
        text += f"---\napiVersion: appxlint/v1\nkind: ConnectorConfig\nname: {name}\nconnector: procore\n"
        text += f"workspace: {workspace}\n{used}\n"
    assert rules_of(lint(project(text), select=["client-of-another-company"])) == []


def test_a_client_that_was_meant_instead_is_not_told_for_being_unused(lint: Lint) -> None:
    text = COMPANIES.format(
        first="Acme", second="Birch", client="Acme keys", integration="Procore + Ledger", more=ANOTHER
    )
    rules = ["client-of-another-company", "unused-document"]
    assert rules_of(lint(project(text), select=rules)) == ["client-of-another-company"]
    unused = text.replace("Birch keys", "Cedar keys")
    assert sorted(rules_of(lint(project(unused), select=rules))) == rules
