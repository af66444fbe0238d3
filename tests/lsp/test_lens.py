from __future__ import annotations

from tests.lsp.editing import CLIENT, CONFIG, Editor
from validator.lsp.lens import SHOW, effective, lenses


def test_each_config_has_a_lens_and_nothing_else_has(editor: Editor) -> None:
    file = editor.type("both.yaml", f"{CLIENT}---\n{CONFIG}")
    (lens,) = lenses(file, editor.workspace)
    assert lens.range.start.line == 8
    assert lens.command is not None
    assert (lens.command.title, lens.command.command) == ("effective connection", SHOW)
    assert lens.command.arguments == [file.as_uri(), 1]


def test_the_effective_connection_is_shown_with_the_place_of_each_value(editor: Editor) -> None:
    file = editor.type("acme.yaml", CONFIG.replace("Live", "Trial"))
    shown = effective(file, 0, editor.workspace)
    assert shown.startswith("ConnectorConfig acme\n")
    assert "bases.yaml:13" in shown
    assert effective(file, 7, editor.workspace) == ""
