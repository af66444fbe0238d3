from __future__ import annotations

from lsprotocol.types import Position

from tests.lsp.editing import CONFIG, Editor
from validator.diagnostics import Part
from validator.lsp.places import range_at, spot_at


def test_a_key_and_a_value_are_found_where_they_stand(editor: Editor) -> None:
    key, value = editor.spot("acme.yaml", "companyId"), editor.spot("acme.yaml", "4281379")
    assert key is not None
    assert value is not None
    assert (key.route, key.part) == (("connection", "details", "companyId"), Part.KEY)
    assert (value.part, value.range.start, value.range.end) == (
        Part.VALUE,
        Position(11, 15),
        Position(11, 22),
    )


def test_an_item_of_a_list_is_found_and_nothing_where_nothing_stands(editor: Editor) -> None:
    spot = editor.spot("bases.yaml", "Live")
    assert spot is not None
    assert spot.route == ("baseConnections", 0, "name")
    file = editor.type("acme.yaml", f"\n{CONFIG}")
    assert spot_at(file, Position(0, 0), editor.workspace) is None


def test_of_several_documents_each_is_found(editor: Editor) -> None:
    file, position = editor.cursor(
        "both.yaml", f"{CONFIG}---\napiVersion: appxlint/v1\nkind: Workspace\nname: |Oth\n"
    )
    spot = spot_at(file, position, editor.workspace)
    assert spot is not None
    assert (spot.document.kind, spot.node.text) == ("Workspace", "Oth")


def test_the_range_of_a_part_that_is_not_written_is_that_of_what_holds_it(editor: Editor) -> None:
    spot = editor.spot("acme.yaml", "acme")
    assert spot is not None
    found = range_at(spot.document, ("connection", "name"), Part.VALUE, spot.lines)
    assert found.start == Position(6, 0)
