"""What is in doubt because something else is broken: a name that is not found may stand in a document without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.catalog import placeholders, shipped_connectors
from validator.documents.kinds import (
    APPLICATION,
    BASE_RULES,
    CLIENT,
    CONFIG,
    CONNECTOR,
    DEFINITION,
    WORKSPACE,
)
from validator.documents.source import typographic_quotes
from validator.documents.tree import span_of
from validator.rules.clashes import environment_in_doubt
from validator.rules.once import per_project
from validator.secrets.detect import judge
from validator.secrets.references import parse_reference
from validator.words import closest

if TYPE_CHECKING:
    from validator.documents.document import Document, Leaf
    from validator.project.connection import Connection
    from validator.project.project import Project

_IDENTITY = {
    WORKSPACE: ("name",),
    APPLICATION: ("name",),
    CONNECTOR: ("key",),
    CLIENT: ("name",),
    DEFINITION: ("name", "connector"),
    BASE_RULES: ("integration", "connector", "baseConnections"),
}
"""The fields without which nobody can tell what a document describes."""


def may_hide(kind: str, project: Project) -> bool:
    """Whether a name that is not found may be that of a document that is broken, and reported as such."""
    return project.incomplete or kind in _unnamed(project)


@per_project
def _unnamed(project: Project) -> frozenset[str]:
    return frozenset(
        kind
        for kind, fields in _IDENTITY.items()
        for document in project.of_kind(kind)
        if any(document.is_broken((field,)) for field in fields)
        or ("connector" in fields and has_unknown_connector(document, project))
    )


def has_unknown_connector(document: Document, project: Project) -> bool:
    """Whether a document is for a connector that is not known, which is reported as such.

    A definition brings its connector with it, unless that is one letter away from a connector that is described.
    """
    key = document.get("connector")
    if not isinstance(key, str):
        return False
    if document.kind != DEFINITION:
        return key not in project.connector_keys()
    described = described_connectors(project)
    return key not in described and closest(key, described) is not None


@per_project
def described_connectors(project: Project) -> list[str]:
    """Return the keys of the connectors that a document of the project or of the catalogue describes."""
    own = [
        each.get("key") for each in (*project.of_kind(CONNECTOR), *project.extra) if each.kind == CONNECTOR
    ]
    return list(dict.fromkeys([*(key for key in own if isinstance(key, str)), *shipped_connectors()]))


def base_unsettled(connection: Connection) -> bool:
    """Whether a base connection may bring what is missing: it is named and not known, not enabled, or broken."""
    config, base = connection.config, connection.base
    if base is None:
        return not config.lacks("connection", "baseConnection")
    return base.data.get("enabled") is False or not base.document.is_sound(*base.route, "sets")


def is_for_no_definition(client: Document, project: Project) -> bool:
    """Whether a client names a definition that its connector does not have, which is reported as such."""
    known = project.definitions(client.get("connector"))
    made_for = client.get("definition")
    return bool(known) and made_for is not None and made_for not in {each.get("name") for each in known}


def is_for_another_definition(client: Document, project: Project) -> bool:
    """Whether a client is used with another definition than its own, which is reported as such."""
    return id(client) in _mismatched(project)


@per_project
def _mismatched(project: Project) -> frozenset[int]:
    return frozenset(
        id(each.client)
        for each in project.connections()
        if each.client is not None
        and each.definition is not None
        and each.client.get("definition") not in {None, each.definition.get("name")}
    )


def keys_in_doubt(client: Document, project: Project) -> bool:
    """Whether a client's keys or addresses do not fit a connection that uses it, which is reported as such."""
    return id(client) in _clashing(project)


@per_project
def _clashing(project: Project) -> frozenset[int]:
    return frozenset(id(each.client) for each in project.connections() if environment_in_doubt(each))


def declared_by_mistake(document: Document, leaf: Leaf, project: Project) -> bool:
    """Whether nothing but a definition that is wrong, and reported, makes a secret of a detail.

    An option is public, and where `isSensitive` is broken only name and look of a value can tell.
    """
    if document.kind != CONFIG or leaf.route[:2] != ("connection", "details"):
        return False
    connection = project.connection(document)
    for index, attribute in enumerate(connection.attributes):
        if attribute.key == leaf.route[-1] and connection.definition is not None:
            unsaid = connection.definition.is_broken(("attributes", index, "isSensitive"))
            chosen = leaf.node.text in {option.label for option in attribute.options}
            return chosen or (unsaid and _is_plain(leaf))
    return False


def _is_plain(leaf: Leaf) -> bool:
    """Whether a value looks like no secret, and its key says nothing of one."""
    key = str(leaf.route[-1])
    return judge(leaf.node.text, key=key, parent="", sensitive=None, placeholders=placeholders()) is None


def holds_unseen(document: Document, leaf: Leaf) -> bool:
    """Whether characters that nobody sees stand in a key or value, so that it may be right but for them."""
    start, end = span_of(leaf.node)
    spans = (finding.place.span for finding in document.source.findings)
    return any(span is not None and start <= span.start < end for span in spans)


def in_curly_quotes(leaf: Leaf, project: Project) -> bool:
    """Whether a value is a reference that is understood but for the curly quotes around it."""
    text = leaf.node.text
    known = project.settings.secret_references
    return typographic_quotes(text) and parse_reference(text[1:-1], known) is not None
