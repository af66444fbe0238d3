from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.reading import span_at
from validator.diagnostics import Limits
from validator.documents.json_reader import build_json
from validator.documents.source import Source

if TYPE_CHECKING:
    from validator.documents.finding import Finding


def fault_of(text: str) -> Finding:
    (tree,) = build_json(Source("x.json", text), Limits())
    assert tree.root is None
    assert not tree.complete
    (fault,) = tree.findings
    return fault


@pytest.mark.parametrize(
    ("text", "place", "message", "help_text"),
    [
        ('{"a": 1,\n}', (1, 8), "a comma behind the last entry", "delete the comma"),
        ('["a",\n]', (1, 5), "a comma behind the last entry", "delete the comma"),
        ('{"a": 1\n "b": 2}', (2, 2), "a comma is missing", "comma behind the entry above"),
        ('{"a" 1}', (1, 6), "a colon is missing", '"key": value'),
        ('{"a":}', (1, 6), "a key or value is missing", "write it"),
        ("[1,,2]", (1, 4), "a key or value is missing", "write it"),
        ('{"a": 1 // why\n}', (1, 9), "a comment, and JSON has none", "delete it"),
        ("/* why */ {}", (1, 1), "a comment, and JSON has none", "delete it"),
        ('{\n# why\n"a": 1}', (2, 1), "a comment, and JSON has none", "delete it"),
        ("{'a': 1}", (1, 2), "single quotes", 'write "…"'),
        ('{"a": \'x\'}', (1, 7), "single quotes", 'write "…"'),
        ('{"a": “x”}', (1, 7), "a typographic quote", 'write "…"'),
        ("{a: 1}", (1, 2), "a key without quotes", "double quotes"),
        ('{"a": x}', (1, 7), "a value without quotes", "double quotes"),
        ('{"a": NaN}', (1, 7), "no such number", "leave the key out"),
        ('{"a": -Infinity}', (1, 7), "no such number", "leave the key out"),
        ('{"a": True}', (1, 7), "no value in JSON", "write true"),
        ('{"a": None}', (1, 7), "no value in JSON", "write null"),
        ('{"a": 012}', (1, 7), "a leading zero", "leave the zero out"),
        ('{"a": +1}', (1, 7), "a plus sign", "leave the sign out"),
        ('{"a": .5}', (1, 7), "on both sides of its point", "write 0.5"),
        ('{"a": 5.}', (1, 7), "on both sides of its point", "write 0.5"),
        ('{"a": 1_000}', (1, 7), "no number", "double quotes"),
        ('{"a": "x\ny"}', (1, 7), "not closed in its line", "\\n stands for a line break"),
        ('{"a": "x', (1, 7), "not closed in its line", "close the quote"),
        ('{"a": "x\ty"}', (1, 9), "a tab inside the quotes", "\\t for a tab"),
        ('{"a": "x\x07y"}', (1, 9), "a control character inside the quotes", "\\t for a tab"),
        ('{"a": "C:\\Temp"}', (1, 10), "a backslash sequence that JSON does not know", "the backslash twice"),
        ('{"a": "\\u12"}', (1, 8), "four hexadecimal digits", "the character itself"),
        ('{"a": "x\\ud83d"}', (1, 9), "half of a pair", "both halves"),
        ('{"a": "\\ude00x"}', (1, 8), "half of a pair", "both halves"),
        ('{"a": {"b": 1', (1, 7), "opened here is never closed", "close it with }"),
        ('{"a": [1, 2', (1, 7), "opened here is never closed", "close it with ]"),
        ('{"a": [1}', (1, 9), "closes another kind", "] for a list"),
        ("{}}", (1, 3), "without an opening one", "delete it"),
        ("{}\n{}", (2, 1), "behind the end of the document", "another file"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_fault_at_its_place_with_a_cure(
    text: str, place: tuple[int, int], message: str, help_text: str
) -> None:
    fault = fault_of(text)
    assert fault.rule == "yaml-syntax"
    assert tuple(span_at(fault.place).start) == place
    assert message in fault.message
    assert help_text in fault.help


def test_nothing_of_a_text_is_quoted() -> None:
    for text in ("{x7Gq9Z: 1}", '{"a": x7Gq9Z}', '{"a": "\\x7Gq9Z"}', "'x7Gq9Z'", '{"a": 0x7Gq9Z}'):
        fault = fault_of(text)
        assert "7Gq9" not in f"{fault}"
