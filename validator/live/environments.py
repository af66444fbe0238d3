"""After an unknown client, and only when asked: which other environment's login host knows it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.live.addresses import elsewhere
from validator.live.answers import Failure
from validator.live.diagnosis import fault
from validator.live.patience import TOO_MANY
from validator.live.targets import Grant
from validator.live.token import knows_client, read_token, revoke, token_request

if TYPE_CHECKING:
    from validator.live.results import LiveFault
    from validator.live.targets import Endpoints, Target
    from validator.live.tools import Tools

_SERVER_ERROR = 500


def probe(target: Target, host: str, unknown: LiveFault, tools: Tools) -> LiveFault:
    """Ask the other login hosts for a token, one after the other, until one knows the client.

    `unknown` is the fault that `host` gave. The returned one says to which environment the keys belong, as
    far as that could be found out. A token that is given is revoked there at once. A code is good for one
    host only, so with the code flow nothing is asked.
    """
    others = _by_login(target)
    if target.grant is not Grant.CLIENT_CREDENTIALS or not others:
        return unknown
    here, silent = target.endpoints.environment, 0
    for environments in others:
        known = _knows(target, environments[0], tools)
        if known:
            names = " or ".join(each.environment for each in environments)
            return fault("live/invalid-client", "elsewhere", host=host, found=names, environment=here)
        silent += known is None
    if silent:
        return fault("live/invalid-client", "unknown", host=host)
    return fault("live/invalid-client", "nowhere", host=host, asked=len(others))


def _by_login(target: Target) -> list[list[Endpoints]]:
    """Return the other environments, those with one login address together, the target's own left out."""
    groups: dict[str, list[Endpoints]] = {}
    for each in target.others:
        groups.setdefault(each.login_url.rstrip("/").lower(), []).append(each)
    groups.pop(target.endpoints.login_url.rstrip("/").lower(), None)
    return list(groups.values())


def _knows(target: Target, endpoints: Endpoints, tools: Tools) -> bool | None:
    """Whether the login host of an environment knows the client; None when it did not say."""
    addresses = elsewhere(endpoints, tools.trust)
    if addresses is None or tools.stopped():
        return None
    answer = tools.transport.send(token_request(target, addresses.token))
    if isinstance(answer, Failure) or answer.status == TOO_MANY or answer.status >= _SERVER_ERROR:
        return None
    token = read_token(answer)
    if token is not None and addresses.revocation is not None:
        revoke(token, target, addresses.revocation, tools.transport)
    return knows_client(answer)
