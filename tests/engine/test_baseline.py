from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.diagnostics import Diagnostic, Position, Severity, Span
from validator.engine.baseline import NEVER, Baseline, Entry, Listed, match, read, written
from validator.project.settings import SettingsError
from validator.rules import BY_ID

if TYPE_CHECKING:
    from collections.abc import Iterable

FIELD = Entry("unknown-field", "acme.yaml", "ConnectorConfig acme", "connection.detials")
OPTION = Entry(
    "invalid-option", "acme.yaml", "ConnectorConfig acme", "connection.details.connectionEnvironment"
)
SECRET = Entry("literal-secret", "acme.yaml", "OAuthClient acme", "clientSecret")
PLACE = Span(Position(1, 1), Position(1, 2))

entries = st.builds(Entry, st.sampled_from(["unknown-field", "wrong-type"]), st.text(), st.text(), st.text())


def found(entry: Entry) -> tuple[Diagnostic, Entry]:
    return Diagnostic(entry.path, PLACE, Severity.ERROR, entry.rule, "a fault"), entry


def counts(given: Iterable[Entry], baseline: Baseline) -> tuple[int, int]:
    matched = match([found(entry) for entry in given], baseline)
    return len(matched.counted), len(matched.known)


def test_entries_stand_one_a_line_in_order_and_equal_ones_are_counted() -> None:
    text = written([FIELD, OPTION, FIELD])
    shared = '"path": "acme.yaml", "document": "ConnectorConfig acme"'
    assert text.splitlines() == [
        "[",
        f'{{"rule": "invalid-option", {shared}, "at": "connection.details.connectionEnvironment"}},',
        f'{{"rule": "unknown-field", {shared}, "at": "connection.detials", "count": 2}}',
        "]",
    ]
    assert text == written([OPTION, FIELD, FIELD])


def test_a_baseline_of_nothing_is_an_empty_list() -> None:
    assert json.loads(written([])) == []
    assert read(written([]), "b.json").entries == {}
    assert read("", "b.json").entries == {}


@given(st.lists(entries))
def test_what_is_written_is_json_and_is_read_again(given: list[Entry]) -> None:
    text = written(given)
    baseline = read(text, "b.json")
    assert len(json.loads(text)) == len(set(given)) == len(text.splitlines()) - 2
    assert counts(given, baseline) == (0, len(given))
    assert written([entry for entry, listed in baseline.entries.items() for _ in range(listed.times)]) == text


def test_every_entry_knows_its_line() -> None:
    baseline = read(written([FIELD, OPTION, FIELD]), "b.json")
    assert baseline.entries == {OPTION: Listed(1, 2), FIELD: Listed(2, 3)}
    assert baseline.path == "b.json"


def test_a_text_that_a_tool_or_a_person_has_reshaped_is_still_read() -> None:
    text = json.dumps(json.loads(written([FIELD, OPTION])), indent=2)
    assert read(text, "b.json").entries == {OPTION: Listed(1, 2), FIELD: Listed(1, 8)}
    line = written([FIELD]).splitlines()[1]
    assert read(f"[\n{line},\n\n{line},\n]", "b.json").entries == {FIELD: Listed(2, 4)}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{}", ""),
        ("null", ""),
        ("[\n", ""),
        ("[]\n[]", ""),
        ("[\n{\n]", ":2"),
        ("[\n1\n]", ":2"),
        ('[\n\n{"rule": "x"}]', ":3"),
        ('[{"rule": "x", "path": "y", "document": "", "at": 1}]', ":1"),
        ('[{"rule": "x", "path": "y", "document": "", "at": "", "message": "z"}]', ":1"),
        ('[{"rule": "x", "path": "y", "document": "", "at": "", "count": 0}]', ":1"),
        ('[{"rule": "x", "path": "y", "document": "", "at": "", "count": true}]', ":1"),
        ('[{"rule": "x", "path": "y", "document": "", "at": "", "count": "2"}]', ":1"),
        ("[" * 100_000, ":1"),
        (f"[{'9' * 10_000}]", ":1"),
    ],
)
def test_what_is_no_baseline_is_one_clear_line(text: str, line: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read(text, "b.json")
    message = f"{raised.value}"
    assert message.startswith(f"b.json{line}: ")
    assert message.endswith("write it anew with --write-baseline")
    assert "\n" not in message


def test_just_as_many_findings_are_left_out_as_an_entry_says() -> None:
    baseline = read(written([FIELD, FIELD]), "b.json")
    assert counts([FIELD], baseline) == (0, 1)
    assert counts([FIELD, FIELD], baseline) == (0, 2)
    assert counts([FIELD, OPTION, FIELD, FIELD], baseline) == (2, 2)
    assert match([found(FIELD)], baseline).found == {FIELD: 1}


@pytest.mark.parametrize("part", Entry._fields)
def test_another_rule_file_document_or_place_is_another_finding(part: str) -> None:
    other = FIELD._replace(**{part: "other"})
    assert counts([other], read(written([FIELD]), "b.json")) == (1, 0)


def test_secrets_and_unreadable_files_are_never_part_of_it() -> None:
    assert written([SECRET, FIELD]) == written([FIELD])
    by_hand = Baseline("b.json", {SECRET: Listed(1, 2)})
    assert counts([SECRET], by_hand) == (1, 0)
    assert {"literal-secret", "secret-in-url", "yaml-syntax", "too-complex"} <= NEVER <= set(BY_ID)
