"""The server as a process, spoken to as editors do."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import clean_environment, write_project
from tests.lsp.editing import CLIENT, CONFIG, FILES
from tests.support.language_server import Server
from validator.lsp.lens import SHOW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMMAND = [sys.executable, "-m", "validator", "lsp", "--stdio"]
SECRET = "hunter2-hunter2-hunter2"
pytestmark = pytest.mark.today


@pytest.fixture
def server(project: Path) -> Iterator[Server]:
    with Server(COMMAND, write_project(project, FILES), environment=clean_environment()) as server:
        yield server
    assert (server.exit_code, server.errors) == (0, "")


def rules(found: list[dict[str, Any]]) -> list[str]:
    return [each["code"] for each in found]


def test_findings_come_while_somebody_types_and_go_when_all_is_well(server: Server) -> None:
    server.open("acme.yaml", CONFIG.replace("companyId", "companyID"))
    assert "unknown-detail" in rules(server.diagnostics("acme.yaml"))
    place = {"start": {"line": 11, "character": 12}, "end": {"line": 11, "character": 13}}
    server.change_in("acme.yaml", [{"range": place, "text": "d"}])
    assert "unknown-detail" not in rules(server.diagnostics("acme.yaml"))


def test_a_change_in_one_open_file_is_told_in_another(server: Server) -> None:
    server.open("acme.yaml")
    server.open("client.yaml")
    assert "unknown-oauth-client" not in rules(server.diagnostics("acme.yaml"))
    server.change("client.yaml", CLIENT.replace("Acme service", "Another"))
    while "unknown-oauth-client" not in rules(server.diagnostics("acme.yaml")):
        pass


def test_a_fix_a_word_a_place_and_a_name_are_there_for_the_asking(server: Server) -> None:
    server.open("acme.yaml", CONFIG.replace("companyId", "companyID"))
    place = {"start": {"line": 11, "character": 5}, "end": {"line": 11, "character": 5}}
    document = {"textDocument": {"uri": server.uri("acme.yaml")}}
    actions = server.request(
        "textDocument/codeAction", {**document, "range": place, "context": {"diagnostics": []}}
    )
    assert actions[0]["title"] == "rename to companyId"
    client = server.at("acme.yaml", 9, 20)
    assert "Declared in" in server.request("textDocument/hover", client)["contents"]["value"]
    assert server.request("textDocument/definition", client)["uri"] == server.uri("client.yaml")
    context = {"context": {"includeDeclaration": False}}
    assert len(server.request("textDocument/references", {**client, **context})) == 2
    assert server.request("textDocument/prepareRename", client)["start"]["character"] == 15
    edits = server.request("textDocument/rename", {**client, "newName": "Acme app"})["changes"]
    assert len(edits) == 3
    offered = server.request("textDocument/completion", server.at("acme.yaml", 12, 27))["items"]
    assert [each["label"] for each in offered][:1] == ["Production"]
    (lens,) = server.request("textDocument/codeLens", document)
    command = {"command": SHOW, "arguments": lens["command"]["arguments"]}
    assert server.request("workspace/executeCommand", command).startswith("ConnectorConfig acme\n")


def test_settings_that_cannot_be_used_are_told_once_and_findings_come_back(server: Server) -> None:
    settings = server.folder / "appxlint.toml"
    server.open("acme.yaml", CONFIG.replace("companyId", "companyID"))
    assert rules(server.diagnostics("acme.yaml")) != []
    settings.write_text("select = ['nothing']\n", encoding="utf-8")
    server.notify("workspace/didChangeWatchedFiles", {"changes": []})
    while rules(server.diagnostics("acme.yaml")):
        pass
    (told,) = server.said["window/showMessage"]
    assert "there is no rule" in told["params"]["message"]
    settings.write_text("", encoding="utf-8")
    server.notify("textDocument/didSave", {"textDocument": {"uri": server.uri("acme.yaml")}})
    while not rules(server.diagnostics("acme.yaml")):
        pass


def test_a_file_that_changes_on_the_disk_is_seen_because_the_editor_tells_of_it(server: Server) -> None:
    server.open("acme.yaml")
    assert "unknown-oauth-client" not in rules(server.diagnostics("acme.yaml"))
    (wanted,) = server.said["client/registerCapability"]
    assert wanted["params"]["registrations"][0]["method"] == "workspace/didChangeWatchedFiles"
    (server.folder / "client.yaml").unlink()
    server.notify("workspace/didChangeWatchedFiles", {"changes": []})
    while "unknown-oauth-client" not in rules(server.diagnostics("acme.yaml")):
        pass


def test_a_file_that_is_closed_has_no_findings_any_more(server: Server) -> None:
    server.open("acme.yaml", CONFIG.replace("companyId", "companyID"))
    server.diagnostics("acme.yaml")
    server.notify("textDocument/didClose", {"textDocument": {"uri": server.uri("acme.yaml")}})
    while server.diagnostics("acme.yaml"):
        pass


def test_a_request_that_cannot_be_done_is_an_error_in_words(server: Server) -> None:
    server.open("acme.yaml")
    answer = server.answer("textDocument/rename", {**server.at("acme.yaml", 9, 20), "newName": " "})
    assert answer["error"]["message"].endswith("a name cannot be empty")


def test_no_secret_leaves_the_server_and_nothing_is_logged(server: Server) -> None:
    server.open("client.yaml", CLIENT.replace("${env:SECRET}", SECRET))
    said = [server.diagnostics("client.yaml")]
    for line in range(7):
        for column in (2, 17):
            said += [
                server.request(f"textDocument/{each}", server.at("client.yaml", line, column))
                for each in ("hover", "completion", "definition")
            ]
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}}
    document = {"textDocument": {"uri": server.uri("client.yaml")}}
    said.append(
        server.request(
            "textDocument/codeAction", {**document, "range": whole, "context": {"diagnostics": []}}
        )
    )
    assert "literal-secret" in str(said)
    assert SECRET not in str(said)
    assert SECRET not in str(server.said)
