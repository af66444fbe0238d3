from __future__ import annotations

import pytest

from tests.lsp.editing import BASES, CLIENT, CONFIG, CURSOR, Editor
from validator.lsp.completion import items_at


def offered(editor: Editor, name: str, text: str) -> list[str]:
    return [each.label for each in items_at(*editor.cursor(name, text), editor.workspace)]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (
            "connectionEnvironment: Production",
            "connectionEnvironment: |",
            ["Production", "Developer Sandbox"],
        ),
        ("connectionEnvironment: Production", "|", ["connectionEnvironment"]),
        ("connectionEnvironment: Production", "conn|", ["connectionEnvironment"]),
        ("oauthClient: Acme service account", "oauthClient: |", ["Acme service account"]),
        ("workspace: Acme", "workspace: |", ["Acme"]),
        ("baseConnection: Live", "baseConnection: |", ["Live", "Trial"]),
        ("integration: Procore + Ledger", "integration: |", ["Procore + Ledger"]),
        ("connector: procore", "connector: |", ["accubid"]),
        ("kind: ConnectorConfig", "kind: |", ["ConnectorConfig", "OAuthClient"]),
        ("apiVersion: appxlint/v1", "apiVersion: |", ["appxlint/v1"]),
        ("workspace: Acme", "|", ["metadata", "sources", "workspace"]),
        ("  baseConnection: Live", "  |", ["name", "existing", "baseConnection"]),
        ("workspace: Acme", "workspace:\n  type: |", ["standard"]),
        ("workspace: Acme", "unattended: |", ["true", "false"]),
    ],
)
def test_keys_values_and_names_are_offered_where_they_can_stand(
    old: str, new: str, found: list[str], editor: Editor
) -> None:
    assert offered(editor, "acme.yaml", CONFIG.replace(old, new))[: len(found)] == found


def test_what_a_base_connection_brings_decides_on_the_details(editor: Editor) -> None:
    text = CONFIG.replace("  definition: Procore V2 OAuth Client Credentials Auth\n", "").replace(
        "Live", "Trial"
    )
    assert offered(editor, "acme.yaml", text.replace("companyId: 4281379", CURSOR)) == ["companyId"]


def test_names_are_offered_in_clients_and_base_connections_too(editor: Editor) -> None:
    definition = CLIENT.replace("definition: Procore V2 OAuth Client Credentials Auth", "definition: |")
    assert len(offered(editor, "client.yaml", definition)) == 2
    assert offered(editor, "client.yaml", f"{CLIENT}credentials: |") == [
        "production",
        "developer-sandbox",
        "federal",
    ]
    assert "Procore + Ledger" in offered(editor, "client.yaml", f"{CLIENT}integrations:\n  - |")
    client = BASES.replace("oauthClient: Acme service account", "oauthClient: |")
    assert offered(editor, "bases.yaml", client) == ["Acme service account"]


def test_an_offer_says_what_it_means_and_takes_the_place_of_what_was_typed(editor: Editor) -> None:
    text = CONFIG.replace("Production", "Dev|")
    item = next(each for each in items_at(*editor.cursor("acme.yaml", text), editor.workspace))
    assert "https://login.procore.com" in str(item.documentation)
    assert item.text_edit is not None
    assert item.text_edit.range.start.character == len("    connectionEnvironment: ")  # type: ignore[union-attr]
    assert item.text_edit.range.end.character == len("    connectionEnvironment: Dev")  # type: ignore[union-attr]


def test_a_name_that_needs_quotes_is_put_in_quotes(editor: Editor) -> None:
    editor.type("workspace.yaml", "apiVersion: appxlint/v1\nkind: Workspace\nname: 'A: 7'\n")
    (item,) = items_at(
        *editor.cursor("acme.yaml", CONFIG.replace("workspace: Acme", "workspace: |")), editor.workspace
    )
    assert item.text_edit is not None
    assert item.text_edit.new_text == '"A: 7"'


def test_a_name_that_looks_like_a_secret_is_not_offered(editor: Editor) -> None:
    token = "ghp_" + "a1B2c3D4e5" * 4
    editor.type("workspace.yaml", f"apiVersion: appxlint/v1\nkind: Workspace\nname: {token}\n")
    assert offered(editor, "acme.yaml", CONFIG.replace("workspace: Acme", "workspace: |")) == []


def test_a_text_that_cannot_be_read_yet_has_offers_all_the_same(editor: Editor) -> None:
    text = CONFIG.replace("connectionEnvironment: Production", "conn|") + "broken: [\n"
    assert offered(editor, "acme.yaml", text) == ["connectionEnvironment"]


def test_a_file_that_is_not_open_has_none(editor: Editor) -> None:
    file, position = editor.cursor("acme.yaml", CONFIG + CURSOR)
    editor.workspace.drop(file)
    assert items_at(file, position, editor.workspace) == []
