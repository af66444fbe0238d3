"""The steps of the repository's action and pipelines, run as a runner would, with a stand-in for what they install."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from tests.conftest import clean_environment

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
_EXPRESSION = re.compile(r"\$\{\{ (.*?) \}\}")
_APPXLINT = f'#!/bin/sh\nexec "{sys.executable}" -m validator "$@"\n'
_PYTHON = """\
#!/bin/sh
# `python -m venv FOLDER` makes a folder with both stand-ins; of `python -m pip` the last word is kept.
here=$(dirname "$0")
if [ "$2" = venv ]; then
    mkdir -p "$3/bin"
    cp "$here/python" "$here/appxlint" "$3/bin"
else
    for last; do :; done
    printf '%s\\n' "$last" >> "$INSTALLED"
fi
"""


class Run(NamedTuple):
    """How a script ended, what it printed, what it set as outputs and what it had installed."""

    code: int
    out: str
    outputs: dict[str, str]
    installed: list[str]


def document(name: str) -> Any:
    """Return a YAML file of the repository as data, with `on` as text."""
    return yaml.load((ROOT / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts alone


def stand_ins(folder: Path) -> Path:
    """Return a folder with commands called python and appxlint: one installs nothing, the other is the real tool."""
    place = folder / "commands"
    place.mkdir(exist_ok=True)
    for name, text in (("python", _PYTHON), ("appxlint", _APPXLINT)):
        (place / name).write_text(text, encoding="utf-8")
        (place / name).chmod(0o755)
    return place


def filled(texts: Mapping[str, str], values: Mapping[str, str]) -> dict[str, str]:
    """Return texts with each `${{ expression }}` replaced by its value.

    Raises:
        KeyError: an expression has no value.
    """
    return {name: _EXPRESSION.sub(lambda found: values[found[1]], text) for name, text in texts.items()}


def run_script(text: str, folder: Path, **environment: str) -> Run:
    """Run a script in the folder `project` of another, by the command line that GitHub gives for `shell: bash`."""
    outputs, installed = folder / "outputs", folder / "installed"
    for file in (outputs, installed):
        file.write_text("", encoding="utf-8")
    given = clean_environment(
        PYTHONPATH=f"{ROOT}", GITHUB_OUTPUT=f"{outputs}", INSTALLED=f"{installed}", RUNNER_TEMP=f"{folder}"
    )
    given["PATH"] = f"{stand_ins(folder)}:{given['PATH']}"
    ran = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", text],
        cwd=folder / "project",
        env=given | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    pairs = (line.partition("=") for line in outputs.read_text(encoding="utf-8").splitlines())
    lines = installed.read_text(encoding="utf-8").splitlines()
    return Run(ran.returncode, ran.stdout, {name: value for name, _, value in pairs}, lines)
