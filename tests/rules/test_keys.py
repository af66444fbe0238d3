from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import rules_of
from tests.rules.projects import Seen, only, project, related, seen

if TYPE_CHECKING:
    from tests.conftest import Lint

CLIENT = """
kind: OAuthClient
name: Acme service account
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
clientId: {value}
"""


GENERAL = """
kind: ConnectorConfig
generalConfiguration:
  clientId: {value}
  clientSecret: ${{env:PROCORE_CLIENT_SECRET}}
"""


UUID = "8a6f2c1e-53d7-4b90-9e0c-5f1f7d2a4b36"


HEX = "4be1a9c07d52f3860e9b1d47a6c85f20be3719d4c6f08a2b5d7e91c3f4a60b82"


URL_SAFE = "pQ7mZ-x2Lw9_dRk5TnB8vYcE3hJfGs1AuXoKi6MtWq4"


SHAPES = {"client-id-shape", "client-id-not-a-client-id"}


def client(value: str) -> str:
    return project(CLIENT.format(value=value))


@pytest.mark.parametrize("value", [UUID, UUID.upper(), f'"{UUID} "'])
def test_a_version_key_is_no_client_id(lint: Lint, value: str) -> None:
    found = only(lint(client(value)))
    assert (found.rule, found.severity.label, *found.span.start) == (
        "client-id-not-a-client-id",
        "error",
        6,
        11,
    )
    assert found.message == "this is an app version key, not a client id"
    assert "Developer Portal" in found.help


def test_a_version_key_in_general_configuration_is_found_there(lint: Lint) -> None:
    report = lint(project(GENERAL.format(value=UUID)))
    assert Seen(4, 13, "error", "client-id-not-a-client-id") in seen(report)


@pytest.mark.parametrize("value", [HEX, URL_SAFE])
def test_the_known_forms_pass(lint: Lint, value: str) -> None:
    assert not SHAPES & set(rules_of(lint(client(value))))


@pytest.mark.parametrize(
    "value", ["${env:PROCORE_CLIENT_ID}", "${PROCORE_CLIENT_ID}", "op://vault/procore/id"]
)
def test_references_are_not_judged_by_their_shape(lint: Lint, value: str) -> None:
    assert not SHAPES & set(rules_of(lint(client(value))))


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (f'" {HEX}"', "the client id has white space around it"),
        (f'"{HEX}\\n"', "the client id has white space around it"),
        (f"'\"{HEX}\"'", "the client id has quotes as a part of it"),
        ("Bearer ledger-sync", "this begins like a header with a token, not like a client id"),
        ("ledger-sync-4281379", "this does not look like a client id of this provider: it has 19 characters"),
        (HEX[:-1], "this does not look like a client id of this provider"),
        (HEX.upper(), "the client id is written in capitals, and those that are known have small letters"),
    ],
)
def test_another_shape_is_a_warning_that_says_why(lint: Lint, value: str, message: str) -> None:
    found = only(lint(client(value)))
    assert (found.rule, found.severity.label, *found.span.start) == ("client-id-shape", "warning", 6, 11)
    assert found.message == message
    assert found.fix is None


def test_the_known_forms_are_named_in_words(lint: Lint) -> None:
    found = only(lint(client("ledger-sync")))
    assert found.help.endswith("those that are known have 64 of 0-9a-f or 43 of A-Za-z0-9_-")


def test_the_shape_is_looked_at_in_general_configuration_too(lint: Lint) -> None:
    report = lint(project(GENERAL.format(value="ledger-sync-4281379")))
    assert Seen(4, 13, "warning", "client-id-shape") in seen(report)


@pytest.mark.parametrize(
    "value", ["<client-id>", "changeme", "YOUR_CLIENT_ID", "12345678-1234-1234-1234-123456789abc"]
)
def test_a_placeholder_is_left_to_its_own_rule(lint: Lint, value: str) -> None:
    assert rules_of(lint(client(value))) == ["placeholder-value"]


@pytest.mark.parametrize("value", ["17", "[a]", "null", '""'])
def test_what_is_no_text_is_left_to_other_rules(lint: Lint, value: str) -> None:
    assert "client-id-not-a-client-id" not in rules_of(lint(client(value)))


def test_a_connector_of_which_no_form_is_known_gets_no_finding(lint: Lint) -> None:
    snippet = f"""
    kind: OAuthClient
    name: Acme Bluebeam
    connector: bluebeam
    definition: Bluebeam OAuth2
    clientId: {UUID}
    """
    assert not SHAPES & set(rules_of(lint(project(snippet))))


HOLDER = """apiVersion: appxlint/v1
kind: OAuthClient
name: {name}
connector: {connector}
definition: Procore V2 OAuth Client Credentials Auth
{keys}clientId: {value}
clientSecret: ${{env:SECRET_OF_{number}}}
tokenUrl: https://{host}/oauth/token
"""


IN_GENERAL = """apiVersion: appxlint/v1
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


def holder(
    number: int, keys: str, value: str = "${env:ACME_ID}", *, said: bool = True, connector: str = "procore"
) -> str:
    said_keys = f"credentials: {keys}\n" if said else ""
    return HOLDER.format(
        name=f"Client {number}",
        number=number,
        connector=connector,
        keys=said_keys,
        value=value,
        host=HOSTS[keys],
    )


def shared(rules: list[str]) -> int:
    return rules.count("shared-client-id")


def test_one_client_id_for_two_key_sets_is_found_in_the_later_client(lint: Lint) -> None:
    report = lint(holder(1, "production") + "---\n" + holder(2, "developer-sandbox"))
    found = only(report)
    assert (found.rule, found.severity.label, *found.span.start) == (
        "shared-client-id",
        "error",
        17,
        11,
    )
    assert found.message == (
        'this client id is used for "production" keys too, and these are "developer-sandbox" ones'
    )
    assert related(found) == [(7, 11)]


def test_a_secret_that_was_copied_with_its_id_is_told_with_it(lint: Lint) -> None:
    text = f"{holder(1, 'production')}---\n{holder(2, 'developer-sandbox')}"
    assert "the client id of the developer" in only(lint(text)).help
    both = lint(text.replace("SECRET_OF_2", "SECRET_OF_1"))
    assert "the client id and the secret of the developer-sandbox keys" in only(both).help


def test_two_clients_of_one_key_set_may_share_a_client_id(lint: Lint) -> None:
    assert shared(rules_of(lint(holder(1, "production") + "---\n" + holder(2, "production")))) == 0


def test_two_key_sets_with_a_client_id_each_pass(lint: Lint) -> None:
    report = lint(holder(1, "production") + "---\n" + holder(2, "developer-sandbox", "${env:SANDBOX_ID}"))
    assert shared(rules_of(report)) == 0


def test_the_login_host_tells_the_key_set_where_the_client_does_not(lint: Lint) -> None:
    report = lint(holder(1, "production", said=False) + "---\n" + holder(2, "developer-sandbox", said=False))
    assert shared(rules_of(report)) == 1


def test_a_monthly_sandbox_takes_the_keys_of_production(lint: Lint) -> None:
    report = lint(holder(1, "production") + "---\n" + holder(2, "monthly", said=False))
    assert shared(rules_of(report)) == 0


def test_clients_of_two_connectors_are_never_compared(lint: Lint) -> None:
    report = lint(holder(1, "production") + "---\n" + holder(2, "developer-sandbox", connector="bluebeam"))
    assert shared(rules_of(report)) == 0


@pytest.mark.parametrize("value", ["changeme", "${ACME_ID}", "8a6f2c1e-53d7-4b90-9e0c-5f1f7d2a4b36"])
def test_what_is_no_client_id_at_all_is_left_to_its_own_rule(lint: Lint, value: str) -> None:
    report = lint(holder(1, "production", value) + "---\n" + holder(2, "developer-sandbox", value))
    assert shared(rules_of(report)) == 0


def test_general_configuration_counts_by_its_base_url(lint: Lint) -> None:
    one = IN_GENERAL.format(name="acme", base="https://api.procore.com/", number=1)
    two = IN_GENERAL.format(name="birch", base="https://sandbox.procore.com/", number=2)
    report = lint(one + "---\n" + two)
    (found,) = (each for each in report.diagnostics if each.rule == "shared-client-id")
    assert found.route == ("generalConfiguration", "clientId")
    assert found.span.start == (22, 13)


def test_a_client_and_general_configuration_are_compared(lint: Lint) -> None:
    two = IN_GENERAL.format(name="birch", base="https://sandbox.procore.com/", number=2)
    assert shared(rules_of(lint(holder(1, "production") + "---\n" + two))) == 1


@pytest.mark.parametrize("broken", ["[${env:ACME_ID}]", "null", "17"])
def test_a_broken_client_id_is_not_compared(lint: Lint, broken: str) -> None:
    report = lint(holder(1, "production", broken) + "---\n" + holder(2, "developer-sandbox", broken))
    assert shared(rules_of(report)) == 0


OWN = """\
apiVersion: appxlint/v1
kind: Connector
key: timecard
name: Timecard
clientId:
  forms: ["[0-9]{{4}}", "{form}"]
  mistaken: [{{pattern: "{mistaken}", is: an invitation}}]
---
apiVersion: appxlint/v1
kind: ConnectionDefinition
connector: timecard
key: timecardLogin
name: Timecard Login
type: OAuth2ClientCredentials
attributes: []
---
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme
connector: timecard
definition: Timecard Login
clientId: {value}
clientSecret: ${{env:TIMECARD_SECRET}}
tokenUrl: https://login.timecard.com/token
"""


def of_timecard(lint: Lint, **given: str) -> list[tuple[str, str]]:
    text = OWN.format(**{"form": "[a-f]{8}", "mistaken": "inv-.*", "value": "timecard-app", **given})
    return [(each.rule, each.pointer) for each in lint(text).diagnostics if each.severity.label != "info"]


def test_a_connector_of_ones_own_says_what_its_client_ids_look_like(lint: Lint) -> None:
    assert of_timecard(lint, value="'1234'") == of_timecard(lint, value="abcdefab") == []
    assert of_timecard(lint) == [("client-id-shape", "/clientId")]
    assert of_timecard(lint, value="inv-17") == [("client-id-not-a-client-id", "/clientId")]


@pytest.mark.parametrize("expression", ["(", "(?P<x", "a{99999999999}", "(t+)+b"])
def test_forms_of_which_one_cannot_be_used_judge_no_client_id(expression: str, lint: Lint) -> None:
    assert of_timecard(lint, form=expression) == [("invalid-value", "/clientId/forms/1")]


@pytest.mark.parametrize("expression", ["(", "(?P<x", "a{99999999999}", "(t+)+b"])
def test_a_mistake_whose_form_cannot_be_used_is_not_looked_for(expression: str, lint: Lint) -> None:
    found = of_timecard(lint, mistaken=expression, value="'1234'")
    assert found == [("invalid-value", "/clientId/mistaken/0/pattern")]
