from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import rules_of
from tests.rules.projects import only, related

if TYPE_CHECKING:
    from tests.conftest import Lint

CLIENT = """apiVersion: appxlint/v1
kind: OAuthClient
name: {name}
connector: {connector}
definition: Procore V2 OAuth Client Credentials Auth
{keys}clientId: {client}
clientSecret: ${{env:SECRET_OF_{number}}}
tokenUrl: https://{host}/oauth/token
"""
GENERAL = """apiVersion: appxlint/v1
kind: ConnectorConfig
name: {name}
connector: procore
integration: Procore + Ledger (Payroll)
workspace: {{name: "{name} : Procore <> Ledger"}}
application: {{source: custom, access: service-account, installed: true}}
generalConfiguration:
  baseUrl: {base}
  clientId: ${{env:ACME_ID}}
  clientSecret: ${{env:SECRET_OF_{number}}}
"""
HOSTS = {
    "production": "login.procore.com",
    "developer-sandbox": "login-sandbox.procore.com",
    "monthly": "login-sandbox-monthly.procore.com",
}


def client(
    number: int, keys: str, value: str = "${env:ACME_ID}", *, said: bool = True, connector: str = "procore"
) -> str:
    said_keys = f"credentials: {keys}\n" if said else ""
    return CLIENT.format(
        name=f"Client {number}",
        number=number,
        connector=connector,
        keys=said_keys,
        client=value,
        host=HOSTS[keys],
    )


def shared(rules: list[str]) -> int:
    return rules.count("shared-client-id")


def test_one_client_id_for_two_key_sets_is_found_in_the_later_client(lint: Lint) -> None:
    report = lint(client(1, "production") + "---\n" + client(2, "developer-sandbox"))
    found = only(report)
    assert (found.rule, found.severity.label, *found.span.start) == ("shared-client-id", "error", 17, 11)
    assert found.message == (
        'this client id is used for "production" keys too, and these are "developer-sandbox" ones'
    )
    assert related(found) == [(7, 11)]


def test_two_clients_of_one_key_set_may_share_a_client_id(lint: Lint) -> None:
    assert shared(rules_of(lint(client(1, "production") + "---\n" + client(2, "production")))) == 0


def test_two_key_sets_with_a_client_id_each_pass(lint: Lint) -> None:
    report = lint(client(1, "production") + "---\n" + client(2, "developer-sandbox", "${env:SANDBOX_ID}"))
    assert shared(rules_of(report)) == 0


def test_the_login_host_tells_the_key_set_where_the_client_does_not(lint: Lint) -> None:
    report = lint(client(1, "production", said=False) + "---\n" + client(2, "developer-sandbox", said=False))
    assert shared(rules_of(report)) == 1


def test_a_monthly_sandbox_takes_the_keys_of_production(lint: Lint) -> None:
    report = lint(client(1, "production") + "---\n" + client(2, "monthly", said=False))
    assert shared(rules_of(report)) == 0


def test_clients_of_two_connectors_are_never_compared(lint: Lint) -> None:
    report = lint(client(1, "production") + "---\n" + client(2, "developer-sandbox", connector="bluebeam"))
    assert shared(rules_of(report)) == 0


@pytest.mark.parametrize("value", ["changeme", "${ACME_ID}", "8a6f2c1e-53d7-4b90-9e0c-5f1f7d2a4b36"])
def test_what_is_no_client_id_at_all_is_left_to_its_own_rule(lint: Lint, value: str) -> None:
    report = lint(client(1, "production", value) + "---\n" + client(2, "developer-sandbox", value))
    assert shared(rules_of(report)) == 0


def test_general_configuration_counts_by_its_base_url(lint: Lint) -> None:
    one = GENERAL.format(name="acme", base="https://api.procore.com/", number=1)
    two = GENERAL.format(name="birch", base="https://sandbox.procore.com/", number=2)
    report = lint(one + "---\n" + two)
    (found,) = (each for each in report.diagnostics if each.rule == "shared-client-id")
    assert found.route == ("generalConfiguration", "clientId")
    assert found.span.start == (22, 13)


def test_a_client_and_general_configuration_are_compared(lint: Lint) -> None:
    two = GENERAL.format(name="birch", base="https://sandbox.procore.com/", number=2)
    assert shared(rules_of(lint(client(1, "production") + "---\n" + two))) == 1


@pytest.mark.parametrize("broken", ["[${env:ACME_ID}]", "null", "17"])
def test_a_broken_client_id_is_not_compared(lint: Lint, broken: str) -> None:
    report = lint(client(1, "production", broken) + "---\n" + client(2, "developer-sandbox", broken))
    assert shared(rules_of(report)) == 0
