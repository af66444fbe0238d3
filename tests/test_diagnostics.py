from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from validator.diagnostics import (
    Diagnostic,
    Fix,
    Position,
    Severity,
    Span,
    Summary,
    reading_order,
    summarise,
)

if TYPE_CHECKING:
    from validator.diagnostics import Route

HERE = Span(Position(2, 5), Position(2, 9))


def finding(**fields: Any) -> Diagnostic:
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
    assert finding(route=route).pointer == pointer


def test_findings_are_read_by_file_place_weight_rule_and_words() -> None:
    later = Span(Position(2, 6), Position(2, 7))
    longer = Span(Position(2, 5), Position(3, 1))
    tenth = Span(Position(10, 1), Position(10, 2))
    ordered = [
        finding(severity=Severity.ERROR, rule="z"),
        finding(severity=Severity.WARNING, rule="a", message="a"),
        finding(severity=Severity.WARNING, rule="a", message="b"),
        finding(severity=Severity.WARNING, rule="b", message="a"),
        finding(severity=Severity.INFO, rule="a"),
        finding(span=longer, rule="a"),
        finding(span=later, rule="a"),
        finding(span=tenth),
        finding(path="b.yaml", rule="a"),
    ]
    backwards = ordered[::-1]
    backwards.sort(key=reading_order)
    assert backwards == ordered


def test_a_summary_counts_by_weight_and_only_safe_fixes_as_fixable() -> None:
    levels = [Severity.ERROR] * 3 + [Severity.WARNING] * 2 + [Severity.INFO]
    found = [finding(severity=each) for each in levels]
    found[0] = found[0]._replace(fix=Fix("t", (), safe=True))
    found[3] = found[3]._replace(fix=Fix("t", (), safe=False))
    assert summarise(found, suppressed=4, files=5, documents=6, rules=7) == Summary(
        files=5, documents=6, rules=7, errors=3, warnings=2, infos=1, suppressed=4, fixable=1
    )
    nothing = summarise((), suppressed=0, files=0, documents=0, rules=0)
    assert set(nothing) == {0}


def test_weights_grow_from_info_to_error_and_are_called_by_their_words() -> None:
    assert [each.label for each in sorted(Severity)] == ["info", "warning", "error"]
