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
  details:
    companyId: 4281379
    connectionEnvironment: {value}
"""


QUICKBOOKS = """
kind: ConnectorConfig
connector: quickbooks-online
connection:
  definition: OAuth2CodeFlow
  oauthClient: App Xchange
  details:
    companyId: {company}
    connectionEnvironment: Production
"""


OWN = """
kind: ConnectionDefinition
name: Acme Login
connector: acme
attributes:
  - key: connectionEnvironment
    title: Connection Environment
    description: Where to connect.
    isRequired: true
    isSensitive: false
    options: [{label: Unknown, value: 0}, {label: Production, value: 1}, {label: Test, value: 2}]
  - key: code
    title: Code
    description: A code.
    isRequired: false
    isSensitive: {sensitive}
    pattern: '{pattern}'
    example: A1
  - key: regions
    title: Regions
    description: The regions.
    isRequired: false
    isSensitive: false
    isArray: true
    options: [{label: US}, {label: EMEA}]
  - key: sets
    title: Sets
    description: Sets.
    isRequired: false
    isSensitive: false
    isArray: true
    attributes:
      - key: port
        title: Port
        description: The port.
        isRequired: true
        isSensitive: false
        pattern: '[0-9]+'
        message: write a number
      - {key: mode, title: Mode, description: A mode., isRequired: false, isSensitive: false, options: [{label: Fast}]}
---
apiVersion: appxlint/v1
kind: Connector
key: acme
name: Acme
environments: [{name: Production, aliases: [Live]}, {name: Staging, aliases: [Test]}, {name: Elsewhere}]
---
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: acme
workspace: {name: "Acme : Acme <> Ledger"}
connection:
  definition: Acme Login
  details: """


def own(details: str, *, pattern: str = "[A-Z][0-9]", sensitive: str = "false") -> str:
    return project(OWN.replace("{pattern}", pattern).replace("{sensitive}", sensitive) + details + "\n")


def procore(value: str) -> str:
    return project(PROCORE.format(value=value))


@pytest.mark.parametrize("value", ["Unknown", "unknown", "0", '"0"', "Moon"])
def test_a_value_outside_inferred_options_is_a_warning_that_says_so(lint: Lint, value: str) -> None:
    found = only(lint(procore(value)))
    assert (found.rule, found.severity.label, *found.span.start) == ("invalid-option", "warning", 8, 28)
    assert "none of the options that are known" in found.message
    assert "not documented" in found.help
    assert found.fix is None


def test_a_near_miss_of_an_inferred_option_has_an_unsafe_fix(lint: Lint) -> None:
    found = only(lint(procore("Prodction")))
    assert replacement(found) == "Production"
    assert found.fix is not None
    assert not found.fix.safe


@pytest.mark.parametrize("value", ["Unknown", "unknown", "0", "3", "true", "Elsewhere"])
def test_a_value_outside_documented_options_is_an_error(lint: Lint, value: str) -> None:
    found = only(lint(own(f"{{connectionEnvironment: {value}}}")))
    assert (found.rule, found.severity.label) == ("invalid-option", "error")
    assert found.help == "write Production or Test"


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("1", "Production"),
        ('"2"', "Test"),
        ("production", "Production"),
        ("LIVE", "Production"),
        ("Staging", "Test"),
    ],
)
def test_an_option_by_number_alias_or_in_another_case_is_noted_with_a_safe_fix(
    lint: Lint, value: str, label: str
) -> None:
    found = only(lint(own(f"{{connectionEnvironment: {value}}}")))
    assert (found.rule, found.severity.label) == ("connection-environment-alias", "info")
    assert found.help == f"write {label}"
    assert replacement(found).strip('"') == label
    assert found.fix is not None
    assert found.fix.safe


@pytest.mark.parametrize("value", ["Live", "prod", "PRODUCTION", "production"])
def test_names_of_shipped_environments_are_understood(lint: Lint, value: str) -> None:
    assert seen(lint(procore(value))) == [Seen(8, 28, "info", "connection-environment-alias")]


@pytest.mark.parametrize("value", ["Production", '"Production"'])
def test_a_label_is_what_is_wanted(lint: Lint, value: str) -> None:
    assert rules_of(lint(procore(value))) == []


@pytest.mark.parametrize("value", ["${env:ENVIRONMENT}", "${ENVIRONMENT}"])
def test_a_reference_is_no_option(lint: Lint, value: str) -> None:
    assert "invalid-option" not in rules_of(lint(procore(value)))


def test_each_item_of_a_list_of_options_is_looked_at(lint: Lint) -> None:
    report = lint(own("{connectionEnvironment: Test, regions: [US, Mars, emea]}"))
    assert rules_of(report) == ["invalid-option", "connection-environment-alias"]
    assert report.diagnostics[0].route[-2:] == ("regions", 1)


def test_options_inside_a_group_are_looked_at(lint: Lint) -> None:
    found = only(lint(own("{connectionEnvironment: Test, sets: [{port: 21, mode: Fats}]}")))
    assert (found.rule, replacement(found)) == ("invalid-option", "Fast")


def test_an_option_that_the_base_connection_settles_is_not_judged_twice(lint: Lint) -> None:
    snippet = """
    kind: ConnectorConfig
    integration: Procore + Payroll
    connection:
      baseConnection: Payroll live
      details: {companyId: 4281379, connectionEnvironment: Moon}
    ---
    apiVersion: appxlint/v1
    kind: BaseConnectionRules
    integration: Procore + Payroll
    connector: procore
    baseConnections:
      - name: Payroll live
        enabled: true
        definition: Procore V2 OAuth Client Credentials Auth
        sets: {oauthClient: Acme service account, details: {connectionEnvironment: Production}}
    """
    assert rules_of(lint(project(snippet))) == ["base-connection-override"]


@pytest.mark.parametrize(
    ("value", "rule"),
    [("Moon", "invalid-option"), ("production", "connection-environment-alias")],
)
def test_options_that_a_base_connection_sets_are_judged_there(lint: Lint, value: str, rule: str) -> None:
    snippet = f"""
    kind: BaseConnectionRules
    baseConnections:
      - name: Payroll live
        enabled: true
        definition: Procore V2 OAuth Client Credentials Auth
        sets: {{oauthClient: Acme service account, details: {{connectionEnvironment: {value}}}}}
    """
    found = only(lint(project(snippet)))
    assert (found.rule, found.span.start.line) == (rule, 7)
    assert found.document.startswith("BaseConnectionRules")


@pytest.mark.parametrize("company", ["9341 4500 0000 0000", "'#9341450000000017'", "QB-17"])
def test_a_detail_that_does_not_fit_is_said_in_the_words_of_its_attribute(lint: Lint, company: str) -> None:
    found = only(lint(project(QUICKBOOKS.format(company=company))))
    assert (found.rule, found.severity.label, *found.span.start) == ("invalid-detail", "error", 8, 16)
    assert found.help.startswith("write the company id with digits alone")


@pytest.mark.parametrize("company", ["9341450000000017", "'9341450000000017'", "${env:COMPANY}"])
def test_a_detail_that_fits_and_a_reference_are_left_alone(lint: Lint, company: str) -> None:
    assert rules_of(lint(project(QUICKBOOKS.format(company=company)))) == []


def test_a_value_is_judged_as_it_is_written(lint: Lint) -> None:
    details = "{connectionEnvironment: Test, code: 007}"
    assert rules_of(lint(own(details, pattern="00[0-9]"))) == ["ambiguous-scalar"]
    assert rules_of(lint(own(details, pattern="[0-9]"))) == ["invalid-detail"]


def test_the_whole_value_has_to_fit(lint: Lint) -> None:
    found = only(lint(own("{connectionEnvironment: Test, code: A12}")))
    assert (found.rule, found.help) == ("invalid-detail", "write it like A1")


def test_a_sensitive_value_that_does_not_fit_is_not_shown(lint: Lint) -> None:
    report = lint(own("{connectionEnvironment: Test, code: wrong-code}", sensitive="true"))
    texts = "".join(f"{each.message}{each.help}" for each in report.diagnostics)
    assert "wrong-code" not in texts
    assert "A1" not in texts


def test_a_value_that_is_too_long_is_not_held_against_a_pattern(lint: Lint) -> None:
    details = f'{{connectionEnvironment: Test, code: "{"A" * 65_537}"}}'
    assert "invalid-detail" not in rules_of(lint(own(details)))


@pytest.mark.parametrize(
    "pattern",
    [
        "[",
        "(?P<a>x)(?P<a>y)",
        "(?P<x>",
        "a{99999999999}",
        f"{'(' * 200}{')' * 200}",
        "(A+)+B",
        r"(A)\1",
        "A*A*A*A*B",
    ],
)
def test_a_pattern_that_cannot_be_used_is_told_at_its_own_place_and_judges_nothing(
    lint: Lint, pattern: str
) -> None:
    value = "A" * 60 + "2"
    found = only(lint(own(f"{{connectionEnvironment: Test, code: {value}}}", pattern=pattern)))
    assert (found.rule, found.route[-1]) == ("invalid-value", "pattern")
    assert found.document.startswith("ConnectionDefinition")
    assert found.help


def test_a_field_of_a_group_that_does_not_fit_is_found_at_its_entry(lint: Lint) -> None:
    found = only(lint(own("{connectionEnvironment: Test, sets: [{port: 21}, {port: twenty}]}")))
    assert (found.rule, found.help) == ("invalid-detail", "write a number")
    assert found.route[-3:] == ("sets", 1, "port")


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ("code: [A1]", "one value"),
        ("code: {a: A1}", "one value"),
        ("sets: twenty", "a list of mappings"),
        ("sets: {port: 21}", "a list of mappings"),
        ("sets: [twenty]", "a mapping"),
    ],
)
def test_a_value_of_the_wrong_shape_is_said_so(lint: Lint, details: str, words: str) -> None:
    found = only(lint(own(f"{{connectionEnvironment: Test, {details}}}")))
    assert (found.rule, found.help) == ("invalid-detail", f"write {words}")


def test_a_list_of_one_value_may_be_written_as_the_value(lint: Lint) -> None:
    assert rules_of(lint(own("{connectionEnvironment: Test, regions: US}"))) == []


def test_a_value_behind_an_alias_is_judged_where_it_is_written(lint: Lint) -> None:
    snippet = own("{connectionEnvironment: Test, code: *code}").replace(
        "kind: ConnectorConfig\n", "kind: ConnectorConfig\nmetadata: {code: &code wrong}\n"
    )
    found = only(lint(snippet))
    assert found.rule == "invalid-detail"
    assert [each.message for each in found.related] == ["used here"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("[Prodution]", [("warning", "write Production")]),
        ("[Production, prod, monthly]", []),
        ("[Production, Sandbox North]", [("warning", "known are Production, Developer Sandbox")]),
    ],
)
def test_an_environment_that_a_base_connection_is_for_has_to_be_one_of_the_connectors(
    lint: Lint, wanted: str, found: list[tuple[str, str]]
) -> None:
    rules = f"""
    kind: BaseConnectionRules
    integration: Procore + Payroll
    connector: procore
    baseConnections:
      - name: Payroll live
        enabled: true
        when: {{connectionEnvironment: {wanted}}}
        definition: Procore V2 OAuth Client Credentials Auth
        sets: {{oauthClient: Acme service account, details: {{connectionEnvironment: Production}}}}
    """
    report = lint(project(rules), select=["invalid-option"])
    assert [
        (each.severity.label, each.help[: len(help_)])
        for each, (_, help_) in zip(report.diagnostics, found, strict=True)
    ] == found
