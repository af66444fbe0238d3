"""Logging in for the code flow (RFC 6749, 4.1, with PKCE, RFC 7636): what a person opens, how the code comes back."""

from __future__ import annotations

import base64
import enum
import getpass
import hashlib
import secrets
import sys
import warnings
from typing import TYPE_CHECKING, Protocol
from urllib.parse import parse_qs, urlencode

from validator.lazy import lazy
from validator.live.diagnosis import fault
from validator.live.secret import Secret, SecretError
from validator.live.target import Grant
from validator.live.token import Code, refusal
from validator.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from validator.live.hosts import Origin
    from validator.live.results import LiveFault
    from validator.live.target import Addresses, Target

OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"
"""The redirect URI with which Procore shows the code on a page, for programs without a browser."""

_CODE = lazy(r"[!-~]{1,8192}")
_ERROR = lazy(r"[a-z_]{1,64}")
_MOST_FIELDS = 20
_MOST_TRIES = 3
_LONGEST_LINE = 16384
_RANDOM_BYTES = 32


class Authorization(NamedTuple):
    """One log-in: the address for the browser, what its return must match, and for which config and client it is."""

    url: str
    state: Secret
    verifier: Secret
    config: str = ""
    client: str = ""

    def __repr__(self) -> str:
        return "Authorization(…)"


class NoCode(enum.Enum):
    """Why a log-in brought no code."""

    NOTHING_ENTERED = "no-code"
    MALFORMED = "malformed"
    TIMED_OUT = "timeout"
    PORT_TAKEN = "port"
    PORT_FORBIDDEN = "port-right"
    REDIRECT_URI = "redirect-uri"


class Denied(NamedTuple):
    """The login host sent the person back with an error code of OAuth."""

    error: str


class Person(Protocol):
    """Somebody who logs in when asked."""

    @property
    def redirect_uri(self) -> str:
        """Where the login host sends the code, as registered with the app."""

    def log_in(
        self, authorization: Authorization, waiting: Callable[[], object] = ...
    ) -> Secret | NoCode | Denied:
        """Show or open the address, and return the code that comes back; `waiting` is called while it does not."""


class Paste(NamedTuple):
    """A person who opens the address anywhere and enters what comes of it; `read` must not echo it.

    What comes is the code, or the whole address that the login host sent the browser to. `again` is told of a slip.
    """

    show: Callable[[Authorization], object]
    read: Callable[[str], str]
    again: Callable[[], object] = lambda: None
    redirect_uri: str = OUT_OF_BAND

    def log_in(
        self, authorization: Authorization, _waiting: Callable[[], object] = lambda: None
    ) -> Secret | NoCode | Denied:
        """Show the address and take the code; a slip may be typed again, twice."""
        self.show(authorization)
        outcome: Secret | NoCode | Denied = NoCode.NOTHING_ENTERED
        for attempt in range(_MOST_TRIES):
            if attempt:
                self.again()
            try:
                entered = self.read("Code or address: ").strip()
            except EOFError:
                return outcome
            if not entered:
                return outcome
            outcome = self._taken(entered, authorization.state) or NoCode.MALFORMED
            if outcome is not NoCode.MALFORMED:
                return outcome
        return outcome

    @staticmethod
    def _taken(entered: str, state: Secret) -> Secret | Denied | None:
        if "://" not in entered:
            return code(entered)
        return returned(entered.partition("?")[2].partition("#")[0], state)


def authorization(target: Target, address: Origin, redirect_uri: str) -> Authorization:
    """Return a fresh log-in for a target; `address` is its judged authorization address."""
    state, verifier = Secret(_random()), Secret(_random())
    digest = hashlib.sha256(verifier.reveal().encode()).digest()
    query = {
        "response_type": "code",
        "client_id": target.client_id,
        "redirect_uri": redirect_uri,
        "state": state.reveal(),
        "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        "code_challenge_method": "S256",
    }
    if target.scope:
        query["scope"] = target.scope
    return Authorization(
        f"{address.url()}?{urlencode(query)}", state, verifier, target.name, target.client_name
    )


def code(text: str) -> Secret | None:
    """Return a text as an authorization code, None when it has not the form of one."""
    try:
        return Secret(text) if _CODE.fullmatch(text) else None
    except SecretError:
        return None


def returned(query: str, state: Secret) -> Secret | Denied | None:
    """Return the code, or the error, of an address to which the login host sent the person back.

    Anything but one with the right state is none.
    """
    try:
        fields = parse_qs(query, keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict")
        if any(len(values) > 1 for values in fields.values()):
            return None
        given = {key: values[0] for key, values in fields.items()}
        if not Secret(given.get("state", "")).matches(state):
            return None
    except ValueError:
        return None
    error = given.get("error")
    if error is not None:
        return Denied(error if _ERROR.fullmatch(error) else "")
    return code(given.get("code", ""))


def read_hidden(prompt: str) -> str:
    """Read a line from the terminal without showing it, or from standard input where that is no terminal.

    Raises:
        EOFError: there is nothing to read, or no way to hide what is typed.
    """
    if sys.stdin is None or not sys.stdin.isatty():
        return sys.stdin.readline(_LONGEST_LINE) if sys.stdin is not None else ""
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass(prompt)
        except getpass.GetPassWarning:
            raise EOFError from None


def _random() -> str:
    return secrets.token_urlsafe(_RANDOM_BYTES)


def log_in(
    target: Target, addresses: Addresses, person: Person | None, waiting: Callable[[], object] = lambda: None
) -> Code | LiveFault | None:
    """Have a person log in where the grant needs one; None where it does not. `waiting` is called meanwhile."""
    if target.grant is Grant.CLIENT_CREDENTIALS or addresses.authorization is None:
        return None
    if person is None:
        return fault("live/needs-a-person")
    requested = authorization(target, addresses.authorization, person.redirect_uri)
    outcome = person.log_in(requested, waiting)
    if isinstance(outcome, NoCode):
        return fault("live/not-logged-in", outcome.value)
    if isinstance(outcome, Denied):
        host = addresses.authorization.label
        return refusal(outcome.error, target, host) or fault("live/token-refused", "denied", host=host)
    return Code(outcome, requested.verifier, person.redirect_uri)
