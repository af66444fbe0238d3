from __future__ import annotations

from typing import TYPE_CHECKING

from tests.render.reports import finding, report, span
from validator.diagnostics import Severity, limited

if TYPE_CHECKING:
    from validator.diagnostics import Diagnostic

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def found(line: int, severity: Severity = ERROR, path: str = "a.yaml") -> Diagnostic:
    return finding(f"{line}", path=path, span=span(line, 1, 2), severity=severity)


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
