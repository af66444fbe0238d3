from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import pytest

import validator.engine.lint
from tests.rules.projects import project
from validator.diagnostics import Diagnostic, Position, Severity, Span
from validator.rules import ALL, BY_ID, SECRET_RULES
from validator.rules.precedence import ANYTHING, SECRETS, most_specific

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import Lint

YIELDS_TO = {rule.id: rule.yields_to for rule in ALL}
PAIRS = {(rule.id, other) for rule in ALL for other in rule.yields_to - {ANYTHING}}

DEFINITION = "Procore V2 OAuth Client Credentials Auth"
HEADER = "---\napiVersion: appxlint/v1\n"
HEX = "4be1a9c07d52f3860e9b1d47a6c85f20be3719d4c6f08a2b5d7e91c3f4a60b82"
NAME = "Acme service account"
USER = "reader:Xk29fh3Qa71bZ"
OLD = f"https://{USER}@x.meridian.test/"
SANDBOX = "https://login-sandbox.procore.com/oauth"
TOKEN = "ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
UUID = "8a6f2c1e-53d7-4b90-9e0c-5f1f7d2a4b36"

# A connector with a form for everything, so that there is something for other rules to disagree with.
LEDGER = """---
apiVersion: appxlint/v1
kind: Connector
key: ledger
name: Ledger
companyId:
  keys: [companyId]
  examples: [123456789]
  addresses: [{path: "^/(?P<id>[0-9]+)/project$", gives: project}]
clientId: {forms: ["[a-z]{8}"], mistaken: [{pattern: ".*KEY.*", is: a version key}]}
oauthPaths: {token: /oauth/v1/token}
environments: [{name: Production, loginUrl: "https://login.ledger.meridian-software.com"}]
---
apiVersion: appxlint/v1
kind: ConnectionDefinition
connector: ledger
key: loginAuth
name: Ledger Login
type: OAuth2ClientCredentials
attributes:
  - {key: companyId, title: Company, description: Whose., isRequired: true, isSensitive: false, pattern: "[A-Z]+"}
  - {key: address, title: Address, description: Where., isRequired: false, isSensitive: false, pattern: "[0-9]+"}
  - {key: scope, title: Scope, description: What., isRequired: false, isSensitive: false, pattern: "[0-9]+"}
  - {key: token, title: Token, description: Which., isRequired: false, isSensitive: true, pattern: "[0-9]+"}
  - {key: year, title: Year, description: Which., isRequired: true, isSensitive: false, pattern: "[0-9]+"}
  - key: plan
    title: Plan
    description: Which.
    isRequired: false
    isSensitive: false
    pattern: "[0-9]+"
    options: [{label: "1"}]
  - key: group
    title: Group
    description: Which.
    isRequired: false
    isSensitive: false
    attributes: [{key: name, title: Name, description: Whose., isRequired: false, isSensitive: false}]
"""
BASES = """kind: BaseConnectionRules
integration: Procore + Payroll
connector: procore
baseConnections:
  - {name: Payroll, enabled: true, sets: {oauthClient: Acme service account}}
  - {name: Payroll, enabled: true, sets: {oauthClient: Acme service account}}
"""


OUTDENTED = """kind: BaseConnectionRules
integration: Procore + Payroll
connector: procore
baseConnections: []
---
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
workspace:
name: Acme
connection: {existing: true, name: Acme}
"""


NAMES = """[names.Workspace]
pattern = "[a-z]+"
message = "names are one word in lower case"
"""


class Shown(NamedTuple):
    """A project in which each of some rules gives way to each of some others."""

    yielding: tuple[str, ...]
    staying: tuple[str, ...]
    project: str
    settings: str = ""

    @property
    def pairs(self) -> set[tuple[str, str]]:
        return {(one, other) for one in self.yielding for other in self.staying}


def shown(yielding: str, staying: str, snippet: str, settings: str = "") -> Shown:
    return Shown(tuple(yielding.split()), tuple(staying.split()), snippet, settings)


def config(more: str = "", *, company: str = "4281379", environment: str = "Production") -> str:
    return (
        f"kind: ConnectorConfig\nconnection:\n  definition: {DEFINITION}\n  oauthClient: {NAME}\n"
        f"  details: {{companyId: {company}, connectionEnvironment: {environment}}}\n{more}"
    )


def general(*fields: str) -> str:
    return "generalConfiguration:\n" + "".join(f"  {field}\n" for field in fields)


def client(*fields: str) -> str:
    lines = "".join(f"{field}\n" for field in fields)
    return f"kind: OAuthClient\nname: {NAME}\nconnector: procore\ndefinition: {DEFINITION}\n{lines}"


def public(*fields: str) -> str:
    """Return the client of a config as a public one that another integration may use."""
    return HEADER + client("public: true", "integrations: [Procore + Ledger]", *fields)


def two_clients(client_id: str, *, again: str = "", second_secret: str = "") -> str:
    """Return a client of the production keys and one of the sandbox keys with the same client id."""
    keys = ("credentials: developer-sandbox", f"tokenUrl: {SANDBOX}/token")
    second = client(
        *keys, f"clientId: {again or client_id}", f"clientSecret: {second_secret or '${env:SANDBOX_SECRET}'}"
    )
    return client(f"clientId: {client_id}") + HEADER + second.replace(NAME, "Acme sandbox")


def ledger(details: str) -> str:
    start = "kind: ConnectorConfig\nconnector: ledger\nintegration: Ledger + Payroll\n"
    connection = f"connection:\n  definition: Ledger Login\n  oauthClient: Ledger\n  details: {{{details}}}\n"
    return start + connection + LEDGER


def ledger_client(*fields: str) -> str:
    lines = "".join(f"{field}\n" for field in fields)
    return f"kind: OAuthClient\nname: Ledger\nconnector: ledger\ndefinition: Ledger Login\n{lines}{LEDGER}"


def default(text: str) -> str:
    asked = "{key: apiKey, title: Key, description: The key., isRequired: false, isSensitive: true"
    return f'kind: ConnectionDefinition\nattributes:\n  - {asked}, default: "{text}"}}\n'


def salesforce(token_url: str) -> str:
    """Return a client of Salesforce whose token URL may have another host than its others."""
    at = "https://acme.my.salesforce.com/services/oauth2"
    fields = (f"authorizationUrl: {at}/authorize", f"tokenUrl: {token_url}", f"refreshUrl: {at}/token")
    lines = "".join(f"{field}\n" for field in fields)
    return f"kind: OAuthClient\nname: Acme\nconnector: salesforce\ndefinition: OAuth2CodeFlow\n{lines}"


SHOWN = [
    shown("unknown-definition", "placeholder-value", config().replace(DEFINITION, "<which definition>")),
    shown(
        "unknown-workspace unknown-application unknown-oauth-client",
        "placeholder-value",
        config().replace(NAME, "<which client>") + "workspace: <which workspace>\napplication: <which app>\n",
    ),
    shown("unknown-connector", "placeholder-value", client().replace("procore", "<which connector>", 1)),
    shown("environment-credentials", "placeholder-value", client("credentials: <which keys>")),
    shown(
        "unknown-base-connection",
        "placeholder-value",
        "kind: ConnectorConfig\nintegration: Procore + Payroll\nconnection: {baseConnection: <which one>}\n"
        + HEADER
        + BASES.replace("connector: procore\n", "connector: procore\ncomplete: true\n"),
    ),
    shown("wrong-type", "placeholder-value", client("public: TODO")),
    shown("wrong-type", "unknown-reference", client("public: ${PUBLIC}")),
    shown("wrong-type", "literal-secret", client(f"public: {HEX}")),
    shown("wrong-type", "secret-in-url", client(f"public: {OLD}")),
    shown("invalid-value", "placeholder-value", client("clientAuthentication: TODO")),
    shown("naming-convention", "placeholder-value", "kind: Workspace\nname: '----'\n", NAMES),
    shown("invalid-value", "unknown-reference", "kind: Workspace\nregion: ${REGION}\n"),
    shown("invalid-value", "literal-secret", f"kind: Workspace\nregion: {HEX}\n"),
    shown("invalid-value", "secret-in-url", f"kind: Workspace\nregion: {OLD}\n"),
    shown("unknown-reference", "typographic-quote", client("clientSecret: “${env:SECRET}”")),
    shown("unknown-reference", "invisible-character", client('clientSecret: "${env:SECRET} "')),
    shown(
        "unknown-oauth-client",
        "oauth-client-unexpected",
        config("connector: openai\n").replace(DEFINITION, "OpenAI API Key Auth").replace(NAME, "Nobody"),
    ),
    shown(
        "unknown-oauth-client",
        "base-connection-override",
        config("  baseConnection: Payroll\nintegration: Procore + Payroll\n").replace(NAME, "Nobody")
        + HEADER
        + BASES,
    ),
    shown("unused-document base-connection-ambiguous", "duplicate-name", BASES),
    shown(
        "unused-document",
        "base-connection-ambiguous",
        config("  baseConnection: Payroll\nintegration: Procore + Payroll\n")
        + HEADER
        + BASES.replace("{name: Payroll", "{name: Pension").replace("{name: Pension", "{name: Payroll", 1),
    ),
    shown("duplicate-key", "unknown-field", OUTDENTED),
    shown(
        "unused-document",
        "empty-base-connection",
        config("  baseConnection: Payroll\nintegration: Procore + Payroll\n")
        + HEADER
        + BASES.replace(
            "{name: Payroll, enabled: true, sets: {oauthClient: Acme service account}}", "{}", 1
        ).replace("{}", "{name: Pension, enabled: true, when: {region: [au]}}"),
    ),
    shown(
        "duplicate-connection",
        "duplicate-name",
        f"{config()}{HEADER}name: acme\nconnector: procore\nintegration: Procore + Ledger (Payroll)\n"
        "workspace: {name: 'Acme : Procore <> Ledger'}\n"
        f"application: {{source: custom, access: service-account, installed: true}}\n{config()}",
    ),
    shown(
        "environment-in-name",
        "duplicate-name",
        "---\n".join(
            f"apiVersion: appxlint/v1\nname: acme-sandbox\nconnector: procore\n{config()}workspace: {{name: {each}}}\n"
            for each in ("Acme", "Birch")
        ),
    ),
    shown(
        "legacy-general-configuration",
        "base-connection-unsupported",
        f"kind: ConnectorConfig\nintegration: Procore + Vista (Financials)\n{general('clientId: ${env:ID}')}",
    ),
    shown("incomplete-prerequisites", "public-client-not-offered", config() + public()),
    shown(
        "incomplete-prerequisites",
        "oauth-client-mismatch",
        config().replace("Client Credentials", "Code Flow") + public(),
    ),
    shown(
        "environment-host-mismatch",
        "public-client-not-offered",
        config() + public(f"tokenUrl: {SANDBOX}/token"),
    ),
    shown(
        "environment-credentials",
        "public-client-not-offered",
        config() + public("credentials: developer-sandbox"),
    ),
    *(
        shown("login-hosts-differ", other, salesforce(f"{start}.my.salesforce.com/services/oauth2/token"))
        for other, start in {
            "insecure-url": "http://acme-trial",
            "placeholder-host": "https://mydomain",
            "secret-in-url": f"https://{USER}@acme-trial",
        }.items()
    ),
    *(
        shown("version-key-malformed", other, f"kind: ConnectorConfig\napplication:\n  versionKey: {value}\n")
        for other, value in {
            "literal-secret": TOKEN,
            "secret-in-url": OLD,
        }.items()
    ),
    # A company's number.
    shown("missing-detail", "company-id-malformed", config(company='""')),
    shown("company-id-is-url", "unknown-reference", config(company="op://vault/acme/company")),
    shown("company-id-is-url", "placeholder-value", config(company='"<https://app.procore.com/company>"')),
    shown(
        "company-id-is-url",
        "environment-host-mismatch",
        config(company="https://sandbox.procore.com/4281379/company/home"),
    ),
    shown(
        "company-id-is-project",
        "environment-host-mismatch",
        config(company="https://sandbox.procore.com/4281379/project/home"),
    ),
    shown(
        "company-id-is-url",
        "federal-sandbox",
        config(company="https://sandbox.procore.com/4281379/company/home", environment="Federal Zone"),
    ),
    shown(
        "company-id-is-project",
        "federal-sandbox",
        config(company="https://sandbox.procore.com/4281379/project/home", environment="Federal Zone"),
    ),
    shown("company-id-malformed", "placeholder-value", config(company="TODO")),
    shown(
        "company-id-region",
        "company-id-example",
        config(company="598134325779301", environment="Developer Sandbox")
        + HEADER
        + client("credentials: developer-sandbox", f"tokenUrl: {SANDBOX}/token"),
    ),
    shown("insecure-url", "company-id-is-url", config(company="http://app.procore.com/4281379/company")),
    shown("insecure-url", "company-id-is-project", config(company="http://app.procore.com/4281379/project")),
    shown("insecure-url", "company-id-malformed", config(company='"http://[app.procore.com/4281379"')),
    shown("placeholder-host", "company-id-is-url", config(company="https://www.example.com/4281379/company")),
    shown(
        "placeholder-host",
        "company-id-is-project",
        config(company='"https://app.procore.com/4281379/project/{tool}"'),
    ),
    shown("placeholder-host", "company-id-malformed", config(company='"https://[{host}/4281379"')),
    shown("placeholder-value invalid-detail", "company-id-example", ledger('companyId: "123456789"')),
    # Other details.
    shown("invalid-detail", "company-id-malformed", ledger('companyId: "04"')),
    shown("invalid-detail", "company-id-is-url", ledger("companyId: https://x.meridian.test/1")),
    shown(
        "invalid-detail",
        "company-id-is-project",
        ledger("companyId: https://login.ledger.meridian-software.com/1/project"),
    ),
    shown("invalid-option", "placeholder-value", config(environment="TODO")),
    shown("invalid-option", "missing-detail", config(environment='""')),
    shown("invalid-detail", "missing-detail", ledger("companyId: A, year: ''")),
    shown("invalid-detail", "invalid-option", ledger("companyId: A, plan: x")),
    shown("invalid-detail", "insecure-url", ledger("companyId: A, address: http://x.meridian.test")),
    shown("invalid-detail", "placeholder-host", ledger("companyId: A, address: https://prod.example.com")),
    shown("invalid-detail", "secret-in-url", ledger(f"companyId: A, address: {OLD}")),
    shown("invalid-detail", "placeholder-value", ledger("companyId: A, address: TODO")),
    shown("invalid-detail", "scope-separator", ledger("companyId: A, scope: 'a,b'")),
    shown("invalid-detail", "literal-secret", ledger("companyId: A, token: Xk29-fh3Qa_71bZ")),
    shown("invalid-detail", "unknown-reference", ledger("companyId: A, group: '${GROUP}'")),
    # Addresses.
    shown(
        "base-url-path",
        "environment-host-mismatch",
        config(general("baseUrl: https://sandbox.procore.com/rest")),
    ),
    shown(
        "base-url-path",
        "federal-sandbox",
        config(general("baseUrl: https://sandbox.procore.com/rest"), environment="Federal Zone"),
    ),
    shown("base-url-path", "insecure-url", config(general("baseUrl: http://api.procore.com/rest"))),
    shown(
        "base-url-path", "placeholder-host", config(general("baseUrl: 'https://api.procore.com/{tenant}'"))
    ),
    shown(
        "base-url-path",
        "secret-in-url",
        config(general(f"baseUrl: https://{USER}@api.procore.com/rest")),
    ),
    shown("base-url-path", "unknown-host", config(general("baseUrl: https://us02.procore.com/rest"))),
    shown(
        "unknown-host",
        "environment-host-mismatch",
        config(general("baseUrl: https://us02.procore.com/"), environment="Developer Sandbox"),
    ),
    shown(
        "unknown-host",
        "federal-sandbox",
        "kind: ConnectorConfig\n"
        + general(
            "baseUrl: https://api.procoregov.com/", "tokenUrl: https://sandbox.procore.com/oauth/token"
        ),
    ),
    shown("unknown-host", "default-token-url", client("tokenUrl: https://id.trimble.com/oauth/token")),
    shown(
        "unknown-host default-token-url",
        "insecure-url",
        client("tokenUrl: http://id.trimble.com/oauth/token"),
    ),
    shown(
        "unknown-host default-token-url",
        "secret-in-url",
        client(f"tokenUrl: https://{USER}@id.trimble.com/oauth/token"),
    ),
    shown(
        "unknown-host insecure-url",
        "placeholder-host",
        client("tokenUrl: http://login.example.com/oauth/token"),
    ),
    shown("insecure-url", "secret-in-url", client(f"tokenUrl: http://{USER}@x.meridian.test/oauth/token")),
    shown(
        "placeholder-host",
        "secret-in-url",
        client(f"tokenUrl: https://{USER}@prod.example.com/"),
    ),
    shown(
        "oauth-url-path", "default-token-url", ledger_client("tokenUrl: https://id.trimble.com/oauth/token")
    ),
    shown("oauth-url-path", "unknown-host", client("tokenUrl: https://app.procore.com/oauth/authorize")),
    shown("oauth-url-path", "insecure-url", client("tokenUrl: http://login.procore.com/oauth/authorize")),
    shown("oauth-url-path", "placeholder-host", client("tokenUrl: 'https://login.procore.com/{tenant}'")),
    shown(
        "oauth-url-path",
        "secret-in-url",
        client(f"tokenUrl: https://{USER}@login.procore.com/oauth/authorize"),
    ),
    shown("redirect-uri", "insecure-url", client("redirectUri: http://x.meridian.test/callback")),
    shown("redirect-uri", "placeholder-host", client("redirectUri: https://www.example.com/callback")),
    shown("redirect-uri", "placeholder-value", config(general("redirectUri: TODO"))),
    shown("redirect-uri", "secret-in-url", client(f"redirectUri: {OLD}callback")),
    shown("scope-separator", "scope-not-used", client("scope: 'a,b'")),
    # Client ids and secrets.
    shown("client-id-shape", "client-id-not-a-client-id", client(f"clientId: {UUID}")),
    shown("client-id-shape", "placeholder-value", client("clientId: TODO")),
    shown("client-id-shape", "shared-client-id", two_clients("ledger-sync")),
    shown(
        "client-id-shape literal-secret",
        "same-reference",
        client("clientId: &id ledger-sync", "clientSecret: *id"),
    ),
    shown(
        "client-id-not-a-client-id",
        "placeholder-value",
        client("clientId: 12345678-1234-1234-1234-123456789abc"),
    ),
    shown("client-id-not-a-client-id", "unknown-reference", ledger_client("clientId: ${LEDGER_KEY}")),
    shown("shared-client-id", "client-id-not-a-client-id", two_clients(UUID)),
    shown("shared-client-id", "placeholder-value", two_clients("TODO")),
    shown("shared-client-id", "unknown-reference", two_clients("${PROCORE_ID}")),
    shown("shared-client-id", "same-reference", two_clients(HEX, again=f"&id {HEX}", second_secret="*id")),
    shown("literal-secret", "client-id-shape", client(f"clientId: {TOKEN}")),
    shown("literal-secret", "shared-client-id", two_clients(TOKEN)),
    shown(
        "literal-secret", "client-id-not-a-client-id", client(f"clientId: &id {UUID}", "clientSecret: *id")
    ),
    shown("literal-secret", "secret-default", default(HEX)),
    shown("literal-secret", "secret-in-url", f"# was {OLD} until May\nkind: Workspace\n"),
    shown("placeholder-host", "secret-default", default("https://prod.example.com/key")),
]


@pytest.mark.parametrize("shown", SHOWN, ids=lambda each: " ".join((*each.yielding, "->", *each.staying)))
def test_of_two_rules_at_one_place_the_one_that_yields_is_silent(
    shown: Shown, lint: Lint, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[Diagnostic] = []

    def recorded(diagnostics: list[Diagnostic], yields_to: Mapping[str, frozenset[str]]) -> list[Diagnostic]:
        found.extend(diagnostics)
        return most_specific(diagnostics, yields_to)

    monkeypatch.setattr(validator.engine.lint, "most_specific", recorded)
    given = {"appxlint.toml": shown.settings, "config.yaml": project(shown.project)}
    left = {(each.span, each.rule) for each in lint(given).diagnostics}
    for one, other in shown.pairs:
        places = [{each.span for each in found if each.rule == rule} for rule in (one, other)]
        both = places[0] & places[1]
        assert both, sorted((each.rule, each.span.start) for each in found)
        for place in both:
            assert (place, other) in left
            assert (place, one) not in left


def test_every_pair_that_is_declared_is_shown_in_a_project() -> None:
    pairs = set(chain.from_iterable(each.pairs for each in SHOWN))
    assert pairs == PAIRS


def test_rules_yield_to_rules_that_there_are_and_never_to_themselves() -> None:
    assert all(other in BY_ID and other != one for one, other in PAIRS)


def test_no_rule_yields_to_itself_by_way_of_others() -> None:
    yielding = {rule: set(others) - {ANYTHING} for rule, others in YIELDS_TO.items()}
    while settled := {rule for rule, others in yielding.items() if not others & yielding.keys()}:
        yielding = {rule: others for rule, others in yielding.items() if rule not in settled}
    assert yielding == {}


def test_the_rules_that_others_yield_to_as_those_about_secrets_are_all_of_them() -> None:
    assert set(SECRETS) == SECRET_RULES


def _at(rule: str, line: int = 1) -> Diagnostic:
    return Diagnostic("a.yaml", Span(Position(line, 1), Position(line, 5)), Severity.ERROR, rule, "words")


@pytest.mark.parametrize(
    ("rules", "left"),
    [
        (["unknown-host", "default-token-url"], ["default-token-url"]),
        (["ambiguous-scalar", "wrong-type"], ["wrong-type"]),
        (["ambiguous-scalar"], ["ambiguous-scalar"]),
        (["ambiguous-scalar", "ambiguous-scalar"], ["ambiguous-scalar"]),
        (["unknown-field", "wrong-type"], ["unknown-field", "wrong-type"]),
        (["not-a-rule", "wrong-type"], ["not-a-rule", "wrong-type"]),
    ],
    ids=" ".join,
)
def test_only_what_stands_at_one_place_yields_in_whatever_order(rules: list[str], left: list[str]) -> None:
    found = [_at(rule) for rule in rules]
    assert [each.rule for each in most_specific(found, YIELDS_TO)] == left
    assert [each.rule for each in most_specific(found[::-1], YIELDS_TO)] == left[::-1]
    apart = most_specific([_at(rule, line) for line, rule in enumerate(rules, 1)], YIELDS_TO)
    assert [each.rule for each in apart] == rules
