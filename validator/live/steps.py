"""The steps of one config: reference, host, token, and what its API is asked; a step that fails ends them."""

from __future__ import annotations

import time

from validator.diagnostics import Severity
from validator.live.answers import Failure, failed
from validator.live.diagnosis import exit_class, fault
from validator.live.procore import LISTING, READS, Visit, path_of
from validator.live.results import (
    INTERRUPTED,
    NO_FURTHER_STEP,
    ExitClass,
    Facts,
    LiveFault,
    LiveResult,
    Outcome,
    Step,
    StepName,
)
from validator.live.token import fetch, probe
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.live.ledger import Issued
    from validator.live.patience import Tools
    from validator.live.procore import Found
    from validator.live.target import Addresses, Target
    from validator.live.token import Code, Token

SKEW_SECONDS = 300
"""How far this machine's clock may be off before it is worth a word."""

_RESOLVED = Step(StepName.REFERENCE, Outcome.PASSED)
_COMPANIES_ALONE = "left out by --companies"
_NO_COMPANY = "the config names no company"
_TOKEN_ALONE = "left out by --token-only"  # noqa: S105 - the name of an option


class Opening(NamedTuple):
    """How host and token step ended; without a token nothing further can be asked.

    `issued` are all tokens that came, those of an answer that is of no use included.
    """

    host: Step
    token_step: Step
    fault: LiveFault | None = None
    facts: Facts = Facts()
    token: Token | None = None
    issued: tuple[Issued, ...] = ()


def request_token(
    target: Target, addresses: Addresses, code: Code | LiveFault | None, tools: Tools
) -> Opening:
    """Get the token, with the code of a person who has logged in where the grant needs one."""
    host = Step(StepName.HOST, Outcome.PASSED, _hosts(addresses))
    if isinstance(code, LiveFault):
        outcome = (
            Outcome.SKIPPED if code.rule in {"live/needs-a-person", "live/not-logged-in"} else Outcome.FAILED
        )
        return Opening(host, Step(StepName.TOKEN, outcome, code.cause), code)
    started = time.monotonic()
    answer, issued = fetch(target, addresses.token, tools.patience(), code)
    seconds = time.monotonic() - started
    tools.redactor.learn(*(each.value for each in issued))
    if isinstance(answer, Failure):
        return _unanswered(answer, addresses, host, seconds)
    if isinstance(answer, LiveFault):
        unknown = tools.probes and answer.rule == "live/invalid-client"
        found = probe(target, addresses.token.label, answer, tools) if unknown else answer
        failed_step = Step(StepName.TOKEN, Outcome.FAILED, found.cause, seconds)
        return Opening(host, failed_step, found, issued=issued)
    return _opened(answer, host, seconds, tools)._replace(issued=issued)


def _unanswered(failure: Failure, addresses: Addresses, host: Step, seconds: float) -> Opening:
    found = failed(failure, addresses.token.label)
    if failure.sent:
        return Opening(host, Step(StepName.TOKEN, Outcome.FAILED, found.cause, seconds), found)
    broken = Step(StepName.HOST, Outcome.FAILED, found.cause, seconds)
    return Opening(broken, Step(StepName.TOKEN, Outcome.SKIPPED, "the login host cannot be reached"), found)


def _opened(token: Token, host: Step, seconds: float, tools: Tools) -> Opening:
    lifetime, there = tools.redactor.number(token.lifetime), tools.redactor.number(token.server_time)
    skew = None if there is None else round(tools.clock() - there)
    facts = Facts(lifetime=lifetime, clock_skew=skew)
    note = None
    if skew is not None and abs(skew) > SKEW_SECONDS:
        direction = "ahead of" if skew > 0 else "behind"
        note = fault("live/clock-skew", seconds=abs(skew), direction=direction)
    life = "" if lifetime is None else f"valid for {lifetime} seconds"
    return Opening(host, Step(StepName.TOKEN, Outcome.PASSED, life, seconds), note, facts, token)


def _hosts(addresses: Addresses) -> str:
    names = [addresses.token.label] + ([addresses.api.label] if addresses.api else [])
    return ", ".join(dict.fromkeys(names))


def climb(target: Target, addresses: Addresses, opening: Opening, tools: Tools) -> LiveResult:
    """Take the steps that follow the token, and return the whole ladder of one config."""
    steps = [_RESOLVED, opening.host, opening.token_step]
    faults = [opening.fault] if opening.fault else []
    facts, reason = opening.facts, _nothing_to_ask(target, addresses, opening)
    visit = _visit(target, addresses, opening, tools)
    for name, look in LISTING if target.lists_companies else READS:
        reason = reason or (INTERRUPTED if tools.stopped() else "")
        if reason or visit is None:
            steps.append(Step(name, Outcome.SKIPPED, reason))
            continue
        started = time.monotonic()
        found = look(visit, facts)
        if found.fault is not None and tools.stopped():  # The read was cut, which says nothing of the config.
            reason = INTERRUPTED
            steps.append(Step(name, Outcome.SKIPPED, reason, time.monotonic() - started))
            continue
        facts = found.facts
        steps.append(_step(name, found, time.monotonic() - started))
        if found.fault is not None:
            faults.append(found.fault)
            reason = f"the step {name.value} failed" if _ends(found.fault) else ""
    reason = reason or _COMPANIES_ALONE
    steps += (Step(name, Outcome.SKIPPED, reason) for name in tuple(StepName)[len(steps) :])
    return LiveResult(target.name, tuple(steps), tuple(faults), facts, interrupted=reason == INTERRUPTED)


def refused(
    name: str, step: StepName, found: LiveFault, *more: LiveFault, has_api: bool = True
) -> LiveResult:
    """Return the ladder of a config that fails before anything is sent, at the reference or the host.

    Without `has_api` there is no further step after the token.
    """
    names = tuple(StepName)
    at, token = names.index(step), names.index(StepName.TOKEN)
    after = [
        f"the step {step.value} failed" if has_api or place <= token else NO_FURTHER_STEP
        for place in range(at + 1, len(names))
    ]
    steps = (
        *(Step(each, Outcome.PASSED) for each in names[:at]),
        Step(step, Outcome.FAILED, "; ".join(each.cause for each in (found, *more))),
        *(Step(each, Outcome.SKIPPED, reason) for each, reason in zip(names[at + 1 :], after, strict=True)),
    )
    return LiveResult(name, steps, (found, *more))


def not_supported(name: str, found: LiveFault) -> LiveResult:
    """Return the ladder of a config for which there is no live check; the fault says why."""
    return LiveResult(name, tuple(Step(each, Outcome.SKIPPED, found.cause) for each in StepName), (found,))


def interrupted(name: str) -> LiveResult:
    """Return the ladder of a config that a run had not done with when it was interrupted."""
    steps = tuple(Step(each, Outcome.SKIPPED, INTERRUPTED) for each in StepName)
    return LiveResult(name, steps, (), interrupted=True)


def foreseen(target: Target, addresses: Addresses, keys: str, missing: Sequence[LiveFault]) -> LiveResult:
    """Return the ladder of a config for which nothing is sent: what would be, and where to.

    `keys` says which references give a value, `missing` are the faults of those that give none.
    """
    resolved = Outcome.FAILED if missing else Outcome.PASSED
    steps = [
        Step(StepName.REFERENCE, resolved, keys),
        Step(StepName.HOST, Outcome.PASSED, _hosts(addresses)),
        Step(StepName.TOKEN, Outcome.SKIPPED, _foreseen_token(addresses)),
    ]
    asked = tuple(name for name, _ in (LISTING if target.lists_companies else READS))
    for name in tuple(StepName)[len(steps) :]:
        said = _COMPANIES_ALONE if name not in asked else _foreseen_read(name, target, addresses)
        steps.append(Step(name, Outcome.SKIPPED, said))
    return LiveResult(target.name, tuple(steps), tuple(missing), ready=not missing)


def _foreseen_token(addresses: Addresses) -> str:
    page, revocation = addresses.authorization, addresses.revocation
    first = f"a person would log in at {page.url()}, then POST " if page else "would be asked for: POST "
    last = f"revoked: POST {revocation.url()}" if revocation else "not revoked, as it is not known where"
    return f"{first}{addresses.token.url()}; in the end {last}"


def _foreseen_read(name: StepName, target: Target, addresses: Addresses) -> str:
    if target.token_only:
        return _TOKEN_ALONE
    if addresses.api is None:
        return NO_FURTHER_STEP
    if target.company_id is None and not target.lists_companies:
        return _NO_COMPANY
    return (
        f"would be asked for: GET {addresses.api.url(path_of(name.value).format(company=target.company_id))}"
    )


def _nothing_to_ask(target: Target, addresses: Addresses, opening: Opening) -> str:
    if opening.token is None:
        return "there is no token"
    if target.token_only:
        return _TOKEN_ALONE
    if addresses.api is None:
        return NO_FURTHER_STEP
    named = target.company_id is not None or target.lists_companies
    return "" if named else _NO_COMPANY


def _visit(target: Target, addresses: Addresses, opening: Opening, tools: Tools) -> Visit | None:
    if opening.token is None or addresses.api is None:
        return None
    return Visit(
        target,
        target.company_id or 0,
        addresses.api,
        opening.token,
        tools.patience(),
        tools.redactor,
        tools.names,
    )


def _step(name: StepName, found: Found, seconds: float) -> Step:
    if found.fault is not None:
        return Step(name, Outcome.FAILED, found.fault.cause, seconds)
    return Step(name, Outcome.SKIPPED if found.skipped else Outcome.PASSED, found.detail, seconds)


def _ends(found: LiveFault) -> bool:
    """Whether a fault makes the steps after it pointless; a mere warning does not."""
    return found.severity is Severity.ERROR or exit_class(found.rule) is ExitClass.UNCHECKED
