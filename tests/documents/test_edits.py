from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.editing import applied, changed, document_of, renamed, routes_of, without
from tests.support.texts import yaml_texts
from validator.diagnostics import Intent, Limits, Part
from validator.documents.edits import changes_only, edit_of
from validator.documents.parse import parse
from validator.documents.source import Source

NEW_TEXTS = (
    *("acme", "Ledger Sync", "4281379", "-5", "1.5", "true", "null", "~", "yes", "0123", "1e5", "12:30"),
    *(
        "a: b",
        "a:b",
        "x #y",
        "x#y",
        "zz:",
        "*a",
        "&a",
        "!a",
        "|",
        "> x",
        "@x",
        "%x",
        "`x",
        "- x",
        "-x",
        "? x",
        ", x",
    ),
    *(
        "",
        " x",
        "x ",
        "...",
        "---",
        "<<",
        "=",
        "1,2",
        "{x",
        "x}",
        "[x]",
        "${env:ID}",
        "it's",
        'so "q"',
        "a\\b",
        "grün 日",
    ),
)


@pytest.mark.parametrize(
    ("before", "new", "after"),
    [
        ("a: old # c\n", "new", "a: new # c\n"),
        ("a: 'old'\n", "it's", "a: 'it''s'\n"),
        ('a: "old"\n', 'so "q"', 'a: "so \\"q\\""\n'),
        ("a:   old   \nb: 1", "Developer Sandbox", "a:   Developer Sandbox   \nb: 1"),
        ("a: old\n", "x: y", 'a: "x: y"\n'),
        ("a: old\n", "x #y", 'a: "x #y"\n'),
        ("a: old\n", "x:", 'a: "x:"\n'),
        ("a: old\n", "*x", 'a: "*x"\n'),
        ("a: old\n", "@x", 'a: "@x"\n'),
        ("a: old\n", "- x", 'a: "- x"\n'),
        ("a: old\n", "", 'a: ""\n'),
        ("a: old\n", "${env:ID}", "a: ${env:ID}\n"),
        ("a: old\n", "https://x.example/y?z=1#w", "a: https://x.example/y?z=1#w\n"),
        ("a: {b: old, c: 1}\n", "${env:ID}", 'a: {b: "${env:ID}", c: 1}\n'),
        ("a: {b: old, c: 1}\n", "x:y", 'a: {b: "x:y", c: 1}\n'),
        ("a: {b: old, c: 1}\n", "Developer Sandbox", "a: {b: Developer Sandbox, c: 1}\n"),
        ("a: one\n  two # c\n", "new", "a: new # c\n"),
        ("a: &x old # c\n", "new", "a: &x new # c\n"),
        ("a: !!str &x old\n", "new", "a: !!str &x new\n"),
        ("a: |\n  one\n  two\n\n# c\nb: 1\n", "${env:KEY}", "a: ${env:KEY}\n\n# c\nb: 1\n"),
        ("a: >-\n  one", "new", "a: new"),
        ("? a\n: old\n", "new", "? a\n: new\n"),
    ],
)
def test_a_value_is_replaced_in_the_quotes_that_it_has(before: str, new: str, after: str) -> None:
    route = ("a", "b") if before.startswith("a: {") else ("a",)
    assert changed(before, route, new) == after


@pytest.mark.parametrize(
    ("before", "new", "after"),
    [
        ("a: 12\n", "4281379", "a: 4281379\n"),
        ("a: 12\n", "-5", "a: -5\n"),
        ("a: 12\n", "0123", 'a: "0123"\n'),
        ("a: 12\n", "1e5", 'a: "1e5"\n'),
        ("a: 12\n", "Production", "a: Production\n"),
        ("a: no such\n", "4281379", "a: 4281379\n"),
        ("a: '12'\n", "4281379", "a: '4281379'\n"),
        ("a: old\n", "true", 'a: "true"\n'),
        ("a: old\n", "1.5", 'a: "1.5"\n'),
        ("a: old\n", "~", 'a: "~"\n'),
        ("a: false\n", "true", "a: true\n"),
        ("a: yes\n", "on", 'a: "on"\n'),
    ],
)
def test_numbers_stay_numbers_and_texts_stay_texts(before: str, new: str, after: str) -> None:
    assert changed(before, ("a",), new) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: yes # c\n", 'a: "yes" # c\n'),
        ("a: 0123\n", 'a: "0123"\n'),
        ("a: [1, 12:30]\n", 'a: [1, "12:30"]\n'),
    ],
)
def test_the_very_text_again_asks_for_quotes(before: str, after: str) -> None:
    route = ("a", 1) if "[" in before else ("a",)
    text = document_of(before).scalar(route)
    assert text is not None
    assert changed(before, route, text.text) == after


def test_curly_quotes_around_a_value_become_straight_ones() -> None:
    assert changed("a: “4281379” # c\n", ("a",), "4281379") == 'a: "4281379" # c\n'
    assert renamed("“a”: 1\n", ("“a”",), "a") == "a: 1\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("old: 1\n", "new: 1\n"),
        ("'old' : 1\n", "'new' : 1\n"),
        ('"old": {x: 1}\n', '"new": {x: 1}\n'),
        ("? old\n: 1\n", "? new\n: 1\n"),
        ("{old: 1}\n", "{new: 1}\n"),
        ("&k old: 1\n", "&k new: 1\n"),
    ],
)
def test_a_key_is_replaced_alone(before: str, after: str) -> None:
    assert renamed(before, ("old",), "new") == after


def test_an_item_of_a_list_is_replaced() -> None:
    assert changed("a:\n  - one # c\n  - two\n", ("a", 0), "new") == "a:\n  - new # c\n  - two\n"
    assert changed("a: [one, {b: two}]\n", ("a", 1, "b"), "x: y") == 'a: [one, {b: "x: y"}]\n'


def test_in_json_only_numbers_and_words_stand_without_quotes() -> None:
    def replaced(new: str) -> str | None:
        return changed('{"a": 1, "b": "x"}', ("a",), new, path="connector.json")

    assert replaced("2") == '{"a": 2, "b": "x"}'
    assert replaced("Production") == '{"a": "Production", "b": "x"}'
    assert replaced("-0123") == '{"a": "-0123", "b": "x"}'


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("a: &x {b: 1}\nc: *x\n", ("c", "b")),
        ("a: &x {b: 1}\nc: *x\n", ("a", "b")),
        ("a: &x 1\nc: *x\n", ("a",)),
        ("a: &x 1\nc: *x\n", ("c",)),
        ("a: &x {b: 1}\nc: {<<: *x, d: 2}\n", ("c", "b")),
        ("a: &x {b: 1}\nc: {<<: *x, d: 2}\n", ("a", "b")),
        ("a: [&x {b: 1}, *x]\n", ("a", 0, "b")),
        ("a: | # c\n  one\n", ("a",)),
        ("a: &x\n  one\n", ("a",)),
        ("a:\nb: 1\n", ("a",)),
        ("a: {b: 1}\n", ("a",)),
        ("a: 1\n", ("b",)),
        ("a: 1\n", ()),
    ],
)
def test_what_is_used_elsewhere_or_cannot_be_told_apart_is_left_alone(
    text: str, route: tuple[str | int, ...]
) -> None:
    assert changed(text, route, "new") is None


def test_no_character_is_written_that_a_person_cannot_see() -> None:
    assert changed("a: old\n", ("a",), "x\u202ey") is None
    assert changed("a: old\n", ("a",), "x\ny") is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\nx: 2\nb: 3\n", "a: 1\nb: 3\n"),
        ("a: 1\nx: 2\n", "a: 1\n"),
        ("a: 1\nx: 2", "a: 1"),
        ("a: 1\r\nx: 2", "a: 1"),
        ("a: 1\r\nx: 2 # c\r\nb: 3\r\n", "a: 1\r\nb: 3\r\n"),
        ("x: 1\nb: 3\n", "b: 3\n"),
        ("# above\nx: 1 # behind\n# below\nb: 3\n", "# above\n# below\nb: 3\n"),
        ("a: 1\nx:\nb: 3\n", "a: 1\nb: 3\n"),
        ("a: 1\nx:   # empty\nb: 3\n", "a: 1\nb: 3\n"),
        ("a: 1\nx:\n  y: 1\n  z:\n    - 1\n    -\n\nb: 3\n", "a: 1\n\nb: 3\n"),
        ("a: 1\nx:\n  y: {z: 1}\n", "a: 1\n"),
        ("a: 1\nx: |\n  one\n\n  two\n\nb: 3\n", "a: 1\n\nb: 3\n"),
        ("a: 1\nx:\n  y: |\n    one\nb: 3\n", "a: 1\nb: 3\n"),
        ("a: 1\nx: one\n  two # c\nb: 3\n", "a: 1\nb: 3\n"),
        ("a: 1\nx: {y: 1,\n    z: 2} # c\nb: 3\n", "a: 1\nb: 3\n"),
        ("a: |\n  one\nx: 1", "a: |\n  one\n"),
        ("a: 1\n\nx: 2", "a: 1"),
    ],
)
def test_an_entry_goes_with_its_lines_and_the_comment_behind(before: str, after: str) -> None:
    assert without(before, "x") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: {x: 1, b: 2}\n", "a: {b: 2}\n"),
        ("a: {b: 2, x: 1}\n", "a: {b: 2}\n"),
        ("a: {b: 2, x: 1 }\n", "a: {b: 2 }\n"),
        ("a: {b: 2, x: 1,}\n", "a: {b: 2,}\n"),
        ("a: {b: 1 , x: {y: [1, 2]} ,c: 3}\n", "a: {b: 1 , c: 3}\n"),
        ("a: {b: 1, x, c: 3}\n", "a: {b: 1, c: 3}\n"),
        ("a: {b: 1, x: , c: 3}\n", "a: {b: 1, c: 3}\n"),
        ("a: {\n  x: 1, # one\n  b: 2, # two\n}\n", "a: {\n  b: 2, # two\n}\n"),
        ("a: {\n  b: 2, # two\n  x: 1 # one\n}\n", "a: {\n  b: 2, # two\n}\n"),
        ("a: {\n  b: 2,\n  x: 1 # one\n}\n", "a: {\n  b: 2\n}\n"),
        ("a: {\n  b: 2,\n  x: 1, # one\n}\n", "a: {\n  b: 2,\n}\n"),
        ("a: {x: 1}\n", "a: {}\n"),
        ("a: { x: 1, }\n", "a: {}\n"),
        ("a: {\n  x: 1\n}\n", "a: {}\n"),
        ("a: &m { x: 1 } # c\n", "a: &m {} # c\n"),
        ("a: {x: 1 # c\n  }\n", None),
        ("a: [x: 1]\n", None),
    ],
)
def test_an_entry_of_a_flow_mapping_goes_with_its_comma(before: str, after: str | None) -> None:
    route = ("a", 0, "x") if "[x" in before else ("a", "x")
    assert without(before, *route) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a:\n  x: 1\n", "a: {}\n"),
        ("a:\r\n  x: 1 # c\r\nb: 2\r\n", "a: {} # c\r\nb: 2\r\n"),
        ("a: # c\n  x: 1\nb: 2\n", "a: # c\n  {}\nb: 2\n"),
        ("a: &m\n  x: 1\nb: 2\n", "a: &m\n  {}\nb: 2\n"),
    ],
)
def test_the_only_entry_leaves_an_empty_mapping(before: str, after: str) -> None:
    assert without(before, "a", "x") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a:\n  - x: 1 # c\n    b: 2\n", "a:\n  - b: 2\n"),
        ("a:\n  - b: 2\n    x: 1\n  - c\n", "a:\n  - b: 2\n  - c\n"),
        ("a:\n  - x: 1\n", "a:\n  - {}\n"),
        ("a:\n  - x: 1\n    # of b\n    b: 2\n", None),
        ("a:\n- - x: 1\n    b: 2\n", None),
    ],
)
def test_an_entry_of_a_list_item_leaves_the_dash(before: str, after: str | None) -> None:
    assert without(before, "a", 0, "x") == after


@pytest.mark.parametrize(
    "text",
    [
        "? x\n: 1\na: 2\n",
        "x: &m {y: 1}\na: *m\n",
        "x:\n  y: &m 1\na: *m\n",
        "base: &m {x: 1}\na: {<<: *m}\n",
    ],
)
def test_an_entry_that_others_need_is_left_alone(text: str) -> None:
    route = ("base", "x") if text.startswith("base") else ("x",)
    assert without(text, *route) is None


@settings(max_examples=80, deadline=None)
@given(yaml_texts(), st.data())
def test_every_edit_keeps_what_it_does_not_mean(text: str, data: st.DataObject) -> None:
    source = Source("config.yaml", text)
    before = parse(source, Limits())
    document = data.draw(st.sampled_from(before))
    route = data.draw(st.sampled_from(routes_of(document.root)))
    new = data.draw(st.one_of(st.none(), st.sampled_from(NEW_TEXTS)))
    part = Part.VALUE if new is None or isinstance(route[-1], int) else data.draw(st.sampled_from(Part))
    edit = edit_of(document, route, part, new)
    if edit is None:
        return
    after = parse(Source("config.yaml", applied(source, edit)), Limits())
    assert changes_only(before, after, [Intent(document.index, route, part, new)])
    assert "\n" not in edit.text


def agrees(before: str, after: str, *intents: Intent) -> bool:
    old, new = (parse(Source("config.yaml", text), Limits()) for text in (before, after))
    return changes_only(old, new, intents)


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
