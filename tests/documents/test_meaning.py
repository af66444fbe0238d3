from __future__ import annotations

import pytest

from validator.diagnostics import Intent, Limits, Part
from validator.documents.meaning import says_what_was_meant
from validator.documents.parse import parse
from validator.documents.source import Source


def agrees(before: str, after: str, *intents: Intent) -> bool:
    old, new = (parse(Source("config.yaml", text), Limits()) for text in (before, after))
    return says_what_was_meant(old, new, intents)


def value(text: str | None, *route: str | int, document: int = 0) -> Intent:
    return Intent(document, route, Part.VALUE, text)


def key(text: str, *route: str | int) -> Intent:
    return Intent(0, route, Part.KEY, text)


@pytest.mark.parametrize(
    ("before", "after", "intents"),
    [
        ("a: 1\nb: 2\n", "a: 3\nb: 2\n", [value("3", "a")]),
        ("a: x\n", "a: 3\n", [value("3", "a")]),
        ("a: x\n", 'a: "3"\n', [value("3", "a")]),
        ("a: 1\nb: 2\n", "c: 1\nb: 2\n", [key("c", "a")]),
        ("a: {b: 1}\n", "c: {d: 1}\n", [key("c", "a"), key("d", "a", "b")]),
        ("a: 1\nb: 2\n", "b: 2\n", [value(None, "a")]),
        ("a: [x, y]\n", "a: [x, z]\n", [value("z", "a", 1)]),
        ("a: 1\n---\nb: 2\n", "a: 1\n---\nb: 3\n", [value("3", "b", document=1)]),
        ("a: 1 # c\nb: {c: 2}\n", "a: 1\nb:\n  'c': 2\n", []),
        ("a: &x {b: 1}\nc: *x\n", "a: {b: 1}\nc: {b: 1}\n", []),
    ],
)
def test_data_may_differ_where_it_was_meant(before: str, after: str, intents: list[Intent]) -> None:
    assert agrees(before, after, *intents)


@pytest.mark.parametrize(
    ("before", "after", "intents"),
    [
        ("a: 1\nb: 2\n", "a: 3\nb: 2\n", []),
        ("a: 1\nb: 2\n", "a: 3\nb: 3\n", [value("3", "a")]),
        ("a: 1\nb: 2\n", "b: 2\na: 3\n", [value("3", "a")]),
        ("a: x\n", "a: true\n", [value("true", "a")]),
        ("a: x\n", "a: 4\n", [value("3", "a")]),
        ("a: x\n", "a: [x]\n", [value("[x]", "a")]),
        ("a: 1\n", "a: 1.0\n", []),
        ("a: 1\n", "a: '1'\n", []),
        ("a: 1\n", "a: true\n", []),
        ("a: {b: 1}\n", "a: {}\n", [value(None, "a")]),
        ("a: {b: 1}\n", "a:\n", [value(None, "a", "b")]),
        ("a: [1, 2]\n", "a: [1]\n", []),
        ("a: 1\n", "a: 1\n---\nb: 2\n", []),
        ("a: 1\n---\nb: 2\n", "a: 1\n", []),
        ("a: &x {b: 1}\nc: *x\n", "a: &x {b: 2}\nc: *x\n", [value("2", "a", "b")]),
        ("a: &x {b: 1}\nc: {<<: *x, b: 2}\n", "a: &x {b: 1}\nc: {<<: *x}\n", [value(None, "c", "b")]),
        ("a: 1\n", "a: 1\n", [value("2", "b")]),
        ("a: 1\n", "a: 1\n", [value("2", "a", 0)]),
        ("a: [1]\n", "a: [1]\n", [value("2", "a", 7)]),
        ("a: 1\n", "a: [\n", []),
    ],
)
def test_data_may_differ_nowhere_else(before: str, after: str, intents: list[Intent]) -> None:
    assert not agrees(before, after, *intents)
