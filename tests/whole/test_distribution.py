"""What is built and installed: the wheel has all that the tool needs and nothing else, and works from elsewhere."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest
import trustme

import validator
from tests.conftest import clean_environment
from validator.rules import ALL

pytestmark = pytest.mark.distribution

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "sample-configs" / "demo"
BIN = "Scripts" if os.name == "nt" else "bin"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a built sdist and of the wheel built from it: APPXLINT_DIST, or a new one."""
    given = os.environ.get("APPXLINT_DIST")
    if given:
        return ROOT / given
    folder = tmp_path_factory.mktemp("dist")
    _run([sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT)], folder)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (found,) = built.glob("appxlint-*.whl")
    return found


@pytest.fixture(scope="module")
def contents(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a new virtual environment that has the wheel and what it depends on."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder)
    _install(folder / BIN, f"{wheel}", folder)
    return folder / BIN


def _install(commands: Path, what: str, folder: Path) -> None:
    """Install something where the commands of a virtual environment are, by the pip of this one."""
    pip = [sys.executable, "-m", "pip", "--python", str(commands / "python")]
    _run([*pip, "install", "--quiet", "--no-compile", what], folder)


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in clean_environment().items() if not name.startswith("PYTHONPATH")
    }
    ran = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=300
    )
    assert ran.returncode in {0, 1}, ran.stdout + ran.stderr
    return ran


def _files(folder: str, ending: str) -> set[str]:
    found = (path for path in (ROOT / folder).rglob(f"*{ending}") if path.is_file())
    return {path.relative_to(ROOT).as_posix() for path in found}


def test_the_wheel_has_every_module_schema_and_shipped_fact(contents: set[str]) -> None:
    needed = _files("validator", ".py") | _files("validator", ".yaml")
    needed |= {f"validator/{name}" for name in _files("schemas", ".json")}
    assert len(needed) > 100
    assert needed - contents == set()


def test_the_wheel_says_that_it_is_typed(contents: set[str]) -> None:
    assert "validator/py.typed" in contents


def test_the_wheel_has_the_diagnoses_of_the_live_check(contents: set[str]) -> None:
    assert "validator/live/diagnosis.yaml" in contents


def test_the_wheel_has_nothing_of_the_development(contents: set[str]) -> None:
    outside = {name for name in contents if not name.startswith("validator/") and ".dist-info/" not in name}
    assert outside == set()
    assert not [name for name in contents if "__pycache__" in name]


def test_the_metadata_name_the_command_the_licence_and_the_version(wheel: Path, contents: set[str]) -> None:
    with zipfile.ZipFile(wheel) as archive:
        read = {
            name: archive.read(
                next(each for each in contents if each.endswith(f".dist-info/{name}"))
            ).decode()
            for name in ("METADATA", "entry_points.txt", "licenses/LICENSE")
        }
    about = Parser().parsestr(read["METADATA"])
    assert about["Name"] == "appxlint"
    assert about["Version"] == validator.__version__
    assert about["Requires-Python"] == ">=3.11"
    assert about["License-Expression"] == "MIT"
    assert about["Description-Content-Type"] == "text/markdown"
    assert str(about.get_payload()).startswith("# appxlint")
    assert "](docs/" not in str(about.get_payload())
    assert "appxlint = validator.cli.entry:main" in read["entry_points.txt"]


def test_an_index_can_show_the_readme_and_no_link_of_it_leads_nowhere(
    wheel: Path, contents: set[str]
) -> None:
    from readme_renderer import markdown  # noqa: PLC0415 - only these tests have it

    with zipfile.ZipFile(wheel) as archive:
        about = archive.read(next(each for each in contents if each.endswith(".dist-info/METADATA"))).decode()
    complaints = io.StringIO()
    page = markdown.render(str(Parser().parsestr(about).get_payload()), stream=complaints)
    assert complaints.getvalue() == ""
    assert page is not None
    assert "<h2" in page
    links = re.findall(r'(?:href|src)="([^"]*)"', page)
    assert [each for each in links if not each.startswith(("https://", "#"))] == []


def test_the_sdist_has_what_its_own_tests_need(built: Path) -> None:
    (archive,) = built.glob("appxlint-*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    wanted = {"pyproject.toml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile"}
    wanted |= {
        ".pre-commit-hooks.yaml",
        "tests/whole/test_distribution.py",
        ".dockerignore",
        ".github/workflows/release.yml",
        "Dockerfile",
        "action.yml",
        "benchmarks/generate.py",
        "pipelines/gitlab.yml",
        "tests/render/sarif_schema/NOTICE.md",
        "uv.lock",
        "docs/format.md",
    }
    wanted |= (
        _files("schemas", ".json")
        | _files("sample-configs/demo", ".yaml")
        | {"sample-configs/demo/appxlint.toml"}
    )
    assert wanted - names == set()


def test_the_installed_command_lints_from_a_folder_of_its_own(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(DEMO, tmp_path / "configs")
    ran = _run([str(installed / "appxlint"), "check", "--format", "json", "configs"], tmp_path)
    report = json.loads(ran.stdout)
    here = validator.check(DEMO)
    assert ran.returncode == 1
    assert report["summary"]["files"] == here.summary.files
    assert [each["rule"] for each in report["diagnostics"]] == [each.rule for each in here.diagnostics]


def test_the_installed_command_explains_a_fault_of_shape(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(
        "apiVersion: appxlint/v1\nkind: Workspace\nnmae: Acme\n", encoding="utf-8"
    )
    ran = _run([str(installed / "appxlint"), "check", "--format", "concise", "."], tmp_path)
    assert ran.stdout.startswith("one.yaml:3:1: error: unknown-field: ")


def test_the_installed_command_lists_its_rules(installed: Path, tmp_path: Path) -> None:
    ran = _run([str(installed / "appxlint"), "rules"], tmp_path)
    listed = {line.split()[0] for line in ran.stdout.splitlines() if line.startswith("  ")}
    assert {each for each in listed if not each.startswith("live/")} == {rule.id for rule in ALL}
    assert any(each.startswith("live/") for each in listed)


_JUDGES = """\
import os, ssl, truststore
for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
    os.environ.pop(name, None)
from validator.live.transport import context
system, files = context(None), context(__import__("pathlib").Path("ca.pem"))
assert type(system) is type(files) is truststore.SSLContext
assert system.verify_mode is ssl.CERT_REQUIRED and system.check_hostname
print("the system judges")
"""


def test_with_the_extra_truststore_the_system_judges_certificates(
    wheel: Path, installed: Path, tmp_path: Path
) -> None:
    trustme.CA().cert_pem.write_to_path(tmp_path / "ca.pem")
    _install(installed, f"{wheel}[truststore]", tmp_path)
    assert _run([str(installed / "python"), "-c", _JUDGES], tmp_path).stdout == "the system judges\n"


def test_the_installed_package_is_used_from_python(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(DEMO, tmp_path / "configs")
    code = "import validator; print(validator.__file__); print(validator.check('configs').summary.errors)"
    home, errors = _run([str(installed / "python"), "-c", code], tmp_path).stdout.split("\n", 1)
    assert Path(home).is_relative_to(installed.parent)
    assert int(errors) == validator.check(DEMO).summary.errors
