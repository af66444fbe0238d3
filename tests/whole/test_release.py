"""Releases: what keeps a tag from being released, that nothing starts one by itself, and what the metadata promise."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib

import pytest
import yaml

import validator
from tests.support.pipelines import ROOT, document
from tools.release import faults

VERSION = '"""The version."""\n\n__version__ = "1.2.3"\n'
CHANGES = """\
# Changelog

## [Unreleased]

## [1.2.3] - 2026-11-23

### Added

- A thing.

## [1.2.2] - 2026-10-01

- Another.
"""
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
_LINK = re.compile(r"\[[^\]]+\]\((?!https?://)")


def test_a_tag_that_fits_can_be_released() -> None:
    assert faults("v1.2.3", VERSION, CHANGES) == []


@pytest.mark.parametrize(
    ("tag", "changes", "fault"),
    [
        ("v1.2.4", CHANGES, "the tag is v1.2.4, and the version 1.2.3"),
        ("1.2.3", CHANGES, "the tag is 1.2.3, and the version 1.2.3"),
        ("v1.2.3", CHANGES.replace("1.2.3", "1.2.1"), "CHANGELOG.md tells nothing of 1.2.3"),
        ("v1.2.3", CHANGES.replace("### Added\n\n- A thing.\n", ""), "CHANGELOG.md tells nothing of 1.2.3"),
        (
            "v1.2.3",
            CHANGES.replace(" - 2026-11-23", ""),
            "CHANGELOG.md gives no day: ## [1.2.3] - YYYY-MM-DD",
        ),
        (
            "v1.2.3",
            CHANGES.replace("d]\n", "d]\n\n- C.\n"),
            "CHANGELOG.md has changes left under [Unreleased]",
        ),
    ],
)
def test_what_does_not_fit_is_said(tag: str, changes: str, fault: str) -> None:
    assert faults(tag, VERSION, changes) == [fault]


def test_the_command_reads_the_files_of_the_repository() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tools.release", "v0.0.0"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert f"the tag is v0.0.0, and the version {validator.__version__}\n" in ran.stderr


def test_only_a_person_starts_a_release() -> None:
    assert set(document(".github/workflows/release.yml")["on"]) == {"workflow_dispatch"}


def test_only_the_job_that_publishes_may_say_who_it_is() -> None:
    jobs = document(".github/workflows/release.yml")["jobs"]
    assert [name for name, job in jobs.items() if "id-token" in job["permissions"]] == ["publish"]
    assert jobs["publish"]["environment"] == "pypi"
    assert not any("checkout" in step.get("uses", "") for step in jobs["publish"]["steps"])


def test_the_versions_of_python_that_are_promised_are_those_that_ci_runs() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))
    run = workflow["jobs"]["test"]["strategy"]["matrix"]["python"]
    promised = [each.rpartition(" ")[2] for each in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", each)]
    assert promised == run


def test_the_metadata_name_no_address_that_nobody_owns() -> None:
    assert "urls" not in PROJECT


def test_the_page_on_an_index_has_no_link_that_leads_nowhere_there() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    assert _LINK.search(page)
    for each in PYPROJECT["tool"]["hatch"]["metadata"]["hooks"]["fancy-pypi-readme"]["substitutions"]:
        page = re.sub(each["pattern"], each["replacement"], page)
    assert not _LINK.search(page)
    assert "`docs/format.md` is the guide" in page
    assert "excused with a reason (`docs/check.md`)" in page
    assert "the rules (`docs/rules.md`) · " in page
