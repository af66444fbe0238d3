"""Addresses taken apart; the usual ones without urllib, which takes as long to import as a tenth of a check."""

from __future__ import annotations

import functools

from validator.values import NamedTuple

_SCHEMES = ("https://", "http://")
_BETWEEN = str.maketrans("", "", "/.-_")


class Url(NamedTuple):
    """The parts of an address: the host in small letters, None without one, and with user and port as it is written."""

    host: str | None
    place: str
    path: str
    query: str = ""


@functools.lru_cache(maxsize=4096)
def url_of(text: str) -> Url:
    """Return the parts of an address; spaces around it do not count.

    Raises:
        ValueError: it is none.
    """
    text = text.strip()
    scheme = next((each for each in _SCHEMES if text.startswith(each)), "")
    rest = text[len(scheme) :]
    if scheme and rest.isascii() and rest.translate(_BETWEEN).isalnum():
        place, slash, path = rest.partition("/")
        return Url(place.lower() or None, place, slash + path)
    from urllib.parse import urlsplit  # noqa: PLC0415 - few addresses have more than a host and a path

    parts = urlsplit(text)
    return Url(parts.hostname, parts.netloc, parts.path, parts.query)
