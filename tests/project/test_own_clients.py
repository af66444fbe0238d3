from __future__ import annotations

import pytest

from tests.support.reading import documents_of
from validator.project.index import Index
from validator.project.own_clients import with_own_keys

CONNECTOR = "apiVersion: appxlint/v1\nkind: Connector\nkey: {key}\nname: Acme\naliases: [acme-4be12]\n---\n"
CLIENT = """apiVersion: appxlint/v1
kind: OAuthClient
name: Acme public
connector: {connector}
definition: Acme login
public: true
clientId: ${{env:ACME_ID}}
clientSecret: ${{env:ACME_SECRET}}
"""


@pytest.mark.parametrize("connector", ["acme", "acme-4be12"])
def test_whoever_builds_a_connector_has_public_clients_with_keys(connector: str) -> None:
    documents = documents_of(CONNECTOR.format(key="acme") + CLIENT.format(connector=connector))
    client = with_own_keys(documents[1], Index(documents))
    assert (client.findings, client.broken) == ((), frozenset())
    assert client.get("public") is True
    assert client.get("clientId") == "${env:ACME_ID}"


@pytest.mark.parametrize("key", ["other", "procore"])
def test_nobody_else_has(key: str) -> None:
    documents = documents_of(CONNECTOR.format(key="acme") + CLIENT.format(connector=key))
    assert with_own_keys(documents[1], Index(documents)) is documents[1]
    assert [each.rule for each in documents[1].findings] == ["exclusive-fields"]


def test_other_findings_of_such_a_client_stay() -> None:
    text = CLIENT.format(connector="acme") + "zebra: 1\n"
    documents = documents_of(CONNECTOR.format(key="acme") + text)
    assert [each.rule for each in with_own_keys(documents[1], Index(documents)).findings] == ["unknown-field"]
