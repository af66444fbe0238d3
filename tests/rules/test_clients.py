from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import rules_of
from tests.rules.projects import Seen, only, project, related, seen

if TYPE_CHECKING:
    from tests.conftest import Lint

PROJECT = """
kind: ConnectorConfig
workspace: {{name: "Somewhere", company: "{company}"}}
connection:
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: {name}
  details: {{companyId: 4281379, connectionEnvironment: Production}}
---
apiVersion: appxlint/v1
kind: OAuthClient
name: {name}
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
{keys}
"""


BASE = """
kind: ConnectorConfig
integration: Procore + Payroll
workspace: {name: "Somewhere", company: Meridian}
connection: {baseConnection: Live, details: {companyId: 4281379}}
---
apiVersion: appxlint/v1
kind: BaseConnectionRules
integration: Procore + Payroll
connector: procore
baseConnections:
  - name: Live
    enabled: true
    definition: Procore V2 OAuth Client Credentials Auth
    sets: {oauthClient: Meridian Procore, details: {connectionEnvironment: Production}}
---
apiVersion: appxlint/v1
kind: OAuthClient
name: Meridian Procore
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
public: true
"""


RULE = "public-client-private"


def _project(company: str, name: str, keys: str = "public: true") -> str:
    return project(PROJECT.format(company=company, name=name, keys=keys))


@pytest.mark.parametrize(
    ("company", "name"),
    [
        ("Meridian", "Meridian Procore"),
        ("Meridian Builders", "Procore (Meridian Builders)"),
        ("Meridian Builders", "procore-MERIDIAN-builders"),
        ("A1 Bau", "Procore A1-Bau live"),
    ],
)
def test_a_public_client_named_after_a_company_is_told_in_the_config(
    lint: Lint, company: str, name: str
) -> None:
    text = _project(company, name)
    report = lint(text, select=[RULE])
    assert seen(report) == [Seen(6, 16, "warning", RULE)]
    assert related(only(report)) == [(text.split("\n").index(f"name: {name}") + 1, 7)]


@pytest.mark.parametrize(
    ("company", "name", "keys"),
    [
        ("Meridian", "Ledger public", "public: true"),
        ("Meridian", "Meridiana Procore", "public: true"),
        ("Meridian Builders", "Meridian Procore", "public: true"),
        ("AB", "AB Procore", "public: true"),
        ("---", "Ledger --- public", "public: true"),
        ("Meridian", "Meridian Procore", "clientId: ${env:A}\nclientSecret: ${env:B}"),
    ],
)
def test_other_names_and_own_clients_are_left_alone(lint: Lint, company: str, name: str, keys: str) -> None:
    assert rules_of(lint(_project(company, name, keys), select=[RULE])) == []


def test_where_a_base_connection_brings_the_client_it_is_told_there(lint: Lint) -> None:
    report = lint(project(BASE), select=[RULE])
    assert seen(report) == [Seen(5, 30, "warning", RULE)]


def test_without_a_company_nothing_is_said(lint: Lint) -> None:
    text = _project("Meridian", "Meridian Procore").replace(', company: "Meridian"', "")
    assert rules_of(lint(text, select=[RULE])) == []
