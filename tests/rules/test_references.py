from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import rules_of
from tests.rules.projects import Seen, only, project, related, replacement, seen

if TYPE_CHECKING:
    from tests.conftest import Lint

DEFINITION = "Procore V2 OAuth Client Credentials Auth"
HEADER = "---\napiVersion: appxlint/v1\n"
CONFIG = """kind: ConnectorConfig
connection:
  definition: {definition}
  oauthClient: {client}
  details: {{companyId: 4281379, connectionEnvironment: Production}}
"""
NAME = "Acme service account"


def config(*, definition: str = DEFINITION, client: str = NAME, more: str = "") -> str:
    return CONFIG.format(definition=definition, client=client) + more


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("kind: Workspace\nname: Acme\n", "kind: Workspace\nname: Acme\n", ["duplicate-name"]),
        ("kind: Workspace\nname: Acme\n", "kind: Workspace\nname: Birch\n", []),
    ],
)
def test_two_documents_of_one_kind_bear_two_names(
    first: str, second: str, found: list[str], lint: Lint
) -> None:
    assert rules_of(lint(project(first + HEADER + second))) == found


def test_a_second_name_is_found_with_the_first(lint: Lint) -> None:
    found = only(lint(project(f"kind: Workspace\nname: Acme\n{HEADER}kind: Workspace\nname: Acme\n")))
    assert (found.message, *found.span.start) == ('there is a Workspace "Acme" already', 7, 7)
    assert related(found) == [(3, 7)]


def test_entries_of_a_list_bear_names_of_their_own(lint: Lint) -> None:
    snippet = """
    kind: Connector
    key: ledger
    name: Ledger
    environments: [{name: Live}, {name: Live}]
    """
    report = lint(project(snippet))
    assert [each for each in seen(report) if each.rule == "duplicate-name"] == [
        Seen(5, 37, "error", "duplicate-name")
    ]


@pytest.mark.parametrize(
    ("field", "kind", "what"),
    [("workspace", "Workspace", "Workspace"), ("application", "Application", "Application")],
)
def test_a_name_of_a_document_that_is_near_is_written(field: str, kind: str, what: str, lint: Lint) -> None:
    more = "connector: procore\nsource: custom\naccess: service-account\ninstalled: true\n"
    other = f"{HEADER}kind: {kind}\nname: Ledger Sync\n{more if kind == 'Application' else ''}"
    found = only(lint(project(f"kind: ConnectorConfig\n{field}: Ledger Sink\n{other}")))
    assert found.message == f'there is no {what} "Ledger Sink"; did you mean "Ledger Sync"?'
    assert replacement(found) == "Ledger Sync"


def test_a_name_that_nothing_bears_is_to_be_described(lint: Lint) -> None:
    found = only(lint(project("kind: ConnectorConfig\nworkspace: Acme\n")))
    assert (found.help, found.fix) == (
        "describe it in a Workspace document; names are looked up in this folder",
        None,
    )


def test_a_connector_that_is_misspelt_is_found(lint: Lint) -> None:
    found = only(lint(project(config(more="connector: procor\n"))))
    assert (found.rule, found.message) == (
        "unknown-connector",
        'there is no connector "procor"; did you mean "procore"?',
    )


def test_a_definition_brings_a_connector_of_its_own_unless_it_is_near_another(lint: Lint) -> None:
    definition = (
        "kind: ConnectionDefinition\nconnector: {}\nkey: keyAuth\nname: Key\ntype: Standard\nattributes: []\n"
    )
    assert "unknown-connector" not in rules_of(lint(project(definition.format("ledger"))))
    assert "unknown-connector" in rules_of(lint(project(definition.format("procor"))))


def test_a_definition_that_is_misspelt_is_written_as_the_screen_shows_it(lint: Lint) -> None:
    found = only(lint(project(config(definition="Procore V2 OAuth Client Credential Auth"))))
    assert (found.rule, found.severity.label, *found.span.start) == ("unknown-definition", "error", 4, 15)
    assert replacement(found) == DEFINITION


def test_a_definition_of_another_connector_is_named_as_such(lint: Lint) -> None:
    found = only(lint(project(config(definition="OpenAI API Key Auth"))))
    assert found.message == (
        '"OpenAI API Key Auth" is a connection definition of the connector "openai", not of "procore"'
    )
    assert found.help == f"write {DEFINITION} or Procore V2 OAuth Code Flow Auth"


def test_where_a_connector_has_no_definitions_none_is_listed(lint: Lint) -> None:
    connector = f"{HEADER}kind: Connector\nkey: ledger\nname: Ledger\n"
    report = lint(project(config(more="connector: ledger\nintegration: Ledger + Payroll\n") + connector))
    found = next(each for each in report.diagnostics if each.rule == "unknown-definition")
    assert found.help == 'describe one for "ledger", or write another connector'


def test_a_definition_and_a_client_in_each_others_place_are_one_finding(lint: Lint) -> None:
    found = only(lint(project(config(definition=NAME, client=DEFINITION))))
    assert found.message == f'definition and oauthClient are swapped: "{NAME}" is an OAuth client'
    assert (found.rule, found.help, related(found)) == (
        "unknown-definition",
        "exchange the two values",
        [(5, 16)],
    )


def test_a_client_that_is_misspelt_is_found_in_a_config_and_in_a_base_connection(lint: Lint) -> None:
    client = f"{HEADER}kind: OAuthClient\nname: {NAME}\nconnector: procore\ndefinition: {DEFINITION}\npublic: true\n"
    report = lint(project(config(client="Acme servce account") + client))
    assert "unknown-oauth-client" in rules_of(report)
    rules = (
        "kind: BaseConnectionRules\nintegration: Procore + Payroll\nconnector: procore\nbaseConnections:\n"
    )
    base = f"{rules}  - {{name: Payroll, enabled: true, definition: {DEFINITION}, sets: {{oauthClient: Nobody}}}}\n"
    assert Seen(6, 110, "error", "unknown-oauth-client") in seen(lint(project(base)))


def test_an_integration_near_one_that_has_base_connections_is_found(lint: Lint) -> None:
    found = only(lint(project(config(more="integration: Procore + Vista (Finacials)\n"))))
    assert (found.rule, found.severity.label) == ("unknown-integration", "warning")
    assert found.message.endswith('; did you mean "Procore + Vista (Financials)"?')
    assert found.fix is not None
    assert not found.fix.safe


@pytest.mark.parametrize(
    ("integration", "count"),
    [
        ("Vista (Financials) + Procore", 1),
        ("Procore and Vista (Financials)", 1),
        ("Procore <> Vista (Financials)", 1),
        ("Vista (Financials) & Procore", 1),
        ("Procore + Ledger (Payroll)", 0),
        ("Procore", 0),
    ],
)
def test_an_integration_of_the_same_products_is_the_one_that_was_meant(
    lint: Lint, integration: str, count: int
) -> None:
    report = lint(project(config(more=f"integration: {integration}\n")))
    found = [each for each in report.diagnostics if each.rule == "unknown-integration"]
    assert [each.help for each in found] == [
        "write Procore + Vista (Financials) if that is the integration; names are looked up in this folder"
    ] * count


SETS = """
kind: ConnectorConfig
connector: sftp
connection:
  definition: FTPS
  details:
    credentialSets: [{credentialSetName: "%s"}, {credentialSetName: "%s"}]
"""


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [("In", "In", 1), ("In", "Out", 0), ("In", "in", 0), ("${env:A}", "${env:A}", 0)],
)
def test_entries_of_a_detail_that_must_differ_do(lint: Lint, first: str, second: str, count: int) -> None:
    report = lint(project(SETS % (first, second)), select=["duplicate-name"])
    assert [each.message for each in report.diagnostics] == ['"In" stands in credentialSets already'] * count


def _client_of(connector: str, host: str) -> str:
    return f"""
    kind: OAuthClient
    name: Other
    connector: {connector}
    definition: Procore V2 OAuth Client Credentials Auth
    clientId: ${{env:OTHER_ID}}
    clientSecret: ${{env:OTHER_SECRET}}
    {host}
    """


@pytest.mark.parametrize(
    ("host", "help_text"),
    [
        ("tokenUrl: https://login.procore.com/oauth/token", "write procore"),
        ("tokenUrl: https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer", "write OAuth2CodeFlow"),
    ],
)
def test_a_client_whose_addresses_are_the_other_connectors_is_for_that_one(
    lint: Lint, host: str, help_text: str
) -> None:
    found = lint(project(_client_of("quickbooks-online", host)), select=["unknown-definition"])
    assert only(found).help == help_text


@pytest.mark.parametrize(
    ("named", "help_text"), [("Other", "write procore"), ("Another", "write OAuth2CodeFlow")]
)
def test_a_client_that_configs_of_the_other_connector_alone_name_is_for_that_one(
    lint: Lint, named: str, help_text: str
) -> None:
    text = f"""apiVersion: appxlint/v1
kind: OAuthClient
name: Other
connector: quickbooks-online
definition: Procore V2 OAuth Client Credentials Auth
clientId: ${{env:OTHER_ID}}
clientSecret: ${{env:OTHER_SECRET}}
---
apiVersion: appxlint/v1
kind: ConnectorConfig
name: other
connector: procore
workspace: {{name: "Acme : Other"}}
connection: {{definition: Procore V2 OAuth Client Credentials Auth, oauthClient: {named}}}
"""
    assert only(lint(text, select=["unknown-definition"])).help == help_text


WORKSPACE = "workspace: {{name: {company} live, type: standard, region: us, company: {company}}}\n"
CLIENTS = """kind: OAuthClient
name: {company} Procore production
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
clientId: ${{env:{name}_ID}}
clientSecret: ${{env:{name}_SECRET}}
tokenUrl: https://login.procore.com/oauth/token
"""


@pytest.mark.parametrize(("other", "asked"), [("Bauer Sons", False), ("Bauer Bros", True)])
def test_the_client_of_another_company_is_not_proposed(other: str, asked: bool, lint: Lint) -> None:
    client = "Bauer Son Procore production"
    documents = (
        config(client=client, more=WORKSPACE.format(company="Bauer Son")),
        "name: other\n" + config(client="Other keys", more=WORKSPACE.format(company=other)),
        CLIENTS.format(company="Bauer Sons", name="SONS"),
    )
    report = lint(project(HEADER.join(documents)))
    (found,) = (
        each for each in report.diagnostics if each.rule == "unknown-oauth-client" and client in each.message
    )
    assert ('did you mean "Bauer Sons Procore production"?' in found.message) is asked
    assert (found.fix is not None) is asked
