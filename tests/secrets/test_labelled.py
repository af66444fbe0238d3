"""The labelled set: what must be found, what must stay silent, and how often either may fail."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from validator.secrets.detect import cover, judge, judge_comment
from validator.secrets.placeholders import known_placeholders
from validator.secrets.tokens import SecretKind, SecretMatch

HERE = Path(__file__).parent
LOWER = "abcdefghijklmnopqrstuvwxyz"
ALPHABETS = {
    "hex": "0123456789abcdef",
    "HEX": "0123456789ABCDEF",
    "upper": LOWER.upper(),
    "alnum": LOWER + LOWER.upper() + "0123456789",
    "url": LOWER + LOWER.upper() + "0123456789-_",
    "base64": LOWER + LOWER.upper() + "0123456789+/",
}
KNOWN = known_placeholders(
    words=["changeme", "redacted", "todo", "password", "secret", "deadbeef"],
    patterns=[r"(?i:your|insert|enter|replace|paste)[ _-][A-Za-z0-9 _-]{1,80}"],
)


class Case(NamedTuple):
    """One line of the set; `text` is the value, or the comment; `random_parts` are its made-up parts of 20 and more."""

    note: str
    text: str
    random_parts: tuple[tuple[int, int], ...]
    comment: bool
    expected: dict[str, Any]

    def judged(self) -> SecretMatch | None:
        if self.comment:
            return next(iter(judge_comment(self.text, placeholders=KNOWN)), None)
        key, parent = self.expected["key"], self.expected.get("parent", "")
        sensitive = self.expected.get("sensitive")
        return judge(self.text, key=key, parent=parent, sensitive=sensitive, placeholders=KNOWN)


def _made(part: Any, seed: str) -> str:
    if not isinstance(part, dict):
        return str(part)
    [(alphabet, length)] = part.items()
    letters = ALPHABETS[alphabet]
    return "".join(letters[byte % len(letters)] for byte in hashlib.shake_256(seed.encode()).digest(length))


def _case(entry: dict[str, Any]) -> Case:
    raw = entry["comment"] if "comment" in entry else entry["value"]
    text, spans = "", []
    for index, part in enumerate(raw if isinstance(raw, list) else [raw]):
        made = _made(part, f"{entry['note']}/{index}")
        if isinstance(part, dict) and len(made) >= 20:
            spans.append((len(text), len(text) + len(made)))
        text += made
    return Case(entry["note"], text, tuple(spans), "comment" in entry, entry)


def _cases(name: str) -> list[Case]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [_case(entry) for entry in yaml.load(text, yaml.CSafeLoader)]


POSITIVE = _cases("positive.yaml")
NEGATIVE = _cases("negative.yaml")
MUST_STAY_SILENT = sorted({case.expected["class"] for case in NEGATIVE})


def test_the_set_is_large_enough_and_no_note_stands_twice() -> None:
    assert len(POSITIVE) >= 100
    assert len(NEGATIVE) >= 130
    notes = [case.note for case in (*POSITIVE, *NEGATIVE)]
    assert len(notes) == len(set(notes))


def test_at_least_95_percent_of_the_secrets_are_found() -> None:
    missed = [case.note for case in POSITIVE if case.judged() is None]
    print("missed:", *missed, sep="\n  ")  # noqa: T201 - shown when the test fails
    assert len(missed) <= 0.05 * len(POSITIVE), missed


def test_at_most_2_percent_of_the_harmless_texts_raise_an_alarm() -> None:
    alarms = [(case.note, found.kind.name) for case in NEGATIVE if (found := case.judged()) is not None]
    print("false alarms:", *alarms, sep="\n  ")  # noqa: T201 - shown when the test fails
    assert len(alarms) <= 0.02 * len(NEGATIVE), alarms


@pytest.mark.parametrize("group", MUST_STAY_SILENT)
def test_nothing_is_found_in_the_class_that_must_stay_silent(group: str) -> None:
    alarms = [case.note for case in NEGATIVE if case.expected["class"] == group and case.judged()]
    assert alarms == []


@pytest.mark.parametrize("case", [pytest.param(case, id=case.note) for case in POSITIVE])
def test_a_found_secret_has_the_right_kind_and_lies_in_the_text(case: Case) -> None:
    found = case.judged()
    assert found is not None
    assert 0 <= found.start < found.end <= len(case.text)
    assert found.in_url is case.expected.get("in_url", False)
    assert found.certain is case.expected.get("certain", True)
    if "kind" in case.expected:
        assert found.kind is SecretKind[case.expected["kind"]]


@pytest.mark.parametrize("case", [pytest.param(case, id=case.note) for case in POSITIVE])
def test_what_must_not_be_shown_holds_every_long_random_part_of_the_secret(case: Case) -> None:
    found = case.judged()
    assert found is not None
    hidden = [(found.start, found.end), *cover(case.text)]
    for start, end in case.random_parts:
        assert any(first <= start and end <= last for first, last in hidden)
