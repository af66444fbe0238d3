"""The ladders of live checks, for people."""

from __future__ import annotations

from validator.render.escape import escape
from validator.render.wrap import wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.diagnostics import Ladder, LadderStep

_DETAIL = 30


def render(ladders: Sequence[Ladder], *, width: int = 100) -> str:
    """Return each config's steps with their outcome and time, and then what was learned."""
    return "".join("\n".join(_block(each, width)) + "\n\n" for each in ladders)


def _block(ladder: Ladder, width: int) -> Iterator[str]:
    yield escape(ladder.name)
    for step in ladder.steps:
        yield from _step(step, width)
    learned = " · ".join(ladder.learned)
    if learned:
        yield from (f"  {line}" for line in wrap(escape(learned), width - 2))


def _step(step: LadderStep, width: int) -> Iterator[str]:
    seconds = f"{step.seconds:6.2f} s" if step.seconds else " " * 8
    first, *more = wrap(escape(step.detail), width - _DETAIL) or [""]
    yield f"  {step.outcome:7}  {step.name:9}  {seconds}  {first}".rstrip()
    yield from (f"{'':{_DETAIL}}{line}" for line in more)
