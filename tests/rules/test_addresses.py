from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.conftest import rules_of
from tests.rules.projects import Seen, only, project, replacement, seen

if TYPE_CHECKING:
    from tests.conftest import Lint

CLIENT = """
kind: OAuthClient
name: Acme service account
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
{field}: {url}
"""
HTTP = """
kind: ConnectorConfig
connector: http
connection:
  definition: Basic Auth
  details:
    baseUrl: {url}
    username: acme
    password: ${{env:LEDGER_PASSWORD}}
"""
DEFINITION = """
kind: ConnectionDefinition
connector: procore
{field}: {url}
attributes:
  - {{key: baseUrl, title: Base URL, description: The address., isRequired: false, isSensitive: false, {attribute}}}
"""
CONNECTOR = """
kind: Connector
key: ledger
name: Ledger
environments:
  - {{name: Production, loginUrl: "{url}"}}
generalConfiguration:
  $schema: http://json-schema.org/draft-07/schema#
  required: []
  properties: {{host: {{type: string, default: "{default}", description: "{default}"}}}}
"""
URLS = ["insecure-url", "placeholder-host", "secret-in-url", "literal-secret", "redirect-uri"]
GOOD = "https://ledger.meridian.example"
PASSWORD = "Xk29fh3Qa71bZ"


@pytest.mark.parametrize("field", ["tokenUrl", "authorizationUrl", "refreshUrl"])
def test_an_address_with_http_is_told_with_an_unsafe_fix(lint: Lint, field: str) -> None:
    url = "http://login.procore.com/oauth/token"
    report = lint(project(CLIENT.format(field=field, url=url)), select=["insecure-url"])
    assert seen(report) == [Seen(6, len(field) + 3, "error", "insecure-url")]
    assert replacement(only(report)) == "https://login.procore.com/oauth/token"
    assert not only(report).fix.safe  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("http://localhost:8080/callback", []),
        ("http://127.0.0.1/callback", []),
        ("http://127.8.8.8:99", []),
        ("http://[::1]:8080/", []),
        ("http://localhost.acme.test/", ["insecure-url"]),
        ("http://128.0.0.1/", ["insecure-url"]),
        ("HTTP://acme.test/", ["insecure-url"]),
    ],
)
def test_a_redirect_uri_may_stay_on_the_machine(lint: Lint, url: str, found: list[str]) -> None:
    report = lint(project(CLIENT.format(field="redirectUri", url=f'"{url}"')), select=["insecure-url"])
    assert rules_of(report) == found
    if not found:
        other = project(CLIENT.format(field="tokenUrl", url=f'"{url}"'))
        assert rules_of(lint(other, select=["insecure-url"])) == ["insecure-url"]


@pytest.mark.parametrize(
    "text",
    [
        HTTP.format(url="http://ledger.meridian.example"),
        HTTP.format(url=GOOD) + "generalConfiguration: {page: {address: 'http://ledger.meridian.example'}}\n",
        DEFINITION.format(field="tokenUrl", url="http://ledger.meridian.example", attribute=""),
        DEFINITION.format(field="tokenUrl", url=GOOD, attribute="default: 'http://ledger.meridian.example'"),
        CONNECTOR.format(url="http://ledger.meridian.example", default="x"),
        CONNECTOR.format(url=GOOD, default="http://ledger.meridian.example"),
    ],
    ids=["details", "general configuration", "definition", "default", "environment", "schema default"],
)
def test_addresses_of_a_product_are_looked_at_everywhere(lint: Lint, text: str) -> None:
    assert rules_of(lint(project(text), select=URLS)) == ["insecure-url"]


@pytest.mark.parametrize(
    "text",
    [
        HTTP.format(url=GOOD) + "metadata: {page: 'http://wiki.example.com'}\n",
        HTTP.format(url="${env:BASE_URL}"),
        DEFINITION.format(
            field="description", url="http://prod.example.com", attribute="example: 'http://x.example.com'"
        ),
        HTTP.format(url=GOOD) + "generalConfiguration: {note: 'http://x.example.com is the old one'}\n",
    ],
    ids=["notes", "reference", "words and examples", "prose"],
)
def test_other_text_is_left_alone(lint: Lint, text: str) -> None:
    assert rules_of(lint(project(text), select=URLS)) == []


@pytest.mark.parametrize(
    "url",
    [
        "https://prod.example.com",
        "http://test.example.com/api",
        "https://EXAMPLE.org:8443/",
        "https://{tenant}.ledger.test/api",
        '"https://login.ledger.test/{{ tenant }}/token"',
        "https://<tenant>.ledger.test",
        '"https://${HOST}/api"',
        "https://%TENANT%.ledger.test",
    ],
)
def test_a_host_that_was_to_be_replaced_is_told(lint: Lint, url: str) -> None:
    assert rules_of(lint(project(HTTP.format(url=url)), select=[*URLS, "invalid-detail"])) == [
        "placeholder-host"
    ]


@pytest.mark.parametrize(
    "url", [GOOD, "https://example.com.au/", "https://myexample.com", "https://ledger.test/a%20b%20c"]
)
def test_other_hosts_are_real(lint: Lint, url: str) -> None:
    assert rules_of(lint(project(HTTP.format(url=url)), select=URLS)) == []


def test_templates_of_the_sdk_are_told_in_a_connector_json(lint: Lint) -> None:
    attribute = {"key": "baseUrl", "title": "x", "isSensitive": False, "default": "http://prod.example.com"}
    definition = {"key": "a", "name": "b", "type": "Standard", "attributes": [attribute]}
    schema = {"properties": {"host": {"default": "https://{tenant}.ledger.test"}}}
    metadata = {"key": "ledger", "connectionDefinitions": [definition], "configSchema": schema}
    report = lint({"connector.json": json.dumps(metadata)}, select=URLS)
    assert {(each.rule, each.pointer) for each in report.diagnostics} == {
        ("placeholder-host", "/connectionDefinitions/0/attributes/0/default"),
        ("placeholder-host", "/configSchema/properties/host/default"),
    }


@pytest.mark.parametrize(
    "url",
    [
        f"https://reader:{PASSWORD}@ledger.meridian.example/api",
        f"http://reader:{PASSWORD}@ledger.meridian.example/api",
        f"https://ledger.meridian.example/api?access_token={PASSWORD}",
        f"https://reader:{PASSWORD}@prod.example.com/api",
    ],
)
def test_a_secret_inside_an_address_is_the_one_finding_and_not_shown(lint: Lint, url: str) -> None:
    report = lint(project(HTTP.format(url=f'"{url}"')), select=[*URLS, "invalid-detail"])
    assert seen(report) == [Seen(7, 14, "error", "secret-in-url")]
    assert PASSWORD not in f"{report}"


def test_addresses_in_keys_comments_and_broken_parts_are_looked_at(lint: Lint) -> None:
    secret = f"https://reader:{PASSWORD}@ledger.meridian.example"
    text = project(HTTP.format(url=GOOD)) + f'# was {secret}\nnonsense: "{secret}"\n'
    report = lint(text, select=URLS)
    lines = text.count("\n")
    assert seen(report) == [
        Seen(lines - 1, 22, "error", "secret-in-url"),
        Seen(lines, 11, "error", "secret-in-url"),
    ]
    assert PASSWORD not in f"{report}"
    report = lint(project(HTTP.format(url=GOOD)) + f'"{secret}": 1\n', select=URLS)
    assert rules_of(report) == ["secret-in-url"]
    assert PASSWORD not in f"{report}"


def test_a_user_without_a_password_and_a_plain_query_are_left_alone(lint: Lint) -> None:
    for url in ("https://reader@ledger.meridian.example/api", f"{GOOD}/api?page=2&token=${{TOKEN}}"):
        assert rules_of(lint(project(HTTP.format(url=f'"{url}"')), select=["secret-in-url"])) == []


@pytest.mark.parametrize(
    ("host", "level"),
    [
        ("[MyDomain].ledger.test", "error"),
        ("[MyDomain]", "error"),
        ("api.[your region].ledger.test:8443", "error"),
        ("mydomain.ledger.test", "warning"),
        ("Your-Company.ledger.test", "warning"),
        ("yourdomain.ledger.test", "warning"),
        ("your-own-server.test", "warning"),
        ("yourstruly.ledger.test", ""),
        ("mydomains.ledger.test", ""),
        ("[2001:db8::1]", ""),
    ],
)
def test_a_part_in_brackets_or_called_yours_was_to_be_replaced(lint: Lint, host: str, level: str) -> None:
    report = lint(
        project(HTTP.format(url=f'"https://{host}/api"')), select=["placeholder-host", "invalid-value"]
    )
    assert [(each.rule, each.severity.label) for each in report.diagnostics] == (
        [("placeholder-host", level)] if level else []
    )


def test_brackets_in_a_query_are_left_alone(lint: Lint) -> None:
    report = lint(project(HTTP.format(url=f'"{GOOD}/api?filter[status]=open"')), select=["placeholder-host"])
    assert rules_of(report) == []
