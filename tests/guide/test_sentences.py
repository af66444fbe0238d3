from __future__ import annotations

import pytest

from validator.guide.sentences import places, said
from validator.guide.sheet import Mark, Part

NAMES: dict[str, str | Part] = {
    "app": Part("Payroll *Sync* {x}", Mark.NAME),
    "part": "the number",
    "page": "Company Portfolio",
}


def test_names_are_told_from_the_words_around_them() -> None:
    assert said("Install {app} now.", NAMES) == ("Install ", NAMES["app"], " now.")
    assert said("Compare {part}.", NAMES) == ("Compare ", "the number", ".")


def test_words_of_a_screen_and_commands_are_parts_whose_places_are_filled_in() -> None:
    assert said("Open the *{page}*.", NAMES) == ("Open the ", Part("Company Portfolio", Mark.SCREEN), ".")
    assert said("Try `run {page}`", NAMES) == ("Try ", Part("run Company Portfolio", Mark.CODE))


def test_a_name_is_taken_as_it_is_whatever_signs_it_holds() -> None:
    assert said("{app}", NAMES) == (Part("Payroll *Sync* {x}", Mark.NAME),)


def test_a_sentence_with_a_place_for_an_unknown_name_is_none() -> None:
    assert said("Install {nobody}.", NAMES) is None
    assert said("Install `{nobody}`.", NAMES) is None


@pytest.mark.parametrize("text", ["", "  "])
def test_nothing_said_is_no_words(text: str) -> None:
    assert said(text, NAMES) == ()


def test_the_places_of_a_sentence_are_known_beforehand() -> None:
    assert places("{a} and *{b-c}* and `{d}` but not { e }") == {"a", "b-c", "d"}
