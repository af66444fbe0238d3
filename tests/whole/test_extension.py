"""The extension for VS Code: npm builds, tests and packages it, and its tests speak with the server that it starts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import clean_environment
from validator import __version__
from validator.lsp.lens import SHOW

HERE = Path(__file__).parents[2] / "editors" / "vscode"
MADE = shutil.ignore_patterns("node_modules", "out", "*.vsix")


def _read(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def test_the_extension_has_the_version_of_the_tool() -> None:
    assert json.loads(_read("package.json"))["version"] == __version__
    assert json.loads(_read("package-lock.json"))["version"] == __version__


def test_the_extension_knows_the_command_of_the_lens() -> None:
    assert f'COMMAND = "{SHOW}"' in _read("src/client.ts")


def test_a_workspace_that_is_not_trusted_starts_nothing() -> None:
    assert json.loads(_read("package.json"))["capabilities"]["untrustedWorkspaces"]["supported"] is False


def test_a_repository_says_neither_what_is_traced_nor_searches_the_whole_tree() -> None:
    manifest = json.loads(_read("package.json"))
    properties = manifest["contributes"]["configuration"]["properties"]
    assert properties["appxlint.trace.server"]["scope"] == "machine"
    assert not [each for each in manifest["activationEvents"] if "*" in each]


@pytest.mark.distribution
@pytest.mark.thorough
@pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not installed")
def test_the_extension_is_built_tested_against_the_server_and_packaged(tmp_path: Path) -> None:
    folder = tmp_path / "vscode"
    shutil.copytree(HERE, folder, ignore=MADE)
    environment = {**clean_environment(), "APPXLINT": str(Path(sys.executable).with_name("appxlint"))}
    for arguments in (["ci", "--silent"], ["run", "--silent", "test"], ["run", "--silent", "package"]):
        ran = subprocess.run(
            ["npm", *arguments],
            cwd=folder,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
    with zipfile.ZipFile(folder / "appxlint.vsix") as package:
        names = {
            each.removeprefix("extension/") for each in package.namelist() if each.startswith("extension/")
        }
    assert names == {"package.json", "readme.md", "out/extension.js"}
