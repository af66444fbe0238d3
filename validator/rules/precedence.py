"""Which finding stays where several rules speak of one place: the one that says most."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from validator.diagnostics import Diagnostic

ANYTHING = "*"
"""What a rule yields to that is silent wherever another one speaks."""

NO_NUMBER = ("company-id-is-url", "company-id-is-project", "company-id-malformed")
"""Rules about what stands in place of a company's number."""

SECRETS = ("literal-secret", "secret-in-url", "placeholder-value", "unknown-reference")
"""The rules that look for secrets everywhere."""

NO_VALUE = ("placeholder-value", "unknown-reference")
"""Rules about what stands in place of a value."""

OTHER_ENVIRONMENT = ("environment-host-mismatch", "federal-sandbox")
"""Rules about an address that tells another environment than the connection's, which must not be lost."""

OTHER_ADDRESS = ("insecure-url", "placeholder-host", "secret-in-url")
"""Rules about an address that must become another one anyhow."""


def most_specific(
    diagnostics: Iterable[Diagnostic], yields_to: Mapping[str, frozenset[str]]
) -> list[Diagnostic]:
    """Return the diagnostics without those that a more specific one at the same place makes superfluous.

    All must be of one file. `yields_to` holds for each rule those that its findings give way to.
    """
    unique = list(dict.fromkeys(diagnostics))
    at_place: dict[object, set[str]] = {}
    for each in unique:
        at_place.setdefault(each.span, set()).add(each.rule)
    nothing: frozenset[str] = frozenset()
    return [
        each
        for each in unique
        if not _gives_way(yields_to.get(each.rule, nothing), at_place[each.span] - {each.rule})
    ]


def _gives_way(yields_to: frozenset[str], beside: set[str]) -> bool:
    return bool(beside) if ANYTHING in yields_to else not yields_to.isdisjoint(beside)
