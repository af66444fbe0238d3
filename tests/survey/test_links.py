"""What depends on what: documents, base connections, names that lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from tests.support.samples import SAMPLES
from validator.diagnostics import Request
from validator.documents.kinds import CONFIG
from validator.engine.run import load_projects
from validator.render.drawing import Standing
from validator.survey.impact import meant_by, touched
from validator.survey.links import Linked, linked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SHARED = """\
apiVersion: appxlint/v1
kind: BaseConnectionRules
integration: Procore + Payroll
connector: procore
baseConnections:
  - name: Live
    enabled: true
    definition: Procore V2 OAuth Client Credentials Auth
    sets: {oauthClient: Payroll}
  - name: Pilot
    enabled: true
    definition: Procore V2 OAuth Client Credentials Auth
    sets: {oauthClient: Gone}
---
apiVersion: appxlint/v1
kind: OAuthClient
name: Payroll
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
public: true
---
apiVersion: appxlint/v1
kind: Workspace
name: Acme
"""
CONFIG_TEXT = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
integration: Procore + Payroll
workspace: Acme
application: Nobody
connection: {baseConnection: Live}
"""
FILES = {"shared.yaml": SHARED, "config.yaml": CONFIG_TEXT}


def graph_of(folder: Path, files: Mapping[str, str], *paths: str) -> Linked:
    write_project(folder, files)
    (found,) = load_projects(Request(paths or (".",)))
    return linked(found.project, found.requested)


def arrows(found: Linked) -> set[tuple[str, str]]:
    nodes = [f"{each.kind} {each.label}" for each in found.graph.nodes]
    return {(nodes[link.source], nodes[link.target]) for link in found.graph.links}


def test_a_config_needs_what_it_names_and_a_base_connection_what_it_sets(project: Path) -> None:
    definition = "ConnectionDefinition Procore V2 OAuth Client Credentials Auth"
    rules = "BaseConnectionRules Procore + Payroll"
    assert arrows(graph_of(project, FILES)) == {
        ("ConnectorConfig acme", "Workspace Acme"),
        ("ConnectorConfig acme", "Application Nobody (not found)"),
        ("ConnectorConfig acme", "base connection Live"),
        ("ConnectorConfig acme", "Connector procore"),
        ("base connection Live", rules),
        ("base connection Live", definition),
        ("base connection Live", "OAuthClient Payroll"),
        ("base connection Pilot", rules),
        ("base connection Pilot", definition),
        ("base connection Pilot", "OAuthClient Gone (not found)"),
        ("OAuthClient Payroll", definition),
        (rules, "Connector procore"),
        (definition, "Connector procore"),
    }


def test_what_is_named_is_drawn_with_all_that_it_needs_and_no_more(project: Path) -> None:
    found = graph_of(project, FILES, "config.yaml")
    labels = {each.label for each in found.graph.nodes}
    assert "Payroll" in labels
    assert "Pilot" not in labels
    standing = {each.label: each.standing for each in found.graph.nodes}
    assert standing["acme"] is Standing.OWN
    assert standing["procore"] is Standing.SHIPPED
    assert standing["Nobody (not found)"] is Standing.MISSING


def test_a_config_that_selects_none_needs_the_list_of_base_connections(project: Path) -> None:
    text = CONFIG_TEXT.replace("{baseConnection: Live}", "{baseConnection: Lve}")
    found = arrows(graph_of(project, {**FILES, "config.yaml": text}))
    assert ("ConnectorConfig acme", "base connection Lve (not found)") in found
    assert ("ConnectorConfig acme", "BaseConnectionRules Procore + Payroll") in found


def test_a_workspace_on_the_spot_is_part_of_its_config(project: Path) -> None:
    text = CONFIG_TEXT.replace("workspace: Acme", "workspace: {name: Acme}").replace(
        "application: Nobody\n", ""
    )
    found = arrows(graph_of(project, {**FILES, "config.yaml": text}))
    assert ("ConnectorConfig acme", "Workspace Acme") not in found


def test_a_connector_that_nobody_knows_leads_nowhere(project: Path) -> None:
    text = CONFIG_TEXT.replace("connector: procore", "connector: procor")
    found = arrows(graph_of(project, {"config.yaml": text}))
    assert ("ConnectorConfig acme", "Connector procor (not found)") in found


@pytest.mark.parametrize(
    "scenario", sorted(each.name for each in (SAMPLES / "valid").iterdir() if each.is_dir())
)
def test_a_change_of_a_file_touches_the_configs_that_are_put_together_from_it(
    scenario: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(SAMPLES / "valid" / scenario)
    (loaded,) = load_projects(Request((".",)))
    project = loaded.project
    found = linked(project, loaded.requested)
    for path in loaded.requested:
        connections, _ = touched(found, meant_by(found, path))
        names = {found.graph.nodes[each.at].name for each in connections}
        parts = {
            connection.config.name: {each.path for each in connection.documents()}
            | {each.path for each in project.connectors(connection.connector_key)}
            for connection in project.connections()
        }
        assert {name for name, paths in parts.items() if path in paths} <= names | _of_rules(found, path)
        assert all(_reaches(found, each.way, each.at) for each in connections)
    assert {node.name for node in found.graph.nodes if node.kind == CONFIG} == {
        each.name for each in project.configs()
    }


def _of_rules(found: Linked, path: str) -> set[str]:
    """Return the configs of a file itself: they are touched, whatever they need."""
    return {node.name for node in found.graph.nodes if node.path == path and node.kind == CONFIG}


def _reaches(found: Linked, way: tuple[int, ...], start: int) -> bool:
    """Whether each step of a way is a link."""
    links = {(link.source, link.target) for link in found.graph.links}
    return all(step in links for step in zip((start, *way), way, strict=False))
