from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types as lsp

from tests.lsp.editing import CLIENT, CONFIG, Editor
from validator.lsp.findings import actions_for, diagnostic_of, source_at

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = lsp.Range(lsp.Position(0, 0), lsp.Position(99, 0))


def told(editor: Editor, file: Path) -> list[lsp.Diagnostic]:
    project = editor.workspace.loaded(file).project
    found = editor.workspace.check([file])[file]
    return [shown for each in found if (shown := diagnostic_of(each, project, editor.workspace)) is not None]


def offered(editor: Editor, file: Path, place: lsp.Range = WHOLE) -> dict[str, lsp.CodeAction]:
    editor.workspace.check([file])
    project = editor.workspace.loaded(file).project
    return {each.title: each for each in actions_for(file, place, project, editor.workspace)}


def edited(action: lsp.CodeAction, text: str) -> str:
    """Return a text with the edits of an action made in it."""
    assert action.edit is not None
    assert action.edit.changes is not None
    (edits,) = action.edit.changes.values()
    lines = text.split("\n")
    for edit in edits:
        start, end = edit.range.start, edit.range.end
        assert start.line == end.line
        line = lines[start.line]
        lines[start.line] = line[: start.character] + edit.new_text + line[end.character :]
    return "\n".join(lines)


def test_a_finding_has_its_place_its_level_and_its_rule(editor: Editor) -> None:
    file = editor.type("acme.yaml", CONFIG.replace("companyId", "companyID"))
    found = next(each for each in told(editor, file) if each.code == "unknown-detail")
    assert (found.range.start, found.range.end) == (lsp.Position(11, 4), lsp.Position(11, 13))
    assert (found.severity, found.source) == (lsp.DiagnosticSeverity.Error, "appxlint")
    assert found.message.endswith("\nwrite companyId")


def test_columns_behind_a_wide_character_count_units_of_utf_16(editor: Editor) -> None:
    text = CONFIG.replace("    companyId: 4281379\n    connectionEnvironment: Production", "    {}").replace(
        "details:\n    {}", 'details: {note: "😀", companyID: 4281379}'
    )
    file = editor.type("acme.yaml", text)
    found = [each for each in told(editor, file) if each.code == "unknown-detail"]
    line = text.split("\n")[10]
    places = [line[: line.index(key)].encode("utf-16-le") for key in ("note", "companyID")]
    assert [each.range.start.character for each in found] == [len(each) // 2 for each in places]


def test_a_second_place_is_told_with_its_file(editor: Editor) -> None:
    file = editor.type("copy.yaml", CONFIG)
    found = next(each for each in told(editor, file) if each.code == "duplicate-name")
    assert found.related_information is not None
    assert found.related_information[0].location.uri == (editor.folder / "acme.yaml").as_uri()


def test_a_file_that_is_not_of_the_project_has_no_source(editor: Editor) -> None:
    file = editor.type("acme.yaml", CONFIG)
    assert source_at("gone.yaml", editor.workspace.loaded(file).project) is None


def test_a_safe_fix_is_preferred_and_does_what_it_says(editor: Editor) -> None:
    text = CONFIG.replace("companyId", "companyID")
    action = offered(editor, editor.type("acme.yaml", text))["rename to companyId"]
    assert action.is_preferred is True
    assert edited(action, text) == CONFIG


def test_a_fix_that_a_person_must_look_over_says_so(editor: Editor) -> None:
    text = CONFIG.replace("Production", "Prodction")
    actions = offered(editor, editor.type("acme.yaml", text))
    action = actions["write Production (unsafe: look it over)"]
    assert action.is_preferred is False
    assert edited(action, text) == CONFIG


def test_a_finding_can_be_suppressed_with_a_reason_and_is(editor: Editor) -> None:
    text = CONFIG.replace("companyId", "companyID")
    action = offered(editor, editor.type("acme.yaml", text))["suppress unknown-detail here; write the reason"]
    editor.type("acme.yaml", edited(action, text))
    assert "    # appxlint: ignore[unknown-detail] why this is right\n    companyID" in edited(action, text)
    assert "unknown-detail" not in editor.found("acme.yaml")


def test_a_secret_is_suppressed_only_once_its_reason_is_written(editor: Editor) -> None:
    text = CLIENT.replace("${env:SECRET}", "hunter2hunter2")
    action = offered(editor, editor.type("client.yaml", text))[
        "suppress literal-secret here; write the reason"
    ]
    editor.type("client.yaml", edited(action, text))
    assert "literal-secret" in editor.found("client.yaml")


def test_only_what_touches_the_place_is_offered(editor: Editor) -> None:
    file = editor.type("acme.yaml", CONFIG.replace("companyId", "companyID"))
    place = lsp.Range(lsp.Position(3, 0), lsp.Position(3, 4))
    assert offered(editor, file, place) == {}
