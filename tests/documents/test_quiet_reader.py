from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.samples import SAMPLES
from validator.diagnostics import Limits
from validator.documents import parse as parsing
from validator.documents import quiet_reader
from validator.documents.parse import parse
from validator.documents.quiet_reader import read_quietly
from validator.documents.source import Source, decode
from validator.documents.tree import plain_data
from validator.documents.yaml_reader import build

if TYPE_CHECKING:
    from typing import Any

LIMITS = Limits()
HEADER = "apiVersion: appxlint/v1\nkind: ConnectorConfig\n"
FILES = sorted(SAMPLES.rglob("*.yaml"))


def quietly(text: str) -> list[dict[str, Any]] | None:
    found = read_quietly(Source("x.yaml", text), LIMITS)
    return None if found is None else [data for _, data in found]


def with_places(text: str) -> list[Any]:
    return [plain_data(tree.root) for tree in build(Source("x.yaml", text), LIMITS) if tree.root is not None]


@pytest.mark.parametrize(
    "text", ["name: acme", "a: {b: [1, -2, 0]}", 'a: "b: c"', "a:\nb: true", "a: # why\n  b: c"]
)
def test_plain_documents_are_read_as_by_the_reader_with_places(text: str) -> None:
    assert quietly(HEADER + text) == with_places(HEADER + text)


@pytest.mark.parametrize(
    "odd",
    [
        "a: &x b",
        "a: &x {b: c}",
        "a: !x b",
        "a: *x",
        "a: b\na: c",
        "<<: {a: b}",
        'a: "b "',
        "a: b\u00a0",
        "a: yes",
        "a: 0123",
        "a: 1.5",
        "a: True",
        "a: ~",
        "a: b #c",
        "a: |\n  b",
        'a: "b\n  c"',
        "? [a]\n: b",
        "1: a",
        "value: abc",
        "a: [",
        "# appxlint: ignore[unused-document] because",
        "# password: hunter2-hunter2!",
        "password: swordfish",
        "a: swordfish@host",
        "a: ${file:/x}",
        "a: <name>",
        "a: \u201cname\u201d",
        "---\nname: no header",
        "---\n- a",
    ],
)
def test_what_is_odd_is_left_to_the_reader_with_places(odd: str) -> None:
    assert quietly(f"{HEADER}{odd}\n") is None


def test_a_tag_in_the_header_is_left_to_it_too() -> None:
    assert quietly("apiVersion: appxlint/v1\nkind: !x Workspace\n") is None


def test_every_sample_is_read_alike() -> None:
    quiet = 0
    for file in FILES:
        source = decode(str(file), file.read_bytes())
        found = read_quietly(source, LIMITS) if source.readable else None
        if found is not None:
            quiet += 1
            trees = [(at, tree) for at, tree in enumerate(build(source, LIMITS)) if tree.root is not None]
            assert found == [(at, plain_data(tree.root)) for at, tree in trees if tree.root is not None]
    assert quiet > len(FILES) // 4


VALUES = st.text("abc019 .:-_#'\"&*!|>{}[],@$\n\t~", max_size=12)
LINES = st.lists(st.tuples(st.sampled_from(("a", "b", "c", "name")), VALUES), max_size=6)


@given(lines=LINES)
def test_whatever_is_read_quietly_is_read_alike(lines: list[tuple[str, str]]) -> None:
    text = HEADER + "".join(f"{key}: {value}\n" for key, value in lines)
    found = quietly(text)
    if found is not None:
        assert found == with_places(text)
        assert parse(Source("x.yaml", text), LIMITS)[0].findings == ()


@pytest.fixture
def without_the_quick_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "read_quietly", lambda *_: None)


def test_places_are_worked_out_when_they_are_asked_for() -> None:
    source = Source("x.yaml", f"{HEADER}a:\n  b: c\n---\n{HEADER}a: b # why\n")
    first, second = parse(source, LIMITS)
    assert first.read_quietly
    assert first.locate(("a", "b"))[0].start == (4, 6)
    assert second.locate(("a",))[0].start == (8, 4)
    assert [comment.text for comment in second.comments] == ["# why"]
    assert [leaf.route for leaf in second.leaves()][-1] == ("a",)


@pytest.mark.usefixtures("without_the_quick_way")
def test_texts_and_numbers_are_the_same_without_the_quick_way() -> None:
    text = f'{HEADER}a: 12\nb: [c, "${{env:NAME}}"]\n'
    slow = parse(Source("x.yaml", text), LIMITS)[0]
    assert not slow.read_quietly
    assert [value for _, value in slow.texts()] == ["appxlint/v1", "ConnectorConfig", "c", "${env:NAME}"]
    assert slow.text(("a",)) == "12"


def test_texts_and_numbers_of_a_quiet_document() -> None:
    quiet = parse(Source("x.yaml", f'{HEADER}a: 12\nb: [c, "${{env:NAME}}"]\n'), LIMITS)[0]
    assert [value for _, value in quiet.texts()] == ["appxlint/v1", "ConnectorConfig", "c", "${env:NAME}"]
    assert list(quiet.values())[2] == (("a",), 12)
    assert quiet.text(("a",)) == "12"
    assert not quiet.but(broken=frozenset({("a",)})).quiet


def test_a_long_document_is_read_quietly_too() -> None:
    text = HEADER + "".join(f"a{number}: {{b: [Acme, {number}]}}\n" for number in range(3_000))
    assert len(text) > 64 * 1024
    assert quietly(text) == with_places(text)


def test_a_document_that_may_hold_more_than_the_limits_allow_is_left_to_the_other_reader() -> None:
    text = HEADER + "".join(f"a{number}: [Acme, {number}]\n" for number in range(3_000))
    assert read_quietly(Source("x.yaml", text), LIMITS._replace(nodes=1_000)) is None
    assert read_quietly(Source("x.yaml", text), LIMITS._replace(nodes=100_000)) is not None


@given(
    st.recursive(
        st.sampled_from(["a", "~", "1", "''"]),
        lambda inner: (
            st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
            | st.lists(inner, max_size=3).map(
                lambda items: "{" + ", ".join(f"k{at}: {item}" for at, item in enumerate(items)) + "}"
            )
        ),
        max_leaves=20,
    )
)
def test_no_text_has_more_nodes_than_it_is_taken_to_have(value: str) -> None:
    text = f"{HEADER}x: {value}\n"
    long = text + "# " + "a " * 10_000 + "\n"
    (tree,) = build(Source("x.yaml", long), LIMITS._replace(nodes=quiet_reader._most_nodes(long)))
    assert tree.complete


@pytest.mark.parametrize(
    "header",
    ["apiVersion: !!str appxlint/v1\nkind: Workspace", "apiVersion: appxlint/v1\nkind: &kind Workspace"],
)
def test_a_header_with_a_tag_or_an_anchor_is_left_to_the_other_reader(header: str) -> None:
    assert read_quietly(Source("a.yaml", f"{header}\nname: Acme\n"), Limits()) is None
