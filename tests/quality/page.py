"""The score as text: a table by operator, and what is not exact yet."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from tests.quality.reasons import REASONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.quality.trial import Trial


class Row(NamedTuple):
    """The score of one operator."""

    family: str
    operator: str
    rules: tuple[str, ...]
    mutants: int
    exact: int
    instead: str


def rows(trials: list[Trial]) -> list[Row]:
    """Return the score of each operator, in the order of the trials."""
    by_operator: dict[tuple[str, str], list[Trial]] = {}
    for trial in trials:
        by_operator.setdefault((trial.operator.family, trial.operator.name), []).append(trial)
    return [_row(family, name, group) for (family, name), group in by_operator.items()]


def _row(family: str, name: str, trials: list[Trial]) -> Row:
    found = Counter(", ".join(trial.instead) for trial in trials if not trial.exact)
    instead = "; ".join(f"{words} ({count})" for words, count in sorted(found.items()))
    rules = tuple(sorted({trial.mutant.rule for trial in trials}))
    return Row(family, name, rules, len(trials), sum(trial.exact for trial in trials), instead)


def table(found: list[Row]) -> str:
    """Return the score as plain text for a terminal, with the sums below."""
    wide = max(len(row.operator) for row in found)
    lines = []
    for family in dict.fromkeys(row.family for row in found):
        lines += ["", family]
        lines += [
            f"  {row.operator:{wide}}  {row.exact:4} of {row.mutants:4}  {row.instead}".rstrip()
            for row in found
            if row.family == family
        ]
    return "\n".join([*lines[1:], "", score(found)])


def score(found: list[Row]) -> str:
    """Return the whole score in one line."""
    mutants, exact = sum(row.mutants for row in found), sum(row.exact for row in found)
    rules = len({rule for row in found for rule in row.rules})
    return f"{exact:,} of {mutants:,} mutants exact, {len(found)} operators, {rules} rules"


def markdown(found: list[Row]) -> str:
    """Return the page that keeps the score."""
    return "\n".join(
        [
            "# How exact the findings are",
            "",
            "The valid samples are broken by program, one known fault at a time, and each of these mutants has to",
            "raise exactly the finding that says so: of the right rule, at the right line and column, nothing beside.",
            "`make quality` prints the score. This page is generated from it by `python -m tests.quality --write`.",
            "",
            f"**{score(found)}.** An operator with many places is tried at",
            "places spread evenly over the samples; `python -m tests.quality --all` tries them all.",
            *_tables(found),
            "",
            "## Not exact yet",
            "",
            *_open_ends(found),
            "",
        ]
    )


def _tables(found: list[Row]) -> Iterator[str]:
    for family in dict.fromkeys(row.family for row in found):
        yield from (
            "",
            f"## {family}",
            "",
            "| fault | expected | mutants | exact | instead |",
            "|---|---|---|---|---|",
        )
        for row in found:
            if row.family == family:
                rules = ", ".join(row.rules)
                yield f"| {row.operator} | {rules} | {row.mutants} | {row.exact} | {row.instead} |"


def _open_ends(found: list[Row]) -> list[str]:
    inexact = [row for row in found if row.exact < row.mutants]
    if not inexact:
        return ["Nothing: every mutant raises what it should."]
    return [f"- {row.operator}: {REASONS.get(row.operator, 'no reason is known.')}" for row in inexact]
