from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.human_places import WORDS
from tests.support.vocabulary import text
from validator.secrets.vocabulary import (
    FILE,
    _less,
    is_constant,
    is_known,
    is_near,
    is_prose,
    meant_by,
    words_of,
)


def test_the_words_are_those_of_schemas_catalogue_and_rules() -> None:
    assert Path(FILE).read_text(encoding="utf-8") == text(), "run `make docs`"


@pytest.mark.parametrize(
    "name",
    [
        "clientSecret",
        "client_secret",
        "Client Secret",
        "clientsecret",
        "Production",
        "Procore V2 OAuth Code Flow Auth",
        "appxlint/v1",
        "//login.procore.com/oauth/token",
        "x",
        "V2",
    ],
)
def test_a_name_that_is_made_of_known_words_is_known(name: str) -> None:
    assert is_known(name)
    assert is_prose(name)


@pytest.mark.parametrize(
    "name",
    [*WORDS, "", "---", "7788", "22:30", "12-34-56", "a b c d", "clientSwordfish", "geheim", "x" * 200],
)
def test_any_other_name_is_not(name: str) -> None:
    assert not is_known(name)
    assert not is_near(name)


@pytest.mark.parametrize(
    "name",
    [
        "clientScret",
        "clientSecrte",
        "clientSecreet",
        "clinetSecret",
        "client-secrte",
        "conector",
        "nmae",
        "regoin",
    ],
)
def test_a_slip_of_the_pen_away_from_known_names_is_near(name: str) -> None:
    assert is_near(name)
    assert not is_known(name)


def test_other_keys_can_be_known_as_well() -> None:
    known = frozenset({"sluiceGate"})
    assert is_near("sluicegate", known)
    assert is_near("sliuceGate", known)
    assert not is_near("sluiceGates2", known)
    assert not is_near("sluiceGate")


def test_a_slip_is_one_that_a_name_and_a_word_have_in_common() -> None:
    names = ("region", "token", "site", "us", "sluicegate")
    for word in (
        "regio",
        "regoin",
        "aregion",
        "toke",
        "tokenss",
        "sit",
        "sites",
        "ite",
        "usa",
        "luicegat",
        "xegion",
    ):
        alike = any(_less(word) & _less(name) for name in names if len(name) > 3)
        assert is_near(word, frozenset(names)) is (alike or is_near(word)), word


def test_prose_has_more_words_than_names() -> None:
    assert is_prose("beforehand")
    assert not is_known("beforehand")


@pytest.mark.parametrize(("value", "constant"), [("No", True), ("null", True), ("", True), ("none", False)])
def test_constants_are_those_of_yaml(value: str, constant: bool) -> None:
    assert is_constant(value) is constant


def test_the_words_of_a_name_come_in_small_letters() -> None:
    assert words_of("OAuth2Client_id") == ["o", "auth", "2", "client", "id"]


def test_a_slip_of_the_pen_means_the_keys_that_it_is_near_to() -> None:
    keys = ("region", "tokenUrl", "token_url", "site")
    assert meant_by("regoin", keys) == ["region"]
    assert meant_by("TokenUrls", keys) == ["tokenUrl", "token_url"]
    assert meant_by("swordfish", keys) == meant_by("", keys) == meant_by("r" * 101, keys) == []
