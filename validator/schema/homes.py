"""Where in a document, or in which other one, a key belongs that its mapping does not have."""

from __future__ import annotations

import functools

from validator.catalog import shipped
from validator.documents.kinds import BASE_RULES, CLIENT, CONFIG, DEFINITION, GENERAL
from validator.schema.schemas import SCHEMAS, resolve, schema
from validator.values import NamedTuple
from validator.words import simplified

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from validator.diagnostics import Route
    from validator.documents.document import Document

_ITEM = "[]"
_CONNECTION = ("connection",)
_OF_ITS_OWN = frozenset({GENERAL, "metadata", "sources"})
_DEEPEST = 4


class Home(NamedTuple):
    """The mapping that takes a key: `holder` is its route in the same document, else `kind` the one of another."""

    holder: Route = ()
    kind: str = ""


class Found(NamedTuple):
    """A home, and how the key is spelt there."""

    home: Home
    key: str


def home_of(document: Document, holder: Route, key: str) -> Found | None:
    """Return where in a document a key belongs that does not belong in the mapping at a route."""
    if document.kind not in SCHEMAS:
        return None
    form = simplified(key)
    if holder[-1:] == ("sets",):
        return _detail(document, holder, form)
    return _elsewhere(document, holder, form) or _detail(document, holder, form)


def other_kind(document: Document, holder: Route, key: str) -> Found | None:
    """Return the kind of document that a key of a config belongs in: an OAuth client holds the credentials."""
    if document.kind != CONFIG or holder not in {(), _CONNECTION}:
        return None
    fields = {simplified(name): name for name in schema(SCHEMAS[CLIENT])["properties"]}
    name = fields.get(simplified(key))
    return Found(Home(kind=CLIENT), name) if name else None


def _elsewhere(document: Document, holder: Route, form: str) -> Found | None:
    """Return the one other mapping of the kind that has such a key and needs no item of a list to be chosen."""
    own = tuple(_ITEM if isinstance(step, int) else step for step in holder)
    found = []
    for place, key in _places(document.kind or ""):
        if simplified(key) != form or place == own:
            continue
        shared = next(
            (at for at, (a, b) in enumerate(zip(place, own, strict=False)) if a != b),
            min(len(place), len(own)),
        )
        if _ITEM not in place[shared:]:
            found.append(Found(Home((*holder[:shared], *place[shared:])), key))
    if len(found) != 1:
        return None
    route = found[0].home.holder
    named = isinstance(document.get(*route), str) and str(route[-1]).capitalize()
    return Found(Home(kind=named), found[0].key) if named in SCHEMAS else found[0]


@functools.cache
def _places(kind: str) -> tuple[tuple[Route, str], ...]:
    """Return every key of a kind with the route of its mapping; items of lists have no number."""
    return tuple(_walk(schema(SCHEMAS[kind]), SCHEMAS[kind], ()))


def _walk(node: Any, home: str, route: Route) -> Iterator[tuple[Route, str]]:  # noqa: ANN401 - a JSON Schema
    while isinstance(node, dict) and "$ref" in node:
        node, home = resolve(node["$ref"], home)
    for key, inner in (node.get("properties") or {}).items():
        yield route, key
        if key not in _OF_ITS_OWN and len(route) < _DEEPEST:
            yield from _walk(inner, home, (*route, key))
    for branch in node.get("anyOf", ()):
        yield from _walk(branch, home, route)
    if isinstance(node.get("items"), dict) and len(route) < _DEEPEST:
        yield from _walk(node["items"], home, (*route, _ITEM))


def _detail(document: Document, holder: Route, form: str) -> Found | None:
    """Return the connection's details if a shipped definition of the connector asks for such a key."""
    connector = document.get("connector")
    sets = document.kind == BASE_RULES and holder[-1:] == ("sets",)
    in_config = document.kind == CONFIG and holder in {(), _CONNECTION}
    if not (sets or in_config) or not isinstance(connector, str):
        return None
    older = not sets and document.get(*_CONNECTION) is None and document.get(GENERAL) is not None
    around = holder if sets else _CONNECTION
    for each in shipped(connector):
        for attribute in each.data.get("attributes", ()) if each.kind == DEFINITION else ():
            if simplified(attribute["key"]) == form:
                return Found(Home((GENERAL,) if older else (*around, "details")), attribute["key"])
    return None
