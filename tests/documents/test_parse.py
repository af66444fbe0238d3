from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.support.reading import span_at
from tests.support.spans import lies_inside, lines_of
from validator.diagnostics import Limits, Part, Span
from validator.documents import parse as parsing
from validator.documents.document import Document
from validator.documents.kinds import CLIENT, CONFIG, KINDS
from validator.documents.parse import Later, identified, parse
from validator.documents.source import Source, decode
from validator.documents.tree import span_of
from validator.schema.schemas import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

# Pieces of YAML in any order make more of what a parser has to cope with than letters do.
PIECES = [
    "apiVersion: appxlint/v1\n", "kind: Workspace\n", "name: Acme\n", "a: ", "b:", "- ", "  ", "\n", "\t", "---\n",
    "...\n", "[", "]", "{", "}", ",", ": ", "#", " # note", "&x ", "*x", "<<: ", "!!str ", "!x ", "|\n", ">-\n", "'",
    '"', "\\", "%", "@", "? ", "1e5", "yes", "~", "\u00e9", "\U0001f600", "\u200b", "\u202e", "\r", "\r\n", "\x85",
    "\u2028", "\ufeff", "\x00", "\x1b", "${env:A}", "{{ a }}", "\u201cx\u201d", "0x", "=", "<<",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
LIMITS = Limits(depth=8, nodes=200)


def spans(document: Document) -> Iterator[Span]:
    for finding in document.findings:
        yield span_at(finding.place, document)
        yield from (span_at(also.place, document) for also in finding.also)
    for leaf in document.leaves():
        yield span_of(leaf.node)
        for part in Part:
            span, ways = document.locate(leaf.route, part)
            yield span
            yield from (way for way, _ in ways)
    yield document.first_key()


@given(TEXTS)
@example("a: &x [1]\nb: *x\nc: {<<: [*x]}\n")
@example("apiVersion: a\nkind: b\napiVersion: c")
@example("- ? a\n  : b\n-")
@example("nt\nname: a")
@example("&\nkey: a")
def test_no_text_breaks_the_parser_and_every_place_lies_inside_the_text(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    lines = lines_of(data)
    for document in parse(decode("a.yaml", data), LIMITS):
        assert all(lies_inside(span, lines) for span in spans(document))


@given(TEXTS.filter(lambda text: "\r" not in text))
def test_a_text_with_other_line_ends_has_the_same_documents_on_the_same_lines(text: str) -> None:
    unix, windows = (
        parse(decode("a.yaml", each.encode("utf-8", "surrogatepass")), LIMITS)
        for each in (text, text.replace("\n", "\r\n"))
    )
    assert [document.data for document in unix] == [document.data for document in windows]
    assert [_lines(document) for document in unix] == [_lines(document) for document in windows]


def _lines(document: Document) -> list[tuple[object, ...]]:
    faults = [(fault.rule, span_at(fault.place).start.line) for fault in document.findings]
    leaves = [(leaf.route, leaf.part, leaf.node.start.line) for leaf in document.leaves()]
    return [*faults, *leaves]


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reading(data: bytes) -> None:
    lines = lines_of(data)
    for document in parse(decode("a.yaml", data), LIMITS):
        assert all(lies_inside(span, lines) for span in spans(document))


@given(TEXTS)
def test_no_text_breaks_the_reading_of_json(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    lines = lines_of(data)
    for document in parse(decode("connector.json", data), LIMITS):
        assert all(lies_inside(span, lines) for span in spans(document))


def test_documents_that_hold_nothing_are_left_out() -> None:
    documents = parse(Source("a.yaml", "---\n---\n# note\n---\na: 1\n---\n"), Limits())
    assert [document.data for document in documents] == [{"a": 1}]


def test_a_source_that_is_no_text_is_one_document_without_a_root() -> None:
    (document,) = parse(decode("a.yaml", b"\xff"), Limits())
    assert document.root is None
    assert [fault.rule for fault in document.findings] == ["invalid-encoding"]


@pytest.mark.parametrize(
    ("text", "line", "cut"),
    [
        ("companyId: #4281379\nb: 1\n", 1, True),
        ("name: Ironwood #2\n", 1, True),
        ("a: [x, y #2\n  ]\n", 1, True),
        ("name: Ironwood # 2\n", 1, False),
        ("name: 'Ironwood' #2\n", 1, False),
        ("name: Ironwood ## two\n", 1, False),
        ("a:\n  #b: 1\n  c: 2\n", 2, False),
        ("a: 1\n#b: 2\n", 2, False),
        ("a: |\n  x #2\n", 2, False),
        ("#!/usr/bin/env yaml\na: 1\n", 1, False),
    ],
)
def test_a_comment_that_cuts_a_value_is_told_from_one_that_does_not(text: str, line: int, cut: bool) -> None:
    (document,) = parse(Source("a.yaml", text), Limits())
    found = [
        span_at(fault.place).start.line for fault in document.findings if fault.rule == "comment-cuts-value"
    ]
    assert found == ([line] if cut else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: \u201cx\u201d\n", True), ("a: \u2018x\u2019\n", True), ("a: \u00abx\u00bb\n", True),
        ("a: \u201ex\u201c\n", True), ("\u201ca\u201d: x\n", True), ("a: [\u201cx\u201d]\n", True),
        ("a: 'the \u201cold\u201d one'\n", False), ("a: the \u201cold\u201d\n", False), ("a: \u201c\n", False),
        ("a: it\u2019s\n", False), ('a: "\u201cx\u201d"\n', False),
    ],
)  # fmt: skip
def test_curly_quotes_around_a_value_are_told_from_those_inside(text: str, expected: bool) -> None:
    (document,) = parse(Source("a.yaml", text), Limits())
    assert [fault.rule for fault in document.findings] == ["typographic-quote"] * expected


def test_parts_that_a_fault_of_the_text_touches_are_broken() -> None:
    text = "a: x\u200by\nb: !t {c: 1}\nd: 1\nd: 2\ne: \u201cz\u201d\nf: #1\ng: fine\n"
    (document,) = parse(decode("a.yaml", text.encode()), Limits())
    assert document.broken >= {("a",), ("b", "c"), ("d",), ("e",), ("f",)}
    assert not document.is_broken(("g",))


@pytest.mark.parametrize("kind", KINDS)
def test_a_right_header_names_the_kind_and_is_no_part_of_the_data(kind: str) -> None:
    own = parse(Source("a.yaml", f"apiVersion: appxlint/v1\nkind: {kind}\nname: a\n"), Limits())
    (document,) = identified(own, fields_of)
    assert document.kind == kind
    assert document.data == {"name": "a"}
    assert document.findings == ()


def test_the_documents_of_a_foreign_file_are_not_identified() -> None:
    assert identified(parse(Source("a.yaml", "kind: Deployment\n"), Limits()), fields_of) == ()


def test_every_document_of_a_file_of_ours_is_identified() -> None:
    first, second = parse(Source("a.yaml", "kind: Workspace\n---\na: 1\n"), Limits())
    assert [each.kind for each in identified((first, second), fields_of)] == ["Workspace", None]
    assert (first.kind, first.data, first.findings) == (None, {"kind": "Workspace"}, ())


def told(text: str, name: str = "a.yaml") -> list[tuple[int, int, int]]:
    """Return line, first and last column of each character that nobody sees."""
    found = [each for document in parse(decode(name, text.encode()), Limits()) for each in document.findings]
    spans = [span_at(each.place) for each in found if each.rule == "invisible-character"]
    return [(span.start.line, span.start.column, span.end.column) for span in spans]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ('a: "x\\e[31m"\n', [(1, 6, 8)]),
        ('a: "\\u202ex"\n', [(1, 5, 11)]),
        ('"na\\u200bme": x\n', [(1, 4, 10)]),
        ('a: {b: ["x\\0"]}\n', [(1, 11, 13)]),
        ('a: &x "\\u200b"\nb: *x\n', [(1, 8, 14)]),
        ('a: !!str "\\u200b"\n', [(1, 11, 17)]),
        ('a: "x\n\n  \\U000E0041 y"\n', [(3, 3, 13)]),
        ('a: "\\e\\e"\nb: "\\e"\n', [(1, 5, 7), (2, 5, 7)]),
        ('a: "\u200b\\e"\n', [(1, 5, 6)]),
        ("a: '\\e'\nb: \\e\nc: |\n  \\e\n", []),
        ('a: "\\n\\t\\r\\n\\u00fc"\n', []),
        ('pattern: "[^\\0-\\x1f]+"\n', []),
        ('"pattern\\e": x\n', [(1, 9, 11)]),
    ],
)  # fmt: skip
def test_an_escape_for_a_character_that_nobody_sees_is_told_at_the_escape(
    text: str, places: list[tuple[int, int, int]]
) -> None:
    assert told(text) == places


def test_escapes_in_json_are_told_as_well() -> None:
    text = '{"name": "Acme\\u202e",\n "no\\ud83c\\udff4te": "\\ud83c\\udff4", "\\b": "\\u00fc\\n"}\n'
    assert told(text, "a.json") == [(1, 15, 21), (2, 39, 41)]


def test_what_an_escape_spoils_is_broken_wherever_it_is_used() -> None:
    (document,) = parse(decode("a.yaml", b'a: {x: &x "b\\e"}\nc: *x\n"d\\e": 1\n'), Limits())
    assert document.broken == {("a", "x"), ("c",), ("d\x1b",), ("d",)}
    (first, _) = document.findings
    assert (first.place.route, first.place.part) == (("a", "x"), Part.VALUE)


def test_of_many_documents_the_data_of_a_few_is_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "_ALL", 3)
    monkeypatch.setattr(parsing, "_LATEST", 1)
    monkeypatch.setattr(parsing, "_LATEST_OTHERS", 2)
    keeper = Later(Limits())
    kinds = (CLIENT, CLIENT, CLIENT, CONFIG, CONFIG, CLIENT)
    documents = [
        Document(Source("a.yaml", ""), kind=kind, data={"name": f"{at}", "at": {"x": at}}, keeper=keeper)
        for at, kind in enumerate(kinds)
    ]
    for each in documents:
        keeper.opened(each)
    assert [_is_at_hand(each) for each in documents] == [False, False, True, False, True, True]
    assert [each.may_have("at") for each in documents] == [True] * 6
    assert [_is_at_hand(each) for each in documents] == [False, False, True, False, True, True]
    assert [each.data for each in documents] == [{"name": f"{at}", "at": {"x": at}} for at in range(6)]
    assert [_is_at_hand(each) for each in documents] == [False, False, True, False, True, True]


def _is_at_hand(document: Document) -> bool:
    try:
        object.__getattribute__(document, "data")
    except AttributeError:
        return False
    return True


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("- apiVersion: appxlint/v1\n  kind: Workspace\n  name: Acme\n", 1),
        ("- nonsense\n- apiVersion: appxlint/v1\n", 1),
        ("- apiVersion: v1\n  kind: Workspace\n", 0),
        ("- kind: Workspace\n  name: Acme\n", 0),
        ("[]\n", 0),
    ],
)
def test_a_list_of_documents_is_told_as_such(text: str, count: int) -> None:
    found = identified(parse(Source("a.yaml", text), Limits()), fields_of)
    assert [each.rule for document in found for each in document.findings] == ["wrong-type"] * count
