from __future__ import annotations

from validator.diagnostics import Severity, Suppression, limited
from validator.render.fingerprint import fingerprints

from .reports import finding, report, span

BASE = finding(document="ConnectorConfig acme", route=("connection", "details", "companyId"))


def name(found: object) -> str:
    assert isinstance(found, type(BASE))
    return fingerprints(report(found)).diagnostics[0]


def test_lines_words_and_severity_do_not_matter() -> None:
    moved = BASE._replace(span=span(99, 1, 4), message="other words", help="x", label="y")
    assert name(moved) == name(BASE)


def test_rule_path_document_and_pointer_do() -> None:
    others = [
        BASE._replace(rule="company-id-example"),
        BASE._replace(path="configs/other.yaml"),
        BASE._replace(document="ConnectorConfig other"),
        BASE._replace(route=("connection",)),
    ]
    assert len({name(BASE), *map(name, others)}) == 5


def test_parts_do_not_run_into_one_another() -> None:
    assert name(BASE._replace(rule="ab", path="c")) != name(BASE._replace(rule="a", path="bc"))


def test_equals_are_counted_in_reading_order() -> None:
    first, second = BASE._replace(span=span(3, 1, 2)), BASE._replace(span=span(8, 1, 2))
    forwards, backwards = fingerprints(report(first, second)), fingerprints(report(second, first))
    assert forwards.diagnostics[0] != forwards.diagnostics[1]
    assert backwards.diagnostics == forwards.diagnostics[::-1]


def test_suppressing_one_of_two_leaves_the_name_of_the_other() -> None:
    first, second = BASE._replace(span=span(3, 1, 2)), BASE._replace(span=span(8, 1, 2))
    both = fingerprints(report(first, second))
    hidden = first._replace(suppression=Suppression("comment", "agreed"))
    one = fingerprints(report(second, suppressed=(hidden,)))
    assert (*one.suppressed, *one.diagnostics) == both.diagnostics


def test_not_showing_one_of_two_leaves_the_name_of_the_other() -> None:
    first, second = BASE._replace(span=span(3, 1, 2)), BASE._replace(span=span(8, 1, 2))
    shown = limited(report(first, second), {BASE.path: 1})
    both = fingerprints(report(first, second))
    assert fingerprints(shown).diagnostics == both.diagnostics[:1]
    worse = first._replace(severity=Severity.WARNING)
    assert fingerprints(limited(report(worse, second), {BASE.path: 1})).diagnostics == both.diagnostics[1:]


def test_the_form_is_fixed_since_other_systems_remember_it() -> None:
    assert name(BASE) == "62e609220221ff90284bfd02e9b1ab14"


def test_a_path_that_is_no_unicode_has_a_fingerprint() -> None:
    assert len(name(BASE._replace(path="caf\udce9.yaml"))) == 32
