"""The schemas for editors: the shipped ones, with the names, keys and options that the catalogue and a project know.

What a definition settles is closed: its keys, and the options of each. A name that is not known is a suggestion among
others, since it may stand in a document that is still to be written; the linter says what is wrong with it.
"""

from __future__ import annotations

from validator.documents.kinds import (
    BASE_RULES,
    CLIENT,
    CONFIG,
    DEFINITION,
    GENERAL,
)
from validator.lazy import lazy
from validator.schema.schemas import SCHEMAS, bundle, schema

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any, TypeAlias

    from validator.documents.document import Document
    from validator.project.choices import Choice, Choices
    from validator.project.facts import Attribute

    Schema: TypeAlias = "dict[str, Any]"

REFERENCE = (
    r"^\s*([^\r\n]*([$#]\{|\{\{|<%|\$\()|\$(env:)?[A-Z_]|%[^\r\n]+%|%\{|@@[^\r\n]+@@|__[A-Za-z][^\r\n]*__|\(\("
    r"|@Microsoft\.KeyVault\(|(env|lookup|vault|secret|getenv)\(|process\.env|os\.environ|ENV[.\[]|secrets\."
    r"|[A-Za-z][A-Za-z0-9_+-]*:|projects/[^/]+/secrets/|ENC\[)"
)
"""What a whole value looks like that may be a reference, for editors: it lets every one pass that the linter knows."""

_ODD = lazy(r"\(\?|\\[^dDwWsSbBnrtfv.*+?^${}()|\[\]\\/]|[*+?}]\+")

_SECRET = "write a reference, such as ${env:NAME}; the secret itself never stands in a file"  # noqa: S105 - words
_PLAIN = lazy(r"[A-Za-z0-9-]+")
_NAME = {"type": "string", "minLength": 1}


def schema_with(name: str, choices: Choices, references: str = REFERENCE) -> Schema:
    """Return a schema by its file name, self-contained, with what is known at each place; others as they are.

    `references` is the pattern of what may stand in the place of a secret.
    """
    made = _Maker(choices, references)
    parts: Mapping[str, Schema] = {
        SCHEMAS[CONFIG]: made.config(),
        SCHEMAS[CLIENT]: made.client(),
        SCHEMAS[BASE_RULES]: made.base_rules(),
        SCHEMAS[DEFINITION]: made.definition(),
    }
    return bundle(name, lambda file: parts[file] if file in parts else schema(file))


def references_with(patterns: Iterable[str]) -> str:
    """Return the pattern of references with a project's own forms; that of any text, where one is Python's alone."""
    own = tuple(patterns)
    if any(_ODD.search(each) for each in own):
        return ""
    return "|".join([REFERENCE, *(f"^({each})$" for each in own)])


class _Maker:
    """The schemas of kinds that name something, each with what can be named."""

    def __init__(self, choices: Choices, references: str) -> None:
        self.choices = choices
        self.references = references
        self.connectors: dict[str, list[str]] = {}
        for each in choices.connectors():
            self.connectors.setdefault(choices.index.canonical(each.text) or each.text, []).append(each.text)
        self.places = {
            key: key if _PLAIN.fullmatch(key) else f"{at}" for at, key in enumerate(self.connectors)
        }

    def config(self) -> Schema:
        """Return the schema of a config: what stands in it depends on its connector and its definition."""
        whole = self._with_connector(schema(SCHEMAS[CONFIG]))
        properties = whole["properties"]
        for key, known in (
            ("workspace", self.choices.workspaces()),
            ("application", self.choices.applications()),
        ):
            field = properties[key]
            properties[key] = {**field, "anyOf": [*_constants(known), *field["anyOf"]]}
        details = {
            self._place(key, each): self._details(key, each)
            for key in self.connectors
            for each in self._definitions(key)
        }
        properties[GENERAL] = _plain_mapping(properties[GENERAL])
        connectors = {"connectors": _suggested(self.choices.connectors())}
        connection = _with_plain_details(whole["definitions"]["connection"])
        whole["definitions"] = {"connection": connection, **connectors, **details}
        return self._by_connector(whole, self._config_of)

    def _config_of(self, connector: str) -> Schema:
        """Return what more is known of a config of a connector."""
        general = self._general(connector)
        settled = self._settled_by_base(connector)
        return {
            "properties": {
                "integration": _suggested(self.choices.integrations(connector)),
                "connection": self._connection(connector),
                **({GENERAL: general} if general else {}),
            },
            **({"allOf": settled} if settled else {}),
        }

    def _connection(self, connector: str) -> Schema:
        rules = self.choices.index.base_rules(connector)
        by_name = [
            _then({"definition": _const(each.get("name"))}, {"details": _ref(self._place(connector, each))})
            for each in self._definitions(connector)
        ]
        bases = [choice for each in rules for choice in self.choices.base_connections(each)]
        return {
            "properties": {
                "definition": _suggested(self.choices.definitions(connector)),
                "oauthClient": _suggested(self.choices.clients(connector)),
                "baseConnection": _suggested(bases),
            },
            **({"allOf": by_name} if by_name else {}),
            **self._undecided(connector),
        }

    def _settled_by_base(self, connector: str) -> list[Schema]:
        """Return what details there can be where a base connection brings the definition."""
        return [
            _then(
                {
                    "integration": _const(rules.get("integration")),
                    "connection": _has("baseConnection", entry["name"]),
                },
                {"connection": {"properties": {"details": _ref(self._place(connector, definition))}}},
            )
            for rules in self.choices.index.base_rules(connector)
            for entry in rules.get("baseConnections") or ()
            if isinstance(entry, dict) and isinstance(entry.get("name"), str)
            for definition in [self.choices.index.definition(connector, entry.get("definition"))]
            if definition in self._definitions(connector)
            and self.choices.words(entry["name"])
            and self.choices.words(rules.get("integration") or "")
        ]

    def _undecided(self, connector: str) -> Schema:
        """Return what details there can be while no definition is written: those of any of the connector's."""
        every: Schema = {}
        for definition in self._definitions(connector):
            for attribute, choice in self.choices.details(definition):
                every.setdefault(attribute.key, _described({}, choice.words))
        if not every:
            return {}
        return {
            "if": {"required": ["definition"]},
            "else": {"properties": {"details": {"properties": every}}},
        }

    def _definitions(self, connector: str) -> list[Document]:
        """Return the definitions of a connector whose names may be shown."""
        known = self.choices.index.definitions(connector)
        return [each for each in known if self.choices.words(each.get("name") or "")]

    def _place(self, connector: str, definition: Document) -> str:
        number = self._definitions(connector).index(definition)
        return f"details-{self.places[connector]}-{number}"

    def _details(self, connector: str, definition: Document) -> Schema:
        known = self.choices.details(definition)
        properties = {each.key: self._detail(connector, each, choice) for each, choice in known}
        closed = definition.get("complete") is not False and len(known) == len(
            self.choices.index.attributes(definition)
        )
        return {
            "type": "object",
            "properties": properties,
            **({"additionalProperties": False} if closed else {}),
        }

    def _detail(self, connector: str, attribute: Attribute, choice: Choice) -> Schema:
        """Return the schema of one detail's value, with the words about it."""
        about = _described({"title": self.choices.words(attribute.title)}, choice.words)
        if attribute.example and not attribute.sensitive and self.choices.words(f"{attribute.example}"):
            about["examples"] = [attribute.example]
        if attribute.attributes:
            inner = self.choices.described(attribute.attributes, {})
            fields = {each.key: self._detail(connector, each, words) for each, words in inner}
            group: Schema = {"type": "object", "properties": fields}
            return about | ({"type": "array", "items": group} if attribute.is_array else group)
        value = self._value(connector, attribute)
        if attribute.is_array and value:
            value = {"anyOf": [value, {"type": "array", "items": value}]}
        return about | value

    def _value(self, connector: str, attribute: Attribute) -> Schema:
        if attribute.sensitive:
            return self._secret()
        options = self.choices.options(connector, attribute)
        if not options:
            return {}
        return {"anyOf": [*_constants(options), {"type": "string", "pattern": self.references}]}

    def _secret(self) -> Schema:
        return {"type": "string", "pattern": self.references, "errorMessage": _SECRET}

    def _general(self, connector: str) -> Schema:
        """Return the fields that a connector's own schema of general configuration describes, as suggestions."""
        document = self.choices.index.connector(connector)
        fields = document.get(GENERAL, "properties") if document is not None else None
        found = {
            key: _described(
                self._secret() if each.get("writeOnly") is True else {}, self.choices.words(_words(each))
            )
            for key, each in (fields.items() if isinstance(fields, dict) else ())
            if isinstance(each, dict) and self.choices.words(key)
        }
        return {"properties": found} if found else {}

    def client(self) -> Schema:
        """Return the schema of an OAuth client."""
        whole = self._with_connector(schema(SCHEMAS[CLIENT]))
        secret = whole["properties"]["clientSecret"]
        whole["properties"]["clientSecret"] = {**secret, **self._secret()}
        return self._by_connector(whole, self._client_of)

    def _client_of(self, connector: str) -> Schema:
        return {
            "properties": {
                "definition": _suggested(self.choices.definitions(connector)),
                "credentials": _suggested(self.choices.key_sets(connector)),
                "integrations": {"items": _suggested(self.choices.integrations(connector))},
            }
        }

    def base_rules(self) -> Schema:
        """Return the schema of the base connections of an integration."""
        whole = self._with_connector(schema(SCHEMAS[BASE_RULES]))
        definitions = whole["definitions"]
        presets = _with_plain_details(definitions["presets"])
        return self._by_connector(
            {**whole, "definitions": {**definitions, "presets": presets}},
            lambda key: {"properties": {"baseConnections": {"type": "array", "items": self._base(key)}}},
        )

    def _base(self, connector: str) -> Schema:
        environments = {"items": _suggested(self.choices.environments(connector))}
        file = SCHEMAS[CONFIG]
        by_name = [
            _then(
                {"definition": _const(each.get("name"))},
                {"sets": {"properties": {"details": _ref(self._place(connector, each), file)}}},
            )
            for each in self._definitions(connector)
        ]
        return {
            "properties": {
                "definition": _suggested(self.choices.definitions(connector)),
                "when": {"properties": {"connectionEnvironment": environments}},
                "sets": {"properties": {"oauthClient": _suggested(self.choices.clients(connector))}},
            },
            **({"allOf": by_name} if by_name else {}),
        }

    def definition(self) -> Schema:
        """Return the schema of a connection definition."""
        return self._with_connector(schema(SCHEMAS[DEFINITION]))

    def _with_connector(self, whole: Schema) -> Schema:
        field = {key: value for key, value in whole["properties"]["connector"].items() if key != "$ref"}
        known = {**field, **_ref("connectors", SCHEMAS[CONFIG])}
        return {**whole, "properties": {**whole["properties"], "connector": known}}

    def _by_connector(self, whole: Schema, schema_of: Callable[[str], Schema]) -> Schema:
        """Return a schema with what is known of documents of each connector."""
        conditions = [
            {"if": _has("connector", each), "then": _ref(f"connector-{self.places[key]}")}
            for key, keys in self.connectors.items()
            for each in keys
        ]
        known = {f"connector-{self.places[key]}": schema_of(key) for key in self.connectors}
        definitions = {**whole.get("definitions", {}), **known}
        return {**whole, "allOf": [*whole.get("allOf", ()), *conditions], "definitions": definitions}


def _with_plain_details(holder: Schema) -> Schema:
    properties = holder["properties"]
    return {**holder, "properties": {**properties, "details": _plain_mapping(properties["details"])}}


def _plain_mapping(field: Schema) -> Schema:
    """Return a field that holds values by key, without what every such value must be: an editor would offer that."""
    return {"type": "object", **{key: value for key, value in field.items() if key != "$ref"}}


def _constants(known: Iterable[Choice]) -> list[Schema]:
    return [_described({"type": "string", "const": each.text}, each.words) for each in known]


def _suggested(known: Iterable[Choice]) -> Schema:
    """Return a field that takes any name, and knows some."""
    constants = _constants(known)
    return {"anyOf": [*constants, _NAME]} if constants else {}


def _described(found: Schema, words: str) -> Schema:
    return {**found, "description": words} if words else found


def _words(field: Mapping[str, Any]) -> str:
    found = (field.get("title"), field.get("description"))
    return " ".join(
        each.strip().rstrip(".") + "." for each in found if isinstance(each, str) and each.strip()
    )


def _const(value: object) -> Schema:
    return {"const": value}


def _has(key: str, value: str) -> Schema:
    return {"properties": {key: _const(value)}, "required": [key]}


def _ref(definition: str, file: str = "") -> Schema:
    return {"$ref": f"{file}#/definitions/{definition}"}


def _then(when: Schema, then: Schema) -> Schema:
    """Return the condition that where all these fields are as they are said to be, others are as said."""
    return {"if": {"properties": when, "required": [*when]}, "then": {"properties": then}}
