from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.conftest import rules_of
from tests.rules.projects import Seen, only, project, related, seen

if TYPE_CHECKING:
    from tests.conftest import Lint

CONFIG = """
kind: ConnectorConfig
application: {application}
connection:
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: Acme service account
  details: {{companyId: 4281379, connectionEnvironment: {environment}}}
"""
DOCUMENT = """---
apiVersion: appxlint/v1
kind: Application
name: Ledger Sync
connector: procore
source: marketplace
{fields}
"""
CODE_FLOW = """
kind: ConnectorConfig
application: {application}
connection:
  definition: Procore V2 OAuth Code Flow Auth
  oauthClient: Acme sign-in
  details: {{companyId: 4281379, connectionEnvironment: Production}}
unattended: {unattended}
---
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme sign-in
connector: procore
definition: Procore V2 OAuth Code Flow Auth
credentials: production
clientId: ${{env:ACME_ID}}
clientSecret: ${{env:ACME_SECRET}}
authorizationUrl: https://login.procore.com/oauth/authorize
tokenUrl: https://login.procore.com/oauth/token
refreshUrl: https://login.procore.com/oauth/token
"""
PUBLIC = """---
apiVersion: appxlint/v1
kind: OAuthClient
name: Ledger public
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
public: true
credentials: production
"""
BASE = """
kind: ConnectorConfig
integration: Procore + Payroll
application: {application}
connection:
  baseConnection: Payroll live
  details: {{companyId: 4281379}}
---
apiVersion: appxlint/v1
kind: BaseConnectionRules
integration: Procore + Payroll
connector: procore
baseConnections:
  - name: Payroll live
    enabled: true
    definition: Procore V2 OAuth Client Credentials Auth
    sets: {{oauthClient: Acme service account, details: {{connectionEnvironment: Production}}}}
"""


def config(application: str, environment: str = "Production") -> str:
    return project(CONFIG.format(application=application, environment=environment))


def named(fields: str, environment: str = "Production") -> str:
    return project(
        CONFIG.format(application="Ledger Sync", environment=environment) + DOCUMENT.format(fields=fields)
    )


def with_public(snippet: str, more: str = "") -> str:
    application = "{source: custom, access: service-account, installed: true}"
    text = snippet.format(application=application, environment="Production").replace(
        "oauthClient: Acme service account", "oauthClient: Ledger public"
    )
    return project(text + PUBLIC + more)


def code_flow(access: str, unattended: str = "false") -> str:
    application = f"{{source: custom, access: {access}, installed: true}}"
    return project(CODE_FLOW.format(application=application, unattended=unattended))


def test_a_config_that_does_not_speak_of_its_application_is_found_at_its_first_key(lint: Lint) -> None:
    found = only(lint(config("x").replace("application: x\n", "")))
    assert (found.rule, found.severity.label, *found.span.start) == (
        "incomplete-prerequisites",
        "warning",
        1,
        1,
    )
    assert found.message == "the config does not say what was prepared in Procore beforehand"
    assert "administrator of the Procore company" in found.help
    assert found.route == ("application",)


def test_an_application_that_is_not_installed_is_found_at_the_value(lint: Lint) -> None:
    found = only(lint(config("{source: custom, name: Sync, access: service-account, installed: false}")))
    assert (found.rule, *found.span.start) == ("incomplete-prerequisites", 3, 79)
    assert found.message == '"Sync" is not installed'
    assert "as a custom app" in found.help


def test_an_application_of_which_nothing_says_that_it_is_installed_is_found_at_its_key(lint: Lint) -> None:
    found = only(lint(config("{source: marketplace, name: Sync, access: service-account}")))
    assert (found.rule, *found.span.start) == ("incomplete-prerequisites", 3, 1)
    assert found.message == 'nothing says that "Sync" is installed'
    assert "from the Procore marketplace" in found.help


@pytest.mark.parametrize("installed", ["true", "2026-10-02", "'2026-10-02'"])
def test_an_installed_application_passes(lint: Lint, installed: str) -> None:
    assert (
        rules_of(lint(config(f"{{source: custom, access: service-account, installed: {installed}}}"))) == []
    )


@pytest.mark.parametrize("installed", ["soon", "17", "null", "{Production: true}"])
def test_a_broken_field_is_one_finding(lint: Lint, installed: str) -> None:
    report = lint(config(f"{{source: custom, access: service-account, installed: {installed}}}"))
    assert "incomplete-prerequisites" not in rules_of(report)
    assert len(report.diagnostics) == 1


def test_an_application_that_is_not_known_is_left_to_its_own_rule(lint: Lint) -> None:
    assert rules_of(lint(config("Ledger Sink"))) == ["unknown-application"]


@pytest.mark.parametrize("application", ["null", "[1]"])
def test_a_broken_application_is_left_to_its_own_rule(lint: Lint, application: str) -> None:
    assert rules_of(lint(config(application))) == ["wrong-type"]


@pytest.mark.parametrize(
    ("installed", "message"),
    [
        ("{Production: false}", '"Ledger Sync" is not installed in Production'),
        ("{Developer Sandbox: true}", '"Ledger Sync" is not installed in Production'),
        ("{live: false}", '"Ledger Sync" is not installed in Production'),
        ("false", '"Ledger Sync" is not installed'),
    ],
)
def test_a_shared_application_is_judged_for_the_configs_environment(
    lint: Lint, installed: str, message: str
) -> None:
    found = only(lint(named(f"access: service-account\ninstalled: {installed}")))
    assert (found.rule, *found.span.start) == ("incomplete-prerequisites", 3, 14)
    assert found.message == message
    assert [each.message for each in found.related] == ["the application"]


@pytest.mark.parametrize(
    ("installed", "field"),
    [
        ("{live: false}", "live"),
        ("{Developer Sandbox: true}", "Production"),
        ("false", "installed"),
    ],
)
def test_the_remedy_is_the_environments_own_line(lint: Lint, installed: str, field: str) -> None:
    found = only(lint(named(f"access: service-account\ninstalled: {installed}")))
    assert found.help.endswith(f"then write {field}: true or the day")


@pytest.mark.parametrize("installed", ["{Production: 2026-10-02}", "{live: true}", "true"])
def test_a_shared_application_that_is_installed_passes(lint: Lint, installed: str) -> None:
    assert rules_of(lint(named(f"access: service-account\ninstalled: {installed}"))) == []


def test_nothing_is_said_where_the_environment_is_not_known(lint: Lint) -> None:
    report = lint(named("access: service-account\ninstalled: {Production: false}", environment="Moon"))
    assert rules_of(report) == ["invalid-option"]


def test_nothing_follows_from_an_environment_that_the_client_is_not_for(lint: Lint) -> None:
    text = named("access: service-account\ninstalled: {Production: true}", environment="Developer Sandbox")
    assert rules_of(lint(text)) == ["environment-host-mismatch"]


def test_a_custom_app_with_a_public_client_is_found_at_the_client(lint: Lint) -> None:
    found = only(lint(with_public(CONFIG)))
    assert (found.rule, *found.span.start) == ("incomplete-prerequisites", 6, 16)
    assert related(found) == [(3, 23)]


def test_a_public_client_of_a_base_connection_is_found_where_that_is_selected(lint: Lint) -> None:
    found = only(lint(with_public(BASE)))
    assert (found.rule, *found.span.start) == ("incomplete-prerequisites", 6, 19)


def test_a_public_client_that_is_not_offered_is_one_finding(lint: Lint) -> None:
    report = lint(with_public(CONFIG, "integrations: [Procore + Other]\n"))
    assert rules_of(report) == ["public-client-not-offered"]


def test_general_configuration_needs_the_application_too(lint: Lint) -> None:
    snippet = """
    kind: ConnectorConfig
    application: {source: custom, access: service-account, installed: false}
    generalConfiguration: {baseUrl: "https://api.procore.com/"}
    """
    assert "incomplete-prerequisites" in rules_of(lint(project(snippet)))


def test_an_existing_connection_was_prepared_before(lint: Lint) -> None:
    snippet = """
    kind: ConnectorConfig
    application: {source: custom, access: service-account, installed: false}
    connection: {existing: true, name: Acme Procore}
    """
    assert rules_of(lint(project(snippet))) == []


def test_a_connector_that_asks_for_no_application_gets_no_finding(lint: Lint) -> None:
    snippet = """
    kind: ConnectorConfig
    connector: quickbooks-online
    application: {source: custom, access: service-account, installed: false}
    connection:
      definition: OAuth2CodeFlow
      oauthClient: App Xchange
      details: {companyId: 9341450000000017, connectionEnvironment: Production}
    """
    assert rules_of(lint(project(snippet))) == []


def test_user_level_access_does_not_do_for_client_credentials(lint: Lint) -> None:
    found = only(lint(config("{source: custom, access: user, installed: true}")))
    assert (found.rule, found.severity.label, *found.span.start) == (
        "application-access-mismatch",
        "error",
        3,
        39,
    )
    assert "user-level access" in found.message


def test_a_shared_applications_access_is_reported_in_the_config(lint: Lint) -> None:
    report = lint(named("access: user\ninstalled: true"))
    found = only(report)
    assert seen(report) == [Seen(3, 14, "error", "application-access-mismatch")]
    assert [each.message for each in found.related] == ["the application"]


def test_a_definition_of_the_base_connection_counts(lint: Lint) -> None:
    report = lint(project(BASE.format(application="{source: custom, access: user, installed: true}")))
    assert seen(report) == [Seen(4, 39, "error", "application-access-mismatch")]


def test_a_service_account_behind_a_code_flow_is_noted(lint: Lint) -> None:
    found = only(lint(code_flow("service-account")))
    assert (found.rule, found.severity.label, *found.span.start) == (
        "application-access-mismatch",
        "info",
        3,
        39,
    )


def test_a_code_flow_with_user_level_access_passes(lint: Lint) -> None:
    assert rules_of(lint(code_flow("user"))) == []


def test_access_is_not_judged_where_the_client_is_for_another_definition(lint: Lint) -> None:
    text = config("{source: custom, access: service-account, installed: true}").replace(
        "Client Credentials", "Code Flow", 1
    )
    assert rules_of(lint(text)) == ["oauth-client-mismatch"]


def test_a_broken_access_is_one_finding(lint: Lint) -> None:
    assert rules_of(lint(config("{source: custom, access: service, installed: true}"))) == ["invalid-value"]


def test_an_unattended_sign_in_is_noted_at_unattended(lint: Lint) -> None:
    found = only(lint(code_flow("user", "true")))
    assert (found.rule, found.severity.label, *found.span.start) == ("personal-connection", "info", 8, 13)
    assert found.help == "use Procore V2 OAuth Client Credentials Auth"


def test_an_unattended_service_account_passes(lint: Lint) -> None:
    text = config("{source: custom, access: service-account, installed: true}").replace(
        "connection:\n", "unattended: true\nconnection:\n", 1
    )
    assert rules_of(lint(text)) == []


def test_where_there_is_no_other_definition_a_user_who_stays_is_advised(lint: Lint) -> None:
    snippet = """
    kind: ConnectorConfig
    connector: quickbooks-online
    connection:
      definition: OAuth2CodeFlow
      oauthClient: App Xchange
      details: {companyId: 9341450000000017, connectionEnvironment: Production}
    unattended: true
    """
    found = only(lint(project(snippet)))
    assert (found.rule, found.help) == (
        "personal-connection",
        "sign in as a user who stays, and note who that is",
    )


INLINE = "{source: custom, name: Ledger Sync, access: service-account, installed: %s, versionKey: '%s'}"
KEY = "8a6f2c1e-53d7-4b90-9e0c-5f1f7d2a4b36"


def inline(installed: str = "true", key: str = KEY) -> str:
    return project(CONFIG.format(application=INLINE % (installed, key), environment="Production"))


def shared(fields: str, *, environment: str = "Production", connector: str = "procore") -> str:
    document = DOCUMENT.format(fields=f"access: service-account\n{fields}").replace(
        "connector: procore", connector and f"connector: {connector}"
    )
    return project(CONFIG.format(application="Ledger Sync", environment=environment) + document)


@pytest.mark.parametrize(
    ("key", "rules"),
    [
        (KEY, []),
        (KEY.upper(), []),
        ("${env:KEY}", []),
        (KEY.replace("-", ""), ["version-key-malformed"]),
        (f"{KEY}0", ["version-key-malformed"]),
        ("ledger-sync", ["version-key-malformed"]),
    ],
)
def test_a_version_key_is_a_uuid(lint: Lint, key: str, rules: list[str]) -> None:
    assert rules_of(lint(inline(key=key))) == rules


def test_of_another_connector_no_form_of_a_version_key_is_known(lint: Lint) -> None:
    text = inline(key="ledger-sync").replace("connector: procore", "connector: http", 1)
    assert "version-key-malformed" not in rules_of(lint(text))


def test_a_shared_application_has_the_version_key_of_the_connector_that_uses_it(lint: Lint) -> None:
    report = lint(shared("installed: true\nversionKey: x\n", connector=""), select=["version-key-malformed"])
    assert rules_of(report) == ["version-key-malformed"]


@pytest.mark.parametrize(
    ("source", "rules"), [("marketplace", ["application-source-mismatch"]), ("custom", [])]
)
def test_a_version_key_goes_with_a_custom_app(lint: Lint, source: str, rules: list[str]) -> None:
    assert rules_of(lint(inline().replace("source: custom", f"source: {source}"))) == rules


@pytest.mark.parametrize(
    ("installed", "count"), [("2026-10-02", 0), ("2026-11-26", 0), ("2026-11-28", 1), ("2036-10-02", 1)]
)
def test_a_day_that_is_still_to_come_is_none_on_which_it_was_installed(
    lint: Lint, installed: str, count: int
) -> None:
    report = lint(inline(installed), as_of=date(2026, 11, 25))
    assert rules_of(report) == ["incomplete-prerequisites"] * count
    report = lint(shared(f"installed: {{Production: {installed}}}"), as_of=date(2026, 11, 25))
    assert rules_of(report) == ["incomplete-prerequisites"] * count


@pytest.mark.parametrize(
    ("installed", "rules"),
    [
        ("{Production: true}", []),
        ("{prod: true}", []),
        ("{Production: true, Staging: true}", ["invalid-option"]),
        ("{Prodution: true}", ["invalid-option"]),
        ("{Developer Sandbox: true}", ["incomplete-prerequisites"]),
    ],
)
def test_an_environment_that_an_application_is_installed_in_is_one_of_its_connector(
    lint: Lint, installed: str, rules: list[str]
) -> None:
    assert rules_of(lint(shared(f"installed: {installed}"))) == rules
    assert rules_of(lint(shared(f"installed: {installed}", connector=""))) == rules


@pytest.mark.parametrize(
    ("connector", "rules"),
    [("procore", []), ("", []), ("quickbooks-online", ["application-connector-mismatch"])],
)
def test_an_application_of_another_connector_is_told(lint: Lint, connector: str, rules: list[str]) -> None:
    assert rules_of(lint(shared("installed: true", connector=connector))) == rules


def test_the_source_that_is_missing_is_told_by_the_version_key(lint: Lint) -> None:
    found = only(lint(inline().replace("source: custom, ", "")))
    assert (found.rule, found.help) == ("missing-field", "add source: custom")


def test_permitted_projects_are_one_at_least(lint: Lint) -> None:
    found = only(lint(inline().replace("installed:", "permittedProjects: [], installed:")))
    assert (found.rule, found.severity.label) == ("invalid-value", "error")


def test_who_installed_an_application_may_be_noted(lint: Lint) -> None:
    assert rules_of(lint(inline().replace("installed:", "installedBy: Jo Miller, installed:"))) == []
