"""The ladders of live checks, for people."""

from __future__ import annotations

from validator.render.escape import escape
from validator.render.table import fitted, without
from validator.render.wrap import wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.diagnostics import Ladder, LadderStep

HEADINGS = ("outcome", "config", "connection", "company", "token valid", "time")

_FIRST_TO_GO = (5, 4, 3, 2)
"""The columns of a summary that a narrow terminal does without, in that order."""

_DETAIL = 30
_INDENT = 4
_LEAST = 15
"""Where less than that is left beside the steps, what is said of them stands below."""
_QUIET = frozenset({"passed", "untried", "skipped"})


def render(ladders: Sequence[Ladder], *, width: int = 100, every: bool = True) -> str:
    """Return each config's steps with their outcome and time, and then what was learned.

    Without `every`, of several configs those are left out of which the summary says enough.
    """
    shown = [each for each in ladders if every or len(ladders) == 1 or each.outcome not in _QUIET]
    return "".join("\n".join(_block(each, width)) + "\n\n" for each in shown if each.steps)


def summary(ladders: Sequence[Ladder], room: int | None = None) -> str:
    """Return a table with a row for each config, nothing for a single one; `room` is how wide it may be."""
    if len(ladders) <= 1:
        return ""
    shown = fitted([HEADINGS, *map(row, ladders)], room, first_to_go=_FIRST_TO_GO)
    return f"\n{shown.text}{without((HEADINGS[at] for at in shown.left_out), room)}"


def row(ladder: Ladder) -> tuple[str, ...]:
    """Return what is said of a config in a summary: outcome, name, where, company, lifetime of the token, time."""
    life = ladder.facts.get("lifetime")
    return (
        ladder.outcome,
        ladder.name,
        " ".join(each for each in (ladder.connector, ladder.environment) if each),
        f"{ladder.facts.get('company', '')}",
        "" if life is None else f"{life} s",
        f"{ladder.seconds:.2f} s" if ladder.seconds else "",
    )


def _block(ladder: Ladder, width: int) -> Iterator[str]:
    yield escape(ladder.name)
    for step in ladder.steps:
        yield from _step(step, width)
    learned = " · ".join(ladder.learned)
    if learned:
        yield from (f"  {line}" for line in wrap(escape(learned), width - 2))


def _step(step: LadderStep, width: int) -> Iterator[str]:
    seconds = f"{step.seconds:6.2f} s" if step.seconds else " " * 8
    below = width - _DETAIL < _LEAST
    indent = _INDENT if below else _DETAIL
    first, *more = ["", *_lines(step, width - indent)] if below else _lines(step, width - indent) or [""]
    yield f"  {step.outcome:7}  {step.name:9}  {seconds}  {first}".rstrip()
    yield from (f"{'':{indent}}{line}" for line in more)


def _lines(step: LadderStep, room: int) -> list[str]:
    return wrap(escape(step.detail), room) if step.detail else []
