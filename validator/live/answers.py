"""What came back from a server, as plain values, and what it means wherever it comes from."""

from __future__ import annotations

import enum
import json
from email.utils import parsedate_to_datetime

from validator.lazy import lazy
from validator.live.diagnosis import fault
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, NoReturn, TypeGuard

    from validator.live.results import LiveFault

OK, REQUEST_TIMEOUT, TOO_MANY, UNAVAILABLE = 200, 408, 429, 503
REDIRECTS, SERVER_ERRORS = range(300, 400), range(500, 600)

_LONGEST_NUMBER = 20
_HOST = lazy(r"https://([A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?)(?::443)?/?")
_REQUEST_ID = lazy(r"[A-Za-z0-9-]{1,64}")

# OpenSSL's X509_V_ERR_… codes, from its x509_vfy.h.
_CERTIFICATES = {
    10: "-expired",
    18: "-unknown",
    19: "-unknown",
    20: "-unknown",
    21: "-unknown",
    62: "-name",
    64: "-name",
}


class Trouble(enum.Enum):
    """Why there is no answer."""

    NAME = "name"
    CONNECT = "connect"
    CERTIFICATE = "certificate"
    TLS = "tls"
    PROXY = "proxy"
    PROXY_NAME = "proxy-name"
    PROXY_CONNECT = "proxy-connect"
    SLOW = "slow"
    BROKEN = "broken"
    TRUNCATED = "truncated"
    TOO_LARGE = "too-large"
    COMPRESSED = "compressed"


_UNEXPECTED = {Trouble.TRUNCATED, Trouble.TOO_LARGE, Trouble.COMPRESSED}


class Failure(NamedTuple):
    """An exchange without a whole answer; `sent` says whether the request had begun to leave."""

    trouble: Trouble
    sent: bool
    certificate: int = 0
    """The verification code of OpenSSL where the trouble is the certificate."""


class Answer(NamedTuple):
    """A whole answer: header names in lower case, the body as bytes within the size limit."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def __repr__(self) -> str:
        return f"Answer({self.status})"

    @property
    def looks_like_html(self) -> bool:
        """Whether the body is a web page, by its type or its first character."""
        return "html" in self.headers.get("content-type", "").lower() or self.body.lstrip()[:1] == b"<"

    def number(self, header: str) -> int | None:
        """Return the value of a header that is a plain count, None for anything else."""
        return count(self.headers.get(header, ""))


class NotJson(NamedTuple):
    """The body of an answer that cannot be read as JSON, or not within the limits."""


def payload(answer: Answer) -> Any | NotJson:  # noqa: ANN401
    """Return the body's JSON value; whatever the bytes are, nothing is raised."""
    try:
        return json.loads(answer.body.decode(), parse_int=_integer, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return NotJson()


def count(text: str) -> int | None:
    """Return the number that a text of at most 20 ASCII digits is, None for anything else."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER else None


def moment(date: str) -> float | None:
    """Return the Unix time of a date as headers have it, None for anything else."""
    try:
        return parsedate_to_datetime(date).timestamp()
    except (ValueError, OverflowError, OSError):
        return None


def is_whole(value: object) -> TypeGuard[int]:
    """Whether a JSON value is an integer; true and false are not."""
    return isinstance(value, int) and not isinstance(value, bool)


def _integer(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise ValueError("a number of this length is no id")
    return int(digits)


def _refuse(_constant: str) -> NoReturn:
    raise ValueError("NaN and infinities are not JSON")


def failed(failure: Failure, host: str) -> LiveFault:
    """Return the fault of an exchange that gave no answer."""
    if failure.trouble in _UNEXPECTED:
        return fault("live/unexpected-answer", failure.trouble.value, host=host)
    kind = failure.trouble.value
    if failure.trouble is Trouble.CERTIFICATE:
        kind += _CERTIFICATES.get(failure.certificate, "")
    return fault("live/unreachable", kind, host=host)


def no_service(answer: Answer, host: str, *, plain: bool = False) -> LiveFault | None:
    """Return the fault of an answer that no host gives to a question it serves; None for every other one.

    `plain` leaves out of its words what is known of the host's provider.
    """
    status = answer.status
    found = None
    if status in REDIRECTS:
        found = fault("live/unexpected-answer", "redirect", host=host, status=status)
    elif status == TOO_MANY:
        found = fault("live/rate-limited", host=host)
    elif status in SERVER_ERRORS:
        found = fault("live/unavailable", "plain" if plain else "", host=host, status=status)
    elif status == REQUEST_TIMEOUT:
        found = fault("live/unreachable", "slow", host=host)
    return None if found is None else identified(found, answer)


def unexpected(answer: Answer, host: str, kind: str = "shape") -> LiveFault:
    """Return the fault of an answer that cannot be used: a web page, no JSON, or what `kind` says."""
    if answer.looks_like_html:
        kind = "html"
    elif isinstance(payload(answer), NotJson):
        kind = "json"
    return identified(fault("live/unexpected-answer", kind, host=host, status=answer.status), answer)


def identified(found: LiveFault, answer: Answer) -> LiveFault:
    """Add the server's number of the request to a fault, where it has the form of one."""
    number = answer.headers.get("x-request-id", "")
    return found._replace(request_id=number) if _REQUEST_ID.fullmatch(number) else found


def web_host(address: str) -> str | None:
    """Return the host of a plain https address in lower case, None for any other text."""
    match = _HOST.fullmatch(address)
    return match[1].lower() if match else None
