from __future__ import annotations

import pytest

from tests.support.editing import document_of
from validator.documents.sharing import shared

TEXT = """\
base: &base {one: 1, two: &two {three: 3}}
again: *base
merged: {<<: *base, four: 4}
own: {five: *two}
"""


@pytest.mark.parametrize(
    ("route", "answer"),
    [
        (("base",), True),
        (("base", "one"), True),
        (("base", "two", "three"), True),
        (("again",), False),
        (("merged", "one"), True),
        (("merged", "four"), False),
        (("own", "five"), False),
        (("own",), False),
    ],
)
def test_a_part_is_shared_where_an_alias_or_a_merge_brings_it_elsewhere(
    route: tuple[str, ...], answer: bool
) -> None:
    assert shared(document_of(TEXT), route) is answer


def test_what_lies_inside_counts_where_a_part_is_to_go() -> None:
    document = document_of("a: {b: &b {c: 1}}\nd: *b\n")
    assert not shared(document, ("a",))
    assert shared(document, ("a",), inside=True)


def test_a_star_alone_shares_nothing() -> None:
    assert not shared(document_of("a: 'x * y'\nb: 2 * 3\n"), ("a",), inside=True)
