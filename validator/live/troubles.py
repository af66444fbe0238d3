"""Exceptions of the HTTP library become plain values; their texts quote URLs and headers, and are dropped."""

from __future__ import annotations

import socket
import ssl
from typing import TYPE_CHECKING

import httpx

from validator.live.answers import Failure, Trouble
from validator.live.watch import Expired

if TYPE_CHECKING:
    from collections.abc import Iterator

KNOWN = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, Expired)
"""The families of exceptions that `trouble` has a word for."""


def trouble(error: BaseException, *, sent: bool) -> Failure:
    """Say by its type what an exception of an exchange means."""
    causes = tuple(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Failure(Trouble.CERTIFICATE, sent, cause.verify_code)
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return Failure(Trouble.TLS, sent)
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return Failure(Trouble.NAME, sent)
    return Failure(_kind(error), sent)


def _kind(error: BaseException) -> Trouble:
    if isinstance(error, httpx.TimeoutException | Expired):
        return Trouble.SLOW
    if isinstance(error, httpx.ProxyError):
        return Trouble.PROXY
    if isinstance(error, httpx.ConnectError):
        return Trouble.CONNECT
    return Trouble.BROKEN


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
