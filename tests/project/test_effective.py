from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.reading import project_of
from validator.diagnostics import Position
from validator.project.effective import Row, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable

RANDOM = "f27a90c3e16b4d85a0c9f2e7b13d6850e94a7cb2d1f8063e5ab97d40c6e281f3"
CONFIG = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
integration: Procore + Payroll
workspace: {name: Acme Payroll, type: standard, region: us, company: Acme}
application: {source: custom, name: Sync, access: user}
connection:
  name: Acme live
  baseConnection: Payroll live
  details: {companyId: 4281379}
"""
BASE = """\
apiVersion: appxlint/v1
kind: BaseConnectionRules
integration: Procore + Payroll
connector: procore
baseConnections:
  - name: Payroll live
    enabled: true
    definition: Procore V2 OAuth Client Credentials Auth
    sets: {oauthClient: Payroll, details: {connectionEnvironment: Production}}
"""
CLIENT = """\
apiVersion: appxlint/v1
kind: OAuthClient
name: Payroll
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
clientId: ${env:PAYROLL_ID}
clientSecret: ${env:PAYROLL_SECRET}
"""
DEFINITION = """\
apiVersion: appxlint/v1
kind: ConnectionDefinition
connector: ledger
key: pinAuth
name: Ledger PIN
type: Standard
attributes:
  - {key: tier, title: Tier, isSensitive: false, default: gold}
  - {key: pin, title: PIN, isSensitive: true}
"""
LEDGER = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: ledger
connection:
  definition: Ledger PIN
  details: {DETAILS}
"""


def rows(*texts: str) -> list[Row]:
    project = project_of(*texts)
    return rows_of(project.connection(project.configs()[0]), project)


def values(found: Iterable[Row]) -> dict[str, str]:
    return {each.label.strip(): each.value for each in found}


def ledger(details: str) -> dict[str, str]:
    """Return the values of a connection with these details, without those of every one."""
    found = values(rows(LEDGER.replace("DETAILS", details), DEFINITION))
    return {
        label: value for label, value in found.items() if label not in {"Connector", "Connection Definition"}
    }


def test_fields_stand_in_the_order_of_the_screens_and_are_called_as_the_schemas_call_them() -> None:
    assert [each.label for each in rows(CONFIG, BASE, CLIENT)] == [
        *("Connector", "Integration", "Workspace name", "Workspace type", "Region", "Company"),
        *("Application source", "Application name", "Data Connector Component"),
        *("Connection name", "Base Connection", "Connection Definition", "OAuth Client Details"),
        *("  Client ID", "  Client secret"),
        *("CompanyId", "Connection Environment", "Login host", "API host"),
    ]


def test_a_value_has_the_place_of_who_sets_it_and_a_shipped_one_has_none() -> None:
    found = {each.label: each for each in rows(CONFIG, BASE, CLIENT)}
    label = "Connection Environment"
    assert found[label] == Row(label, "Production", "base connection", "b.yaml", Position(9, 67))
    assert found["CompanyId"] == Row("CompanyId", "4281379", "config", "a.yaml", Position(11, 24))
    assert found["Region"] == Row("Region", "us", "config", "a.yaml", Position(6, 57))
    label = "  Client ID"
    assert found[label] == Row(label, "${env:PAYROLL_ID}", "OAuth client", "c.yaml", Position(6, 11))
    host = Row("API host", "https://api.procore.com", "environment Production", "", None)
    assert found["API host"] == host


def test_a_default_of_the_definition_counts_where_nobody_says_otherwise() -> None:
    found = {each.label: each for each in rows(LEDGER.replace("DETAILS", "pin: x"), DEFINITION)}
    assert found["Tier"] == Row("Tier", "gold", "definition's default", "b.yaml", found["Tier"].position)
    assert ledger("tier: silver")["Tier"] == "silver"


def test_what_the_definition_knows_comes_first_and_what_it_does_not_keeps_its_key() -> None:
    assert [*ledger("number: 1, pin: 2, tier: 3")] == ["Tier", "PIN", "number"]
    assert [*ledger("swordfish: 1, tier: 3")] == ["Tier", "(hidden)"]


@pytest.mark.parametrize(
    ("details", "shown"),
    [
        ("pin: 7788", "(hidden)"),
        ("pin: TODO", "(hidden)"),
        ("pin: op://acme/Xk29-fh3Qa_71bZ/pin", "(hidden)"),
        ('pin: "${env:PIN}"', "${env:PIN}"),
        ('pin: "${env:PIN:-Xk29-fh3Qa_71bZ}"', "(hidden)"),
        ('tier: "${env:PIN}"', None),
    ],
)
def test_what_is_declared_sensitive_is_shown_as_its_reference_only(details: str, shown: str | None) -> None:
    assert ledger(details).get("PIN") == shown


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        ("tier: true", {"Tier": "true"}),
        ("tier: false", {"Tier": "false"}),
        ("tier: 0", {"Tier": "0"}),
        ("tier: {a: 1, b: {c: 4821}}", {"Tier.a": "1", "Tier.b.c": "(hidden)"}),
        ("tier: [5, {a: rosebud}]", {"Tier[1]": "5", "Tier[2].a": "(hidden)"}),
        ("tier: [{password: rosebud-hunter}]", {"Tier[1].password": "(hidden)"}),
        (f"tier: {RANDOM}", {"Tier": "(hidden)"}),
        (f"accountId: {RANDOM}", {"Tier": "gold", "accountId": "(hidden)"}),
        (f"tier: see {RANDOM}", {"Tier": "see (hidden)"}),
        (f"{RANDOM}: 1", {"Tier": "gold", "(hidden)": "(hidden)"}),
    ],
)
def test_a_value_is_written_as_yaml_has_it_and_lists_part_by_part(
    details: str, expected: dict[str, str]
) -> None:
    assert ledger(details) == expected


def test_a_client_id_may_look_random_and_is_public_but_a_secret_of_an_odd_form_is_not() -> None:
    token = "ghp_Zq3bT7xW1mKd9Rf5Hs2Lp8Vy4Nc6Jg0AeUoi"
    for written, left in ((RANDOM, RANDOM), (token, "(hidden)"), ("Xk29-fh3Qa_71bZ", "(hidden)")):
        client = CLIENT.replace("${env:PAYROLL_ID}", written)
        assert values(rows(CONFIG, BASE, client))["Client ID"] == left


def test_general_configuration_comes_last_by_key_and_hides_what_its_schema_marks() -> None:
    connector = """\
apiVersion: appxlint/v1
kind: Connector
key: ledger
name: Ledger
generalConfiguration:
  type: object
  properties: {phrase: {type: string, writeOnly: true}, plain: {type: string}}
"""
    given = "generalConfiguration: {plain: yes it is, phrase: words, deep: {a: 1}}\n"
    found = rows(LEDGER.replace("DETAILS", "pin: x") + given, DEFINITION, connector)
    shown = [(each.label.partition(": ")[2], each.value) for each in found[-3:]]
    assert shown == [("plain", "yes it is"), ("phrase", "(hidden)"), ("(hidden).a", "(hidden)")]


def test_the_fields_of_general_configuration_have_the_titles_of_its_schema() -> None:
    connector = """\
apiVersion: appxlint/v1
kind: Connector
key: ledger
name: Ledger
generalConfiguration:
  type: object
  properties:
    sites: {type: array, title: Sites, items: {type: object, properties: {code: {type: string, title: Site Code}}}}
"""
    given = "generalConfiguration: {sites: [{code: TS2}]}\n"
    (*_, last) = rows(LEDGER.replace("DETAILS", "pin: x") + given, DEFINITION, connector)
    assert (last.label, last.value) == ("General Configuration: Sites[1].Site Code", "TS2")


def test_what_is_not_there_has_no_row_and_what_is_broken_is_marked() -> None:
    bare = "apiVersion: appxlint/v1\nkind: ConnectorConfig\nname: acme\n"
    assert rows(bare) == []
    found = rows(bare + "connector: [procore]\nconnection: {name: null}\ngeneralConfiguration: 7\n")
    assert [(each.label, each.value, each.state) for each in found] == [
        ("Connector", "", "invalid"),
        ("Connection name", "", "invalid"),
        ("Connection Definition", "", "missing"),
    ]
