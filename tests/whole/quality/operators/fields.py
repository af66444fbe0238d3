"""Operators on keys: required ones left out, known ones misspelt, unknown and exclusive ones put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.whole.quality import slips
from tests.whole.quality.edits import behind, dropped, is_block, put_before, renamed, siblings, within
from tests.whole.quality.model import Edit, Mutant, Operator, from_mistakes, operator
from tests.whole.quality.scenes import has, holder_at, key_at, keys, stretch, value_at, written
from validator.documents.kinds import (
    APPLICATION,
    BASE_RULES,
    CLIENT,
    CONFIG,
    CONNECTOR,
    DEFINITION,
    WORKSPACE,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tests.whole.quality.scenes import Scene
    from validator.diagnostics import Route
    from validator.documents.document import Document

FAMILY = "Keys"
DETAILS = ("connection", "details")
EACH = "each"
"""Stands for any index in a pattern of routes."""

REQUIRED: dict[str, list[tuple[str, ...]]] = {
    CONFIG: [("name",), ("connector",), ("workspace",), ("workspace", "name"), ("application", "source")],
    WORKSPACE: [("name",)],
    APPLICATION: [("name",), ("source",)],
    CLIENT: [("name",), ("connector",), ("definition",), ("clientId",), ("clientSecret",)],
    DEFINITION: [
        *((key,) for key in ("connector", "key", "name", "type", "attributes")),
        *(("attributes", EACH, key) for key in ("key", "title", "isRequired")),
        ("attributes", EACH, "options", EACH, "label"),
    ],
    CONNECTOR: [("key",), ("name",), ("environments", EACH, "name")],
    BASE_RULES: [
        *((key,) for key in ("integration", "connector", "baseConnections")),
        *(("baseConnections", EACH, key) for key in ("name", "enabled")),
    ],
}
"""What FORMAT calls required, by kind."""

OPEN = ("metadata", "generalConfiguration", "details", "sets", "when", "installed")
"""Mappings whose keys are not the kind's own."""


def pattern(route: Route) -> tuple[str, ...]:
    """Return a route with any index in place of each."""
    return tuple(EACH if isinstance(step, int) else step for step in route)


@operator(FAMILY, "drop a required field")
def drop_required(scene: Scene) -> Iterator[Mutant]:
    for document in scene.documents:
        for route in keys(document):
            edit = dropped(document, route) if pattern(route) in REQUIRED[document.kind or ""] else None
            if edit is not None:
                yield Mutant(edit, "missing-field", (holder_at(document, *route),))


@operator(FAMILY, "drop both connection and general configuration")
def drop_connection(scene: Scene) -> Iterator[Mutant]:
    for config in scene.of(CONFIG):
        methods = [key for key in ("connection", "generalConfiguration") if config.get(key) is not None]
        edit = dropped(config, (methods[0],)) if len(methods) == 1 else None
        if edit is not None:
            yield Mutant(edit, "missing-field", (key_at(config),))


@operator(FAMILY, "drop the name of an existing connection")
def drop_name_of_existing(scene: Scene) -> Iterator[Mutant]:
    for config in scene.of(CONFIG):
        edit = dropped(config, ("connection", "name")) if config.get("connection", "existing") else None
        if edit is not None:
            yield Mutant(edit, "missing-field", (key_at(config, "connection"),))


@operator(FAMILY, "drop the definition that no base connection brings")
def drop_definition(scene: Scene) -> Iterator[Mutant]:
    for config in scene.of(CONFIG):
        if has(config, "connection", "definition"):
            edit = dropped(config, ("connection", "definition"))
            if edit is not None:
                yield Mutant(edit, "missing-field", (key_at(config, "connection"),))


@operator(FAMILY, "drop apiVersion or kind")
def drop_header(scene: Scene) -> Iterator[Mutant]:
    for document in scene.documents:
        for key in ("apiVersion", "kind"):
            edit = dropped(document, (key,))
            assert edit is not None
            yield Mutant(edit, "unknown-kind", (key_at(document),))


def closed_keys(scene: Scene) -> Iterator[tuple[Document, Route]]:
    """Yield the keys of a scene that belong to a closed set of fields, the header's left out."""
    for document in scene.documents:
        for route in keys(document):
            inside = pattern(route)[:-1]
            if not set(OPEN).intersection(inside) and route[0] not in {"apiVersion", "kind"}:
                yield document, route


def detail_keys(scene: Scene) -> Iterator[tuple[Document, Route]]:
    """Yield the keys of connection details, those that a base connection sets among them."""
    for document in scene.of(CONFIG):
        yield from (
            (document, each) for each in keys(document) if each[:2] == ("connection", "details") and each[2:]
        )
    for document in scene.of(BASE_RULES):
        yield from (
            (document, each) for each in keys(document) if each[2:4] == ("sets", "details") and each[4:]
        )


def _misspelt(
    rule: str, where: Callable[[Scene], Iterable[tuple[Document, Route]]], slip: Callable[[str], str]
) -> Callable[[Scene], Iterator[Mutant]]:
    def mutants(scene: Scene) -> Iterator[Mutant]:
        for document, route in where(scene):
            key = str(route[-1])
            wrong = slip(key)
            if wrong != key and wrong not in siblings(document, route[:-1]):
                yield Mutant(renamed(document, route, wrong), rule, (key_at(document, *route),))

    return mutants


MISSPELT = [
    Operator(FAMILY, f"misspell a {what}: {name}", _misspelt(rule, where, slip))
    for what, rule, where in (
        ("key", "unknown-field", closed_keys),
        ("detail", "unknown-detail", detail_keys),
    )
    for name, slip in slips.KEYS.items()
]


@operator(FAMILY, "misspell apiVersion or kind")
def misspell_header(scene: Scene) -> Iterator[Mutant]:
    for document in scene.documents:
        for key in ("apiVersion", "kind"):
            for slip in slips.KEYS.values():
                if slip(key) != key:
                    yield Mutant(
                        renamed(document, (key,), slip(key)), "unknown-kind", (key_at(document, key),)
                    )


def _extended(
    rule: str, entry: str, where: Callable[[Scene], Iterable[tuple[Document, Route]]]
) -> Callable[[Scene], Iterator[Mutant]]:
    """Put an entry into each mapping that holds one of the keys."""

    def mutants(scene: Scene) -> Iterator[Mutant]:
        seen = set()
        for document, route in where(scene):
            holder = (id(document), route[:-1])
            if holder not in seen:
                seen.add(holder)
                edit = put_before(document, route, entry)
                yield Mutant(edit, rule, (within(edit, entry),))

    return mutants


UNKNOWN = [
    Operator(
        FAMILY, "put in a field that no kind has", _extended("unknown-field", "colour: blue", closed_keys)
    ),
    Operator(
        FAMILY,
        "put in a detail that no definition has",
        _extended("unknown-detail", "colour: blue", detail_keys),
    ),
]


@operator(FAMILY, "say that a connection with fields of its own exists already")
def existing_with_fields(scene: Scene) -> Iterator[Mutant]:
    for config in scene.of(CONFIG):
        connection = config.get("connection") or {}
        if has(config, "connection", "name") and "existing" not in connection:
            edit = put_before(config, ("connection", "name"), "existing: true")
            if len(connection) > 1:
                yield Mutant(edit, "exclusive-fields", (within(edit, "true"),))


@operator(FAMILY, "put a field beside existing: true")
def fields_beside_existing(scene: Scene) -> Iterator[Mutant]:
    for config in scene.of(CONFIG):
        if config.get("connection", "existing") is True:
            for entry in (
                "definition: Procore V2 OAuth Code Flow Auth",
                "oauthClient: Norwood sign-in",
                "baseConnection: Norwood live",
                "details: {companyId: 1862205}",
            ):
                edit = put_before(config, ("connection", "existing"), entry)
                yield Mutant(edit, "exclusive-fields", (value_at(config, "connection", "existing"),))


@operator(FAMILY, "give a public client a key")
def keys_of_public_client(scene: Scene) -> Iterator[Mutant]:
    for client in scene.of(CLIENT):
        if client.get("public") is True:
            for entry in ("clientId: ${env:PUBLIC_CLIENT_ID}", "clientSecret: ${env:PUBLIC_CLIENT_SECRET}"):
                edit = put_before(client, ("definition",), entry)
                yield Mutant(edit, "exclusive-fields", (value_at(client, "public"),))


@from_mistakes
@operator(FAMILY, "details without their indentation")
def dedented(scene: Scene) -> Iterator[Mutant]:
    for config in scene.of(CONFIG):
        details = config.get(*DETAILS)
        lines = (
            isinstance(details, dict)
            and has(config, *DETAILS)
            and is_block(config, (*DETAILS, next(iter(details))))
        )
        if not lines or any(isinstance(each, list | dict) for each in details.values()):
            continue
        start, end = stretch(config, DETAILS)
        edit = Edit(config.source, start - 2, end, config.source.text[start:end].replace("\n    ", "\n  "))
        yield Mutant(edit, "unknown-field", (behind(edit),))


@from_mistakes
@operator(FAMILY, "a part of a config without its indentation")
def outdented(scene: Scene) -> Iterator[Mutant]:
    for config in scene.of(CONFIG):
        for key in ("workspace", "application", "connection"):
            part = config.get(key)
            named = isinstance(part, dict) and "name" in part and is_block(config, (key, "name"))
            if named and has(config, key, "name") and "<<" not in written(config, key):
                start, end = stretch(config, (key,))
                text = config.source.text[start:end].replace("\n  ", "\n")
                edit = Edit(config.source, start - 2, end, text)
                yield Mutant(edit, "unknown-field", (within(edit, "name:"),))


OPERATORS = (
    drop_required,
    drop_connection,
    drop_name_of_existing,
    drop_definition,
    drop_header,
    *MISSPELT,
    misspell_header,
    *UNKNOWN,
    existing_with_fields,
    fields_beside_existing,
    keys_of_public_client,
    dedented,
    outdented,
)
