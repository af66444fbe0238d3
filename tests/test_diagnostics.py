from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.render.reports import report, span
from validator.diagnostics import (
    Diagnostic,
    Fix,
    Position,
    Severity,
    Span,
    Summary,
    limited,
    reading_order,
    summarise,
)

if TYPE_CHECKING:
    from validator.diagnostics import Route


HERE = Span(Position(2, 5), Position(2, 9))


def diagnostic(**fields: Any) -> Diagnostic:
    chosen = {
        "path": "a.yaml",
        "span": HERE,
        "severity": Severity.ERROR,
        "rule": "r",
        "message": "m",
        **fields,
    }
    return Diagnostic(**chosen)


@pytest.mark.parametrize(
    ("route", "pointer"),
    [
        ((), ""),
        (("a", 0, "b"), "/a/0/b"),
        (("",), "/"),
        (("a/b",), "/a~1b"),
        (("a~b",), "/a~0b"),
        (("~1", "/0"), "/~01/~10"),
    ],
)
def test_a_route_is_a_json_pointer_whatever_its_keys_hold(route: Route, pointer: str) -> None:
    assert diagnostic(route=route).pointer == pointer


def test_findings_are_read_by_file_place_weight_rule_and_words() -> None:
    later = Span(Position(2, 6), Position(2, 7))
    longer = Span(Position(2, 5), Position(3, 1))
    tenth = Span(Position(10, 1), Position(10, 2))
    ordered = [
        diagnostic(severity=Severity.ERROR, rule="z"),
        diagnostic(severity=Severity.WARNING, rule="a", message="a"),
        diagnostic(severity=Severity.WARNING, rule="a", message="b"),
        diagnostic(severity=Severity.WARNING, rule="b", message="a"),
        diagnostic(severity=Severity.INFO, rule="a"),
        diagnostic(span=longer, rule="a"),
        diagnostic(span=later, rule="a"),
        diagnostic(span=tenth),
        diagnostic(path="b.yaml", rule="a"),
    ]
    backwards = ordered[::-1]
    backwards.sort(key=reading_order)
    assert backwards == ordered


def test_a_summary_counts_by_weight_and_only_safe_fixes_as_fixable() -> None:
    levels = [Severity.ERROR] * 3 + [Severity.WARNING] * 2 + [Severity.INFO]
    found = [diagnostic(severity=each) for each in levels]
    found[0] = found[0]._replace(fix=Fix("t", (), safe=True))
    found[3] = found[3]._replace(fix=Fix("t", (), safe=False))
    assert summarise(found, suppressed=4, files=5, documents=6, rules=7) == Summary(
        files=5, documents=6, rules=7, errors=3, warnings=2, infos=1, suppressed=4, fixable=1
    )
    nothing = summarise((), suppressed=0, files=0, documents=0, rules=0)
    assert set(nothing[:-1]) == {0}
    assert nothing.since is None


def test_weights_grow_from_info_to_error_and_are_called_by_their_words() -> None:
    assert [each.label for each in sorted(Severity)] == ["info", "warning", "error"]


ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def found(line: int, severity: Severity = ERROR, path: str = "a.yaml") -> Diagnostic:
    return diagnostic(message=f"{line}", path=path, span=span(line, 1, 2), severity=severity)


def test_a_report_with_no_more_than_may_be_shown_stays_as_it_is() -> None:
    whole = report(found(1), found(2), found(1, path="b.yaml"))
    assert limited(whole, {"a.yaml": 2, "b.yaml": 1}) == whole


def test_of_a_file_with_more_the_most_severe_are_shown_and_then_the_first() -> None:
    of_file = (found(1, INFO), found(2, WARNING), found(3, INFO), found(4, WARNING), found(5))
    shown = limited(report(*of_file), {"a.yaml": 3})
    assert [each.message for each in shown.diagnostics] == ["2", "4", "5"]
    assert [each.message for each in shown.omitted] == ["1", "3"]
    assert shown.counted == (*shown.diagnostics, *shown.omitted)
    one = limited(report(*of_file), {"a.yaml": 4})
    assert [each.message for each in one.diagnostics] == ["1", "2", "4", "5"]


def test_each_file_has_a_number_of_its_own() -> None:
    shown = limited(
        report(found(1), found(2), found(1, path="b.yaml"), found(2, path="b.yaml")),
        {"a.yaml": 1, "b.yaml": 2},
    )
    assert [(each.path, each.message) for each in shown.diagnostics] == [
        ("a.yaml", "1"),
        ("b.yaml", "1"),
        ("b.yaml", "2"),
    ]


def test_the_counts_are_those_of_all() -> None:
    shown = limited(report(found(1), found(2, WARNING), found(3, INFO)), {"a.yaml": 1})
    counts = shown.summary
    assert (counts.errors, counts.warnings, counts.infos, counts.omitted) == (1, 1, 1, 2)


def test_what_was_left_out_before_is_considered_anew() -> None:
    once = limited(report(found(1), found(2)), {"a.yaml": 1})
    assert limited(once, {"a.yaml": 2}).summary.omitted == 0
