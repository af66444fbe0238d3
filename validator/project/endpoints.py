"""What a connector's documents say of hosts: which environments one serves, and which are known to be wrong."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, NamedTuple

from validator.project.facts import host_of

if TYPE_CHECKING:
    from validator.documents.document import Document
    from validator.project.facts import Environment

ENDPOINTS = {"tokenUrl": "token", "authorizationUrl": "authorize", "refreshUrl": "refresh"}
"""The fields of an OAuth client that hold addresses, with what a connector calls the endpoints that they are for."""

OF_CODE_FLOW = tuple(field for field, endpoint in ENDPOINTS.items() if endpoint != "token")
"""The addresses that only a client for the code flow has."""

BASE_URL = "baseUrl"


class Role(enum.Enum):
    """What a host is used for."""

    LOGIN = "login"
    API = "api"


class Wrong(NamedTuple):
    """A host that is known not to be the right one; `use` is the right one, if it is known.

    A tolerated host works for some, though no page documents it.
    """

    use: str
    tolerated: bool
    note: str


def address(environment: Environment, role: Role) -> str | None:
    """Return the address that an environment has for a use, None where it is not known."""
    return environment.login_url if role is Role.LOGIN else environment.api_url


def hosts_of(known: tuple[Environment, ...], role: Role) -> list[str]:
    """Return the hosts that environments have for a use, in their order."""
    found = (host_of(address(each, role)) for each in known)
    return list(dict.fromkeys(host for host in found if host))


def wrong_host(connector: Document | None, host: str, role: Role) -> Wrong | None:
    """Return what a connector's documents know of a wrong host, None for any other."""
    for each in (connector.get("hosts") if connector is not None else None) or ():
        if isinstance(each, dict) and each.get("host") == host and each.get("as") in {None, role.value}:
            return Wrong(each.get("use") or "", each.get("tolerated") is True, each.get("note") or "")
    return None


def environments_at(
    url: object, role: Role, connector: Document | None, known: tuple[Environment, ...]
) -> tuple[Environment, ...]:
    """Return the environments that an address serves for a use; a tolerated host serves as the right one does."""
    host = host_of(url)
    if host is None:
        return ()
    found = tuple(each for each in known if host_of(address(each, role)) == host)
    wrong = wrong_host(connector, host, role) if not found else None
    if wrong is None or not wrong.tolerated:
        return found
    return tuple(each for each in known if host_of(address(each, role)) == wrong.use)
