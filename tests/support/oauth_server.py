"""An authorization server that is not ours: oauthlib's endpoints, behind the fake's HTTP and TLS."""

# ruff: noqa: ARG002 - the signatures are oauthlib's
from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote_plus, urlencode

from oauthlib.common import generate_token  # type: ignore[import-untyped]
from oauthlib.oauth2 import RequestValidator, Server  # type: ignore[import-untyped]

from tests.support.fake_procore.messages import Reply

if TYPE_CHECKING:
    from tests.support.fake_procore.messages import Received

CLIENT_ID, CLIENT_SECRET = "integrator", "s3cret: with %, + and / in it"
REDIRECT_URI = "https://app.example/callback"
SCOPES = ["ledger:read", "ledger:write"]


class Known(NamedTuple):
    """What the server knows of its client, and keeps of its codes and tokens."""

    codes: dict[str, dict[str, str]]
    tokens: set[str]
    revoked: list[str]


class _Client:
    client_id = CLIENT_ID


class Validator(RequestValidator):  # type: ignore[misc]
    """The decisions that oauthlib leaves to its user; the names are its own."""

    def __init__(self, known: Known) -> None:
        super().__init__()
        self.known = known

    def authenticate_client(self, request: Any, *_: Any, **__: Any) -> bool:
        given = _basic(request.headers.get("authorization", "")) or (request.client_id, request.client_secret)
        request.client = _Client()
        return given == (CLIENT_ID, CLIENT_SECRET)

    def validate_client_id(self, client_id: str, request: Any, *_: Any, **__: Any) -> bool:
        request.client = _Client()
        return client_id == CLIENT_ID

    def validate_redirect_uri(self, client_id: str, redirect_uri: str, *_: Any, **__: Any) -> bool:
        return redirect_uri == REDIRECT_URI

    def validate_response_type(self, client_id: str, response_type: str, *_: Any, **__: Any) -> bool:
        return response_type == "code"

    def validate_grant_type(self, client_id: str, grant_type: str, *_: Any, **__: Any) -> bool:
        return grant_type in {"client_credentials", "authorization_code", "refresh_token"}

    def validate_scopes(self, client_id: str, scopes: list[str], *_: Any, **__: Any) -> bool:
        return set(scopes) <= set(SCOPES)

    def get_default_scopes(self, *_: Any, **__: Any) -> list[str]:
        return SCOPES[:1]

    def is_pkce_required(self, client_id: str, request: Any) -> bool:
        return True

    def save_authorization_code(
        self, client_id: str, code: dict[str, str], request: Any, *_: Any, **__: Any
    ) -> None:
        self.known.codes[code["code"]] = {
            "challenge": request.code_challenge,
            "method": request.code_challenge_method,
        }

    def validate_code(self, client_id: str, code: str, client: Any, request: Any, *_: Any, **__: Any) -> bool:
        request.scopes = SCOPES[:1]
        return code in self.known.codes

    def get_code_challenge(self, code: str, request: Any) -> str:
        return self.known.codes[code]["challenge"]

    def get_code_challenge_method(self, code: str, request: Any) -> str:
        return self.known.codes[code]["method"]

    def confirm_redirect_uri(self, client_id: str, code: str, redirect_uri: str, *_: Any, **__: Any) -> bool:
        return redirect_uri == REDIRECT_URI

    def invalidate_authorization_code(self, client_id: str, code: str, *_: Any, **__: Any) -> None:
        del self.known.codes[code]

    def save_bearer_token(self, token: dict[str, str], *_: Any, **__: Any) -> None:
        self.known.tokens.update(token[key] for key in ("access_token", "refresh_token") if key in token)

    def validate_refresh_token(
        self, refresh_token: str, client: Any, request: Any, *_: Any, **__: Any
    ) -> bool:
        return refresh_token in self.known.tokens

    def get_original_scopes(self, *_: Any, **__: Any) -> list[str]:
        return SCOPES[:1]

    def revoke_token(self, token: str, *_: Any, **__: Any) -> None:
        self.known.tokens.discard(token)
        self.known.revoked.append(token)


class Ways(NamedTuple):
    """What a server may do within the standard: begin its codes and tokens in an odd way, write numbers as text."""

    code: str = ""
    token: str = ""
    life_as_text: bool = False
    type: str = ""


class Authorizing:
    """Answers requests with oauthlib; whoever comes to the login page allows the app."""

    def __init__(self) -> None:
        self.known = Known({}, set(), [])
        self.ways = Ways()
        self._server = Server(Validator(self.known), token_generator=self._token)
        self._server.auth_grant.create_authorization_code = self._code

    def _token(self, request: Any, *_: Any, **__: Any) -> str:
        return f"{self.ways.token}{generate_token()}"

    def _code(self, request: Any) -> dict[str, str]:
        return {"code": f"{self.ways.code}{generate_token()}", "state": request.state}

    def __call__(self, request: Received) -> Reply:
        query = f"?{urlencode(request.query)}" if request.query else ""
        asked = (
            f"https://127.0.0.1{request.path}{query}",
            request.method,
            urlencode(request.form),
            request.headers,
        )
        if request.path == "/authorize":
            headers, body, status = self._server.create_authorization_response(*asked, scopes=SCOPES[:1])
        elif request.path == "/revoke":
            headers, body, status = self._server.create_revocation_response(*asked)
        else:
            headers, body, status = self._server.create_token_response(*asked)
            body = self._in_its_way(body)
        return Reply(status, (body or "").encode(), dict(headers))

    def _in_its_way(self, body: str) -> str:
        said = json.loads(body)
        if self.ways.life_as_text and "expires_in" in said:
            said["expires_in"] = f"{said['expires_in']}"
        if self.ways.type and "token_type" in said:
            said["token_type"] = self.ways.type
        return json.dumps(said)


def _basic(header: str) -> tuple[str, str] | None:
    if not header.startswith("Basic "):
        return None
    user, _, password = base64.b64decode(header[6:]).decode().partition(":")
    return unquote_plus(user), unquote_plus(password)
