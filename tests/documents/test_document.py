from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.support.editing import document_of as parsed
from tests.support.reading import document_of, documents_of
from validator.diagnostics import Limits, Part, Position, Route
from validator.documents.document import Document, is_used_elsewhere, without
from validator.documents.parse import parse
from validator.documents.source import Source

TEXT = """name: acme
list: [one, {two: 2}]
base: &base
  a: 1
  b: 2
block:
  <<: *base
  c: 3
alias: *base
empty:
inner:
  deep: {x: y}
"""


@pytest.fixture
def document() -> Document:
    (found,) = parse(Source("a.yaml", TEXT), Limits())
    return found


@pytest.mark.parametrize(
    ("route", "value"),
    [
        (("name",), "acme"),
        (("list", 0), "one"),
        (("list", 1, "two"), 2),
        (("block", "a"), 1),
        (("alias", "b"), 2),
        (("inner",), {"deep": {"x": "y"}}),
        (("list", 2), None),
        (("list", "0"), None),
        (("name", "x"), None),
        (("gone", "x"), None),
        (("empty",), None),
    ],
)
def test_a_value_is_found_by_its_route(document: Document, route: Route, value: object) -> None:
    assert document.get(*route) == value


@pytest.mark.parametrize(
    ("route", "part", "start", "ways"),
    [
        (("name",), Part.KEY, (1, 1), []),
        (("name",), Part.VALUE, (1, 7), []),
        (("list", 0), Part.VALUE, (2, 8), []),
        (("list", 1, "two"), Part.KEY, (2, 14), []),
        (("list", 1, "two"), Part.VALUE, (2, 19), []),
        (("inner", "deep", "x"), Part.VALUE, (12, 13), []),
        (("inner",), Part.VALUE, (12, 3), []),
        (("empty",), Part.VALUE, (10, 1), []),
        (("block", "a"), Part.VALUE, (4, 6), [(7, 3)]),
        (("block", "a"), Part.KEY, (7, 3), [(4, 3)]),
        (("block", "c"), Part.VALUE, (8, 6), []),
        (("alias",), Part.VALUE, (3, 7), [(9, 8)]),
        (("alias",), Part.KEY, (9, 1), []),
        (("alias", "a"), Part.VALUE, (4, 6), [(9, 8)]),
        (("gone",), Part.VALUE, (1, 1), []),
        (("inner", "gone"), Part.VALUE, (11, 1), []),
        (("inner", "deep", "gone", "more"), Part.VALUE, (12, 3), []),
        (("name", "gone"), Part.VALUE, (1, 1), []),
        ((), Part.VALUE, (1, 1), []),
    ],
)
def test_a_part_is_located_with_the_ways_that_lead_to_it(
    document: Document, route: Route, part: Part, start: tuple[int, int], ways: list[tuple[int, int]]
) -> None:
    span, found = document.locate(route, part)
    assert (*span.start,) == start
    assert [(*way.start,) for way, _ in found] == ways


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: 1\n", (1, 1)),
        ("# x\n\n  a: 1\n", (3, 3)),
        ("- a\n", (1, 1)),
        ("word\n", (1, 1)),
        ("{b: 1}\n", (1, 2)),
    ],
)
def test_a_document_begins_at_its_first_key(text: str, place: tuple[int, int]) -> None:
    (found,) = parse(Source("a.yaml", text), Limits())
    assert (*found.first_key().start,) == place


def test_the_end_of_a_block_is_the_end_of_its_last_value(document: Document) -> None:
    span, _ = document.locate(("inner",))
    assert (span.start, span.end) == (Position(12, 3), Position(12, 15))
    anchored, _ = document.locate(("base",))
    assert (anchored.start, anchored.end) == (Position(3, 7), Position(5, 7))


def test_leaves_are_every_key_and_value_as_written_once(document: Document) -> None:
    leaves = [(leaf.route, leaf.part) for leaf in document.leaves()]
    assert len(set(leaves)) == len(leaves)
    assert (("base", "a"), Part.VALUE) in leaves
    assert (("list", 1, "two"), Part.KEY) in leaves
    merged = [route for route, _ in leaves if route[:1] in {("block",), ("alias",)}]
    assert merged == [("block",), ("alias",), ("block", "c"), ("block", "c")]


def test_a_part_is_broken_with_all_that_it_holds(document: Document) -> None:
    document = document.but(broken=frozenset({("inner", "deep")}))
    assert document.is_broken(("inner", "deep"))
    assert document.is_broken(("inner", "deep", "x"))
    assert not document.is_broken(("inner",))
    assert not document.lacks("inner", "deep", "z")
    assert document.lacks("inner", "other")
    assert not document.lacks("name")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n", "Workspace Acme"),
        ("apiVersion: appxlint/v1\nkind: Connector\nkey: a\nname: A\n", "Connector A"),
        ("apiVersion: appxlint/v1\nkind: Workspace\nname: [x]\n", "Workspace"),
        ("apiVersion: appxlint/v1\nkind: BaseConnectionRules\nintegration: Ledger\nconnector: a\nbaseConnections: []\n",
         "BaseConnectionRules Ledger"),
    ],
)  # fmt: skip
def test_a_document_is_called_by_its_kind_and_name(text: str, title: str) -> None:
    assert document_of(text).title == title


@pytest.mark.parametrize("name", Document.__slots__)
def test_a_document_does_not_change(name: str, document: Document) -> None:
    before = getattr(document, name)
    with pytest.raises(AttributeError, match="does not change"):
        setattr(document, name, None)
    with pytest.raises(AttributeError, match="does not change"):
        delattr(document, name)
    assert getattr(document, name) is before


def test_a_later_stage_leaves_the_document_before_it_alone(document: Document) -> None:
    before = (document.kind, dict(document.data), document.broken, document.findings)
    later = document.but(kind="Workspace", data={"a": 1}, broken=frozenset({("b",)}))
    assert (later.kind, later.data, later.broken) == ("Workspace", {"a": 1}, frozenset({("b",)}))
    assert (later.root, later.source, later.leaves()) == (document.root, document.source, document.leaves())
    assert (document.kind, document.data, document.broken, document.findings) == before
    assert later.but().data is later.data


@pytest.mark.parametrize(
    ("route", "rest"),
    [
        (("a",), {"b": [1, {"c": 2}]}),
        (("b", 1, "c"), {"a": {"x": 1}, "b": [1, {}]}),
        (("b", 0), {"a": {"x": 1}, "b": [{}, {"c": 2}]}),
        (("b", 7), {"a": {"x": 1}, "b": [1, {"c": 2}]}),
        (("z", "y"), {"a": {"x": 1}, "b": [1, {"c": 2}]}),
        (("a", "x", "deeper"), {"a": {"x": 1}, "b": [1, {"c": 2}]}),
        ((), {}),
    ],
)
def test_data_without_a_part_is_new_data(route: Route, rest: dict[str, Any]) -> None:
    data = {"a": {"x": 1}, "b": [1, {"c": 2}]}
    kept = copy.deepcopy(data)
    assert without(data, route) == rest
    assert data == kept


ROUTES = [
    (("a",), ("a", "x")),
    (("a", "x"), ("a",)),
    (("b", 0), ("b", 1, "c"), ("b", 7)),
    (("b", 1), ("b", 1, "c")),
    (("a", "x"), ()),
    (("z",), ("b", "c")),
    (),
]


@pytest.mark.parametrize("routes", ROUTES)
def test_parts_leave_data_together_as_they_do_one_by_one(routes: tuple[Route, ...]) -> None:
    data = {"a": {"x": 1, "y": 2}, "b": [1, {"c": 2, "d": 3}]}
    one_by_one: Any = data
    for route in routes:
        one_by_one = without(one_by_one, route)
    assert without(data, *routes) == one_by_one


def test_documents_of_a_file_are_counted() -> None:
    assert [
        each.index for each in documents_of("kind: Workspace\nname: a\n---\nkind: Workspace\nname: b\n")
    ] == [0, 1]


SHARED = """\
base: &base {one: 1, two: &two {three: 3}}
again: *base
merged: {<<: *base, four: 4}
own: {five: *two}
"""


@pytest.mark.parametrize(
    ("route", "answer"),
    [
        (("base",), True),
        (("base", "one"), True),
        (("base", "two", "three"), True),
        (("again",), False),
        (("merged", "one"), True),
        (("merged", "four"), False),
        (("own", "five"), False),
        (("own",), False),
    ],
)
def test_a_part_is_shared_where_an_alias_or_a_merge_brings_it_elsewhere(
    route: tuple[str, ...], answer: bool
) -> None:
    assert is_used_elsewhere(parsed(SHARED), route) is answer


def test_what_lies_inside_counts_where_a_part_is_to_go() -> None:
    document = parsed("a: {b: &b {c: 1}}\nd: *b\n")
    assert not is_used_elsewhere(document, ("a",))
    assert is_used_elsewhere(document, ("a",), inside=True)


def test_a_star_alone_shares_nothing() -> None:
    assert not is_used_elsewhere(parsed("a: 'x * y'\nb: 2 * 3\n"), ("a",), inside=True)
