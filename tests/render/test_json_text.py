from __future__ import annotations

import json

import pytest

from validator.render.json_text import dumps


def test_half_a_character_arrives_as_its_escape_and_a_whole_one_whole() -> None:
    assert json.loads(dumps(["caf\udce9", {"\ud800": "\U0001f600"}, True])) == [
        r"caf\u{DCE9}",
        {r"\u{D800}": "\U0001f600"},
        True,
    ]


def test_no_number_that_is_none_is_written() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        dumps(float("nan"))


@pytest.mark.parametrize(
    "text", ["##[error]x", "##vso[x]", "a ### b", "####", "#", r"\ud800 as it was typed"]
)
def test_no_line_holds_the_mark_of_a_command_and_the_text_is_what_it_was(text: str) -> None:
    written = dumps({text: [text]})
    assert "##" not in written
    assert json.loads(written) == {text: [text]}


def test_the_text_is_ascii_indented_and_ends_its_last_line() -> None:
    assert dumps({"b": "Zürich", "a": [1]}) == '{\n  "b": "Z\\u00fcrich",\n  "a": [\n    1\n  ]\n}\n'
    assert dumps([]) == "[]\n"
