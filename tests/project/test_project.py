from __future__ import annotations

from pathlib import Path

from tests.support.reading import documents_of, project_of
from validator.documents.kinds import CONFIG
from validator.project.project import Project
from validator.project.settings import Settings

CONFIG_TEXT = """apiVersion: appxlint/v1
kind: ConnectorConfig
name: {name}
connector: procore
workspace: {{name: Acme}}
connection: {{name: Acme, existing: true}}
"""


def test_the_connection_of_a_config_is_worked_out_once() -> None:
    project = project_of(CONFIG_TEXT.format(name="a"))
    (config,) = project.of_kind(CONFIG)
    assert project.connection(config) is project.connection(config)
    assert [each.config for each in project.connections()] == [config]


def test_every_config_has_a_connection() -> None:
    project = project_of(CONFIG_TEXT.format(name="a"), CONFIG_TEXT.format(name="b"))
    assert [each.config.name for each in project.connections()] == ["a", "b"]


def test_a_project_without_settings_has_the_usual_ones_and_keeps_those_that_it_is_given() -> None:
    documents = documents_of(CONFIG_TEXT.format(name="a"))
    assert (Project(documents).settings, Project(documents).root) == (Settings(), None)
    given = Project(documents, Settings(ignore=("x",)), root=Path("r"), extra=documents)
    assert (given.settings.ignore, given.root, given.extra) == (("x",), Path("r"), documents)
