from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import validator
from tests.conftest import write_project
from tests.lsp.editing import CLIENT, CONFIG, Editor
from tests.support.clock import TODAY
from tests.support.samples import SAMPLES, cases, scenarios
from tests.support.sampling import one_in
from validator.documents.discover import walk
from validator.lsp.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

PROJECTS = [*(each.path for each in cases()), *scenarios(), SAMPLES / "demo"]


def test_a_text_that_is_not_written_counts_and_so_do_its_names_elsewhere(editor: Editor) -> None:
    editor.type("acme.yaml", CONFIG)
    assert "unknown-oauth-client" not in editor.found("acme.yaml")
    editor.type("client.yaml", CLIENT.replace("Acme service", "Another"))
    assert "unknown-oauth-client" in editor.found("acme.yaml")
    editor.workspace.drop(editor.folder / "client.yaml")
    assert "unknown-oauth-client" not in editor.found("acme.yaml")


def test_a_file_that_nobody_has_written_yet_is_one_of_the_project(editor: Editor) -> None:
    editor.type(
        "new.yaml", CONFIG.replace("connectionEnvironment: Production", "connectionEnvironment: Prod")
    )
    assert "duplicate-name" in editor.found("new.yaml")


def test_a_file_of_somebody_else_has_no_findings(editor: Editor) -> None:
    editor.type("compose.yaml", "services: {}\n")
    assert editor.found("compose.yaml") == []


def test_what_changes_on_the_disk_is_seen_after_a_look(editor: Editor) -> None:
    editor.type("acme.yaml", CONFIG)
    before = editor.found("acme.yaml")
    (editor.folder / "client.yaml").unlink()
    assert editor.found("acme.yaml") == before
    editor.workspace.look()
    assert "unknown-oauth-client" in editor.found("acme.yaml")


def test_settings_are_read_again_after_a_look(editor: Editor) -> None:
    editor.type("acme.yaml", CONFIG.replace("companyId", "companyID"))
    assert "unknown-detail" in editor.found("acme.yaml")
    (editor.folder / "appxlint.toml").write_text("ignore = ['unknown-detail']\n", encoding="utf-8")
    editor.workspace.look()
    assert "unknown-detail" not in editor.found("acme.yaml")


def test_a_file_that_is_left_out_has_no_findings(project: Path) -> None:
    editor = Editor(project, {"appxlint.toml": "exclude = ['old/**']\n"})
    editor.type("old/a.yaml", CONFIG)
    assert editor.found("old/a.yaml") == []


def test_no_more_findings_are_shown_than_the_settings_say(project: Path) -> None:
    editor = Editor(project, {"appxlint.toml": "[limits]\nfindings-per-file = 2\n"})
    editor.type("a.yaml", CONFIG)
    assert len(editor.found("a.yaml")) == 2


def test_projects_side_by_side_do_not_know_each_other(project: Path) -> None:
    write_project(project / "one", {"client.yaml": CLIENT})
    write_project(project / "two", {"acme.yaml": CONFIG})
    workspace = Workspace(TODAY)
    file = project / "two/acme.yaml"
    workspace.put(file, CONFIG)
    assert "unknown-oauth-client" in [each.rule for each in workspace.check([file])[file]]


@pytest.mark.parametrize(
    "folder", one_in(3, PROJECTS), ids=lambda folder: f"{folder.parent.name}/{folder.name}"
)
def test_every_sample_has_the_findings_that_the_command_has(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    report = validator.check(".", as_of=TODAY)
    workspace = Workspace(TODAY)
    files = list(walk(folder))
    for file in files:
        data = file.read_bytes()
        try:
            workspace.put(file, data.decode("utf-8-sig"))
        except UnicodeDecodeError:
            continue  # no editor has such a text
    told = workspace.check(workspace.texts)
    shown = sorted(
        (each.path, each.span, each.rule, each.severity, each.message, each.fix is not None)
        for found in told.values()
        for each in found
    )
    open_files = {file.relative_to(folder).as_posix() for file in workspace.texts}
    assert shown == sorted(
        (each.path, each.span, each.rule, each.severity, each.message, each.fix is not None)
        for each in report.diagnostics
        if each.path in open_files
    )
    for file in workspace.texts:
        assert workspace.check([file])[file] == told[file]
        assert workspace.check([file], by_themselves=True)[file] == told[file]
