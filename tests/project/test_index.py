from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.reading import documents_of
from validator.catalog import shipped, shipped_connectors
from validator.documents import looks
from validator.documents.kinds import APPLICATION, CLIENT, CONFIG, DEFINITION, WORKSPACE
from validator.project.connector_json import recognised
from validator.project.index import Index

if TYPE_CHECKING:
    from collections.abc import Callable

CONFIG_TEXT = """apiVersion: appxlint/v1
kind: ConnectorConfig
name: {name}
connector: {connector}
workspace: {{name: Acme}}
connection: {{name: Acme, existing: true}}
"""


def client(name: str, connector: str = "procore") -> str:
    return (
        f"apiVersion: appxlint/v1\nkind: OAuthClient\nname: {name}\nconnector: {connector}\n"
        "definition: Procore V2 OAuth Client Credentials Auth\npublic: true\n"
    )


def definition(name: str, key: str, connector: str = "procore") -> str:
    return (
        f"apiVersion: appxlint/v1\nkind: ConnectionDefinition\nconnector: {connector}\nkey: {key}\nname: {name}\n"
        "type: Standard\nattributes: []\n"
    )


def rules(integration: str, connector: str = "procore") -> str:
    return (
        f"apiVersion: appxlint/v1\nkind: BaseConnectionRules\nintegration: {integration}\nconnector: {connector}\n"
        "complete: true\nbaseConnections: []\n"
    )


def index_of(*texts: str) -> Index:
    """Return the index of texts, each a file: a.yaml, b.yaml, and so on."""
    files = [documents_of(text, f"{chr(ord('a') + number)}.yaml") for number, text in enumerate(texts)]
    return Index(document for file in files for document in file)


def test_documents_are_found_by_kind_across_files() -> None:
    project = index_of(
        CONFIG_TEXT.format(name="a", connector="procore") + "---\n" + client("A"),
        "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n",
    )
    assert [each.name for each in project.configs()] == ["a"]
    assert [(each.path, each.name) for each in project.of_kind(WORKSPACE)] == [("b.yaml", "Acme")]
    workspace = project.workspace("Acme")
    assert workspace is not None
    assert workspace.path == "b.yaml"
    assert project.workspace("acme") is None
    assert project.application("Acme") is None


def test_the_documents_of_a_file_are_known_by_its_source() -> None:
    project = index_of(client("A") + "---\n" + client("B"), client("C"))
    first = project.documents[0]
    assert [each.name for each in project.of_source(first.source)] == ["A", "B"]


def test_shipped_facts_are_found_by_connector() -> None:
    project = index_of(client("A"))
    connector = project.connector("procore")
    assert connector is not None
    assert connector.shipped
    assert [each.name for each in project.definitions("procore")] == [
        "Procore V2 OAuth Client Credentials Auth",
        "Procore V2 OAuth Code Flow Auth",
    ]
    assert project.definition("quickbooks-online", "OAuth2CodeFlow") is not None
    assert project.definition("procore", "OAuth2CodeFlow") is None
    assert project.connector("tally") is None
    assert project.connector(None) is None


def test_a_document_of_the_project_replaces_the_shipped_one_of_the_same_identity() -> None:
    own = "apiVersion: appxlint/v1\nkind: Connector\nkey: procore\nname: Our Procore\n"
    name = "Procore V2 OAuth Code Flow Auth"
    project = index_of(own, definition(name, "ours"), rules("Procore + Vista (Financials)"))
    connector = project.connector("procore")
    assert connector is not None
    assert not connector.shipped
    found = project.definition("procore", name)
    assert found is not None
    assert found.get("key") == "ours"
    assert len(project.definitions("procore")) == 2
    base_rules = project.rules_for("procore", "Procore + Vista (Financials)")
    assert base_rules is not None
    assert base_rules.get("complete") is True


def test_the_project_adds_to_what_is_shipped() -> None:
    project = index_of(definition("Ours", "ours"), definition("Tally", "tally", "tally"), rules("Ours"))
    assert "Ours" in [each.name for each in project.definitions("procore")]
    assert "tally" in project.connector_keys()
    assert set(shipped_connectors()) <= set(project.connector_keys())
    assert {each.get("integration") for each in project.base_rules("procore")} == {
        "Ours",
        "Procore + Vista (Financials)",
    }


def test_a_client_is_looked_for_at_its_connector_first_and_then_elsewhere() -> None:
    project = index_of(
        client("Same", "quickbooks-online"), client("Same"), client("Other", "quickbooks-online")
    )
    found = project.client("procore", "Same")
    assert found is not None
    assert found.get("connector") == "procore"
    astray = project.client("procore", "Other")
    assert astray is not None
    assert astray.get("connector") == "quickbooks-online"
    assert project.client("procore", "None") is None
    assert project.client("procore", None) is None


def test_public_clients_that_are_shipped_are_found_like_own_ones() -> None:
    project = index_of(client("Ours", "quickbooks-online"))
    assert [each.name for each in project.clients("quickbooks-online")] == [
        "Ours",
        "App Xchange",
        "App Xchange Sandbox",
    ]


@pytest.mark.parametrize(
    ("text", "incomplete"),
    [
        (client("A"), False),
        (client("A") + "---\nname: [\n", True),
        (client("A") + "---\nname: B\n", True),
        (client("A") + "tokenUrl: nowhere\n", False),
        (client("A") + "name: B\n", False),
    ],
    ids=["all is read", "a slip", "no kind", "a wrong value", "a key twice"],
)
def test_a_project_is_incomplete_where_a_document_could_not_be_read(text: str, incomplete: bool) -> None:
    assert index_of(text).incomplete is incomplete


def test_shipped_documents_are_not_the_projects() -> None:
    project = index_of(client("A"))
    assert [each.name for each in project.of_kind(CLIENT)] == ["A"]
    assert all(not each.shipped for each in project.documents)


@pytest.mark.parametrize("key", ["", "platform", "../procore", "PROCORE", "procore.yaml", "a" * 99, "\0"])
def test_a_key_that_names_no_shipped_connector_reads_no_file(key: str) -> None:
    assert shipped(key) == ()


CONNECTOR_JSON = """{"key": "smart-pm", "name": "SmartPM", "connectionDefinitions": [{"key": "apiKeyAuth", "name":
"Api Key", "type": "Standard", "attributes": [{"key": "apiKey", "title": "Api Key", "isRequired": true}]}]}"""


def index_with_connector_json() -> Index:
    return Index(recognised(documents_of(CONNECTOR_JSON, "connector.json")))


@pytest.mark.parametrize("key", ["smartpm", "smart-pm"])
def test_a_connector_json_replaces_the_shipped_connector_that_goes_by_another_key(key: str) -> None:
    project = index_with_connector_json()
    assert [(each.path, each.name) for each in project.definitions(key)] == [("connector.json", "Api Key")]
    connector = project.connector(key)
    assert connector is not None
    assert connector.path == "connector.json"
    assert [each.name for each in project.environments(connector)] == ["Production", "Test"]


def test_a_connector_is_known_by_its_other_keys() -> None:
    project = index_of(
        "apiVersion: appxlint/v1\nkind: Connector\nkey: ledger\naliases: [acme-ledger-1a2b]\nname: Ledger\n",
        definition("Ledger Login", "login", "acme-ledger-1a2b"),
    )
    for key in ("ledger", "acme-ledger-1a2b"):
        assert [each.name for each in project.definitions(key)] == ["Ledger Login"]
        assert project.canonical(key) == "ledger"
        assert key in project.connector_keys()
    assert "lumber-bdf65" in project.connector_keys()
    assert project.canonical("lumber-bdf65") == "lumber"
    assert project.canonical("procore") == "procore"
    assert project.canonical(None) is None


def test_whoever_is_given_all_documents_of_a_plentiful_kind_has_looked_around_and_nobody_else() -> None:
    index = Index(documents_of(CONFIG_TEXT.format(name="a", connector="procore")))
    ways: list[tuple[Callable[[], object], bool]] = [
        (lambda: index.documents, True),
        (index.configs, True),
        (lambda: index.of_kind(CONFIG), True),
        (lambda: index.names(CONFIG), True),
        (lambda: index.of_source(index.documents[0].source), True),
        (lambda: index.of_kind(CLIENT), True),
        (lambda: index.names(CLIENT, "procore"), True),
        (lambda: index.clients("procore"), True),
        (lambda: index.has_configs, False),
        (lambda: index.of_kind(DEFINITION), False),
        (lambda: index.names(DEFINITION, "procore"), False),
        (lambda: index.client("procore", "a"), False),
        (lambda: index.workspace("Acme"), False),
        (lambda: index.definitions("procore"), False),
        (lambda: index.connector("procore"), False),
        (index.connector_keys, False),
    ]
    for number, (way, around) in enumerate(ways):
        for _ in range(2):
            looks.set_back()
            way()
            assert looks.set_back() == (around, False, frozenset()), number


def test_whoever_asks_for_one_document_by_its_name_has_asked_for_that_one() -> None:
    index = Index(documents_of(client("Acme", "procore")))
    looks.note_questions(wanted=True)
    try:
        for kind, ask in (
            (CLIENT, lambda name: index.client("procore", name)),
            (WORKSPACE, index.workspace),
            (APPLICATION, index.application),
        ):
            for name in ("Acme", "nobody"):
                ask(name)
                assert looks.set_back() == (False, False, frozenset({looks.sign_of_name(kind, name)}))
    finally:
        looks.note_questions(wanted=False)
