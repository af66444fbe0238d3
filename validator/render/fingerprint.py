"""Names for findings that stay the same when lines move."""

from __future__ import annotations

import hashlib
from collections import Counter

from validator.diagnostics import reading_order
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.diagnostics import Diagnostic, Report

FINDINGS_PER_FILE = "limits.findings-per-file"
"""The setting that says how many findings of a file are shown, as its own name where a format needs a rule."""

_LENGTH = 32


class Fingerprints(NamedTuple):
    """The fingerprints of a report's findings, in the order of its `diagnostics` and `suppressed`."""

    diagnostics: tuple[str, ...]
    suppressed: tuple[str, ...]


def fingerprints(report: Report) -> Fingerprints:
    """Return a fingerprint for each finding of a report, no two alike.

    It is made of rule, path, document and pointer, none of which holds a value; findings that share all
    four are counted, those that are suppressed or not shown too, so that leaving one out does not rename the rest.
    """
    findings = [*report.diagnostics, *report.suppressed, *report.omitted, *report.known]
    names = [""] * len(findings)
    seen: Counter[tuple[str, ...]] = Counter()
    for at in sorted(range(len(findings)), key=lambda at: reading_order(findings[at])):
        identity = _identity(findings[at])
        names[at] = _digest((*identity, str(seen[identity])))
        seen[identity] += 1
    shown, all_named = len(report.diagnostics), len(report.diagnostics) + len(report.suppressed)
    return Fingerprints(tuple(names[:shown]), tuple(names[shown:all_named]))


def fingerprint_of_rest(path: str) -> str:
    """Return one for what is not shown of a file, the same however much that is."""
    return _digest((FINDINGS_PER_FILE, path))


def _identity(found: Diagnostic) -> tuple[str, ...]:
    return (found.rule, found.path, found.document, found.pointer)


def _digest(parts: tuple[str, ...]) -> str:
    # The length before each part keeps two different identities from being written alike.
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:_LENGTH]
