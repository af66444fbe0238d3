from __future__ import annotations

import pytest

from validator.diagnostics import Diagnostic, Position, Severity, Span
from validator.rules import ALL
from validator.rules.precedence import most_specific

YIELDS_TO = {rule.id: rule.yields_to for rule in ALL}


def _left(found: list[Diagnostic]) -> list[Diagnostic]:
    return most_specific(found, YIELDS_TO)


def _at(rule: str, line: int = 1) -> Diagnostic:
    return Diagnostic("a.yaml", Span(Position(line, 1), Position(line, 5)), Severity.ERROR, rule, "words")


@pytest.mark.parametrize(
    ("rules", "left"),
    [
        (["wrong-type", "company-id-malformed"], ["company-id-malformed"]),
        (["ambiguous-scalar", "wrong-type"], ["wrong-type"]),
        (["ambiguous-scalar"], ["ambiguous-scalar"]),
        (["unknown-host", "default-token-url"], ["default-token-url"]),
        (["client-id-shape", "client-id-not-a-client-id"], ["client-id-not-a-client-id"]),
        (["client-id-shape", "placeholder-value"], ["placeholder-value"]),
        (["literal-secret", "secret-in-url"], ["secret-in-url"]),
        (["literal-secret", "unknown-reference"], ["unknown-reference"]),
        (["literal-secret", "placeholder-value"], ["placeholder-value"]),
        (["invalid-value", "literal-secret"], ["literal-secret"]),
        (["invalid-value", "unknown-reference"], ["unknown-reference"]),
        (["literal-secret", "client-id-shape"], ["client-id-shape"]),
        (["unknown-oauth-client", "oauth-client-unexpected"], ["oauth-client-unexpected"]),
        (["environment-host-mismatch", "federal-sandbox"], ["federal-sandbox"]),
        (["wrong-type", "literal-secret"], ["literal-secret"]),
        (["unknown-field", "wrong-type"], ["unknown-field", "wrong-type"]),
    ],
    ids=" ".join,
)
def test_of_several_rules_at_one_place_the_most_specific_speaks(rules: list[str], left: list[str]) -> None:
    assert [each.rule for each in _left([_at(rule) for rule in rules])] == left
    assert [each.rule for each in _left([_at(rule) for rule in reversed(rules)])] == left[::-1]
    apart = _left([_at(rule, line) for line, rule in enumerate(rules, 1)])
    assert [each.rule for each in apart] == rules


def test_one_finding_is_reported_once() -> None:
    assert len(_left([_at("wrong-type"), _at("wrong-type")])) == 1
