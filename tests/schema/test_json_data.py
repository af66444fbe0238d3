from __future__ import annotations

import json
import sys

import pytest

from validator.schema.json_data import read
from validator.schema.schemas import schema_folder


@pytest.mark.parametrize("without", [False, True], ids=["by the scanner", "by the library"])
def test_every_schema_is_read_as_the_library_reads_it(without: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if without:
        monkeypatch.setitem(sys.modules, "_json", None)
    for file in schema_folder().glob("*.json"):
        text = file.read_text(encoding="utf-8")
        assert read(text) == json.loads(text), file.name


def test_a_scanner_that_asks_for_more_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    def asks_for_more(manner: object) -> object:
        return getattr(manner, "something_new")  # noqa: B009 - as a scanner in C would

    monkeypatch.setattr("_json.make_scanner", asks_for_more)
    assert read('{"a": 1}') == {"a": 1}


@pytest.mark.parametrize("text", ['{"a": [1, -2.5e3, true, null, "\\u00fc\\n"]}', "{}", '["\u65e5"]'])
def test_a_text_is_what_it_says(text: str) -> None:
    assert read(text) == json.loads(text)
