from __future__ import annotations

import pytest

from validator.diagnostics import Limits
from validator.documents.event_reader import read_events
from validator.documents.source import Source
from validator.documents.tree import plain_data
from validator.documents.yaml_reader import build

HEADER = "apiVersion: appxlint/v1\nkind: Workspace\n"


@pytest.mark.parametrize(
    "text",
    [
        "a: {b: [1, -2, 0]}",
        '"a": "b: c"\nd : e',
        "a:\n    - - b\n    -   c: d\n        e: f",
        "a: b\n  c\n",
        "a:\tb",
        "a: b\r\nc: d\r\n",
        f"a: b\n...\n%YAML 1.1\n--- # c\n{HEADER}",
        f"a: {{b: {{c: d}}}}\n---\n{HEADER}e: [f, {{g: h}}]",
    ],
)
def test_a_quiet_text_of_any_form_is_read_as_by_the_reader_with_places(text: str) -> None:
    trees = build(Source("x.yaml", HEADER + text), Limits())
    assert read_events(HEADER + text) == [plain_data(tree.root) for tree in trees if tree.root is not None]


@pytest.mark.parametrize(
    "text",
    [
        "a: &x b",
        "a: !x b",
        "a: *x",
        "a: &x {b: c}",
        "&x a: b",
        "? [a]\n: b",
        "a: b\na: c",
        "a: |\n  b",
        'a: "b\n  c"',
        "a: [",
        "a: swordfish@host",
        "kind2: &x",
        "---\nname: no header",
        "---\n- a",
        "---\na",
        "a: " + "[" * 14 + "]" * 14,
        "a: " + "{a: " * 12 + "}" * 12,
    ],
)
def test_what_is_odd_is_not_read(text: str) -> None:
    assert read_events(f"{HEADER}{text}\n") is None


@pytest.mark.parametrize("text", ["", "# a\n", "- a\n", "&x\na: b\n", "apiVersion: !!str appxlint/v1\n"])
def test_a_text_without_a_document_of_ours_is_not_read(text: str) -> None:
    assert read_events(text) is None
