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
        "shared-secret-reference",
        "secret-file-in-project",
        "secret-default",
        "sensitive-attribute-exposed",
    }
)
"""Rules about secrets: a suppression of one counts only with a reason."""

_NOT_LITERAL = frozenset({"secret-in-url", "unknown-reference", "placeholder-value"})
_NO_CLIENT_ID = frozenset({"placeholder-value", "unknown-reference"})
_COMPANY_ID = frozenset(
    {"company-id-is-url", "company-id-is-project", "company-id-malformed", "company-id-example"}
)

_YIELDS_TO: dict[str, frozenset[str]] = {
    "wrong-type": frozenset({*_COMPANY_ID, *SECRET_RULES}),
    "missing-detail": frozenset({*_COMPANY_ID, "placeholder-value"}),
    "placeholder-value": frozenset({"company-id-example"}),
    "legacy-general-configuration": frozenset({"base-connection-unsupported"}),
    "duplicate-connection": frozenset({"duplicate-name"}),
    "unused-document": frozenset({"duplicate-name", "base-connection-ambiguous"}),
    "base-connection-ambiguous": frozenset({"duplicate-name"}),
    "incomplete-prerequisites": frozenset({"oauth-client-mismatch", "public-client-not-offered"}),
    "base-url-path": frozenset(
        {
            "unknown-host",
            "environment-host-mismatch",
            "federal-sandbox",
            "insecure-url",
            "placeholder-host",
            "secret-in-url",
        }
    ),
    "unknown-host": frozenset(
        {
            "default-token-url",
            "environment-host-mismatch",
            "federal-sandbox",
            "insecure-url",
            "placeholder-host",
            "secret-in-url",
        }
    ),
    "insecure-url": frozenset({*_COMPANY_ID, "placeholder-host", "secret-in-url"}),
    "placeholder-host": frozenset({*_COMPANY_ID, "secret-default", "secret-in-url"}),
    "default-token-url": frozenset({"insecure-url", "secret-in-url"}),
    "oauth-url-path": frozenset(
        {"default-token-url", "insecure-url", "placeholder-host", "secret-in-url", "unknown-host"}
    ),
    "redirect-uri": frozenset({"insecure-url", "placeholder-host", "placeholder-value", "secret-in-url"}),
    "unknown-reference": frozenset({"typographic-quote"}),
    "client-id-shape": frozenset(
        {*_NO_CLIENT_ID, "client-id-not-a-client-id", "same-reference", "shared-client-id"}
    ),
    "client-id-not-a-client-id": _NO_CLIENT_ID,
    "shared-client-id": frozenset({*_NO_CLIENT_ID, "client-id-not-a-client-id", "same-reference"}),
    "scope-not-used": frozenset({"scope-separator"}),
    "literal-secret": frozenset(
        {
            *_NOT_LITERAL,
            "client-id-not-a-client-id",
            "client-id-shape",
            "same-reference",
            "secret-default",
            "shared-client-id",
        }
    ),
    "invalid-value": frozenset({*SECRET_RULES, "insecure-url", "placeholder-host", "scope-separator"}),
    "invalid-detail": frozenset(
        {
            *SECRET_RULES,
            *_COMPANY_ID,
            "insecure-url",
            "invalid-option",
            "missing-detail",
            "placeholder-host",
            "scope-separator",
        }
    ),
    "company-id-malformed": frozenset({"placeholder-value", "unknown-reference"}),
    "company-id-is-url": frozenset({"placeholder-value", "unknown-reference"}),
    "invalid-option": frozenset({"missing-detail", "placeholder-value", "unknown-reference"}),
    "unknown-oauth-client": frozenset({"oauth-client-unexpected", "base-connection-override"}),
    "company-id-region": _COMPANY_ID,
    "environment-host-mismatch": frozenset({"federal-sandbox", "public-client-not-offered"}),
    "environment-credentials": frozenset(
        {"environment-host-mismatch", "federal-sandbox", "public-client-not-offered"}
    ),
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
