"""What came back from a server, as plain values: an answer, or the trouble that kept it from coming."""

from __future__ import annotations

import enum
import json
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST_NUMBER = 20


class Trouble(enum.Enum):
    """Why there is no answer."""

    NAME = "name"
    CONNECT = "connect"
    CERTIFICATE = "certificate"
    TLS = "tls"
    PROXY = "proxy"
    SLOW = "slow"
    BROKEN = "broken"
    TRUNCATED = "truncated"
    TOO_LARGE = "too-large"
    COMPRESSED = "compressed"


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


def payload(answer: Answer) -> Any | NotJson:  # noqa: ANN401 - JSON of any shape
    """Return the body's JSON value; whatever the bytes are, nothing is raised."""
    try:
        return json.loads(answer.body.decode(), parse_int=_integer, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return NotJson()


def count(text: str) -> int | None:
    """Return the number that a text of at most 20 ASCII digits is, None for anything else."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER else None


def is_whole(value: object) -> TypeGuard[int]:
    """Whether a JSON value is an integer; true and false are not."""
    return isinstance(value, int) and not isinstance(value, bool)


def _integer(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise ValueError("a number of this length is no id")
    return int(digits)


def _refuse(_constant: str) -> NoReturn:
    raise ValueError("NaN and infinities are not JSON")
