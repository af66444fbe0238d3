from __future__ import annotations

import pytest

from tests.support.reading import document_of
from validator.schema.list_slips import as_list, without_dash

DOCUMENT = document_of("apiVersion: appxlint/v1\nkind: Workspace\nname: a\n")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Quay House", "[Quay House]"),
        ("Quay House, Mill Lane", "[Quay House, Mill Lane]"),
        ("[Quay House; Mill Lane]", "[Quay House, Mill Lane]"),
        ("Tower: 1, Mill Lane", '["Tower: 1", Mill Lane]'),
        (" , ", ""),
    ],
)
def test_names_in_one_text_become_a_list(text: str, written: str) -> None:
    assert as_list(text, DOCUMENT) == written


def test_nothing_that_looks_like_a_secret_is_repeated() -> None:
    assert not as_list("Quay House, q7ZtR2mXw9LbK4vNs8PyH3dGf6Jc1TeA", DOCUMENT)


@pytest.mark.parametrize(
    ("value", "flow", "remedy"),
    [
        ([{"name": 1, "details": 2}], False, "leave out the dash: write a space in its place"),
        ([{"name": 1}, {"details": 2}], False, "leave out the dashes: write a space in place of each"),
        ([{"name": 1}], True, "leave out the brackets"),
        ([{"name": 1}, {"details": 2}], True, "write one mapping in braces"),
        ([{"name": 1}, {"name": 2}], False, ""),
        ([{"name": 1}, "x"], False, ""),
        ([], False, ""),
        ("x", False, ""),
    ],
)
def test_a_mapping_in_dashes_is_to_lose_them(value: object, flow: bool, remedy: str) -> None:
    assert without_dash(value, flow=flow) == remedy
