"""Rules about single addresses: the host that they lead to, and what stands behind it."""

from __future__ import annotations

import re
from collections import Counter

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
    path_of,
    wrong_host,
)
from validator.project.url import url_of
from validator.rules import doubt
from validator.rules.addresses import is_made_up
from validator.rules.oauth_urls import login_of
from validator.rules.precedence import OTHER_ADDRESS
from validator.rules.rule import rule
from validator.values import NamedTuple
from validator.words import closest, did_you_mean, is_showable, is_slip, listed, quoted

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
    general_alone=True,
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
        wrong = wrong_host(connector, host, role) if known else None
        at = _At(Place(document, route), host, connector.name, role)
        rests_on = (doubt.whole(connector, "environments"),)
        if wrong is not None:
            wrong = wrong._replace(use=_of_its_keys(document, role, project) or wrong.use)
            found = _wrong(at, wrong, _corrected(at, wrong.use, project))
        elif known and all(_is_known(address(each, role)) for each in environments_known):
            near = closest(host, known)
            found = _unknown(at, near, known, _corrected(at, near, project))
        elif (meant := _meant(host, document, role, project)) is not None:
            found = _misspelt(at, meant, _corrected(at, meant, project))
        else:
            continue
        yield found._replace(rests_on=rests_on)


class _At(NamedTuple):
    """An address with a host that is not known, and whose and which host it should be."""

    place: Place
    host: str
    name: str
    role: Role


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


def _of_its_keys(document: Document, role: Role, project: Project) -> str | None:
    """Return the one host that takes the keys of a client, None where that is not known, or there are several."""
    named = document.get("credentials") if document.kind == CLIENT else None
    known = project.environments(project.connector(document.get("connector")))
    keys = known.keys_called(named) if isinstance(named, str) else None
    hosts = {host_of(address(each, role)) for each in known if keys is not None and each.credentials == keys}
    return hosts.pop() if len(hosts) == 1 else None


def _corrected(at: _At, use: str | None, project: Project) -> str:
    """Return an address with the right host, and what belongs behind it where that is known; nothing without a host."""
    text = _with_host(at.place, at.host, use)
    document, field = at.place.document, f"{at.place.route[-1]}"
    if not text or at.role is Role.API:
        connector = project.connector(document.get("connector"))
        root = connector is not None and connector.get(GENERAL, "properties", BASE_URL, ADDS_PATHS) is True
        return f"https://{use}/" if text and root else text
    login = login_of(document, project)
    path = login.paths.get(ENDPOINTS[field]) if login is not None else None
    return f"https://{use}{path}" if path and path_of(text) != path.rstrip("/") else text


def _with_host(place: Place, host: str, use: str | None) -> str:
    url = place.document.get(*place.route)
    if not use or not isinstance(url, str):
        return ""
    return re.sub(re.escape(host), use, url, count=1, flags=re.IGNORECASE)


def _write(url: str, use: str) -> str:
    return f"write {url if url and is_showable(url) else use}"


def _wrong(at: _At, wrong: Wrong, url: str) -> Finding:
    what = f"{_WORDS[at.role]} host of {at.name}"
    message = f"{at.host} is not the documented {what}" if wrong.tolerated else f"{at.host} is no {what}"
    return Finding(
        f"{message}: {_clauses(wrong.note, at.name)}" if wrong.note else message,
        at.place,
        _write(url, wrong.use) if wrong.use else f"look up the {what}",
        change=_rewritten(at.place, url, wrong.use),
        severity=Severity.WARNING if wrong.tolerated else None,
    )


def _clauses(note: str, name: str) -> str:
    """Return sentences as the end of another one; the product's name keeps its capital."""
    sentences = note.removesuffix(".").split(". ")
    return "; ".join(each if each.startswith(name) else each[:1].lower() + each[1:] for each in sentences)


def _unknown(at: _At, meant: str | None, known: list[str], url: str) -> Finding:
    message = f"{quoted(at.host)} is no {_WORDS[at.role]} host of {at.name}{did_you_mean(meant)}"
    help_text = _write(url, meant) if meant else f"write {listed(known)}"
    return Finding(message, at.place, help_text, change=_rewritten(at.place, url, meant))


def _misspelt(at: _At, meant: str, url: str) -> Finding:
    words = f"{_WORDS[at.role]} host of {at.name}{did_you_mean(meant)}"
    message = f"{quoted(at.host)} looks like a misspelt {words}"
    change = _rewritten(at.place, url, meant)
    return Finding(message, at.place, _write(url, meant), change=change, severity=Severity.WARNING)


def _rewritten(place: Place, url: str, use: str | None) -> Change | None:
    """Return the change that writes another address, called by its host."""
    return Change(f"write {use}", place, url, safe=False) if url and use else None


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
            url = _with_host(place, host, usual)
            help_text = f"{_write(url, usual)}, or correct {kept}"
            change = _rewritten(place, url, usual)
            yield Finding(message, place, help_text, also=(also,), change=change)


@rule(
    Severity.WARNING,
    Basis.DOCUMENTED,
    CONFIG,
    general_alone=True,
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
    return url_of(url).path.strip("/") if isinstance(url, str) and host_of(url) else ""
