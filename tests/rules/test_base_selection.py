from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import rules_of
from tests.rules.bases import DEFINITION, RULES, selecting
from tests.rules.projects import Seen, only, project, related, replacement, seen

if TYPE_CHECKING:
    from tests.conftest import Lint
    from validator.diagnostics import Report

OWN = f"  definition: {DEFINITION}\n  oauthClient: Acme service account\n"


def about_selection(report: Report) -> list[Seen]:
    return [each for each in seen(report) if each.rule != "unused-document"]


def test_a_base_connection_that_fits_raises_nothing(lint: Lint) -> None:
    assert about_selection(lint(project(selecting("Payroll live")))) == []


def test_a_base_connection_that_must_be_selected_is_missed_at_the_connection(lint: Lint) -> None:
    details = "companyId: 4281379, connectionEnvironment: Production"
    snippet = selecting("X", OWN, details=details).replace("  baseConnection: X\n", "")
    report = lint(project(snippet))
    assert about_selection(report) == [Seen(4, 1, "error", "base-connection-required")]
    assert report.diagnostics[0].help == "add baseConnection: Payroll live; leave out what it sets"


def test_an_unknown_one_has_the_name_that_was_meant(lint: Lint) -> None:
    found = only(lint(project(selecting("Payroll lve"))))
    assert (found.rule, found.severity.label, *found.span.start) == (
        "unknown-base-connection",
        "error",
        5,
        19,
    )
    assert found.message.endswith('has no base connection "Payroll lve"; did you mean "Payroll live"?')
    assert replacement(found) == "Payroll live"


def test_one_like_no_other_has_no_fix(lint: Lint) -> None:
    found = only(lint(project(selecting("Zebra"))))
    assert found.message == '"Procore + Payroll" has no base connection "Zebra"'
    assert found.fix is None


def test_an_unknown_one_is_only_noted_where_the_rules_are_not_complete(lint: Lint) -> None:
    found = only(lint(project(selecting("Zebra", rules=RULES.replace("complete: true\n", "")))))
    assert (found.severity.label, "are known of" in found.message) == ("info", True)


def test_one_that_is_not_enabled_is_found_with_those_that_are(lint: Lint) -> None:
    report = lint(project(selecting("Payroll pilot")))
    assert about_selection(report) == [Seen(5, 19, "error", "base-connection-disabled")]
    assert report.diagnostics[0].help == "select Payroll live or Payroll AU"


def test_one_for_another_region_is_found_with_what_it_is_for(lint: Lint) -> None:
    report = lint(project(selecting("Payroll AU")))
    assert about_selection(report) == [Seen(5, 19, "warning", "base-connection-not-applicable")]
    found = report.diagnostics[0]
    assert found.message == 'the base connection "Payroll AU" is not meant for region "us"'
    assert (found.help, related(found)) == ("select Payroll live", [(36, 20)])


@pytest.mark.parametrize(
    ("environment", "found"), [("Prodution", False), ("Monthly Sandbox", True), ("Live", False)]
)
def test_an_environment_that_there_is_not_says_nothing_of_what_one_is_for(
    environment: str, *, found: bool, lint: Lint
) -> None:
    rules = RULES.replace("when: {region: [au]}", f"when: {{connectionEnvironment: [{environment}]}}")
    report = lint(project(selecting("Payroll AU").replace(RULES, rules)))
    assert ("base-connection-not-applicable" in {each.rule for each in report.diagnostics}) == found


def test_two_enabled_ones_for_one_scenario_are_found_at_the_later_name(lint: Lint) -> None:
    same = RULES.replace("when: {region: [au]}", "when: {}")
    report = lint(project(selecting("Payroll live", rules=same)))
    assert about_selection(report) == [Seen(34, 11, "warning", "base-connection-ambiguous")]


def test_rules_for_a_connector_without_definitions_are_found_at_their_key(lint: Lint) -> None:
    connector = "---\napiVersion: appxlint/v1\nkind: Connector\nkey: ledger\nname: Ledger\n"
    rules = (
        "kind: BaseConnectionRules\nintegration: Procore + Ledger\nconnector: ledger\nbaseConnections: []\n"
    )
    assert rules_of(lint(project(rules + connector))) == []
    filled = rules.replace("[]", "[{name: A, enabled: true, sets: {oauthClient: Acme service account}}]")
    assert Seen(5, 1, "error", "base-connection-unsupported") in seen(lint(project(filled + connector)))


@pytest.mark.parametrize(
    ("integration", "count"), [("Procore + Vista (Financials)", 1), ("Procore + Other", 0)]
)
def test_general_configuration_cannot_select_one(integration: str, count: int, lint: Lint) -> None:
    snippet = (
        f"kind: ConnectorConfig\nintegration: {integration}\ngeneralConfiguration:\n  clientId: ${{env:ID}}\n"
    )
    assert rules_of(lint(project(snippet))).count("base-connection-unsupported") == count


@pytest.mark.parametrize(
    ("meant", "rules"),
    [
        ("[Developer Sandbox]", ["base-connection-not-applicable"]),
        ("[Developer Sandbox, production]", []),
        ("[Elsewhere]", ["invalid-option"]),
    ],
)
def test_one_that_sets_another_environment_than_it_is_for_is_told_once_at_its_rules(
    lint: Lint, meant: str, rules: list[str]
) -> None:
    wrong = RULES.replace(
        "  - name: Payroll live\n", f"  - name: Payroll live\n    when: {{connectionEnvironment: {meant}}}\n"
    )
    report = lint(project(selecting("Payroll live", rules=wrong)))
    assert [each.rule for each in about_selection(report)] == rules
    if rules == ["base-connection-not-applicable"]:
        found = next(each for each in report.diagnostics if each.rule == rules[0])
        assert (
            found.message
            == '"Payroll live" is for other environments than "Production", which it sets itself'
        )
        assert found.help == "write the same in both"
