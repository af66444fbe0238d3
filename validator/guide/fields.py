"""The fields that stand below a step: which, in the order of their screen, and what each holds for a connection."""

from __future__ import annotations

from validator.catalog import platform
from validator.documents.kinds import APPLICATION, CLIENT, CONFIG, GENERAL, WORKSPACE
from validator.guide.sheet import At, Field, Verb
from validator.guide.steps import addresses, oauth_client_form
from validator.guide.traits import product_of
from validator.guide.values import Place
from validator.project.connection import Origin, Setting
from validator.project.effective import (
    Part,
    Titles,
    called,
    label_of,
    leaves_of,
    part_of,
    titles_in,
    titles_of,
)
from validator.project.sensitive import attribute_at
from validator.project.showing import keys_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from validator.guide.steps import FormField
    from validator.project.connection import Connection, Facts
    from validator.project.facts import Attribute
    from validator.project.project import Project

_BY_BASE = "by the base connection"
_BY_DEFAULT = "by default"
_MEANING = "the labels of the screen are not documented: choose what means this"
_NUMBER = "Company number"
_NOT_KNOWN = "not recorded"
_CONFIDENTIAL = "confidential"


def fields_called(name: str, connection: Connection, project: Project) -> tuple[Field, ...]:
    """Return the fields of a name that a step gives; none for an empty name."""
    return tuple(_FIELDS[name](connection, project)) if name else ()


def names() -> frozenset[str]:
    """Return the names that steps can give."""
    return frozenset(_FIELDS)


def _company(connection: Connection, project: Project) -> Iterator[Field]:
    setting = connection.company_id
    if setting is not None:
        found = Place(project, setting.document, setting.route).field(_NUMBER, Verb.READ, setting.value)
        yield from (each for each in (found,) if each.exact)


def _redirect(_: Connection, __: Project) -> Iterator[Field]:
    yield Field(label_of(CLIENT, "redirectUri"), Verb.ENTER, platform()["callbackUrl"], exact=True)


def _version_key(connection: Connection, project: Project) -> Iterator[Field]:
    yield from _facts(connection.application, APPLICATION, {"versionKey": Verb.ENTER}, project)


def _projects(connection: Connection, project: Project) -> Iterator[Field]:
    facts = connection.application
    value = facts.get("permittedProjects") if facts is not None else None
    if facts is None or not isinstance(value, list):
        return
    for at, each in enumerate(value):
        place = Place(project, facts.document, (*facts.route, "permittedProjects", at))
        yield place.field("Project", Verb.READ, each)


def _addresses(connection: Connection, _: Project) -> Iterator[Field]:
    """Yield the addresses of App Xchange that a firewall lets pass, those of the workspace's region."""
    region = connection.workspace.get("region") if connection.workspace is not None else None
    for each in addresses(f"{region}"):
        yield Field("Address", Verb.READ, each, exact=True)


def _workspace(connection: Connection, project: Project) -> Iterator[Field]:
    verbs = {"name": Verb.CHOOSE, "type": Verb.READ, "region": Verb.READ, "company": Verb.READ}
    yield from _facts(connection.workspace, WORKSPACE, verbs, project)


def _facts(facts: Facts | None, kind: str, verbs: Mapping[str, Verb], project: Project) -> Iterator[Field]:
    """Yield some fields of a workspace or an application; what is only to be compared is nothing to copy."""
    for key, verb in verbs.items():
        value = facts.get(key) if facts is not None else None
        if value is not None and facts is not None:
            found = Place(project, facts.document, (*facts.route, key)).field(
                label_of(kind, key), verb, value
            )
            yield found._replace(exact=found.exact and verb is not Verb.READ)


def _oauth_client(connection: Connection, project: Project) -> Iterator[Field]:
    client = connection.client
    for entry in oauth_client_form() if client is not None else ():
        label = label_of(CLIENT, entry.key)
        value = client.get(entry.key) if client is not None else None
        if entry.key == "connector":
            yield Field(label, entry.verb, product_of(connection, project))
        elif value in {None, ""} or client is None:
            at = At(client.path, client.title, (entry.key,)) if client is not None else None
            yield from (each._replace(at=at) for each in _unset(entry, label))
        else:
            yield Place(project, client, (entry.key,)).field(label, entry.verb, value)


def _unset(entry: FormField, label: str) -> Iterator[Field]:
    """Yield what is done with a field of the page for which nothing is set."""
    if entry.without == "keep":
        yield Field(label, Verb.KEEP, platform()["defaultTokenUrl"], "the default of the page")
    elif entry.without == "switch off":
        yield Field(label, Verb.SWITCH, "off", "only the connector's owner can offer a client to everybody")
    elif entry.without:
        yield Field(label, Verb.EMPTY, "")
    else:
        yield Field(label, entry.verb, "", _NOT_KNOWN)


def _existing(connection: Connection, project: Project) -> Iterator[Field]:
    yield from _own(connection, "name", Verb.CHOOSE, project)


def _connection(connection: Connection, project: Project) -> Iterator[Field]:
    """Yield the fields of the screen: how to begin, the definition, the name, the client, then the details."""
    label = label_of(CONFIG, "connection", "baseConnection")
    if connection.config.get("connection", "baseConnection") is not None:
        yield from _own(connection, "baseConnection", Verb.CHOOSE, project)
    else:
        yield Field(label, Verb.CHOOSE, "Create New")
    yield from _setting(connection.definition_name, ("definition",), project)
    yield from _own(connection, "name", Verb.ENTER, project)
    yield from _setting(connection.client_name, ("oauthClient",), project)
    yield from _details(connection, project)


def _own(connection: Connection, key: str, verb: Verb, project: Project) -> Iterator[Field]:
    value = connection.config.get("connection", key)
    if value is not None:
        place = Place(project, connection.config, ("connection", key))
        yield place.field(label_of(CONFIG, "connection", key), verb, value)


def _setting(setting: Setting | None, key: tuple[str], project: Project) -> Iterator[Field]:
    if setting is not None:
        verb, note = _filled(setting.origin, Verb.CHOOSE)
        place = Place(project, setting.document, setting.route)
        yield place.field(label_of(CONFIG, "connection", *key), verb, setting.value, note)


def _filled(origin: Origin, verb: Verb) -> tuple[Verb, str]:
    """Return what is done with a field that somebody else may have filled in, and the words for who did."""
    if origin is Origin.BASE:
        return Verb.FILLED, _BY_BASE
    return (Verb.KEEP, _BY_DEFAULT) if origin is Origin.DEFAULT else (verb, "")


def _details(connection: Connection, project: Project) -> Iterator[Field]:
    titles, known = titles_of(connection.attributes), keys_of(project)
    for key in [*titles, *(key for key in connection.details if key not in titles)]:
        setting = connection.details.get(key)
        if setting is None:
            continue
        label, inner = titles.get(key) or (called(key, known), Titles())
        for name, leaf in leaves_of(part_of(setting), label, known, inner):
            attribute = attribute_at((key, *leaf.route[len(setting.route) :]), connection.attributes)
            verb, note = _asked(attribute, setting.origin)
            yield Place(project, leaf.document, leaf.route).field(name, verb, leaf.value, note)


def _asked(attribute: Attribute | None, origin: Origin) -> tuple[Verb, str]:
    """Return what is done with a detail, and what is to be noted of it."""
    if attribute is None or not attribute.options:
        return _filled(origin, Verb.ENTER)
    verb, note = _filled(origin, Verb.CHOOSE)
    return verb, _MEANING if verb is Verb.CHOOSE and attribute.inferred else note


def _general(connection: Connection, project: Project) -> Iterator[Field]:
    """Yield the fields of the configuration page: those that are known in the schema's order, then the others."""
    given = connection.config.get(GENERAL)
    schema = connection.connector.get(GENERAL) if connection.connector is not None else None
    titles, known = titles_in(schema), keys_of(project)
    values = given if isinstance(given, dict) else {}
    for key in [*titles, *(key for key in values if key not in titles)]:
        label, inner = titles.get(key) or (called(key, known), Titles())
        if key in values:
            part = Part(values[key], connection.config, (GENERAL, key), "config")
            for name, leaf in leaves_of(part, label, known, inner):
                yield Place(project, leaf.document, leaf.route).field(name, Verb.ENTER, leaf.value)
        else:
            yield from _left(key, label)


def _left(key: str, label: str) -> Iterator[Field]:
    """Yield what is done with a switch for which nothing is set, where that is known."""
    if key in {each["key"] for each in platform()["staysOn"]}:
        yield Field(label, Verb.SWITCH, "on", "unless support says otherwise")


def _handover(connection: Connection, project: Project) -> Iterator[Field]:
    """Yield what a definition or a configuration page asks for, of what is confidential no more than that."""
    for each in (*_details(connection, project), *_general(connection, project)):
        if each.verb in {Verb.ENTER, Verb.CHOOSE}:
            yield Field(each.label, Verb.READ, each.value if each.exact else _CONFIDENTIAL)


_FIELDS: Mapping[str, Callable[[Connection, Project], Iterator[Field]]] = {
    "company": _company,
    "redirect": _redirect,
    "version-key": _version_key,
    "projects": _projects,
    "addresses": _addresses,
    "workspace": _workspace,
    "oauth-client": _oauth_client,
    "existing": _existing,
    "connection": _connection,
    "general": _general,
    "handover": _handover,
}
"""What yields the fields of each name that steps can give."""
