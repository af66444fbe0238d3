from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml
from yaml.scanner import ScannerError

from tests.support.reading import span_at
from validator.diagnostics import Limits, Position
from validator.documents import yaml_reader as builder
from validator.documents.source import Source
from validator.documents.tree import plain_data
from validator.documents.yaml_python import Loader
from validator.documents.yaml_reader import Tree, build

if TYPE_CHECKING:
    from collections.abc import Callable

    from validator.documents.finding import Finding


def trees(text: str, limits: Limits | None = None) -> list[Tree]:
    return build(Source("a.yaml", text), limits or Limits())


def data(text: str) -> Any:
    (tree,) = trees(text)
    assert tree.root is not None
    return plain_data(tree.root)


def fault(text: str, limits: Limits | None = None) -> Finding:
    (found,) = (each for tree in trees(text, limits) for each in tree.findings)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: [x, 2.5, true, ~]\n", {"a": 1, "b": ["x", 2.5, True, None]}),
        ("2024: x\ntrue: y\n1.5: z\n", {"2024": "x", "true": "y", "1.5": "z"}),
        ("a: '1'\nb: \"true\"\n", {"a": "1", "b": "true"}),
        ("a: 2026-10-02\n", {"a": "2026-10-02"}),
        ("a: yes\nb: no\n", {"a": "yes", "b": "no"}),
        ("a: |\n  one\n  two\nb: >-\n  one\n  two\n", {"a": "one\ntwo\n", "b": "one two"}),
        ("a: !!str 12\nb: !!int '12'\nc: ! 12\n", {"a": "12", "b": 12, "c": "12"}),
        ("a:\nb: {}\nc: []\n", {"a": None, "b": {}, "c": []}),
        ("- 1\n- a: 2\n", [1, {"a": 2}]),
        ("? a\n: b\n", {"a": "b"}),
        ("{a: 1, b: }\n", {"a": 1, "b": None}),
        ("'<<': {a: 1}\n", {"<<": {"a": 1}}),
    ],
)
def test_a_text_becomes_plain_data_with_keys_of_text(text: str, expected: Any) -> None:
    assert data(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x {k: 1}\nb: *x\n", {"a": {"k": 1}, "b": {"k": 1}}),
        ("a: &x 1\n*x : 2\n", {"a": 1, "1": 2}),
        ("a: &x {k: 1, l: 2}\nb: {<<: *x, l: 3}\n", {"a": {"k": 1, "l": 2}, "b": {"l": 3, "k": 1}}),
        ("a: &x {k: 1}\nb: &y {k: 2, m: 3}\nc: {<<: [*x, *y]}\n",
         {"a": {"k": 1}, "b": {"k": 2, "m": 3}, "c": {"k": 1, "m": 3}}),
        ("a: &x {k: 1}\nb: &y {<<: *x}\nc: {<<: *y}\n", {"a": {"k": 1}, "b": {"k": 1}, "c": {"k": 1}}),
        ("a: &x 1\nb: &x 2\nc: *x\n", {"a": 1, "b": 2, "c": 2}),
    ],
)  # fmt: skip
def test_aliases_and_merge_keys_are_resolved(text: str, expected: Any) -> None:
    assert data(text) == expected


def test_several_documents_are_several_trees() -> None:
    first, second, third = trees("a: 1\n---\nb: 2\n...\n---\n")
    assert plain_data(first.root) == {"a": 1}  # type: ignore[arg-type]
    assert plain_data(second.root) == {"b": 2}  # type: ignore[arg-type]
    assert third.complete


def test_the_documents_before_a_slip_are_kept() -> None:
    first, second = trees("a: 1\n---\nb: [\n")
    assert first.complete
    assert not second.complete
    assert second.root is None
    assert [each.rule for each in second.findings] == ["yaml-syntax"]


def test_an_anchor_is_unknown_in_the_next_document() -> None:
    first, second = trees("a: &x 1\n---\nb: *x\n")
    assert first.findings == ()
    assert span_at(second.findings[0].place).start == Position(3, 4)


def test_a_repeated_key_names_both_places_and_the_first_value_stays() -> None:
    found = fault("a: 1\nb: 2\na: 3\n")
    assert (found.rule, span_at(found.place).start) == ("duplicate-key", Position(3, 1))
    assert span_at(found.also[0].place).start == Position(1, 1)
    assert data("a: 1\na: 3\n") == {"a": 1}


def test_keys_are_compared_as_they_read_and_merged_ones_may_repeat() -> None:
    assert fault('a: 1\n"a": 2\n').rule == "duplicate-key"
    assert fault('ab: 1\n"a\\x62": 2\n').rule == "duplicate-key"
    assert trees("x: &x {a: 1}\nb: {<<: *x, a: 2}\n")[0].findings == ()


def test_a_document_that_runs_on_into_another_is_two_documents() -> None:
    text = "apiVersion: appxlint/v1\nkind: A\nname: x\napiVersion: appxlint/v1\nkind: B\nname: y\nname: z\n"
    first, second = trees(text)
    assert plain_data(first.root) == {"apiVersion": "appxlint/v1", "kind": "A", "name": "x"}  # type: ignore[arg-type]
    assert plain_data(second.root) == {"apiVersion": "appxlint/v1", "kind": "B", "name": "y"}  # type: ignore[arg-type]
    assert first.findings == ()
    assert [(each.rule, span_at(each.place).start.line) for each in second.findings] == [
        ("duplicate-key", 7),
        ("duplicate-key", 4),
    ]
    assert "---" in second.findings[1].help


def test_a_kind_before_the_second_version_belongs_to_the_second_document() -> None:
    first, second = trees("kind: A\napiVersion: appxlint/v1\nkind: B\napiVersion: appxlint/v1\nname: y\n")
    assert plain_data(first.root) == {"kind": "A", "apiVersion": "appxlint/v1"}  # type: ignore[arg-type]
    assert plain_data(second.root) == {"kind": "B", "apiVersion": "appxlint/v1", "name": "y"}  # type: ignore[arg-type]
    assert [each.rule for each in second.findings] == ["duplicate-key"]


def test_a_flow_mapping_is_never_split() -> None:
    found = fault("{apiVersion: a, kind: A, apiVersion: b}\n")
    assert found.rule == "duplicate-key"


@pytest.mark.parametrize(
    ("text", "limits", "place"),
    [
        ("a: [[[1]]]\n", Limits(depth=3), Position(1, 6)),
        ("a: {b: {c: 1}}\n", Limits(depth=2), Position(1, 8)),
        ("a: [1, 2, 3, 4]\n", Limits(nodes=3), Position(1, 11)),
        ("a: &x [1, 2]\nb: [*x, *x]\n", Limits(nodes=6), Position(2, 9)),
        ("a: &a [*a]\n", Limits(), Position(1, 8)),
        ("a: &a {b: {<<: *a}}\n", Limits(), Position(1, 16)),
        ("a: xxxxxx\n", Limits(scalar_characters=5), Position(1, 4)),
    ],
    ids=["lists", "mappings", "nodes", "aliases", "endless list", "endless merge", "a long value"],
)
def test_what_no_set_up_needs_is_refused(text: str, limits: Limits, place: Position) -> None:
    found = fault(text, limits)
    assert (found.rule, span_at(found.place).start) == ("too-complex", place)
    assert trees(text, limits)[0].root is None


def test_limits_are_met_exactly() -> None:
    assert trees("a: [[1]]\n", Limits(depth=3))[0].findings == ()
    assert trees("a: xxxxx\n", Limits(scalar_characters=5))[0].findings == ()


class Limited(yaml.Loader):
    """A parser that ends by itself where lists nest a hundred deep; libyaml 0.2.6 does at a thousand."""

    def fetch_flow_collection_start(self, TokenClass: Any) -> None:  # noqa: N803 - as PyYAML calls it
        if self.flow_level >= 100:
            mark = self.get_mark()
            raise ScannerError("while increasing flow level", mark, "exceeded maximum nesting depth", mark)
        super().fetch_flow_collection_start(TokenClass)


PARSERS = {"the installed one": builder._Parser, "PyYAML's own": Loader, "a limited one": Limited}
"""Parsers that look ahead, and that end by themselves, at different places."""


@pytest.fixture(params=PARSERS.values(), ids=list(PARSERS))
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(builder, "_Parser", request.param)
    return request.param


class Deep(NamedTuple):
    """A text that nests deep, and where its nth level begins."""

    text: str
    place: Callable[[int], tuple[int, int]]


DEEP = {
    "lists": Deep(f"a: {'[' * 2000}\n", lambda level: (1, 2 + level)),
    "closed lists": Deep(f"a: {'[' * 2000}{']' * 2000}\n", lambda level: (1, 2 + level)),
    "lists apart": Deep(f"a: {'[ ' * 2000}\n", lambda level: (1, 2 * level)),
    "lists on lines": Deep("a: " + "[\n " * 2000, lambda level: (level - 1, 4 if level == 2 else 2)),
    "lists of a list": Deep(f"a: [b, {'[' * 2000}\n", lambda level: (1, 5 + level)),
    "lists in a second document": Deep(f"a: 1\n---\nb: {'[' * 2000}\n", lambda level: (3, 2 + level)),
    "a list alone": Deep("[" * 2000, lambda level: (1, level)),
    "mappings": Deep(f"a: {'{a: ' * 2000}\n", lambda level: (1, 4 * level - 4)),
    "closed mappings": Deep(f"a: {'{a: ' * 2000}{'}' * 2000}\n", lambda level: (1, 4 * level - 4)),
    "lists of mappings": Deep(
        f"a: {'[{b: ' * 1000}\n", lambda level: (1, (level - 2) // 2 * 5 + (level - 2) % 2 + 4)
    ),
    "mappings of lists": Deep(
        f"a: {'{b: [' * 1000}\n", lambda level: (1, (level - 2) // 2 * 5 + (level - 2) % 2 * 4 + 4)
    ),
    "items": Deep(f"a:\n{'- ' * 2000}1\n", lambda level: (2, 2 * level - 3)),
    "items alone": Deep(f"{'- ' * 2000}1\n", lambda level: (1, 2 * level - 1)),
    "indented mappings": Deep(
        "".join(f"{' ' * each}a:\n" for each in range(1100)), lambda level: (level, level)
    ),
    "indented items": Deep(
        "".join(f"{'  ' * each}- a:\n" for each in range(1100)), lambda level: ((level + 1) // 2, level)
    ),
    "lists behind which a slip stands": Deep(f"a: {'[' * 500} @\n", lambda level: (1, 2 + level)),
    "lists in which a slip stands": Deep(f'a: {"[" * 500}"\\d"\n', lambda level: (1, 2 + level)),
}


@pytest.mark.parametrize("deep", DEEP.values(), ids=list(DEEP))
@pytest.mark.usefixtures("parser")
def test_a_deep_text_is_refused_where_it_passes_the_limit_whatever_the_parser_says(deep: Deep) -> None:
    found = fault(deep.text)
    assert (found.rule, found.message) == ("too-complex", "this part is nested more than 64 levels deep")
    assert (*span_at(found.place).start,) == deep.place(65)


@pytest.mark.parametrize("deep", DEEP.values(), ids=list(DEEP))
def test_a_raised_limit_of_depth_is_met_at_its_own_place(deep: Deep) -> None:
    found = fault(deep.text, Limits(depth=200))
    assert (found.rule, found.message) == ("too-complex", "this part is nested more than 200 levels deep")
    assert (*span_at(found.place).start,) == deep.place(201)


def test_a_limit_beyond_that_of_the_parser_ends_where_the_parser_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(builder, "_Parser", Limited)
    found = fault(f"a: {'[' * 2000}\n", Limits(depth=5000))
    assert (found.rule, span_at(found.place).start) == ("too-complex", Position(1, 104))
    assert "the parser of YAML" in found.message


@pytest.mark.usefixtures("parser")
def test_double_braces_before_a_depth_that_the_parser_refuses_are_told_first() -> None:
    found = fault("{" * 2000)
    assert (found.rule, span_at(found.place).start) == ("yaml-syntax", Position(1, 2))
    assert "double braces" in found.message


def test_a_list_in_the_place_of_a_key_is_told_however_deep_it_is() -> None:
    found = fault(f"a: 1\n{'[' * 2000}\n")
    assert (found.rule, span_at(found.place).start) == ("yaml-syntax", Position(2, 1))
    assert "a key needs a colon" in found.message


@pytest.mark.parametrize(
    ("text", "column", "words"), [("a: {{ b }} @c\n", 5, "double braces"), ("a: *b @c\n", 4, '"*b" refers')]
)
@pytest.mark.usefixtures("parser")
def test_of_two_slips_in_a_line_the_first_is_told(text: str, column: int, words: str) -> None:
    found = fault(text)
    assert span_at(found.place).start == Position(1, column)
    assert words in found.message


@pytest.mark.parametrize(
    "text", ["a: !!python/name:os.system x\n", "a: !vault x\n", "a: !<tag:x> {b: 1}\n", "!x\na: 1\n"]
)
def test_a_tag_of_another_tool_is_a_fault_at_the_tag_and_does_nothing(text: str) -> None:
    found = fault(text)
    line = next(number for number, each in enumerate(text.split("\n"), 1) if "!" in each)
    assert found.rule == "unsupported-tag"
    assert span_at(found.place).start == Position(line, text.split("\n")[line - 1].index("!") + 1)
    assert trees(text)[0].root is not None


def test_a_merge_of_something_else_than_a_mapping_is_a_fault() -> None:
    assert fault("a: {<<: 1}\n").rule == "wrong-type"
    assert fault("a: {<<: [{b: 1}, c]}\n").rule == "wrong-type"
