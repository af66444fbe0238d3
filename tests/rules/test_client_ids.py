from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import rules_of
from tests.rules.projects import Seen, only, project, seen

if TYPE_CHECKING:
    from tests.conftest import Lint

CLIENT = """
kind: OAuthClient
name: Acme service account
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
clientId: {value}
"""
GENERAL = """
kind: ConnectorConfig
generalConfiguration:
  clientId: {value}
  clientSecret: ${{env:PROCORE_CLIENT_SECRET}}
"""
SCOPE = """
kind: OAuthClient
name: Acme service account
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
scope: {value}
"""
UUID = "8a6f2c1e-53d7-4b90-9e0c-5f1f7d2a4b36"
HEX = "4be1a9c07d52f3860e9b1d47a6c85f20be3719d4c6f08a2b5d7e91c3f4a60b82"
URL_SAFE = "pQ7mZ-x2Lw9_dRk5TnB8vYcE3hJfGs1AuXoKi6MtWq4"
SHAPES = {"client-id-shape", "client-id-not-a-client-id"}


def client(value: str) -> str:
    return project(CLIENT.format(value=value))


@pytest.mark.parametrize("value", [UUID, UUID.upper(), f'"{UUID} "'])
def test_a_version_key_is_no_client_id(lint: Lint, value: str) -> None:
    found = only(lint(client(value)))
    assert (found.rule, found.severity.label, *found.span.start) == (
        "client-id-not-a-client-id",
        "error",
        6,
        11,
    )
    assert found.message == "this is an app version key, not a client id"
    assert "Developer Portal" in found.help


def test_a_version_key_in_general_configuration_is_found_there(lint: Lint) -> None:
    report = lint(project(GENERAL.format(value=UUID)))
    assert Seen(4, 13, "error", "client-id-not-a-client-id") in seen(report)


@pytest.mark.parametrize("value", [HEX, URL_SAFE])
def test_the_known_forms_pass(lint: Lint, value: str) -> None:
    assert not SHAPES & set(rules_of(lint(client(value))))


@pytest.mark.parametrize(
    "value", ["${env:PROCORE_CLIENT_ID}", "${PROCORE_CLIENT_ID}", "op://vault/procore/id"]
)
def test_references_are_not_judged_by_their_shape(lint: Lint, value: str) -> None:
    assert not SHAPES & set(rules_of(lint(client(value))))


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (f'" {HEX}"', "the client id has white space around it"),
        (f'"{HEX}\\n"', "the client id has white space around it"),
        (f"'\"{HEX}\"'", "the client id has quotes as a part of it"),
        ("Bearer ledger-sync", "this begins like a header with a token, not like a client id"),
        ("ledger-sync-4281379", "this does not look like a client id of this provider: it has 19 characters"),
        (HEX[:-1], "this does not look like a client id of this provider: it has 63 characters"),
        (HEX.upper(), "this does not look like a client id of this provider: it has 64 characters"),
    ],
)
def test_another_shape_is_a_warning_that_says_why(lint: Lint, value: str, message: str) -> None:
    found = only(lint(client(value)))
    assert (found.rule, found.severity.label, *found.span.start) == ("client-id-shape", "warning", 6, 11)
    assert found.message == message
    assert found.fix is None


def test_the_known_forms_are_named_in_words(lint: Lint) -> None:
    found = only(lint(client("ledger-sync")))
    assert found.help.endswith("those that are known have 64 of 0-9a-f or 43 of A-Za-z0-9_-")


def test_the_shape_is_looked_at_in_general_configuration_too(lint: Lint) -> None:
    report = lint(project(GENERAL.format(value="ledger-sync-4281379")))
    assert Seen(4, 13, "warning", "client-id-shape") in seen(report)


@pytest.mark.parametrize(
    "value", ["<client-id>", "changeme", "YOUR_CLIENT_ID", "12345678-1234-1234-1234-123456789abc"]
)
def test_a_placeholder_is_left_to_its_own_rule(lint: Lint, value: str) -> None:
    assert rules_of(lint(client(value))) == ["placeholder-value"]


@pytest.mark.parametrize("value", ["17", "[a]", "null", '""'])
def test_what_is_no_text_is_left_to_other_rules(lint: Lint, value: str) -> None:
    assert "client-id-not-a-client-id" not in rules_of(lint(client(value)))


def test_a_connector_of_which_no_form_is_known_gets_no_finding(lint: Lint) -> None:
    snippet = f"""
    kind: OAuthClient
    name: Acme Bluebeam
    connector: bluebeam
    definition: Bluebeam OAuth2
    clientId: {UUID}
    """
    assert not SHAPES & set(rules_of(lint(project(snippet))))


def test_a_scope_where_none_is_known_is_found_at_the_value(lint: Lint) -> None:
    found = only(lint(project(SCOPE.format(value="projects:read"))))
    assert (found.rule, found.severity.label, *found.span.start) == ("scope-not-used", "warning", 6, 8)
    assert found.message == "a scope is asked for, and Procore knows none"
    assert found.fix is not None
    assert not found.fix.safe


@pytest.mark.parametrize("value", ['""', '"  "', "${env:SCOPE}"])
def test_an_empty_scope_and_a_reference_pass(lint: Lint, value: str) -> None:
    assert rules_of(lint(project(SCOPE.format(value=value)))) == []


def test_a_scope_in_general_configuration_is_found_there(lint: Lint) -> None:
    snippet = GENERAL.format(value="${env:PROCORE_CLIENT_ID}") + "  scope: projects:read\n"
    assert Seen(6, 10, "warning", "scope-not-used") in seen(lint(project(snippet)))


def test_a_connector_that_may_know_scopes_gets_no_finding(lint: Lint) -> None:
    snippet = """
    kind: OAuthClient
    name: Acme Bluebeam
    connector: bluebeam
    definition: Bluebeam OAuth2
    scope: full_user jobs
    """
    assert "scope-not-used" not in rules_of(lint(project(snippet)))


OWN = """\
apiVersion: appxlint/v1
kind: Connector
key: timecard
name: Timecard
clientId:
  forms: ["[0-9]{{4}}", "{form}"]
  mistaken: [{{pattern: "{mistaken}", is: an invitation}}]
---
apiVersion: appxlint/v1
kind: ConnectionDefinition
connector: timecard
key: timecardLogin
name: Timecard Login
type: OAuth2ClientCredentials
attributes: []
---
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme
connector: timecard
definition: Timecard Login
clientId: {value}
clientSecret: ${{env:TIMECARD_SECRET}}
tokenUrl: https://login.timecard.com/token
"""


def of_timecard(lint: Lint, **given: str) -> list[tuple[str, str]]:
    text = OWN.format(**{"form": "[a-f]{8}", "mistaken": "inv-.*", "value": "timecard-app", **given})
    return [(each.rule, each.pointer) for each in lint(text).diagnostics if each.severity.label != "info"]


def test_a_connector_of_ones_own_says_what_its_client_ids_look_like(lint: Lint) -> None:
    assert of_timecard(lint, value="'1234'") == of_timecard(lint, value="abcdefab") == []
    assert of_timecard(lint) == [("client-id-shape", "/clientId")]
    assert of_timecard(lint, value="inv-17") == [("client-id-not-a-client-id", "/clientId")]


@pytest.mark.parametrize("expression", ["(", "(?P<x", "a{99999999999}", "(t+)+b"])
def test_forms_of_which_one_cannot_be_used_judge_no_client_id(expression: str, lint: Lint) -> None:
    assert of_timecard(lint, form=expression) == [("invalid-value", "/clientId/forms/1")]


@pytest.mark.parametrize("expression", ["(", "(?P<x", "a{99999999999}", "(t+)+b"])
def test_a_mistake_whose_form_cannot_be_used_is_not_looked_for(expression: str, lint: Lint) -> None:
    found = of_timecard(lint, mistaken=expression, value="'1234'")
    assert found == [("invalid-value", "/clientId/mistaken/0/pattern")]
