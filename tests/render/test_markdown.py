from __future__ import annotations

from typing import Any

import pytest
from markdown_it import MarkdownIt

from validator.render.markdown import page_in_markdown
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
