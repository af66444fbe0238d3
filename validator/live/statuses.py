"""What an HTTP status, or its absence, means wherever it comes from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validator.live.answers import Answer, Failure, NotJson, Trouble, payload
from validator.live.diagnosis import fault
from validator.live.patience import TOO_MANY

if TYPE_CHECKING:
    from validator.live.results import LiveFault

OK, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, REQUEST_TIMEOUT = 200, 401, 403, 404, 408
_REDIRECTS, _SERVER_ERRORS = range(300, 400), range(500, 600)
_UNEXPECTED = {Trouble.TRUNCATED, Trouble.TOO_LARGE, Trouble.COMPRESSED}
_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
_NOT_CONNECTED = "app is not connected to this company"

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


def failed(failure: Failure, host: str) -> LiveFault:
    """Return the fault of an exchange that gave no answer."""
    if failure.trouble in _UNEXPECTED:
        return fault("live/unexpected-answer", failure.trouble.value, host=host)
    kind = failure.trouble.value
    if failure.trouble is Trouble.CERTIFICATE:
        kind += _CERTIFICATES.get(failure.certificate, "")
    return fault("live/unreachable", kind, host=host)


def no_service(answer: Answer, host: str, *, procore: bool = True) -> LiveFault | None:
    """Return the fault of an answer that no host gives to a question it serves; None for every other one."""
    status = answer.status
    found = None
    if status in _REDIRECTS:
        found = fault("live/unexpected-answer", "redirect", host=host, status=status)
    elif status == TOO_MANY:
        found = fault("live/rate-limited", host=host)
    elif status in _SERVER_ERRORS:
        found = fault("live/unavailable", "" if procore else "plain", host=host, status=status)
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


def refused(answer: Answer, host: str, environment: str, step: str) -> LiveFault:
    """Return the fault of an API answer that is not 200."""
    absent = no_service(answer, host)
    if absent is not None:
        return absent
    if answer.looks_like_html:
        return unexpected(answer, host)
    if answer.status == UNAUTHORIZED:
        found = fault("live/token-refused", "api", host=host)
    elif answer.status == FORBIDDEN and _NOT_CONNECTED in error_text(answer).casefold():
        found = fault("live/app-not-connected", environment=environment)
    elif answer.status == FORBIDDEN:
        found = fault("live/forbidden", step=step)
    elif answer.status == NOT_FOUND:
        found = fault("live/company-not-visible", "hidden")
    else:
        found = fault("live/unexpected-answer", "status", host=host, status=answer.status)
    return identified(found, answer)


def identified(found: LiveFault, answer: Answer) -> LiveFault:
    """Add the server's number of the request to a fault, where it has the form of one."""
    number = answer.headers.get("x-request-id", "")
    return found._replace(request_id=number) if _REQUEST_ID.fullmatch(number) else found


def error_text(answer: Answer) -> str:
    """Return the words of an error answer in any of its documented shapes, to be searched and never shown."""
    body = payload(answer)
    if not isinstance(body, dict):
        return body if isinstance(body, str) else ""
    for key in ("errors", "error", "error_description", "message"):
        if body.get(key):
            return " ".join(_texts(body[key]))
    return ""


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in ([part] if isinstance(part, str) else _strings(part))]


def _strings(value: object) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
