from __future__ import annotations

from lsprotocol.types import Position

from tests.lsp.editing import CONFIG, Editor
from tests.support.canaries import CANARIES
from validator.lsp.hover import words_at
from validator.lsp.places import spot_at


def said(editor: Editor, name: str, at: str) -> str:
    spot = editor.spot(name, at)
    assert spot is not None
    return words_at(spot)


def test_a_field_says_what_its_schema_says(editor: Editor) -> None:
    assert said(editor, "client.yaml", "clientId").startswith("**Client ID**\n\nThe application's client id")


def test_a_detail_says_what_its_definition_says_and_an_option_what_it_means(editor: Editor) -> None:
    assert "The number of the Procore company" in said(editor, "acme.yaml", "companyId")
    option = said(editor, "acme.yaml", "Production")
    assert "https://login.procore.com" in option
    assert "Inferred, not documented" in option


def test_a_name_says_where_it_is_declared(editor: Editor) -> None:
    assert "Declared in `client.yaml:3`." in said(editor, "acme.yaml", "Acme service account")
    assert "Declared in the shipped catalogue." in said(editor, "acme.yaml", "procore")
    (editor.folder / "client.yaml").unlink()
    editor.workspace.look()
    assert "No document that is known declares this name." in said(
        editor, "acme.yaml", "Acme service account"
    )


def test_a_value_that_a_base_connection_sets_is_told_with_its_place(editor: Editor) -> None:
    (editor.folder / "acme.yaml").write_text(
        CONFIG.replace("Live", "Trial").replace("Production", "Federal Zone")
    )
    words = said(editor, "acme.yaml", "Federal Zone")
    assert "Effective value: `Production` (base connection, `bases.yaml:13`)" in words
    assert "Effective value: `4281379` (config)" in said(editor, "acme.yaml", "4281379")


def test_no_secret_is_said_wherever_the_cursor_stands(editor: Editor) -> None:
    for canary in CANARIES:
        text = f"{CONFIG}    password: {canary.text!r}\n    apiKey: {canary.text!r}\n".replace("'", '"')
        file = editor.type("acme.yaml", text)
        for number, line in enumerate(text.split("\n")):
            for column in (4, line.find(":") + 3):
                spot = spot_at(file, Position(number, column), editor.workspace)
                assert spot is None or canary.text not in words_at(spot)
