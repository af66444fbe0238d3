"""Nothing that a user wrote is structure in Markdown."""

from __future__ import annotations

import html
import re

import pytest

from validator.render.markdown import markdown_table, plain


def test_rows_are_a_table_with_its_headings_first() -> None:
    assert markdown_table([("a", "b"), ("1", "")]) == "| a | b |\n|---|---|\n| 1 |  |\n"


@pytest.mark.parametrize(
    "text",
    [
        "a|b",
        "a\\|b",
        "<b>x</b>",
        "[x](https://example.com)",
        "`x`",
        "*x* _y_",
        "@everyone",
        "&lt;",
        "#1",
        "a::b",
    ],
)
def test_a_cell_holds_no_sign_that_means_something(text: str) -> None:
    row = markdown_table([("head",), (text,)]).splitlines()[2]
    assert re.sub(r"&#\d+;", "", row)[2:-2].strip("abxyhtpseovrnmcl1 .,/()-;") == ""
    assert html.unescape(plain(text)) == text
