"""The ladders of live checks, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.render.escape import escape
from validator.render.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.live.results import Facts, LiveResult, Step

_DETAIL = 30


def render(results: Sequence[LiveResult], *, width: int = 100) -> str:
    """Return each config's seven steps with their outcome and time, and then what was learned."""
    return "".join(f"{block}\n" for block in ("\n".join(_block(each, width)) + "\n" for each in results))


def _block(result: LiveResult, width: int) -> Iterator[str]:
    yield escape(result.name)
    for step in result.steps:
        yield from _step(step, width)
    facts = " · ".join(facts_of(result.facts))
    if facts:
        yield from (f"  {line}" for line in wrap(escape(facts), width - 2))


def _step(step: Step, width: int) -> Iterator[str]:
    seconds = f"{step.seconds:6.2f} s" if step.seconds else " " * 8
    first, *more = wrap(escape(step.detail), width - _DETAIL) or [""]
    yield f"  {step.outcome.value:7}  {step.name.value:9}  {seconds}  {first}".rstrip()
    yield from (f"{'':{_DETAIL}}{line}" for line in more)


def facts_of(facts: Facts) -> Iterator[str]:
    """Yield what was learned, a few words each; what is not known is left out."""
    if facts.lifetime is not None:
        yield f"token valid for {facts.lifetime} s"
    if facts.token_revoked is not None:
        yield "token revoked" if facts.token_revoked else "the token could not be revoked and ends by itself"
    if facts.caller is not None:
        yield f"acts as {facts.caller}"
    if facts.company is not None:
        state = {True: " (active)", False: " (inactive)", None: ""}[facts.company_active]
        yield f"company {facts.company}{state}"
    if facts.company_expected is False:
        yield "its name is not the one in the config"
    if facts.zone is not None:
        yield f"region {facts.zone}"
    if facts.projects is not None:
        yield f"{facts.projects} permitted {'project' if facts.projects == 1 else 'projects'}"
    if facts.rate_limit_left is not None:
        limit = f" of {facts.rate_limit}" if facts.rate_limit is not None else ""
        yield f"{facts.rate_limit_left}{limit} requests left"
