from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.diagnostics import Limits
from validator.documents.parse import parse
from validator.documents.source import Source

if TYPE_CHECKING:
    from validator.documents.tree import Comment


def comments(text: str) -> list[str]:
    return [comment.text for comment in _found(text)]


def _found(text: str) -> tuple[Comment, ...]:
    documents = parse(Source("a.yaml", text), Limits())
    return documents[0].comments if documents else ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# first\na: 1 # second\n", ["# first", "# second"]),
        ("a: b#c\n", []),
        ('a: "x # y" # z\n', ["# z"]),
        ("a: 'x # y'\n", []),
        ("a: |\n  # text\n  more\n# after\n", ["# after"]),
        ("a: >-\n  # text\nb: 1 # after\n", ["# after"]),
        ('a: "one\n  # two\n  three"\n', []),
        ("a: [1, # one\n  2]\n", ["# one"]),
        ("a: #b\n", ["#b"]),
        ("a: b # c   \r\n", ["# c"]),
        ("a: b\t# tab\n", ["# tab"]),
        ("--- # head\na: 1\n... # foot\n", ["# head", "# foot"]),
        ("url: https://a.example/#top\n", []),
    ],
)
def test_comments_are_found_and_what_only_looks_like_one_is_not(text: str, expected: list[str]) -> None:
    assert comments(text) == expected


def test_a_comment_knows_its_place_and_whether_it_stands_alone() -> None:
    text = "a: 1 # trailing\n  # alone\n"
    trailing, alone = _found(text)
    assert (trailing.line, trailing.start, trailing.alone) == (1, 5, False)
    assert (alone.line, alone.start, alone.alone) == (2, text.index("# alone"), True)


def test_all_documents_of_a_file_share_its_comments() -> None:
    first, second = parse(Source("a.yaml", "a: 1 # one\n---\nb: 2 # two\n"), Limits())
    assert first.comments == second.comments
    assert [comment.text for comment in first.comments] == ["# one", "# two"]
