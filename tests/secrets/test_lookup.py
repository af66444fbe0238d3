from __future__ import annotations

import pytest

from validator.secrets.lookup import Lookup, without


def lookup(*texts: str) -> Lookup:
    found = Lookup()
    for text in texts:
        found.add(text)
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the swordfish is here", ["swordfish"]),
        ("SWORDFISH, Swordfish", ["SWORDFISH", "Swordfish"]),
        ("PROCORE_SWORDFISH", ["SWORDFISH"]),
        ("a FISHMEADOW and fishMeadow", ["FISHMEADOW", "fishMeadow"]),
        ("ACME_FISH_MEADOW", ["FISH_MEADOW"]),
        ("geheim wort", ["geheim wort"]),
        ("geheim-wort-mehr", ["geheim-wort-mehr"]),
        ("geheim", []),
        ("swordfishes", []),
        ("", []),
    ],
)
def test_texts_are_found_in_any_case_and_the_longest_counts(text: str, found: list[str]) -> None:
    secrets = lookup("swordfish", "geheim-wort", "geheim-wort-mehr", "fishMeadow")
    assert [text[start:end] for start, end in secrets.find(text)] == found


def test_what_is_too_short_is_left_out() -> None:
    assert not lookup("abc", "!!!", "")
    assert lookup("abcd")


def test_a_text_without_them_has_a_word_in_brackets_in_their_place() -> None:
    secrets = lookup("swordfish", "known")
    assert without('no field "swordfish"; write x', secrets) == "no field (hidden); write x"
    assert without('no "a swordfish"', secrets) == 'no "a (hidden)"'
    assert without("swordfish is a swordfish", secrets) == "(hidden) is a (hidden)"


def test_words_of_the_tool_itself_are_left_alone_outside_of_quotes() -> None:
    assert without('it is not known, "known"', lookup("known")) == "it is not known, (hidden)"


def test_many_texts_cost_no_more_than_few() -> None:
    many = lookup(*(f"secret word {number}" for number in range(2000)))
    assert many.find("secret word 1999 and secret word 2001") == [(0, 16)]
