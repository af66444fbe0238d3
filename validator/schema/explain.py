"""What data breaks of a schema, told as the faults of a document: each once, at its place, in our own words."""

from __future__ import annotations

from validator.documents.kinds import CLIENT, CONFIG
from validator.schema.explain_keys import key_faults, offers_keys
from validator.schema.explain_values import existing_with_fields, public_with_keys, value_fault
from validator.schema.validate import FORBIDDEN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.documents.finding import Finding
    from validator.schema.validate import Breach


def in_words(document: Document, found: Iterable[Breach]) -> Iterator[Finding]:
    """Yield the faults that breaches of a schema stand for: those about keys first, then one for each value."""
    breaches = list(_meant(found))
    emptied: set[Route] = set()
    for finding in key_faults(document, breaches):
        emptied.update(finding.spoils)
        yield finding
    told: set[Route] = set()
    forbidden = [each for each in breaches if each.keyword == FORBIDDEN and each.decided_by]
    for breach in breaches:
        if breach.data is None and breach.route in emptied:
            continue
        if document.kind in _TOGETHER and breach in forbidden:
            if breach is forbidden[0]:
                yield _TOGETHER[document.kind](forbidden)
            continue
        if breach.route in told or offers_keys(breach):
            continue
        fault = value_fault(document, breach)
        if fault is not None:
            told.add(breach.route)
            yield fault


_TOGETHER = {CLIENT: public_with_keys, CONFIG: existing_with_fields}
"""What is said once of all fields that another one beside them forbids."""


def _meant(breaches: Iterable[Breach]) -> Iterator[Breach]:
    """Replace a breach of all alternatives by those of the one that the writer meant, where that can be told."""
    for breach in breaches:
        fitting = [
            branch for branch in breach.branches if not any(_another_kind(each, breach) for each in branch)
        ]
        if fitting and not offers_keys(breach):
            shortest = min(fitting, key=len)
            beside = tuple(each for branch in breach.branches if branch is not shortest for each in branch)
            yield from _meant(each._replace(beside=beside) for each in shortest)
        else:
            yield breach


def _another_kind(breach: Breach, alternatives: Breach) -> bool:
    """Whether a breach says that the value is of another kind than an alternative wants."""
    return breach.keyword in {"type", "const"} and breach.route == alternatives.route
