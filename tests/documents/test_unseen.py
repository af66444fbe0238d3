from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.diagnostics import Part, Position, Span
from validator.documents import unseen
from validator.render.escape import escape

SPAN = Span(Position(1, 1), Position(1, 2))
RANGES = (
    *((0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5)),
    *((0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164)),
    *((0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3)),
    *((0x1D173, 0x1D17A), (0xE0000, 0xE0FFF)),
)
"""Default_Ignorable_Code_Point of Unicode 16, DerivedCoreProperties.txt."""

IGNORABLE = [chr(code) for first, last in RANGES for code in range(first, last + 1)]
BLANK = ["\u2800", "\ufff9", "\ufffa", "\ufffb", "\u2028", "\u2029", "\x85", "\ufffe", "\uffff"]

ORDINARY = {
    "an aeroplane drawn as an emoji": "\u2708\ufe0f",
    "an aeroplane drawn as text": "\u2708\ufe0e",
    "a keycap": "1\ufe0f\u20e3",
    "a trade mark": "\u2122\ufe0f",
    "a person at a computer": "\U0001f469\U0001f3fd\u200d\U0001f4bb",
    "a heart on fire": "\u2764\ufe0f\u200d\U0001f525",
    "the flag of Scotland": "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "Persian": "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "Hindi": "\u0915\u094d\u200d\u0937",
    "a family name in Japan": "\u8fbb\U000e0100",
    "Mongolian": "\u182e\u1823\u180b\u1829",
    "German": "Br\u00fccke\u00a0\u2013 caf\u00e9",
    "line ends": "a\r\nb\tc\n",
}
STRANGE = {
    "a style behind a letter": "Acme\ufe0f",
    "a style at the beginning": "\ufe0fAcme",
    "a joiner between letters": "Ac\u200dme",
    "a joiner between ideographs": "\u8fbb\u200d\u8fbb",
    "a joiner behind Persian": "\u0645\u200c",
    "a form of an ideograph behind a letter": "e\U000e0100",
    "a Mongolian form behind a letter": "e\u180e",
    "a tag": "Acme\U000e0041",
    "tags behind a flag that no region has": "\U0001f3f4\U000e0068\U000e0069\U000e007f",
    "a tag behind the flag of Wales": (
        "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f\U000e0041"
    ),
}


@pytest.mark.parametrize("text", ORDINARY.values(), ids=list(ORDINARY))
def test_what_a_language_or_an_emoji_needs_is_ordinary(text: str) -> None:
    assert list(unseen.first_of_lines(f"name: {text} x\n")) == []


@pytest.mark.parametrize("text", STRANGE.values(), ids=list(STRANGE))
def test_the_same_characters_elsewhere_are_not(text: str) -> None:
    assert len(list(unseen.first_of_lines(text))) == 1


def test_every_character_that_unicode_lets_be_ignored_is_found_between_letters() -> None:
    assert [char for char in (*IGNORABLE, *BLANK) if list(unseen.first_of_lines(f"a{char}b")) != [1]] == []


def test_every_control_and_format_character_is_found_and_no_letter_is() -> None:
    text = "".join(f"a{chr(code)}b\n" for code in range(sys.maxunicode + 1))
    found = {text[at] for at in unseen.first_of_lines(text)}
    controls = {chr(code) for code in range(0xA0) if unicodedata.category(chr(code)) == "Cc"}
    assert controls - found == {"\t", "\n"}
    categories = {unicodedata.category(char) for char in found - {*IGNORABLE, *BLANK}}
    assert categories == {"Cc"}


def test_what_is_found_is_written_out_where_it_is_shown() -> None:
    assert [char for char in (*IGNORABLE, *BLANK) if escape(f"a{char}b") == f"a{char}b"] == []


def test_only_the_first_of_a_line_is_told() -> None:
    assert list(unseen.first_of_lines("\u200b\u200b\n\n a\u202eb\u200b\nx\n\u2800")) == [0, 6, 12]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (r"\e[31m", [(0, 2, "\x1b")]),
        (r"a\0", [(1, 3, "\0")]),
        (r"\u202ex", [(0, 6, "\u202e")]),
        (r"\U000E0041", [(0, 10, "\U000e0041")]),
        (r"\udb40\udc41", [(0, 12, "\U000e0041")]),
        (r"\x1b\a\L", [(0, 4, "\x1b"), (4, 6, "\a"), (6, 8, "\u2028")]),
        (r"a\rb", [(1, 3, "\r")]),
        (r"Acme\ufe0f", [(4, 10, "\ufe0f")]),
    ],
)
def test_an_escape_that_stands_for_what_nobody_sees_is_found(
    raw: str, expected: list[tuple[int, int, str]]
) -> None:
    assert list(unseen.escapes(raw)) == expected


@pytest.mark.parametrize(
    "raw",
    [
        r"a\nb\tc\r\nd",
        r"\\e \\u202e",
        r"\"\/\_\u00fc",
        r"\u2708\ufe0f",
        r"\ud83d\udc69\u200d\ud83d\udcbb",
        "\u200b",
        "a\\\n  b",
        "\\",
        r"\u",
    ],
)
def test_other_escapes_and_what_is_no_escape_are_nothing_to_speak_of(raw: str) -> None:
    assert list(unseen.escapes(raw)) == []


@given(st.text(st.sampled_from('\\ux0eN2L"ab\n\u200b\u202e\U0001f3f4'), max_size=40))
def test_an_escape_is_told_with_its_own_place(raw: str) -> None:
    for start, end, _ in unseen.escapes(raw):
        assert raw[start] == "\\"
        assert raw[start + 1 : end].isalnum()


@pytest.mark.parametrize(
    ("character", "label", "words"),
    [
        ("\x1b", "control character", "U+001B is a control"),
        ("\u202e", "bidirectional control", "U+202E changes the direction"),
        ("\u2028", "hidden line break", "U+2028 is a line break"),
        ("\U000e0041", "invisible", "U+E0041 is an invisible"),
    ],
)
def test_a_fault_names_the_character_and_says_what_to_do(character: str, label: str, words: str) -> None:
    found = unseen.fault(character, SPAN)
    assert (found.rule, found.label, found.place.route) == ("invisible-character", label, ())
    assert found.message.startswith(words)
    assert found.help.startswith("delete it")


@pytest.mark.parametrize(
    ("character", "label"),
    [("\0", "control character"), ("\u202e", "bidirectional control"), ("\u2028", "invisible")],
)
def test_the_fault_of_an_escape_speaks_of_the_escape(character: str, label: str) -> None:
    found = unseen.fault(character, SPAN, ("name",), Part.VALUE, escaped=True)
    assert (found.label, found.help, found.place.route) == (label, "delete the escape", ("name",))
    assert found.message.startswith(f"this escape stands for U+{ord(character):04X}, ")


def test_neutral_text_has_the_same_offsets_and_no_hidden_line_breaks() -> None:
    assert unseen.neutralise("a\rb\r\nc\x85d\x1be\u2028f\u200b") == "a b\r\nc d e f\u200b"
