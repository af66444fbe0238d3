"""No sheet holds eight characters in a row of a secret, wherever it stands, and whether or not there is an error."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from tests.guide.sheets import CONFIG
from tests.support.canaries import CANARIES, Canary, field_places
from tests.support.canary_places import BROKEN, FILES, YAML
from tests.support.clock import TODAY
from tests.support.human_places import PLACES, WORDS
from tests.support.sampling import one_in
from validator.diagnostics import Request
from validator.engine.run import load_projects
from validator.guide import html_page, markdown, text
from validator.guide.make import sheet_of
from validator.guide.sheet import Audience, Binder
from validator.project.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.canaries import Plant

SECRETS = {**field_places(), **YAML, **BROKEN, **FILES}


def _planted(folder: Path, plant: Plant, secret: str) -> Path:
    given = plant(secret)
    return write_project(folder, given if isinstance(given, dict) else {"config.yaml": given})


def _sheets(folder: Path) -> Iterator[str]:
    """Yield the sheets of every config in each format, those that have errors too."""
    try:
        projects = [loaded.project for loaded in load_projects(Request((f"{folder}",), as_of=TODAY))]
    except SettingsError:
        return
    for project in projects:
        for config in project.configs():
            made = [sheet_of(project.connection(config), project, audience) for audience in Audience]
            binder = Binder((), tuple(made))
            yield from (text.render(binder), markdown.render(binder), html_page.render(binder), repr(made))


@pytest.mark.parametrize("place", one_in(3, SECRETS))
def test_no_sheet_gives_a_secret_away(place: str, tmp_path: Path) -> None:
    canary = CANARIES[zlib.crc32(place.encode()) % len(CANARIES)]
    folder = _planted(tmp_path / "project", SECRETS[place], canary.text)
    assert not [shown for shown in _sheets(folder) if canary.leaks(shown)], canary.name


@pytest.mark.parametrize("place", one_in(2, PLACES))
def test_no_sheet_gives_a_word_away(place: str, tmp_path: Path) -> None:
    word = WORDS[zlib.crc32(place.encode()) % len(WORDS)]
    folder = _planted(tmp_path / "project", PLACES[place], word)
    canary = Canary("a word", word, word)
    assert not [shown for shown in _sheets(folder) if canary.leaks(shown)]


def test_a_leak_would_be_seen(tmp_path: Path) -> None:
    folder = _planted(tmp_path / "project", lambda word: CONFIG.replace("Acme Builders", word), "sunshine")
    canary = Canary("a word", "sunshine", "sunshine")
    assert len([shown for shown in _sheets(folder) if canary.leaks(shown)]) == 4
