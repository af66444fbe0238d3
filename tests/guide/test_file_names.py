from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.guide.file_names import file_name, stems
from validator.guide.sheet import Audience


def test_a_name_becomes_plain_letters() -> None:
    assert stems(["Acme : Procore <> Ledger", "Müller & Söhne"]) == ["acme-procore-ledger", "muller-sohne"]


@pytest.mark.parametrize("name", ["", "///", "日本", "..", "-"])
def test_a_name_without_such_letters_still_has_a_file(name: str) -> None:
    assert stems([name]) == ["connection"]


def test_no_two_connections_share_a_file() -> None:
    assert stems(["Acme", "acme", "ACME!", "acme-2"]) == ["acme", "acme-2", "acme-3", "acme-2-2"]


@pytest.mark.parametrize("name", ["con", "NUL", "com1", "index"])
def test_names_that_mean_something_else_are_not_used(name: str) -> None:
    assert stems([name]) == [f"{name.lower()}-2"]


def test_a_file_says_whose_sheet_it_is() -> None:
    assert file_name("acme", Audience.ADMIN, "html") == "acme-admin.html"


@given(st.lists(st.text(max_size=200), max_size=12))
def test_any_names_give_safe_files_that_differ(names: list[str]) -> None:
    found = stems(names)
    assert len({each.lower() for each in found}) == len(names)
    assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", each) and len(each) < 80 for each in found)
