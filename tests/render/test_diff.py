from __future__ import annotations

import difflib

from hypothesis import given
from hypothesis import strategies as st

from validator.render.diff import Side, render

lines = st.lists(st.sampled_from(["a", "b", "c: 1", "", "# é 日"]), max_size=12)


def plain(text: str) -> Side:
    return Side(text, lambda number: text.split("\n")[number - 1])


def test_equal_texts_have_no_diff() -> None:
    assert render("a.yaml", plain("a\n"), plain("a\n")) == ""


@given(lines, lines)
def test_it_is_the_diff_that_everybody_knows(before: list[str], after: list[str]) -> None:
    old, new = ("".join(f"{line}\n" for line in each) for each in (before, after))
    known = difflib.unified_diff(
        old.splitlines(keepends=True), new.splitlines(keepends=True), "a.yaml", "a.yaml"
    )
    assert render("a.yaml", plain(old), plain(new)) == "".join(known)


def test_a_last_line_without_an_end_is_marked() -> None:
    assert render("a.yaml", plain("a: 1\nb: 2"), plain("a: 1\nb: 3")).splitlines()[3:] == [
        " a: 1",
        "-b: 2",
        "\\ No newline at end of file",
        "+b: 3",
        "\\ No newline at end of file",
    ]


def test_lines_are_shown_as_they_may_be_shown() -> None:
    before = Side("a: secret\nb: 1\n", lambda number: ("a: ******", "b: 1")[number - 1])
    shown = render("a.yaml", before, plain("a: x\nb: 1\n"))
    assert "-a: ******\n+a: x\n b: 1\n" in shown
    assert "secret" not in shown


def test_nothing_in_it_steers_a_terminal_or_a_build_log() -> None:
    shown = render("a\x1b.yaml", plain("a: 1\n"), plain("a: \x1b[2J\u202e\n::error::x\n\tb\n"))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "+\\u{003A}:error" in shown
    assert "+\tb\n" in shown
