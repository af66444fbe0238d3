from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import SETTINGS, rules_of
from tests.rules.projects import Seen, only, project, seen
from tests.support.clock import TODAY

if TYPE_CHECKING:
    from tests.conftest import Lint

CLIENT = """
kind: OAuthClient
name: Acme service account
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
clientSecretExpiration: {day}
"""
LEDGER = """
kind: Connector
key: ledger
name: Ledger
{facts}
---
apiVersion: appxlint/v1
kind: ConnectionDefinition
connector: ledger
key: oAuth2ClientCredentials
name: Ledger Login
type: OAuth2ClientCredentials
attributes: []
---
apiVersion: appxlint/v1
kind: OAuthClient
name: Ledger keys
connector: ledger
definition: Ledger Login
{keys}
"""
KEYS = "clientId: ${env:A}\nclientSecret: ${env:B}"


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2020-01-01", "secret-expired"),
        ("2026-11-22", "secret-expired"),
        ("2026-11-23", "secret-expiring"),
        ("2026-12-23", "secret-expiring"),
        ("2026-12-24", None),
        ("2036-01-01", None),
        ("${env:EXPIRATION}", None),
    ],
)
def test_a_last_day_is_held_against_the_day_of_the_run(lint: Lint, day: str, found: str | None) -> None:
    level = {"secret-expired": "error", "secret-expiring": "warning"}
    report = lint(project(CLIENT.format(day=day)), as_of=TODAY)
    assert seen(report) == ([Seen(6, 25, level[found], found)] if found else [])


def test_the_words_say_how_long(lint: Lint) -> None:
    texts = {
        "2026-11-22": "1 day ago",
        "2026-11-20": "3 days ago",
        "2026-11-23": "today",
        "2026-11-24": "in 1 day",
    }
    for day, label in texts.items():
        found = only(lint(project(CLIENT.format(day=day)), as_of=TODAY))
        assert found.label == label
        assert day in found.message


@pytest.mark.today
def test_without_a_day_of_the_run_it_is_today(lint: Lint) -> None:
    assert rules_of(lint(project(CLIENT.format(day="2020-01-01")))) == ["secret-expired"]


@pytest.mark.parametrize(("days", "found"), [(90, ["secret-expiring"]), (0, [])])
def test_the_settings_say_how_long_beforehand(lint: Lint, days: int, found: list[str]) -> None:
    files = {SETTINGS: f"secret-expiry-days = {days}\n", "a.yaml": project(CLIENT.format(day="2027-01-23"))}
    assert rules_of(lint(files, as_of=TODAY)) == found


def test_a_day_that_is_none_is_left_to_the_rule_about_values(lint: Lint) -> None:
    assert rules_of(lint(project(CLIENT.format(day='"2026-02-30"')), as_of=TODAY)) == ["invalid-value"]


@pytest.mark.parametrize("key", ["clientSecretExpiration", "client_secret_expiration"])
def test_general_configuration_counts_too(lint: Lint, key: str) -> None:
    config = f"""
        kind: ConnectorConfig
        generalConfiguration:
          {key}: 2026-01-01
    """
    report = lint(project(config), as_of=TODAY, select=["secret-expired"])
    assert rules_of(report) == ["secret-expired"]


@pytest.mark.parametrize(
    ("facts", "keys", "found"),
    [
        ("secretsExpire: true", KEYS, True),
        ("secretsExpire: true", f"{KEYS}\nclientSecretExpiration: 2036-01-01", False),
        ("secretsExpire: true", f"{KEYS}\nclientSecretExpiration: [1]", False),
        ("secretsExpire: true", "public: true", False),
        ("secretsExpire: false", KEYS, False),
        ("description: It says nothing of that.", KEYS, False),
    ],
)
def test_a_missing_day_is_noted_where_secrets_are_known_to_expire(
    lint: Lint, facts: str, keys: str, found: bool
) -> None:
    text = project(LEDGER.format(facts=facts, keys=keys))
    report = lint(text, as_of=TODAY, select=["secret-without-expiration"])
    line = text.split("\n").index("name: Ledger keys") - 1
    assert seen(report) == ([Seen(line, 1, "info", "secret-without-expiration")] if found else [])


def test_the_last_day_of_a_secret_is_found_in_a_list_of_general_configuration(lint: Lint) -> None:
    text = """
        kind: ConnectorConfig
        connector: spectrum
        generalConfiguration:
          companyConfigurations:
            - {companyCode: TS2, dataExchangeClientSecretExpirationDate: 2026-01-31}
            - {companyCode: TS3, dataExchangeClientSecretExpirationDate: 2036-01-31}
            - nonsense
        """
    report = lint(project(text), select=["secret-expired"], as_of=TODAY)
    assert [each.span.start.line for each in report.diagnostics] == [6]
