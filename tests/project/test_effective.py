from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.reading import project_of
from validator.project.effective import rows_of

if TYPE_CHECKING:
    from validator.project.effective import Row

DEFINITION = """\
apiVersion: appxlint/v1
kind: ConnectionDefinition
connector: ledger
key: apiKeyAuth
name: Ledger API Key
type: Standard
attributes:
  - {key: account, title: Account, isSensitive: false}
  - {key: apiKey, title: API Key, isSensitive: true}
  - {key: secure, title: Secure, isSensitive: false, type: boolean}
  - key: entries
    title: Entries
    isSensitive: false
    attributes: [{key: pin, title: Pin}, {key: label, title: Label, isSensitive: false}]
"""
CONFIG = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: ledger
workspace: {name: "Acme : Ledger", region: us}
generalConfiguration: {retries: 3, nested: {a: 1}}
connection:
  name: Acme Ledger
  definition: Ledger API Key
  details:
    extra: more
    apiKey: harvest-moon
    account: "4711"
    secure: false
    entries: [{pin: harvest-moon, label: first}]
"""


def rows(config: str = CONFIG, *others: str) -> dict[str, Row]:
    project = project_of(config, DEFINITION, *others)
    (connection,) = project.connections()
    return {row.label: row for row in rows_of(connection, project)}


def test_rows_stand_in_the_order_of_the_screens_and_of_the_definition() -> None:
    assert list(rows()) == [
        "Connector",
        "Workspace",
        "Region",
        "Connection name",
        "Connection definition",
        "Account",
        "API Key",
        "Secure",
        "Entries[1].pin",
        "Entries[1].label",
        "extra",
        "General configuration: retries",
    ]


def test_a_value_has_the_place_that_it_was_written_at() -> None:
    found = rows()
    assert found["Account"] == ("Account", "4711", "config", "a.yaml", (13, 14))
    assert found["Entries[1].label"].position == (15, 42)


def test_what_is_declared_sensitive_is_hidden_and_references_are_shown() -> None:
    found = rows()
    assert "harvest-moon" not in {row.value for row in found.values()}
    assert found["API Key"].value == found["Entries[1].pin"].value
    assert found["Entries[1].label"].value == "first"
    shown = rows(CONFIG.replace("apiKey: harvest-moon", 'apiKey: "${env:LEDGER_KEY}"'))
    assert shown["API Key"].value == "${env:LEDGER_KEY}"


def test_what_looks_like_a_secret_is_hidden_wherever_it_stands() -> None:
    token = "ghp_Zq3bT7xW1mKd9Rf5Hs2Lp8Vy4Nc6Jg0AeUoi"
    found = rows(CONFIG.replace('"4711"', token).replace("name: Acme Ledger", f"name: {token}"))
    assert not [row for row in found.values() if token in row.value]


def test_truth_and_numbers_are_written_as_in_yaml() -> None:
    found = rows()
    assert found["Secure"].value == "false"
    assert found["General configuration: retries"].value == "3"


def test_a_fact_of_the_catalogue_has_no_place() -> None:
    config = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
workspace: {name: Acme}
connection:
  definition: Procore V2 OAuth Client Credentials Auth
  details: {connectionEnvironment: Production}
"""
    row = rows(config)["Login host"]
    assert (row.origin, row.path, row.position) == ("environment Production", "", None)


def test_a_client_id_is_public_however_random_it_looks() -> None:
    client_id = "ofzkNjhU_4iM_0uOeHXWAMJoI5BBKoz3mzfQsRFIsPo"
    config = CONFIG.replace("details:", "oauthClient: Acme\n  details:")
    client = (
        "apiVersion: appxlint/v1\nkind: OAuthClient\nname: Acme\nconnector: ledger\n"
        f"definition: Ledger API Key\nclientId: {client_id}\nclientSecret: {client_id}\n"
    )
    found = rows(config, client)
    assert found["  Client ID"].value == client_id
    assert client_id not in found["  Client secret"].value
