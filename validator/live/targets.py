"""What the live check is asked about: plain values, without a word of documents."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
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


class Expected(NamedTuple):
    """What the config says beyond the company's id; empty means that it says nothing."""

    company: str = ""
    zone: str = ""
    web_hosts: tuple[str, ...] = ()


class Target(NamedTuple):
    """One connection to try, its references resolved.

    `name` is the config's, for the report. Without `company_id` only the token step is taken. `token_url` and
    `authorization_url` are full addresses for products whose paths differ from Procore's; left empty they
    follow from the login address. `others` are the product's further official environments, for the probe.
    """

    name: str
    grant: Grant
    client_id: str
    client_secret: Secret
    endpoints: Endpoints
    company_id: int | None = None
    token_url: str = ""
    authorization_url: str = ""
    scope: str = ""
    authentication: Authentication = Authentication.BODY
    expected: Expected = Expected()
    others: tuple[Endpoints, ...] = ()

    def __repr__(self) -> str:
        return f"Target({self.name!r})"

    def shares_token_with(self, other: Target) -> bool:
        """Whether one token serves both: same client, secret, grant and environment."""
        return self._token_request == other._token_request and self.client_secret.matches(other.client_secret)

    @property
    def _token_request(self) -> tuple[object, ...]:
        addresses = (self.endpoints, self.token_url, self.authorization_url)
        return (self.client_id, self.grant, self.scope, self.authentication, addresses)
