"""Rules about connection details: what a definition asks for, and whether the config answers just that."""

from __future__ import annotations

import functools

from validator.diagnostics import Basis, Part, Severity
from validator.documents.finding import Change, Finding, Place
from validator.documents.kinds import BASE_RULES, CONFIG
from validator.documents.names import field_name, variable_for
from validator.project.connection import Origin
from validator.project.once import per_document
from validator.rules import doubt
from validator.rules.company_ids import found_in
from validator.rules.places import DETAILS
from validator.rules.rule import rule
from validator.secrets.references import looks_like_reference
from validator.values import NamedTuple
from validator.words import Names, did_you_mean, is_label, is_slip, likeliest_first, listed, quoted, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.connection import Connection
    from validator.project.facts import Attribute, Attributes
    from validator.project.project import Project

SOURCE = "the connector's connection definition"


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, source=SOURCE, yields_to=("company-id-malformed",))
def missing_detail(document: Document, project: Project) -> Iterator[Finding]:
    """A detail that the definition requires is set neither by the config nor by its base connection.

    App Xchange cannot connect without it. An empty text is none, and neither is an empty list. Where it is inferred,
    not documented, that the detail is required, the finding is a warning that says so.

    Given: Procore client without a connection

    Bad:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {connectionEnvironment: Production}

    Good:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: 4281379, connectionEnvironment: Production}
    """
    connection = project.connection(document)
    if connection.existing or not connection.structured:
        return
    for group in groups_of(document, project):
        spellings = _Spellings(group)
        settled = {spellings.meant_by(key)[0] for key in (*group.given, *group.fixed)} | group.fixed
        for attribute in group.known:
            if attribute.required and attribute.key not in settled:
                yield from _missing(group, attribute, connection)


def _missing(group: Group, attribute: Attribute, connection: Connection) -> Iterator[Finding]:
    document, value = group.document, group.given.get(attribute.key)
    empty = isinstance(value, str | list) and not (value.strip() if isinstance(value, str) else value)
    route = (*group.route, attribute.key)
    lacking = attribute.key not in group.present and attribute.default is None and document.lacks(*route)
    if not empty and not lacking:
        return
    name, needed, unsure = _words(group, attribute)
    level = Severity.WARNING if unsure else None
    # A detail that stands too high, in a mapping around the details, is reported as unknown there.
    above = (doubt.part(document, *group.route[:depth], attribute.key) for depth in range(len(group.route)))
    rests_on = (doubt.base_connection_of(document), *above)
    if empty:
        message, help_text = f"{name} is empty, {needed}", f"{_filled(group, attribute, connection)}{unsure}"
        yield Finding(message, Place(document, route), help_text, severity=level, rests_on=rests_on)
    else:
        has_details = document.get(*group.route) is not None
        place = Place(document, group.route if has_details else group.route[:-1], Part.KEY)
        where = "" if has_details else " under details"
        inner = f"{field_name(group.route[2:])} lacks"
        message = f"{'connection details lack' if group.route == DETAILS else inner} {name}, {needed}"
        help_text = f"add {attribute.key}{where}: {_wanted(group, attribute, connection)}{unsure}"
        yield Finding(message, place, help_text, severity=level, rests_on=rests_on)


def _words(group: Group, attribute: Attribute) -> tuple[str, str, str]:
    """Return what to call an attribute, that it is needed, and what there is to doubt about that."""
    same = attribute.title.casefold() == attribute.key.casefold()
    name = attribute.key if same else f"{attribute.key} ({attribute.title})"
    if is_inferred(group.definition) or "isRequired" in attribute.guessed:
        return (
            name,
            "which the definition seems to require",
            "; that it is required is inferred, not documented",
        )
    return name, "which the definition requires", ""


def _wanted(group: Group, attribute: Attribute, connection: Connection) -> str:
    """Return what to write for an attribute, as it can be pasted, or the words that say where to read it."""
    from validator.documents.edits import pasted  # noqa: PLC0415 - only what lacks a detail pays for it

    document, route = group.document, (*group.route, attribute.key)
    if attribute.attributes:
        inner = listed([each.key for each in attribute.attributes], last="and")
        return f"with a {'list of mappings that each have' if attribute.is_array else 'mapping that has'} {inner}"
    if attribute.sensitive:
        return pasted(f"${{env:{variable_for(document, route)}}}", document, group.route)
    if attribute.options:
        return listed([pasted(option.label, document, group.route) for option in attribute.options])
    page, part = found_in(connection) if attribute.key in _company_keys(connection) else ("", "")
    if page and part:
        return f"with {part} in the address of {page}"
    return f"with what the screen calls {attribute.title}"


def _filled(group: Group, attribute: Attribute, connection: Connection) -> str:
    wanted = _wanted(group, attribute, connection)
    return f"fill it in {wanted}" if wanted.startswith("with ") else f"write {wanted}"


def _company_keys(connection: Connection) -> Sequence[str]:
    known = connection.connector.get("companyId", "keys") if connection.connector is not None else None
    return known if isinstance(known, list) else ()


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, BASE_RULES, source=SOURCE)
def unknown_detail(document: Document, project: Project) -> Iterator[Finding]:
    """A detail that the connection definition does not have.

    The screen has no field for it. A misspelt key is recognised, and the fix renames it. Where the definition is
    inferred, or may ask for more than is documented, the finding is a warning that says so, and nothing is said where
    no detail at all is known.

    Given: Procore client without a connection

    Bad:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyID: 4281379, connectionEnvironment: Production}

    Good:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: 4281379, connectionEnvironment: Production}
    """
    for group in groups_of(document, project):
        if not group.known and not is_complete(group.definition):
            continue
        spellings = _Spellings(group)
        for key in group.given:
            if group.known.named(key) is None:
                yield _unknown(group, key, *spellings.meant_by(key))


def _unknown(group: Group, key: str, meant: str | None, spelt: bool) -> Finding:  # noqa: FBT001 - of a pair
    place = Place(group.document, (*group.route, key), Part.KEY)
    doubted, partial = is_inferred(group.definition), not is_complete(group.definition)
    holder = quoted(group.definition.get("name"))
    asks = "is not known to ask for" if doubted or partial else "does not ask for"
    choice = listed(likeliest_first(key, group.known.keys), last="and")
    help_text = f"write {meant}" if meant else f"it asks for {choice}" if choice else "leave it out"
    if doubted:
        help_text += "; what it asks for is inferred, not documented, so compare it with the screen"
    elif partial:
        help_text += "; not all that it asks for is documented, so compare it with the screen"
    message = f"{holder} {asks} {shown(key, 'this detail')}{did_you_mean(meant)}"
    attribute = group.known.named(meant) if meant else None
    if meant and attribute is not None and is_label(key, attribute.title, meant):
        message = f'"{attribute.title}" is the label on the screen, not the key of the detail'
    return Finding(
        message,
        place,
        help_text,
        change=Change(f"rename to {meant}", place, meant, safe=spelt) if meant else None,
        severity=Severity.WARNING if doubted or partial else None,
    )


class _Spellings:
    """What a key of a group can have been meant to be: the attributes that nothing is given for."""

    def __init__(self, group: Group) -> None:
        self._group = group

    @functools.cached_property
    def _free(self) -> tuple[Names, dict[str, str]]:
        """The names and labels to choose from, and the attribute of each."""
        free = [each for each in self._group.known if each.key not in self._group.present]
        names, labels = {each.key: each.key for each in free}, {each.title: each.key for each in free}
        return Names([*names, *labels]), {**labels, **names}

    def meant_by(self, key: str) -> tuple[str | None, bool]:
        """Return the attribute that a detail's key was meant to be, and whether that is sure.

        It is None for a key that is right, or like none.
        """
        if self._group.known.named(key) is not None:
            return None, False
        names, attribute_of = self._free
        near = names.closest(key) or ""
        return attribute_of.get(near), is_slip(key, near)


class Group(NamedTuple):
    """One mapping of details: what is asked for in it, what is given, and where it stands.

    `present` are the keys that have a value from anywhere, `fixed` those that a base connection sets for this config.
    """

    document: Document
    route: Route
    definition: Document
    known: Attributes
    given: dict[str, Any]
    present: frozenset[str]
    fixed: frozenset[str] = frozenset()


class Answer(NamedTuple):
    """One value that is given for an attribute; of a list, each item is one."""

    attribute: Attribute
    value: Any
    place: Place


@per_document
def groups_of(document: Document, project: Project) -> tuple[Group, ...]:
    """Return the details of a config, or of each entry of base-connection rules, then the groups inside them."""
    return tuple(_groups(document, project))


def _groups(document: Document, project: Project) -> Iterator[Group]:
    if document.kind == BASE_RULES:
        for index, entry in enumerate(document.get("baseConnections") or ()):
            name = entry.get("definition") if isinstance(entry, dict) else None
            definition = project.definition(document.get("connector"), name) if name is not None else None
            route: Route = ("baseConnections", index, "sets", "details")
            if (
                definition is not None
                and definition.is_sound("attributes")
                and isinstance(document.get(*route), dict)
            ):
                yield from _within(_group(document, route, definition, project.attributes(definition)))
        return
    connection = project.connection(document)
    if connection.definition is not None and connection.definition.is_sound("attributes"):
        given = _given(document, DETAILS)
        present = frozenset(connection.details)
        fixed = frozenset(key for key, each in connection.details.items() if each.origin is Origin.BASE)
        yield from _within(
            Group(document, DETAILS, connection.definition, connection.attributes, given, present, fixed)
        )


@per_document
def answers_of(document: Document, project: Project) -> tuple[Answer, ...]:
    """Return every value that a document itself gives for an attribute, unless a base connection settles it."""
    return tuple(_answers(document, project))


def _answers(document: Document, project: Project) -> Iterator[Answer]:
    for group in groups_of(document, project):
        for attribute in group.known:
            value = group.given.get(attribute.key)
            if value is None or attribute.key in group.fixed:
                continue
            route = (*group.route, attribute.key)
            if isinstance(value, list) and attribute.is_array:
                for index, item in enumerate(value):
                    yield Answer(attribute, item, Place(document, (*route, index)))
            else:
                yield Answer(attribute, value, Place(document, route))


def is_inferred(definition: Document) -> bool:
    """Whether a definition has sources, and none of them documents it."""
    sources = definition.get("sources")
    marks = [each.get("certainty") for each in sources or () if isinstance(each, dict)]
    return bool(marks) and "documented" not in marks


def is_complete(document: Document) -> bool:
    """Whether nothing is missing from the attributes of a definition, or from the definitions of a connector."""
    return document.get("complete") is not False


def is_reference(value: object) -> bool:
    """Whether a value stands for one that is kept elsewhere."""
    return isinstance(value, str) and looks_like_reference(value)


def _group(document: Document, route: Route, definition: Document, known: Attributes) -> Group:
    given = _given(document, route)
    return Group(document, route, definition, known, given, frozenset(given), frozenset())


def _given(document: Document, route: Route) -> dict[str, Any]:
    given = document.get(*route)
    return given if isinstance(given, dict) else {}


def _within(group: Group) -> Iterator[Group]:
    yield group
    for attribute in group.known:
        if not attribute.attributes or attribute.key in group.fixed:
            continue
        route = (*group.route, attribute.key)
        value = group.given.get(attribute.key)
        entries = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, entry in entries:
            inner = route if index is None else (*route, index)
            if isinstance(entry, dict):
                yield from _within(_group(group.document, inner, group.definition, attribute.attributes))
