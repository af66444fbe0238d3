"""Rules about single addresses: the host that they lead to, and what stands behind it."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

from validator.diagnostics import Basis, Severity
from validator.documents.finding import Also, Change, Finding, Place
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
from validator.rules.oauth_urls import login_of
from validator.rules.precedence import OTHER_ADDRESS
from validator.rules.rule import rule
from validator.words import closest, did_you_mean, is_slip, listed, quoted

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
    documents it, is a warning, and so is one that looks like a known host misspelt where not all of them are known.

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
        if host is None or host in known:
            continue
        wrong, place = wrong_host(connector, host, role) if known else None, Place(document, route)
        rests_on = (doubt.whole(connector, "environments"),)
        if wrong is not None:
            yield _wrong(place, host, connector.name, role, wrong)._replace(rests_on=rests_on)
        elif known and all(_is_known(address(each, role)) for each in environments_known):
            yield _unknown(place, host, connector.name, role, known)._replace(rests_on=rests_on)
        elif (meant := _meant(host, document, role, project)) is not None:
            yield _misspelt(place, host, connector.name, role, meant)._replace(rests_on=rests_on)


def _is_known(url: str | None) -> bool:
    return url is not None and not is_made_up(url)


def _meant(host: str, document: Document, role: Role, project: Project) -> str | None:
    """Return the known host that another one is, but for a slip of the finger in the owner's part of its name."""
    connector = project.connector(document.get("connector"))
    known = [
        each for each in hosts_of(project.environments(connector), role) if not is_made_up(f"https://{each}")
    ]
    domains: list[str] = []
    if role is Role.LOGIN and connector is not None:
        login = login_of(document, project)
        known += [*(login.hosts if login is not None else ()), *(connector.get("loginHosts") or ())]
        domains = connector.get("loginDomains") or []
    if host in known or any(host.endswith(f".{domain}") for domain in domains):
        return None
    for domain in domains:
        depth = domain.count(".") + 1
        known.append(".".join([*host.split(".")[:-depth], domain]))
    return next((each for each in known if _is_slip(host, each)), None)


def _is_slip(host: str, known: str) -> bool:
    """Whether a host is a known one with a letter more, less or swapped in what its owner registered."""
    ours, theirs = (each.rpartition(".")[0].rpartition(".")[2] for each in (host, known))
    own, other = host.rpartition(".")[2], known.rpartition(".")[2]
    if host.count(".") != known.count(".") or (ours, own) == (theirs, other):
        return False
    return is_slip(host, known)


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


def _misspelt(place: Place, host: str, name: str, role: Role, meant: str) -> Finding:
    message = f"{quoted(host)} looks like a misspelt {_WORDS[role]} host of {name}{did_you_mean(meant)}"
    change = _replaced(place, host, meant)
    return Finding(message, place, f"write {meant}", change=change, severity=Severity.WARNING)


def _replaced(place: Place, host: str, use: str | None) -> Change | None:
    """Return the change that puts another host into an address."""
    url = place.document.get(*place.route)
    if not use or not isinstance(url, str):
        return None
    text = re.sub(re.escape(host), use, url, count=1, flags=re.IGNORECASE)
    return Change(f"write {use}", place, text, safe=False)


@rule(
    Severity.WARNING,
    Basis.INFERRED,
    CLIENT,
    source="App Xchange help, Autodesk Forma and Salesforce connectors",
    yields_to=OTHER_ADDRESS,
)
def login_hosts_differ(document: Document, project: Project) -> Iterator[Finding]:
    """Addresses of one OAuth client lead to login hosts of two customers, or of two organisations of one.

    Where each customer has a login host of its own, as with Salesforce's My Domain, a token from one is none for
    another. The authorization, token and refresh URL of a client have one host then.

    Given: Salesforce OAuth client

    Bad:
        kind: OAuthClient
        tokenUrl: https://acme-trial.my.salesforce.com/services/oauth2/token

    Good:
        kind: OAuthClient
        tokenUrl: https://acme.my.salesforce.com/services/oauth2/token
    """
    hosts = {field: host for field in ENDPOINTS if (host := host_of(document.get(field)))}
    connector = project.connector(document.get("connector")) if len(set(hosts.values())) > 1 else None
    domains = connector.get("loginDomains") if connector is not None else None
    own = {
        field: host
        for field, host in hosts.items()
        if any(host.endswith(f".{domain}") for domain in domains or ())
    }
    counts = Counter(own.values())
    if len(counts) < 2:  # noqa: PLR2004 - of two that differ
        return
    (usual, _), *_ = counts.most_common()
    kept = next(field for field, host in own.items() if host == usual)
    for field, host in own.items():
        if host != usual:
            message = f"{field} leads to {quoted(host)}, and {kept} to {quoted(usual)}"
            also = Also(Place(document, (kept,)), "another host")
            place = Place(document, (field,))
            change = _replaced(place, host, usual)
            yield Finding(message, place, f"write {usual}, or correct {kept}", also=(also,), change=change)


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
