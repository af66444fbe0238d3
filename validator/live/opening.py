"""The first half of the ladder, shared by all configs with the same client: host and token."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from validator.live import codeflow
from validator.live.answers import Failure
from validator.live.codeflow import Denied, NoCode
from validator.live.diagnosis import fault
from validator.live.environments import probe
from validator.live.results import Facts, LiveFault, Outcome, Step, StepName
from validator.live.statuses import failed
from validator.live.targets import Grant
from validator.live.token import Code, fetch, refusal

if TYPE_CHECKING:
    from validator.live.addresses import Addresses
    from validator.live.codeflow import Person
    from validator.live.targets import Target
    from validator.live.token import Token
    from validator.live.tools import Tools

SKEW_SECONDS = 300
"""How far this machine's clock may be off before it is worth a word."""


class Opening(NamedTuple):
    """How host and token step ended; without a token nothing further can be asked."""

    host: Step
    token_step: Step
    fault: LiveFault | None = None
    facts: Facts = Facts()
    token: Token | None = None


def log_in(target: Target, addresses: Addresses, person: Person | None) -> Code | LiveFault | None:
    """Have a person log in where the grant needs one; None where it does not."""
    if target.grant is Grant.CLIENT_CREDENTIALS or addresses.authorization is None:
        return None
    if person is None:
        return fault("live/needs-a-person")
    asked = codeflow.authorization(target, addresses.authorization, person.redirect_uri)
    outcome = person.log_in(asked)
    if isinstance(outcome, NoCode):
        return fault("live/needs-a-person", outcome.value)
    if isinstance(outcome, Denied):
        host = addresses.authorization.label
        return refusal(outcome.error, target, host) or fault("live/token-refused", "denied", host=host)
    return Code(outcome, asked.verifier, person.redirect_uri)


def request_token(
    target: Target, addresses: Addresses, code: Code | LiveFault | None, tools: Tools
) -> Opening:
    """Get the token, with the code of a person who has logged in where the grant needs one."""
    host = Step(StepName.HOST, Outcome.PASSED, _hosts(addresses))
    if isinstance(code, LiveFault):
        outcome = Outcome.SKIPPED if code.rule == "live/needs-a-person" else Outcome.FAILED
        return Opening(host, Step(StepName.TOKEN, outcome, code.cause), code)
    started = time.monotonic()
    answer = fetch(target, addresses.token, tools.patience(), code)
    seconds = time.monotonic() - started
    if isinstance(answer, Failure):
        return _unanswered(answer, addresses, host, seconds)
    if isinstance(answer, LiveFault):
        unknown = tools.probes and answer.rule == "live/invalid-client"
        found = probe(target, addresses.token.label, answer, tools) if unknown else answer
        return Opening(host, Step(StepName.TOKEN, Outcome.FAILED, found.cause, seconds), found)
    return _opened(answer, host, seconds, tools.clock())


def _unanswered(failure: Failure, addresses: Addresses, host: Step, seconds: float) -> Opening:
    found = failed(failure, addresses.token.label)
    if failure.sent:
        return Opening(host, Step(StepName.TOKEN, Outcome.FAILED, found.cause, seconds), found)
    broken = Step(StepName.HOST, Outcome.FAILED, found.cause, seconds)
    return Opening(broken, Step(StepName.TOKEN, Outcome.SKIPPED, "the login host cannot be reached"), found)


def _opened(token: Token, host: Step, seconds: float, now: float) -> Opening:
    skew = None if token.created_at is None else round(now - token.created_at)
    facts = Facts(lifetime=token.lifetime, clock_skew=skew)
    note = None
    if skew is not None and abs(skew) > SKEW_SECONDS:
        direction = "ahead of" if skew > 0 else "behind"
        note = fault("live/clock-skew", seconds=abs(skew), direction=direction)
    life = "" if token.lifetime is None else f"valid for {token.lifetime} seconds"
    return Opening(host, Step(StepName.TOKEN, Outcome.PASSED, life, seconds), note, facts, token)


def _hosts(addresses: Addresses) -> str:
    names = [addresses.token.label] + ([addresses.api.label] if addresses.api else [])
    return ", ".join(dict.fromkeys(names))
