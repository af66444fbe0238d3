"""Which finding stays where several rules speak of one value: the one that says most."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.diagnostics import Diagnostic

SECRET_RULES = frozenset({"literal-secret", "secret-in-url", "placeholder-value", "unknown-reference"})
"""Rules that look at every key, value and comment, broken parts included."""

NEED_A_REASON = frozenset(
    {
        *SECRET_RULES,
        "same-reference",
        "secret-file-in-project",
        "secret-default",
        "sensitive-attribute-exposed",
    }
)
"""Rules about secrets: a suppression of one counts only with a reason."""

_NOT_LITERAL = frozenset({"secret-in-url", "unknown-reference", "placeholder-value"})
_COMPANY_ID = frozenset(
    {"company-id-is-url", "company-id-is-project", "company-id-malformed", "company-id-example"}
)

_YIELDS_TO: dict[str, frozenset[str]] = {
    "wrong-type": _COMPANY_ID,
    "unknown-host": frozenset({"default-token-url", "insecure-url"}),
    "oauth-url-path": frozenset({"default-token-url", "unknown-host", "placeholder-host"}),
    "unknown-reference": frozenset({"typographic-quote"}),
    "client-id-shape": frozenset(
        {"client-id-not-a-client-id", "placeholder-value", "unknown-reference", "same-reference"}
    ),
    "literal-secret": frozenset({*_NOT_LITERAL, "client-id-shape", "same-reference", "secret-default"}),
    "invalid-value": frozenset({*SECRET_RULES, "insecure-url", "scope-separator"}),
    "invalid-detail": frozenset({*SECRET_RULES, *_COMPANY_ID, "insecure-url"}),
    "company-id-malformed": frozenset({"placeholder-value", "unknown-reference"}),
    "company-id-is-url": frozenset({"placeholder-value", "unknown-reference"}),
    "invalid-option": frozenset({"placeholder-value", "unknown-reference"}),
    "unknown-oauth-client": frozenset({"oauth-client-unexpected"}),
    "environment-host-mismatch": frozenset({"federal-sandbox"}),
    "environment-credentials": frozenset({"federal-sandbox"}),
}


def most_specific(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics without those that a more specific one at the same place makes superfluous.

    All must be of one file. An ambiguous scalar yields to whatever else is said of the value.
    """
    unique = list(dict.fromkeys(diagnostics))
    at_place: dict[object, set[str]] = {}
    for each in unique:
        at_place.setdefault(each.span, set()).add(each.rule)
    return [each for each in unique if not _superfluous(each, at_place[each.span])]


def _superfluous(diagnostic: Diagnostic, beside: set[str]) -> bool:
    if diagnostic.rule == "ambiguous-scalar":
        return len(beside) > 1
    return not _YIELDS_TO.get(diagnostic.rule, frozenset()).isdisjoint(beside)
