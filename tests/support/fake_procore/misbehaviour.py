"""Ways in which any address can go wrong, by name."""

from __future__ import annotations

import gzip
import time
from typing import TYPE_CHECKING

from tests.support.fake_procore.messages import Raw, Reply

if TYPE_CHECKING:
    import threading
    from typing import BinaryIO

MEBIBYTE = 1024 * 1024
HTML = {"Content-Type": "text/html"}
_SURPASSED = {
    "errors": "You have surpassed the max number of requests for an hour. "
    "Please wait until your limit resets."
}
_OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def misbehave(name: str, attempt: int, elsewhere: str) -> Reply | Raw | None:
    """Return the answer of a behaviour, None where this attempt is to be answered as usual."""
    if name.startswith("redirect"):
        return Reply(int(name[-3:]), headers={"Location": f"{elsewhere}/oauth/token"})
    if name.endswith("-once"):
        return BUSY[name.removesuffix("-once")]() if attempt == 1 else None
    if name in BUSY:
        return BUSY[name]()
    return RAW.get(name) or PLAIN.get(name)


def _forever(piece: bytes, pause: float) -> Raw:
    def write(stream: BinaryIO, closing: threading.Event) -> None:
        stream.write(_OK + b"Transfer-Encoding: chunked\r\n\r\n")
        while not closing.wait(pause):
            stream.write(b"%x\r\n%b\r\n" % (len(piece), piece))
            stream.flush()

    return Raw(write)


def _slow(stream: BinaryIO, closing: threading.Event) -> None:
    closing.wait(20)


def _drip_header(stream: BinaryIO, closing: threading.Event) -> None:
    stream.write(_OK)
    while not closing.wait(0.02):
        stream.write(b"X")
        stream.flush()


def _sent(content: bytes) -> Raw:
    def write(stream: BinaryIO, closing: threading.Event) -> None:
        stream.write(content)
        stream.flush()

    return Raw(write)


def _bomb() -> bytes:
    return gzip.compress(b"[" + b" " * (20 * MEBIBYTE) + b"]")


RAW = {
    "slow": Raw(_slow),
    "drip": _forever(b" ", 0.02),
    "drip-header": Raw(_drip_header),
    "endless": _forever(b" " * 65536, 0.0),
    "truncated": _sent(_OK + b'Content-Length: 1000\r\n\r\n{"access_token":'),
    "hangup": _sent(b""),
    "garbage": _sent(b"220 mail.example ESMTP\r\n"),
}

PLAIN = {
    "html": Reply(200, b"<!doctype html><title>Log in to the network</title>", HTML),
    "html-403": Reply(403, b"<html><body><h1>Blocked</h1></body></html>", HTML),
    "html-404": Reply(404, b"<html><body><h1>Not here</h1></body></html>", HTML),
    "html-500": Reply(500, b"<html><body><h1>We're sorry</h1></body></html>", HTML),
    "500": Reply(500, {}),
    "502": Reply(502, b""),
    "408": Reply(408, {}),
    "418": Reply(418, {}),
    "400": Reply(400, {"errors": "Bad parameter"}),
    "401": Reply(401, {"errors": "Unauthorized"}),
    "401-expired": Reply(
        401,
        {"message": "Your access token has expired, please use your refresh token to obtain a fresh token."},
    ),
    "403": Reply(403, {"errors": ["You do not have permission to access this resource."]}),
    "403-text": Reply(403, {"errors": "Forbidden"}),
    "403-record": Reply(
        403, {"code": 403, "message": "Forbidden", "fields": None, "reason": None, "error": "Forbidden"}
    ),
    "not-connected": Reply(403, {"errors": ["App is not connected to this company."]}),
    "not-connected-text": Reply(403, {"errors": "app is not connected to this company"}),
    "not-connected-map": Reply(403, {"errors": {"base": ["App is not connected to this company."]}}),
    "404": Reply(404, {"errors": "Not found"}),
    "404-item": Reply(404, {"message": "Item not found"}),
    "204": Reply(204),
    "blank": Reply(200, b""),
    "text": Reply(200, b"OK", {"Content-Type": "text/plain"}),
    "latin1": Reply(200, '[{"id": 112233, "name": "Müller"}]'.encode("latin-1")),
    "utf16": Reply(200, "[]".encode("utf-16")),
    "deep": Reply(200, b"[" * 500_000),
    "long-number": Reply(200, b'[{"id": ' + b"9" * 5000 + b', "name": "x"}]'),
    "nan": Reply(200, b'[{"id": NaN, "name": "x"}]'),
    "null": Reply(200, None),
    "number": Reply(200, 7),
    "string": Reply(200, "ok"),
    "record": Reply(200, {"ok": True}),
    "list": Reply(200, [1, "two", None]),
    "true-id": Reply(200, [{"id": True, "name": "x", "is_active": True}]),
    "text-id": Reply(200, [{"id": "112233", "name": "Example Builders", "is_active": True}]),
    "float-id": Reply(200, [{"id": 112233.0, "name": "Example Builders", "is_active": True}]),
    "huge": Reply(200, b" " * (3 * MEBIBYTE) + b"[]"),
    "gzip": Reply(200, _bomb(), {"Content-Encoding": "gzip"}),
}

BUSY = {
    "429": lambda: Reply(429, _SURPASSED, {"X-Rate-Limit-Remaining": "0", "X-Rate-Limit-Reset": _in(10)}),
    "429-long": lambda: Reply(
        429, _SURPASSED, {"X-Rate-Limit-Remaining": "0", "X-Rate-Limit-Reset": _in(900)}
    ),
    "429-after": lambda: Reply(429, _SURPASSED, {"Retry-After": "10"}),
    "429-plain": lambda: Reply(429, b"slow down", {"Content-Type": "text/plain", "Retry-After": "60"}),
    "429-silent": lambda: Reply(429, _SURPASSED, {"X-Rate-Limit-Reset": "soon"}),
    "503": lambda: Reply(503, {}, {"Retry-After": "3"}),
    "503-long": lambda: Reply(503, {}, {"Retry-After": "30"}),
    "503-html": lambda: Reply(503, b"<h1>Maintenance</h1>", HTML | {"Retry-After": "30"}),
}


def _in(seconds: int) -> str:
    return str(int(time.time()) + seconds)
