"""Whose company a name bears."""

from __future__ import annotations

import pytest

from validator.rules.companies import bears


@pytest.mark.parametrize(
    ("name", "company", "expected"),
    [
        ("Birch Homes Procore production", "birch homes", True),
        ("Homes of Birch", "Birch Homes", False),
        ("Birchwood keys", "Birch", False),
        ("A keys", "A", False),
        ("Keys", "", False),
    ],
)
def test_a_name_bears_a_company_whose_words_stand_in_it(name: str, company: str, expected: bool) -> None:
    assert bears(name, company) is expected
