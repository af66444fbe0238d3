"""What a declared field takes: a text that is nothing of the sort stands there by mistake, and is not shown."""

from __future__ import annotations

import functools

from validator.documents.kinds import CLIENT, CONFIG, CONNECTOR, GENERAL
from validator.lazy import lazy, on_demand
from validator.project.sensitive import attribute_at, general_property
from validator.schema.schemas import SCHEMAS, alternatives, schema
from validator.secrets.hide import joined, stretches
from validator.secrets.vocabulary import is_choice, is_constant, is_known
from validator.values import NamedTuple
from validator.words import beginning, closest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.facts import Attribute, Attributes
    from validator.project.project import Project
    from validator.secrets import web
else:
    web = on_demand("validator.secrets.web")


class Form(NamedTuple):
    """What a field takes, by the names of `_SHOWN`, and the `words` of a closed set."""

    takes: frozenset[str]
    words: tuple[str, ...] = ()


TEXT = Form(frozenset({"text"}))
"""What a field takes that takes any text."""

NOTHING = Form(frozenset())
"""What a field is taken to take that may be a secret's."""

PLAIN = Form(frozenset({"plain"}))
"""What is shown of a field that nobody declares: what is no secret whatever it is for."""

MEASURE = Form(frozenset({"plain", "measure"}))
"""What is shown of such a field that is called as a port, a size or a time is."""

DIGITS = Form(frozenset({"plain", "digits"}))
"""What is shown of a field that takes any text and stands in the wrong place."""

_DIGITS = lazy(r"[0-9]{1,19}\Z")
_SMALL = lazy(r"-?[0-9]{1,3}(?:\.[0-9]{1,2})?\Z")
_MEASURED = lazy(r"-?[0-9]{1,5}(?:\.[0-9]{1,2})?\Z")
_CALENDAR = lazy(r"(?:19|20)[0-9]{2}-[01][0-9](?:-[0-3][0-9])?\Z")
_NUMBER = lazy(r"\W{0,3}[0-9](?:[0-9 _.,'+-]{0,40}|[0-9a-fA-FxX_]{0,40})[A-Za-z%]{0,2}\W{0,2}\Z")
_DAY = lazy(
    r"(?=[^0-9]{0,12}[0-9])(?:[0-9]{1,4}(?:st|nd|rd|th)?|[TZ]|[ap]\.?m\.?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}"
    r"|[\s./,:+-]{1,3}){1,24}\Z",
    flags=2,
)
_IDENTIFIER = lazy(r"[A-Za-z0-9._~-]{1,2048}+\Z")
_NUMBERS = frozenset("-0123456789")
_LONGEST_NUMBER = 41
_FEW = 200
"""Of more words a beginning is not looked for: it would be held against each of them."""

_BOOLEANS = ("true", "false", "yes", "no", "on", "off")
_SHARED = "shared.json"
_DETAILS = ("connection", "details")
_HEADER: dict[Route, Form] = {
    ("kind",): Form(frozenset({"word"}), tuple(SCHEMAS)),
    ("apiVersion",): Form(frozenset({"word"}), ("appxlint/v1",)),
}
_OF_SHARED = {
    "url": "address",
    "webAddress": "address",
    "host": "address",
    "urlPath": "path",
    "day": "day",
    "dayOrMonth": "day",
    "dayOrReference": "day",
    "installed": "day",
}
_OF_TYPE = {"string": "text", "number": "number", "integer": "number", "boolean": "boolean"}


def form_at(document: Document, route: Route, project: Project) -> Form:
    """Return what a declared field takes."""
    if route in _HEADER:
        return _HEADER[route]
    if document.generated:
        return _of_schema("connector-json.json", document.in_file(route))
    if document.kind == CONFIG:
        return _of_config(document, route, project)
    if document.kind not in SCHEMAS or (
        document.kind == CONNECTOR and len(route) > 1 and route[0] == GENERAL
    ):
        return TEXT
    return _of_schema(SCHEMAS[document.kind], route)


def _of_config(document: Document, route: Route, project: Project) -> Form:
    if route[0] == GENERAL and len(route) > 1:
        found = general_property(document, route[1:], project)
        return _of_detail(document, route[1:], project) if found is None else _of_nodes((found,))
    if route[:2] == _DETAILS and len(route) > len(_DETAILS):
        return _of_detail(document, route[2:], project)
    return _of_schema(SCHEMAS[CONFIG], route)


def fields_at(document: Document, route: Route, project: Project) -> tuple[str, ...]:
    """Return the fields that are declared at a place where a mapping stands; none where anybody's keys stand."""
    if document.generated:
        return _keys("connector-json.json", document.in_file(route))
    if document.kind == CONFIG and route[:1] == (GENERAL,):
        found = general_property(document, route[1:], project)
        if found is not None and isinstance(found.get("properties"), dict):
            return tuple(found["properties"])
        return _keys_of_details(route[1:], project.connection(document).attributes)
    if document.kind == CONFIG and route[:2] == _DETAILS:
        return _keys_of_details(route[2:], project.connection(document).attributes)
    return _keys(SCHEMAS[document.kind], route) if document.kind in SCHEMAS else ()


def _keys_of_details(route: Route, attributes: Attributes) -> tuple[str, ...]:
    if route:
        attribute = attribute_at(route, attributes)
        return tuple(attribute.attributes.keys) if attribute is not None else ()
    return tuple(dict.fromkeys((*attributes.keys, *_keys(SCHEMAS[CLIENT], ()))))


@functools.lru_cache(maxsize=1024)
def _keys(name: str, route: Route) -> tuple[str, ...]:
    return tuple(key for node in alternatives(name, route) for key in node.get("properties", ()))


def _of_detail(document: Document, route: Route, project: Project) -> Form:
    attribute = attribute_at(route, project.connection(document).attributes)
    return _of_schema(SCHEMAS[CLIENT], route) if attribute is None else _of_attribute(attribute)


def _of_attribute(attribute: Attribute) -> Form:
    if attribute.attributes:
        return Form(frozenset())
    if attribute.options:
        return Form(frozenset({"word"}), attribute.options.words)
    return Form(frozenset({_OF_TYPE.get(attribute.type, "text")}))


@functools.lru_cache(maxsize=4096)
def _of_schema(name: str, route: Route) -> Form:
    nodes = alternatives(name, route)
    if any(node.get("type") == "array" for node in nodes):
        # A text in place of a list is its only entry, most likely.
        nodes = [*nodes, *alternatives(name, (*route, 0))]
    if not nodes:
        return TEXT
    if name == SCHEMAS[CLIENT] and route == ("clientId",):
        return Form(frozenset({"identifier"}))
    return _of_nodes(nodes)


def _of_nodes(nodes: Iterable[Mapping[str, Any]]) -> Form:
    takes: set[str] = set()
    words: list[str] = []
    for node in nodes:
        closed = [node["const"]] if "const" in node else node.get("enum")
        if isinstance(closed, list):
            takes.add("word")
            words += (f"{each}" for each in closed)
        else:
            takes.update(_taken(node))
    return Form(frozenset(takes), tuple(words))


def _taken(node: Mapping[str, Any]) -> Iterable[str]:
    shared = next((each for each in _OF_SHARED if schema(_SHARED)["definitions"][each] is node), None)
    types = node.get("type", "string")
    names = [types] if isinstance(types, str) else types if isinstance(types, list) else ()
    found = [_OF_TYPE[each] for each in names if isinstance(each, str) and each in _OF_TYPE]
    return [*(each for each in found if each != "text"), _OF_SHARED[shared]] if shared else found


def hidden_by_form(text: str, form: Form) -> list[tuple[int, int]]:
    """Return what must not be shown of a text in a field that takes something of a form, in order and apart."""
    return joined([*_least(text, form), *stretches(text)])


def _least(text: str, form: Form) -> list[tuple[int, int]]:
    """Return the least that one of a form's ways to look at a text hides; once that is nothing, no other is tried."""
    found: list[list[tuple[int, int]]] = []
    for each in sorted(form.takes):
        found.append(_SHOWN[each](text, form))
        if not found[-1]:
            break
    return min(found, key=_size, default=[(0, len(text))])


def is_identifier(text: str, form: Form) -> bool:
    """Say whether a text is a public name of an application, which may be as random as a secret, where one belongs."""
    return "identifier" in form.takes and _IDENTIFIER.match(text) is not None


def _size(hidden: list[tuple[int, int]]) -> int:
    return sum(end - start for start, end in hidden)


def _unless(shown: object, text: str) -> list[tuple[int, int]]:
    return [] if shown else [(0, len(text))]


def _word(text: str, form: Form) -> list[tuple[int, int]]:
    near = is_known(text) or closest(text, form.words) is not None
    if not near and len(form.words) <= _FEW:
        near = bool(beginning(text, form.words))
    return _unless(near, text)


def _boolean(text: str, _: Form) -> list[tuple[int, int]]:
    return _unless(_is_number(text) or closest(text, _BOOLEANS), text)


def _is_number(text: str) -> bool:
    """Whether a text is a number, or digits with hyphens between them, as in a day, for which no pattern is needed."""
    digits = text.replace("-", "") if text[:1] != "-" and len(text) <= _LONGEST_NUMBER else ""
    if digits.isascii() and digits.isdigit():
        return True
    return _NUMBER.match(text) is not None


def is_harmless(text: str) -> bool:
    """Say whether a text is no secret wherever it stands: a small number, a day, or a value of a closed set."""
    if text[:1] in _NUMBERS and (_SMALL.match(text) or _CALENDAR.match(text)):
        return True
    return is_constant(text) or is_choice(text)


_SHOWN: dict[str, Callable[[str, Form], list[tuple[int, int]]]] = {
    "text": lambda text, _: web.hidden_in_addresses(text) if "://" in text else [],
    "word": _word,
    "boolean": _boolean,
    "number": lambda text, _: _unless(_is_number(text), text),
    "day": lambda text, _: _unless(_DAY.match(text), text),
    "identifier": lambda text, _: _unless(_IDENTIFIER.match(text), text),
    "address": lambda text, _: web.hidden_in_address(text),
    "path": lambda text, _: web.hidden_in_path(text),
    "plain": lambda text, _: _unless(is_harmless(text), text),
    "digits": lambda text, _: _unless(_DIGITS.match(text), text),
    "measure": lambda text, _: _unless(_MEASURED.match(text), text),
}
