"""The generated pages of docs/ are what the code says today."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

from docs.picture import picture
from tests.conftest import clean_environment

ROOT = Path(__file__).resolve().parents[2]


def test_the_generated_pages_are_up_to_date() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "docs.generate", "--check"],
        cwd=ROOT,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", ""), "run `make docs`"


def test_a_picture_has_each_part_of_a_line_at_its_column_in_its_colour() -> None:
    drawn = ET.fromstring(picture("appxlint", "\x1b[1;31merror\x1b[0m  a <b>\n\nc\n"))  # noqa: S314 - our own
    lines = [each for each in drawn if each.tag.endswith("}text")]
    parts = [[(part.text, part.get("x"), part.get("fill")) for part in line] for line in lines]
    assert parts == [
        [("$", "18.0", "#7ee787"), ("appxlint", "34.8", None)],
        [("error", "18.0", "#ff7b72"), ("  a <b>", "60.0", None)],
        [("c", "18.0", None)],
    ]
    assert [int(line.get("y", "0")) for line in lines] == [32, 51, 89]


def test_a_picture_says_in_words_what_it_shows() -> None:
    words = [each.text for each in ET.fromstring(picture("appxlint", "\x1b[32mall\x1b[0m fine\n"))]  # noqa: S314
    assert words[:2] == ["What appxlint prints", "all fine"]
