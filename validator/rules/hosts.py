"""Rules about single addresses: the host that they lead to, and what stands behind it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from validator.diagnostics import Basis, Severity
from validator.documents.finding import Change, Finding, Place
from validator.documents.kinds import CLIENT, CONFIG, ENDPOINTS, GENERAL
from validator.project.facts import (
    BASE_URL,
    Role,
    address,
    environments_at,
    host_of,
    hosts_of,
    wrong_host,
)
from validator.rules import doubt
from validator.rules.addresses import is_made_up
from validator.rules.precedence import OTHER_ADDRESS
from validator.rules.rule import rule
from validator.words import closest, did_you_mean, listed, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.facts import Wrong
    from validator.project.project import Project

_WORDS = {Role.LOGIN: "login", Role.API: "API"}

ADDS_PATHS = "x-adds-paths"
"""The mark of a base URL, in a connector's general configuration, that every request begins with as it stands."""


@rule(
    Severity.ERROR,
    Basis.DOCUMENTED,
    CLIENT,
    CONFIG,
    source="Procore developer documentation, Development environments and Multiple Procore Regions",
    yields_to=("default-token-url", "environment-host-mismatch", "federal-sandbox", *OTHER_ADDRESS),
)
def unknown_host(document: Document, project: Project) -> Iterator[Finding]:
    """A login or API address leads to a host that the connector does not have for that.

    Tokens come from one host and data from another, and both differ between environments. Hosts that are often
    written by mistake or out of habit are known, with what to write instead. One that works for some, though no page
    documents it, is a warning.

    Given: Procore client credentials

    Bad:
        kind: OAuthClient
        tokenUrl: https://app.procore.com/oauth/token

    Good:
        kind: OAuthClient
        tokenUrl: https://login.procore.com/oauth/token
    """
    if document.kind == CONFIG and document.get(GENERAL) is None:
        return
    urls = [(route, role) for route, role in _addresses(document) if document.get(*route) is not None]
    connector = project.connector(document.get("connector")) if urls else None
    if connector is None:
        return
    environments_known = project.environments(connector)
    for route, role in urls:
        host = host_of(document.get(*route))
        known = hosts_of(environments_known, role)
        if host is None or host in known or not known:
            continue
        wrong, place = wrong_host(connector, host, role), Place(document, route)
        rests_on = (doubt.whole(connector, "environments"),)
        if wrong is not None:
            yield _wrong(place, host, connector.name, role, wrong)._replace(rests_on=rests_on)
        elif all(_is_known(address(each, role)) for each in environments_known):
            yield _unknown(place, host, connector.name, role, known)._replace(rests_on=rests_on)


def _is_known(url: str | None) -> bool:
    return url is not None and not is_made_up(url)


def _addresses(document: Document) -> Iterator[tuple[Route, Role]]:
    inside: Route = () if document.kind == CLIENT else (GENERAL,)
    for field in ENDPOINTS:
        yield (*inside, field), Role.LOGIN
    if document.kind == CONFIG:
        yield (*inside, BASE_URL), Role.API


def _wrong(place: Place, host: str, name: str, role: Role, wrong: Wrong) -> Finding:
    what = f"{_WORDS[role]} host of {name}"
    message = f"{host} is not the documented {what}" if wrong.tolerated else f"{host} is no {what}"
    return Finding(
        f"{message}: {_clauses(wrong.note, name)}" if wrong.note else message,
        place,
        f"write {wrong.use}" if wrong.use else f"look up the {what}",
        change=_replaced(place, host, wrong.use),
        severity=Severity.WARNING if wrong.tolerated else None,
    )


def _clauses(note: str, name: str) -> str:
    """Return sentences as the end of another one; the product's name keeps its capital."""
    sentences = note.removesuffix(".").split(". ")
    return "; ".join(each if each.startswith(name) else each[:1].lower() + each[1:] for each in sentences)


def _unknown(place: Place, host: str, name: str, role: Role, known: list[str]) -> Finding:
    meant = closest(host, known)
    message = f"{quoted(host)} is no {_WORDS[role]} host of {name}{did_you_mean(meant)}"
    help_text = f"write {meant}" if meant else f"write {listed(known)}"
    return Finding(message, place, help_text, change=_replaced(place, host, meant))


def _replaced(place: Place, host: str, use: str | None) -> Change | None:
    """Return the change that puts another host into an address."""
    url = place.document.get(*place.route)
    if not use or not isinstance(url, str):
        return None
    text = re.sub(re.escape(host), use, url, count=1, flags=re.IGNORECASE)
    return Change(f"write {use}", place, text, safe=False)


@rule(
    Severity.WARNING,
    Basis.DOCUMENTED,
    CONFIG,
    source="App Xchange help, Procore connector, general configuration",
    yields_to=("unknown-host", "environment-host-mismatch", "federal-sandbox", *OTHER_ADDRESS),
)
def base_url_path(document: Document, project: Project) -> Iterator[Finding]:
    """The base URL goes on behind the host, where App Xchange adds the path of each call itself.

    Every API request starts with the base URL. A path such as `/rest/v1.0/` or `/vapid` in it would be there twice.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        generalConfiguration:
          baseUrl: https://api.procore.com/rest/v1.0/

    Good:
        kind: ConnectorConfig
        generalConfiguration:
          baseUrl: https://api.procore.com/
    """
    url = document.get(GENERAL, BASE_URL)
    path = _path(url)
    if not path:
        return
    connector = project.connector(document.get("connector"))
    if connector is None or connector.get(GENERAL, "properties", BASE_URL, ADDS_PATHS) is not True:
        return
    known = environments_at(url, Role.API, connector, project.environments(connector))
    bare = [each.api_url for each in known if each.api_url and not _path(each.api_url)]
    if bare:
        place = Place(document, (GENERAL, BASE_URL))
        root = f"{bare[0].rstrip('/')}/"
        message = f"the base URL has the path {quoted(f'/{path}')}, and every request adds its own"
        yield Finding(message, place, f"write {root}", change=Change(f"write {root}", place, root))


def _path(url: object) -> str:
    """Return the path of an address without slashes around it, nothing for what is no address."""
    return urlsplit(url.strip()).path.strip("/") if isinstance(url, str) and host_of(url) else ""
