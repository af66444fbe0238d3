from __future__ import annotations

import tomllib

import pytest

from validator.project.settings import SettingsError
from validator.project.settings_file import parse
from validator.project.toml_faults import reason_of

BACKSLASH = "write the text in single quotes"
UNCLOSED = "a quote is not closed"


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (r'secret-references = ["\d+"]', "1:25", BACKSLASH),
        (r'a = "\uSECR"', "1:8", BACKSLASH),
        (r'a = "\ud800"', "1:12", BACKSLASH),
        ('a = "SECRET\n', "1:12", "a quote is not closed in its line"),
        ('a = "SECRET\x01"', "1:12", "holds a character that it cannot hold"),
        ('a = "SECRET', "1:12", UNCLOSED),
        ("a = 'SECRET", "1:12", UNCLOSED),
        ("a = '''SECRET", "1:14", UNCLOSED),
        ('a = """SECRET', "1:14", UNCLOSED),
        ("SECRET", "1:7", "behind a key comes an equals sign"),
        ("a SECRET = 1", "1:3", "behind a key comes an equals sign"),
        ("[SECRET", "1:8", "the brackets around a table's name are not closed"),
        ("[[SECRET]", "1:9", "the brackets around a table's name are not closed"),
        ("a = 1 SECRET", "1:7", "one setting ends with its line"),
        ("a = [1 SECRET]", "1:8", "a list is not closed, or a comma is missing"),
        ("a = {SECRET = 1 c = 2}", "1:17", "a brace is not closed, or a comma is missing"),
        ("!SECRET", "1:1", "neither a key nor a table begins like this"),
        ("a.!SECRET = 1", "1:3", "a key begins with a letter"),
        ("a = SECRET", "1:5", "a value is text in quotes"),
        ("a = 2027-02-30T12:00:00", "1:5", "there is no such day or time"),
        ("# SECRET\x01", "1:9", "a comment cannot hold this character"),
        ("SECRET = 1\nSECRET = 2", "2:11", "this has been set before"),
        ("[SECRET]\n[SECRET]", "2:8", "this table has been opened before"),
        ("a = {SECRET = 1, SECRET = 2}", "1:28", "this key stands there twice"),
        ("a = [{}]\n[[a]]", "2:4", "this has been set before, all at once"),
        ("[SECRET.b]\n[a]\n[SECRET]\nb.c = 1", "4:8", "this has been set before"),
    ],
)
def test_the_reason_stands_behind_the_place_and_quotes_nothing(text: str, place: str, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse(text, "appxlint.toml")
    assert str(caught.value).startswith(f"appxlint.toml:{place}: this is not TOML: ")
    assert words in str(caught.value)
    assert "SECR" not in str(caught.value)


def test_what_the_parser_says_in_other_words_is_left_out() -> None:
    assert reason_of("Something new about 'SECRET' (at line 1, column 1)") == ""
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads("a")
    assert reason_of(str(caught.value)) != ""
