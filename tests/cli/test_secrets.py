"""`appxlint secrets`: every reference, as a table, a template or a calendar, and whether variables are set."""

from __future__ import annotations

import csv
import io
import json
import os
from typing import TYPE_CHECKING

import icalendar
import pytest
import yaml

from tests.conftest import run_cli, write_project
from tests.support.terminal import on_a_terminal
from validator.live.env_file import read
from validator.render.escape import width

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command

CLIENT = """\
apiVersion: appxlint/v1
kind: OAuthClient
name: {name}
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
credentials: production
clientId: ${{env:{prefix}_CLIENT_ID}}
clientSecret: {secret}
clientSecretExpiration: {last}
tokenUrl: https://login.procore.com/oauth/token
clientAuthentication: Client credentials body
"""
CONFIG = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: {name}
connector: procore
integration: Procore + Timesheets
workspace: {{name: "Acme {name}", type: standard, region: us, company: Acme}}
connection:
  name: {name}
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: {client}
  details: {{companyId: 48127, connectionEnvironment: Production}}
"""
SECRET = "wJ4q-Tz8LrB1yNfKe0sVhXc7GdUo2PmAi9ZtRk5EnQw"
FILES = {
    "east.yaml": CLIENT.format(
        name="East account", prefix="EAST", secret="${env:EAST_CLIENT_SECRET}", last="2036-06-30"
    ),
    "west.yaml": CLIENT.format(
        name="West account", prefix="WEST", secret="${keyring:west/secret}", last="'${env:WEST_LAST_DAY}'"
    ),
    "configs.yaml": "---\n".join(
        CONFIG.format(name=name, client=f"{client} account")
        for name, client in (("one", "East"), ("two", "East"), ("three", "West"))
    ),
}
VARIABLES = ("EAST_CLIENT_ID", "EAST_CLIENT_SECRET", "WEST_CLIENT_ID", "WEST_LAST_DAY")


@pytest.fixture(autouse=True)
def files(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    return write_project(project, FILES)


def test_text_has_a_table_for_each_environment(command: Command) -> None:
    ran = command("secrets")
    assert (ran.code, ran.err) == (0, "")
    first, head, *rows = ran.out.splitlines()
    assert (first, head.split()) == ("Production", ["reference", "what", "in", "expires", "needed", "by"])
    assert [row.split()[0] for row in rows] == [
        *("${env:EAST_CLIENT_ID}", "${env:EAST_CLIENT_SECRET}", "${env:WEST_CLIENT_ID}"),
        *("${keyring:west/secret}", "${env:WEST_LAST_DAY}"),
    ]
    assert rows[1].split()[-4:] == ["2036-06-30", "one", "and", "two"]


def test_json_has_an_object_for_each_use(command: Command) -> None:
    found = json.loads(command("secrets", "--format", "json").out)
    assert found[1] == {
        "environment": "Production",
        "client": "East account",
        "reference": "${env:EAST_CLIENT_SECRET}",
        "kind": "env",
        "what": "Client secret",
        "document": "OAuthClient East account",
        "path": "east.yaml",
        "expires": "2036-06-30",
        "neededBy": ["one", "two"],
    }


def test_csv_and_markdown_have_the_environment_as_a_column(command: Command) -> None:
    head, *rows = csv.reader(io.StringIO(command("secrets", "--format", "csv").out))
    assert head == ["environment", "reference", "what", "in", "expires", "needed by", "kind", "path"]
    assert [row[0] for row in rows] == ["Production"] * 5
    assert command("secrets", "--format", "markdown").out.startswith("| environment | reference |")


def test_a_secret_in_a_file_is_masked_everywhere(command: Command, files: Path) -> None:
    text = FILES["east.yaml"].replace("${env:EAST_CLIENT_SECRET}", SECRET)
    write_project(files, {"east.yaml": text})
    for options in (
        "",
        "--format csv",
        "--format json",
        "--format markdown",
        "--check-set",
        "--template",
        "--pipeline github",
        "--ics",
    ):
        ran = command("secrets", *options.split())
        assert SECRET not in ran.out + ran.err
        assert ("(hidden)" in ran.out) is (options != "--ics")


def test_what_is_set_is_told_and_never_what_it_holds(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EAST_CLIENT_ID", "value-of-the-id")
    monkeypatch.setenv("EAST_CLIENT_SECRET", "  ")
    monkeypatch.setenv("WEST_LAST_DAY", "2036-01-01")
    for form in ("text", "csv", "markdown", "json"):
        ran = command("secrets", "--check-set", "--format", form)
        assert ran.code == 1
        assert ran.err == "2 of 4 variables set; not looked into: 1 entry of a keyring\n"
        assert "value-of-the-id" not in ran.out
        assert "2036-01-01" not in ran.out
    assert [
        each["state"] for each in json.loads(command("secrets", "--check-set", "--format", "json").out)
    ] == [
        *("set", "empty", "missing", "not looked into", "set"),
    ]


def test_all_that_can_be_looked_up_and_is_set_is_a_success(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in VARIABLES:
        monkeypatch.setenv(name, "x")
    assert command("secrets", "--check-set").code == 0
    monkeypatch.delenv("WEST_CLIENT_ID")
    assert command("secrets", "--check-set", "east.yaml").code == 0
    assert command("secrets", "--check-set").code == 1


def test_what_a_pipeline_left_as_it_was_is_not_set_and_said_to_be_so(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EAST_CLIENT_ID", "$(EAST_CLIENT_ID)")
    monkeypatch.setenv("EAST_CLIENT_SECRET", "x")
    ran = command("secrets", "--check-set", "east.yaml")
    assert ran.code == 1
    assert [row.split()[0] for row in ran.out.splitlines()[2:]] == ["unexpanded", "set"]
    assert ran.err == (
        "1 of 2 variables set\n"
        "appxlint: unexpanded is a variable that holds a mere $(…), as Azure hands on one that is not defined\n"
    )


@pytest.mark.parametrize(
    ("service", "reference"),
    [("github", "${{ secrets.NAME }}"), ("azure", "$(NAME)")],
    ids=["github", "azure"],
)
def test_a_pipeline_is_handed_all_variables(command: Command, service: str, reference: str) -> None:
    ran = command("secrets", "--pipeline", service)
    assert (ran.code, ran.err) == (0, "")
    assert yaml.safe_load(ran.out) == {
        "env": {name: reference.replace("NAME", name) for name in VARIABLES},
    }
    assert "\n  # ${keyring:west/secret}: Client secret of OAuthClient West account" in ran.out


def test_as_a_process_it_reads_the_environment_of_the_process() -> None:
    given = run_cli(
        "secrets", "--check-set", "east.yaml", env={"EAST_CLIENT_ID": "a", "EAST_CLIENT_SECRET": "b"}
    )
    assert (given.returncode, given.stderr) == (0, "2 of 2 variables set\n")
    assert run_cli("secrets", "--check-set", "east.yaml").returncode == 1


def test_a_template_holds_the_names_of_all_variables(command: Command, files: Path) -> None:
    assert command("secrets", "--template", "--output", ".env.example") == (0, "", "")
    assert read(files / ".env.example") == dict.fromkeys(
        ("EAST_CLIENT_ID", "EAST_CLIENT_SECRET", "WEST_CLIENT_ID", "WEST_LAST_DAY"), ""
    )
    assert "\r" not in (files / ".env.example").read_bytes().decode()


def test_a_calendar_holds_the_days_that_are_written_down(command: Command, files: Path) -> None:
    ran = command("secrets", "--ics", "--output", "days.ics")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "appxlint: 1 client left out, whose last day stands behind a reference\n"
    written = (files / "days.ics").read_bytes()
    assert written.count(b"\n") == written.count(b"\r\n")
    calendar = icalendar.Calendar.from_ical(written)
    assert [f"{each['SUMMARY']}" for each in calendar.walk("VEVENT")] == [
        "The client secret of East account expires"
    ]


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no pseudo-terminals")
@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_terminal_of_any_width_is_not_overrun(columns: int) -> None:
    out = on_a_terminal(columns, "secrets")
    assert max(width(line) for line in out.splitlines()) <= columns
    assert ("no room for " in out) is (columns == 40)


def test_a_project_without_references_is_no_failure(command: Command, files: Path) -> None:
    write_project(files, {"alone/appxlint.toml": "", "alone/a.yaml": CONFIG.format(name="a", client="None")})
    assert command("secrets", "alone") == (0, "no reference to a secret stands here\n", "")
    assert command("secrets", "alone", "--check-set").code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--template", "--ics"], "--template and --ics: choose one of them"),
        (
            ["--check-set", "--template", "--ics"],
            "--check-set, --template and --ics: choose one of them",
        ),
        (["--template", "--format", "json"], "--template and --format: choose one of them"),
        (["--pipeline", "azure", "--template"], "--template and --pipeline: choose one of them"),
        (["--pipeline", "gitlab"], '--pipeline: "gitlab" is none of github and azure'),
        (["configs.yaml", "--ics", "--project", "gone"], "--project: gone is no folder"),
        (["gone"], "gone is no file and no folder"),
        (["--output", "east.yaml"], "--output: east.yaml holds a document of appxlint; name another file"),
    ],
)
def test_a_wrong_call_is_one_line(arguments: list[str], words: str, command: Command) -> None:
    assert command("secrets", *arguments) == (2, "", f"appxlint: {words}\n")


def test_no_day_makes_no_calendar(command: Command, files: Path) -> None:
    write_project(files, {"alone/appxlint.toml": "", "alone/a.yaml": CONFIG.format(name="a", client="None")})
    words = "appxlint: no OAuth client here says on which day its secret expires\n"
    assert command("secrets", "alone", "--ics") == (2, "", words)


def test_what_cannot_be_read_may_need_something_so_nothing_is_promised(command: Command, files: Path) -> None:
    write_project(files, {"broken.yaml": "apiVersion: appxlint/v1\nkind: [OAuthClient\n"})
    assert command("secrets", "--check-set").code == 3
