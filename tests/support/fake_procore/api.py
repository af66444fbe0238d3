"""The REST addresses of the fake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.fake_procore.accounts import (
    COMPANY,
    INACTIVE,
    NOT_INSTALLED,
    PROJECT,
    USER_ID,
    Client,
    client,
    company,
    project,
)
from tests.support.fake_procore.echoes import echo
from tests.support.fake_procore.messages import Raw, Received, Reply, said
from tests.support.fake_procore.misbehaviour import misbehave

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.fake_procore.state import Issued, State

_HEADER = "procore-company-id"
_NOT_CONNECTED = Reply(403, {"errors": ["App is not connected to this company."]})
_NO_HEADER = Reply(404, {"message": "Item not found"})
_ESCAPES = "\x1b]0;owned\x07Build\u202eers\n::error::forged\x9b31m"


def answer(request: Received, environment: str, state: State, elsewhere: str) -> Reply | Raw:
    """Answer a request to an API host."""
    token = request.headers.get("authorization", "").removeprefix("Bearer ")
    issued = state.tokens.get(token)
    if issued is None or issued.environment != environment:
        return said(401, "invalid_token", "The access token is invalid")
    known = client(issued.client_id)
    endpoint = _endpoint(request.path)
    if known is None or endpoint is None:
        return Reply(404, {"errors": "Not found"})
    if known.endpoint == endpoint:
        odd = misbehave(known.behaviour, state.attempt(issued.client_id, endpoint), elsewhere)
        how, _, form = known.behaviour.partition("-")
        if how in {"echo", "retort"}:
            odd = echo(endpoint, form, issued.secret if how == "echo" else token)
        if odd is not None:
            return odd
    return _usual(endpoint, request, known, issued, token)


def _endpoint(path: str) -> str | None:
    exact = {
        "/rest/v1.0/me": "user",
        "/rest/v1.0/companies": "companies",
        "/rest/v1.0/company_base_url": "region",
        "/rest/v1.1/projects": "projects",
    }
    if path.startswith("/rest/v1.0/companies/") and path.endswith("/me"):
        return "me"
    return "v2" if path.startswith("/rest/v2.0/companies/") else exact.get(path)


def _usual(endpoint: str, request: Received, known: Client, issued: Issued, token: str) -> Reply:
    header = request.headers.get(_HEADER, "")
    exempt = endpoint == "region" or (endpoint in {"companies", "user"} and issued.by_person)
    if not exempt and not header.isdigit():
        return _NO_HEADER
    answers: dict[str, Callable[[], Reply]] = {
        "user": lambda: Reply(200, {"id": USER_ID, "login": "app-1a2b@procore.com", "name": "Example App"}),
        "companies": lambda: _companies(request, known, issued, token),
        "me": lambda: _me(int(request.path.split("/")[-2]), known, token),
        "region": lambda: _region(header, known),
        "projects": lambda: _projects(request, known),
        "v2": lambda: Reply(200, {"data": [{"id": str(COMPANY), "name": "Example Builders"}]}),
    }
    return answers[endpoint]()


def _companies(request: Received, known: Client, issued: Issued, token: str) -> Reply:
    listings: dict[str, list[dict[str, object]]] = {
        "none": [],
        "inactive": [company(COMPANY, active=False)],
        "other": [company(NOT_INSTALLED, "Other Builders")],
        "several": [company(1000 + number, f"Company {number} " + "x" * 80) for number in range(7)],
        "escapes": [company(NOT_INSTALLED, _ESCAPES)],
        "escapes-own": [company(COMPANY, _ESCAPES)],
        "reflects": [company(NOT_INSTALLED, f"a {token} b"), company(5, known.behaviour)],
        "silent": [{"id": COMPANY, "name": "Example Builders"}],
        "odd-active": [{"id": COMPANY, "name": "Example Builders", "is_active": "no"}],
        "odd-name": [{"id": COMPANY, "name": 7, "is_active": True}],
    }
    page = int(request.query.get("page", "1"))
    if known.endpoint == "companies" and known.behaviour in {"pages", "pages-away", "pages-endless"}:
        return _page(page, known.behaviour)
    usual = [company(COMPANY), *([company(NOT_INSTALLED, "Other Builders")] if issued.by_person else [])]
    usual += [company(INACTIVE, "Gone Builders", active=False)] if issued.by_person else []
    listing = listings.get(known.behaviour, usual) if known.endpoint == "companies" else usual
    return Reply(200, listing, {"Total": str(len(listing)), "Per-Page": "100"})


def _page(page: int, behaviour: str) -> Reply:
    """Return one company a page; the configured one is on the second."""
    last = 99 if behaviour == "pages-endless" else 2
    base = "https://login.example" if behaviour == "pages-away" else ""
    link = f'<{base}/rest/v1.0/companies?page={page + 1}>; rel="next", <{base}/x?page={last}>; rel="last"'
    found = company(COMPANY) if page == 2 and last == 2 else company(5000 + page, f"Page {page}")
    return Reply(200, [found], {"Link": link, "Total": str(last)} if page < last else {})


def _me(number: int, known: Client, token: str) -> Reply:
    if number == NOT_INSTALLED:
        return _NOT_CONNECTED
    if number != COMPANY:
        return Reply(404, {"errors": "Not found"})
    names: dict[str, object] = {"nameless": None, "reflects": f"App {token}", "odd-name": [1]}
    body = {
        "id": USER_ID,
        "name": "Example App",
        "email_address": "example-app-1a2b@procore.com",
        "is_active": True,
        "is_employee": False,
        "vendor": None,
    }
    return Reply(200, body | ({"name": names[known.behaviour]} if known.behaviour in names else {}))


def _region(header: str, known: Client) -> Reply:
    if header != str(COMPANY):
        return Reply(400, {"error": {"code": "bad_request", "message": "company not found"}})
    answers: dict[str, dict[str, object]] = {
        "us02": {"zone": "us02", "web_base_url": "https://us02.procore.com"},
        "odd-zone": {"zone": 7, "web_base_url": "https://us02.procore.com"},
        "odd-address": {"zone": "us02", "web_base_url": "javascript:alert(1)"},
        "no-address": {"zone": "us02"},
        "escapes": {"zone": _ESCAPES, "web_base_url": "https://app.procore.com"},
    }
    usual: dict[str, object] = {"zone": "us01", "web_base_url": "https://app.procore.com"}
    return Reply(200, answers.get(known.behaviour, usual) if known.endpoint == "region" else usual)


def _projects(request: Received, known: Client) -> Reply:
    asked = request.query.get("company_id", "")
    if asked == str(NOT_INSTALLED) and known.behaviour != "other":
        return _NOT_CONNECTED
    if known.endpoint == "projects" and known.behaviour == "none":
        return Reply(200, [], {"Total": "0"})
    listing = [project(PROJECT, int(asked or 0))]
    totals = {"untold": {}, "odd-total": {"Total": "many"}, "many": {"Total": "1234"}}
    return Reply(200, listing, totals.get(known.behaviour, {"Total": "1"}))
