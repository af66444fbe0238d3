from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.render.escape import escape, glyphs, harmless, width, widths

from .reports import FORBIDDEN, HOSTILE, STEADY

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


@pytest.mark.parametrize(
    "text",
    [
        "companyId: 562949953443325",
        "https://app.procore.com/2653585/project/home",
        "Größe, œuvre, 日本語, Ελληνικά",
        "\u05e9\u05dc\u05d5\u05dd",
        "e\u0301",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\U0001f3f3\ufe0f\u200d\U0001f308",
        "\U0001f469\U0001f3fd\u200d\u2695\ufe0f",
        "1\ufe0f\u20e3 \u00a9\ufe0f \u2764\ufe0f",
        "a::b, std::vector, ## heading",
        "${env:PROCORE_CLIENT_ID}",
        "",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert escape(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb", r"a\u{000A}b"),
        ("a\tb", r"a\u{0009}b"),
        ("\x1b[31m", r"\u{001B}[31m"),
        ("\x7f\x85\x9b", r"\u{007F}\u{0085}\u{009B}"),
        ("\u202eevil", r"\u{202E}evil"),
        ("\u2028\u2029", r"\u{2028}\u{2029}"),
        ("a\u200bb\u00adc", r"a\u{200B}b\u{00AD}c"),
        ("a\u00a0b", r"a\u{00A0}b"),
        ("a\u200db", r"a\u{200D}b"),
        ("a\ufe0f", r"a\u{FE0F}"),
        ("\u2764\ufe0f\ufe0f", "\u2764\ufe0f" + r"\u{FE0F}"),
        ("1\ufe0f", r"1\u{FE0F}"),
        ("\ufe0f", r"\u{FE0F}"),
        ("\u200d\U0001f467", r"\u{200D}" + "\U0001f467"),
        ("\u3164\u115f\u2800", r"\u{3164}\u{115F}\u{2800}"),
        ("\U000e0067", r"\u{E0067}"),
        ("caf\udce9", r"caf\u{DCE9}"),
        ("::error::x", r"\u{003A}:error::x"),
        (" ::error::x", r" \u{003A}:error::x"),
        ("see ::group::", r"see \u{003A}:group::"),
        ("a##[error]", r"a#\u{0023}[error]"),
        ("###[error]", r"##\u{0023}[error]"),
        ("##vso[task]", r"#\u{0023}vso[task]"),
    ],
)
def test_what_is_invisible_or_active_is_written_out(text: str, shown: str) -> None:
    assert escape(text) == shown


def test_a_code_point_that_the_encoding_lacks_is_escaped() -> None:
    assert glyphs("é…日", "cp1252") == ["é", "…", r"\u{65E5}"]
    assert glyphs("é…", "ascii") == [r"\u{00E9}", r"\u{2026}"]
    assert glyphs("é", "no-such-encoding") == [r"\u{00E9}"]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("plain", [1, 1, 1, 1, 1]),
        ("日本", [2, 2]),
        ("\uff21b", [2, 1]),
        ("e\u0301x", [1, 0, 1]),
        ("\u1112\u1161\u11ab", [2, 0, 0]),
        ("\U0001f600", [2]),
        ("\u2764\ufe0f", [2, 0]),
        ("\U0001f44d\U0001f3fd", [2, 0]),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", [2, 0, 0, 0, 0]),
        ("\U0001f1e9\U0001f1ea", [1, 1]),
        ("\u05e9\u05dc", [1, 1]),
    ],
)
def test_widths_are_terminal_columns(text: str, columns: list[int]) -> None:
    assert widths(text) == columns
    assert width(text) == sum(columns)


@STEADY
@given(ANY_TEXT)
def test_nothing_forbidden_is_left_and_a_second_time_changes_nothing(text: str) -> None:
    shown = escape(text)
    assert not FORBIDDEN.search(shown)
    assert "\n" not in shown
    assert "##[" not in shown
    assert not shown.lstrip().startswith("::")
    assert escape(shown) == shown


@STEADY
@given(st.characters())
def test_every_invisible_category_is_written_out(char: str) -> None:
    if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        assert escape(char) == f"\\u{{{ord(char):04X}}}"


@STEADY
@given(ANY_TEXT)
def test_each_code_point_has_one_glyph_and_one_width(text: str) -> None:
    assert len(glyphs(text)) == len(widths(text)) == len(text)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_harmless(text: str) -> None:
    assert not FORBIDDEN.search(escape(text))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\n\tb\n", "a\n\tb\n"),
        ("a\rb\x1b[2J\x7f\x9b", r"a\u{000D}b\u{001B}[2J\u{007F}\u{009B}"),
        ("one\u2028two\u202e\u200b", r"one\u{2028}two\u{202E}\u{200B}"),
        ("caf\udce9", r"caf\u{DCE9}"),
        ("::error::x\n  ::stop-commands::y\n", "\\u{003A}:error::x\n  \\u{003A}:stop-commands::y\n"),
        ("\t::error::x", "\t\\u{003A}:error::x"),
        ("see ::group::", "see ::group::"),
        ("a##[error] ##vso[task]", r"a#\u{0023}[error] #\u{0023}vso[task]"),
        ("日本 ❤\ufe0f", "日本 ❤\ufe0f"),
    ],
)
def test_of_a_whole_output_lines_and_tabs_stay_and_nothing_else_steers(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_paint_and_annotations_stay_only_where_they_are_meant() -> None:
    painted, command = "\x1b[1;31merror\x1b[0m", "::error file=a.yaml,line=1::words"
    assert harmless(painted, colour=True) == painted
    assert harmless(painted) == r"\u{001B}[1;31merror\u{001B}[0m"
    assert harmless(f"{painted}\x1b[2J", colour=True) == painted + r"\u{001B}[2J"
    assert harmless("\x1b[1m::error::x", colour=True) == "\x1b[1m" + r"\u{003A}:error::x"
    assert harmless(f"{command}\nb", commands="github") == f"{command}\nb"
    assert harmless(command) == rf"\u{{003A}}{command[1:]}"
    for other in ("::stop-commands::x", "::add-mask::x", " ::error file=a::b", "::errors a::b"):
        assert harmless(other, commands="github") == other.replace("::", r"\u{003A}:", 1)
    assert harmless(f"{command}##[error]", commands="github") == command + r"#\u{0023}[error]"
    issue = "##vso[task.logissue type=error;]words"
    assert harmless(issue, commands="azure") == issue
    assert harmless(f"{issue} ##vso[task.x]", commands="azure") == issue + r" #\u{0023}vso[task.x]"
    assert harmless(f" {issue}", commands="azure") == r" #\u{0023}" + issue[2:]
    for commands in ("", "github", "text"):
        assert harmless(issue, commands=commands) == r"#\u{0023}" + issue[2:]
    assert harmless("##vso[task.setvariable x]", commands="azure") == r"#\u{0023}vso[task.setvariable x]"
    assert harmless(command, commands="azure") == rf"\u{{003A}}{command[1:]}"


@STEADY
@given(ANY_TEXT, st.booleans(), st.sampled_from(["", "text", "github", "azure"]))
def test_no_line_of_an_output_steers_anything(text: str, colour: bool, commands: str) -> None:
    shown = harmless(text, colour=colour, commands=commands)
    assert not FORBIDDEN.search(shown.replace("\t", ""))
    assert not any(line.lstrip().startswith("::") for line in shown.split("\n"))
    assert shown.count("\n") == text.count("\n")
    assert harmless(shown, colour=colour, commands=commands) == shown


@STEADY
@given(ANY_TEXT)
def test_what_is_escaped_already_stays_as_it_is(text: str) -> None:
    assert harmless(escape(text)) == escape(text)
