"""The OAuth addresses of the fake."""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlencode

from tests.support.fake_procore.accounts import SECRET, USER_ID, WORD, Client, client
from tests.support.fake_procore.echoes import echo
from tests.support.fake_procore.messages import Raw, Received, Reply, said
from tests.support.fake_procore.misbehaviour import misbehave
from tests.support.fake_procore.state import Authorized, Issued, State

if TYPE_CHECKING:
    from collections.abc import Mapping

OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"
_UNKNOWN_CLIENT = Reply(
    401,
    {
        "error": "invalid_client",
        "error_description": (
            "Client authentication failed due to unknown client, no client authentication included, "
            "or unsupported authentication method."
        ),
    },
    {"WWW-Authenticate": 'Bearer realm="Doorkeeper", error="invalid_client"'},
)
_BAD_GRANT = (
    "The provided authorization grant is invalid, expired, revoked, does not match the redirection URI "
    "used in the authorization request, or was issued to another client."
)
REFUSALS = {
    "user-level": said(
        400, "unauthorized_client", "The client is not authorized to perform this request using this method."
    ),
    "grant": said(400, "invalid_grant", _BAD_GRANT),
    "grant-401": said(401, "invalid_grant", _BAD_GRANT),
    "unknown-error": said(400, "teapot\x1b[31m", "::error::short and stout"),
    "wrong-error": Reply(400, {"error": {"message": "no"}}),
}


def answer(request: Received, environment: str, state: State, elsewhere: str) -> Reply | Raw:
    """Answer a request to a login host."""
    match request.method, request.path.rstrip("/"):
        case "POST", "/oauth/token":
            return _token(request, environment, state, elsewhere)
        case "GET", "/oauth/token/info":
            return _info(request, state)
        case "POST", "/oauth/revoke":
            return _revoke(request, state, elsewhere)
        case "GET", "/oauth/authorize":
            return _authorize(request, state)
        case _:
            return Reply(404, b"<html><body>No such page</body></html>", {"Content-Type": "text/html"})


def credentials(request: Received) -> tuple[str, str] | None:
    """Return id and secret from the body or from a Basic header; None when they are in both."""
    scheme, _, encoded = request.headers.get("authorization", "").partition(" ")
    if scheme != "Basic":
        return request.form.get("client_id", ""), request.form.get("client_secret", "")
    if "client_id" in request.form:
        return None
    user, _, password = base64.b64decode(encoded).decode().partition(":")
    return unquote(user), unquote(password)


def _token(request: Received, environment: str, state: State, elsewhere: str) -> Reply | Raw:
    pair = credentials(request)
    known = client(pair[0]) if pair else None
    if known is not None and pair is not None and known.endpoint == "token":
        odd = misbehave(known.behaviour, state.attempt(pair[0], "token"), elsewhere)
        odd = odd or REFUSALS.get(known.behaviour)
        how, _, form = known.behaviour.partition("-")
        odd = odd or (echo("token", form, pair[1]) if how == "echo" else None)
        if odd is not None:
            return odd
    if "grant_type" not in request.form:
        return said(400, "invalid_request", "Missing required parameter: grant_type.")
    if known is None or pair is None or pair[1] not in {SECRET, WORD} or known.home != environment:
        return _UNKNOWN_CLIENT
    if "scope" in request.form:
        return said(400, "invalid_scope", "The requested scope is invalid, unknown, or malformed.")
    return _granted(request, pair, environment, state, known)


def _granted(
    request: Received, pair: tuple[str, str], environment: str, state: State, known: Client
) -> Reply:
    client_id, secret = pair
    match request.form["grant_type"]:
        case "client_credentials":
            return _success(state, Issued(client_id, environment, by_person=False, secret=secret), known)
        case "authorization_code":
            good = _exchanged(request.form, client_id, state)
        case "refresh_token":
            good = state.refresh_tokens.pop(request.form.get("refresh_token", ""), None) is not None
        case _:
            return said(
                400,
                "unsupported_grant_type",
                "The authorization grant type is not supported by the authorization server.",
            )
    if not good:
        return REFUSALS["grant"]
    return _success(state, Issued(client_id, environment, by_person=True, secret=secret), known)


def _exchanged(form: Mapping[str, str], client_id: str, state: State) -> bool:
    authorized = state.codes.pop(form.get("code", ""), None)
    if authorized is None or authorized[:2] != (client_id, form.get("redirect_uri")):
        return False
    digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
    return authorized.challenge in {"", base64.urlsafe_b64encode(digest).decode().rstrip("=")}


def _success(state: State, issued: Issued, known: Client) -> Reply:
    if known.behaviour == "late":
        time.sleep(1.0)
    body: dict[str, object] = {
        "access_token": state.issue(issued),
        "token_type": "bearer",
        "expires_in": 5400,
        "created_at": int(time.time()),
    }
    if issued.by_person:
        body["refresh_token"] = state.issue_refresh(issued)
    if known.endpoint == "token":
        body |= TOKEN_PARTS.get(known.behaviour, {})
    return Reply(200, {key: value for key, value in body.items() if value is not None})


TOKEN_PARTS: dict[str, dict[str, object]] = {
    "old": {"created_at": 1767225600},
    "no-refresh": {"refresh_token": None},
    "refresh-dead": {"refresh_token": "a-token-that-nobody-knows-0123456789"},
    "future": {"created_at": 4102444800},
    "no-type": {"token_type": None},
    "mac-type": {"token_type": "mac"},
    "upper-type": {"token_type": "Bearer"},
    "absent": {"access_token": None},
    "as-number": {"access_token": 12345},
    "as-list": {"access_token": ["a"]},
    "empty": {"access_token": ""},
    "newline": {"access_token": "abc\r\nX-Injected: yes"},
    "spaces": {"access_token": "abc def"},
    "unicode": {"access_token": "tökén"},
    "long": {"access_token": "a" * 8193},
    "life-text": {"expires_in": "5400"},
    "life-true": {"expires_in": True},
    "life-negative": {"expires_in": -1},
    "life-absurd": {"expires_in": 10**15},
    "birth-text": {"created_at": "yesterday"},
}


def _info(request: Received, state: State) -> Reply:
    issued = state.tokens.get(request.headers.get("authorization", "").removeprefix("Bearer "))
    if issued is None:
        return said(401, "invalid_token", "The access token is invalid")
    body = {"resource_owner_id": USER_ID, "scopes": [], "expires_in_seconds": 5390, "created_at": 1767225600}
    return Reply(200, body | {"application": {"uid": issued.client_id}})


def _revoke(request: Received, state: State, elsewhere: str) -> Reply | Raw:
    pair = credentials(request)
    known = client(pair[0]) if pair else None
    if known is not None and known.endpoint == "revoke":
        odd = misbehave(known.behaviour, 1, elsewhere)
        if odd is not None:
            return odd
    state.revoke(request.form.get("token", ""))
    return Reply(200, {})


def _authorize(request: Received, state: State) -> Reply:
    query = request.query
    redirect, client_id = query.get("redirect_uri", ""), query.get("client_id", "")
    if query.get("response_type") != "code" or client(client_id) is None or not redirect:
        return Reply(400, b"<html><body>An error has occurred</body></html>", {"Content-Type": "text/html"})
    code = secrets.token_urlsafe(32)
    state.codes[code] = Authorized(client_id, redirect, query.get("code_challenge", ""))
    if redirect == OUT_OF_BAND:
        page = f"<html><body><code id=code>{code}</code></body></html>".encode()
        return Reply(200, page, {"Content-Type": "text/html"})
    back = urlencode({"code": code, "state": query.get("state", "")})
    return Reply(302, headers={"Location": f"{redirect}?{back}"})
