from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import rules_of
from tests.rules.projects import Seen, only, project, related, replacement, seen
from tests.support.scenes import completed
from validator.rules.scenes import scenes

if TYPE_CHECKING:
    from tests.conftest import Lint

DEFAULT = "https://id.trimble.com/oauth/token"
CREDENTIALS = "Procore V2 OAuth Client Credentials Auth"
CODE = "Procore V2 OAuth Code Flow Auth"
LOGIN = "https://login.procore.com/oauth"
RULES = ["default-token-url", "oauth-url-path"]


def _client(*fields: str, connector: str = "procore", definition: str = CREDENTIALS, **more: str) -> str:
    head = ["apiVersion: appxlint/v1", "kind: OAuthClient", "name: Acme keys", f"connector: {connector}"]
    keys = (
        ["clientId: ${env:A}", "clientSecret: ${env:B}"]
        if not more
        else [f"{k}: {v}" for k, v in more.items()]
    )
    return "\n".join([*head, f"definition: {definition}", *keys, *fields]) + "\n"


def test_the_default_of_the_form_is_told_at_the_address_with_the_right_one(lint: Lint) -> None:
    client = _client(f"tokenUrl: {DEFAULT}").replace("Acme keys", "Acme service account")
    report = lint(completed(client, scenes()["Procore client credentials"]))
    assert seen(report) == [Seen(8, 11, "warning", "default-token-url")]
    assert replacement(only(report)) == f"{LOGIN}/token"


@pytest.mark.parametrize("url", [f"{DEFAULT}/", "HTTPS://ID.TRIMBLE.COM/oauth/token"])
def test_other_spellings_of_the_default_count(lint: Lint, url: str) -> None:
    assert rules_of(lint(_client(f"tokenUrl: {url}"), select=RULES)) == ["default-token-url"]


def test_a_token_url_left_out_is_told_at_the_documents_first_key(lint: Lint) -> None:
    report = lint(_client("credentials: developer-sandbox"), select=RULES)
    assert seen(report) == [Seen(1, 1, "warning", "default-token-url")]
    assert only(report).help == "add tokenUrl: https://login-sandbox.procore.com/oauth/token"


def test_of_several_environments_with_one_set_of_keys_all_addresses_are_listed(lint: Lint) -> None:
    found = only(lint(_client("credentials: production"), select=RULES))
    assert found.help == (
        "add tokenUrl: https://login.procore.com/oauth/token or https://login-sandbox-monthly.procore.com/oauth/token"
    )


@pytest.mark.parametrize(
    ("connector", "definition"),
    [("salesforce", "OAuth2CodeFlow"), ("hcss", "HCSS OAuth2"), ("autodesk-forma", "OAuth2CodeFlow")],
)
def test_a_path_of_its_own_is_enough_to_know_that_it_is_not_trimbles(
    lint: Lint, connector: str, definition: str
) -> None:
    report = lint(_client(connector=connector, definition=definition), select=RULES)
    assert rules_of(report) == ["default-token-url"]


@pytest.mark.parametrize(
    ("connector", "definition"),
    [
        ("accubid", "Trimble ID OAuth2"),
        ("bcf-topics", "OAuth2CodeFlow"),
        ("trimble-connect", "OAuth2CodeFlow"),
        ("bluebeam", "Bluebeam OAuth2"),
        ("http", "OAuth 2.0 Client Credentials"),
        ("ramp", "OAuth2CodeFlow"),
        ("openai", "OpenAI API Key Auth"),
        ("nobody", "OAuth2CodeFlow"),
        ("procore", "No such definition"),
    ],
)
def test_trimbles_connectors_and_what_is_not_known_are_left_alone(
    lint: Lint, connector: str, definition: str
) -> None:
    assert rules_of(lint(_client(connector=connector, definition=definition), select=RULES)) == []


def test_trimbles_connectors_may_write_it(lint: Lint) -> None:
    client = _client(f"tokenUrl: {DEFAULT}", connector="accubid", definition="Trimble ID OAuth2")
    assert rules_of(lint(client, select=RULES)) == []


def test_a_public_client_keeps_its_addresses_out_of_sight(lint: Lint) -> None:
    assert rules_of(lint(_client(public="true"), select=RULES)) == []


def test_a_broken_token_url_is_not_one_left_out(lint: Lint) -> None:
    assert rules_of(lint(_client("tokenUrl: [1]"), select=[*RULES, "wrong-type"])) == ["wrong-type"]


@pytest.mark.parametrize(
    ("field", "url", "message", "text"),
    [
        ("tokenUrl", f"{LOGIN}/authorize", "this is the authorization endpoint of Procore", f"{LOGIN}/token"),
        ("tokenUrl", f"{LOGIN}/revoke", "this is the endpoint that revokes a token", f"{LOGIN}/token"),
        ("tokenUrl", "https://login.procore.com", "ends behind the host", f"{LOGIN}/token"),
        ("tokenUrl", "https://login.procore.com/", "ends behind the host", f"{LOGIN}/token"),
        ("tokenUrl", "https://login.procore.com/rest/v1.0/me", "at /oauth/token, not at", f"{LOGIN}/token"),
        ("authorizationUrl", f"{LOGIN}/token", "this is the token endpoint of Procore", f"{LOGIN}/authorize"),
        ("refreshUrl", f"{LOGIN}/token/info", "this is the endpoint that describes", f"{LOGIN}/token"),
        ("refreshUrl", f"{LOGIN}/tokens", "at /oauth/token, not at", f"{LOGIN}/token"),
    ],
)
def test_another_endpoint_or_none_is_told_with_the_known_address(
    lint: Lint, field: str, url: str, message: str, text: str
) -> None:
    right = {
        "tokenUrl": f"{LOGIN}/token",
        "authorizationUrl": f"{LOGIN}/authorize",
        "refreshUrl": f"{LOGIN}/token",
    }
    fields = [f"{name}: {address}" for name, address in {**right, field: url}.items()]
    report = lint(_client(*fields, definition=CODE), select=RULES)
    line = 8 + list(right).index(field)
    assert seen(report) == [Seen(line, len(field) + 3, "error", "oauth-url-path")]
    assert message in only(report).message
    assert replacement(only(report)) == text
    assert not only(report).fix.safe  # type: ignore[union-attr]


def test_two_addresses_in_each_others_place_are_one_finding(lint: Lint) -> None:
    swapped = (
        f"tokenUrl: {LOGIN}/authorize",
        f"authorizationUrl: {LOGIN}/token",
        f"refreshUrl: {LOGIN}/token",
    )
    report = lint(_client(*swapped, definition=CODE), select=RULES)
    assert seen(report) == [Seen(8, 11, "error", "oauth-url-path")]
    assert only(report).message == "tokenUrl and authorizationUrl stand in each other's place"
    assert related(only(report)) == [(9, 19)]


@pytest.mark.parametrize(
    ("connector", "definition", "fields"),
    [
        ("procore", CREDENTIALS, [f"tokenUrl: {LOGIN}/token"]),
        ("procore", CREDENTIALS, [f"tokenUrl: {LOGIN}/token/"]),
        ("procore", CREDENTIALS, ["tokenUrl: ${env:TOKEN_URL}"]),
        ("procore", CREDENTIALS, [f"tokenUrl: {LOGIN}/token", f"authorizationUrl: {LOGIN}/token"]),
        ("bcf-topics", "OAuth2CodeFlow", ["refreshUrl: https://id.trimble.com/oauth/token"]),
        ("bcf-topics", "OAuth2CodeFlow", ["refreshUrl: https://id.trimble.com/oauth/refresh"]),
        ("salesforce", "OAuth2CodeFlow", ["tokenUrl: https://acme.my.salesforce.com/services/oauth2/token"]),
        ("salesforce", "OAuth2CodeFlow", ["tokenUrl: https://gateway.acme.test/sf"]),
        ("http", "OAuth 2.0 Client Credentials", ["tokenUrl: https://ledger.acme.test"]),
    ],
)
def test_right_addresses_and_what_cannot_be_told_are_left_alone(
    lint: Lint, connector: str, definition: str, fields: list[str]
) -> None:
    client = _client(*fields, connector=connector, definition=definition)
    assert rules_of(lint(client, select=["oauth-url-path"])) == []


def test_the_paths_of_a_definitions_own_addresses_count(lint: Lint) -> None:
    client = _client(
        "tokenUrl: https://authserver.bluebeam.com", connector="bluebeam", definition="Bluebeam OAuth2"
    )
    found = only(lint(client, select=RULES))
    assert replacement(found) == "https://authserver.bluebeam.com/auth/token"


def test_a_definition_of_the_project_is_looked_at_too(lint: Lint) -> None:
    definition = f"""
        kind: ConnectionDefinition
        type: OAuth2CodeFlow
        tokenUrl: {LOGIN}/revoke
    """
    report = lint(project(definition), select=RULES)
    assert seen(report) == [Seen(4, 11, "error", "oauth-url-path")]


def test_one_address_has_one_finding(lint: Lint) -> None:
    wrong = {
        "http://login.procore.com/oauth/authorize": "insecure-url",
        "https://login.example.com/oauth/authorize": "placeholder-host",
        "https://app.procore.com/oauth/authorize": "unknown-host",
        "http://id.trimble.com/oauth/token": "insecure-url",
    }
    for url, rule in wrong.items():
        assert rules_of(lint(_client(f"tokenUrl: {url}"))) == [rule], url


def test_addresses_in_general_configuration_count_too(lint: Lint) -> None:
    head = 'apiVersion: appxlint/v1\nkind: ConnectorConfig\nname: a\nconnector: procore\nworkspace: {name: "A"}\n'
    report = lint(f"{head}generalConfiguration:\n  tokenUrl: {LOGIN}/authorize\n", select=RULES)
    assert seen(report) == [Seen(7, 13, "error", "oauth-url-path")]
