"""What pages show for other programs is what these take: workflows, pipelines, entries for hooks."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.support.documentation import PAGES, blocks

if TYPE_CHECKING:
    from pathlib import Path

_JUDGE = (sys.executable, "-m", "check_jsonschema", "--builtin-schema")
JUDGES = {
    "github": (*_JUDGE, "vendor.github-workflows"),
    "gitlab": (*_JUDGE, "vendor.gitlab-ci", "--data-transform", "gitlab-ci"),
    "azure": (
        *_JUDGE,
        "vendor.azure-pipelines",
        "--data-transform",
        "azure-pipelines",
        "--regex-variant",
        "nonunicode",
    ),
    "pre-commit": (sys.executable, "-m", "pre_commit", "validate-config"),
    "prek": (sys.executable, "-m", "prek", "validate-config"),
}
"""What says whether a file is right, by whom it is for."""


def whole(data: Any) -> tuple[str, Any]:
    """Return whom a snippet is for, and it with what is left out around it; a part of a config is ours."""
    if isinstance(data, list):
        data = {"steps": data}
    data = {"on" if key is True else key: value for key, value in data.items()}
    if "repos" in data:
        return "pre-commit", data
    if "pool" in data or any({"checkout", "template"} & {*each} for each in data.get("steps", ())):
        return "azure", data
    if "steps" in data:
        return "github", {"on": "push", "jobs": {"a": {"runs-on": "ubuntu-latest", **data}}}
    if "jobs" in data:
        return "github", data
    if "script" in data:
        return "gitlab", {"a": data}
    return "ours" if "connection" in data else "gitlab", data


def snippets(reader: str) -> list[Any]:
    """Return the snippets of all pages that are for somebody."""
    texts = [
        block.text
        for page in PAGES
        for block in blocks(page, "yaml")
        if "apiVersion: appxlint" not in block.text
    ]
    loader = yaml.BaseLoader if reader == "azure" else yaml.SafeLoader  # whose schema has texts alone
    known = [whole(data) for text in texts if (data := yaml.load(text, Loader=loader))]  # noqa: S506 - one of two
    return [data for name, data in known if name == reader.replace("prek", "pre-commit")]


def refused(reader: str, found: list[Any], folder: Path) -> str:
    """Return what a judge says against snippets."""
    files = []
    for number, data in enumerate(found):
        file = folder / f"{number}.yaml"
        file.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
        files.append(str(file))
    ran = subprocess.run([*JUDGES[reader], *files], capture_output=True, text=True, check=False)
    return "" if ran.returncode == 0 else f"{ran.stdout}{ran.stderr}"


@pytest.mark.distribution
@pytest.mark.parametrize("reader", JUDGES)
def test_what_pages_show_for_a_program_is_what_it_takes(reader: str, tmp_path: Path) -> None:
    found = snippets(reader)
    assert found
    assert refused(reader, found, tmp_path) == ""


@pytest.mark.distribution
@pytest.mark.parametrize("reader", JUDGES)
def test_what_a_program_does_not_take_would_be_seen(reader: str, tmp_path: Path) -> None:
    wrong = (
        {"repos": [{"rev": "x"}]}
        if reader.startswith("pre")
        else {"jobs": 1, "steps": 1, "a": {"script": {}}}
    )
    assert refused(reader, [wrong], tmp_path)
