from __future__ import annotations

from typing import Any

import pytest
import yaml

from tests.support.reading import span_at
from validator.diagnostics import Limits, Part
from validator.documents import libyaml, yaml_reader
from validator.documents.parse import parse
from validator.documents.source import Source
from validator.documents.yaml_python import Loader

INSTALLED = getattr(yaml, "CLoader", Loader)
TABS = {
    "behind a colon": "a:\tb\n",
    "inside of a value": "a: b\tc\n",
    "at the end of a value": "a: b\t\nc: d\t \n",
    "before a comment": "a: b\t# c\nd:\t# e\n  f: 1\n",
    "inside of brackets": "a: [\tb,\n\tc\t]\n",
    "before a line that goes on": "a: b\t\n  c\n",
}
SLIPS = [
    "a: 1\n b: 2\n",
    "a:\n  - b\n  c: 2\n",
    "a: [1 2\n",
    "a: [1, {b}\n",
    "a: {b: 1\nc: 2\n",
    "a: {b: 1] }\n",
    "a: * b\n",
    "a: & b\n",
    "a: | b\n  c\n",
    "a: - b\n",
    'a: "b\n---\nc: 1\n',
    "a: @b\n",
    "a: b: c\n",
    "a\nb: 1\n",
    "a: 1\n...\nb\nc: 1\n",
    "%\n---\na: 1\n",
    "a: ]\n",
    "a:\n\tb: 1\n",
    "a:\n  -\tb\n",
]


def read(text: str, parser: Any, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    monkeypatch.setattr(yaml_reader, "_Parser", parser)
    documents = parse(Source("a.yaml", text), Limits())
    told = [(each.message, span_at(each.place)) for document in documents for each in document.findings]
    values = [leaf.node.text for each in documents for leaf in each.leaves() if leaf.part is Part.VALUE]
    return [[each.data for each in documents], values, told]


@pytest.mark.parametrize("text", TABS.values(), ids=list(TABS))
def test_a_tab_is_white_space_where_no_indentation_counts(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data, values, told = read(text, Loader, monkeypatch)
    assert data
    assert values
    assert told == []


@pytest.mark.parametrize("escape", ["\\ud800", "\\ud83d\\ude00", "\\U00110000", "\\UFFFFFFFF"])
def test_an_escape_for_no_character_is_a_slip_to_both(escape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for parser in (Loader, INSTALLED):
        _, values, ((message, span),) = read(f'a: "{escape}"\n', parser, monkeypatch)
        assert (values, span.start.line) == ([], 1)
        assert message.startswith("this escape stands for no character")


@pytest.mark.parametrize("text", [*TABS.values(), *SLIPS])
def test_both_parsers_read_and_say_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(text, Loader, monkeypatch) == read(text, INSTALLED, monkeypatch)


def test_the_parser_in_python_is_taken_where_libyaml_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    monkeypatch.setattr(libyaml, "_loaded", [])
    assert libyaml.library().parser is Loader
