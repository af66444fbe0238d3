from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import rules_of
from tests.rules.projects import Seen, only, project, replacement, seen

if TYPE_CHECKING:
    from tests.conftest import Lint

CALLBACK = "https://api.xchange.trimble.com/app-builder/v1/oauth/authenticate/callback"


CREDENTIALS = "Procore V2 OAuth Client Credentials Auth"


CODE = "Procore V2 OAuth Code Flow Auth"


LOGIN = "https://login.procore.com/oauth"


RULES = ["oauth-urls-incomplete", "unneeded-oauth-field", "scope-separator", "redirect-uri"]


CONFIG = """
kind: ConnectorConfig
connector: {connector}
connection:
  definition: {definition}
  details:
    {detail}
"""


def _client(*fields: str, connector: str = "procore", definition: str = CODE) -> str:
    head = ["apiVersion: appxlint/v1", "kind: OAuthClient", "name: Acme keys", f"connector: {connector}"]
    keys = ["clientId: ${env:A}", "clientSecret: ${env:B}"]
    return "\n".join([*head, f"definition: {definition}", *keys, *fields]) + "\n"


@pytest.mark.parametrize(
    ("fields", "message", "help_text"),
    [
        ([], "authorizationUrl and refreshUrl", f"{LOGIN}/authorize and refreshUrl: {LOGIN}/token"),
        (
            [f"refreshUrl: {LOGIN}/token"],
            "needs authorizationUrl,",
            f"add authorizationUrl: {LOGIN}/authorize",
        ),
        ([f"authorizationUrl: {LOGIN}/authorize"], "needs refreshUrl,", f"add refreshUrl: {LOGIN}/token"),
    ],
)
def test_what_the_code_flow_lacks_is_one_finding_at_the_first_key(
    lint: Lint, fields: list[str], message: str, help_text: str
) -> None:
    report = lint(_client(*fields, "credentials: federal"), select=RULES)
    assert seen(report) == [Seen(1, 1, "warning", "oauth-urls-incomplete")]
    assert message in only(report).message
    assert only(report).help.endswith(help_text.replace("login.procore.com", "login.procoregov.com"))


SALESFORCE = "https://acme.my.salesforce.com:8443/services/oauth2"


@pytest.mark.parametrize(
    ("url", "help_text"),
    [
        (f"{SALESFORCE}/authorize", f"add refreshUrl: {SALESFORCE}/token"),
        ("https://acme:Larch-73@my.salesforce.com/authorize", "add refreshUrl: with the provider's address"),
        ("https://{domain}.my.salesforce.com/authorize", "add refreshUrl: with the provider's address"),
    ],
    ids=["plain", "password", "template"],
)
def test_a_provider_without_one_host_has_that_of_the_clients_other_address(
    lint: Lint, url: str, help_text: str
) -> None:
    fields = (f'authorizationUrl: "{url}"', "tokenUrl: https://id.trimble.com/oauth/token")
    client = _client(*fields, connector="salesforce", definition="OAuth2CodeFlow")
    assert only(lint(client, select=RULES)).help == help_text


@pytest.mark.parametrize(
    "client",
    [
        _client("authorizationUrl: [1]", "refreshUrl: 5"),
        _client(definition=CREDENTIALS),
        _client(definition="Nothing known"),
        _client(connector="bluebeam", definition="Bluebeam OAuth2"),
        _client().replace("clientId: ${env:A}\nclientSecret: ${env:B}", "public: true"),
        _client(f"authorizationUrl: {LOGIN}/authorize", f"refreshUrl: {LOGIN}/token"),
    ],
    ids=["broken", "other flow", "unknown", "supplied", "public", "complete"],
)
def test_what_is_there_supplied_or_not_needed_is_not_missed(lint: Lint, client: str) -> None:
    assert rules_of(lint(client, select=RULES)) == []


def test_each_field_of_the_code_flow_is_told_at_its_key_for_client_credentials(lint: Lint) -> None:
    fields = (f"refreshUrl: {LOGIN}/token", "prompt: Login", f"authorizationUrl: {LOGIN}/authorize")
    report = lint(_client(*fields, definition=CREDENTIALS), select=RULES)
    assert sorted(each[:2] for each in seen(report)) == [(8, 1), (9, 1), (10, 1)]
    assert set(rules_of(report)) == {"unneeded-oauth-field"}
    assert all(each.fix is not None and not each.fix.safe for each in report.diagnostics)


@pytest.mark.parametrize("fields", [['prompt: ""'], ["prompt: ' '"], []])
def test_an_empty_field_is_none(lint: Lint, fields: list[str]) -> None:
    assert rules_of(lint(_client(*fields, definition=CREDENTIALS), select=RULES)) == []


@pytest.mark.parametrize(
    ("written", "text", "sign"),
    [
        ("data:read,data:write", "data:read data:write", "a comma"),
        ('"data:read, data:write ,account:read,"', '"data:read data:write account:read"', "a comma"),
        ('"a\\nb"', '"a b"', "a line break"),
    ],
)
def test_another_separator_than_a_space_is_told_with_a_safe_fix(
    lint: Lint, written: str, text: str, sign: str
) -> None:
    report = lint(_client(f"scope: {written}"), select=RULES[2:])
    assert seen(report) == [Seen(8, 8, "error", "scope-separator")]
    assert replacement(only(report)) == text
    assert only(report).fix.safe  # type: ignore[union-attr]
    assert only(report).message == f"scope has {sign} where a space belongs"


def test_a_block_of_lines_becomes_one(lint: Lint) -> None:
    report = lint(_client("scope: |", "  data:read", "  data:write"), select=RULES[2:])
    assert [each.rule for each in seen(report)] == ["scope-separator"]
    assert replacement(only(report)).strip() == "data:read data:write"


@pytest.mark.parametrize(
    "scope", ['""', "data:read", "data:read data:write", "${env:SCOPES}", "|\n  data:read data:write"]
)
def test_spaces_and_one_scope_are_right(lint: Lint, scope: str) -> None:
    assert rules_of(lint(_client(f"scope: {scope}"), select=RULES[2:])) == []


def test_prompts_and_scopes_among_details_count_too(lint: Lint) -> None:
    report = lint(_client("prompt: Login,consent"), select=RULES[2:])
    assert seen(report) == [Seen(8, 9, "error", "scope-separator")]
    config = CONFIG.format(connector="hcss", definition="HCSS OAuth2", detail='scope: "a:read,b:read"')
    report = lint(project(config), select=["scope-separator", "invalid-detail"])
    assert [each.rule for each in seen(report)] == ["scope-separator"]


@pytest.mark.parametrize(
    ("url", "message"),
    [
        (f"{CALLBACK}/", "the slash at the end makes this another address"),
        ("https://api.xchange.trimble.com/callback", "this is not App Xchange's callback"),
        ("http://localhost:8080/callback", "this is not App Xchange's callback"),
        ("urn:ietf:wg:oauth:2.0:oob", "this is not App Xchange's callback"),
    ],
)
def test_another_redirect_uri_is_told_with_the_right_one(lint: Lint, url: str, message: str) -> None:
    report = lint(_client(f"redirectUri: {url}"), select=[*RULES[2:], "insecure-url"])
    assert seen(report) == [Seen(8, 14, "warning", "redirect-uri")]
    assert message in only(report).message
    assert replacement(only(report)) == CALLBACK


@pytest.mark.parametrize("url", [CALLBACK, "${env:REDIRECT}"])
def test_the_callback_and_a_reference_are_right(lint: Lint, url: str) -> None:
    assert rules_of(lint(_client(f"redirectUri: {url}"), select=RULES[2:])) == []


def test_a_redirect_uri_among_details_counts_too(lint: Lint) -> None:
    config = CONFIG.format(
        connector="bcf-topics", definition="OAuth2CodeFlow", detail="redirectUri: https://acme.test/callback"
    )
    assert rules_of(lint(project(config), select=["redirect-uri"])) == ["redirect-uri"]


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


@pytest.mark.parametrize(
    ("connector", "definition", "sent", "count"),
    [
        ("salesforce", "OAuth2CodeFlow", "Client credentials body", 1),
        ("autodesk-forma", "OAuth2CodeFlow", "Client credentials body", 1),
        ("salesforce", "OAuth2CodeFlow", "Basic auth header", 0),
        ("procore", "Procore V2 OAuth Code Flow Auth", "Basic auth header", 0),
        ("salesforce", "Nonesuch", "Client credentials body", 0),
    ],
)
def test_a_client_sends_its_keys_as_the_page_of_its_connector_says(
    lint: Lint, connector: str, definition: str, sent: str, count: int
) -> None:
    text = f"kind: OAuthClient\nname: Acme\nconnector: {connector}\ndefinition: {definition}\n"
    text += f"clientAuthentication: {sent}\n"
    report = lint(project(text), select=["client-authentication-mismatch"])
    assert [each.severity.label for each in report.diagnostics] == ["warning"] * count
