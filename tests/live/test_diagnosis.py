from __future__ import annotations

import string

import pytest

from validator.diagnostics import Severity
from validator.live.diagnosis import Entry, entries, exit_class, fault
from validator.live.results import Blame, ExitClass
from validator.rules.live_ids import LIVE_IDS

FINDINGS = {
    "live/invalid-client": Severity.ERROR,
    "live/default-token-url": Severity.ERROR,
    "live/grant-not-allowed": Severity.ERROR,
    "live/token-refused": Severity.ERROR,
    "live/company-not-visible": Severity.ERROR,
    "live/company-is-project": Severity.ERROR,
    "live/other-company": Severity.WARNING,
    "live/clock-skew": Severity.INFO,
    "live/company-inactive": Severity.ERROR,
    "live/app-not-connected": Severity.ERROR,
    "live/forbidden": Severity.ERROR,
    "live/region-mismatch": Severity.WARNING,
    "live/no-permitted-projects": Severity.WARNING,
}
UNCHECKED = {
    "live/unreachable": Severity.ERROR,
    "live/unavailable": Severity.ERROR,
    "live/rate-limited": Severity.WARNING,
    "live/unexpected-answer": Severity.ERROR,
    "live/unresolved-reference": Severity.ERROR,
    "live/no-client-id": Severity.ERROR,
    "live/needs-a-person": Severity.WARNING,
    "live/untrusted-host": Severity.ERROR,
    "live/not-supported": Severity.INFO,
}
WORDS = {
    "asked": "WORD",
    "company": "WORD",
    "direction": "WORD",
    "environment": "WORD",
    "expected": "WORD",
    "found": "WORD",
    "host": "WORD",
    "issuer": "WORD",
    "name": "WORD",
    "names": "WORD",
    "product": "WORD",
    "seconds": "WORD",
    "status": "WORD",
    "step": "WORD",
}


def test_the_rules_are_those_of_the_rule_book() -> None:
    assert set(entries()) == {*FINDINGS, *UNCHECKED} == LIVE_IDS


@pytest.mark.parametrize(
    ("rule", "severity", "kind"),
    [
        *((rule, severity, ExitClass.FINDING) for rule, severity in FINDINGS.items()),
        *((rule, severity, ExitClass.UNCHECKED) for rule, severity in UNCHECKED.items()),
    ],
)
def test_each_rule_has_its_severity_and_its_meaning_for_the_exit_code(
    rule: str, severity: Severity, kind: ExitClass
) -> None:
    assert (fault(rule, **WORDS).severity, exit_class(rule)) == (severity, kind)


def variants() -> list[tuple[str, str]]:
    return [(rule, variant) for rule, entry in entries().items() for variant in ("", *entry.variants)]


@pytest.mark.parametrize(("rule", "variant"), variants())
def test_every_text_is_whole(rule: str, variant: str) -> None:
    found = fault(rule, variant, **WORDS)
    assert found.rule == rule
    for text in (found.cause, found.next_step):
        assert text
        assert text == " ".join(text.split())
        assert not text.endswith(".")
        assert "{{" not in text
    assert isinstance(found.blame, Blame)


@pytest.mark.parametrize(("rule", "variant"), variants())
def test_variants_replace_known_parts_only(rule: str, variant: str) -> None:
    if variant:
        assert set(entries()[rule].variants[variant]) <= {"cause", "next", "blame"}


@pytest.mark.parametrize("entry", entries().values(), ids=entries())
def test_every_place_to_fill_in_is_a_known_word(entry: Entry) -> None:
    texts = [entry.cause, entry.next_step]
    texts += [text for variant in entry.variants.values() for text in variant.values()]
    names = {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}
    assert names <= set(WORDS)


def test_a_word_with_braces_is_shown_as_it_is() -> None:
    assert "{host}" in fault("live/unreachable", host="{host}").cause
