"""Pages of rules, texts and tables in Markdown."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from markdown_it import MarkdownIt

from validator.render.markdown import code, markdown_table, page_in_markdown, plain, prose
from validator.rules import ALL

PAGE = """\
A value is wrong.

It matters.

Bad:
    kind: Workspace
    a: 1

    b: 2

Good in connector.json:
    {"a": 2}
"""


OF_A_TEXT = dict.fromkeys(map(ord, "abcehlmopstxy .,/()-;"))
"""What is left of a text, to be taken out."""


def tokens(page: str) -> list[Any]:
    return MarkdownIt().parse(page_in_markdown(page))


def test_examples_are_blocks_and_all_else_stays() -> None:
    assert page_in_markdown(PAGE) == (
        "A value is wrong.\n\nIt matters.\n\n"
        "Bad:\n\n```yaml\nkind: Workspace\na: 1\n\nb: 2\n```\n\n"
        'Good in connector.json:\n\n```yaml\n{"a": 2}\n```'
    )


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: str(rule.id))
def test_a_renderer_shows_the_examples_of_every_rule_as_code(rule: Any) -> None:
    shown = [each.content for each in tokens(rule.page) if each.type == "fence"]
    assert len(shown) >= 2
    examples = [line[4:] for line in rule.page.split("\n") if line.startswith("    ")]
    assert [line for text in shown for line in text.split("\n") if line] == [
        line for line in examples if line
    ]


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
def test_a_cell_shows_the_very_text_and_nothing_of_it_is_active(text: str) -> None:
    row = markdown_table([("head", "next"), (text, "end")])
    cells = re.findall(r"<td>(.*?)</td>", MarkdownIt("gfm-like", {"linkify": False}).render(row), re.DOTALL)
    assert [html.unescape(each) for each in cells] == [text, "end"]
    assert not any("<" in each for each in cells)


@pytest.mark.parametrize("text", ["a|b", "<b>x</b>", "[x](https://example.com)", "`x` *y*", "&lt;", "a::b"])
def test_plain_text_holds_no_sign_that_means_something(text: str) -> None:
    assert re.sub(r"&#\d+;", "", plain(text)).translate(OF_A_TEXT) == ""
    assert html.unescape(plain(text)) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "`plain`"),
        ("a `b` c", "``a `b` c``"),
        ("`a", "`` `a ``"),
        ("a``", "``` a`` ```"),
        (" a ", "`  a  `"),
        ("a\nb", "`a\\u{000A}b`"),
    ],
)
def test_code_holds_any_text(text: str, shown: str) -> None:
    assert code(text) == shown


def test_prose_is_nothing_but_text() -> None:
    active = "[a](http://x) <b> *c* `d` _e_ #f @g |h| $i$ ~j~ &amp; www.x.example"
    assert prose(active) == (
        r"\[a\](http\://x) \<b\> \*c\* \`d\` \_e\_ \#f \@g \|h\| \$i\$ \~j\~ \&amp; www\.x.example"
    )
