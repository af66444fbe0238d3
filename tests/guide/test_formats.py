from __future__ import annotations

import pytest

from tests.guide.sheets import SHEET
from validator.guide.formats import FORMATS
from validator.guide.sheet import Binder


def test_there_are_three_formats_with_endings_of_their_own() -> None:
    assert {name: each.ending for name, each in FORMATS.items()} == {
        "text": "txt",
        "markdown": "md",
        "html": "html",
    }
    assert [name for name, each in FORMATS.items() if each.anchored] == ["html"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_all_of_a_sheet_and_ends_its_last_line(name: str) -> None:
    text = FORMATS[name].render(Binder((), (SHEET,)), 80)
    for words in ("Payroll Sync", "3f0c1c52", "leave empty", "by the base connection", "it follows", "404"):
        assert words in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_text_alone_hangs_on_the_width() -> None:
    binder = Binder((), (SHEET,))
    changed = [name for name, each in FORMATS.items() if each.render(binder, 40) != each.render(binder, 100)]
    assert changed == ["text"]
