"""The schema in the language server that most editors use, and under ajv; both come from the package registry."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import run_cli, write_project
from tests.support.language_server import FEATURES, Server

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [
    pytest.mark.distribution,
    pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not installed"),
]

PACKAGES = ("yaml-language-server@1", "ajv@8")
STRICT = """
const Ajv = require("ajv");
const schema = JSON.parse(require("fs").readFileSync(process.argv[2]));
new Ajv({strict: true, allErrors: true}).compile(schema);
"""
CONFIG = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
workspace: Acme
connection:
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: Acme service account
  details:
    companyID: 12
    connectionEnvironment: Prod
    \n"""
CLIENT = """\
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme service account
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
clientId: ${env:ID}
clientSecret: hunter2hunter2
"""
WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the packages, or the one that APPXLINT_NODE_MODULES names."""
    given = os.environ.get("APPXLINT_NODE_MODULES")
    if given:
        return Path(given)
    folder = tmp_path_factory.mktemp("node")
    subprocess.run(
        ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", *PACKAGES],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return folder / "node_modules"


@pytest.fixture(scope="module")
def editor(packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return the language server in a project for which the schema was installed."""
    folder = write_project(
        tmp_path_factory.mktemp("project"),
        {
            "configs/acme.yml": CONFIG,
            "configs/client.yaml": CLIENT,
            "configs/workspace.yaml": WORKSPACE,
            "compose.yaml": "kind: Wrong\n",
            "new.appxlint.yaml": "kind: Wrong\n",
        },
    )
    assert run_cli("schema", "--install", "vscode", "--project", ".", cwd=folder).returncode == 0
    written = json.loads((folder / ".vscode/settings.json").read_text(encoding="utf-8"))
    settings = {
        "yaml": {
            "schemas": written["yaml.schemas"],
            "schemaStore": {"enable": False},
            **dict.fromkeys(("hover", "completion", "validate"), True),
        }
    }
    command = ["node", str(packages / "yaml-language-server/bin/yaml-language-server"), "--stdio"]
    features = {**FEATURES, "workspace": {"configuration": True}}
    with Server(command, folder, settings, features) as server:
        yield server


def completed(editor: Server, name: str, line: int, character: int) -> dict[str, Any]:
    """Return what is offered at a place, each with its documentation."""
    found = editor.request("textDocument/completion", editor.at(name, line, character))
    return {each["label"]: each.get("documentation") for each in found["items"]}


def hovered(editor: Server, name: str, line: int, character: int) -> str:
    """Return what is said of a place."""
    found = editor.request("textDocument/hover", editor.at(name, line, character))
    text: str = found["contents"]["value"]
    return text


def test_the_two_fields_and_a_literal_secret_are_told(editor: Server) -> None:
    editor.open("configs/acme.yml")
    told = {
        each["range"]["start"]["line"]: each["message"] for each in editor.diagnostics("configs/acme.yml")
    }
    assert told[9] == "Property companyID is not allowed."
    assert told[10].startswith('Value must be "Production" | "Developer Sandbox"')
    editor.open("configs/client.yaml")
    (secret,) = editor.diagnostics("configs/client.yaml")
    assert (secret["range"]["start"]["line"], secret["message"].split(",")[0]) == (6, "write a reference")


def test_only_our_files_are_held_against_it(editor: Server) -> None:
    editor.open("compose.yaml")
    assert editor.diagnostics("compose.yaml") == []
    editor.open("new.appxlint.yaml")
    assert editor.diagnostics("new.appxlint.yaml") != []


def test_keys_options_and_names_are_offered_with_what_they_mean(editor: Server) -> None:
    editor.open("configs/acme.yml")
    options = completed(editor, "configs/acme.yml", 10, 27)
    assert list(options) == [
        "Production",
        "Developer Sandbox",
        "Monthly Sandbox",
        "On-Demand Sandbox",
        "Federal Zone",
    ]
    assert "Inferred, not documented" in options["Production"]
    assert "companyId" in completed(editor, "configs/acme.yml", 11, 4)
    assert len(completed(editor, "configs/acme.yml", 3, 11)) >= 21
    assert "Acme" in completed(editor, "configs/acme.yml", 4, 11)
    assert "Acme service account" in completed(editor, "configs/acme.yml", 7, 15)
    assert len(completed(editor, "configs/acme.yml", 6, 14)) == 2


def test_a_detail_says_what_it_is_and_how_sure_that_is(editor: Server) -> None:
    right = CONFIG.replace("companyID", "companyId").replace("Prod\n", "Production\n")
    editor.open("configs/right.yml", right)
    assert editor.diagnostics("configs/right.yml") == []
    number = hovered(editor, "configs/right.yml", 9, 6)
    assert "The number of the Procore company" in number
    assert "Inferred, not documented" in number
    value = hovered(editor, "configs/right.yml", 10, 30)
    assert "https://login.procore.com" in value
    assert "Procore. Construction management." in hovered(editor, "configs/right.yml", 3, 12)


@pytest.mark.parametrize("arguments", [[], ["--project", "."], ["ConnectorConfig"], ["settings"], ["report"]])
def test_printed_schemas_pass_the_strict_mode_of_ajv(
    arguments: list[str], packages: Path, tmp_path: Path
) -> None:
    write_project(tmp_path, {"a.yaml": WORKSPACE})
    printed = run_cli("schema", *arguments, cwd=tmp_path)
    (tmp_path / "schema.json").write_text(printed.stdout, encoding="utf-8")
    (tmp_path / "strict.js").write_text(STRICT, encoding="utf-8")
    ran = subprocess.run(
        ["node", "strict.js", "schema.json"],
        cwd=tmp_path,
        env={**os.environ, "NODE_PATH": str(packages)},
        capture_output=True,
        check=False,
        text=True,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
