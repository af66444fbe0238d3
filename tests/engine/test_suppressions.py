from __future__ import annotations

from datetime import date

import pytest

from validator.diagnostics import Limits
from validator.documents.parse import parse
from validator.documents.source import Source
from validator.engine.suppressions import Ignore, ignores_of


def ignores(text: str) -> tuple[Ignore, ...]:
    source = Source("a.yaml", text)
    return ignores_of(source, parse(source, Limits())[0].comments)


@pytest.mark.parametrize(
    ("comment", "rules", "reason"),
    [
        ("# appxlint: ignore[a-b] agreed with Robin", ("a-b",), "agreed with Robin"),
        ("# appxlint: ignore[a-b, c] - agreed", ("a-b", "c"), "agreed"),
        ("# appxlint: ignore[a-b]: agreed", ("a-b",), "agreed"),
        ("# appxlint: ignore[a-b] \u2013 agreed", ("a-b",), "agreed"),
        ("#appxlint:ignore[a-b]", ("a-b",), ""),
        ("# appxlint: ignore [a-b] agreed", ("a-b",), "agreed"),
    ],
)
def test_a_comment_names_rules_and_a_reason(comment: str, rules: tuple[str, ...], reason: str) -> None:
    (found,) = ignores(f"name: x {comment}\n")
    assert (found.rules, found.reason, found.until, found.line, found.fault) == (rules, reason, None, 1, "")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("until the move until=2027-03-01", "until the move"),
        ("until=2027-03-01 until the move", "until the move"),
        ("until=2027-03-01: until the move", "until the move"),
        ("until=2027-03-01", ""),
        ("until the move (until=2027-03-01).", "until the move ()."),
        ("(until=2027-03-01)", ""),
    ],
)
def test_a_comment_may_have_a_last_day(text: str, reason: str) -> None:
    (found,) = ignores(f"name: x # appxlint: ignore[a] {text}\n")
    assert (found.reason, found.until) == (reason, date(2027, 3, 1))


@pytest.mark.parametrize(
    ("comment", "fault"),
    [
        ("# appxlint: ignore", "names no rule"),
        ("# appxlint: ignore[]", "names no rule"),
        ("# appxlint: ignore agreed with Robin", "names no rule"),
        ("# appxlint: disable[a]", "none that appxlint knows"),
        ("# appxlint: ignore[a] until=soon", "not a day"),
        ("# appxlint: ignore[a] until=2027-02-30", "not a day"),
        ("# appxlint: ignore-file[a] too late", "first comment block"),
    ],
)
def test_a_comment_that_cannot_count_says_why(comment: str, fault: str) -> None:
    (found,) = ignores(f"name: x\nkind: y {comment}\n")
    assert fault in found.fault


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: 2 # appxlint: ignore[a]\n", 2),
        ("a: 1\n# appxlint: ignore[a]\nb: 2\n", 3),
        ("a: 1\n  # appxlint: ignore[a]\n\n# another note\nb: 2\n", 5),
        ("a: 1\n# appxlint: ignore[a]\n", 2),
        ("# appxlint: ignore-file[a]\na: 1\n", 0),
        ("# Copyright\n\n# appxlint: ignore-file[a]\n---\na: 1\n", 0),
    ],
)
def test_a_comment_speaks_of_its_own_line_the_next_or_the_file(text: str, line: int) -> None:
    (found,) = ignores(text)
    assert (found.line, found.fault) == (line, "")


@pytest.mark.parametrize(
    "comment", ["# ignore[a]", "# appxlint ignore[a]", "# see appxlint: ignore[a]", "# appxlint-ignore[a]"]
)
def test_other_comments_are_no_suppressions(comment: str) -> None:
    assert ignores(f"name: x {comment}\n") == ()


def test_what_stands_inside_a_value_is_no_suppression() -> None:
    assert ignores('a: "x # appxlint: ignore[a]"\nb: |\n  # appxlint: ignore[b]\n') == ()
