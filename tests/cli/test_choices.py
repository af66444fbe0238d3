from __future__ import annotations

import pytest

from validator.cli.choices import one_of
from validator.project.settings import SettingsError


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("jsn", '--format: "jsn" is none of text and json; did you mean "json"?'),
        ("nothing", '--format: "nothing" is none of text and json'),
    ],
)
def test_a_value_that_an_option_does_not_take_is_one_clear_line(value: str, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        one_of("--format", value, ("text", "json"))
    assert str(caught.value) == words
    one_of("--format", "json", ("text", "json"))
    for almost in ("JSON", "", "text json"):
        with pytest.raises(SettingsError):
            one_of("--format", almost, ("text", "json"))
