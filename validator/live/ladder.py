"""The ladder: reference, host, token, companies, access, region, projects; one that fails ends the climb."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from validator.diagnostics import Severity
from validator.live.companies import companies
from validator.live.diagnosis import exit_class
from validator.live.probes import access, projects, region
from validator.live.results import ExitClass, Facts, LiveFault, LiveResult, Outcome, Step, StepName
from validator.live.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from validator.live.addresses import Addresses
    from validator.live.opening import Opening
    from validator.live.targets import Target
    from validator.live.tools import Tools
    from validator.live.visit import Found

READS: tuple[tuple[StepName, Callable[[Visit, Facts], Found]], ...] = (
    (StepName.COMPANIES, companies),
    (StepName.ACCESS, access),
    (StepName.REGION, region),
    (StepName.PROJECTS, projects),
)
_RESOLVED = Step(StepName.REFERENCE, Outcome.PASSED)


def climb(target: Target, addresses: Addresses, opening: Opening, tools: Tools) -> LiveResult:
    """Take the steps that follow the token, and return the whole ladder of one config."""
    steps = [_RESOLVED, opening.host, opening.token_step]
    faults = [opening.fault] if opening.fault else []
    facts, reason = opening.facts, _nothing_to_ask(target, addresses, opening)
    visit = _visit(target, addresses, opening, tools)
    for name, look in READS:
        reason = reason or ("interrupted" if tools.stopped() else "")
        if reason or visit is None:
            steps.append(Step(name, Outcome.SKIPPED, reason))
            continue
        started = time.monotonic()
        found = look(visit, facts)
        facts = found.facts
        steps.append(_step(name, found, time.monotonic() - started))
        if found.fault is not None:
            faults.append(found.fault)
            reason = f"the step {name.value} failed" if _ends(found.fault) else ""
    return LiveResult(target.name, tuple(steps), tuple(faults), facts)


def refused(name: str, step: StepName, found: LiveFault) -> LiveResult:
    """Return the ladder of a config that fails before anything is sent, at the reference or the host."""
    names = tuple(StepName)
    at = names.index(step)
    steps = (
        *(Step(each, Outcome.PASSED) for each in names[:at]),
        Step(step, Outcome.FAILED, found.cause),
        *(Step(each, Outcome.SKIPPED, f"the step {step.value} failed") for each in names[at + 1 :]),
    )
    return LiveResult(name, steps, (found,))


def not_supported(name: str, found: LiveFault) -> LiveResult:
    """Return the ladder of a config for which there is no live check; the fault says why."""
    return LiveResult(name, tuple(Step(each, Outcome.SKIPPED, found.cause) for each in StepName), (found,))


def _nothing_to_ask(target: Target, addresses: Addresses, opening: Opening) -> str:
    if opening.token is None:
        return "there is no token"
    if addresses.api is None:
        return "for this connector the token is all that can be tried"
    return "" if target.company_id is not None else "the config names no company"


def _visit(target: Target, addresses: Addresses, opening: Opening, tools: Tools) -> Visit | None:
    if opening.token is None or addresses.api is None or target.company_id is None:
        return None
    return Visit(target, target.company_id, addresses.api, opening.token, tools.patience())


def _step(name: StepName, found: Found, seconds: float) -> Step:
    if found.fault is not None:
        return Step(name, Outcome.FAILED, found.fault.cause, seconds)
    return Step(name, Outcome.SKIPPED if found.skipped else Outcome.PASSED, found.detail, seconds)


def _ends(found: LiveFault) -> bool:
    """Whether a fault makes the steps after it pointless; a mere warning does not."""
    return found.severity is Severity.ERROR or exit_class(found.rule) is ExitClass.UNCHECKED
