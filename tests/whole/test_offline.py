"""No command but `live` opens a socket, asks for an address or starts another program."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import clean_environment, write_project
from tests.support.canaries import CLIENT, CONFIG
from tests.support.clock import TODAY
from tests.support.samples import SAMPLES
from validator.render.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CAUGHT = 99
CHILD = """
import json, os, sys

def denied(event, arguments):
    if event.startswith(("socket.", "subprocess.", "urllib.", "http.", "os.exec", "os.posix_spawn", "os.system")):
        os.write(2, f"denied: {event}".encode())
        os._exit(99)

lines = json.loads(sys.argv[1])
sys.addaudithook(denied)
from validator.cli import entry
codes = []
for line in lines:
    sys.argv[1:] = line
    codes.append(entry.run(line))
print(json.dumps(codes), file=sys.stderr)
"""
"""Runs command lines in one process that ends at once where any of them would go out."""

FIXABLE = CONFIG.replace("companyId: 4281379", 'companyId: "4,281,379"')
CHECKS = [
    ["check", "."],
    *(["check", "--as-of", f"{TODAY}", "--format", form, "."] for form in FORMATS),
    ["check", "--output", "report.txt", "--statistics", "--show-files", "."],
    ["check", "--diff", "--unsafe-fixes", "."],
    ["check", "--write-baseline", "baseline.json", "."],
    ["check", "config.yaml"],
    ["check", "-"],
    ["check", "--fix", "."],
    ["check", "missing.yaml"],
]
OTHERS = [
    ["show", "config.yaml"],
    ["show", "--format", "json", "config.yaml"],
    ["list", "."],
    ["graph"],
    ["graph", "--impact", "config.yaml", "--format", "dot"],
    ["secrets", "--check-set"],
    ["diff", "config.yaml", "config.yaml", "--all"],
    ["secrets", "--template"],
    ["secrets", "--ics"],
    *(
        ["guide", "config.yaml", "--format", form, "--output", f"sheets-{form}"]
        for form in ("text", "markdown", "html")
    ),
    ["guide", "."],
    ["explain", "invalid-value"],
    ["explain", "no-such-rule"],
    ["rules"],
    ["catalog"],
    ["catalog", "procore"],
    ["schema"],
    ["schema", "settings"],
    ["schema", "--install", "vscode"],
    ["--version"],
    ["--help"],
    ["check", "--help"],
    ["live", "--help"],
    ["no-such-command"],
    [],
]


def ran(lines: Sequence[Sequence[str]], folder: Path) -> tuple[int, list[int], str]:
    """Return how the process ended, the exit code of each line, and what it said at last."""
    child = subprocess.run(
        [sys.executable, "-c", CHILD, json.dumps(lines)],
        cwd=folder,
        env=clean_environment(),
        input=FIXABLE.encode(),
        capture_output=True,
        check=False,
        timeout=120,
    )
    last = child.stderr.decode().splitlines()[-1]
    return child.returncode, json.loads(last) if child.returncode == 0 else [], last


def test_no_offline_command_opens_a_socket(project: Path) -> None:
    write_project(project, {"client.yaml": CLIENT, "config.yaml": FIXABLE})
    code, codes, last = ran([*CHECKS, *OTHERS], project)
    assert code == 0, last
    assert len(codes) == len(CHECKS) + len(OTHERS)
    assert set(codes) == {0, 1, 2, 3}
    assert (project / "report.txt").is_file()
    assert (project / "baseline.json").is_file()
    assert "4281379" in (project / "config.yaml").read_text(encoding="utf-8")


def test_no_sample_makes_a_check_open_a_socket(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES, tmp_path / "samples")
    code, codes, last = ran([["check", "--as-of", f"{TODAY}", "samples"]], tmp_path)
    assert (code, codes) == (0, [1]), last


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket()",
        "import socket; socket.getaddrinfo('appxlint.example', 443)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import urllib.request; urllib.request.urlopen('http://appxlint.example')",
    ],
)
def test_what_goes_out_would_be_caught(code: str, tmp_path: Path) -> None:
    child = subprocess.run(
        [sys.executable, "-c", CHILD.replace("codes.append", f"{code}; codes.append"), '[["--version"]]'],
        env=clean_environment(),
        cwd=tmp_path,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert (child.returncode, child.stdout) == (CAUGHT, b"")


def test_the_live_check_would_be_caught(project: Path) -> None:
    secrets = CLIENT.replace("${env:PROCORE_CLIENT_ID}", "${file:id}").replace(
        "${env:PROCORE_CLIENT_SECRET}", "${file:secret}"
    )
    write_project(
        project, {"client.yaml": secrets, "config.yaml": CONFIG, "id": "a" * 64, "secret": "b" * 64}
    )
    code, _, last = ran([["live", "config.yaml"]], project)
    assert (code, last.partition("denied: ")[2][:7]) == (CAUGHT, "socket.")
