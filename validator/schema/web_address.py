"""What is wrong with the form of a web address, whatever it leads to: nothing raises, and nothing of it is quoted."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address

from validator.lazy import lazy
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

HIGHEST_PORT = 65535

_PARTS = lazy(r"https?://(?P<authority>[^/?#]*)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_DOTS = lazy("[\u3002\uff0e\uff61]")
_LABEL = lazy(r"(?!-)[\w-]{1,63}(?<!-)")
_NUMBER = lazy(r"0[xX][0-9A-Fa-f]*|[0-9]+")
_WHOLE = "write it as https://HOST/PATH"


class Malformed(NamedTuple):
    """What is wrong with an address: `says` goes on behind the name of its field, `remedy` is what to write."""

    says: str
    remedy: str


def malformed(text: str, *, page: bool = False) -> Malformed | None:
    """Return what is wrong with a text that begins with http:// or https://, None where nothing is.

    The address of a `page` for people may lead to a part of it.
    """
    match = _PARTS.fullmatch(text)
    if match is None:
        return None
    authority = match["authority"]
    if "@" in authority:
        return Malformed("has a user name before its host", "take out everything up to the @")
    if "\\" in text:
        return Malformed("has a backslash in it", "write / in place of it")
    found = _wrong_six(authority) if "[" in authority or "]" in authority else _wrong_host(authority)
    if found is None and not page and "#" in match["rest"]:
        found = Malformed(
            "goes on with a #, and what follows one is sent to no server", "leave out the # and the rest"
        )
    return found


def _wrong_six(authority: str) -> Malformed | None:
    """Return what is wrong with an address of IPv6, which stands in brackets."""
    if not authority.startswith("[") or "]" not in authority:
        return Malformed(
            "has a bracket without its other one", "write an address of IPv6 as https://[::1]/PATH"
        )
    inner, _, port = authority[1:].partition("]")
    if not _is(IPv6Address, inner) or (port and not port.startswith(":")):
        return Malformed(
            "has no address of IPv6 in its brackets", "write it as https://[::1]/PATH, or write a name"
        )
    return _wrong_port(port[1:]) if port else None


def _wrong_host(authority: str) -> Malformed | None:
    host, colon, port = authority.partition(":")
    import unicodedata  # noqa: PLC0415 - most hosts are ASCII

    meant = _DOTS.sub(".", unicodedata.normalize("NFKC", host))
    if meant != host:
        words = "has characters in its host that are read as others"
        plain = (
            f"write {meant} as the host"
            if meant.isascii() and _is_name(meant)
            else "write the host in plain letters"
        )
        return Malformed(words, f"{plain}, if that is what is meant")
    if not _is_name(host):
        return Malformed("has no host name behind its //", _WHOLE)
    if _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]) and not _is(IPv4Address, host):
        return Malformed(
            "has a number in place of its host", "write the host's name, or four numbers up to 255"
        )
    return _wrong_port(port) if colon else None


def _is_name(host: str) -> bool:
    labels = host.removesuffix(".").split(".")
    return len(host) <= 253 and all(_LABEL.fullmatch(each) for each in labels)  # noqa: PLR2004 - RFC 1035


def _wrong_port(port: str) -> Malformed | None:
    if not port:
        return Malformed("has a colon behind its host, and no port", "leave out the colon, or write the port")
    if not (port.isascii() and port.isdigit()):
        return Malformed(
            "has a port that is no number", "write the port as a number, or leave it out with its colon"
        )
    if len(port.lstrip("0")) > len(f"{HIGHEST_PORT}") or not 0 < int(port) <= HIGHEST_PORT:
        return Malformed(
            f"has a port that there is not: they go from 1 to {HIGHEST_PORT}", "write the port that is meant"
        )
    return None


def _is(kind: Callable[[str], object], text: str) -> bool:
    try:
        kind(text)
    except ValueError:
        return False
    return True
