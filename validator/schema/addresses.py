"""Web addresses wherever a document holds one: those of a wrong form are told, and nobody reads them as addresses."""

from __future__ import annotations

import re

from validator.documents.finding import Finding, Here
from validator.documents.kinds import (
    BASE_RULES,
    CLIENT,
    CONFIG,
    CONNECTOR,
    DEFINITION,
    ENDPOINTS,
    GENERAL,
    PLENTIFUL,
)
from validator.documents.names import field_name
from validator.lazy import lazy, on_demand
from validator.schema.shape import with_findings
from validator.secrets.quiet import is_plain_reference
from validator.secrets.references import looks_like_reference
from validator.values import NamedTuple
from validator.words import simplified

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from typing import Any

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.schema.web_address import Malformed
    from validator.secrets import detect
else:
    detect = on_demand("validator.secrets.detect")

TEMPLATE = lazy(
    r"\$?\{{1,2}[^{}/]{1,60}\}{1,2}|<[A-Za-z][^<>/]{0,60}>|%[A-Za-z_]{2,60}%"
    r"|(?<=[/.@-])\[[A-Za-z][^\[\]/:?#=&]{0,60}\](?=[/.:-]|\Z)"
)
"""A part of an address that is to be replaced; one in square brackets is a whole part of a host or a path."""

_OF_TEMPLATES = ("{", "<", "%", "[")

REDIRECT = "redirectUri"

_WEB = lazy(r"https?://", re.IGNORECASE)
_PLAIN = lazy(r"https?://[A-Za-z][A-Za-z0-9]*(?:[.-][A-Za-z][A-Za-z0-9]*)+(?:/[A-Za-z0-9._~/-]*)?\Z")
"""What most addresses look like: nothing can be wrong with the form of these."""

_OTHER = lazy(
    r"(?P<scheme>about|blob|data|ftps?|gopher|javascript|mailto|sftp|ssh|tel|vbscript|wss?):", re.IGNORECASE
)
_HALF = lazy(r"https?:(?!//)", re.IGNORECASE)
_SLIP = lazy(
    r"(?P<begins>(?:h{0,2}t{1,3}p{1,2}s{0,2}|httsp|hptts?)(?:[:;.,]?//|[:;]\\\\|;/?))(?=[\w\[])",
    re.IGNORECASE,
)
"""Where an address begins as one should, but for a letter or a sign."""

_BARE = lazy(r"[A-Za-z0-9](?:[\w-]*[A-Za-z0-9])?(?:\.[\w-]{1,63}){1,8}(?::[0-9]{1,5})?(?:/\S*)?\Z")
_SOCKET = lazy(r"wss?:", re.IGNORECASE)
_OF_CLIENT = (*ENDPOINTS, REDIRECT)
_NAMES = ("url", "uri")
_WHOLE = "write a whole address that begins with https://"


class _Held(NamedTuple):
    """A text that is an address, that of a `page` for people perhaps.

    Where a field takes anything, it has the `name` that a person chose, which may say that it is for an address.
    """

    route: Route
    text: str
    page: bool = False
    name: str | None = None


def has_template(text: str) -> bool:
    """Whether a part of an address is to be replaced."""
    return any(sign in text for sign in _OF_TEMPLATES) and TEMPLATE.search(text) is not None


def check_addresses(
    document: Document, company_ids: Container[str] = (), whole: Container[str] = ()
) -> Document:
    """Return a document with what is wrong with the form of its addresses, and without those.

    What stands in place of a company's number, at a detail of one of the keys `company_ids`, is left to the rules about
    that. `whole` are the keys of general configuration whose default, as the connector has it, is an address.
    """
    found = [
        Finding(
            f"{field_name(route, document)} {wrong.says}",
            Here(route),
            wrong.remedy,
            rule="invalid-value",
            spoils=(route,),
        )
        for route, wrong in _wrong(document, company_ids, whole)
    ]
    return with_findings(document, found) if found else document


def are_plain(kind: str, data: dict[str, Any]) -> bool:
    """Whether nothing can be wrong with the form of a quiet document's addresses, whatever its connector says."""
    if "sources" in data or GENERAL in data or kind not in PLENTIFUL:
        return False
    if kind == CLIENT:
        return all(_is_plain(data[field]) for field in _OF_CLIENT if field in data)
    connection = data.get("connection") if kind == CONFIG else None
    details = connection.get("details") if isinstance(connection, dict) else None
    return all(map(_is_plain, details.values())) if isinstance(details, dict) else True


def _is_plain(value: object) -> bool:
    """Whether a value is no address, or one of a form that cannot be wrong."""
    if type(value) is not str:
        return not isinstance(value, dict | list)
    if ":" not in value and "/" not in value and ";" not in value:
        return True
    return _PLAIN.match(value) is not None or is_plain_reference(value)


def _wrong(
    document: Document, company_ids: Container[str], whole: Container[str]
) -> Iterator[tuple[Route, Malformed]]:
    for held in _addresses(document):
        if _PLAIN.match(held.text) or held.name in company_ids:
            continue
        text = held.text if held.name is None else held.text.strip()
        wrong = _fault(held, text)
        if wrong is None and held.name is not None:
            wrong = _slip_around(text, whole=held.route[0] == GENERAL and held.name in whole)
        if wrong is not None:
            yield held.route, wrong


def _fault(held: _Held, text: str) -> Malformed | None:
    if looks_like_reference(text) or has_template(text) or _holds_secret(text):
        return None
    web = _WEB.match(text)
    if not web and held.name is not None and not _wants_web(held.name, text):
        return None
    from validator.schema.web_address import Malformed, malformed  # noqa: PLC0415 - most addresses are plain

    if web:
        prose = held.name is not None and any(character.isspace() for character in text)
        return None if prose else malformed(text, page=held.page)
    if held.name is not None and _HALF.match(text):
        return Malformed("has no // behind its beginning", _WHOLE)
    other = _OTHER.match(text)
    if other is None:
        return None
    return Malformed(f"is no web address: it begins with {other['scheme'].lower()}:", _WHOLE)


def _slip_around(text: str, *, whole: bool) -> Malformed | None:
    """Return what is wrong before an address or behind it: its scheme is misspelt, or left out."""
    if not whole and "/" not in text and ";" not in text:
        return None
    if looks_like_reference(text) or _holds_secret(text) or any(each.isspace() for each in text):
        return None
    from validator.schema.web_address import Malformed  # noqa: PLC0415 - most addresses are plain

    if _WEB.match(text):
        return None
    slip = _SLIP.match(text)
    if slip is not None:
        return Malformed(f"begins with {slip['begins']}, which no address does", "begin it with https://")
    if whole and _BARE.match(text):
        return Malformed("has no https:// before its host", "begin it with https://")
    return None


def _holds_secret(text: str) -> bool:
    """Whether a rule about secrets has more to say of an address than that there is a user in it."""
    match = detect.judge(text, key="", parent="", sensitive=None) if "@" in text else None
    return match is not None and match.in_url


def _wants_web(name: str, text: str) -> bool:
    """Whether a name says that an address of the web belongs there."""
    plain = simplified(name)
    return plain.endswith(_NAMES) and not (_SOCKET.match(text) and "socket" in plain)


def _addresses(document: Document) -> Iterator[_Held]:
    yield from _listed(document, "sources", ("url",), page=True)
    if document.kind in {CLIENT, DEFINITION}:
        for field in _OF_CLIENT:
            yield from _text((field,), document.get(field))
    if document.kind == CONNECTOR:
        yield from _listed(document, "environments", ("loginUrl", "apiUrl"))
    for route, value in _open(document):
        for place, text in _texts(route, value):
            if _is_meant(document, place):
                yield _Held(place, text, name=_name(document, place))


def _listed(document: Document, field: str, keys: tuple[str, ...], *, page: bool = False) -> Iterator[_Held]:
    entries = document.get(field)
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        for key in keys if isinstance(entry, dict) else ():
            yield from (each._replace(page=page) for each in _text((field, index, key), entry.get(key)))


def _text(route: Route, value: object) -> Iterator[_Held]:
    if isinstance(value, str):
        yield _Held(route, value)


def _open(document: Document) -> Iterator[tuple[Route, Any]]:
    """Yield the parts of a document in which anybody's keys stand, with values that may be addresses."""
    routes: tuple[Route, ...] = {
        CONFIG: ((GENERAL,), ("connection", "details")),
        BASE_RULES: (("baseConnections",),),
        DEFINITION: (("attributes",),),
        CONNECTOR: ((GENERAL,),),
    }.get(document.kind or "", ())
    yield from ((route, document.get(*route)) for route in routes)


def _is_meant(document: Document, route: Route) -> bool:
    """Whether an address at a place is one that is called, rather than a word of a description."""
    if document.kind == CONFIG:
        return True
    if document.kind == BASE_RULES:
        return route[2:4] == ("sets", "details")
    return route[-1] == "default"


def _name(document: Document, route: Route) -> str:
    """Return the name of what a text is a value of: its key, or that of the attribute whose default it is."""
    if document.kind == DEFINITION:
        return f"{document.get(*route[:-1], 'key')}"
    keys = [step for step in route if isinstance(step, str)]
    return keys[-2] if document.kind == CONNECTOR else keys[-1]


def _texts(route: Route, value: Any) -> Iterator[tuple[Route, str]]:  # noqa: ANN401 - data of a user's file
    waiting = [(route, value)]
    while waiting:
        place, each = waiting.pop()
        if isinstance(each, str):
            yield place, each
        elif isinstance(each, dict):
            waiting.extend(((*place, key), inner) for key, inner in each.items())
        elif isinstance(each, list):
            waiting.extend(((*place, index), inner) for index, inner in enumerate(each))
