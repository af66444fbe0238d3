"""`appxlint show`: what App Xchange ends up with, each value with its place, no secret among them."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from tests.conftest import run_cli, write_project
from tests.support.terminal import on_a_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command

FILES = {
    "appxlint.toml": "",
    "config.yaml": """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
integration: Procore + Payroll
workspace: {name: "Acme : Procore <> Payroll", type: standard}
connection:
  baseConnection: Payroll live
  details: {companyId: 4281379}
""",
    "shared.yaml": """\
apiVersion: appxlint/v1
kind: BaseConnectionRules
integration: Procore + Payroll
connector: procore
baseConnections:
  - name: Payroll live
    enabled: true
    definition: Procore V2 OAuth Client Credentials Auth
    sets: {oauthClient: Payroll, details: {connectionEnvironment: Production}}
---
apiVersion: appxlint/v1
kind: OAuthClient
name: Payroll
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
clientId: ${env:PAYROLL_ID}
clientSecret: Wq7-plain-Zu3xR9
""",
}


def test_each_value_has_the_place_that_it_comes_from(project: Path, command: Command) -> None:
    write_project(project, FILES)
    ran = command("show", "config.yaml", "--format", "json")
    assert ran.code == 0
    (shown,) = json.loads(ran.out)
    values = {each["label"]: each for each in shown["values"]}
    assert values["CompanyId"]["place"] == {"path": "config.yaml", "line": 9, "column": 24}
    environment = values["Connection Environment"]
    assert (environment["value"], environment["origin"]) == ("Production", "base connection")
    assert environment["place"]["path"] == "shared.yaml"
    assert values["Login host"] == {
        "label": "Login host",
        "value": "https://login.procore.com",
        "origin": "environment Production",
        "state": "set",
        "place": None,
    }


def test_a_secret_is_shown_as_its_reference_only(project: Path, command: Command) -> None:
    write_project(project, FILES)
    for form in ("text", "json"):
        out = command("show", "config.yaml", "--format", form).out
        assert "${env:PAYROLL_ID}" in out
        assert "(hidden)" in out
        assert "Wq7-plain" not in out


def test_a_file_without_a_config_is_one_clear_line(project: Path, command: Command) -> None:
    write_project(project, FILES)
    for arguments in (["shared.yaml"], ["gone.yaml"], ["a" * 300], ["config.yaml", "--format", "xml"]):
        ran = command("show", *arguments)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no FIFOs")
def test_a_pipe_is_told_from_a_file_that_is_not_there(project: Path) -> None:
    write_project(project, FILES)
    os.mkfifo(project / "pipe.yaml")
    for path, words in (("pipe.yaml", "not a regular file"), ("gone.yaml", "no file and no folder")):
        ran = run_cli("show", path, cwd=project)
        assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", f"appxlint: {path} is {words}\n")


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("--project=gone", "--project: gone is no folder"),
        ("--project=config.yaml", "--project: config.yaml is no folder"),
        ("--project=", "--project: the value is empty; leave the option out if none is meant"),
        ("--config=gone.toml", "--config: gone.toml is no file"),
        ("--config=", "--config: the value is empty; leave the option out if none is meant"),
    ],
)
def test_an_option_that_names_nothing_is_one_clear_line(
    option: str, words: str, project: Path, command: Command
) -> None:
    write_project(project, FILES)
    assert command("show", "config.yaml", option) == (2, "", f"appxlint: {words}\n")


def test_a_name_is_shown_on_its_line_alone(project: Path, command: Command) -> None:
    text = FILES["config.yaml"].replace("name: acme", r'name: "a\n::error::b"')
    write_project(project, {**FILES, "config.yaml": text})
    first = command("show", "config.yaml").out.splitlines()[0]
    assert first == r"ConnectorConfig a\u{000A}\u{003A}:error::b"


def values_of(command: Command, path: str) -> dict[str, dict[str, object]]:
    (shown,) = json.loads(command("show", path, "--format", "json").out)
    return {each["label"]: each for each in shown["values"]}


def test_a_folder_shows_all_configs_in_it(project: Path, command: Command) -> None:
    other = FILES["config.yaml"].replace("name: acme", "name: acme-two")
    write_project(project, {**FILES, "more/config.yaml": other})
    shown = json.loads(command("show", ".", "--format", "json").out)
    assert [each["name"] for each in shown] == ["acme", "acme-two"]
    assert command("show", "more").out.startswith("ConnectorConfig acme-two\n")


def test_what_is_needed_and_not_set_is_missing(project: Path, command: Command) -> None:
    text = (
        FILES["config.yaml"].replace("companyId: 4281379", "").replace("  baseConnection: Payroll live\n", "")
    )
    write_project(project, {**FILES, "config.yaml": text})
    values = values_of(command, "config.yaml")
    assert values["Connection Definition"] == {
        "label": "Connection Definition",
        "value": "",
        "origin": "",
        "state": "missing",
        "place": None,
    }
    text += "  definition: Procore V2 OAuth Client Credentials Auth\n"
    write_project(project, {**FILES, "config.yaml": text})
    states = {label: each["state"] for label, each in values_of(command, "config.yaml").items()}
    assert [label for label, state in states.items() if state == "missing"] == [
        *("OAuth Client Details", "CompanyId", "Connection Environment"),
    ]
    assert states["Connection Definition"] == "set"
    assert "  CompanyId               (missing)\n" in command("show", "config.yaml").out


def test_nothing_is_missing_where_a_connection_is_there_already(project: Path, command: Command) -> None:
    text = FILES["config.yaml"].partition("connection:")[0] + "connection: {name: Acme, existing: true}\n"
    write_project(project, {**FILES, "config.yaml": text})
    values = values_of(command, "config.yaml")
    assert [label for label, each in values.items() if each["state"] != "set"] == []
    assert [each["value"] for label, each in values.items() if "xisting" in label] == ["true"]


def test_names_that_lead_nowhere_are_marked(project: Path, command: Command) -> None:
    text = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: {connector}
workspace: Acme West
application: Ledger
connection: {{definition: Procore Login, oauthClient: Payrol, baseConnection: Payroll lve}}
"""
    lost = ["Workspace", "Application", "Base Connection", "Connection Definition", "OAuth Client Details"]
    for connector, found in (("procore", lost), ("procor", ["Connector", *lost])):
        write_project(project, {**FILES, "config.yaml": text.format(connector=connector)})
        values = values_of(command, "config.yaml")
        assert [label for label, each in values.items() if each["state"] == "not found"] == found
        assert "Payrol (not found)" in command("show", "config.yaml").out


def test_all_that_a_config_and_its_client_say_is_shown(project: Path, command: Command) -> None:
    config = FILES["config.yaml"] + (
        "unattended: true\n"
        "application: {source: custom, name: Payroll App, access: service-account, installed: 2026-10-02,"
        " permittedProjects: [2653585, 2653586]}\n"
        "generalConfiguration: {realTimeActionProcessing: false}\n"
    )
    client = "credentials: production\nclientSecretExpiration: 2027-05-01\npublic: false\n"
    write_project(project, {**FILES, "config.yaml": config, "shared.yaml": FILES["shared.yaml"] + client})
    shown = {label: each["value"] for label, each in values_of(command, "config.yaml").items()}
    assert {
        "Unattended": "true",
        "Installed": "2026-10-02",
        "Permitted Projects[2]": "2653586",
        "Key set": "production",
        "Client secret expiration": "2027-05-01",
        "Public": "false",
        "General Configuration: Real-time Action Processing": "false",
    }.items() <= shown.items()


def test_a_value_that_cannot_be_used_is_marked_at_its_place(project: Path, command: Command) -> None:
    config = FILES["config.yaml"].replace("type: standard", "type: standrd")
    write_project(project, {**FILES, "config.yaml": config})
    found = values_of(command, "config.yaml")["Workspace type"]
    assert (found["value"], found["state"]) == ("", "invalid")
    assert found["place"] == {"path": "config.yaml", "line": 6, "column": 54}


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no pseudo-terminals")
@pytest.mark.parametrize(("columns", "missing"), [(40, True), (80, False)])
def test_a_terminal_is_not_overrun(columns: int, missing: bool, project: Path) -> None:
    write_project(project, FILES)
    out = on_a_terminal(columns, "show", "config.yaml")
    assert max(map(len, out.splitlines())) <= columns
    assert ("\nno room for place\n" in out) is missing
