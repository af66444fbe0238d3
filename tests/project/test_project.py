from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.reading import documents_of, project_of
from validator.documents import looks
from validator.documents.kinds import CONFIG
from validator.project import project as module
from validator.project.connection import connect
from validator.project.project import Project
from validator.project.settings import Settings

if TYPE_CHECKING:
    from validator.documents.document import Document
    from validator.project.connection import Connection
    from validator.project.index import Index

CONFIG_TEXT = """apiVersion: appxlint/v1
kind: ConnectorConfig
name: {name}
connector: procore
workspace: {{name: Acme}}
connection: {{name: Acme, existing: true}}
"""


@pytest.fixture(autouse=True)
def watched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have somebody ask what is looked at."""
    monkeypatch.setattr(looks.WATCH, "wanted", True)


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


def test_a_connection_looks_at_no_other_config() -> None:
    project = project_of(CONFIG_TEXT.format(name="a"), CONFIG_TEXT.format(name="b"))
    one, two = project.configs()
    for config in (one, one, two):
        looks.set_back()
        project.connection(config)
        assert looks.set_back() == looks.NOTHING


def test_if_a_connection_looked_at_others_everybody_who_asks_for_one_would_have(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def looking(config: Document, index: Index) -> Connection:
        index.configs()
        return connect(config, index)

    monkeypatch.setattr(module, "connect", looking)
    project = project_of(CONFIG_TEXT.format(name="a"))
    (config,) = project.configs()
    for _ in range(2):
        looks.set_back()
        project.connection(config)
        assert looks.set_back() == (True, False, frozenset())


def test_the_questions_of_a_connection_are_known_also_if_it_was_known_before_anybody_wanted_them() -> None:
    project = project_of(CONFIG_TEXT.format(name="a").replace("workspace: {name: Acme}", "workspace: Acme"))
    (config,) = project.configs()
    project.connection(config)
    looks.note_questions(wanted=True)
    try:
        assert project.asked_for(config) == {looks.sign_of_name("Workspace", "Acme")}
        assert looks.set_back() == looks.NOTHING
    finally:
        looks.note_questions(wanted=False)
