"""The token: how it is requested, read and revoked (RFC 6749, RFC 7009), and whose keys a refused client has."""

from __future__ import annotations

import contextlib

from validator.lazy import lazy
from validator.live.answers import (
    OK,
    SERVER_ERRORS,
    TOO_MANY,
    Answer,
    Failure,
    count,
    identified,
    is_whole,
    moment,
    no_service,
    payload,
    unexpected,
)
from validator.live.diagnosis import fault
from validator.live.ledger import Issued
from validator.live.secret import Secret, SecretError
from validator.live.target import Authentication, Grant, elsewhere
from validator.live.transport import Request
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.live.hosts import Origin
    from validator.live.patience import Patience, Tools
    from validator.live.results import LiveFault
    from validator.live.target import Endpoints, Target
    from validator.live.transport import Transport

REVOKE_SECONDS = 5.0
"""How long the revocation may take; a token that stays expires by itself."""

_TOKEN = lazy(r"[!-~]{1,65536}")
_BAD_REQUEST = 400
_LONGEST_LIFE = 366 * 24 * 3600

# RFC 6749, sections 4.1.2.1 and 5.2: the only words of an error answer that are read.
_NOT_ALLOWED = frozenset({"unauthorized_client", "unsupported_grant_type", "unsupported_response_type"})
_REFUSED = {
    "invalid_grant": "grant",
    "invalid_scope": "scope",
    "invalid_request": "request",
    "access_denied": "denied",
}
_OUT_OF_ORDER = frozenset({"server_error", "temporarily_unavailable"})


class Code(NamedTuple):
    """An authorization code with what proves that the log-in was ours."""

    value: Secret
    verifier: Secret
    redirect_uri: str


class Token(NamedTuple):
    """An access token; its lifetime in seconds, and the server's own time in Unix seconds, where it says so."""

    value: Secret
    lifetime: int | None
    server_time: int | None


class Fetched(NamedTuple):
    """What came of a token request, and every token that came with it, to be revoked in the end."""

    outcome: Token | LiveFault | Failure
    issued: tuple[Issued, ...] = ()


def fetch(target: Target, login: Origin, patience: Patience, code: Code | None = None) -> Fetched:
    """Ask for a token; a failure without an answer is left to the caller, who knows which step it ends."""
    answer = patience.ask(token_request(target, login, code))
    if isinstance(answer, Failure):
        return Fetched(answer)
    return Fetched(_read(answer, target, login.label), tokens_in(answer))


def refresh(target: Target, login: Origin, patience: Patience, given: Secret) -> Fetched:
    """Spend a refresh token for a new token."""
    form: dict[str, str | Secret] = {"grant_type": "refresh_token", "refresh_token": given}
    answer = patience.ask(_authenticated(target, login.url(), form))
    if isinstance(answer, Failure):
        return Fetched(answer)
    return Fetched(_read(answer, target, login.label), tokens_in(answer))


def token_request(target: Target, login: Origin, code: Code | None = None) -> Request:
    """Return the token request of a target; `login` is its judged token address."""
    form: dict[str, str | Secret] = {"grant_type": target.grant.value}
    if code is not None:
        form |= {"code": code.value, "redirect_uri": code.redirect_uri, "code_verifier": code.verifier}
    if target.scope:
        form["scope"] = target.scope
    return _authenticated(target, login.url(), form)


def revoke(token: Secret, target: Target, revocation: Origin, transport: Transport) -> bool:
    """Revoke a token that the check made; whether the server said that it did."""
    request = _authenticated(target, revocation.url(), {"token": token})
    answer = transport.send(request, REVOKE_SECONDS)
    return isinstance(answer, Answer) and answer.status == OK


def tokens_in(answer: Answer) -> tuple[Issued, ...]:
    """Return the tokens that an answer holds, whatever else is wrong with it; the one that lasts longest first."""
    body = payload(answer)
    found = []
    for key in ("refresh_token", "access_token"):
        value = body.get(key) if isinstance(body, dict) else None
        with contextlib.suppress(SecretError):
            if isinstance(value, str):
                found.append(Issued(Secret(value), refreshing=key == "refresh_token"))
    return tuple(found)


def knows_client(answer: Answer) -> bool:
    """Whether an answer to a token request shows that the host knows the client, token or not."""
    return read_token(answer) is not None or _error_code(payload(answer)) in _NOT_ALLOWED


def read_token(answer: Answer) -> Token | None:
    """Return the token of a successful answer; None when a part is missing or of the wrong type."""
    body = payload(answer)
    if answer.status != OK or not isinstance(body, dict):
        return None
    value, kind = body.get("access_token"), body.get("token_type")
    if not isinstance(value, str) or not _TOKEN.fullmatch(value):
        return None
    if not isinstance(kind, str) or kind.lower() != "bearer":
        return None
    life = body.get("expires_in")
    life = count(life) if isinstance(life, str) else life
    return Token(
        Secret(value),
        life if is_whole(life) and 0 < life <= _LONGEST_LIFE else None,
        _server_time(answer, body.get("created_at")),
    )


def _server_time(answer: Answer, birth: object) -> int | None:
    """Return when an answer was given by the server's clock; a token may be older than the answer that holds it."""
    there = moment(answer.headers.get("date", ""))
    if there is not None:
        return int(there)
    return birth if is_whole(birth) and birth > 0 else None


def refusal(code: str, target: Target, host: str) -> LiveFault | None:
    """Return the fault of an error code of OAuth; None when it is none that the standard lists."""
    plain = not target.endpoints.api_url
    if code == "invalid_client":
        return fault(
            "live/invalid-client",
            "plain" if plain else "",
            host=host,
            environment=target.endpoints.environment,
        )
    if code in _NOT_ALLOWED:
        by_code = target.grant is Grant.AUTHORIZATION_CODE
        return fault("live/grant-not-allowed", "plain" if plain else "code" if by_code else "", host=host)
    if code in _OUT_OF_ORDER:
        return fault("live/unavailable", "said", host=host)
    if code in _REFUSED:
        return fault("live/token-refused", _refused(code, target, plain=plain), host=host)
    return None


def _refused(code: str, target: Target, *, plain: bool) -> str:
    kind = _REFUSED[code]
    if kind == "scope" and plain:
        return "scope-plain"
    by_code = target.grant is Grant.AUTHORIZATION_CODE
    return "grant-unattended" if kind == "grant" and not by_code else kind


def _authenticated(target: Target, url: str, form: dict[str, str | Secret]) -> Request:
    if target.authentication is Authentication.BASIC_HEADER:
        return Request(url, form=form, basic=(target.client_id, target.client_secret))
    return Request(url, form=form | {"client_id": target.client_id, "client_secret": target.client_secret})


def _read(answer: Answer, target: Target, host: str) -> Token | LiveFault:
    absent = no_service(answer, host, plain=not target.endpoints.api_url)
    if absent is not None:
        return absent
    if answer.status == OK:
        return read_token(answer) or unexpected(answer, host)
    body = payload(answer)
    if answer.status < _BAD_REQUEST or answer.looks_like_html or not isinstance(body, dict):
        return unexpected(answer, host, "status")
    refused = refusal(_error_code(body), target, host)
    return identified(refused or fault("live/token-refused", host=host, status=answer.status), answer)


def _error_code(body: object) -> str:
    code = body.get("error") if isinstance(body, dict) else None
    return code if isinstance(code, str) else ""


def probe(target: Target, host: str, unknown: LiveFault, tools: Tools) -> LiveFault:
    """Ask the other login hosts for a token, one after the other, until one knows the client.

    `unknown` is the fault that `host` gave. The returned one says to which environment the keys belong, as
    far as that could be found out. A token that is given is revoked there at once. A code is good for one
    host only, so with the code flow nothing is asked.
    """
    others = _by_login(target)
    if target.grant is not Grant.CLIENT_CREDENTIALS or not others:
        return unknown
    here, silent = target.endpoints.environment, 0
    for environments in others:
        known = _knows(target, environments[0], tools)
        if known:
            names = " or ".join(each.environment for each in environments)
            return fault("live/invalid-client", "elsewhere", host=host, found=names, environment=here)
        silent += known is None
    if silent:
        return fault("live/invalid-client", "unknown", host=host)
    return fault("live/invalid-client", "nowhere", host=host, asked=len(others))


def _by_login(target: Target) -> list[list[Endpoints]]:
    """Return the other environments, those with one login address together, the target's own left out."""
    groups: dict[str, list[Endpoints]] = {}
    for each in target.others:
        groups.setdefault(each.login_url.rstrip("/").lower(), []).append(each)
    groups.pop(target.endpoints.login_url.rstrip("/").lower(), None)
    return list(groups.values())


def _knows(target: Target, endpoints: Endpoints, tools: Tools) -> bool | None:
    """Whether the login host of an environment knows the client; None when it did not say."""
    addresses = elsewhere(endpoints, target)
    if addresses is None or tools.stopped():
        return None
    answer = tools.transport.send(token_request(target, addresses.token))
    if isinstance(answer, Failure) or answer.status == TOO_MANY or answer.status >= SERVER_ERRORS.start:
        return None
    issued = tokens_in(answer)
    tools.redactor.learn(*(each.value for each in issued))
    tools.ledger.enter(issued)
    give_back(issued, target, addresses.revocation, tools)
    return knows_client(answer)


def give_back(
    issued: Sequence[Issued], target: Target, revocation: Origin | None, tools: Tools
) -> tuple[Issued, ...]:
    """Revoke tokens, as far as it is known where that is done, and return those that are left."""
    left = []
    for each in issued:
        if revocation is not None and revoke(each.value, target, revocation, tools.transport):
            tools.ledger.strike(each)
        else:
            left.append(each)
    return tuple(left)
