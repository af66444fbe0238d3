"""Drafts: the documents that rows of answers make, each part with the answer that it came from."""

from __future__ import annotations

from validator.documents.kinds import (
    APPLICATION,
    CLIENT,
    CONFIG,
    WORKSPACE,
)
from validator.onboard.answers import Answer, Row, reference_in, value_of
from validator.onboard.columns import known_fields, number_keys
from validator.onboard.completing import completed
from validator.onboard.fields import DETAILS, REFERENCE
from validator.onboard.made import addresses, customer_name, in_latin, made_of
from validator.onboard.naming import plain, slug, unique, variable
from validator.project.connection import CREDENTIALS
from validator.project.facts import environment_key
from validator.schema.schemas import fields_of, schema
from validator.secrets.references import parse_reference
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.onboard.fields import Field
    from validator.onboard.made import Made
    from validator.project.project import Project

FOLDERS = {CONFIG: "customers", WORKSPACE: "workspaces", APPLICATION: "applications", CLIENT: "clients"}
"""Where documents of each kind are put."""


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


def drafts_of(rows: Sequence[Row], project: Project) -> list[Draft]:
    """Return the documents that rows make; what several of them have in common becomes a document of its own."""
    whole = [made_of(row, project) for row in completed(rows, project).rows]
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
        self.taken = _variables_of_others(whole, project)

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
        connector = self.whole[at].text("connector")
        number = next(iter(number_keys(self.project, connector)), "companyId")
        keys = {"environment": environment_key(), "companyId": number}
        for field, answer in self._group(at, DETAILS):
            if field.kind != REFERENCE:
                key = keys.get(field.key, field.key)
                parts.put(("connection", DETAILS, key), value_of(field, answer.text), (field.name, answer))
        return tuple(self._put_secrets(parts, at))

    def _put_secrets(self, parts: _Parts, at: int) -> Iterator[str]:
        """Put references for the secrets among the details, and yield them."""
        made = self.whole[at]
        given = made.sets.get(DETAILS) or {}
        for attribute in made.attributes:
            name = f"{DETAILS}.{attribute.key}"
            is_wanted = attribute.required or made.text(name) != ""
            if attribute.sensitive and not attribute.attributes and is_wanted and attribute.key not in given:
                reference = self._reference(at, name, attribute.key)
                origin = made.row.answers.get(name, Answer("", made.row.number))
                parts.put(("connection", DETAILS, attribute.key), reference, (name, origin))
                yield reference

    def _reference(self, at: int, field: str, key: str, owner: str = "") -> str:
        """Return the reference to where a secret lives: the given one, else a variable named after its owner."""
        made = self.whole[at]
        if given := reference_in(made.text(field), self.project.settings):
            return given
        who = in_latin(owner or customer_name(made.row) or made.text("name"), made.row)
        otherwise = "CUSTOMER" if plain(who) else f"CUSTOMER_{made.row.number}"
        base = variable(who, key, otherwise=otherwise)
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
        parts = self._client(at, name)
        variables = tuple(parts.data[key] for key in CREDENTIALS)
        stem = slug(in_latin(name, made.row), otherwise=f"client-{made.row.number}")
        self.clients[connector, name] = Draft(
            CLIENT, parts.data, parts.origins, made.row.number, stem, variables
        )

    def _client(self, at: int, name: str) -> _Parts:
        made, parts = self.whole[at], _Parts()
        definition = made.definition.get("name") if made.definition is not None else made.text("definition")
        parts.put(("name",), name, _origin(made, "oauthClient"))
        parts.put(("connector",), made.text("connector"), _origin(made, "connector"))
        parts.put(("definition",), definition, _origin(made, "definition"))
        if made.environment is not None:
            parts.put(("credentials",), made.environment.credentials, _origin(made, "environment"))
        for key in CREDENTIALS:
            parts.put((key,), self._reference(at, key, key, name), _origin(made, key))
        expiration, authentication = "clientSecretExpiration", "clientAuthentication"
        parts.put((expiration,), made.text(expiration), _origin(made, expiration))
        for key, url in _addresses(made).items():
            parts.put((key,), url, _origin(made, "environment"))
        parts.put((authentication,), made.text(authentication), _origin(made, authentication))
        return parts


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


def _variables_of_others(whole: Sequence[Made], project: Project) -> set[str]:
    """Return the variables of the project's clients, and of its configs but for those that the rows stand for."""
    own = {made.text("name") for made in whole}
    values = [client.get(key) for client in project.of_kind(CLIENT) for key in CREDENTIALS]
    for connection in project.connections():
        if connection.config.get("name") not in own:
            values += [each.value for each in connection.details.values()]
    references = [parse_reference(each) for each in values if isinstance(each, str)]
    return {each.target.casefold() for each in references if each is not None and each.kind.value == "env"}


def _origin(made: Made, field: str) -> tuple[str, Answer] | None:
    answer = made.row.answers.get(field)
    return (field, answer) if answer is not None else None


def _addresses(made: Made) -> dict[str, str]:
    login = made.environment.login_url if made.environment is not None else None
    return addresses(made.connector, made.definition, login)
