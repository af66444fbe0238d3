from __future__ import annotations

from tests.guide.sheets import SHEET
from validator.guide.sheet import Link, Mark, Part, plain


def test_a_sentence_can_be_read_as_mere_text() -> None:
    assert plain(("Install ", Part("Payroll Sync", Mark.NAME), ".")) == "Install Payroll Sync."
    assert plain(()) == ""


def test_a_page_is_listed_once_however_many_steps_name_it() -> None:
    first = SHEET.sections[0]
    twice = SHEET._replace(sections=(first, first))
    assert twice.pages == (
        Link("Help, Apps", "https://help.example/apps"),
        Link("Help, by title alone", ""),
    )
