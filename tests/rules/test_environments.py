from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import rules_of
from tests.rules.projects import IN_GENERAL, WITH_BASE, Seen, only, project, related, seen

if TYPE_CHECKING:
    from tests.conftest import Lint

HOSTS = {
    "Production": "login.procore.com",
    "On-Demand Sandbox": "login.procore.com",
    "Developer Sandbox": "login-sandbox.procore.com",
    "Monthly Sandbox": "login-sandbox-monthly.procore.com",
    "Federal Zone": "login.procoregov.com",
}


KEYS = {
    "Production": "production",
    "On-Demand Sandbox": "production",
    "Developer Sandbox": "developer-sandbox",
    "Monthly Sandbox": "production",
    "Federal Zone": "federal",
}


CONFIG = """
kind: ConnectorConfig
connection:
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: Acme keys
  details:
    companyId: 4281379
    connectionEnvironment: {environment}
---
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme keys
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
credentials: {keys}
clientId: ${{env:ACME_ID}}
clientSecret: ${{env:ACME_SECRET}}
tokenUrl: https://{host}/oauth/token
"""


BASE = """
kind: ConnectorConfig
integration: Procore + Payroll
connection:
  baseConnection: Payroll live
  details:
    companyId: 4281379
{own}
---
apiVersion: appxlint/v1
kind: BaseConnectionRules
integration: Procore + Payroll
connector: procore
baseConnections:
  - name: Payroll live
    enabled: true
    definition: Procore V2 OAuth Client Credentials Auth
    sets: {sets}
---
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme keys
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
credentials: production
clientId: ${{env:ACME_ID}}
clientSecret: ${{env:ACME_SECRET}}
tokenUrl: https://login.procore.com/oauth/token
"""


GENERAL = """
kind: ConnectorConfig
generalConfiguration:
  baseUrl: {base}
  tokenUrl: {token}
"""


ENVIRONMENT_RULES = {"environment-host-mismatch", "environment-credentials", "federal-sandbox"}


NOT_IN_QUESTION = {"monthly-sandbox", "legacy-general-configuration"}


def config(environment: str, host: str, keys: str) -> str:
    return project(CONFIG.format(environment=environment, host=host, keys=keys))


def about(rules: list[str]) -> list[str]:
    return [rule for rule in rules if rule not in NOT_IN_QUESTION]


@pytest.mark.parametrize("environment", HOSTS)
def test_a_connection_of_one_environment_passes(lint: Lint, environment: str) -> None:
    assert about(rules_of(lint(config(environment, HOSTS[environment], KEYS[environment])))) == []


@pytest.mark.parametrize("environment", HOSTS)
@pytest.mark.parametrize("other", HOSTS)
def test_a_client_of_another_environment_is_one_finding_at_its_name(
    lint: Lint, environment: str, other: str
) -> None:
    same = HOSTS[environment] == HOSTS[other] and KEYS[environment] == KEYS[other]
    sides = {environment, other}
    federal = "Federal Zone" in sides and any("Sandbox" in side for side in sides)
    if environment == "Federal Zone" and other == "On-Demand Sandbox":
        federal = False  # its login host is Production's too, so nothing says that a sandbox is meant
    report = lint(config(environment, HOSTS[other], KEYS[other]))
    expected = [] if same else ["federal-sandbox" if federal else "environment-host-mismatch"]
    assert about(rules_of(report)) == expected
    if not same:
        (found,) = (each for each in report.diagnostics if each.rule in ENVIRONMENT_RULES)
        assert (found.severity.label, *found.span.start) == ("error", 5, 16)
        assert found.route == ("connection", "oauthClient")
        assert related(found) == [(31, 11), (8, 28)]


def test_the_message_names_the_host_and_every_environment_that_has_it(lint: Lint) -> None:
    found = only(lint(config("Developer Sandbox", "login.procore.com", "production")))
    assert found.message == (
        'the OAuth client "Acme keys" gets its tokens from login.procore.com, which is for Production and '
        "On-Demand Sandbox, and the connection is for Developer Sandbox"
    )
    assert (
        found.help
        == "name a client that works with login-sandbox.procore.com and holds developer-sandbox keys"
    )


def test_where_the_keys_fit_the_address_is_what_is_wrong_and_told_once_at_the_client(lint: Lint) -> None:
    text = config("Developer Sandbox", "login.procore.com", "developer-sandbox")
    second = text.partition("---\n")[0].replace("name: ", "name: second-", 1)
    found = only(
        lint(f"{second}---\n{text}", select=["environment-credentials", "environment-host-mismatch"])
    )
    assert (found.rule, found.route) == ("environment-host-mismatch", ("tokenUrl",))
    assert found.help == "write https://login-sandbox.procore.com/oauth/token"


def test_where_another_address_fits_the_connection_the_wrong_one_may_be_corrected(lint: Lint) -> None:
    text = config("Developer Sandbox", "login.procore.com", "developer-sandbox").replace(
        "Client Cred", "Code Fl"
    )
    text = (
        text.replace("Code Flentials", "Code Flow")
        + "refreshUrl: https://login-sandbox.procore.com/oauth/token\n"
    )
    found = only(lint(text, select=["environment-credentials", "environment-host-mismatch"]))
    assert found.route == ("connection", "oauthClient")
    assert found.help == (
        "write tokenUrl: https://login-sandbox.procore.com/oauth/token in that client if only Developer Sandbox "
        "uses it, else name one with developer-sandbox keys for login-sandbox.procore.com"
    )


@pytest.mark.parametrize(
    ("field", "words"),
    [("authorizationUrl", "sends people to sign in at"), ("refreshUrl", "refreshes its tokens at")],
)
def test_each_login_address_of_the_client_counts(lint: Lint, field: str, words: str) -> None:
    snippet = CONFIG.replace("Client Credentials", "Code Flow").replace(
        "tokenUrl: https://{host}/oauth/token",
        "tokenUrl: https://login.procore.com/oauth/token\n"
        + field
        + ": https://login-sandbox.procore.com/oauth/token",
    )
    report = lint(project(snippet.format(environment="Production", keys="production")))
    found = [each for each in report.diagnostics if each.rule == "environment-host-mismatch"]
    assert len(found) == 1
    assert words in found[0].message


def test_several_addresses_of_another_environment_are_one_finding(lint: Lint) -> None:
    snippet = config("Developer Sandbox", "login.procore.com", "production")
    snippet += "refreshUrl: https://login.procore.com/oauth/token\n"
    assert rules_of(lint(snippet)).count("environment-host-mismatch") == 1


def test_a_tolerated_login_host_belongs_to_its_environment(lint: Lint) -> None:
    assert rules_of(lint(config("Developer Sandbox", "sandbox.procore.com", "developer-sandbox"))) == [
        "unknown-host"
    ]
    report = lint(config("Production", "sandbox.procore.com", "production"))
    assert "environment-host-mismatch" in rules_of(report)


def test_a_wrong_host_says_nothing_of_the_environment(lint: Lint) -> None:
    report = lint(config("Developer Sandbox", "app.procore.com", "developer-sandbox"))
    assert rules_of(report) == ["unknown-host"]


def test_keys_of_another_set_at_the_right_host_are_found(lint: Lint) -> None:
    found = only(lint(config("On-Demand Sandbox", "login.procore.com", "developer-sandbox")))
    assert (found.rule, found.severity.label, *found.span.start) == (
        "environment-credentials",
        "error",
        28,
        14,
    )
    assert found.message == (
        'Production and On-Demand Sandbox are reached at login.procore.com and take no "developer-sandbox" keys'
    )
    assert (
        found.help
        == "put the production keys behind clientId and clientSecret, and say so: credentials: production"
    )
    assert related(found) == [(31, 11)]


def test_keys_that_do_not_fit_where_the_client_has_no_address_are_told_in_the_config(lint: Lint) -> None:
    text = config("On-Demand Sandbox", "login.procore.com", "developer-sandbox")
    found = only(
        lint(
            text.replace("tokenUrl: https://login.procore.com/oauth/token\n", "public: true\n"),
            select=["environment-credentials", "environment-host-mismatch"],
        )
    )
    assert found.message == (
        'On-Demand Sandbox takes "production" keys, and the OAuth client "Acme keys" holds "developer-sandbox" ones'
    )
    assert found.help == "name a client with credentials: production"
    assert related(found) == [(28, 14), (8, 28)]


def test_federal_keys_for_a_sandbox_are_a_matter_of_the_zone(lint: Lint) -> None:
    found = only(lint(config("On-Demand Sandbox", "login.procoregov.com", "federal")))
    assert found.rule == "federal-sandbox"
    assert found.message.startswith("Federal Zone has no sandboxes: ")


def test_federal_keys_for_production_are_a_matter_of_keys(lint: Lint) -> None:
    assert rules_of(lint(config("Production", "login.procore.com", "federal"))) == ["environment-credentials"]


def test_nothing_is_said_where_the_client_does_not_say_which_keys_it_holds(lint: Lint) -> None:
    snippet = config("On-Demand Sandbox", "login.procore.com", "production").replace(
        "credentials: production\n", ""
    )
    assert rules_of(lint(snippet)) == ["unchecked"]


@pytest.mark.parametrize("environment", ["${env:ENVIRONMENT}", "Moon", "[Production]", "null"])
def test_nothing_is_said_where_the_environment_is_not_known(lint: Lint, environment: str) -> None:
    assert not ENVIRONMENT_RULES & set(
        rules_of(lint(config(environment, "login-sandbox.procore.com", "developer-sandbox")))
    )


def test_nothing_is_said_of_a_client_that_is_for_another_definition(lint: Lint) -> None:
    snippet = config("Production", "login-sandbox.procore.com", "developer-sandbox").replace(
        "Client Credentials Auth\ncredentials", "Code Flow Auth\ncredentials"
    )
    assert not ENVIRONMENT_RULES & set(rules_of(lint(snippet)))
    assert "oauth-client-mismatch" in rules_of(lint(snippet))


def test_nothing_is_said_of_a_client_that_is_for_another_connector(lint: Lint) -> None:
    snippet = config("Production", "login-sandbox.procore.com", "developer-sandbox").replace(
        "connector: procore\ndefinition", "connector: openai\ndefinition"
    )
    assert not ENVIRONMENT_RULES & set(rules_of(lint(snippet)))


def test_a_reference_for_an_address_says_nothing(lint: Lint) -> None:
    snippet = config("Developer Sandbox", "x", "developer-sandbox").replace(
        "https://x/oauth/token", "${env:TOKEN_URL}"
    )
    assert rules_of(lint(snippet)) == []


def test_a_client_of_the_base_connection_is_reported_at_the_configs_environment(lint: Lint) -> None:
    own = "    connectionEnvironment: Developer Sandbox"
    found = only(lint(project(BASE.format(own=own, sets="{oauthClient: Acme keys}"))))
    assert (found.rule, *found.span.start) == ("environment-host-mismatch", 8, 28)
    assert found.route == ("connection", "details", "connectionEnvironment")


def test_a_base_connection_that_brings_both_is_reported_where_it_is_selected(lint: Lint) -> None:
    sets = "{oauthClient: Acme keys, details: {connectionEnvironment: Developer Sandbox}}"
    found = only(lint(project(BASE.format(own="", sets=sets))))
    assert (found.rule, *found.span.start) == ("environment-host-mismatch", 5, 19)
    assert found.route == ("connection", "baseConnection")
    assert [each.message for each in found.related] == [
        "for Production and On-Demand Sandbox",
        "the base connection brings this client",
        "the connection's environment",
    ]


def test_keys_of_a_base_connections_client_are_reported_at_that_client(lint: Lint) -> None:
    snippet = BASE.replace("credentials: production", "credentials: developer-sandbox")
    own = "    connectionEnvironment: Production"
    found = only(lint(project(snippet.format(own=own, sets="{oauthClient: Acme keys}"))))
    assert (found.rule, found.route) == ("environment-credentials", ("credentials",))


def test_a_public_client_of_the_catalogue_is_held_against_the_environment(lint: Lint) -> None:
    snippet = """
    kind: ConnectorConfig
    connector: quickbooks-online
    connection:
      definition: OAuth2CodeFlow
      oauthClient: App Xchange
      details: {companyId: 9341450000000017, connectionEnvironment: Sandbox}
    """
    found = only(lint(project(snippet)))
    assert (found.rule, *found.span.start) == ("environment-credentials", 6, 16)
    assert [each.message for each in found.related] == ["the connection's environment"]


def test_a_base_url_of_another_environment_than_the_connections_is_found_there(lint: Lint) -> None:
    snippet = config("Production", "login.procore.com", "production").replace(
        "---\n", "generalConfiguration:\n  baseUrl: https://sandbox.procore.com/\n---\n", 1
    )
    found = only(lint(snippet))
    assert found.route == ("generalConfiguration", "baseUrl")
    assert found.rule == "environment-host-mismatch"
    assert (
        found.message == "sandbox.procore.com is for Developer Sandbox, and the connection is for Production"
    )
    assert found.help == "write https://api.procore.com, or correct the connection's environment"


@pytest.mark.parametrize(
    ("base", "token", "rule"),
    [
        (
            "https://api.procore.com/",
            "https://login-sandbox.procore.com/oauth/token",
            "environment-host-mismatch",
        ),
        (
            "https://sandbox.procore.com/",
            "https://login.procore.com/oauth/token",
            "environment-host-mismatch",
        ),
        ("https://api-monthly.procore.com/", "https://login.procoregov.com/oauth/token", "federal-sandbox"),
    ],
)
def test_general_configuration_is_reported_at_the_address(
    lint: Lint, base: str, token: str, rule: str
) -> None:
    report = lint(project(GENERAL.format(base=base, token=token)))
    assert [each for each in seen(report) if each.rule in ENVIRONMENT_RULES] == [Seen(5, 13, "error", rule)]


@pytest.mark.parametrize(
    ("base", "token"),
    [
        ("https://api.procore.com/", "https://login.procore.com/oauth/token"),
        ("https://sandbox.procore.com/", "https://sandbox.procore.com/oauth/token"),
        ("https://api.procore.com/", "${env:TOKEN_URL}"),
        ("${env:BASE_URL}", "https://login.procore.com/oauth/token"),
    ],
)
def test_general_configuration_of_one_environment_passes(lint: Lint, base: str, token: str) -> None:
    report = lint(project(GENERAL.format(base=base, token=token)))
    assert not ENVIRONMENT_RULES & set(rules_of(report))


def test_nothing_is_said_where_a_connector_has_no_login_address(lint: Lint) -> None:
    snippet = """
    kind: ConnectorConfig
    connector: hcss
    connection:
      definition: HCSS OAuth2
      oauthClient: Acme HCSS
      details: {connectionEnvironment: Production, scope: heavyjob:read}
    ---
    apiVersion: appxlint/v1
    kind: OAuthClient
    name: Acme HCSS
    connector: hcss
    definition: HCSS OAuth2
    clientId: ${env:HCSS_ID}
    clientSecret: ${env:HCSS_SECRET}
    tokenUrl: https://api.hcssapps.com/identity/connect/token
    """
    assert rules_of(lint(project(snippet))) == []


MONTHLY = """
kind: ConnectorConfig
connection:
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: Acme monthly
  details: {companyId: 4281379, connectionEnvironment: Monthly Sandbox}
---
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme monthly
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
credentials: production
clientId: ${env:ACME_ID}
clientSecret: ${env:ACME_SECRET}
tokenUrl: https://login-sandbox-monthly.procore.com/oauth/token
"""


MONTHLY_CLIENT = MONTHLY[MONTHLY.index("---") :].replace("Acme monthly", "Acme service account")


def test_a_monthly_sandbox_is_noted_at_the_environment(lint: Lint) -> None:
    report = lint(project(MONTHLY))
    assert seen(report) == [Seen(6, 56, "info", "monthly-sandbox")]
    assert "first working day of each month" in only(report).message


def test_a_monthly_sandbox_by_another_name_is_noted_too(lint: Lint) -> None:
    report = lint(project(MONTHLY.replace("Environment: Monthly Sandbox", "Environment: monthly")))
    assert rules_of(report) == ["connection-environment-alias", "monthly-sandbox"]


def test_nothing_is_noted_where_the_client_is_for_another_environment(lint: Lint) -> None:
    moved = MONTHLY.replace("login-sandbox-monthly", "login")
    assert rules_of(lint(project(moved))) == ["environment-host-mismatch"]


def test_a_monthly_sandbox_of_a_base_connection_is_noted_where_it_is_selected(lint: Lint) -> None:
    report = lint(project((WITH_BASE % ("standard", "Monthly Sandbox")) + MONTHLY_CLIENT))
    assert Seen(6, 19, "info", "monthly-sandbox") in seen(report)


def test_a_monthly_sandbox_in_general_configuration_is_noted_at_its_address(lint: Lint) -> None:
    report = lint(project(IN_GENERAL % "https://api-monthly.procore.com/"))
    assert Seen(5, 12, "info", "monthly-sandbox") in seen(report)


@pytest.mark.parametrize(
    ("page", "environment", "wrong"),
    [
        ("https://sandbox.procore.com/4281190/company/home", "Production", True),
        ("sandbox.procore.com/4281190/company/home", "Production", True),
        ("https://app.procore.com/4281190/company/home", "Developer Sandbox", True),
        ("https://app.procore.com/4281190/company/home", "Production", False),
        ("https://app.procore.com/4281190/company/home", "On-Demand Sandbox", False),
        ("https://intranet.example.org/4281190", "Production", False),
    ],
)
def test_a_pasted_page_of_another_environment_is_told_before_its_number_is_taken_out(
    page: str, environment: str, wrong: bool, lint: Lint
) -> None:
    text = CONFIG.replace("4281379", page).format(
        environment=environment, keys=KEYS[environment], host=HOSTS[environment]
    )
    report = lint(project(text))
    (found,) = [each for each in report.diagnostics if each.route[-1:] == ("companyId",)]
    assert found.rule == ("environment-host-mismatch" if wrong else "company-id-is-url")
    assert (found.fix is None) or not wrong


@pytest.mark.parametrize(
    ("keys", "environment", "known"),
    [
        ("prod", "Production", False),
        ("sandbox", "Developer Sandbox", True),
        ("developer-sandbox", "Developer Sandbox", True),
        ("staging", "Production", False),
    ],
)
def test_keys_that_no_environment_takes_are_told_once_at_the_client(
    keys: str, environment: str, known: bool, lint: Lint
) -> None:
    text = CONFIG.format(environment=environment, keys=keys, host=HOSTS[environment])
    report = lint(project(text))
    places = [(each.rule, each.route) for each in report.diagnostics]
    assert places == ([] if known else [("environment-credentials", ("credentials",))])


ALONE = """
kind: OAuthClient
name: Acme sign-in
connector: procore
definition: Procore V2 OAuth Code Flow Auth
credentials: {keys}
authorizationUrl: https://{authorize}/oauth/authorize
tokenUrl: https://{token}/oauth/token
refreshUrl: https://{token}/oauth/token
"""
LIVE, TRIAL = "login.procore.com", "login-sandbox.procore.com"


@pytest.mark.parametrize(
    ("keys", "authorize", "token", "found"),
    [
        ("production", LIVE, LIVE, []),
        ("developer-sandbox", TRIAL, TRIAL, []),
        ("production", "login-sandbox-monthly.procore.com", "login-sandbox-monthly.procore.com", []),
        ("production", TRIAL, TRIAL, [Seen(6, 14, "error", "environment-credentials")]),
        ("federal", LIVE, LIVE, [Seen(6, 14, "error", "environment-credentials")]),
        ("developer-sandbox", LIVE, TRIAL, [Seen(7, 19, "error", "environment-host-mismatch")]),
        ("production", LIVE, TRIAL, [Seen(8, 11, "error", "environment-host-mismatch")]),
        ("developer-sandbox", "${{env:HOST}}", TRIAL, []),
        ("production", "login.acme.test", "login.acme.test", []),
    ],
)
def test_a_client_that_no_connection_settles_is_held_against_itself(
    lint: Lint, keys: str, authorize: str, token: str, found: list[Seen]
) -> None:
    text = project(ALONE.format(keys=keys, authorize=authorize, token=token))
    report = lint(text, select=["environment-credentials", "environment-host-mismatch"])
    assert seen(report)[:1] == found


def test_where_names_and_connections_do_not_agree_both_ways_out_are_told(lint: Lint) -> None:
    text = config("Production", "login.procore.com", "developer-sandbox").replace("Acme keys", "Acme sandbox")
    found = only(lint(text))
    assert (found.rule, found.route) == ("environment-credentials", ("credentials",))
    assert found.help == (
        "where the keys are right, write tokenUrl: https://login-sandbox.procore.com/oauth/token; "
        "where the host is, credentials: production with those keys"
    )


def test_a_client_id_of_a_client_that_disagrees_with_itself_is_not_held_against_others(lint: Lint) -> None:
    both = [
        ALONE.format(keys=keys, authorize=LIVE, token=LIVE) for keys in ("production", "developer-sandbox")
    ]
    first, second = (f"{each}clientId: ${{env:ID}}\nclientSecret: ${{env:SECRET}}\n" for each in both)
    second = second.replace("Acme sign-in", "Acme trial")
    report = lint(f"apiVersion: appxlint/v1{first}---\napiVersion: appxlint/v1{second}")
    assert rules_of(report) == ["environment-credentials"]


@pytest.mark.parametrize(
    ("name", "environment", "count"),
    [
        ("acme-production", "Developer Sandbox", 1),
        ("acme-prod", "Monthly Sandbox", 1),
        ("Acme (live)", "On-Demand Sandbox", 1),
        ("acme-sandbox", "Production", 1),
        ("acme-production", "Production", 0),
        ("acme-non-prod", "Developer Sandbox", 0),
        ("acme-production-sandbox", "Monthly Sandbox", 0),
        ("copy of production", "Monthly Sandbox", 0),
        ("production-to-sandbox", "Production", 0),
        ("products", "Developer Sandbox", 0),
        ("acme-production", "Moon", 0),
    ],
)
def test_a_name_that_says_another_environment_is_noted(
    lint: Lint, name: str, environment: str, count: int
) -> None:
    keys, host = KEYS.get(environment, "production"), HOSTS.get(environment, "login.procore.com")
    text = config(environment, host, keys).replace(
        "kind: ConnectorConfig\n", f"kind: ConnectorConfig\nname: {name}\n", 1
    )
    text = text.replace("name: acme\n", "", 1)
    assert len(lint(text, select=["environment-in-name"]).diagnostics) == count


def test_words_of_the_company_say_nothing_of_an_environment(lint: Lint) -> None:
    text = config("Developer Sandbox", TRIAL, "developer-sandbox").replace("name: acme\n", "name: live-oak\n")
    text = text.replace("company: Acme", "company: Live Oak")
    assert lint(text, select=["environment-in-name"]).diagnostics == ()
