from __future__ import annotations

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
tokenUrl: {url}
"""
GENERAL = """
kind: ConnectorConfig
connection:
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: Acme service account
  details: {{companyId: 4281379, connectionEnvironment: Production}}
generalConfiguration:
  baseUrl: {url}
"""
OTHER = """
kind: Connector
key: acme
name: Acme
{facts}
---
apiVersion: appxlint/v1
kind: ConnectionDefinition
connector: acme
key: oAuth2ClientCredentials
name: Acme Login
type: OAuth2ClientCredentials
attributes: []
---
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme keys
connector: acme
definition: Acme Login
clientId: ${{env:ACME_ID}}
clientSecret: ${{env:ACME_SECRET}}
tokenUrl: {url}
---
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: acme
workspace: {{name: "Acme : Acme <> Ledger"}}
connection: {{definition: Acme Login, oauthClient: Acme keys}}
generalConfiguration: {{baseUrl: "{base}"}}
"""


def client(url: str) -> str:
    return project(CLIENT.format(url=url))


def general(url: str) -> str:
    return project(GENERAL.format(url=url))


def other(
    facts: str, url: str = "https://login.acme.test/token", base: str = "https://api.acme.test/"
) -> str:
    return project(OTHER.format(facts=facts, url=url, base=base))


@pytest.mark.parametrize(
    ("host", "use"),
    [
        ("app.procore.com", "login.procore.com"),
        ("api.procore.com", "login.procore.com"),
        ("us02.procore.com", "login.procore.com"),
        ("API.Sandbox.procore.com", "login-sandbox.procore.com"),
    ],
)
def test_a_host_that_is_known_to_be_wrong_says_what_to_use(lint: Lint, host: str, use: str) -> None:
    found = only(lint(client(f"https://{host}/oauth/token")))
    assert (found.rule, found.severity.label, *found.span.start) == ("unknown-host", "error", 6, 11)
    assert found.message.startswith(f"{host.lower()} is no login host of Procore: ")
    assert found.help == f"write https://{use}/oauth/token"
    assert replacement(found).strip('"') == f"https://{use}/oauth/token"
    assert found.fix is not None
    assert not found.fix.safe


@pytest.mark.parametrize(
    ("keys", "use"), [("developer-sandbox", "login-sandbox.procore.com"), ("production", "login.procore.com")]
)
def test_a_wrong_host_becomes_that_of_the_clients_keys_with_the_path_that_it_lacks(
    lint: Lint, keys: str, use: str
) -> None:
    snippet = CLIENT.format(url="https://app.procore.com") + f"credentials: {keys}\n"
    assert only(lint(project(snippet), select=["unknown-host"])).help == f"write https://{use}/oauth/token"


def test_a_wrong_base_url_is_written_whole(lint: Lint) -> None:
    found = only(lint(general("https://app.procore.com/rest/v1.0"), select=["unknown-host"]))
    assert found.help == "write https://api.procore.com/"


def test_a_host_that_works_for_some_is_a_warning(lint: Lint) -> None:
    report = lint(
        client("https://sandbox.procore.com/oauth/token").replace("Production", "Developer Sandbox")
    )
    hosts = [each for each in report.diagnostics if each.rule == "unknown-host"]
    assert [each.severity.label for each in hosts] == ["warning"]
    assert hosts[0].message.startswith("sandbox.procore.com is not the documented login host of Procore: ")


def test_a_misspelt_host_is_recognised(lint: Lint) -> None:
    found = only(lint(client("https://logn.procore.com/oauth/token")))
    assert found.message.endswith('is no login host of Procore; did you mean "login.procore.com"?')
    assert replacement(found).strip('"') == "https://login.procore.com/oauth/token"


def test_a_host_like_no_other_lists_those_that_there_are(lint: Lint) -> None:
    found = only(lint(client("https://zebra.test/oauth/token")))
    assert (found.rule, found.fix) == ("unknown-host", None)
    assert "login-sandbox-monthly.procore.com" in found.help


@pytest.mark.parametrize("field", ["authorizationUrl", "refreshUrl"])
def test_every_login_address_of_a_client_is_looked_at(lint: Lint, field: str) -> None:
    snippet = CLIENT.format(url="https://login.procore.com/oauth/token")
    snippet = (
        snippet.replace("Client Credentials", "Code Flow")
        + f"{field}: https://app.procore.com/oauth/authorize\n"
    )
    hosts = [each for each in seen(lint(project(snippet))) if each.rule == "unknown-host"]
    assert hosts == [Seen(7, len(field) + 3, "error", "unknown-host")]


@pytest.mark.parametrize("url", ["${env:TOKEN_URL}", "https://LOGIN.procore.com:443/oauth/token"])
def test_a_reference_and_another_spelling_of_a_known_host_pass(lint: Lint, url: str) -> None:
    assert "unknown-host" not in rules_of(lint(client(url)))


def test_a_token_address_left_at_its_default_is_left_to_its_own_rule(lint: Lint) -> None:
    rules = rules_of(lint(client("https://id.trimble.com/oauth/token")))
    assert len(rules) == 1
    assert rules[0] in {"default-token-url", "unknown-host"}


@pytest.mark.parametrize(
    ("url", "level"),
    [
        ("https://app.procore.com/", "error"),
        ("https://us02.procore.com/", "warning"),
        ("https://zebra.test/", "error"),
    ],
)
def test_the_base_url_is_an_api_address(lint: Lint, url: str, level: str) -> None:
    found = only(lint(general(url)))
    assert (found.rule, found.severity.label, *found.span.start) == ("unknown-host", level, 8, 12)
    assert "API host of Procore" in found.message


def test_login_addresses_in_general_configuration_are_looked_at(lint: Lint) -> None:
    snippet = (
        GENERAL.format(url="https://api.procore.com/") + "  tokenUrl: https://app.procore.com/oauth/token\n"
    )
    assert Seen(9, 13, "error", "unknown-host") in seen(lint(project(snippet)))


def test_nothing_is_said_of_hosts_where_none_is_known(lint: Lint) -> None:
    assert rules_of(lint(other("environments: [{name: Production}]", "https://x.acme.test/token"))) == []


def test_nothing_is_said_of_a_strange_host_where_one_environment_has_no_known_one(lint: Lint) -> None:
    facts = "environments: [{name: Production, loginUrl: https://login.acme.test}, {name: Test}]"
    assert rules_of(lint(other(facts, "https://x.acme.test/token"))) == []


def test_facts_of_the_projects_own_connector_count(lint: Lint) -> None:
    facts = (
        "environments: [{name: Production, loginUrl: https://login.acme.test, apiUrl: https://api.acme.test}]\n"
        "hosts: [{host: old.acme.test, note: It is gone.}]"
    )
    assert rules_of(lint(other(facts))) == []
    found = only(lint(other(facts, "https://old.acme.test/token")))
    assert (found.rule, found.help, found.fix) == (
        "unknown-host",
        "look up the login host of Acme",
        None,
    )


def test_nothing_is_said_of_the_hosts_of_an_unknown_connector(lint: Lint) -> None:
    snippet = client("https://zebra.test/oauth/token").replace("connector: procore", "connector: zebra", 1)
    assert "unknown-host" not in rules_of(lint(snippet))


@pytest.mark.parametrize("path", ["rest/v1.0/", "rest", "vapid", "vapid/"])
def test_a_base_url_with_a_path_is_cut_back(lint: Lint, path: str) -> None:
    found = only(lint(general(f"https://api.procore.com/{path}")))
    assert (found.rule, found.severity.label, *found.span.start) == ("base-url-path", "warning", 8, 12)
    assert f"/{path.strip('/')}" in found.message
    assert found.help == "write https://api.procore.com/"
    assert replacement(found).strip('"') == "https://api.procore.com/"


@pytest.mark.parametrize(
    "url", ["https://api.procore.com", "https://api.procore.com/", "https://api.procore.com//"]
)
def test_a_base_url_without_a_path_passes(lint: Lint, url: str) -> None:
    assert rules_of(lint(general(url))) == []


def test_a_base_url_with_a_path_at_a_wrong_host_is_one_finding(lint: Lint) -> None:
    assert rules_of(lint(general("https://app.procore.com/rest/v1.0/"))) == ["unknown-host"]
    assert rules_of(lint(general("https://us02.procore.com/rest/v1.0/"))) == ["unknown-host"]


def test_a_path_that_belongs_to_the_known_address_passes(lint: Lint) -> None:
    facts = "environments: [{name: Production, apiUrl: https://api.acme.test/v1}]"
    assert rules_of(lint(other(facts, base="https://api.acme.test/v1"))) == []


@pytest.mark.parametrize("value", ["17", "[https://api.procore.com/rest]", "'http://[::1'"])
def test_a_base_url_that_is_no_address_raises_nothing_here(lint: Lint, value: str) -> None:
    assert not {"base-url-path", "unknown-host"} & set(rules_of(lint(general(value))))


def login(connector: str, definition: str, *urls: str) -> str:
    """Return a client of another connector, with a token URL, and other addresses if there are more."""
    fields = ("tokenUrl", "authorizationUrl", "refreshUrl")
    lines = "".join(f"{field}: {url}\n" for field, url in zip(fields, urls, strict=False))
    return f"kind: OAuthClient\nname: Acme\nconnector: {connector}\ndefinition: {definition}\n{lines}"


@pytest.mark.parametrize(
    ("connector", "definition", "host", "meant"),
    [
        ("bluebeam", "Bluebeam OAuth2", "authserver.blubeam.com", "authserver.bluebeam.com"),
        ("hcss", "HCSS OAuth2", "api.hcssapp.com", "api.hcssapps.com"),
        ("salesforce", "OAuth2CodeFlow", "acme.my.salesforce.con", "acme.my.salesforce.com"),
        ("power-bi", "Microsoft Entra ID OAuth2", "login.microsoftonlin.com", "login.microsoftonline.com"),
    ],
)
def test_a_misspelt_host_is_recognised_where_not_all_are_known(
    lint: Lint, connector: str, definition: str, host: str, meant: str
) -> None:
    report = lint(
        project(login(connector, definition, f"https://{host}/oauth/token")), select=["unknown-host"]
    )
    found = only(report)
    assert found.severity.label == "warning"
    assert found.help.startswith(f"write https://{meant}/")
    written = replacement(found).strip('"')
    assert found.help == f"write {written}"


@pytest.mark.parametrize(
    ("connector", "definition", "host"),
    [
        ("bluebeam", "Bluebeam OAuth2", "authserver2.bluebeam.com"),
        ("hcss", "HCSS OAuth2", "apis.hcssapps.com"),
        ("hcss", "HCSS OAuth2", "zebra.test"),
        ("salesforce", "OAuth2CodeFlow", "login.salesforce.com"),
        ("salesforce", "OAuth2CodeFlow", "acme.my.salesforce.mil"),
        ("salesforce", "OAuth2CodeFlow", "acme--trial.sandbox.my.salesforce.com"),
        ("http", "OAuth 2.0 Client Credentials", "login.acme.test"),
    ],
)
def test_another_host_of_an_owner_that_is_known_or_not_is_left_alone(
    lint: Lint, connector: str, definition: str, host: str
) -> None:
    text = project(login(connector, definition, f"https://{host}/oauth/token"))
    assert rules_of(lint(text, select=["unknown-host"])) == []


def test_the_host_that_most_addresses_of_a_client_have_is_the_one_to_write(lint: Lint) -> None:
    urls = [f"https://{name}.my.salesforce.com/services/oauth2/token" for name in ("acme", "acm", "acme")]
    report = lint(project(login("salesforce", "OAuth2CodeFlow", *urls)), select=["login-hosts-differ"])
    assert seen(report) == [Seen(7, 19, "warning", "login-hosts-differ")]
    assert replacement(only(report)).strip('"') == urls[0]


def test_other_connectors_may_have_several_login_hosts(lint: Lint) -> None:
    urls = [f"https://{name}.acme.test/token" for name in ("id", "tokens", "id")]
    report = lint(project(login("http", "Oauth 2.0 Code Flow", *urls)), select=["login-hosts-differ"])
    assert rules_of(report) == []
