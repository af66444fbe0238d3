"""What the live check is asked about, as plain values, and the addresses of it, judged before anything is sent."""

from __future__ import annotations

import enum

from validator.live.diagnosis import fault
from validator.live.hosts import Distrust, Origin, Refusal, judge
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.live.hosts import Trust
    from validator.live.results import LiveFault
    from validator.live.secret import Secret


class Grant(enum.Enum):
    """The two ways to a token that App Xchange's definitions know."""

    CLIENT_CREDENTIALS = "client_credentials"
    AUTHORIZATION_CODE = "authorization_code"


class Authentication(enum.Enum):
    """Where the client's id and secret travel in the token request."""

    BODY = "body"
    BASIC_HEADER = "basic"


class Endpoints(NamedTuple):
    """The addresses of one environment; an empty `api_url` means that only the token step is known."""

    environment: str
    login_url: str
    api_url: str


class Paths(NamedTuple):
    """The paths of OAuth on a login host; an empty one is not known."""

    token: str = ""
    authorize: str = ""
    revoke: str = ""


class Expected(NamedTuple):
    """What the config says beyond the company's id; empty means that it says nothing."""

    company: str = ""
    web_hosts: tuple[str, ...] = ()


class Target(NamedTuple):
    """One connection to try, its references resolved.

    `name` is the config's, for the report. Without `company_id` only the token step is taken. `paths` are those of
    every login host of the product; `token_url` and `authorization_url` are full addresses, which come before what
    follows from these. `others` are the product's further official environments, for the probe.
    `trust` says which hosts may have its secret; `hidden` are further values that are shown to nobody.
    """

    name: str
    grant: Grant
    client_id: str
    client_secret: Secret
    endpoints: Endpoints
    paths: Paths
    trust: Trust
    company_id: int | None = None
    token_url: str = ""
    authorization_url: str = ""
    scope: str = ""
    authentication: Authentication = Authentication.BODY
    expected: Expected = Expected()
    others: tuple[Endpoints, ...] = ()
    hidden: tuple[Secret, ...] = ()

    def __repr__(self) -> str:
        return f"Target({self.name!r})"

    def shares_token_with(self, other: Target) -> bool:
        """Whether one token serves both: same client, secret, grant and environment."""
        return self._token_request == other._token_request and self.client_secret.matches(other.client_secret)

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """What nothing may bring onto a screen."""
        return (self.client_secret, *self.hidden)

    @property
    def _token_request(self) -> tuple[object, ...]:
        addresses = (self.endpoints, self.paths, self.token_url, self.authorization_url)
        return (self.client_id, self.grant, self.scope, self.authentication, addresses)


class Addresses(NamedTuple):
    """Where the token comes from, where it is revoked, where a person logs in, and where the API is."""

    token: Origin
    revocation: Origin | None
    authorization: Origin | None
    api: Origin | None


def addresses(target: Target) -> Addresses | LiveFault:
    """Judge all addresses of a target; one that is not trusted is the fault of its host step.

    A token from a full address of the target's own is revoked where that one ends as those of the login hosts do:
    elsewhere it is not known how.
    """
    login, paths = target.endpoints.login_url, target.paths
    by_person = target.grant is Grant.AUTHORIZATION_CODE
    wanted = (
        target.token_url or below(login, paths.token),
        _revocation(target),
        (target.authorization_url or below(login, paths.authorize)) if by_person else "",
        target.endpoints.api_url,
    )
    judged = [judge(url, target.trust) if url else None for url in wanted]
    for each in judged:
        if isinstance(each, Refusal):
            return distrusted(each)
    token, revocation, page, api = (each if isinstance(each, Origin) else None for each in judged)
    if token is None or (by_person and page is None):
        return distrusted(Refusal(Distrust.MALFORMED))
    return Addresses(token, revocation, page, api)


def _revocation(target: Target) -> str:
    if not target.token_url:
        return below(target.endpoints.login_url, target.paths.revoke)
    host = target.token_url.removesuffix("/").removesuffix(target.paths.token)
    return "" if host == target.token_url.removesuffix("/") else below(host, target.paths.revoke)


def elsewhere(endpoints: Endpoints, target: Target) -> Addresses | None:
    """Return the login addresses of another environment, None when they are not trusted."""
    paths, trust = target.paths, target.trust
    token = judge(below(endpoints.login_url, paths.token), trust)
    revocation = judge(below(endpoints.login_url, paths.revoke), trust) if paths.revoke else None
    if isinstance(token, Refusal) or isinstance(revocation, Refusal):
        return None
    return Addresses(token, revocation, None, None)


def below(url: str, path: str) -> str:
    """Return the address of a path below a base address, nothing for a path that is not known."""
    return url.rstrip("/") + path if path else ""


def distrusted(refusal: Refusal) -> LiveFault:
    """Return the fault of an address that gets no secret."""
    return fault("live/untrusted-host", refusal.reason.value, host=refusal.host)
