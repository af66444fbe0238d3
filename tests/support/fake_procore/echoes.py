"""Servers that give back what they were sent, in every form that comes to mind."""

from __future__ import annotations

import base64
import html
from typing import TYPE_CHECKING
from urllib.parse import quote

from tests.support.fake_procore.accounts import COMPANY, company
from tests.support.fake_procore.messages import Reply

if TYPE_CHECKING:
    from collections.abc import Callable

FORMS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "upper": str.upper,
    "lower": str.lower,
    "reversed": lambda text: text[::-1],
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "base64url": lambda text: base64.urlsafe_b64encode(text.encode()).decode().rstrip("="),
    "basic": lambda text: base64.b64encode(b"id:" + text.encode()).decode(),
    "hex": lambda text: text.encode().hex(),
    "url": lambda text: "".join(f"%{byte:02X}" for byte in text.encode()),
    "urltwice": lambda text: quote("".join(f"%{byte:02x}" for byte in text.encode())),
    "json": lambda text: "".join(f"\\u{ord(each):04x}" for each in text),
    "html": lambda text: "".join(f"&#{ord(each)};" for each in html.escape(text)),
}


def echo(endpoint: str, form: str, secret: str) -> Reply:
    """Return an answer of an endpoint whose every text is a secret in some form."""
    text = FORMS[form](secret)
    headers = {"X-Request-Id": text.rstrip("="), "X-Rate-Limit-Limit": text, "X-Rate-Limit-Remaining": text}
    bodies: dict[str, object] = {
        "companies": [company(COMPANY, text, active=False), company(5, text)],
        "me": {"id": 7, "name": text},
        "region": {"zone": text, "web_base_url": f"https://{text}.example"},
        "projects": {"errors": [text], "message": text},
    }
    status = 403 if endpoint == "projects" else 200
    if endpoint == "token":
        return Reply(400, {"error": text, "error_description": text, "token_type": text}, headers)
    return Reply(status, bodies[endpoint], headers)
