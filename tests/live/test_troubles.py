from __future__ import annotations

import socket
import ssl

import httpx
import pytest

from validator.live.answers import Failure, Trouble
from validator.live.troubles import KNOWN, trouble
from validator.live.watch import Expired


def chained(outer: BaseException, inner: BaseException) -> BaseException:
    outer.__cause__ = inner
    return outer


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (httpx.ConnectTimeout("canary"), Trouble.SLOW),
        (httpx.ReadTimeout("canary"), Trouble.SLOW),
        (httpx.PoolTimeout("canary"), Trouble.SLOW),
        (Expired(), Trouble.SLOW),
        (httpx.ProxyError("canary"), Trouble.PROXY),
        (httpx.ConnectError("canary"), Trouble.CONNECT),
        (httpx.ReadError("canary"), Trouble.BROKEN),
        (httpx.RemoteProtocolError("canary"), Trouble.BROKEN),
        (httpx.LocalProtocolError("canary"), Trouble.BROKEN),
        (httpx.UnsupportedProtocol("canary"), Trouble.BROKEN),
        (httpx.InvalidURL("canary"), Trouble.BROKEN),
        (chained(httpx.ConnectError("canary"), socket.gaierror("canary")), Trouble.NAME),
        (chained(httpx.ConnectError("canary"), ssl.SSLError("canary")), Trouble.TLS),
        (chained(httpx.ReadError("canary"), ssl.SSLEOFError("canary")), Trouble.TLS),
    ],
    ids=lambda value: type(value).__name__,
)
def test_exceptions_are_told_apart_by_their_types(error: BaseException, expected: Trouble) -> None:
    assert isinstance(error, KNOWN)
    for sent in (True, False):
        assert trouble(error, sent=sent) == Failure(expected, sent)


def test_every_transport_error_of_httpx_is_known() -> None:
    families = [
        each for each in vars(httpx).values() if isinstance(each, type) and issubclass(each, Exception)
    ]
    assert all(issubclass(each, (*KNOWN, httpx.CookieConflict)) for each in families)
