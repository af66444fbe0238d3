"""`appxlint diff`: two effective connections side by side, of files, names and revisions."""

from __future__ import annotations

import csv
import io
import json
import os
from typing import TYPE_CHECKING

import pytest

from tests.conftest import run_cli, write_project
from tests.support.repository import commit, git, needs_git
from tests.support.terminal import on_a_terminal
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
clientId: ${{env:{prefix}_CLIENT_ID}}
clientSecret: {secret}
"""
CONFIG = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: {name}
connector: procore
workspace: {{name: Acme, type: standard}}
connection:
  name: Acme
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: {client}
  details: {{companyId: 48127, connectionEnvironment: {environment}}}
"""
SECRET = "wJ4q-Tz8LrB1yNfKe0sVhXc7GdUo2PmAi9ZtRk5EnQw"
OTHER_SECRET = "Zk3q-Tz8LrB1yNfKe0sVhXc7GdUo2PmAi9ZtRk5EnQw"
FILES = {
    "clients.yaml": "---\n".join(
        CLIENT.format(name=name, prefix=name.upper(), secret=f"${{env:{name.upper()}_SECRET}}")
        for name in ("Live", "Pilot")
    ),
    "live.yaml": CONFIG.format(name="live", client="Live", environment="Production"),
    "pilot.yaml": CONFIG.format(name="pilot", client="Pilot", environment="Monthly Sandbox"),
}


@pytest.fixture(autouse=True)
def files(project: Path) -> Path:
    return write_project(project, FILES)


def fields(command: Command, *arguments: str) -> dict[str, tuple[str, str | None, str | None]]:
    (pair,) = json.loads(command("diff", "--format", "json", *arguments).out)
    return {
        each["label"]: (each["verdict"], *((each[side] or {}).get("value") for side in ("left", "right")))
        for each in pair["fields"]
    }


def test_what_differs_is_shown_with_secrets_as_their_references(command: Command) -> None:
    found = fields(command, "live.yaml", "pilot.yaml")
    assert found["OAuth Client Details"] == ("different", "Live", "Pilot")
    assert found["Client secret"] == ("different", "${env:LIVE_SECRET}", "${env:PILOT_SECRET}")
    assert found["Connection Environment"] == ("different", "Production", "Monthly Sandbox")
    assert "CompanyId" not in found
    assert fields(command, "--all", "live.yaml", "pilot.yaml")["CompanyId"] == ("same", "48127", "48127")


def test_text_has_both_sides_under_their_names_and_a_sign_for_each_field(command: Command) -> None:
    ran = command("diff", "live", "pilot.yaml")
    assert (ran.code, ran.err) == (1, "")
    head, *lines = ran.out.splitlines()
    assert head.split() == ["live", "pilot"]
    assert "|  Connection Environment  Production " in ran.out
    assert all(line.startswith("|  ") for line in lines)


def test_nothing_that_differs_is_a_success(command: Command) -> None:
    assert command("diff", "live", "live.yaml") == (0, "nothing differs\n", "")
    assert json.loads(command("diff", "live", "live", "--format", "json").out)[0]["differs"] is False


def test_csv_and_markdown_have_a_row_for_each_field(command: Command) -> None:
    head, *rows = csv.reader(io.StringIO(command("diff", "live", "pilot", "--format", "csv").out))
    assert head == ["left", "right", "field", "verdict", "left value", "right value"]
    assert ["live", "pilot", "OAuth Client Details", "different", "Live", "Pilot"] in rows
    assert (
        "| live | pilot | OAuth Client Details | different |"
        in command("diff", "live", "pilot", "--format", "markdown").out
    )


def test_secrets_in_files_are_hidden_and_nothing_is_said_of_their_likeness(
    command: Command, files: Path
) -> None:
    for second in (SECRET, OTHER_SECRET):
        clients = [
            CLIENT.format(name=name, prefix="ANY", secret=secret)
            for name, secret in (("Live", SECRET), ("Pilot", second))
        ]
        write_project(files, {"clients.yaml": "---\n".join(clients)})
        for form in ("text", "csv", "markdown", "json"):
            ran = command("diff", "live", "pilot", "--format", form)
            assert SECRET not in ran.out
            assert OTHER_SECRET not in ran.out
        assert fields(command, "live", "pilot")["Client secret"] == ("hidden", "(hidden)", "(hidden)")


def test_folders_are_compared_by_the_names_of_their_configs(command: Command, files: Path) -> None:
    for folder, environment, names in (("old", "Production", "ab"), ("new", "Monthly Sandbox", "bc")):
        for name in names:
            text = CONFIG.format(name=name, client="Live", environment=environment)
            write_project(files, {f"{folder}/appxlint.toml": "", f"{folder}/{name}.yaml": text})
    ran = command("diff", "old", "new")
    assert ran.code == 1
    assert ran.out.splitlines()[0].split() == ["old/b.yaml", "new/b.yaml"]
    assert ran.out.endswith("\n\n<  a\n>  c\n")
    pairs = json.loads(command("diff", "old", "new", "--format", "json").out)
    assert [(each["left"], each["right"], each["differs"]) for each in pairs] == [
        ("a", "", True),
        ("old/b.yaml", "new/b.yaml", True),
        ("", "c", True),
    ]


@needs_git
def test_a_file_is_compared_with_itself_at_revisions(command: Command, files: Path) -> None:
    first = commit(files, "one")
    write_project(files, {"live.yaml": FILES["live.yaml"].replace("Production", "Monthly Sandbox")})
    commit(files, "two")
    write_project(files, {"clients.yaml": FILES["clients.yaml"].replace("LIVE_SECRET", "NEW_SECRET")})
    environment = {"Connection Environment": ("different", "Production", "Monthly Sandbox")}
    secret = {"Client secret": ("different", "${env:LIVE_SECRET}", "${env:NEW_SECRET}")}
    for arguments, found in (
        (("--rev", f"{first}..HEAD", "live.yaml"), environment),
        (("--rev", "HEAD", "live.yaml"), secret),
        (("--rev", "HEAD~1", "live.yaml"), {**environment, **secret}),
        ((f"{first}:live.yaml", "HEAD:./live.yaml"), environment),
        (("HEAD:live.yaml", "live.yaml"), secret),
    ):
        differing = fields(command, *arguments)
        assert found.items() <= differing.items()
        assert differing.keys() - found.keys() <= {"Login host", "API host"}
    ran = command("diff", "--rev", "HEAD", "live.yaml")
    assert ran.out.splitlines()[0].split() == ["HEAD:live.yaml", "live.yaml"]
    (pair,) = json.loads(command("diff", "--rev", "HEAD", "live.yaml", "--format", "json").out)
    assert pair["fields"][0]["left"]["place"]["path"] == "HEAD:clients.yaml"


@needs_git
def test_a_folder_at_two_revisions_tells_what_came_and_went(command: Command, files: Path) -> None:
    commit(files, "one")
    (files / "pilot.yaml").unlink()
    write_project(files, {"new.yaml": FILES["live.yaml"].replace("name: live", "name: new")})
    commit(files, "two")
    assert command("diff", "--rev", "HEAD~1..", ".") == (1, "<  pilot\n>  new\n", "")
    git(files, "mv", "live.yaml", "moved.yaml")
    assert command("diff", "--rev", "HEAD", ".") == (0, "nothing differs\n", "")


@needs_git
def test_as_a_process_from_a_folder_inside_it_does_the_same(files: Path) -> None:
    write_project(files, {"sub/live.yaml": FILES["live.yaml"].replace("name: live", "name: sub")})
    commit(files, "one")
    write_project(files, {"sub/live.yaml": FILES["pilot.yaml"].replace("name: pilot", "name: sub")})
    ran = run_cli("diff", "--rev", "HEAD", "live.yaml", cwd=files / "sub")
    assert (ran.returncode, ran.stderr) == (1, "")
    assert ran.stdout.splitlines()[0].split() == ["HEAD:sub/live.yaml", "live.yaml"]
    ran = run_cli("diff", "HEAD:live.yaml", "HEAD:./live.yaml", cwd=files / "sub")
    assert (ran.returncode, ran.stdout) == (0, "nothing differs\n")
    assert run_cli("diff", "HEAD:live.yaml", "live", cwd=files / "sub").returncode == 0


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no pseudo-terminals")
@pytest.mark.parametrize("columns", [40, 80])
def test_a_terminal_of_any_width_is_not_overrun(columns: int, files: Path) -> None:
    out = on_a_terminal(columns, "diff", "live.yaml", "pilot.yaml", code=1)
    assert max(width(line) for line in out.splitlines()) <= columns


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["live"], "diff compares two connections; name both, or one file and --rev A..B"),
        (["live", "pilot", "live"], "diff compares two connections; name both, or one file and --rev A..B"),
        (["--rev", "HEAD", "live", "pilot"], "--rev compares one file or folder at two revisions; name one"),
        (["live", "pilto"], '"pilto" is no file here and no name of a config; did you mean "pilot"?'),
        (
            ["live", "clients.yaml"],
            "clients.yaml holds no ConnectorConfig that can be read; `appxlint check` says more",
        ),
        (["live", "pilot", "--format", "yaml"], '--format: "yaml" is none of text, csv, markdown and json'),
        (
            ["live", "pilot", "--output", "live.yaml"],
            "--output: live.yaml holds a document of appxlint; name another file",
        ),
    ],
)
def test_a_wrong_call_is_one_line(arguments: list[str], words: str, command: Command) -> None:
    assert command("diff", *arguments) == (2, "", f"appxlint: {words}\n")


def test_several_configs_of_which_none_is_meant_are_named(command: Command, files: Path) -> None:
    several = "---\n".join(FILES["live.yaml"].replace("name: live", f"name: {name}") for name in "xy")
    write_project(files, {"several.yaml": several})
    words = "appxlint: several.yaml holds 2 configs: name one of x or y\n"
    assert command("diff", "several.yaml", "pilot.yaml") == (2, "", words)
    write_project(files, {"twice.yaml": FILES["live.yaml"]})
    words = 'appxlint: 2 configs are called "live", in live.yaml and twice.yaml; name the file\n'
    assert command("diff", "live", "pilot") == (2, "", words)


def test_what_cannot_be_read_is_said_and_makes_the_exit_code_3(command: Command, files: Path) -> None:
    write_project(files, {"broken.yaml": "apiVersion: appxlint/v1\nkind: [ConnectorConfig\n"})
    ran = command("diff", ".", ".")
    assert (ran.code, ran.out) == (3, "nothing differs\n")
    assert "broken.yaml" in ran.err
