"""At 40 columns no command writes a longer line, but where breaking it would spoil what a person may want to copy.

Such a line is a single unit (an address, a path, a name in quotes, a command in backticks), or a line of a file that is
shown as it is: with its number beside it, or indented as code.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from tests.support.documentation import ROOT
from tests.support.terminal import on_a_terminal
from validator.render.wrap import wrap

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there are no such terminals on Windows")

COLUMNS = 40
DEMO = ROOT / "sample-configs" / "demo"
DAY = ("--as-of", "2026-11-02")
_OF_A_FILE = re.compile(r" {4,}\S| *\d* +\| ")

LOOKS = [
    ("check", "customers/birchwood.yaml", *DAY),
    ("explain", "company-id-region", "Procore client credentials"),
    ("rules",),
    ("catalog",),
    ("catalog", "procore"),
    ("cache", "info"),
    ("list", *DAY),
    ("secrets",),
    ("show", "."),
    ("diff", "alder-procore", "fir-hill-procore"),
    ("graph",),
    ("graph", "--impact", "Ledger Sync"),
    ("guide", "customers/alder.yaml"),
    ("guide", "customers/cedar.yaml"),
    ("live", "--dry-run", "customers", *DAY),
    ("migrate", "customers/alder.yaml"),
    ("--help",),
    ("list", "--help"),
]
COMPLAINTS = [
    ("frob",),
    ("customers/alder.yaml",),
    ("check", "--nope"),
    ("check", "--format", "nope"),
    ("check", "--select", "nope"),
    ("check", "customers/nowhere.yaml"),
    ("list", "--findings", "nope"),
    ("diff", "alder-procore", "no-such-procore"),
    ("graph", "--impact", "no-such-thing"),
    ("init", "--from-csv", "customers-of-nowhere.csv"),
    ("live", "customers/nowhere.yaml"),
    ("schema", "nope"),
]


def too_long(text: str) -> list[str]:
    """Return the lines that are longer than the terminal is wide, and could be broken."""
    return [line for line in text.splitlines() if len(line) > COLUMNS and not _has_to_be(line)]


def _has_to_be(line: str) -> bool:
    return len(wrap(line.strip(), 1)) == 1 or _OF_A_FILE.match(line) is not None


@pytest.mark.parametrize("arguments", LOOKS + COMPLAINTS, ids=" ".join)
def test_every_line_fits(arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DEMO)
    shown = on_a_terminal(COLUMNS, *arguments, code=None)
    assert shown
    assert "Traceback" not in shown
    assert too_long(shown) == []


def test_questions_fit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    answers = ["", "Acme", "Procore + Ledger", "Acme : Procore", "odd", *[""] * 20]
    shown = on_a_terminal(
        COLUMNS, "init", "--dry-run", code=None, typed="".join(f"{each}\n" for each in answers)
    )
    assert "Which connection definition is it\n" in shown
    assert too_long(shown.replace("? ", "?\n")) == []


def test_a_line_that_could_be_broken_would_be_seen() -> None:
    assert too_long("appxlint: there is no rule with that name, see the list") != []
    assert too_long("  https://example.com/a/long/address/that/nobody/breaks") == []


def test_where_there_is_no_terminal_a_complaint_is_one_line(capfd: pytest.CaptureFixture[str]) -> None:
    from validator.render.sink import say  # noqa: PLC0415

    words = f"appxlint: {'word ' * 60}end\n"
    say(words)
    assert capfd.readouterr().err == words
