"""What in a document is sensitive: declared so by a definition or a schema, or by its look."""

from __future__ import annotations

import functools

from validator.catalog import placeholders
from validator.diagnostics import Part, Route
from validator.documents.document import all_leaves, values_below
from validator.documents.kinds import BASE_RULES, CONFIG, CONNECTOR, DEFINITION, GENERAL
from validator.lazy import on_demand
from validator.project.connector_json import TEST_SETTINGS
from validator.project.facts import is_choice
from validator.schema.generated.fields import FIELDS, STARTS
from validator.schema.schemas import SCHEMAS
from validator.secrets.quiet import is_plain_reference
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from validator.documents.document import Document, Leaf
    from validator.documents.tree import Comment
    from validator.project.facts import Attribute, Attributes
    from validator.project.project import Project
    from validator.secrets import detect
    from validator.secrets.tokens import SecretMatch
else:
    detect = on_demand("validator.secrets.detect")


class Judged(NamedTuple):
    """A key or value that holds a secret; `declared` says whether it is declared sensitive, None where unknown."""

    leaf: Leaf
    match: SecretMatch
    declared: bool | None


class JudgedComment(NamedTuple):
    """A comment that holds a secret."""

    comment: Comment
    match: SecretMatch


def secrets_of(document: Document, project: Project) -> Iterator[Judged]:
    """Yield every key and value of a document that holds a secret, broken and unknown parts included."""
    if document.quiet and not _holds_declared(document, project):
        return
    found: set[int] = set()
    for leaf in all_leaves(document):
        text = leaf.node.text
        if id(leaf.node) in found or (len(text) < 8 and not leaf.route):  # noqa: PLR2004 - too short to be anything
            continue
        if leaf.part is Part.KEY:
            match = detect.judge(text, key="", placeholders=placeholders()) if len(text) > 20 else None  # noqa: PLR2004
            declared: bool | None = None
        else:
            declared = declared_sensitive(document, leaf.route, project)
            match = _judge_value(document, leaf, project, declared=declared)
        if match is not None:
            found.add(id(leaf.node))
            yield Judged(leaf, match, declared)


def _holds_declared(document: Document, project: Project) -> bool:
    """Whether a quiet document holds a value, and no reference, where one is declared sensitive."""
    for start in _held_at(document.kind):
        value = document.get(*start)
        if isinstance(value, dict | list):
            below = values_below(value, start)
        elif value is None or isinstance(value, bool):
            continue
        else:
            below = iter(((start, value),))
        for route, each in below:
            if declared_sensitive(document, route, project) and not (
                isinstance(each, str) and is_plain_reference(each)
            ):
                return True
    return False


def may_hold_undeclared(document: Document, project: Project) -> bool:
    """Whether a quiet document holds a value, and no reference, where one is declared sensitive or may be."""
    for start in _held_at(document.kind):
        value = document.get(*start)
        below = values_below(value, start) if isinstance(value, dict | list) else ((start, value),)
        for route, each in below:
            harmless = (
                each is None or isinstance(each, bool) or (isinstance(each, str) and is_plain_reference(each))
            )
            if not harmless and declared_sensitive(document, route, project) is not False:
                return True
    return False


@functools.cache
def _held_at(kind: str | None) -> tuple[Route, ...]:
    """Return the routes at or below which a value of a kind of document can be declared sensitive."""
    if kind == CONFIG:
        return (("connection", "details"), (GENERAL,), *_sensitive_fields(kind))
    if kind in SCHEMAS and kind not in {BASE_RULES, DEFINITION, CONNECTOR}:
        return _sensitive_fields(kind)
    return ((),)


def _sensitive_fields(kind: str) -> tuple[Route, ...]:
    """Return our own fields of a kind, of those at the top, at or below which a value is declared sensitive."""
    return tuple(
        (step,) for step, at in FIELDS[STARTS[SCHEMAS[kind]]][1].items() if _is_sensitive(at, frozenset())
    )


def _is_sensitive(at: int, seen: frozenset[int]) -> bool:
    own, inner = FIELDS[at]
    return own or any(_is_sensitive(each, seen | {at}) for each in inner.values() if each not in seen)


def secret_comments(document: Document) -> Iterator[JudgedComment]:
    """Yield the comments of a document's file that hold a secret."""
    for comment in () if document.read_quietly else document.comments:
        for match in detect.judge_comment(comment.text, placeholders=placeholders()):
            yield JudgedComment(comment, match)


def _judge_value(
    document: Document, leaf: Leaf, project: Project, *, declared: bool | None
) -> SecretMatch | None:
    if not isinstance(leaf.node.value, str | int | float) or isinstance(leaf.node.value, bool):
        return None
    key, parent = names_of(document, leaf.route)
    return detect.judge(
        leaf.node.text,
        key=key,
        parent=parent,
        sensitive=declared,
        placeholders=placeholders(),
        references=project.settings.secret_references,
    )


def names_of(document: Document, route: Route) -> tuple[str, str]:
    """Return the nearest key above a value, and the key of the mapping around it or the name beside it."""
    keys = [step for step in route if isinstance(step, str)]
    key = keys[-1] if keys else ""
    parent = keys[-2] if len(keys) > 1 else ""
    if key.lower() == "value":
        for beside in ("name", "key"):
            sibling = document.scalar((*route[:-1], beside))
            if sibling is not None:
                return key, sibling.text
    return key, parent


def declared_sensitive(document: Document, route: Route, project: Project) -> bool | None:
    """Return whether a definition or a schema declares a value sensitive; None where neither knows the field."""
    if document.kind is None or not route:
        return None
    if document.kind == CONFIG and route[:2] == ("connection", "details"):
        return attribute_sensitive(route[2:], project.connection(document).attributes)
    if document.kind == CONFIG and route[0] == GENERAL:
        found = general_property(document, route[1:], project)
        declared = found.get("writeOnly") if found is not None else None
        return declared if isinstance(declared, bool) else None
    if document.kind == BASE_RULES and route[2:4] == ("sets", "details"):
        definition = project.definition(document.get("connector"), document.get(*route[:2], "definition"))
        return attribute_sensitive(route[4:], project.attributes(definition))
    if document.kind == TEST_SETTINGS or (
        route[-1] == "default" and document.kind in {DEFINITION, CONNECTOR}
    ):
        return _of_connector_code(document, route, project)
    return declared_by_schema(document.kind, route)


@functools.lru_cache(maxsize=4096)
def declared_by_schema(kind: str | None, route: Route) -> bool | None:
    """Return whether the schema of a kind declares a field sensitive; None for a field that it does not know."""
    return _field(SCHEMAS[kind], _shape(route)) if kind in SCHEMAS else None


def _shape(route: Route) -> Route:
    """Return a route into the first item of each list: what a schema says of one is said of all."""
    return tuple(0 if isinstance(step, int) else step for step in route)


def _of_connector_code(document: Document, route: Route, project: Project) -> bool | None:
    """Return what is declared of a default in a connector's metadata, or of a value for its local runs."""
    if document.kind in {DEFINITION, CONNECTOR}:
        return _of_default(document.get(*route[:-1]))
    at = route.index("configuration") if "configuration" in route else 0
    key = document.get(*route[:at], "definitionKey")
    if key is None:
        return None
    known = (each for each in project.of_kind(DEFINITION) if each.get("key") == key)
    return attribute_sensitive(route[at + 1 :], project.attributes(next(known, None)))


def _of_default(declared: Any) -> bool | None:  # noqa: ANN401 - an attribute of a definition, or a JSON Schema
    """Return whether a default stands beside words that make the value sensitive, or not."""
    if not isinstance(declared, dict) or "key" not in declared:
        return _property(declared)
    if is_choice(declared):
        return None
    return declared.get("isSensitive") is not False


def attribute_sensitive(route: Route, known: Attributes) -> bool | None:
    """Return whether an attribute of a definition is sensitive; None where the definition does not ask for it."""
    found = attribute_at(route, known)
    return found.sensitive if found is not None else None


def attribute_at(route: Route, known: Attributes) -> Attribute | None:
    """Return the attribute of a definition that asks for a value; None where the definition does not."""
    found = None
    for key in route:
        if isinstance(key, str):
            found = known.named(key)
            if found is None:
                return None
            known = found.attributes
    return found


def general_property(document: Document, route: Route, project: Project) -> dict[str, Any] | None:
    """Return what a config's connector declares of a value of general configuration, None where it declares nothing."""
    connector = project.connection(document).connector
    node: Any = connector.get(GENERAL) if connector is not None else None
    for step in route:
        if not isinstance(node, dict):
            return None
        inner = node.get("items" if isinstance(step, int) else "properties")
        node = inner.get(step) if isinstance(step, str) and isinstance(inner, dict) else inner
    return node if isinstance(node, dict) else None


def _property(node: Any) -> bool | None:  # noqa: ANN401 - a JSON Schema
    declared = node.get("writeOnly") if isinstance(node, dict) else None
    return declared if isinstance(declared, bool) else None


def known_field(route: Route, name: str) -> bool | None:
    """Return whether a field of a shipped schema, by its file name, is sensitive; None where it knows no such field."""
    return _field(name, route)


@functools.lru_cache(maxsize=4096)
def _field(name: str, route: Route) -> bool | None:
    """Return whether one of our own fields is sensitive; None below an open mapping."""
    at = STARTS[name]
    for step in route:
        inner = FIELDS[at][1].get(0 if isinstance(step, int) else step)
        if inner is None:
            return None
        at = inner
    return FIELDS[at][0]
