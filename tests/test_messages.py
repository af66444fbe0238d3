"""What is printed for the mistakes that people make, letter by letter, and what no message ever says.

`UPDATE_GOLDENS=1 pytest tests/test_messages.py` writes what is printed into the `expected.txt` of each case.
"""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import validator
from validator.render import FORMATS, Options

if TYPE_CHECKING:
    from validator.report import Report

TODAY = date(2026, 11, 23)
FOLDER = Path(__file__).parent / "messages"
EXPECTED = "expected.txt"
UPDATE = "UPDATE_GOLDENS"
CASES = sorted(each for each in FOLDER.iterdir() if each.is_dir())


def _checked(case: Path, project: Path) -> Report:
    shutil.copytree(case, project, dirs_exist_ok=True)
    (project / EXPECTED).unlink(missing_ok=True)
    names = sorted(path.name for path in project.iterdir())
    (project / "appxlint.toml").touch()
    return validator.check(names, as_of=TODAY)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_mistake_is_told_in_these_words(case: Path, project: Path) -> None:
    text = FORMATS["text"](_checked(case, project), Options(width=100))
    file = case / EXPECTED
    if os.environ.get(UPDATE):
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text == file.read_bytes().decode("utf-8")
