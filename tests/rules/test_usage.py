from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import rules_of
from tests.rules.bases import RULES, selecting
from tests.rules.projects import Seen, only, project, seen

if TYPE_CHECKING:
    from tests.conftest import Lint

CONFIG = """apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
integration: Procore + Ledger (Payroll)
workspace: {name: "Acme : Procore <> Ledger"}
application: {source: custom, access: service-account, installed: true}
connection:
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: Acme service account
  details: {companyId: 4281379, connectionEnvironment: Production}
"""


CLIENT = """---
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme service account
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
credentials: production
clientId: ${env:ACME_ID}
clientSecret: ${env:ACME_SECRET}
tokenUrl: https://login.procore.com/oauth/token
"""


INTEGRATION = "integration: Procore + Ledger (Payroll)\n"


CREDENTIALS = "credentials: production\n"


DOCUMENT = """---
apiVersion: appxlint/v1
kind: Application
name: Ledger Sync
connector: procore
source: custom
installed: true
"""


def test_a_config_that_says_everything_raises_nothing(lint: Lint) -> None:
    assert rules_of(lint(CONFIG + CLIENT)) == []


def test_a_client_that_does_not_say_which_keys_it_holds_is_noted_at_its_first_key(lint: Lint) -> None:
    found = only(lint(CONFIG + CLIENT.replace(CREDENTIALS, "")))
    assert (found.rule, found.severity.label, *found.span.start) == ("unchecked", "info", 13, 1)
    assert found.help == "add credentials: production, developer-sandbox or federal"
    assert found.route == ("credentials",)


def test_one_client_of_two_configs_is_noted_once(lint: Lint) -> None:
    second = (
        CONFIG.replace("name: acme\n", "name: birch\n")
        .replace("Acme :", "Birch :")
        .replace("4281379", "4281402")
    )
    assert rules_of(lint(CONFIG + "---\n" + second + CLIENT.replace(CREDENTIALS, ""))) == ["unchecked"]


def test_a_client_that_nobody_uses_is_not_noted_for_its_keys(lint: Lint) -> None:
    other = (
        CLIENT.replace(CREDENTIALS, "").replace("Acme service account", "Other").replace("ACME_", "OTHER_")
    )
    assert rules_of(lint(CONFIG + CLIENT + other)) == ["unused-document"]


@pytest.mark.parametrize("value", ["null", "[production]"])
def test_a_broken_field_is_not_left_out(lint: Lint, value: str) -> None:
    report = lint(CONFIG + CLIENT.replace("credentials: production", f"credentials: {value}"))
    assert rules_of(report) == ["wrong-type"]


def test_a_client_is_not_noted_where_the_environment_is_not_known(lint: Lint) -> None:
    text = CONFIG.replace("Environment: Production", "Environment: Moon") + CLIENT.replace(CREDENTIALS, "")
    assert rules_of(lint(text)) == ["invalid-option"]


def test_a_client_of_a_connector_with_one_set_of_keys_is_not_noted(lint: Lint) -> None:
    snippet = """
    kind: ConnectorConfig
    connector: bluebeam
    connection:
      definition: Bluebeam OAuth2
      oauthClient: Acme Bluebeam
      details: {connectionEnvironment: Production}
    ---
    apiVersion: appxlint/v1
    kind: OAuthClient
    name: Acme Bluebeam
    connector: bluebeam
    definition: Bluebeam OAuth2
    clientId: ${env:BLUEBEAM_ID}
    clientSecret: ${env:BLUEBEAM_SECRET}
    """
    assert "unchecked" not in rules_of(lint(project(snippet)))


def test_a_config_without_integration_is_noted_where_base_connections_are_known(lint: Lint) -> None:
    found = only(lint(CONFIG.replace(INTEGRATION, "") + CLIENT))
    assert (found.rule, found.severity.label, *found.span.start) == ("unchecked", "info", 1, 1)
    assert found.message.startswith("integration is left out")


def test_a_config_without_integration_is_not_noted_where_no_base_connections_are_known(lint: Lint) -> None:
    snippet = """apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: openai
workspace: {name: "Acme : OpenAI <> Ledger"}
connection:
  definition: OpenAI API Key Auth
  details: {apiKey: "${env:OPENAI_KEY}", connectionEnvironment: Production}
"""
    assert rules_of(lint(snippet)) == []


def test_an_existing_connection_needs_no_integration(lint: Lint) -> None:
    text = CONFIG.replace(INTEGRATION, "")
    text = text[: text.index("connection:")] + "connection: {existing: true, name: Acme}\n"
    assert rules_of(lint(text)) == []


def test_an_inline_application_without_access_is_noted_at_its_key(lint: Lint) -> None:
    report = lint(CONFIG.replace("access: service-account, ", "") + CLIENT)
    assert seen(report) == [Seen(7, 1, "info", "unchecked")]
    assert only(report).help == "add access: service-account or user"


def test_a_shared_application_without_access_is_noted_once_in_its_own_document(lint: Lint) -> None:
    one = CONFIG.replace("{source: custom, access: service-account, installed: true}", "Ledger Sync")
    two = (
        one.replace("name: acme\n", "name: birch\n")
        .replace("Acme :", "Birch :")
        .replace("4281379", "4281402")
    )
    report = lint({"a.yaml": one, "b.yaml": two, "c.yaml": CLIENT[4:], "d.yaml": DOCUMENT[4:]})
    assert [(each.path, each.rule, each.span.start.line) for each in report.diagnostics] == [
        ("d.yaml", "unchecked", 1)
    ]


def test_an_application_that_nobody_uses_is_not_noted(lint: Lint) -> None:
    assert rules_of(lint(CONFIG + CLIENT + DOCUMENT)) == []


def test_access_is_not_asked_for_where_the_definition_is_not_known(lint: Lint) -> None:
    text = CONFIG.replace("access: service-account, ", "").replace(
        "V2 OAuth Client Credentials Auth", "V9", 1
    )
    assert rules_of(lint(text + CLIENT)) == ["unknown-definition"]


def test_access_is_not_asked_for_where_no_application_is(lint: Lint) -> None:
    snippet = """
    kind: ConnectorConfig
    connector: quickbooks-online
    application: {source: custom}
    connection:
      definition: OAuth2CodeFlow
      oauthClient: App Xchange
      details: {companyId: 9341450000000017, connectionEnvironment: Production}
    """
    assert rules_of(lint(project(snippet))) == []


def test_details_of_a_connector_that_is_known_by_name_alone_are_not_checked_and_that_is_said(
    lint: Lint,
) -> None:
    snippet = """
    kind: ConnectorConfig
    connector: vista
    connection: {definition: Vista Login, details: {server: vista-db}}
    """
    report = lint(project(snippet))
    assert seen(report) == [Seen(4, 39, "info", "unchecked")]
    assert only(report).message == 'what "Vista" asks for is not documented, so nothing checks these details'


def test_a_config_without_details_leaves_none_unchecked(lint: Lint) -> None:
    snippet = """
    kind: ConnectorConfig
    connector: vista
    connection: {definition: Vista Login}
    """
    assert rules_of(lint(project(snippet))) == []


def test_what_a_base_connection_of_which_nothing_is_known_may_set_is_not_checked_and_that_is_said(
    lint: Lint,
) -> None:
    snippet = """
    kind: ConnectorConfig
    integration: Procore + Vista (Financials)
    connection: {baseConnection: Vista live, details: {companyId: 4281379}}
    """
    found = [each for each in lint(project(snippet)).diagnostics if each.rule == "unchecked"]
    assert [(each.severity.label, each.span.start.column) for each in found] == [("info", 30)]
    assert found[0].message.startswith('what the base connection "Vista live" fills in is not known')
    assert 'a BaseConnectionRules document for "Procore + Vista (Financials)"' in found[0].help


DESCRIBED = """
kind: ConnectorConfig
connector: diary
connection: {definition: Diary Key, details: {site: A}}
---
apiVersion: appxlint/v1
kind: Connector
key: diary
name: Diary
%s"""


def _definition(name: str, connector: str) -> str:
    return f"""---
apiVersion: appxlint/v1
kind: ConnectionDefinition
connector: {connector}
key: {name.replace(" ", "").lower()}
name: {name}
description: What it asks for.
type: Standard
attributes:
  - {{key: site, title: Site, description: The site., isRequired: true, isSensitive: false}}
"""


@pytest.mark.parametrize(("connector", "rules"), [("diary", []), ("procore", ["unused-document"])])
def test_a_connector_that_is_described_has_definitions_that_nobody_uses_yet(
    lint: Lint, connector: str, rules: list[str]
) -> None:
    both = _definition("Diary Key", "diary") + _definition("Other Key", connector)
    assert rules_of(lint(project(DESCRIBED % both))) == rules


def test_a_base_connection_is_not_unused_where_a_config_forgot_to_select_one(lint: Lint) -> None:
    details = "companyId: 4281379, connectionEnvironment: Production"
    own = "  definition: Procore V2 OAuth Client Credentials Auth\n  oauthClient: Acme service account\n"
    without = selecting("X", own, details=details).replace("  baseConnection: X\n", "")
    assert rules_of(lint(project(without))) == ["base-connection-required"]
    general = "generalConfiguration: {companyId: 4281379}\n"
    snippet = f"kind: ConnectorConfig\nintegration: Procore + Payroll\n{general}{RULES}"
    assert "unused-document" not in rules_of(lint(project(snippet)))


@pytest.mark.parametrize(
    ("rules", "help_text"),
    [
        (RULES, "if it is not offered any more, set enabled: false"),
        (
            RULES.replace("complete: true\n", ""),
            "delete it, or write enabled: false, if it is not needed any more",
        ),
    ],
)
def test_of_a_complete_list_no_base_connection_is_to_be_deleted(
    lint: Lint, rules: str, help_text: str
) -> None:
    report = lint(project(selecting("Payroll live", rules=rules)))
    assert [(each.rule, each.help) for each in report.diagnostics] == [("unused-document", help_text)]
