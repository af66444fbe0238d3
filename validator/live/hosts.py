"""Which hosts may receive a secret: the official ones, and those that a person names on the command line."""

from __future__ import annotations

import enum
import ipaddress
import re

from validator.lazy import lazy
from validator.project.facts import is_loopback
from validator.values import NamedTuple

_URL = lazy(r"(?P<scheme>https?)://(?P<authority>[^/?#]*)(?P<path>(?:/[A-Za-z0-9._~-]+)*)/?", re.IGNORECASE)
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_AUTHORITY = lazy(
    rf"(?:(?P<name>{_LABEL}(?:\.{_LABEL})*)|\[(?P<six>[0-9a-f:.]{{2,45}})\])(?::(?P<port>[0-9]{{1,5}}))?"
)
_DEFAULT_PORTS = {"https": 443, "http": 80}
_HIGHEST_PORT = 65535
_LONGEST_HOST = 253


class HostPort(NamedTuple):
    """A host name or address in lower case; without a port the default one of the scheme is meant."""

    host: str
    port: int | None


class Trust(NamedTuple):
    """Who may receive secrets: `official` hosts on the https port, `trusted` ones from the command line."""

    official: frozenset[str]
    trusted: frozenset[HostPort] = frozenset()


class Origin(NamedTuple):
    """A checked base address: requests go to it and to nothing else."""

    scheme: str
    host: str
    port: int
    path: str = ""

    @property
    def label(self) -> str:
        """The host as it is shown and written in an address: with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    def url(self, path: str = "") -> str:
        """Return the address of `path` below this one."""
        return f"{self.scheme}://{self.label}{self.path}{path}"


class Distrust(enum.Enum):
    """Why an address gets no secret."""

    MALFORMED = "malformed"
    USERINFO = "userinfo"
    INSECURE = "insecure"
    UNLISTED = "unlisted"


class Refusal(NamedTuple):
    """An address that gets no secret; `host` is empty where it cannot be shown."""

    reason: Distrust
    host: str = ""


def judge(url: str, trust: Trust) -> Origin | Refusal:
    """Decide whether requests with secrets may go to an address; any text at all has an answer."""
    match = _URL.fullmatch(url)
    if match is None or ".." in match["path"]:
        return Refusal(Distrust.MALFORMED)
    scheme = match["scheme"].lower()
    if "@" in match["authority"]:
        return Refusal(Distrust.USERINFO)
    place = host_port(match["authority"])
    if place is None:
        return Refusal(Distrust.MALFORMED)
    origin = Origin(scheme, place.host, place.port or _DEFAULT_PORTS[scheme], match["path"])
    if scheme == "http" and not is_loopback(origin.host):
        return Refusal(Distrust.INSECURE, origin.label)
    if not _listed(origin, trust):
        return Refusal(Distrust.UNLISTED, origin.label)
    return origin


def host_port(words: str) -> HostPort | None:
    """Read `HOST` or `HOST[:PORT]`; None when it is neither a plain host name nor an address."""
    match = _AUTHORITY.fullmatch(words.lower()) if words.isascii() else None
    if match is None or len(words) > _LONGEST_HOST:
        return None
    port = int(match["port"]) if match["port"] else None
    if port is not None and not 0 < port <= _HIGHEST_PORT:
        return None
    if match["six"] is None:
        return HostPort(match["name"], port)
    try:
        return HostPort(ipaddress.IPv6Address(match["six"]).compressed, port)
    except ValueError:
        return None


def _listed(origin: Origin, trust: Trust) -> bool:
    usual = origin.port == _DEFAULT_PORTS[origin.scheme]
    if origin.scheme == "https" and usual and origin.host in trust.official:
        return True
    exact = HostPort(origin.host, origin.port) in trust.trusted
    return exact or (usual and HostPort(origin.host, None) in trust.trusted)
