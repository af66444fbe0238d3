"""The outcome of a run, as every output format and the Python interface see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.live.results import LiveResult


class Problem(NamedTuple):
    """Something that kept the run from checking what was asked; `path` is empty when it is about no file."""

    path: str
    message: str


class Summary(NamedTuple):
    """What a run looked at and what it counted."""

    files: int
    documents: int
    rules: int
    errors: int
    warnings: int
    infos: int
    suppressed: int
    fixable: int


class Report(NamedTuple):
    """Everything a run found: `diagnostics` count, `suppressed` ones do not; both are in reading order.

    `files` are the checked files, clean ones included, as the user would type them. `live` are the ladders of the
    configs that were tried live.
    """

    version: str
    summary: Summary
    diagnostics: tuple[Diagnostic, ...]
    suppressed: tuple[Diagnostic, ...]
    files: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    live: tuple[LiveResult, ...] = ()


def summarise(
    diagnostics: Sequence[Diagnostic], *, suppressed: int, files: int, documents: int, rules: int
) -> Summary:
    """Count the diagnostics by severity."""
    levels = [diagnostic.severity for diagnostic in diagnostics]
    return Summary(
        files=files,
        documents=documents,
        rules=rules,
        errors=levels.count(Severity.ERROR),
        warnings=levels.count(Severity.WARNING),
        infos=levels.count(Severity.INFO),
        suppressed=suppressed,
        fixable=sum(1 for diagnostic in diagnostics if diagnostic.fix is not None and diagnostic.fix.safe),
    )
