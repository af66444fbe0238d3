"""Whether a new refresh token works: a connection that logs in as a person lives by it."""

from __future__ import annotations

from validator.live.answers import Failure, failed
from validator.live.diagnosis import fault
from validator.live.results import LiveFault, Outcome
from validator.live.token import refresh

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.live.patience import Tools
    from validator.live.steps import Opening
    from validator.live.target import Addresses, Target

_SPENT = "; refreshed once"


def refreshed(opening: Opening, target: Target, addresses: Addresses, tools: Tools) -> Opening:
    """Return how the token step ends once the refresh token that came with the token has been spent.

    What is asked further is asked with the newer token. What comes is told to the redactor and entered into the ledger.
    """
    if opening.token is None or tools.stopped():
        return opening
    host = addresses.token.label
    given = next((each for each in opening.issued if each.refreshing), None)
    if given is None:
        return _failed(opening, fault("live/refresh-failed", "absent", host=host))
    with tools.ledger.waiting():
        outcome, issued = refresh(target, addresses.token, tools.patience(), given.value)
        tools.redactor.learn(*(each.value for each in issued))
        tools.ledger.enter(issued)
    whole = opening._replace(issued=(*issued, *opening.issued))
    if isinstance(outcome, Failure):
        return _failed(whole, failed(outcome, host))
    if isinstance(outcome, LiveFault):
        refused = outcome.rule == "live/token-refused"
        return _failed(whole, fault("live/refresh-failed", host=host) if refused else outcome)
    step = opening.token_step._replace(detail=f"{opening.token_step.detail}{_SPENT}".removeprefix("; "))
    return whole._replace(token=outcome, token_step=step)


def _failed(opening: Opening, found: LiveFault) -> Opening:
    step = opening.token_step._replace(outcome=Outcome.FAILED, detail=found.cause)
    return opening._replace(token=None, token_step=step, fault=found)
