"""Modules that are found quickly are the same ones, made of their source as it is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import clean_environment, write_project
from validator import __version__
from validator.cli import finder

INSTALL = """
import sys
sys.path.insert(0, ".")
import validator.finder as finder
finder.find_quickly()
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return a folder with a package that has the finder and a module."""
    source = Path(finder.__file__).read_text("utf-8")
    files = {"validator/__init__.py": "", "validator/finder.py": source, "validator/some.py": "VALUE = 1\n"}
    return write_project(tmp_path, {**files, "validator/inner/__init__.py": "INNER = 2\n"})


def run(package: Path, code: str, *options: str) -> str:
    ran = subprocess.run(
        [sys.executable, *options, "-c", INSTALL + code],
        cwd=package,
        env={**clean_environment(), "PYTHONDONTWRITEBYTECODE": ""},
        capture_output=True,
        check=False,
        text=True,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout.strip()


SHOWN = "import validator.some as some\nprint(some.VALUE, type(some.__loader__).__name__)"


def test_a_module_is_loaded_from_the_code_that_was_kept_for_it(package: Path) -> None:
    assert run(package, SHOWN) == "1 _Loader"
    (kept,) = (package / "validator/__pycache__").glob("some.*.pyc")
    before = kept.stat().st_mtime_ns
    kept.write_bytes(kept.read_bytes().replace(b"\xe9\x01\x00\x00\x00", b"\xe9\x07\x00\x00\x00"))
    os.utime(kept, ns=(before, before))
    assert run(package, SHOWN) == "7 _Loader"


def test_a_source_that_was_written_since_is_compiled_anew(package: Path) -> None:
    run(package, SHOWN)
    source = package / "validator/some.py"
    source.write_text("VALUE = 22\n", "utf-8")
    assert run(package, SHOWN) == "22 _Loader"
    source.write_text("VALUE = 33\n", "utf-8")  # as long as before
    os.utime(source, (1, 1))
    assert run(package, SHOWN) == "33 _Loader"


@pytest.mark.parametrize("data", [b"", b"no code", b"\0" * 16])
def test_kept_code_that_is_none_is_not_used(data: bytes, package: Path) -> None:
    run(package, SHOWN)
    for kept in (package / "validator/__pycache__").glob("some.*.pyc"):
        kept.write_bytes(data)
    assert run(package, SHOWN) == "1 _Loader"


def test_a_module_knows_where_it_is_from(package: Path) -> None:
    code = """
import inspect, validator.some as some
spec = some.__spec__
print(some.__file__ == spec.origin == spec.loader.path, some.__cached__ == spec.cached, some.__package__)
print(inspect.getsource(some), end="")
import importlib
print(importlib.reload(some) is some)
"""
    assert run(package, code) == "True True validator\nVALUE = 1\nTrue"


def test_packages_and_what_is_not_there_are_left_to_python(package: Path) -> None:
    code = """
import validator.inner
print(type(validator.inner.__loader__).__name__)
try:
    import validator.gone
except ModuleNotFoundError as error:
    print(error)
"""
    assert run(package, code) == "SourceFileLoader\nNo module named 'validator.gone'"


def test_where_compiled_code_is_kept_elsewhere_python_finds_everything(package: Path) -> None:
    assert run(package, SHOWN, "-X", "pycache_prefix=elsewhere") == "1 SourceFileLoader"


def test_where_its_parts_are_elsewhere_the_command_goes_without_it() -> None:
    without = "sys.modules['validator.cli.finder'] = None; sys.argv = ['appxlint', '--version']"
    code = f"import sys; {without}; from validator.cli.entry import main; main()"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"appxlint {__version__}\n", "")
