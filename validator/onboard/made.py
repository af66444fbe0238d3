"""What follows from a row of answers: its definition and environment, the names of what it makes, addresses."""

from __future__ import annotations

from validator.catalog import platform
from validator.documents.kinds import CLIENT_CREDENTIALS, CODE_FLOW, ENDPOINTS, OF_CODE_FLOW
from validator.documents.scalars import boolean_meant
from validator.onboard.customers import number_of
from validator.onboard.fields import DETAILS, fields
from validator.onboard.naming import plain
from validator.project.facts import environment_key, environment_named
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from validator.documents.document import Document
    from validator.onboard.answers import Row
    from validator.project.facts import Attributes, Environment
    from validator.project.project import Project

_ACCESS = {"service-account": CLIENT_CREDENTIALS, "user": CODE_FLOW}
"""The type of definition that goes with each sort of data connector component."""


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
    base_unknown = not base and row.text("baseConnection") != ""
    existing = boolean_meant(row.text("existing")) == "true"
    name = base.get("definition") or row.text("definition")
    if not (name or base_unknown or existing):
        name = _definition(row, key, project)
    definition = project.definition(key, name)
    attributes = project.attributes(definition)
    label = (sets.get(DETAILS) or {}).get(environment_key()) or row.text("environment")
    return Made(
        row=row,
        connector=connector,
        definition=definition,
        attributes=attributes,
        environment=_environment(label, connector, attributes, project),
        sets=sets,
        base_unknown=base_unknown,
        base_defines=bool(base.get("definition")),
        existing=existing,
    )


def _environment(
    label: str, connector: Document | None, attributes: Attributes, project: Project
) -> Environment | None:
    chosen = attributes.named(environment_key())
    options = chosen.options if chosen is not None else ()
    return environment_named(label, project.environments(connector), options) if label else None


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


def customer_name(row: Row) -> str:
    """Return what a row's customer is called: its company, else its workspace."""
    return row.text("company") or row.text("workspace")


def in_latin(name: str, row: Row) -> str:
    """Return a name that begins with a customer's, with the company's number for one that has no Latin letters."""
    who, number = customer_name(row), number_of(row.text("companyId"))
    if not number or plain(who) or not name.startswith(who):
        return name
    return f"{number} {name.removeprefix(who)}"


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
