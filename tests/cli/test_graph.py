"""`appxlint graph`: what depends on what, in four formats, and what a change touches."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pydot
import pytest

from tests.conftest import run_cli, write_project
from tests.support.terminal import on_a_terminal
from validator.render.escape import width

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command

CLIENT = """\
apiVersion: appxlint/v1
kind: OAuthClient
name: Shared account
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
clientId: ${env:SHARED_ID}
clientSecret: ${env:SHARED_SECRET}
---
apiVersion: appxlint/v1
kind: Workspace
name: Acme
"""
CONFIG = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: {name}
connector: procore
workspace: {workspace}
connection:
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: {client}
"""
FILES = {
    "shared/all.yaml": CLIENT,
    "east.yaml": CONFIG.format(name="east", workspace="Acme", client="Shared account"),
    "west.yaml": CONFIG.format(name="west", workspace="Nowhere", client="Shared account"),
}


@pytest.fixture(autouse=True)
def files(project: Path) -> Path:
    return write_project(project, FILES)


def test_text_shows_each_with_what_it_needs_below(command: Command) -> None:
    ran = command("graph")
    assert (ran.code, ran.err) == (0, "")
    assert "ConnectorConfig west\n" in ran.out
    assert "  Workspace Nowhere (not found)\n" in ran.out
    assert "  OAuthClient Shared account\n" in ran.out


def test_json_has_nodes_and_links_between_them(command: Command) -> None:
    found = json.loads(command("graph", "--format", "json").out)
    nodes = {each["id"]: each for each in found["nodes"]}
    assert nodes["n1"] == {
        "id": "n1",
        "kind": "ConnectorConfig",
        "name": "east",
        "path": "east.yaml",
        "standing": "own",
        "count": 1,
    }
    assert {each["standing"] for each in nodes.values()} == {"own", "shipped", "not found"}
    named = {(nodes[each["from"]]["name"], nodes[each["to"]]["name"]) for each in found["links"]}
    assert {("east", "Acme"), ("west", "Nowhere"), ("west", "Shared account")} <= named
    assert {each["count"] for each in found["links"]} == {1}


def test_mermaid_and_dot_draw_the_same_nodes_and_links(command: Command) -> None:
    found = json.loads(command("graph", "--format", "json").out)
    mermaid = command("graph", "--format", "mermaid").out
    assert mermaid.startswith("flowchart LR\n")
    assert mermaid.count('["') == len(found["nodes"])
    assert mermaid.count("-->") == len(found["links"])
    dot = command("graph", "--format", "dot").out
    assert dot.count("[label=") == len(found["nodes"])
    assert dot.count(" -> ") == len(found["links"])


@pytest.mark.filterwarnings("ignore:.* deprecated:DeprecationWarning")
def test_a_file_holds_a_graph_that_another_reader_reads(command: Command, files: Path) -> None:
    assert command("graph", "--format", "dot", "--output", "graph.dot") == (0, "", "")
    (graph,) = pydot.graph_from_dot_file(f"{files / 'graph.dot'}") or []
    assert len(graph.get_edges()) > 5


@pytest.mark.parametrize(
    "change", ["Shared account", "OAuthClient Shared account", "shared/all.yaml", "./shared/all.yaml"]
)
def test_a_change_is_told_with_the_connections_that_it_touches(change: str, command: Command) -> None:
    ran = command("graph", "--impact", change)
    assert ran.code == 0
    head, *rows = ran.out.splitlines()
    assert head.split() == ["connection", "path", "needs"]
    assert [row.split()[:2] for row in rows] == [["east", "east.yaml"], ["west", "west.yaml"]]


def test_what_is_not_there_has_users_too(command: Command) -> None:
    assert command("graph", "--impact", "Nowhere").out.splitlines()[1].split() == [
        *("west", "west.yaml", "Workspace", "Nowhere", "(not", "found)"),
    ]


def test_a_change_of_a_config_is_its_own_and_one_that_nothing_needs_touches_nothing(
    command: Command, files: Path
) -> None:
    assert command("graph", "--impact", "east.yaml").out.splitlines()[1].split() == [
        *("east", "east.yaml", "changes", "itself"),
    ]
    write_project(files, {"alone.yaml": "apiVersion: appxlint/v1\nkind: Workspace\nname: Alone\n"})
    assert command("graph", "--impact", "Alone") == (0, "no connection depends on it\n", "")


def test_the_ways_of_a_change_are_drawn_without_the_rest(command: Command) -> None:
    found = json.loads(command("graph", "--impact", "Acme", "--format", "json").out)
    assert [each["name"] for each in found["nodes"]] == ["east", "Acme"]
    assert [(each["from"], each["to"]) for each in found["links"]] == [("n1", "n2")]


def test_many_of_a_kind_are_one_node_unless_all_are_asked_for(command: Command, files: Path) -> None:
    many = {
        f"more/{number}.yaml": CONFIG.format(name=f"c{number}", workspace="Acme", client="Shared account")
        for number in range(40)
    }
    write_project(files, many)
    assert "ConnectorConfig (42)\n  OAuthClient Shared account, 42 times\n" in command("graph").out
    assert command("graph", "--fold", "never").out.count("ConnectorConfig ") == 42
    assert len(command("graph", "--fold", "always").out) < 1000


def test_two_projects_are_two_parts_of_one_graph(command: Command, files: Path) -> None:
    write_project(files, {"other/appxlint.toml": "", "other/c.yaml": FILES["west.yaml"]})
    nodes = json.loads(command("graph", "--format", "json").out)["nodes"]
    assert [each["path"] for each in nodes if each["name"] == "west"] == ["west.yaml", "other/c.yaml"]


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no pseudo-terminals")
@pytest.mark.parametrize("arguments", [(), ("--impact", "procore")])
def test_a_narrow_terminal_is_not_overrun(arguments: tuple[str, ...]) -> None:
    out = on_a_terminal(40, "graph", *arguments)
    assert max(width(line) for line in out.splitlines()) <= 40


def test_as_a_process_it_prints_the_same(command: Command) -> None:
    ran = run_cli("graph", "--format", "mermaid", "east.yaml")
    assert (ran.returncode, ran.stdout, ran.stderr) == command("graph", "--format", "mermaid", "east.yaml")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["--impact", "Shared acount"],
            '--impact: no document here has the name or the path "Shared acount"; did you mean "Shared account"?',
        ),
        (["--format", "svg"], '--format: "svg" is none of text, mermaid, dot and json'),
        (
            ["--fold", "allways"],
            '--fold: "allways" is none of auto, always and never; did you mean "always"?',
        ),
        (["gone.yaml"], "gone.yaml is no file and no folder"),
        (["--output", "east.yaml"], "--output: east.yaml holds a document of appxlint; name another file"),
    ],
)
def test_a_wrong_call_is_one_line(arguments: list[str], words: str, command: Command) -> None:
    assert command("graph", *arguments) == (2, "", f"appxlint: {words}\n")


def test_what_cannot_be_read_makes_3(command: Command, files: Path) -> None:
    write_project(files, {"broken.yaml": "apiVersion: appxlint/v1\nkind: [ConnectorConfig\n"})
    assert command("graph").code == 3
