from __future__ import annotations

from typing import TYPE_CHECKING

from validator.lsp.addresses import file_of, uri_of

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_and_its_address_lead_to_each_other(tmp_path: Path) -> None:
    file = tmp_path / "a b#ü.yaml"
    assert file_of(uri_of(file)) == file


def test_a_text_that_is_no_file_has_none() -> None:
    assert file_of("untitled:Untitled-1") is None
