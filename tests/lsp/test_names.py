from __future__ import annotations

import pytest

from tests.lsp.editing import CONFIG, Editor
from validator.diagnostics import UsageError
from validator.lsp.names import can_be_renamed, location, references, renamed, target_of


def declared(editor: Editor, name: str, at: str) -> tuple[str, int, int] | None:
    spot = editor.spot(name, at)
    assert spot is not None
    target = target_of(spot)
    place = location(target.document, target.route, editor.workspace) if target is not None else None
    if place is None:
        return None
    return place.uri.rpartition("/")[2], place.range.start.line, place.range.start.character


@pytest.mark.parametrize(
    ("at", "place"),
    [
        ("Acme service account", ("client.yaml", 2, 6)),
        ("Procore + Ledger", ("bases.yaml", 2, 13)),
        ("Live", ("bases.yaml", 5, 10)),
        ("Acme\n", ("workspace.yaml", 2, 6)),
        ("procore\n", ("procore.yaml", 2, 5)),
    ],
)
def test_a_name_leads_to_where_it_is_declared(at: str, place: tuple[str, int, int], editor: Editor) -> None:
    assert declared(editor, "acme.yaml", at) == place


def test_a_definition_and_the_key_of_a_detail_lead_into_the_catalogue(editor: Editor) -> None:
    for at in ("Procore V2", "companyId"):
        found = declared(editor, "acme.yaml", at)
        assert found is not None
        assert found[0] == "procore.yaml"
    assert declared(editor, "acme.yaml", "4281379") is None


def used(editor: Editor, name: str, at: str) -> list[tuple[str, int]]:
    spot = editor.spot(name, at)
    assert spot is not None
    found = references(spot, editor.workspace, declaration=True)
    return [(each.uri.rpartition("/")[2], each.range.start.line) for each in found]


def test_every_use_of_a_name_is_found_from_its_declaration_as_from_a_use(editor: Editor) -> None:
    places = [("client.yaml", 2), ("acme.yaml", 9), ("bases.yaml", 11)]
    assert used(editor, "client.yaml", "Acme service account") == places
    assert used(editor, "acme.yaml", "Acme service account") == places
    assert used(editor, "acme.yaml", "4281379") == []


@pytest.mark.parametrize(
    ("name", "at", "files"),
    [
        ("client.yaml", "Acme service account", ["acme.yaml", "bases.yaml", "client.yaml"]),
        ("acme.yaml", "Acme\n", ["acme.yaml", "workspace.yaml"]),
        ("bases.yaml", "Live", ["acme.yaml", "bases.yaml"]),
    ],
)
def test_a_name_is_given_anew_in_all_documents_and_nothing_is_lost(
    name: str, at: str, files: list[str], editor: Editor
) -> None:
    before = editor.workspace.check([editor.type("acme.yaml", CONFIG)])
    spot = editor.spot(name, at)
    assert spot is not None
    changes = renamed(spot, "No: 7", editor.workspace).changes
    assert changes is not None
    assert sorted(uri.rpartition("/")[2] for uri in changes) == files
    for uri, edits in changes.items():
        file = editor.folder / uri.rpartition("/")[2]
        lines = file.read_text(encoding="utf-8").split("\n")
        for edit in edits:
            row, start, end = edit.range.start.line, edit.range.start.character, edit.range.end.character
            lines[row] = lines[row][:start] + edit.new_text + lines[row][end:]
        editor.type(file.name, "\n".join(lines))
    after = editor.workspace.check([editor.folder / "acme.yaml"])
    assert [[each.rule for each in found] for found in after.values()] == [
        [each.rule for each in found] for found in before.values()
    ]


@pytest.mark.parametrize(("at", "name"), [("4281379", "x"), ("Procore V2", "x"), ("Acme service", " ")])
def test_what_cannot_be_renamed_is_told(at: str, name: str, editor: Editor) -> None:
    spot = editor.spot("acme.yaml", at)
    assert spot is not None
    with pytest.raises(UsageError):
        renamed(spot, name, editor.workspace)
    assert can_be_renamed(target_of(spot)) is (at == "Acme service")
