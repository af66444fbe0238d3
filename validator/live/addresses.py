"""The addresses of one target, each judged before anything goes to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.live.diagnosis import fault
from validator.live.hosts import Distrust, Origin, Refusal, judge
from validator.live.targets import Grant

if TYPE_CHECKING:
    from validator.live.hosts import Trust
    from validator.live.results import LiveFault
    from validator.live.targets import Endpoints, Target

TOKEN_PATH, REVOCATION_PATH, AUTHORIZATION_PATH = "/oauth/token", "/oauth/revoke", "/oauth/authorize"


class Addresses(NamedTuple):
    """Where the token comes from, where it is revoked, where a person logs in, and where the API is."""

    token: Origin
    revocation: Origin | None
    authorization: Origin | None
    api: Origin | None


def addresses(target: Target, trust: Trust) -> Addresses | LiveFault:
    """Judge all addresses of a target; one that is not trusted is the fault of its host step.

    Procore's paths are taken below the login address unless the target names full addresses of its own.
    """
    login = target.endpoints.login_url
    by_person = target.grant is Grant.AUTHORIZATION_CODE
    wanted = (
        target.token_url or below(login, TOKEN_PATH),
        "" if target.token_url else below(login, REVOCATION_PATH),
        (target.authorization_url or below(login, AUTHORIZATION_PATH)) if by_person else "",
        target.endpoints.api_url,
    )
    judged = [judge(url, trust) if url else None for url in wanted]
    for each in judged:
        if isinstance(each, Refusal):
            return distrusted(each)
    token, *others = (each if isinstance(each, Origin) else None for each in judged)
    return distrusted(Refusal(Distrust.MALFORMED)) if token is None else Addresses(token, *others)


def elsewhere(endpoints: Endpoints, trust: Trust) -> Addresses | None:
    """Return the login addresses of another environment, None when they are not trusted."""
    token = judge(below(endpoints.login_url, TOKEN_PATH), trust)
    revocation = judge(below(endpoints.login_url, REVOCATION_PATH), trust)
    if isinstance(token, Refusal) or isinstance(revocation, Refusal):
        return None
    return Addresses(token, revocation, None, None)


def below(url: str, path: str) -> str:
    """Return the address of a path below a base address."""
    return url.rstrip("/") + path


def distrusted(refusal: Refusal) -> LiveFault:
    """Return the fault of an address that gets no secret."""
    return fault("live/untrusted-host", refusal.reason.value, host=refusal.host)
