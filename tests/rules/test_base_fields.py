from __future__ import annotations

from typing import TYPE_CHECKING

from tests.rules.bases import RULES, selecting
from tests.rules.projects import Seen, project, related, replacement, seen

if TYPE_CHECKING:
    from tests.conftest import Lint
    from validator.diagnostics import Diagnostic


def first(lint: Lint, snippet: str) -> Diagnostic:
    """Return the one finding that is not about the base connections that nothing uses."""
    (found,) = (each for each in lint(project(snippet)).diagnostics if each.rule != "unused-document")
    return found


def test_another_value_than_the_base_connections_is_an_error_with_both_places(lint: Lint) -> None:
    found = first(
        lint, selecting("Payroll live", details="companyId: 4281379, connectionEnvironment: Monthly Sandbox")
    )
    assert (found.rule, found.severity.label, *found.span.start) == (
        "base-connection-override",
        "error",
        6,
        56,
    )
    assert related(found) == [(29, 80)]
    assert found.fix is None


def test_the_same_value_again_is_a_warning_that_is_taken_out(lint: Lint) -> None:
    found = first(lint, selecting("Payroll live", "  oauthClient: Acme service account\n"))
    assert (found.severity.label, *found.span.start) == ("warning", 7, 16)
    assert found.message == 'the base connection "Payroll live" sets oauthClient to this value already'
    assert replacement(found) == ""


def test_a_number_in_quotes_is_the_same_value(lint: Lint) -> None:
    rules = RULES.replace("details: {", "details: {companyId: '4281379', ")
    assert first(lint, selecting("Payroll live", rules=rules)).severity.label == "warning"


def test_another_definition_is_found_and_the_same_one_is_not(lint: Lint) -> None:
    other = first(lint, selecting("Payroll live", "  definition: Procore V2 OAuth Code Flow Auth\n"))
    assert (other.rule, *other.span.start) == ("base-connection-definition", 7, 15)
    same = selecting("Payroll live", "  definition: Procore V2 OAuth Client Credentials Auth\n")
    assert {each.rule for each in seen(lint(project(same)))} == {"unused-document"}


def test_a_base_connection_that_sets_nothing_is_noted_at_its_name(lint: Lint) -> None:
    snippet = """
    kind: BaseConnectionRules
    integration: Procore + Payroll
    connector: procore
    baseConnections:
      - {name: Payroll, enabled: true}
      - {name: Pension, enabled: true, when: {region: [au]}, sets: {details: {}}}
      - {name: Permits, enabled: true, when: {region: [uk]}, sets: {oauthClient: Acme service account}}
      - {name: Pilot, enabled: false, definition: Procore V2 OAuth Client Credentials Auth}
    """
    report = lint(project(snippet))
    assert [each for each in seen(report) if each.rule == "empty-base-connection"] == [
        Seen(6, 12, "info", "empty-base-connection"),
        Seen(7, 12, "info", "empty-base-connection"),
    ]
