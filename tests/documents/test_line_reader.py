from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.support.samples import SAMPLES
from validator.documents import line_reader
from validator.documents.event_reader import read_events
from validator.documents.line_reader import read_lines
from validator.documents.source import decode

HEADER = "apiVersion: appxlint/v1\nkind: Workspace\n"
KEY = "k" * 31

PLAIN = (
    "name: acme",
    "name: acme   ",
    "name:    acme",
    "name: acme # why: so",
    'name: "Acme : Foo <> Bar"',
    "name: 'a (b)'   # why",
    'name: ""',
    "a: 12\nb: 0",
    "a: true\nb: false\nc:",
    "a: ${env:NAME}",
    "a: https://example.com/path",
    "a: 2026-01-01",
    "a: b, c + d (e)",
    f"{KEY}: a",
    "a: [b, c d, 5, true]",
    "a: [ ]  # none",
    "a:\n  b: c\n  d:\n    e: f\ng: h",
    "a: # why\n\n      # c\n    b: c",
    "a:\n- b\n- c\nd: e",
    "a:\n  - b\n  - c: d\n    e: f\n  - g:\n    - h\n    - i\n  - j:\n      k: l\nm: o",
    "a:\n- b:\nc: d",
    "a: b\n# c\n   # d\n\nc: d",
    f"a: b\n---\n{HEADER}c: d",
    f"a: b\n---\n# c\n{HEADER}c: d",
)

LEFT_TO_A_PARSER = (
    "a: {b: c}",
    "a: [b, [c]]",
    'a: ["b"]',
    "a: [b, c,]",
    "a: [b: c]",
    "a: b\n  c",
    "a: b\n  c: d",
    "a: b\n - c",
    "a:\n    b: c\n  d: e",
    "a:\n  - b\n - c",
    "a:\n  - b\n    - c",
    "a:\n- - b",
    "a:\n-   b: c",
    "a:\n-",
    "a:\n- # b",
    "- a",
    "a\n",
    "a: -1",
    "a: a#b",
    "a: a:b",
    "a: b, c] d}",
    "a: 'b \"c\"'",
    "a: b: c",
    "a: b:",
    "a : b",
    "a:b",
    "'a': b",
    "? a",
    "a: &x b",
    "a: *x",
    "a: !x b",
    "a: |\n  b",
    "a: 'b''c'",
    'a: "b',
    'a: "b" c',
    'a: "b"#c',
    "a: 'b\n  c'",
    "a: %b",
    "a: `b",
    "a: @b",
    "a: - b",
    "a: =",
    "a: ~",
    "a: null",
    "a: yes",
    "a: 01",
    "a: 0o7",
    "a: 0x1F",
    "a: 1_000",
    "a: 1:30",
    "a: 1.5",
    "a: swordfish@host",
    "password: swordfish",
    "value: a",
    "<<: a",
    "a: b\na: c",
    "a:\n  b: c\na: d",
    "a: b\tc",
    "a:\tb",
    "\ta: b",
    "a: b\r",
    "a: b\r\nc: d",
    "a: \u00e9",
    "# \u00e9",
    "a: b\x00",
    "a: b\u2028c: d",
    "a: b\\c",
    'a: "b\\nc"',
    "%YAML 1.2",
    "...",
    "--- a",
    "---",
    f"---\n---\n{HEADER}",
    "---\na: b",
    f"{KEY}k: a",
    "x" * 1100 + ": a",
)


@pytest.mark.parametrize("text", PLAIN)
@pytest.mark.parametrize("before", ["", "# c\n", "---\n", "\n# c\n---\n"])
def test_plain_lines_say_what_events_say(text: str, before: str) -> None:
    found = read_lines(f"{before}{HEADER}{text}\n")
    assert found is not None
    assert repr(found) == repr(read_events(f"{before}{HEADER}{text}\n"))
    assert repr(found) == repr(read_lines(f"{before}{HEADER}{text}"))


@pytest.mark.parametrize("text", LEFT_TO_A_PARSER)
def test_a_text_with_any_other_line_is_left_to_a_parser(text: str) -> None:
    assert read_lines(f"{HEADER}{text}\n") is None


@pytest.mark.parametrize(
    "text", ["", "\n", "# c\n", "---\n", "kind: Workspace\n", "apiVersion: appxlint/v2\n"]
)
def test_a_text_without_a_document_of_ours_is_too(text: str) -> None:
    assert read_lines(text) is None


def test_a_mapping_is_as_deep_as_events_let_it_be() -> None:
    def nested(depth: int) -> str:
        return HEADER + "".join(f"{' ' * at}a:\n" for at in range(depth)) + f"{' ' * depth}b: c\n"

    assert read_lines(nested(9)) == read_events(nested(9)) is not None
    assert read_lines(nested(10)) is None


def test_lists_are_not_shared_between_texts() -> None:
    text = f"{HEADER}a: [b, c]\n"
    first, second = read_lines(text), read_lines(text)
    assert first is not None
    assert second is not None
    first[0]["a"].append("d")
    assert second[0]["a"] == ["b", "c"]


def test_what_is_kept_of_lines_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_reader, "_known", {})
    monkeypatch.setattr(line_reader, "_MOST_LINES", 4)
    monkeypatch.setattr(line_reader, "_MOST_PLACES", 4)
    for number in range(20):
        text = f"{HEADER}a{number}:\n  b: c{number}\nd: e{number}\nf{number}: {'g ' * 50}h{' ' * 100}\n"
        assert read_lines(text) == read_events(text) is not None
    assert len(line_reader._known) <= 4
    assert all(len(each) <= 4 for each in line_reader._known.values())


def test_the_same_line_means_something_else_below_another_key() -> None:
    quiet, odd = f"{HEADER}a:\n  value: b\n", f"{HEADER}password:\n  text: swordfish\n"
    assert read_lines(f"{HEADER}a:\n  text: swordfish\n") is not None
    assert read_lines(odd) is None is read_events(odd)
    assert read_lines(quiet) is None is read_events(quiet)


TEXTS = [
    source.text
    for file in sorted(SAMPLES.rglob("*.yaml"))
    if (source := decode("a", file.read_bytes())).readable
]
"""Samples, most of which have a line that is not plain."""


def test_every_sample_is_read_alike() -> None:
    read = [(found, text) for text in TEXTS if (found := read_lines(text)) is not None]
    assert [repr(found) for found, _ in read] == [repr(read_events(text)) for _, text in read]
    assert len(read) > len(TEXTS) // 10


KEYS = st.sampled_from(("a", "b", "c", "name", "owner", "details", "kind", "tokens", "value"))
VALUES = st.sampled_from(
    [text.partition(": ")[2] for text in (*PLAIN, *LEFT_TO_A_PARSER) if "\n" not in text and ": " in text]
) | st.text("ab01 .:-_#'\"&*!|>{}[],?%@`\\\n\t~=<$/", max_size=6)
SPACES = st.sampled_from(("", "", "", " ", "  ", "  ", "    ", "      "))
DASHES = st.sampled_from(("", "", "", "- ", "- ", "-", "-  "))
COLONS = st.sampled_from((": ", ": ", ": ", ": ", ":", ":  ", " : ", ": # "))
LINES = st.builds("".join, st.tuples(SPACES, DASHES, KEYS, COLONS, VALUES)) | st.builds(
    "".join, st.tuples(SPACES, DASHES, VALUES)
)
NEAT = st.builds("".join, st.tuples(SPACES, DASHES, KEYS, st.sampled_from((": x", ":", ": # y"))))


@given(lines=st.lists(NEAT, max_size=9) | st.lists(NEAT | LINES, max_size=6))
@example(["a:", "  - b: x", "  c: x"])
@example(["a:", "- b:", "  - x", "c:"])
@example(["a: ", "   # b", "  - c"])
def test_whatever_lines_say_events_say_too(lines: list[str]) -> None:
    text = HEADER + "\n".join(lines)
    found = read_lines(text)
    if found is not None:
        assert repr(found) == repr(read_events(text))


@given(
    text=st.sampled_from([text for text in TEXTS if len(text) < 2000]),
    at=st.integers(0, 2000),
    gone=st.integers(0, 3),
    sign=st.text("ab0 .:-_#'\"&*!|>{}[],?%@\n\t~", max_size=3),
)
def test_they_do_where_a_few_signs_of_a_sample_are_others(text: str, at: int, gone: int, sign: str) -> None:
    at %= len(text) + 1
    changed = text[:at] + sign + text[at + gone :]
    found = read_lines(changed)
    if found is not None:
        assert repr(found) == repr(read_events(changed))
