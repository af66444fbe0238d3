from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import rules_of
from tests.rules.projects import Seen, only, project, replacement, seen

if TYPE_CHECKING:
    from tests.conftest import Lint

PROCORE = """
kind: ConnectorConfig
connection:
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: Acme service account
  details: {details}
"""
OPENAI = """
kind: ConnectorConfig
connector: openai
connection:
  definition: OpenAI API Key Auth
  details: {details}
"""
SPECTRUM = """
kind: ConnectorConfig
connector: spectrum
connection:
  definition: Deconstructed Enhanced Authentication
  details:
    apiRootUrl: https://acme.spectrum-hosting.net:8482
    dataSource: acme-data.spectrum-hosting.net
    initialCatalog: AcmeBuilders
    userId: TS2XChange
    password: ${env:SPECTRUM_PASSWORD}
    companies:
"""
OWN = """
kind: ConnectionDefinition
name: Acme Login
attributes:
  - {key: tenant, title: Tenant, description: The tenant., isRequired: true, isSensitive: false, default: main}
  - {key: token, title: Token, description: The token of the tenant., isRequired: true}
  - key: sets
    title: Sets
    description: Sets of credentials.
    isRequired: true
    isSensitive: false
    isArray: true
    attributes:
      - {key: user, title: User, description: The user., isRequired: true, isSensitive: false}
      - {key: note, title: Note, description: A note., isRequired: false, isSensitive: false}
---
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
integration: Procore + Ledger (Payroll)
workspace: {name: "Acme : Procore <> Ledger"}
application: {source: custom, access: user, installed: true}
connection:
  definition: Acme Login
"""
BASE = """
kind: ConnectorConfig
integration: Procore + Payroll
connection:
  baseConnection: Payroll live
  details: {config}
---
apiVersion: appxlint/v1
kind: BaseConnectionRules
integration: Procore + Payroll
connector: procore
baseConnections:
  - name: Payroll live
    enabled: true
    definition: Procore V2 OAuth Client Credentials Auth
    sets: {{oauthClient: Acme service account, details: {base}}}
"""


def of_procore(details: str) -> str:
    return project(PROCORE.format(details=details))


def of_base(config: str, base: str) -> str:
    return project(BASE.format(config=config, base=base))


def test_a_detail_of_procore_that_is_missing_is_an_error(lint: Lint) -> None:
    found = only(lint(of_procore("{connectionEnvironment: Production}")))
    assert (found.rule, found.severity.label, *found.span.start) == ("missing-detail", "error", 6, 3)
    assert found.message == "connection details lack companyId, which the definition requires"
    assert (
        found.help
        == "add companyId: with the number before /company/ in the address of the Company Portfolio"
    )
    assert found.route == ("connection", "details")


def test_a_detail_that_is_documented_as_required_is_an_error(lint: Lint) -> None:
    found = only(lint(project(OPENAI.format(details="{connectionEnvironment: Production}"))))
    assert (found.rule, found.severity.label) == ("missing-detail", "error")
    assert found.message == "connection details lack apiKey (API Key), which the definition requires"
    assert found.help == 'add apiKey: "${env:OPENAI_API_KEY}"'


def test_details_that_are_left_out_are_missed_at_the_connection(lint: Lint) -> None:
    report = lint(project(OPENAI.replace("  details: {details}\n", "")))
    assert seen(report) == [Seen(4, 1, "error", "missing-detail")] * 2
    assert " under details: " in report.diagnostics[1].help


def test_each_missing_detail_is_a_finding_of_its_own(lint: Lint) -> None:
    assert rules_of(lint(of_procore("{}"))) == ["missing-detail", "missing-detail"]


@pytest.mark.parametrize("value", ['""', '"  "'])
def test_an_empty_text_is_a_missing_detail(lint: Lint, value: str) -> None:
    found = only(
        lint(project(OPENAI.format(details=f"{{apiKey: {value}, connectionEnvironment: Production}}")))
    )
    assert (found.rule, *found.span.start) == ("missing-detail", 6, 21)
    assert found.message == "apiKey (API Key) is empty, which the definition requires"


def test_an_empty_environment_is_one_finding(lint: Lint) -> None:
    details = '{apiKey: "${env:KEY}", connectionEnvironment: ""}'
    assert rules_of(lint(project(OPENAI.format(details=details)))) == ["missing-detail"]


def test_a_company_id_that_is_empty_is_left_to_its_own_rule(lint: Lint) -> None:
    report = lint(of_procore('{companyId: "", connectionEnvironment: Production}'))
    assert rules_of(report) == ["company-id-malformed"]


def test_what_a_base_connection_sets_is_not_missing(lint: Lint) -> None:
    assert rules_of(lint(of_base("{companyId: 4281379}", "{connectionEnvironment: Production}"))) == []


def test_what_neither_sets_is_missing_in_the_config(lint: Lint) -> None:
    assert seen(lint(of_base("{companyId: 4281379}", "{}"))) == [Seen(6, 3, "error", "missing-detail")]


def test_nothing_is_missed_where_the_base_connection_is_not_known(lint: Lint) -> None:
    snippet = of_base("{}", "{}").replace("baseConnection: Payroll live", "baseConnection: Other")
    assert "missing-detail" not in rules_of(lint(snippet))


def test_nothing_is_missed_where_the_base_connection_is_broken(lint: Lint) -> None:
    snippet = of_base("{}", "{}").replace("baseConnection: Payroll live", "baseConnection: [Payroll live]")
    assert "missing-detail" not in rules_of(lint(snippet))


def test_nothing_is_missed_in_an_existing_connection(lint: Lint) -> None:
    snippet = "kind: ConnectorConfig\nconnection: {existing: true, name: Acme Procore}\n"
    assert rules_of(lint(project(snippet))) == []


def test_nothing_is_said_of_details_where_the_definition_is_not_known(lint: Lint) -> None:
    snippet = PROCORE.format(details="{other: 1}").replace("Client Credentials Auth", "Klient Kredentials")
    assert rules_of(lint(project(snippet))) == ["unknown-definition"]


@pytest.mark.parametrize("details", ["[1]", "text", "null"])
def test_nothing_is_missed_in_details_that_are_broken(lint: Lint, details: str) -> None:
    assert rules_of(lint(of_procore(details))) == ["wrong-type"]


def test_an_empty_value_is_broken_and_not_missing_as_well(lint: Lint) -> None:
    assert rules_of(lint(of_procore("{companyId: , connectionEnvironment: Production}"))) == ["wrong-type"]


def test_a_default_of_the_definition_counts(lint: Lint) -> None:
    snippet = OWN + '  details: {token: "${env:TOKEN}", sets: [{user: acme}]}\n'
    assert rules_of(lint(project(snippet))) == []


def test_what_an_entry_of_a_group_lacks_is_missed_at_that_entry(lint: Lint) -> None:
    snippet = OWN + '  details:\n    token: "${env:TOKEN}"\n    sets:\n    - user: one\n    - note: two\n'
    found = only(lint(project(snippet)))
    text = project(snippet).split("\n")
    assert (found.rule, text[found.span.start.line - 1]) == ("missing-detail", "    - note: two")
    assert found.message == "sets[2] lacks user, which the definition requires"
    assert found.route == ("connection", "details", "sets", 1)


def test_a_group_without_an_entry_is_missing(lint: Lint) -> None:
    found = only(lint(project(OWN + '  details: {token: "${env:TOKEN}", sets: []}\n')))
    assert found.message == "sets is empty, which the definition requires"
    assert found.help == "fill it in with a list of mappings that each have user and note"


def test_a_missing_group_is_shown_as_one(lint: Lint) -> None:
    found = only(lint(project(OWN + '  details: {token: "${env:TOKEN}"}\n')))
    assert found.help == "add sets: with a list of mappings that each have user and note"


def test_an_unknown_detail_that_is_like_a_known_one_is_one_finding_with_a_safe_fix(lint: Lint) -> None:
    found = only(lint(of_procore("{companyID: 4281379, connectionEnvironment: Production}")))
    assert (found.rule, *found.span.start) == ("unknown-detail", 6, 13)
    assert found.message.endswith('ask for "companyID"; did you mean "companyId"?')
    assert found.help.startswith("write companyId")
    assert replacement(found) == "companyId"
    assert found.fix is not None
    assert found.fix.safe


def test_a_near_miss_is_an_error_where_the_attribute_is_documented(lint: Lint) -> None:
    found = only(
        lint(project(OPENAI.format(details='{api_key: "${env:KEY}", connectionEnvironment: Production}')))
    )
    assert (found.rule, found.severity.label, found.help) == ("unknown-detail", "error", "write apiKey")


def test_a_near_miss_is_an_error_with_the_name_that_was_meant(lint: Lint) -> None:
    found = only(lint(of_procore("{companyID: 4281379, connectionEnvironment: Production}")))
    assert (found.severity.label, found.help) == ("error", "write companyId")
    assert "does not ask for" in found.message


@pytest.mark.parametrize("key", ["company_id", "company-id", "CompanyId", "Connection Environment"])
def test_other_spellings_and_labels_are_recognised(lint: Lint, key: str) -> None:
    rest = "connectionEnvironment: Production" if key[0] in "cC" and "omp" in key else "companyId: 4281379"
    value = "4281379" if "ompany" in key else "Production"
    assert rules_of(lint(of_procore(f"{{{key}: {value}, {rest}}}"))) == ["unknown-detail"]


def test_a_detail_like_no_other_is_told_what_is_asked_for(lint: Lint) -> None:
    found = only(lint(of_procore("{companyId: 4281379, connectionEnvironment: Production, zebra: 7}")))
    assert (found.rule, found.severity.label, *found.span.start) == ("unknown-detail", "error", 6, 68)
    assert "does not ask for" in found.message
    assert found.help == "it asks for companyId and connectionEnvironment"
    assert found.fix is None


def test_a_detail_like_no_other_is_an_error_where_the_definition_is_documented(lint: Lint) -> None:
    details = '{apiKey: "${env:KEY}", connectionEnvironment: Production, zebra: 7}'
    assert seen(lint(project(OPENAI.format(details=details)))) == [Seen(6, 70, "error", "unknown-detail")]


def test_a_definition_whose_sources_are_all_inferred_gives_warnings(lint: Lint) -> None:
    source = "sources: [{url: https://example.org/, asOf: 2026-08, certainty: inferred}]\n"
    snippet = OWN.replace("name: Acme Login\nattributes", f"name: Acme Login\n{source}attributes")
    details = '  details: {tokn: "${env:TOKEN}", zebra: 1}\n'
    report = lint(project(snippet + details))
    assert {(each.rule, each.severity.label) for each in report.diagnostics} == {
        ("missing-detail", "warning"),
        ("unknown-detail", "warning"),
    }


def test_an_unknown_key_in_an_entry_of_a_group_is_found(lint: Lint) -> None:
    snippet = OWN + '  details: {token: "${env:TOKEN}", sets: [{user: one}, {usr: two}]}\n'
    found = only(lint(project(snippet)))
    assert (found.rule, replacement(found)) == ("unknown-detail", "user")
    assert found.route == ("connection", "details", "sets", 1, "usr")


def test_groups_of_shipped_definitions_are_looked_into(lint: Lint) -> None:
    report = lint(project(SPECTRUM + "      - companyCode: TS2\n      - {compnyCode: XYZ}\n"))
    assert [each.rule for each in report.diagnostics] == ["unknown-detail"]


def test_details_of_a_base_connection_are_looked_at_too(lint: Lint) -> None:
    found = only(lint(of_base("{companyId: 4281379, connectionEnvironment: Production}", "{companiId: 1}")))
    assert (found.rule, found.route[-1]) == ("unknown-detail", "companiId")
    assert found.document == "BaseConnectionRules Procore + Payroll"


def test_a_key_that_may_be_a_secret_is_not_shown(lint: Lint) -> None:
    key = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0"
    report = lint(of_procore(f"{{companyId: 4281379, connectionEnvironment: Production, {key}: 1}}"))
    assert all(key not in f"{each.message}{each.help}" for each in report.diagnostics)


def test_a_group_that_is_inferred_to_be_required_is_a_warning(lint: Lint) -> None:
    report = lint(project(SPECTRUM.replace("    companies:\n", "")))
    found = only(report)
    assert (found.rule, found.severity.label) == ("missing-detail", "warning")
    assert found.help.endswith("; that it is required is inferred, not documented")


def test_a_detail_beyond_those_that_are_documented_is_a_warning(lint: Lint) -> None:
    snippet = SPECTRUM.replace("    companies:\n", "    companies: [{companyCode: TS2}]\n    shoeSize: 44\n")
    found = only(lint(project(snippet)))
    assert (found.rule, found.severity.label) == ("unknown-detail", "warning")
    assert "is not known to ask for" in found.message
    assert found.help.endswith("; not all that it asks for is documented, so compare it with the screen")


def test_nothing_is_unknown_to_a_definition_of_which_no_detail_is_known(lint: Lint) -> None:
    snippet = SPECTRUM.replace("Deconstructed Enhanced", "Enhanced").replace("    companies:\n", "")
    assert seen(lint(project(snippet))) == [Seen(6, 3, "info", "unchecked")]


def test_a_definition_that_asks_for_nothing_has_no_details(lint: Lint) -> None:
    snippet = "kind: ConnectionDefinition\nname: Acme Login\nattributes: []\n"
    config = OWN.partition("---\n")[2] + "  details: {tenant: main}\n"
    assert "unknown-detail" in rules_of(lint(project(snippet + "---\n" + config)))
