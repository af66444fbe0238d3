from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import rules_of
from tests.rules.projects import Seen, only, project, related, replacement, seen

if TYPE_CHECKING:
    from tests.conftest import Lint

BOTH = """
kind: ConnectorConfig
connection:
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: Acme service account
  details: {companyId: 4281379, connectionEnvironment: Production}
generalConfiguration:
"""


GENERAL = """
kind: ConnectorConfig
name: acme-old
generalConfiguration:
"""


STRUCTURED = """---
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme-new
connector: procore
integration: Procore + Ledger (Payroll)
workspace: {name: "%s"}
application: {source: custom, access: service-account, installed: true}
connection:
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: Acme service account
  details: {companyId: 4281379, connectionEnvironment: Production}
"""


def test_general_configuration_alone_is_noted_at_its_key(lint: Lint) -> None:
    report = lint(project(GENERAL + "  baseUrl: https://api.procore.com/\n"))
    assert seen(report) == [Seen(4, 1, "info", "legacy-general-configuration")]


def test_a_connector_without_definitions_has_no_other_method(lint: Lint) -> None:
    snippet = "kind: ConnectorConfig\nconnector: foundation\ngeneralConfiguration: {realTimeActionProcessing: true}\n"
    assert rules_of(lint(project(snippet))) == []


def test_general_configuration_where_a_base_connection_is_needed_is_one_finding(lint: Lint) -> None:
    snippet = GENERAL + "  baseUrl: https://api.procore.com/\nintegration: Procore + Vista (Financials)\n"
    assert rules_of(lint(project(snippet))) == ["base-connection-unsupported"]


@pytest.mark.parametrize("broken", ["[1]", "null", "text"])
def test_broken_general_configuration_is_one_finding(lint: Lint, broken: str) -> None:
    snippet = GENERAL.replace("generalConfiguration:\n", f"generalConfiguration: {broken}\n")
    assert "legacy-general-configuration" not in rules_of(lint(project(snippet)))


def test_the_first_credential_beside_a_connection_is_reported(lint: Lint) -> None:
    general = (
        "  baseUrl: https://api.procore.com/\n  clientId: ${env:OLD_ID}\n  clientSecret: ${env:OLD_SECRET}\n"
    )
    report = lint(project(BOTH + general))
    assert seen(report) == [Seen(9, 13, "warning", "mixed-credentials")]
    assert related(only(report)) == [(3, 1)]


def test_a_secret_alone_is_a_credential(lint: Lint) -> None:
    report = lint(project(BOTH + "  companyId: 4281379\n  clientSecret: ${env:OLD_SECRET}\n"))
    assert seen(report) == [Seen(9, 17, "warning", "mixed-credentials")]


@pytest.mark.parametrize(
    "general", ["  realTimeActionProcessing: true\n", "  companyId: 4281379\n", "  {}\n"]
)
def test_settings_that_are_no_credentials_pass(lint: Lint, general: str) -> None:
    assert rules_of(lint(project(BOTH + general))) == []


def test_a_credential_inside_a_group_is_found_by_its_name(lint: Lint) -> None:
    report = lint(project(BOTH + "  systemInterface:\n    - partnerApiKey: ${env:PARTNER_KEY}\n"))
    (found,) = (each for each in report.diagnostics if each.rule == "mixed-credentials")
    assert found.route == ("generalConfiguration", "systemInterface", 0, "partnerApiKey")


def test_credentials_of_one_workspace_in_two_configs_are_reported_in_the_older_method(lint: Lint) -> None:
    general = "  clientId: ${env:OLD_ID}\n  clientSecret: ${env:OLD_SECRET}\n"
    report = lint(project(GENERAL + general + STRUCTURED % "Acme : Procore <> Ledger"))
    (found,) = (each for each in report.diagnostics if each.rule == "mixed-credentials")
    assert found.span.start == (5, 13)
    assert found.message == 'credentials stand here and in the connection of "acme-new"'


def test_another_workspace_is_another_matter(lint: Lint) -> None:
    general = "  clientId: ${env:OLD_ID}\n  clientSecret: ${env:OLD_SECRET}\n"
    report = lint(project(GENERAL + general + STRUCTURED % "Acme Homes : Procore <> Ledger"))
    assert "mixed-credentials" not in rules_of(report)


def test_real_time_processing_that_is_off_is_found_at_the_value(lint: Lint) -> None:
    found = only(lint(project(BOTH + "  realTimeActionProcessing: false\n")))
    assert (found.rule, found.severity.label, *found.span.start) == (
        "real-time-processing-off",
        "warning",
        8,
        29,
    )
    assert replacement(found) == "true"
    assert found.fix is not None
    assert not found.fix.safe


def test_real_time_processing_that_is_off_can_be_suppressed_with_a_reason(lint: Lint) -> None:
    general = (
        "  realTimeActionProcessing: false # appxlint: ignore[real-time-processing-off] support, case 4711\n"
    )
    report = lint(project(BOTH + general))
    assert rules_of(report) == []
    assert [each.rule for each in report.suppressed] == ["real-time-processing-off"]


def test_real_time_processing_is_looked_at_in_general_configuration_alone(lint: Lint) -> None:
    report = lint(project(GENERAL + "  realTimeActionProcessing: false\n"))
    assert rules_of(report) == ["legacy-general-configuration", "real-time-processing-off"]


@pytest.mark.parametrize("value", ["true", "null", "[false]", "'false'", "0"])
def test_nothing_but_false_is_off(lint: Lint, value: str) -> None:
    report = lint(project(BOTH + f"  realTimeActionProcessing: {value}\n"))
    assert "real-time-processing-off" not in rules_of(report)
