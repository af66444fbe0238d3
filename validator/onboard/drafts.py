"""Drafts: the documents that rows of answers make, each part with the answer that it came from."""

from __future__ import annotations

from validator.catalog import platform
from validator.documents.kinds import (
    APPLICATION,
    CLIENT,
    CLIENT_CREDENTIALS,
    CODE_FLOW,
    CONFIG,
    ENDPOINTS,
    OF_CODE_FLOW,
    WORKSPACE,
)
from validator.documents.scalars import boolean_meant
from validator.onboard.answers import Answer, Row, reference_in, value_of
from validator.onboard.columns import known_fields, number_keys
from validator.onboard.fields import DETAILS, REFERENCE, fields
from validator.onboard.naming import slug, unique, variable
from validator.project.facts import environment_key, environment_named
from validator.schema.schemas import fields_of, schema
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.onboard.fields import Field
    from validator.project.facts import Attributes, Environment
    from validator.project.project import Project

FOLDERS = {CONFIG: "customers", WORKSPACE: "workspaces", APPLICATION: "applications", CLIENT: "clients"}
"""Where documents of each kind are put."""

_ACCESS = {"service-account": CLIENT_CREDENTIALS, "user": CODE_FLOW}
"""The type of definition that goes with each sort of data connector component."""


class Draft(NamedTuple):
    """A document to be written: its data, the answers that fill parts of it, and the references that it needs.

    `stem` is what its file is to be called, `number` the first row that it was made of. `lacking` are the keys of
    details that its definition asks for and nothing gives.
    """

    kind: str
    data: Mapping[str, Any]
    origins: Mapping[Route, tuple[str, Answer]]
    number: int
    stem: str
    variables: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()

    def origin(self, route: Route) -> tuple[str, Answer] | None:
        """Return the field and the answer that a part was made of, or the one part that it holds was."""
        for end in range(len(route), 0, -1):
            if route[:end] in self.origins:
                return self.origins[route[:end]]
        inside = [found for at, found in self.origins.items() if route and at[: len(route)] == route]
        return inside[0] if len(inside) == 1 and route != ("connection", DETAILS) else None


class _Parts:
    """The parts of a document as they are put together, and the answers that they come from."""

    def __init__(self) -> None:
        self.data: dict[str, Any] = {}
        self.origins: dict[Route, tuple[str, Answer]] = {}

    def put(self, route: tuple[str, ...], value: object, origin: tuple[str, Answer] | None = None) -> None:
        """Put a value at a route; what is empty is left out."""
        if value in ("", None) or value == {}:
            return
        holder = self.data
        for step in route[:-1]:
            holder = holder.setdefault(step, {})
        holder[route[-1]] = value
        if origin is not None:
            self.origins[route] = origin


class Made(NamedTuple):
    """A row with what follows from it and from the project: what its connector is, and what its definition asks for."""

    row: Row
    connector: Document | None
    definition: Document | None
    attributes: Attributes
    environment: Environment | None
    sets: Mapping[str, Any]
    base_unknown: bool
    base_defines: bool
    existing: bool

    def text(self, field: str) -> str:
        """Return the text for a field."""
        return self.row.text(field)

    @property
    def is_oauth(self) -> bool:
        """Whether the definition is one of the OAuth types."""
        return self.definition is not None and str(self.definition.get("type")).startswith("OAuth2")

    @property
    def needs_client(self) -> bool:
        """Whether an OAuth client has to be named: the base connection brings none, as far as that is known."""
        return self.is_oauth and "oauthClient" not in self.sets and not (self.existing or self.base_unknown)


def made_of(row: Row, project: Project) -> Made:
    """Return a row with what follows from it."""
    key = project.canonical(row.text("connector")) or ""
    connector = project.connector(key)
    base = _base(row, key, project)
    sets = base.get("sets") or {}
    base_unknown, existing = (
        not base and row.text("baseConnection") != "",
        boolean_meant(row.text("existing")) == "true",
    )
    name = base.get("definition") or row.text("definition")
    if not (name or base_unknown or existing):
        name = _definition(row, key, project)
    definition = project.definition(key, name)
    attributes = project.attributes(definition)
    chosen = attributes.named(environment_key())
    details = sets.get("details") or {}
    label = details.get(environment_key()) or row.text("environment")
    known = project.environments(connector)
    environment = environment_named(label, known, chosen.options if chosen else ()) if label else None
    return Made(
        row,
        connector,
        definition,
        attributes,
        environment,
        sets,
        base_unknown,
        bool(base.get("definition")),
        existing,
    )


def _base(row: Row, key: str, project: Project) -> Mapping[str, Any]:
    rules = project.rules_for(key, row.text("integration"))
    at = project.base_named(rules, row.text("baseConnection")) if rules is not None else None
    found = rules.get("baseConnections", at) if rules is not None and at is not None else None
    return found if isinstance(found, dict) else {}


def _definition(row: Row, key: str, project: Project) -> str:
    """Return the definition that is meant where none is named: the only one, or the one that goes with the access."""
    known = project.definitions(key)
    wanted = _ACCESS.get(fields()["access"].value_meant(row.text("access")))
    fitting = [each for each in known if each.get("type") == wanted] if wanted and len(known) > 1 else known
    return f"{fitting[0].get('name')}" if len(fitting) == 1 else ""


def completed(rows: Sequence[Row], project: Project) -> list[Row]:
    """Return rows with what can be told from their other answers: names, the definition, where secrets live."""
    taken = {row.text("name").casefold() for row in rows}
    return [_completed(row, project, taken) for row in rows]


def _completed(row: Row, project: Project, taken: set[str]) -> Row:
    made = made_of(row, project)
    product = made.connector.name if made.connector is not None else row.text("connector")
    who = row.text("company") or row.text("workspace")
    otherwise = f"row-{row.number}" if row.number else "customer"
    derived = {}
    if made.definition is not None and not made.base_defines:
        derived["definition"] = f"{made.definition.get('name')}"
    if who and not made.existing:
        derived["connection"] = f"{who} {product}"
    if made.needs_client:
        keys = made.environment.credentials if made.environment is not None else None
        derived["oauthClient"] = " ".join(each for each in (who, product, keys) if each)
    environment = made.environment.name if made.environment is not None else ""
    name = slug(who, row.text("connector"), environment, otherwise=otherwise)
    derived["name"] = name if row.text("name") else unique(name, taken)
    for field, text in derived.items():
        if text and not row.text(field):
            row = row.but(field, text)
    taken.add(row.text("name").casefold())
    return row


def drafts_of(rows: Sequence[Row], project: Project) -> list[Draft]:
    """Return the documents that rows make; what several of them have in common becomes a document of its own."""
    whole = [made_of(row, project) for row in completed(rows, project)]
    maker = _Maker(whole, project)
    return maker.drafts()


class _Maker:
    """Makes the drafts of rows; what was shared or named is kept while it does."""

    def __init__(self, whole: Sequence[Made], project: Project) -> None:
        self.whole, self.project = whole, project
        by_connector = {
            key: known_fields(project, (key,)) for key in {each.text("connector") for each in whole}
        }
        self.known = [by_connector[each.text("connector")] for each in whole]
        self.shared: dict[str, dict[str, Draft]] = {
            "workspace": self._common(WORKSPACE, "workspace", "workspace"),
            "application": self._common(APPLICATION, "application", "application"),
        }
        self.clients: dict[tuple[str, str], Draft] = {}
        self.taken: set[str] = set()

    def drafts(self) -> list[Draft]:
        """Return the drafts: configs in the order of their rows, then what they share."""
        configs = [self._config(at) for at in range(len(self.whole))]
        shared = [draft for found in self.shared.values() for draft in found.values()]
        return [*configs, *shared, *self.clients.values()]

    def _group(self, at: int, group: str) -> list[tuple[Field, Answer]]:
        answers = self.whole[at].row.answers
        return [
            (field, answers[name])
            for name, field in self.known[at].items()
            if field.group == group and name in answers
        ]

    def _common(self, kind: str, group: str, named_by: str) -> dict[str, Draft]:
        """Return a document for each name under which several rows describe one and the same thing."""
        by_name: dict[str, list[int]] = {}
        for at, made in enumerate(self.whole):
            if name := made.text(named_by):
                by_name.setdefault(name, []).append(at)
        found: dict[str, Draft] = {}
        for name, places in by_name.items():
            if len(places) > 1 and self._known(kind, name) is None:
                draft = self._merged(kind, group, name, places)
                if draft is not None:
                    found[name] = draft
        return found

    def _known(self, kind: str, name: str) -> Document | None:
        """Return the project's own document of a thing that several configs may name."""
        return self.project.workspace(name) if kind == WORKSPACE else self.project.application(name)

    def _merged(self, kind: str, group: str, name: str, places: list[int]) -> Draft | None:
        """Return what rows say of one thing together; None where they do not agree."""
        parts = _Parts()
        connectors = {self.whole[at].text("connector") for at in places}
        parts.put(("name",), name)
        if kind == APPLICATION:
            if len(connectors) > 1:
                return None
            parts.put(("connector",), next(iter(connectors)))
        for at in places:
            for field, answer in self._group(at, group):
                value = value_of(field, answer.text)
                if parts.data.setdefault(field.key, value) != value:
                    return None
                parts.origins.setdefault((field.key,), (field.name, answer))
        first = self.whole[places[0]].row.number
        data = {key: parts.data[key] for key in fields_of(kind) if key in parts.data}
        return Draft(kind, data, parts.origins, first, slug(name, otherwise=f"{kind.lower()}-{first}"))

    def _config(self, at: int) -> Draft:
        made, parts = self.whole[at], _Parts()
        for field, answer in self._group(at, "config"):
            parts.put((field.key,), value_of(field, answer.text), (field.name, answer))
        self._put_shared(parts, at, "workspace", WORKSPACE)
        self._put_shared(parts, at, "application", APPLICATION)
        for field, answer in self._group(at, "connection"):
            parts.put(("connection", field.key), value_of(field, answer.text), (field.name, answer))
        variables = self._put_details(parts, at)
        for field, answer in self._group(at, "metadata"):
            parts.put(("metadata", field.key), answer.text, (field.name, answer))
        self._add_client(at)
        parts.data.setdefault("connection", {})
        data = {key: parts.data[key] for key in _ORDER if key in parts.data}
        stem = slug(made.row.text("name"), otherwise=f"row-{made.row.number}")
        lacking = self._lacking(made, parts.data["connection"].get(DETAILS, {}))
        return Draft(CONFIG, data, parts.origins, made.row.number, stem, variables, lacking)

    @staticmethod
    def _lacking(made: Made, details: Mapping[str, Any]) -> tuple[str, ...]:
        given = {*details, *(made.sets.get(DETAILS) or {})}
        return tuple(
            each.key
            for each in made.attributes
            if each.required and each.default is None and each.key not in given
        )

    def _put_shared(self, parts: _Parts, at: int, group: str, kind: str) -> None:
        name = self.whole[at].text(group)
        answers = self._group(at, group)
        if name and (name in self.shared[group] or self._says_so(kind, name, answers)):
            parts.put((group,), name, (group, self.whole[at].row.answers[group]))
            return
        order = list(schema("shared.json")["definitions"][group]["properties"])
        for field, answer in sorted(answers, key=lambda each: order.index(each[0].key)):
            parts.put((group, field.key), value_of(field, answer.text), (field.name, answer))

    def _says_so(self, kind: str, name: str, answers: Sequence[tuple[Field, Answer]]) -> bool:
        """Whether a document of the project says all of these answers already."""
        known = self._known(kind, name)
        said = known.data if known is not None else {}
        return bool(said) and all(
            said.get(field.key) == value_of(field, answer.text) for field, answer in answers
        )

    def _put_details(self, parts: _Parts, at: int) -> tuple[str, ...]:
        """Put the details of a connection; return the variables that are to hold the secrets among them."""
        made, variables = self.whole[at], []
        keys = number_keys(self.project, made.text("connector"))
        set_already = made.sets.get(DETAILS) or {}
        for field, answer in self._group(at, DETAILS):
            key = {"companyId": keys[0] if keys else "companyId", "environment": environment_key()}.get(
                field.key, field.key
            )
            if field.kind == REFERENCE:
                continue
            value = value_of(field, answer.text)
            parts.put(("connection", DETAILS, key), value, (field.name, answer))
        for attribute in made.attributes:
            name = f"{DETAILS}.{attribute.key}"
            is_given = made.text(name) != ""
            if (
                attribute.sensitive
                and not attribute.attributes
                and attribute.key not in set_already
                and (is_given or attribute.required)
            ):
                reference = self._reference(at, name, attribute.key)
                variables.append(reference)
                parts.put(
                    ("connection", DETAILS, attribute.key),
                    reference,
                    (name, made.row.answers.get(name, Answer("", made.row.number))),
                )
        return tuple(variables)

    def _reference(self, at: int, field: str, key: str, owner: str = "") -> str:
        """Return the reference to where a secret lives: the given one, else a variable named after its owner."""
        made = self.whole[at]
        if given := reference_in(made.text(field), self.project.settings):
            return given
        who = owner or made.text("company") or made.text("workspace") or made.text("name")
        base = variable(who, key, otherwise=f"CUSTOMER_{made.row.number}")
        found = unique(base, self.taken, joint="_")
        self.taken.add(found.casefold())
        return f"${{env:{found}}}"

    def _add_client(self, at: int) -> None:
        """Add the document of an OAuth client that a row needs and nobody has yet."""
        made = self.whole[at]
        name, connector = made.text("oauthClient"), made.text("connector")
        if not name or not made.needs_client or (connector, name) in self.clients:
            return
        known = self.project.client(connector, name)
        if known is not None:
            return
        parts = _Parts()
        parts.put(("name",), name, ("oauthClient", made.row.answers["oauthClient"]))
        parts.put(("connector",), connector, ("connector", made.row.answers["connector"]))
        definition = made.definition.get("name") if made.definition is not None else made.text("definition")
        parts.put(("definition",), definition, _origin(made, "definition"))
        if made.environment is not None:
            parts.put(("credentials",), made.environment.credentials, _origin(made, "environment"))
        variables = []
        for key in ("clientId", "clientSecret"):
            variables.append(self._reference(at, key, key, name))
            parts.put((key,), variables[-1], _origin(made, key))
        parts.put(
            ("clientSecretExpiration",),
            made.text("clientSecretExpiration"),
            _origin(made, "clientSecretExpiration"),
        )
        for key, url in _addresses(made).items():
            parts.put((key,), url, _origin(made, "environment"))
        parts.put(
            ("clientAuthentication",),
            made.text("clientAuthentication"),
            _origin(made, "clientAuthentication"),
        )
        stem = slug(name, otherwise=f"client-{made.row.number}")
        self.clients[connector, name] = Draft(
            CLIENT, parts.data, parts.origins, made.row.number, stem, tuple(variables)
        )


_ORDER = (
    "name",
    "metadata",
    "connector",
    "integration",
    "workspace",
    "application",
    "connection",
    "unattended",
)


def _origin(made: Made, field: str) -> tuple[str, Answer] | None:
    answer = made.row.answers.get(field)
    return (field, answer) if answer is not None else None


def _addresses(made: Made) -> dict[str, str]:
    login = made.environment.login_url if made.environment is not None else None
    return addresses(made.connector, made.definition, login)


def addresses(connector: Document | None, definition: Document | None, login: str | None) -> dict[str, str]:
    """Return the addresses that the form of an OAuth client takes, as far as the catalogue knows them.

    What the definition brings itself is left to it.
    """
    paths = connector.get("oauthPaths") if connector is not None else None
    if not isinstance(paths, dict) or not login:
        return {}
    is_code_flow = definition is not None and definition.get("type") == CODE_FLOW
    found = {
        field: f"{login.rstrip('/')}{paths[end]}"
        for field, end in ENDPOINTS.items()
        if isinstance(paths.get(end), str)
        and (is_code_flow or field not in OF_CODE_FLOW)
        and not (definition is not None and definition.get(field))
    }
    return {**found, "redirectUri": str(platform()["callbackUrl"])} if is_code_flow else found
