"""What is known of a connector's OAuth endpoints: their paths, their hosts, and the whole addresses for a client."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from validator.catalog import platform
from validator.documents.kinds import CLIENT
from validator.project.facts import environments, host_of
from validator.rules.once import per_project

if TYPE_CHECKING:
    from validator.documents.document import Document
    from validator.project.facts import Environment
    from validator.project.project import Project

ENDPOINTS = {"authorizationUrl": "authorize", "tokenUrl": "token", "refreshUrl": "refresh"}
"""The fields of an OAuth client that hold addresses, with the endpoints that they are for."""

_PLAIN_HOST = re.compile(r"[A-Za-z0-9.-]+(?::[0-9]{1,5})?")


class Login(NamedTuple):
    """What is known of a connector's login: paths by endpoint, hosts, environments; any of it may be empty."""

    name: str
    paths: dict[str, str]
    hosts: frozenset[str]
    environments: tuple[Environment, ...]


def definition_of(client: Document, project: Project) -> Document | None:
    """Return the connection definition that an OAuth client is for, None where it is not known."""
    return project.definition(client.get("connector"), client.get("definition"))


def login_of(document: Document, project: Project) -> Login | None:
    """Return what is known of the login of a document's connector, None for an unknown connector.

    A definition that brings its own addresses tells their paths and hosts, too.
    """
    connector = project.connector(document.get("connector"))
    if connector is None:
        return None
    definition = definition_of(document, project) if document.kind == CLIENT else None
    own = {
        end: url for field, end in ENDPOINTS.items() if definition and host_of(url := definition.get(field))
    }
    known = environments(connector)
    given = connector.get("oauthPaths")
    paths = {end: urlsplit(url.strip()).path for end, url in own.items()} | (
        given if isinstance(given, dict) else {}
    )
    hosts = {host_of(each.login_url) for each in known} | {host_of(url) for url in own.values()}
    name = f"{connector.get('name') or connector.get('key')}"
    return Login(name, paths, frozenset(host for host in hosts if host), known)


def known_addresses(client: Document, field: str, login: Login, project: Project) -> list[str]:
    """Return the addresses that a client's field is to hold, as far as they are known; one where all agree.

    They are those of the environments that configs use the client for, else of the ones that take its keys. Where no
    login host is known, the host of the client's other addresses counts.
    """
    path = login.paths.get(ENDPOINTS[field])
    if not path:
        return []
    if not login.hosts:
        return [f"https://{host}{path}" for host in _hosts_beside(client, field)]
    used = _environments_of_clients(project).get(id(client), [])
    keys = client.get("credentials")
    taking = [each for each in login.environments if keys is not None and each.credentials == keys]
    chosen = used or taking or list(login.environments)
    found = [f"{each.login_url.rstrip('/')}{path}" for each in chosen if each.login_url]
    return list(dict.fromkeys(found))


def _hosts_beside(client: Document, field: str) -> list[str]:
    """Return the hosts of a client's other addresses, with their ports; none with a user, or with a part to replace."""
    urls = [
        url
        for each in ENDPOINTS
        if each != field and host_of(url := client.get(each)) and not is_default(url)
    ]
    hosts = dict.fromkeys(urlsplit(url.strip()).netloc for url in urls)
    return [host for host in hosts if _PLAIN_HOST.fullmatch(host)]


def is_default(url: object) -> bool:
    """Whether an address is the token URL that App Xchange's form begins with."""
    default = platform()["defaultTokenUrl"]
    return host_of(url) == host_of(default) and path_of(url) == path_of(default)


def uses_default(login: Login) -> bool | None:
    """Whether a connector's tokens come from the form's default address; None where nothing is known of that."""
    default = platform()["defaultTokenUrl"]
    if login.hosts:
        return host_of(default) in login.hosts
    token = login.paths.get("token")
    return None if token is None or path_of(default) == token.rstrip("/") else False


def path_of(url: object) -> str:
    """Return the path of an address without slashes at its end, nothing for what is no address."""
    return urlsplit(url.strip()).path.rstrip("/") if isinstance(url, str) and host_of(url) else ""


@per_project
def _environments_of_clients(project: Project) -> dict[int, list[Environment]]:
    """Return the environments that configs use each client for."""
    found: dict[int, list[Environment]] = {}
    for connection in project.connections():
        if connection.client is not None and connection.environment is not None:
            found.setdefault(id(connection.client), []).append(connection.environment)
    return found
