"""`appxlint list`: one row a connection, in four formats, on terminals of any width."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import clean_environment, run_cli, write_project
from tests.support.clock import TODAY
from tests.support.terminal import on_a_terminal
from validator.render.escape import width

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command

DAY = ("--as-of", f"{TODAY}")
CLIENT = """\
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme service account
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
clientId: ${env:PROCORE_CLIENT_ID}
clientSecret: %s
clientSecretExpiration: 2036-06-30
credentials: production
tokenUrl: https://login.procore.com/oauth/token
clientAuthentication: Client credentials body
"""
CONFIG = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: {name}
connector: procore
integration: Procore + Timesheets
workspace: {{name: "{company} : Procore <> Timesheets", type: standard, region: us, company: "{company}"}}
application: {{source: custom, name: Timesheets, access: service-account, installed: true, permittedProjects: all}}
connection:
  name: {name}
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: Acme service account
  details: {{companyId: {number}, connectionEnvironment: {environment}}}
unattended: true
"""
FILES = {
    "clients/acme.yaml": CLIENT % "${env:PROCORE_CLIENT_SECRET}",
    "east.yaml": CONFIG.format(name="east", company="Acme East", number=48127, environment="Production"),
    "west.yaml": CONFIG.format(
        name="west", company="=Acme; West", number='"48,128"', environment="Production"
    ),
}


@pytest.fixture(autouse=True)
def files(project: Path) -> Path:
    return write_project(project, FILES)


def names(command: Command, *arguments: str) -> list[str]:
    ran = command("list", *DAY, "--format", "json", *arguments)
    assert (ran.code, ran.err) == (0, "")
    return [each["name"] for each in json.loads(ran.out)]


def test_json_has_an_object_for_each_connection(command: Command) -> None:
    first, second = json.loads(command("list", *DAY, "--format", "json").out)
    assert first == {
        "name": "east",
        "customer": "Acme East",
        "environment": "Production",
        "expires": "2036-06-30",
        "connector": "procore",
        "company": "48127",
        "client": "Acme service account",
        "baseConnection": "",
        "workspace": "Acme East : Procore <> Timesheets",
        "path": "east.yaml",
        "findings": {"errors": 0, "warnings": 0, "infos": 0},
    }
    assert second["findings"] == {"errors": 1, "warnings": 0, "infos": 0}


def test_csv_is_read_back_by_another_reader_with_the_line_ends_of_the_rfc() -> None:
    ran = run_cli_bytes("list", *DAY, "--format", "csv")
    assert ran.count(b"\r\n") == ran.count(b"\n") == 3
    head, east, west = csv.reader(io.StringIO(ran.decode(), newline=""), strict=True)
    assert head[:3] == ["name", "customer", "environment"]
    assert head[-3:] == ["errors", "warnings", "infos"]
    assert dict(zip(head, east, strict=True))["company"] == "48127"
    assert west[head.index("customer")] == "'=Acme; West"
    assert west[-3:] == ["1", "0", "0"]


def run_cli_bytes(*arguments: str) -> bytes:
    import subprocess  # noqa: PLC0415 - conftest's function decodes

    return subprocess.run(
        [sys.executable, "-m", "validator", *arguments],
        env=clean_environment(),
        capture_output=True,
        check=True,
    ).stdout


def test_markdown_is_a_table(command: Command) -> None:
    head, rule, east, west = command("list", *DAY, "--format", "markdown").out.splitlines()
    assert head.startswith("| name | customer |")
    assert rule.count("---") == head.count("|") - 1
    assert east.count("|") == west.count("|") == head.count("|")
    assert "Acme East : Procore \\<\\> Timesheets" in east


def test_text_is_a_table_with_every_column(command: Command) -> None:
    head, east, west = command("list", *DAY).out.splitlines()
    assert head.split() == [
        *("name", "customer", "environment", "findings", "expires", "connector", "company", "client"),
        *("base", "connection", "workspace", "path"),
    ]
    assert " 1 error " in west
    assert " none " in east


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no pseudo-terminals")
@pytest.mark.parametrize("columns", [40, 80, 300])
def test_a_terminal_of_any_width_is_not_overrun_and_what_is_missing_is_said(columns: int) -> None:
    out = on_a_terminal(columns, "list", *DAY)
    assert max(width(line) for line in out.splitlines()) <= columns
    assert out.startswith("name ")
    assert ("no room for " in out) is (columns < 300)


def test_findings_of_a_document_elsewhere_count_although_a_single_file_is_named(
    command: Command, files: Path
) -> None:
    write_project(files, {"clients/acme.yaml": CLIENT % "wJ4q-Tz8LrB1yNfKe0sVhXc7GdUo2PmAi9ZtRk5EnQw"})
    (row,) = json.loads(command("list", *DAY, "--format", "json", "east.yaml").out)
    assert row["findings"]["errors"] == 1
    assert "wJ4q" not in command("list", *DAY).out


@pytest.mark.parametrize(
    ("options", "taken"),
    [
        ((), "east west"),
        (("--customer", "acme east"), "east"),
        (("--company", "48127", "--environment", "production"), "east"),
        (("--client", "Acme*", "--workspace", "*West*"), "west"),
        (("--name", "east", "--name", "west"), "east west"),
        (("--connector", "procore", "--findings", "error"), "west"),
        (("--findings", "none"), "east"),
        (("--expires-by", "2036-06-30"), "east west"),
        (("--expires-by", "2036-06-29"), ""),
    ],
)
def test_options_named_after_the_columns_choose(
    options: tuple[str, ...], taken: str, command: Command
) -> None:
    assert names(command, *options) == taken.split()


def test_a_day_can_be_given_for_what_is_found(command: Command) -> None:
    (row, _) = json.loads(command("list", "--as-of", "2036-07-01", "--format", "json").out)
    assert row["findings"]["errors"] == 1


def test_nothing_that_fits_is_said_and_no_failure(command: Command) -> None:
    assert command("list", *DAY, "--expires-by", "2030-01-01") == (0, "no connection is like that\n", "")
    assert command("list", *DAY, "--expires-by", "2030-01-01", "--format", "json").out == "[]\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["gone.yaml"], "gone.yaml is no file and no folder"),
        (["clients"], "clients holds no ConnectorConfig that can be read; `appxlint check` says more"),
        (
            ["clients", "clients/acme.yaml"],
            "what is named holds no ConnectorConfig that can be read; `appxlint check` says more",
        ),
        (["--format", "cvs"], '--format: "cvs" is none of text, csv, markdown and json; did you mean "csv"?'),
        (["--findings", "never"], '--findings: "never" is none of none, info, warning and error'),
        (["--expires-by", "soon"], '--expires-by: "soon" is not a day such as 2027-03-01'),
        (
            ["--customer", "Acme Eastt"],
            '--customer: no connection here has the customer "Acme Eastt"; did you mean "Acme East"?',
        ),
        (["--output", "east.yaml"], "--output: east.yaml holds a document of appxlint; name another file"),
        (["--output", "appxlint.toml"], "--output: appxlint.toml holds settings; name another file"),
        (["--project", "gone"], "--project: gone is no folder"),
    ],
)
def test_a_wrong_call_is_one_line(arguments: list[str], words: str, command: Command) -> None:
    assert command("list", *DAY, *arguments) == (2, "", f"appxlint: {words}\n")


def test_what_cannot_be_read_is_said_and_makes_the_exit_code_3(command: Command, files: Path) -> None:
    write_project(files, {"broken.yaml": "apiVersion: appxlint/v1\nkind: [ConnectorConfig\n"})
    ran = command("list", *DAY, "--format", "json")
    assert ran.code == 3
    assert [each["name"] for each in json.loads(ran.out)] == ["east", "west"]
    assert ran.err == (
        "appxlint: broken.yaml: 1 document could not be read, and nothing of it is shown; "
        "`appxlint check` says more\n"
    )


@pytest.mark.parametrize(("form", "end"), [("csv", b"\r\n"), ("json", b"\n"), ("text", b"\n")])
def test_a_file_holds_what_standard_output_would(
    form: str, end: bytes, command: Command, files: Path
) -> None:
    ran = command("list", *DAY, "--format", form, "--output", "list.out")
    assert (ran.code, ran.out) == (0, "")
    written = (files / "list.out").read_bytes()
    assert written == run_cli_bytes("list", *DAY, "--format", form)
    assert written.endswith(end)


def test_as_a_process_it_prints_the_same(command: Command) -> None:
    ran = run_cli("list", *DAY, "--format", "json")
    assert (ran.returncode, ran.stdout, ran.stderr) == command("list", *DAY, "--format", "json")
