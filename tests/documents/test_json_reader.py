from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import validator
from tests.conftest import rules_of, write_project
from tests.support.reading import span_at
from validator.diagnostics import Limits, Part, Position
from validator.documents.document import Document, Written
from validator.documents.edits import edit_of
from validator.documents.json_reader import build_json
from validator.documents.source import Source, decode
from validator.documents.tree import JSON_STYLE, Mapping, Scalar, Sequence, plain_data, scalars, span_of
from validator.documents.yaml_reader import Tree, build

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from validator.documents.finding import Finding
    from validator.documents.tree import Node

LIMITS = Limits()
SAMPLE = """{
  "name": "Fältwerk \\u00fc \\ud83d\\ude00",
\t"empty": {}, "list": [ ],
  "numbers": [0, -1, 12345678901234567890, 2.5, -3.25E-2, 1e3],
  "others": [true, false, null, "", "a \\"quoted\\" \\\\ \\/ \\b\\f\\n\\r\\t"],
  "nested": {"日本": {"x": [[1], [{"y": 2}]]}}
}
"""

CHARACTERS = st.characters(
    min_codepoint=0x20, max_codepoint=0x2FFF, exclude_categories=("Cc", "Cf", "Zl", "Zp", "Cs", "Cn")
)
PLAIN_TEXT = st.text(CHARACTERS, max_size=12)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | PLAIN_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(PLAIN_TEXT, inner, max_size=4),
    max_leaves=12,
)


def _tree(text: str, limits: Limits = LIMITS) -> Tree:
    (tree,) = build_json(Source("x.json", text), limits)
    return tree


def _root(text: str) -> Node:
    tree = _tree(text)
    assert tree.findings == ()
    assert tree.complete
    assert tree.root is not None
    return tree.root


def _slip(text: str, limits: Limits = LIMITS) -> Finding:
    tree = _tree(text, limits)
    assert tree.root is None
    assert not tree.complete
    (fault,) = tree.findings
    return fault


def _flat(node: Node) -> Iterator[Any]:
    """Yield what a tree holds and where, in the order of the text."""
    yield type(node).__name__, _marks(node)
    if isinstance(node, Scalar):
        yield node.text, node.value, type(node.value).__name__
    elif isinstance(node, Mapping):
        for pair in node.pairs:
            yield from _flat(pair.key)
            yield from _flat(pair.value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _flat(item)


def _marks(node: Node) -> tuple[int, ...]:
    start, end = node.start, node.end
    return start.index, start.line, start.column, end.index, end.line, end.column


def test_a_text_becomes_the_data_that_it_stands_for() -> None:
    assert plain_data(_root(SAMPLE)) == json.loads(SAMPLE)


def test_every_node_stands_where_the_yaml_reader_has_it() -> None:
    text = SAMPLE.replace("\\ud83d\\ude00", "\U0001f600").replace("1e3", "1000").replace("\t", " ")
    (tree,) = build(Source("x.yaml", text), LIMITS)
    assert tree.root is not None
    assert list(_flat(_root(text))) == list(_flat(tree.root))


@given(DATA, st.sampled_from([None, 0, 2]))
def test_any_data_stands_where_the_yaml_reader_has_it(data: Any, indent: int | None) -> None:
    text = json.dumps(data, indent=indent, ensure_ascii=False)
    (tree,) = build(Source("x.yaml", text), LIMITS)
    assert tree.root is not None
    assert list(_flat(_root(text))) == list(_flat(tree.root))


@given(DATA)
def test_any_data_is_read_as_the_standard_library_reads_it(data: Any) -> None:
    text = json.dumps(data)
    assert plain_data(_root(text)) == json.loads(text)


@given(st.text(st.sampled_from("{}[]:,\"\\/'#-+.0123eE tfnrualse\n\t\r\x07ü\U0001f600\ud800NaIy")))
def test_no_text_raises_and_every_place_lies_inside(text: str) -> None:
    source = Source("x.json", text)
    last = source.position(len(text))
    for tree in build_json(source, LIMITS):
        spans = [span_at(fault.place) for fault in tree.findings]
        spans += [span_of(node) for node in scalars(tree.root)] if tree.root is not None else []
        for span in spans:
            assert Position(1, 1) <= span.start <= span.end <= last
        assert (tree.root is None) == (not tree.complete)


@given(st.text(st.sampled_from('{}[]:,"\\ -.01eE tfnrualse\n')))
def test_a_text_is_accepted_only_where_the_standard_library_accepts_it(text: str) -> None:
    try:
        wanted = json.loads(text, parse_constant=_refuse)
    except ValueError:
        assert all(tree.root is None for tree in build_json(Source("x.json", text), LIMITS))
    else:
        found = plain_data(_root(text))
        assert found == wanted or (isinstance(found, float) and math.isinf(found))


def _refuse(name: str) -> None:
    raise ValueError(name)


def test_numbers_and_words_are_marked_as_json_has_them_and_text_as_quoted() -> None:
    root = _root('{"a": 1, "b": "x", "c": null}')
    assert isinstance(root, Mapping)
    assert [pair.value.style for pair in root.pairs if isinstance(pair.value, Scalar)] == [
        JSON_STYLE,
        '"',
        JSON_STYLE,
    ]


def test_a_text_without_anything_is_no_document() -> None:
    assert build_json(Source("x.json", " \n\t"), LIMITS) == []


def test_a_key_given_twice_is_told_at_the_second_with_the_first_and_the_rest_is_read() -> None:
    tree = _tree('{"a": 1,\n "b": {"x": 1, "\\u0078": 2},\n "a": 3}')
    assert tree.root is not None
    assert plain_data(tree.root) == {"a": 1, "b": {"x": 1}}
    places = [(each.rule, each.place, each.also[0].place) for each in tree.findings]
    assert [
        (rule, tuple(span_at(own).start), tuple(span_at(first).start)) for rule, own, first in places
    ] == [
        ("duplicate-key", (2, 16), (2, 8)),
        ("duplicate-key", (3, 2), (1, 2)),
    ]


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("[" * 65, Limits()),
        ("[" * 100_000, Limits()),
        ('{"a":' * 100_000, Limits()),
        ("[1, 2, 3]", Limits(nodes=3)),
        ('"' + "x" * 20 + '"', Limits(scalar_characters=19)),
        ("1" * 20, Limits(scalar_characters=19)),
    ],
    ids=["deep", "very deep", "deep mappings", "many", "long text", "long number"],
)
def test_more_than_the_limits_allow_is_one_fault(text: str, limits: Limits) -> None:
    fault = _slip(text, limits)
    assert fault.rule == "too-complex"


def test_as_much_as_the_limits_allow_is_read() -> None:
    assert _tree("[" * 64 + "]" * 64).root is not None
    assert _tree("[1, 2, 3]", Limits(nodes=4)).root is not None


def test_a_byte_order_mark_and_other_line_ends_do_not_move_places() -> None:
    source = decode("x.json", b'\xef\xbb\xbf{"a": 1,\r\n "b": [2,]}')
    (tree,) = build_json(source, LIMITS)
    assert [tuple(span_at(each.place).start) for each in tree.findings] == [(2, 9)]


def test_a_json_document_of_ours_is_linted_and_mended_like_a_yaml_one(project: Path) -> None:
    config = {
        "apiVersion": "appxlint/v1",
        "kind": "Workspace",
        "name": "Acme : Procore <> Ledger",
        "typ": "standard",
        "region": 1,
    }
    write_project(project, {"workspace.json": json.dumps(config, indent=2)})
    first, second = validator.check("workspace.json").diagnostics
    assert (first.rule, *first.span.start) == ("unknown-field", 5, 3)
    assert first.fix is not None
    assert [edit.text for edit in first.fix.edits] == ['"type"']
    assert (second.rule, *second.span.start) == ("wrong-type", 6, 13)


def test_text_that_a_fix_writes_gets_quotes_whatever_stood_there() -> None:
    source = Source("x.json", '{"a": 1, "b": "x", "c": true}')
    (tree,) = build_json(source, LIMITS)
    document = Document(source, written=Written(tree.root))
    texts = {"a": "Production", "b": "Production", "c": "false"}
    edits = [edit_of(document, (key,), Part.VALUE, text) for key, text in texts.items()]
    assert [edit.text for edit in edits if edit] == ['"Production"', '"Production"', "false"]


def test_an_unquoted_number_of_json_is_not_ambiguous(project: Path) -> None:
    config = '{"apiVersion": "appxlint/v1", "kind": "Workspace", "name": "Acme", "metadata": {"size": 1e5}}'
    write_project(project, {"workspace.json": config})
    assert rules_of(validator.check("workspace.json")) == []
