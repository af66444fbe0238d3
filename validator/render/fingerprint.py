"""Names for findings that stay the same when lines move."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from validator.diagnostics import reading_order

if TYPE_CHECKING:
    from validator.diagnostics import Diagnostic, Report

_LENGTH = 32


class Fingerprints(NamedTuple):
    """The fingerprints of a report's findings, in the order of its `diagnostics` and `suppressed`."""

    diagnostics: tuple[str, ...]
    suppressed: tuple[str, ...]


def fingerprints(report: Report) -> Fingerprints:
    """Return a fingerprint for each finding of a report, no two alike.

    It is made of rule, path, document and pointer, none of which holds a value; findings that share all
    four are counted, suppressed ones too, so that suppressing one does not rename the rest.
    """
    findings = [*report.diagnostics, *report.suppressed]
    names = [""] * len(findings)
    seen: Counter[tuple[str, ...]] = Counter()
    for at in sorted(range(len(findings)), key=lambda at: reading_order(findings[at])):
        identity = _identity(findings[at])
        names[at] = _digest((*identity, str(seen[identity])))
        seen[identity] += 1
    return Fingerprints(tuple(names[: len(report.diagnostics)]), tuple(names[len(report.diagnostics) :]))


def _identity(found: Diagnostic) -> tuple[str, ...]:
    return (found.rule, found.path, found.document, found.pointer)


def _digest(parts: tuple[str, ...]) -> str:
    # The length before each part keeps two different identities from being written alike.
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:_LENGTH]
