"""The outcome of a run, as every output format and the Python interface see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.diagnostics import Diagnostic, Severity, reading_order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from validator.live.results import LiveResult


class Problem(NamedTuple):
    """Something that kept the run from checking what was asked; `path` is empty when it is about no file."""

    path: str
    message: str


class Summary(NamedTuple):
    """What a run looked at and what it counted; `omitted` of the findings are not shown."""

    files: int
    documents: int
    rules: int
    errors: int
    warnings: int
    infos: int
    suppressed: int
    fixable: int
    omitted: int = 0


class Report(NamedTuple):
    """Everything a run found: `diagnostics` count, `suppressed` ones do not; both are in reading order.

    `files` are the checked files, clean ones included, as the user would type them. `live` are the ladders of the
    configs that were tried live. `omitted` are diagnostics that count as well, and of which only the number is shown,
    because their file has more than the settings allow.
    """

    version: str
    summary: Summary
    diagnostics: tuple[Diagnostic, ...]
    suppressed: tuple[Diagnostic, ...]
    files: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    live: tuple[LiveResult, ...] = ()
    omitted: tuple[Diagnostic, ...] = ()

    @property
    def counted(self) -> tuple[Diagnostic, ...]:
        """Every diagnostic that counts, shown or not."""
        return (*self.diagnostics, *self.omitted)


def limited(report: Report, most: Mapping[str, int]) -> Report:
    """Return a report that shows at most so many findings of each path: the most severe, then the first ones."""
    left = dict(most)
    shown: list[Diagnostic] = []
    omitted: list[Diagnostic] = []
    for each in sorted(report.counted, key=lambda found: (-found.severity, reading_order(found))):
        left[each.path] -= 1
        (shown if left[each.path] >= 0 else omitted).append(each)
    return report._replace(
        summary=report.summary._replace(omitted=len(omitted)),
        diagnostics=tuple(sorted(shown, key=reading_order)),
        omitted=tuple(sorted(omitted, key=reading_order)),
    )


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
