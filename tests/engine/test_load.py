from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from tests.support.reading import documents_of
from validator.diagnostics import Limits, Request
from validator.documents.discover import Found
from validator.engine.load import assemble, load_project
from validator.project.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from validator.engine.load import Loaded

WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: {}\n"
CONFIG = """apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: ledger
workspace: {name: Acme}
generalConfiguration: {pageSize: many, mode: fast}
"""
CONNECTOR = {
    "key": "ledger",
    "connectionDefinitions": [],
    "configSchema": {"type": "object", "properties": {"pageSize": {"type": "integer"}}},
}


def load(
    folder: Path,
    files: Mapping[str, str | bytes],
    *asked: str,
    settings: Settings | None = None,
    request: Request | None = None,
) -> Loaded:
    """Load a project of files of which some were asked for by name."""
    write_project(folder, files)
    found = [Found.at(name, folder / name, named=True) for name in asked]
    return load_project(folder, found, settings or Settings(), request or Request(asked))


def test_the_rest_of_the_project_is_read_around_what_was_asked_for(project: Path) -> None:
    files = {"b.yaml": WORKSPACE.format("B"), "a.yaml": WORKSPACE.format("A"), "c.yaml": "kind: Deployment\n"}
    loaded = load(project, files, "b.yaml")
    assert [(each.path, each.name) for each in loaded.project.documents] == [("a.yaml", "A"), ("b.yaml", "B")]
    assert loaded.requested == {"b.yaml"}
    assert loaded.ours == {"a.yaml", "b.yaml"}
    assert (loaded.project.root, loaded.problems) == (project, ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kind: Deployment\n", "this is no document of appxlint"),
        ("# nothing\n", "the file holds no document"),
        ("name: [\n", "this is not YAML"),
    ],
)
def test_a_foreign_file_is_a_fault_only_where_it_was_named(project: Path, text: str, message: str) -> None:
    (document,) = load(project, {"x.yaml": text}, "x.yaml").project.documents
    (finding,) = document.findings
    assert message in finding.message
    assert load(project, {"x.yaml": text}).project.documents == ()
    skipping = Request(("x.yaml",), skip_foreign=True)
    assert load(project, {"x.yaml": text}, "x.yaml", request=skipping).project.documents == ()


def test_a_file_that_looks_like_ours_and_cannot_be_read_makes_the_project_incomplete(project: Path) -> None:
    files = {"x.yaml": "apiVersion: appxlint/v1\nname: [\n", "y.yaml": "name: [\n"}
    loaded = load(project, files)
    assert [each.path for each in loaded.project.documents] == ["x.yaml"]
    assert loaded.project.incomplete


def test_a_file_that_was_asked_for_and_is_not_there_is_a_problem(project: Path) -> None:
    loaded = load(project, {"a.yaml": WORKSPACE.format("A")}, "gone.yaml")
    assert [(each.path, each.message) for each in loaded.problems] == [
        ("gone.yaml", "no such file or folder")
    ]


def test_standard_input_and_given_bytes_stand_for_files(project: Path) -> None:
    files = {"a.yaml": WORKSPACE.format("A"), "b.yaml": WORKSPACE.format("B")}
    request = Request(
        ("a.yaml",),
        stdin=WORKSPACE.format("C").encode(),
        stdin_filename="a.yaml",
        contents={project / "b.yaml": WORKSPACE.format("D").encode()},
    )
    loaded = load(project, files, "a.yaml", "b.yaml", request=request)
    assert [each.name for each in loaded.project.documents] == ["C", "D"]


def test_the_limits_of_the_settings_count(project: Path) -> None:
    settings = Settings(limits=Limits(file_bytes=10))
    (document,) = load(
        project, {"a.yaml": WORKSPACE.format("A")}, "a.yaml", settings=settings
    ).project.documents
    assert [each.rule for each in document.findings] == ["too-complex"]


def test_documents_of_the_catalog_setting_are_known_and_not_reported(project: Path) -> None:
    files = {"more/w.yaml": WORKSPACE.format("W"), "own/a.yaml": WORKSPACE.format("A")}
    write_project(project, files)
    settings = Settings(catalog=("../more",))
    loaded = load_project(project / "own", [], settings, Request(()))
    assert [each.name for each in loaded.project.documents] == ["A"]
    assert [each.name for each in loaded.project.extra] == ["W"]


def test_a_connector_json_gives_documents_and_another_json_file_none(project: Path) -> None:
    files = {"connector.json": json.dumps(CONNECTOR), "package.json": "{}", "test-settings.json": "{}"}
    loaded = load(project, files, "test-settings.json")
    assert [(each.path, each.kind) for each in loaded.project.documents] == [
        ("connector.json", "Connector"),
        ("test-settings.json", None),
    ]
    assert "bears the name" in loaded.project.documents[1].findings[0].message


def test_general_configuration_is_checked_before_connections_are_made() -> None:
    connector = documents_of(
        "apiVersion: appxlint/v1\nkind: Connector\nkey: ledger\nname: Ledger\n"
        "generalConfiguration: {type: object, properties: {pageSize: {type: integer}, mode: {type: string}}}\n",
        "connector.yaml",
    )
    (config,) = documents_of(CONFIG)
    project = assemble([config, *connector])
    (checked,) = project.configs()
    assert (config.findings, config.get("generalConfiguration", "pageSize")) == ((), "many")
    assert [each.rule for each in checked.findings] == ["wrong-type"]
    assert checked.data["generalConfiguration"] == {"mode": "fast"}
    assert checked.is_broken(("generalConfiguration", "pageSize"))
    assert project.connection(checked).config is checked


def test_a_config_whose_connector_says_nothing_of_it_stays_as_it_is() -> None:
    documents = documents_of(CONFIG)
    assert assemble(documents).documents == documents
