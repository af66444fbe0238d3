"""Operators on connectors and definitions of the project's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.whole.quality.edits import dropped, put_before, replaced, within
from tests.whole.quality.making import entering, fields, replacing
from tests.whole.quality.model import Edit, Mutant, operator
from tests.whole.quality.scenes import key_at, stretch, value_at
from validator.documents.kinds import CONFIG, CONNECTOR, DEFINITION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.whole.quality.scenes import Scene
    from validator.diagnostics import Route
    from validator.documents.document import Document

FAMILY = "Definitions"
PROPERTIES = ("generalConfiguration", "properties")


def _attributes(scene: Scene, key: str) -> Iterator[tuple[Document, Route]]:
    for document in scene.of(DEFINITION):
        for index, each in enumerate(document.get("attributes")):
            if each.get("key") == key:
                yield document, ("attributes", index)


@operator(FAMILY, "declare a secret not sensitive")
def exposed(scene: Scene) -> Iterator[Mutant]:
    for document, route in _attributes(scene, "signingKey"):
        edit = replaced(document, (*route, "isSensitive"), "false")
        yield Mutant(edit, "sensitive-attribute-exposed", (value_at(document, *route, "isSensitive"),))


@operator(FAMILY, "declare an environment sensitive")
def hidden(scene: Scene) -> Iterator[Mutant]:
    for document, route in _attributes(scene, "connectionEnvironment"):
        edit = replaced(document, (*route, "isSensitive"), "true")
        yield Mutant(edit, "attribute-hidden", (value_at(document, *route, "isSensitive"),))


@operator(FAMILY, "do not say that an environment is not sensitive")
def hidden_by_default(scene: Scene) -> Iterator[Mutant]:
    for document, route in _attributes(scene, "connectionEnvironment"):
        edit = dropped(document, (*route, "isSensitive"))
        assert edit is not None
        yield Mutant(edit, "attribute-hidden", (value_at(document, *route, line_only=True),))


@operator(FAMILY, "drop the description of an attribute")
def undescribed(scene: Scene) -> Iterator[Mutant]:
    for document in scene.of(DEFINITION):
        for index, _ in enumerate(document.get("attributes")):
            edit = dropped(document, ("attributes", index, "description"))
            assert edit is not None
            yield Mutant(
                edit, "undescribed-attribute", (value_at(document, "attributes", index, line_only=True),)
            )


@operator(FAMILY, "a default for a sensitive attribute")
def defaulted(scene: Scene) -> Iterator[Mutant]:
    for document, route in _attributes(scene, "signingKey"):
        for text in ("Tr0ub4dor-and-3-horses", "meridian"):
            edit = put_before(document, (*route, "title"), f"default: {text}")
            yield Mutant(edit, "secret-default", (within(edit, text),))


@operator(FAMILY, "ask again for what the OAuth client holds")
def redeclared(scene: Scene) -> Iterator[Mutant]:
    for document in scene.of(DEFINITION):
        if str(document.get("type")).startswith("OAuth2"):
            start = stretch(document, ("attributes", 0))[0]
            for key in ("clientSecret", "tokenUrl", "scope"):
                sensitive = "true" if key == "clientSecret" else "false"
                entry = (
                    f"key: {key}\n    title: Asked twice\n    description: Asked for by the client.\n"
                    f"    isRequired: false\n    isSensitive: {sensitive}\n  - "
                )
                edit = Edit(document.source, start, start, entry)
                yield Mutant(edit, "redeclared-client-field", (within(edit, key),))


@operator(FAMILY, "no bounds for a number in general configuration")
def unbounded(scene: Scene) -> Iterator[Mutant]:
    for document in scene.of(CONNECTOR):
        edit = replaced(document, (*PROPERTIES, "pageSize"), "{type: integer, title: Page size}")
        yield Mutant(edit, "lost-constraint", (key_at(document, *PROPERTIES, "pageSize"),))


SIZE = fields(CONFIG, ("generalConfiguration", "pageSize"))
URLS = fields(
    CONNECTOR, *(("environments", index, key) for index in (0, 1) for key in ("loginUrl", "apiUrl"))
)

OPERATORS = (
    exposed,
    hidden,
    hidden_by_default,
    undescribed,
    defaulted,
    redeclared,
    replacing(
        FAMILY,
        "an address that is still a template",
        "placeholder-host",
        URLS,
        "https://prod.example.com",
        "'https://{tenant}.plantrack.com'",
    ),
    entering(
        FAMILY,
        "a secret in general configuration beside connection definitions",
        "credentials-in-config-schema",
        fields(CONNECTOR, (*PROPERTIES, "pageSize")),
        "apiKey: {type: string, title: API key, writeOnly: true}",
        "password: {type: string, title: Password}",
        at_key=True,
    ),
    entering(
        FAMILY,
        "nothing required of a company's number",
        "lost-constraint",
        fields(CONNECTOR, (*PROPERTIES, "pageSize")),
        "companyId: {type: string, title: Company}",
        at_key=True,
    ),
    unbounded,
    replacing(
        FAMILY,
        "a key that no definition can have",
        "incomplete-key",
        fields(DEFINITION, ("key",)),
        "signed requests",
        '"!"',
    ),
    replacing(FAMILY, "an empty key", "incomplete-key", fields(DEFINITION, ("key",)), '""'),
    replacing(FAMILY, "a number out of its bounds", "invalid-value", SIZE, "0", "501"),
    replacing(FAMILY, "text for a number", "wrong-type", SIZE, "many", '"200"'),
    entering(FAMILY, "a key that the schema forbids", "unknown-field", SIZE, "colour: blue", at_key=True),
    entering(
        FAMILY,
        "a key that the schema does not know",
        "unknown-field",
        fields(CONFIG, ("generalConfiguration", "companyId"), connector="procore"),
        "colour: blue",
        "baseURL: https://api.procore.com/",
        at_key=True,
    ),
)
