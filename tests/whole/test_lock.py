"""uv.lock: it fits what pyproject.toml asks for, and names no place but the public index."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "uv.lock").read_text(encoding="utf-8")
LOCKED = {each["name"]: each.get("version") for each in tomllib.loads(TEXT)["package"]}
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def asked_for(pyproject: dict[str, Any]) -> list[Requirement]:
    """Return what a pyproject.toml asks for, for whatever purpose."""
    project = pyproject["project"]
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    lists += pyproject["dependency-groups"].values()
    return [Requirement(each) for given in lists for each in given if isinstance(each, str)]


def unfit(pyproject: dict[str, Any]) -> list[str]:
    """Return what is asked for and not locked, or at another version."""
    wanted = [(each, LOCKED.get(canonicalize_name(each.name))) for each in asked_for(pyproject)]
    return [f"{each}" for each, version in wanted if version is None or version not in each.specifier]


def test_what_is_asked_for_is_locked() -> None:
    assert unfit(PYPROJECT) == [], "run `make lock`"


@pytest.mark.parametrize("new", ["nowhere-to-be-found>=1", "httpx>=99"])
def test_what_is_not_locked_would_be_seen(new: str) -> None:
    assert unfit({**PYPROJECT, "dependency-groups": {"test": [new]}}) == [new]


def test_everything_comes_from_the_public_index() -> None:
    assert set(re.findall(r'\w+://[^/"]+', TEXT)) == {"https://pypi.org", "https://files.pythonhosted.org"}


@pytest.mark.distribution
def test_uv_has_nothing_to_add() -> None:
    command = [
        sys.executable,
        "-m",
        "uv",
        "lock",
        "--check",
        "--no-config",
        "--default-index",
        "https://pypi.org/simple",
    ]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


def runs(wheel: str, minor: int) -> bool:
    """Whether a wheel is for Python 3 of a minor version, on whatever system."""
    _, _, _, tags = parse_wheel_filename(wheel)
    stable = {f"cp3{older}" for older in range(2, minor + 1)}
    return any(
        each.interpreter in {"py3", f"py3{minor}", f"cp3{minor}"}
        or (each.abi == "abi3" and each.interpreter in stable)
        for each in tags
    )


@pytest.mark.parametrize(
    "minor",
    re.findall(r'"Programming Language :: Python :: 3\.(\d+)"', (ROOT / "pyproject.toml").read_text("utf-8")),
)
def test_what_is_locked_has_a_wheel_for_every_version_that_is_promised(minor: str) -> None:
    wheels = {
        each["name"]: [wheel["url"].rpartition("/")[2] for wheel in each.get("wheels", ())]
        for each in tomllib.loads(TEXT)["package"]
        if "registry" in each["source"]
    }
    assert len(wheels) > 50
    assert [name for name, files in wheels.items() if not any(runs(file, int(minor)) for file in files)] == []


@pytest.mark.parametrize(
    ("wheel", "minor", "fits"),
    [
        ("a-1-py3-none-any.whl", 14, True),
        ("a-1-cp39-abi3-win_amd64.whl", 14, True),
        ("a-1-cp313-cp313-win_amd64.whl", 14, False),
        ("a-1-py2-none-any.whl", 14, False),
    ],
)
def test_a_wheel_is_for_some_versions(wheel: str, minor: int, fits: bool) -> None:
    assert runs(wheel, minor) is fits
