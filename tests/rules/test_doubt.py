from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.conftest import rules_of
from tests.rules.projects import project

if TYPE_CHECKING:
    from tests.conftest import Lint

HEADER = "---\napiVersion: appxlint/v1\n"
DEFINITION = "Procore V2 OAuth Client Credentials Auth"
CODE_FLOW = "Procore V2 OAuth Code Flow Auth"
NAME = "Acme service account"
LOGIN = "https://login.procore.com/oauth"
SANDBOX = "https://login-sandbox.procore.com/oauth"


def config(more: str = "", *, definition: str = DEFINITION, client: str = NAME, details: str = "") -> str:
    inside = details or "companyId: 4281379, connectionEnvironment: Production"
    return (
        f"kind: ConnectorConfig\nconnection:\n  definition: {definition}\n  oauthClient: {client}\n"
        f"  details: {{{inside}}}\n{more}"
    )


def client(*fields: str, connector: str = "procore", definition: str = DEFINITION) -> str:
    lines = "".join(f"{field}\n" for field in fields)
    return f"kind: OAuthClient\nname: {NAME}\nconnector: {connector}\ndefinition: {definition}\n{lines}"


def bases(entry: str) -> str:
    start = "kind: BaseConnectionRules\nintegration: Procore + Payroll\nconnector: procore\n"
    return f"{start}baseConnections:\n  - {entry}\n"


def with_base(name: str, entry: str) -> str:
    """Return a config that leaves client and details to a base connection, with the rules for it."""
    start = "kind: ConnectorConfig\nintegration: Procore + Payroll\nconnection:\n"
    return f"{start}  baseConnection: {name}\n  definition: {DEFINITION}\n{HEADER}{bases(entry)}"


def two_clients(keys: str) -> str:
    """Return a config of Production with a client of some keys, and one more client with the same client id."""
    ids = (f"credentials: {keys}", "clientId: ${env:ID}", "clientSecret: ${env:ONE}")
    first = client(*ids, f"tokenUrl: {LOGIN}/token")
    more = ("credentials: developer-sandbox", "clientId: ${env:ID}", "clientSecret: ${env:TWO}")
    second = client(*more, f"tokenUrl: {SANDBOX}/token").replace(NAME, "Acme sandbox")
    return config() + HEADER + first + HEADER + second


def declared(sensitive: str) -> str:
    """Return a config with a plain value for an attribute, and the definition that says whether it is sensitive."""
    asked = f"{{key: plan, title: Plan, description: The plan., isRequired: true, isSensitive: {sensitive}}}"
    definition = f"connector: ledger\nkey: keyAuth\nname: Key\ntype: Standard\nattributes:\n  - {asked}\n"
    own = "connection:\n  definition: Key\n  details: {plan: Plan-of-2026}\n"
    return f"kind: ConnectorConfig\nconnector: ledger\n{own}{HEADER}kind: ConnectionDefinition\n{definition}"


class Follows(NamedTuple):
    """A finding that follows from something: with that in doubt it is not reported, without it is."""

    rule: str
    doubtful: str
    clear: str


FOLLOWS = {
    "names of a kind": Follows(
        "unknown-workspace",
        f"kind: ConnectorConfig\nworkspace: Acme\n{HEADER}kind: Workspace\nname: [Acme]\n",
        f"kind: ConnectorConfig\nworkspace: Acme\n{HEADER}kind: Workspace\nname: Birch Homes\n",
    ),
    "names that are placeholders": Follows(
        "unknown-workspace",
        f"kind: ConnectorConfig\nworkspace: Acme\n{HEADER}kind: Workspace\nname: ----\n",
        f"kind: ConnectorConfig\nworkspace: Acme\n{HEADER}kind: Workspace\nname: Birch Homes\n",
    ),
    "names of base connections that are placeholders": Follows(
        "unknown-base-connection",
        with_base("Live", "{name: ----, enabled: true, sets: {oauthClient: Acme service account}}"),
        with_base("Live", "{name: Test, enabled: true, sets: {oauthClient: Acme service account}}").replace(
            "connector: procore\nbase", "connector: procore\ncomplete: true\nbase"
        ),
    ),
    "ids of two clients that are one": Follows(
        "shared-secret-reference",
        two_clients("production").replace("env:TWO", "env:ONE"),
        two_clients("production").replace("env:TWO", "env:ONE").replace("env:ID", "env:OTHER", 1),
    ),
    "a file that cannot be read": Follows(
        "unknown-application",
        f"kind: ConnectorConfig\napplication: Sync\n{HEADER}kind: Application\nname: Sync\nname:x\n\n",
        "kind: ConnectorConfig\napplication: Sync\n",
    ),
    "the connector": Follows(
        "unknown-oauth-client",
        config("connector: procor\n", client="Nobody"),
        config(client="Nobody"),
    ),
    "the connector of a client": Follows(
        "oauth-client-mismatch",
        config() + HEADER + client(connector="spectrm"),
        config() + HEADER + client(connector="spectrum", definition="OAuth 2.0 Client Credentials"),
    ),
    "the definition of a client": Follows(
        "oauth-client-mismatch",
        config() + HEADER + client(definition="Procore OAuth"),
        config() + HEADER + client(definition=CODE_FLOW),
    ),
    "the use of a client": Follows(
        "unneeded-oauth-field",
        config(definition=CODE_FLOW) + HEADER + client(f"refreshUrl: {LOGIN}/token"),
        config() + HEADER + client(f"refreshUrl: {LOGIN}/token"),
    ),
    "the keys of a client": Follows("shared-client-id", two_clients("federal"), two_clients("production")),
    "the client of a config": Follows(
        "personal-connection",
        config("unattended: true\n", definition=CODE_FLOW) + HEADER + client(),
        config("unattended: true\n", definition=CODE_FLOW) + HEADER + client(definition=CODE_FLOW),
    ),
    "the base connection": Follows(
        "oauth-client-required",
        with_base("Payrol", "{name: Payroll, enabled: true, sets: {details: {companyId: 1}}}"),
        with_base("Payroll", "{name: Payroll, enabled: true, sets: {details: {companyId: 1}}}"),
    ),
    "the environment": Follows(
        "development-on-production",
        config("workspace: {name: A, type: development}\n") + HEADER + client(f"tokenUrl: {SANDBOX}/token"),
        config("workspace: {name: A, type: development}\n") + HEADER + client(f"tokenUrl: {LOGIN}/token"),
    ),
    "the integration": Follows(
        "unknown-base-connection",
        config("  baseConnection: Payroll\nintegration: Procore + Vista (Finacials)\n"),
        config("  baseConnection: Payroll\nintegration: Procore + Ledger\n"),
    ),
    "the order of two names": Follows(
        "unknown-oauth-client",
        config(definition=NAME, client=DEFINITION),
        config(client=DEFINITION),
    ),
    "a part with all that it holds": Follows(
        "empty-base-connection",
        bases("{name: Payroll, enabled: true, sets: {oauthClient: [A]}}"),
        bases("{name: Payroll, enabled: true}"),
    ),
    "a part": Follows(
        "missing-detail",
        config("  companyId: 4281379\n", details="connectionEnvironment: Production"),
        config(details="connectionEnvironment: Production"),
    ),
    "characters that nobody sees": Follows(
        "unknown-reference",
        client("clientSecret: '${env:SEC\u200bRET}'"),
        client("clientSecret: '${env:SEC-RET}'"),
    ),
    "curly quotes": Follows(
        "literal-secret",
        client("clientSecret: “${env:SECRET}”"),
        client("clientSecret: “Xk29-fh3Qa_71bZ”"),
    ),
    "the declaration of a detail": Follows("literal-secret", declared("maybe"), declared("true")),
}


@pytest.mark.parametrize("follows", FOLLOWS.values(), ids=FOLLOWS)
def test_what_rests_on_something_that_is_in_doubt_is_not_reported(follows: Follows, lint: Lint) -> None:
    report = lint(project(follows.doubtful))
    assert report.diagnostics
    assert follows.rule not in rules_of(report)


@pytest.mark.parametrize("follows", FOLLOWS.values(), ids=FOLLOWS)
def test_it_is_reported_where_nothing_is_in_doubt(follows: Follows, lint: Lint) -> None:
    assert follows.rule in rules_of(lint(project(follows.clear)))
