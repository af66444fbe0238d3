from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

import validator
from tests.conftest import places_of, rules_of, write_project
from validator.engine.extras import catalog_files
from validator.project.settings import Settings, SettingsError
from validator.words import quoted

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: ledger
workspace: {name: "Acme : Ledger"}
connection:
  definition: Ledger API Key
  details: {apiKey: "${env:LEDGER_KEY}"}
"""
KEY = {"key": "apiKey", "title": "API Key", "isRequired": True, "isSensitive": True}
METADATA = json.dumps(
    {
        "key": "ledger",
        "name": "Ledger",
        "connectionDefinitions": [
            {"key": "apiKeyAuth", "name": "Ledger API Key", "type": "Standard", "attributes": [KEY]}
        ],
    }
)
HOSTS = """apiVersion: appxlint/v1
kind: Connector
key: ledger
name: Ledger
environments: [{name: Production, apiUrl: "http://prod.example.com"}]
"""


def _write(project: Path, entry: str, files: dict[str, str]) -> None:
    write_project(project, {"appxlint.toml": f"catalog = [{entry!r}]\n", "config.yaml": CONFIG})
    for name, content in files.items():
        file = project / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")


@pytest.mark.parametrize("entry", ["../shared/connector.json", "../shared"])
def test_a_connector_of_another_place_is_known_and_not_reported_on(project: Path, entry: str) -> None:
    _write(project, entry, {"../shared/connector.json": METADATA, "../shared/hosts.yaml": HOSTS})
    report = validator.check(".")
    assert rules_of(report) == []
    assert report.files == ("config.yaml",)


def test_without_the_setting_it_is_unknown(project: Path) -> None:
    write_project(project, {"config.yaml": CONFIG})
    (project.parent / "connector.json").write_text(METADATA, encoding="utf-8")
    assert rules_of(validator.check(".")) == ["unknown-connector"]


def test_a_config_is_held_against_it(project: Path) -> None:
    _write(project, "../shared", {"../shared/connector.json": METADATA})
    (project / "config.yaml").write_text(CONFIG.replace("apiKey", "apiKye"), encoding="utf-8")
    assert places_of(validator.check(".")) == [("config.yaml", 8, 13, "unknown-detail")]


def test_one_that_was_asked_for_is_reported_on(project: Path) -> None:
    _write(project, "../shared", {"../shared/connector.json": METADATA})
    report = validator.check([".", "../shared/connector.json"], project=project)
    assert places_of(report) == [
        ("../shared/connector.json", 1, METADATA.index('"apiKey"') + 1, "undescribed-attribute")
    ]


def test_a_folder_that_git_ignores_is_read_all_the_same(project: Path) -> None:
    (project / ".git").mkdir()
    _write(project, "vendor", {".gitignore": "vendor/\n", "vendor/ledger/connector.json": METADATA})
    assert rules_of(validator.check(".")) == []


def test_a_document_of_the_project_replaces_the_one_of_another_place(project: Path) -> None:
    own = METADATA.replace('"apiKey"', '"accessKey"').replace("}]}]", ', "description": "The key."}]}]')
    _write(project, "../shared", {"../shared/connector.json": METADATA, "connector.json": own})
    assert rules_of(validator.check(".")) == ["unknown-detail"]


def test_a_config_of_another_place_is_no_config_of_the_project(project: Path) -> None:
    _write(project, "../shared", {"../shared/connector.json": METADATA, "../shared/config.yaml": CONFIG})
    assert rules_of(validator.check(".")) == []


def test_one_that_cannot_be_read_lets_nothing_be_called_unknown(project: Path) -> None:
    _write(project, "../shared", {"../shared/connector.json": METADATA[:-1]})
    assert rules_of(validator.check(".")) == []


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ("../nowhere", 'catalog: there is no file or folder "../nowhere"'),
        ("a" * 300, f"catalog: there is no file or folder {quoted('a' * 300)}"),
        (".", 'catalog: "." is no further folder, for the project lies in it'),
        ("..", 'catalog: ".." is no further folder, for the project lies in it'),
        ("config.txt", 'catalog: "config.txt" is neither a folder nor a YAML or JSON file'),
    ],
)
def test_an_entry_that_cannot_be_meant_is_refused(project: Path, entry: str, complaint: str) -> None:
    _write(project, entry, {"config.txt": ""})
    with pytest.raises(SettingsError) as error:
        validator.check(".")
    assert f"{error.value}" == f"appxlint.toml:1:12: {complaint}"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_each_file_is_listed_once_and_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    for name in (
        "root/x",
        "more/a.yaml",
        "more/b/connector.json",
        "more/b/test-settings.json",
        "more/.git/c.yaml",
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    (tmp_path / "more" / "loop").symlink_to(tmp_path / "more", target_is_directory=True)
    found = catalog_files(tmp_path / "root", Settings(catalog=("../more", "../more/a.yaml")))
    assert [file.relative_to(tmp_path).as_posix() for file in found] == [
        "more/a.yaml",
        "more/b/connector.json",
    ]
