"""What of a project's keys and values may be shown: by what is known of them, and nothing else.

A key is shown that a schema, a definition or a connector knows, one that is a slip of the pen away, and one that is
made of known words. A value is shown where a schema or a definition declares its field and does not call it sensitive,
and of a reference the names. Where nobody declares the field, small numbers, days and values of closed sets are shown,
unless its name is one of a secret. Whatever this module does not let pass is hidden, in lines as in words.
"""

from __future__ import annotations

import functools
from itertools import pairwise

from validator.documents.kinds import CLIENT, CONFIG, CONNECTOR, DEFINITION, GENERAL
from validator.lazy import lazy
from validator.project.forms import DIGITS, MEASURE, NOTHING, PLAIN, TEXT, fields_at, form_at, hidden_by_form
from validator.project.sensitive import (
    attribute_sensitive,
    declared_sensitive,
    general_property,
    known_field,
    names_of,
)
from validator.schema.homes import home_of
from validator.schema.schemas import SCHEMAS
from validator.secrets.fields import is_secret_field, may_hold_secret
from validator.secrets.hide import joined, stretches
from validator.secrets.references import ReferenceKind, looks_like_reference, parse_reference
from validator.secrets.vocabulary import is_constant, is_known, is_near, meant_by, words_of
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.forms import Form
    from validator.project.index import Index
    from validator.project.project import Project

NAME = lazy(r"[^\s${}:/%()@.,|\[\]'\"]{1,2048}")
CONSTANT_NAME = lazy(r"[A-Z][A-Z0-9_]{0,127}\Z")

_HEADER = frozenset({("apiVersion",), ("kind",)})
_OF_A_SCHEMA = frozenset(
    {
        *(
            "type",
            "title",
            "description",
            "format",
            "pattern",
            "required",
            "enum",
            "items",
            "minimum",
            "maximum",
        ),
        *(
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "uniqueItems",
            "additionalProperties",
            "$schema",
            "$ref",
        ),
        *("multipleOf", "exclusiveMinimum", "exclusiveMaximum", "writeOnly", "readOnly"),
    }
)
_OF_A_VALUE = frozenset({"default", "description", "example", "examples", "message", "options", "pattern"})
_CLOSED = frozenset({"word", "number", "boolean", "day"})
_NUMBERED = frozenset({"pin", "pins", "code", "codes", "otp", "puk", "cvv", "mfa", "combination", "answer"})
"""Names of secrets that are short numbers."""

_SECRETS = (
    "password",
    "passwort",
    "kennwort",
    "passphrase",
    "secret",
    "token",
    "clientSecret",
    "accessToken",
    "apiKey",
)
"""Names of secrets, a slip of which may be one's as well."""

_MEASURES = frozenset(
    {
        *("port", "ports", "page", "pages", "size", "count", "version", "year", "retries", "attempts"),
        *(
            "timeout",
            "timeouts",
            "interval",
            "intervals",
            "limit",
            "limits",
            "max",
            "maximum",
            "min",
            "minimum",
        ),
        *("milliseconds", "ms", "seconds", "minutes", "hours", "days"),
    }
)
"""What numbers are called that are no secrets."""

_NOT = frozenset({"false", "no", "off", "0", ""})
_MOST_DIGITS = 3


class Field(NamedTuple):
    """What `is_open` says of a field, and what it takes."""

    opened: bool | None
    form: Form


def keys_of(project: Index) -> frozenset[str]:
    """Return the keys that the project's own definitions and connectors know."""
    found: set[str] = set()
    for definition in project.of_kind(DEFINITION):
        found.update(_attribute_keys(definition.get("attributes")))
    for connector in project.of_kind(CONNECTOR):
        found.update(_property_keys(connector.get(GENERAL)))
    return frozenset(found)


def _attribute_keys(entries: object) -> Iterator[str]:
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict):
            if isinstance(entry.get("key"), str):
                yield entry["key"]
            yield from _attribute_keys(entry.get("attributes"))


def _property_keys(node: object) -> Iterator[str]:
    properties = node.get("properties") if isinstance(node, dict) else None
    for key, inner in properties.items() if isinstance(properties, dict) else ():
        yield key
        yield from _property_keys(inner)
    if isinstance(node, dict) and isinstance(node.get("items"), dict):
        yield from _property_keys(node["items"])


def key_is_shown(key: str, known: frozenset[str]) -> bool:
    """Say whether a key may be shown; `known` are those of the project."""
    return not stretches(key) and (key in known or is_known(key) or is_near(key, known))


def is_open(document: Document, route: Route, project: Project) -> bool | None:
    """Return whether a field is declared and not called sensitive, False if it is; None where nobody declares it."""
    if route in _HEADER:
        return True
    if _of_sensitive_attribute(document, route):
        return False
    declared = declared_sensitive(document, route, project)
    if declared is None and route:
        declared = _declared_elsewhere(document, route, project)
    return None if declared is None else not declared


def _of_sensitive_attribute(document: Document, route: Route) -> bool:
    """Whether a text of an attribute that is declared sensitive may hold its value, or tell of it."""
    if document.kind not in {DEFINITION, CONNECTOR}:
        return False
    holders = (
        route[:at]
        for at, step in enumerate(route)
        if at > 1 and step in _OF_A_VALUE and isinstance(route[at - 1], int) and route[at - 2] == "attributes"
    )
    declared = (document.scalar((*holder, "isSensitive")) for holder in holders)
    return any(each is not None and each.text.lower() not in _NOT for each in declared)


def field(document: Document, route: Route, project: Project) -> Field:
    """Return what is known of a field; a key that is a slip of one field's key alone stands for that."""
    opened = is_open(document, route, project)
    if opened is None and route:
        route = _meant(document, route, project)
        opened = is_open(document, route, project)
    if opened is None and route:
        return Field(None, _misplaced(document, route, project) or _undeclared(document, route))
    return Field(opened, form_at(document, route, project) if opened else TEXT)


def _misplaced(document: Document, route: Route, project: Project) -> Form | None:
    """Return what is shown of a field whose key belongs elsewhere: what is of its form there, and of a text digits."""
    *holder, key = route
    found = home_of(document, tuple(holder), key) if isinstance(key, str) else None
    if found is None or found.home.kind:
        return None
    there = (*found.home.holder, found.key)
    if not is_open(document, there, project):
        return NOTHING
    form = form_at(document, there, project)
    return form if form.takes and form.takes <= _CLOSED else DIGITS


def _undeclared(document: Document, route: Route) -> Form:
    """Return what is shown of a field that nobody declares, by its own name and those around it."""
    keys = [step for step in route if isinstance(step, str)]
    forms = [undeclared(key, parent) for parent, key in pairwise(["", *keys])]
    key, parent = names_of(document, route)
    return NOTHING if NOTHING in (*forms, undeclared(key, parent)) or not forms else forms[-1]


@functools.lru_cache(maxsize=1024)
def undeclared(key: str, parent: str = "") -> Form:
    """Return what is shown of a field that nobody declares: nothing if its name is a secret's, or anything's."""
    words = words_of(key)
    if is_secret_field(key, parent) or may_hold_secret(key, parent) or not (is_known(key) or is_near(key)):
        return NOTHING
    if not _NUMBERED.isdisjoint(words) or meant_by(key, _SECRETS):
        return NOTHING
    return PLAIN if _MEASURES.isdisjoint(words) else MEASURE


def _meant(document: Document, route: Route, project: Project) -> Route:
    """Return a route with the one key that each slip can mean; as it is where one can mean none or several."""
    meant: Route = ()
    for step in route:
        known = () if isinstance(step, int) else fields_at(document, meant, project)
        if isinstance(step, int) or step in known:
            meant = (*meant, step)
            continue
        near = meant_by(step, known)
        if len(near) != 1 or is_secret_field(step):
            return route
        meant = (*meant, near[0])
    return meant


def _declared_elsewhere(document: Document, route: Route, project: Project) -> bool | None:
    """Return whether a field is sensitive that another document or schema declares than the one of its own kind."""
    if document.generated:
        declared = known_field(document.in_file(route), "connector-json.json")
        return False if declared is None and _is_about_schema(document, route) else declared
    if document.kind == CONNECTOR:
        return False if _is_about_schema(document, route) else None
    if document.kind != CONFIG:
        return None
    if route[0] == GENERAL:
        return _of_general(document, route[1:], project)
    return known_field(route[2:], SCHEMAS[CLIENT]) if route[:2] == ("connection", "details") else None


def _of_general(document: Document, route: Route, project: Project) -> bool | None:
    """Return whether a connector's own schema, or what it asks of connections, calls a value sensitive."""
    found = general_property(document, route, project)
    if found is not None:
        key = next((step for step in reversed(route) if isinstance(step, str)), "")
        return is_secret_field(key) or found.get("format") == "password"
    declared = attribute_sensitive(route, project.connection(document).attributes)
    return known_field(route, SCHEMAS[CLIENT]) if declared is None else declared


def _is_about_schema(document: Document, route: Route) -> bool:
    """Whether a place in a connector's general configuration is one of the words of JSON Schema."""
    if document.kind != CONNECTOR or route[0] != GENERAL:
        return False
    keys = [step for step in route if isinstance(step, str)]
    return keys[-1] in _OF_A_SCHEMA and keys[-2] != "properties"


def hidden_in(text: str, *, open_: bool, forms: Iterable[Form] = (TEXT,)) -> list[tuple[int, int]]:
    """Return the stretches of a value that must not be shown, in order and apart.

    `open_` is what `is_open` says, and `forms` are those of the fields that it is the value of.
    """
    if not text.strip() or is_constant(text):
        return []
    if open_ and all(form is TEXT for form in forms):
        return hidden_by_form(text, TEXT)
    if looks_like_reference(text):
        return _hidden_in_reference(text)
    if open_:
        return joined(found for form in forms for found in hidden_by_form(text, form))
    return [(0, len(text))]


def _hidden_in_reference(text: str) -> list[tuple[int, int]]:
    own = parse_reference(text.strip())
    if own is not None and own.kind in {ReferenceKind.FILE, ReferenceKind.KEYRING}:
        return stretches(text)
    if stretches(text):
        return [(0, len(text))]
    return joined(found.span() for found in NAME.finditer(text) if not _is_name(found[0]))


def _is_name(word: str) -> bool:
    if CONSTANT_NAME.match(word):
        return sum(character.isdigit() for character in word) <= _MOST_DIGITS
    return is_known(word) or not any(character.isalnum() for character in word)
