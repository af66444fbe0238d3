from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import validator
from validator._version import __version__
from validator.cache.tool import identity

if TYPE_CHECKING:
    import pytest

PACKAGE = Path(validator.__file__).parent


def _copy(folder: Path) -> Path:
    package = folder / "site-packages" / "validator"
    (package / "rules").mkdir(parents=True)
    (package / "rules" / "a.py").write_text("1\n")
    (package / "data.json").write_text("{}\n")
    return package


def test_the_tool_knows_itself() -> None:
    assert identity(f"{PACKAGE}") == identity(f"{PACKAGE}") is not None


def test_a_working_copy_is_another_after_any_change_of_code_or_data(tmp_path: Path) -> None:
    package = _copy(tmp_path)
    seen = [identity(f"{package}")]
    for name in ("rules/a.py", "data.json", "rules/new.py", "../schemas/settings.json"):
        (package / name).parent.mkdir(exist_ok=True)
        (package / name).write_text("2 and more\n")
        seen.append(identity(f"{package}"))
    (package / "rules" / "__pycache__").mkdir()
    (package / "rules" / "__pycache__" / "a.pyc").touch()
    assert len(set(seen)) == len(seen)
    assert identity(f"{package}") == seen[-1]


def test_an_installed_release_is_known_by_the_list_of_its_files(tmp_path: Path) -> None:
    first, second = _copy(tmp_path / "first"), _copy(tmp_path / "second")
    assert identity(f"{first}") != identity(f"{second}")
    for package in (first, second):
        (package.parent / f"appxlint-{__version__}.dist-info").mkdir()
        (package.parent / f"appxlint-{__version__}.dist-info" / "RECORD").write_text(
            "validator/a.py,sha256=x,1\n"
        )
    assert identity(f"{first}") == identity(f"{second}") is not None
    (second.parent / f"appxlint-{__version__}.dist-info" / "RECORD").write_text("validator/a.py,sha256=y,1\n")
    assert identity(f"{first}") != identity(f"{second}")


def test_another_release_of_a_library_is_another_tool(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "site-packages"
    folder.mkdir()
    monkeypatch.setattr(sys, "path", [*sys.path, f"{folder}"])
    seen = [identity(f"{PACKAGE}")]
    for name in ("PyYAML-6.0.1.dist-info", "pathspec-0.12.1.dist-info"):
        (folder / name).mkdir()
        seen.append(identity(f"{PACKAGE}"))
    (folder / "unrelated-1.0.dist-info").mkdir()
    assert len(set(seen)) == 3
    assert identity(f"{PACKAGE}") == seen[-1]


def test_a_tool_that_lies_in_no_folder_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "tool.zip").touch()
    assert identity(f"{tmp_path / 'tool.zip' / 'validator'}") is None
