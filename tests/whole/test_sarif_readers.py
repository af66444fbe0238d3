"""SARIF as its readers take it: sarif-tools from PyPI, and Microsoft's multitool from npm."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import venv
from typing import TYPE_CHECKING

import pytest

from tests.conftest import run_cli
from tests.support.clock import TODAY
from tests.support.documentation import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.distribution,
    pytest.mark.thorough,
    pytest.mark.skipif(sys.platform != "linux", reason="one of the readers is fetched for Linux"),
    pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not installed"),
]
MULTITOOL = "@microsoft/sarif-multitool-linux"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a report on all samples that have a fault."""
    file = tmp_path_factory.mktemp("sarif") / "report.sarif"
    options = (
        "--no-cache",
        "--as-of",
        f"{TODAY}",
        "--fail-on",
        "never",
        "--format",
        "sarif",
        "--output",
        f"{file}",
    )
    assert run_cli("check", *options, "sample-configs/invalid", cwd=ROOT).returncode == 0
    return file


def run(*command: str | Path) -> str:
    ran = subprocess.run(
        [str(each) for each in command],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={"PATH": "/usr/bin:/bin", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
        timeout=300,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_sarif_tools_counts_what_there_is(report: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    programs = tmp_path / "venv" / "bin"
    installed = [programs / "python", "-m", "pip", "install", "--quiet", "sarif-tools>=3,<4"]
    subprocess.run([str(each) for each in installed], check=True, timeout=300)
    results = json.loads(report.read_text("utf-8"))["runs"][0]["results"]
    errors = sum(each["level"] == "error" for each in results)
    assert errors > 300
    assert f"error: {errors}\n" in run(programs / "sarif", "summary", report)


def test_the_multitool_misses_nothing_but_an_address_of_the_tool(report: Path, tmp_path: Path) -> None:
    npm = shutil.which("npm")
    fetched = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", tmp_path, f"{MULTITOOL}@5"]
    subprocess.run([str(each) for each in fetched], check=True, timeout=300)
    program = tmp_path / "node_modules" / MULTITOOL / "Sarif.Multitool"
    levels = ("--rule-kind", "Sarif", "--level", "Error;Warning;Note", "--kind", "Fail")
    said = run(program, "validate", report, *levels)
    assert "error SARIF" not in said
    # No public address is known that would tell of the tool.
    assert set(re.findall(r"warning (SARIF[0-9]+)", said)) == {"SARIF2005"}
    assert "informationUri" in said
