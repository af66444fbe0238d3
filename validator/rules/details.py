"""Rules about connection details: what a definition asks for, and what the config answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.connection import ENVIRONMENT_KEY, Connection, Origin, Setting
from validator.diagnostics import Basis, Part, Severity
from validator.facts import Attribute, Environment, attributes, environment_named, environments
from validator.kinds import BASE_RULES, CONFIG
from validator.rules.model import Change, Finding, Place, rule
from validator.secrets.references import looks_like_reference
from validator.words import closest, listed, quoted, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.document import Document
    from validator.project import Project

DEFINITION = "the connector's connection definition"
UNKNOWN_OPTION = "unknown"


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, source=DEFINITION)
def missing_detail(document: Document, project: Project) -> Iterator[Finding]:
    """A detail that the definition requires is set neither by the config nor by its base connection.

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
    if connection.definition is None or connection.existing or not connection.structured:
        return
    if document.get("connection", "baseConnection") is not None and connection.base is None:
        return
    renamed = {_near_key(key, connection) for key in _own_details(document)}
    for attribute in connection.attributes:
        if not attribute.required or attribute.key in connection.details or attribute.key in renamed:
            continue
        if document.lacks("connection", "details", attribute.key):
            yield _missing(document, attribute)


def _missing(document: Document, attribute: Attribute) -> Finding:
    has_details = document.get("connection", "details") is not None
    place = Place(document, ("connection", "details") if has_details else ("connection",), Part.KEY)
    label = f" ({attribute.title})" if attribute.title.casefold() != attribute.key.casefold() else ""
    if attribute.options:
        example = f"one of {listed([option.label for option in attribute.options])}"
    else:
        example = f"{attribute.example}" if attribute.example is not None and not attribute.sensitive else "…"
    if attribute.sensitive:
        example = "${env:NAME}"
    where = "" if has_details else " under details"
    return Finding(
        f"connection details lack {attribute.key}{label}, which the definition requires",
        place,
        f"add {attribute.key}: {example}{where}",
    )


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, BASE_RULES, source=DEFINITION)
def unknown_detail(document: Document, project: Project) -> Iterator[Finding]:
    """A detail that the connection definition does not have.

    The screen has no field for it. A misspelt key is recognised, and the fix renames it.

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
    if document.kind == BASE_RULES:
        yield from _unknown_in_bases(document, project)
        return
    connection = project.connection(document)
    if connection.definition is None:
        return
    name = quoted(connection.definition.get("name"))
    for key in _own_details(document):
        if all(key != attribute.key for attribute in connection.attributes):
            present = set(_own_details(document)) | set(connection.details) - {key}
            yield _unknown(
                Place(document, ("connection", "details", key), Part.KEY),
                key,
                connection.attributes,
                present,
                name,
            )


def _unknown_in_bases(document: Document, project: Project) -> Iterator[Finding]:
    for index, entry in enumerate(document.get("baseConnections") or ()):
        details = document.get("baseConnections", index, "sets", "details")
        definition = (
            project.definition(document.get("connector"), entry.get("definition"))
            if isinstance(entry, dict)
            else None
        )
        if definition is None or not isinstance(details, dict):
            continue
        known = attributes(definition)
        for key in details:
            if all(key != attribute.key for attribute in known):
                place = Place(document, ("baseConnections", index, "sets", "details", key), Part.KEY)
                yield _unknown(place, key, known, set(details), quoted(definition.get("name")))


def _unknown(place: Place, key: str, known: tuple[Attribute, ...], present: set[str], name: str) -> Finding:
    meant = _meant(key, known, present)
    question = f'; did you mean "{meant}"?' if meant else ""
    change = Change(f"rename to {meant}", place, meant) if meant else None
    choice = [attribute.key for attribute in known]
    help_text = (
        f"write {meant}"
        if meant
        else f"it asks for {listed(choice, last='and')}"
        if choice
        else "leave it out"
    )
    label = f"rename to {meant}" if meant else ""
    return Finding(
        f"{name} does not ask for {shown(key, 'this detail')}{question}",
        place,
        help_text,
        label,
        change=change,
    )


def _meant(key: str, known: tuple[Attribute, ...], present: set[str]) -> str | None:
    names = {attribute.key: attribute.key for attribute in known if attribute.key not in present}
    labels = {attribute.title: attribute.key for attribute in known if attribute.key not in present}
    found = closest(key, [*names, *labels])
    return names.get(found or "") or labels.get(found or "")


def _near_key(key: str, connection: Connection) -> str | None:
    """Return the attribute that a detail's key was meant to be, None for one that is right."""
    if any(key == attribute.key for attribute in connection.attributes):
        return None
    return _meant(key, connection.attributes, set(connection.details) - {key})


def _own_details(document: Document) -> dict[str, Any]:
    details = document.get("connection", "details")
    return details if isinstance(details, dict) else {}


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, BASE_RULES, source=DEFINITION)
def invalid_option(document: Document, project: Project) -> Iterator[Finding]:
    """A detail's value is not among the options of its attribute.

    `Unknown` and 0, which the Connector SDK's template keeps for an environment that nobody chose, are among them:
    no option is called so. Where the options are inferred rather than documented the finding is a warning.

    Bad:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: 4281379, connectionEnvironment: Unknown}

    Good:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: 4281379, connectionEnvironment: Production}
    """
    if document.kind == BASE_RULES:
        yield from _options_in_bases(document, project)
        return
    connection = project.connection(document)
    for attribute in connection.attributes:
        setting = connection.details.get(attribute.key)
        if setting is not None and setting.origin is Origin.CONFIG:
            yield from _option(setting, attribute, connection)


def _options_in_bases(document: Document, project: Project) -> Iterator[Finding]:
    known = environments(project.connector(document.get("connector")))
    for index, entry in enumerate(document.get("baseConnections") or ()):
        if not isinstance(entry, dict):
            continue
        definition = project.definition(document.get("connector"), entry.get("definition"))
        for attribute in attributes(definition):
            route = ("baseConnections", index, "sets", "details", attribute.key)
            value = document.get(*route)
            if value is not None and attribute.options and not _is_option(value, attribute, known):
                yield _bad_option(Place(document, route), value, attribute)


def _option(setting: Setting, attribute: Attribute, connection: Connection) -> Iterator[Finding]:
    if not attribute.options or isinstance(setting.value, dict) or _is_reference(setting.value):
        return
    values = setting.value if isinstance(setting.value, list) and attribute.is_array else [setting.value]
    for index, value in enumerate(values):
        if not _is_option(value, attribute, connection.environments):
            route = (
                (*setting.route, index)
                if isinstance(setting.value, list) and attribute.is_array
                else setting.route
            )
            yield _bad_option(Place(setting.document, route), value, attribute)


def _is_option(value: Any, attribute: Attribute, known: tuple[Environment, ...]) -> bool:  # noqa: ANN401
    """Whether a value names an option: by label, in another case, by alias, or by its number."""
    text = str(value).casefold()
    if _is_reference(value) or any(text == option.label.casefold() for option in attribute.options):
        return True
    if any(option.value is not None and text == str(option.value).casefold() for option in attribute.options):
        return True
    return attribute.key == ENVIRONMENT_KEY and environment_named(value, known, attribute.options) is not None


def _bad_option(place: Place, value: Any, attribute: Attribute) -> Finding:  # noqa: ANN401
    labels = [option.label for option in attribute.options]
    meant = closest(value, labels) if isinstance(value, str) else None
    nobody = str(value).casefold() in {UNKNOWN_OPTION, "0"}
    question = f'; did you mean "{meant}"?' if meant and not nobody else ""
    message = f"{quoted(value)} is no option of {attribute.title}{question}"
    help_text = f"write {listed(labels)}"
    if attribute.inferred:
        message = f"{quoted(value)} is none of the options that are known of {attribute.title}{question}"
        help_text = f"known are {listed(labels, last='and')}; the labels on the screen are not documented, so compare them there"
    change = (
        Change(f"write {meant}", place, meant, safe=not attribute.inferred) if meant and not nobody else None
    )
    return Finding(
        message, place, help_text, change=change, severity=Severity.WARNING if attribute.inferred else None
    )


def _is_reference(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, str) and looks_like_reference(value)
