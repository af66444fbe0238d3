from __future__ import annotations

import re

import pytest

from tests.guide.sheets import CLIENT, CONFIG, INTEGRATOR, SHEET, sheet
from tests.render.reports import FORBIDDEN
from validator.guide.sheet import Audience, Binder, Entry, Mark, Part
from validator.guide.text import render
from validator.render.escape import width

ONE = Binder((), (SHEET,))
INDEX = (
    Entry("acme", "Acme : Procore", "Procore", "Production", ((Audience.ADMIN, "acme-admin.txt"),)),
    Entry("broken", "Acme : Procore", "Procore", "", ()),
)


def test_a_sheet_reads_from_top_to_bottom() -> None:
    assert (
        render(ONE)
        == """\
Prepare Procore for App Xchange
===============================
For the Procore administrator of Acme

Company  Acme

1. Install the app
------------------

[ ] Install Payroll Sync with Install App. [1] [2]

      App Version Key         enter        3f0c1c52
      Client secret           enter        from ACME_CLIENT_SECRET
      Scope                   leave empty
      Connection Environment  filled in    Production (by the base connection)

    It is asked for once.
    Inferred, not documented: it follows.

2. If it fails
--------------

  - 404: Ask again with appxlint live a.yaml

Public pages
------------

[1] Help, Apps
    https://help.example/apps
[2] Help, by title alone
"""
    )


def test_what_does_not_fit_beside_stands_below() -> None:
    lines = render(ONE, 40).splitlines()
    at = lines.index("      Connection Environment")
    assert lines[at + 1 : at + 3] == ["        filled in Production (by the", "        base connection)"]
    noted = render(ONE, 74).splitlines()
    at = noted.index("      Connection Environment  filled in    Production")
    assert noted[at + 1] == f"{' ' * 43}(by the base connection)"


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_nothing_but_one_thing_to_copy_is_wider_than_the_screen(columns: int) -> None:
    binder = Binder(INDEX, (SHEET, sheet(INTEGRATOR, CONFIG, CLIENT)))
    wider = [line for line in render(binder, columns).splitlines() if width(line) > columns]
    assert all(re.fullmatch(r" *\S+", line) for line in wider), wider


def test_an_index_lists_connections_and_says_which_have_no_sheet() -> None:
    text = render(Binder(INDEX, (SHEET,)))
    assert text.startswith("Connections\n===========\n\nacme\n  Acme : Procore / Procore / Production\n")
    assert "  administrator: acme-admin.txt\n" in text
    assert "broken\n  Acme : Procore / Procore\n  no sheet: it has errors\n" in text
    assert f"\n\n{'-' * 72}\n\nPrepare" in text


def test_hostile_texts_stay_on_their_line_and_are_seen() -> None:
    bad = "x\x1b[2J\u202e\n::error::forged"
    step = SHEET.sections[0].steps[0]._replace(do=("Install ", Part(bad, Mark.NAME)))
    section = SHEET.sections[0]._replace(steps=(step,))
    text = render(Binder((), (SHEET._replace(title=bad, sections=(section,)),)))
    assert FORBIDDEN.search(text) is None
    assert "\n::" not in text


def test_no_line_ends_in_blanks() -> None:
    assert not [line for line in render(ONE).splitlines() if line != line.rstrip()]
