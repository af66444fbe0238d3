"""Rules about what connection definitions ask for, in YAML documents and in a connector.json alike."""

from __future__ import annotations

from validator.diagnostics import Basis, Part, Severity
from validator.documents.finding import Change, Finding, Place
from validator.documents.kinds import CONNECTOR, DEFINITION, ENDPOINTS, GENERAL
from validator.lazy import lazy
from validator.project.facts import is_choice
from validator.rules import doubt
from validator.rules.rule import rule
from validator.secrets.fields import is_secret_field
from validator.values import NamedTuple
from validator.words import quoted, shown, simplified

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.project import Project

SDK = "Connector SDK, ConnectionProperty"
_OF_SERVICE = "configSchema"
_OF_CLIENT = frozenset(
    {
        *map(simplified, ENDPOINTS),
        "clientid",
        "clientsecret",
        "clientsecretexpiration",
        "scope",
        "scopes",
        "prompt",
        "clientauthentication",
        "authorizationendpoint",
        "authorizeendpoint",
        "authorizeurl",
        "authurl",
        "tokenendpoint",
        "accesstokenurl",
        "refreshendpoint",
        "refreshtokenurl",
    }
)
CLIENT_FIELDS = _OF_CLIENT - {"scope", "scopes", "prompt", "clientsecret"}
"""What only an OAuth client asks for, wherever it stands; a secret is the matter of another rule."""

_CERTIFICATE = lazy(r"(?:certificate|cert|pfx|privatekey)(?:base64|content|contents|data|value|pem)?\Z")
_PUBLIC = lazy(r"public")


@rule(Severity.ERROR, Basis.DOCUMENTED, DEFINITION, source=SDK, needs_reason=True)
def sensitive_attribute_exposed(document: Document, project: Project) -> Iterator[Finding]:
    """A definition asks for a secret and declares it not sensitive.

    Values that are not sensitive are shown to everybody in the account, and stored like any other.

    Given: A connector being built

    Bad:
        kind: ConnectionDefinition
        attributes:
          - {key: apiSecretKey, title: Api Secret Key, description: The key., isRequired: true, isSensitive: false}

    Good:
        kind: ConnectionDefinition
        attributes:
          - {key: apiSecretKey, title: Api Secret Key, description: The key., isRequired: true, isSensitive: true}
    """
    del project
    for declared in attributes_of(document):
        if declared.sensitive is False and declared.is_secret:
            place = declared.place("isSensitive")
            message = f"{declared.name} is a secret by its name, and everybody would see it"
            yield Finding(
                message, place, "write true", change=Change("write true", place, "true", safe=False)
            )


@rule(Severity.WARNING, Basis.INFERRED, DEFINITION, source=SDK)
def attribute_hidden(document: Document, project: Project) -> Iterator[Finding]:
    """An environment, a region or another choice is sensitive, so nobody but its owner sees which one is set.

    An attribute is sensitive unless `isSensitive: false` says otherwise, which is easily forgotten.

    Given: A connector being built

    Bad:
        kind: ConnectionDefinition
        attributes:
          - {key: region, title: Region, description: The region., isRequired: true, isSensitive: true}

    Good:
        kind: ConnectionDefinition
        attributes:
          - {key: region, title: Region, description: The region., isRequired: true, isSensitive: false}
    """
    del project
    for declared in attributes_of(document):
        if declared.sensitive is not False and declared.is_choice and not declared.is_secret:
            place = declared.place("isSensitive")
            if declared.sensitive is None:
                message = (
                    f"{declared.name} is a choice and no secret, and without isSensitive: false it is hidden"
                )
                yield Finding(message, place, "add isSensitive: false")
            else:
                change = Change("write false", place, "false", safe=False)
                yield Finding(
                    f"{declared.name} is a choice and no secret, and it is hidden",
                    place,
                    "write false",
                    change=change,
                )


@rule(Severity.WARNING, Basis.DOCUMENTED, DEFINITION, CONNECTOR, source="Connector SDK, OAuth base classes")
def redeclared_client_field(document: Document, project: Project) -> Iterator[Finding]:
    """An OAuth definition asks again for what its OAuth client holds already.

    Client id, secret, addresses and scope belong to the OAuth client. Asked for once more, they are entered twice and
    differ one day. The settings of a connector and of its services may ask for them no more than a definition, where
    all of its definitions are OAuth ones.

    Given: A connector being built

    Bad:
        kind: ConnectionDefinition
        type: OAuth2ClientCredentials
        attributes:
          - {key: tokenUrl, title: Token URL, description: The address., isRequired: false, isSensitive: false}

    Good:
        kind: ConnectionDefinition
        type: OAuth2ClientCredentials
        attributes:
          - {key: tenant, title: Tenant, description: The tenant's name., isRequired: false, isSensitive: false}
    """
    if document.kind == CONNECTOR:
        yield from _redeclared_in_settings(document, project)
        return
    if not str(document.get("type") or "").startswith("OAuth2"):
        return
    for declared in attributes_of(document, nested=False):
        if simplified(declared.key) in _OF_CLIENT:
            message = f"{declared.name} is the OAuth client's own field, and people would enter it twice"
            yield Finding(message, declared.place("key"), "leave the attribute out")


def _redeclared_in_settings(connector: Document, project: Project) -> Iterator[Finding]:
    """Yield what the schemas of a connector's settings ask for although its OAuth clients hold it."""
    definitions = project.definitions(connector.get("key"))
    if not definitions or any(not str(each.get("type")).startswith("OAuth2") for each in definitions):
        return
    from validator.schema.foreign import properties_of  # noqa: PLC0415 - few projects have a connector of their own

    for base, schema in schemas_of(connector):
        for route, name, _ in properties_of(schema):
            if simplified(name) in CLIENT_FIELDS:
                message = (
                    f"{shown(name, 'this')} is the OAuth client's own field, and people would enter it twice"
                )
                place = Place(connector, (*base, *route), Part.KEY)
                yield Finding(message, place, "leave the property out")


def schemas_of(connector: Document) -> Iterator[tuple[Route, Any]]:
    """Yield the schemas of a connector's settings with the routes to them: general ones, then those of services."""
    yield (GENERAL,), connector.get(GENERAL)
    for module, entry in _entries(connector.get("modules") if connector.generated else None):
        for service, each in _entries(entry.get("services")):
            yield ("modules", module, "services", service, _OF_SERVICE), each.get(_OF_SERVICE)


def _entries(value: object) -> list[tuple[int, dict[str, Any]]]:
    items = enumerate(value) if isinstance(value, list) else ()
    return [(index, each) for index, each in items if isinstance(each, dict)]


@rule(Severity.INFO, Basis.DOCUMENTED, DEFINITION, source="Connector SDK, approval criteria")
def undescribed_attribute(document: Document, project: Project) -> Iterator[Finding]:
    """An attribute has no description, or a name that people choose by only repeats the class behind it.

    People who set up a connection see titles and descriptions, and nothing else of the connector.

    Given: A connector being built

    Bad:
        kind: ConnectionDefinition
        attributes:
          - {key: tenant, title: Tenant, isRequired: true, isSensitive: false}

    Good:
        kind: ConnectionDefinition
        attributes:
          - {key: tenant, title: Tenant, description: The tenant's short name., isRequired: true, isSensitive: false}
    """
    del project
    name, key = document.get("name"), document.get("key")
    if isinstance(name, str) and isinstance(key, str) and name.casefold() == key.casefold():
        message = f"the name {quoted(name)} only repeats the class of the definition"
        yield Finding(
            message, Place(document, ("name",)), "say what people sign in with, such as Ledger API Key"
        )
    for declared in attributes_of(document):
        text = declared.data.get("description")
        if not (isinstance(text, str) and text.strip()):
            yield Finding(
                f"{declared.name} has no description",
                declared.place("description"),
                "add description: with what to enter",
                rests_on=(doubt.part(document, *declared.route, "description"),),
            )


@rule(
    Severity.ERROR, Basis.DOCUMENTED, DEFINITION, source="Connector SDK, approval criteria", needs_reason=True
)
def secret_default(document: Document, project: Project) -> Iterator[Finding]:
    """A sensitive attribute has a default value.

    A default stands in the connector's code and metadata for everybody to read, so it can be no secret; and a secret of
    one customer is none for the others.

    Given: A connector being built

    Bad:
        kind: ConnectionDefinition
        attributes:
          - {key: apiKey, title: API Key, description: The key., isRequired: false, isSensitive: true, default: letmein}

    Good:
        kind: ConnectionDefinition
        attributes:
          - {key: apiKey, title: API Key, description: The key., isRequired: false, isSensitive: true}
    """
    del project
    for declared in attributes_of(document):
        hidden = declared.sensitive is not False and (declared.is_secret or not declared.is_choice)
        if hidden and declared.data.get("default") not in (None, ""):
            place = declared.place("default")
            change = Change("leave default out", place, None, safe=False)
            message = f"{declared.name} is sensitive and has a default value (hidden)"
            undecided = declared.sensitive is None and not declared.is_secret
            otherwise = ", or add isSensitive: false if everybody may see it" if undecided else ""
            yield Finding(message, place, f"leave default out{otherwise}", change=change)


class Declared(NamedTuple):
    """One attribute of a definition where it stands; `sensitive` is None where the definition does not say."""

    document: Document
    route: Route
    data: dict[str, Any]
    key: str
    title: str
    sensitive: bool | None

    def place(self, field: str) -> Place:
        """Return where a field of the attribute stands, its key where it does not have the field."""
        return Place(self.document, (*self.route, field if field in self.data else "key"))

    @property
    def name(self) -> str:
        """What a message calls the attribute."""
        return quoted(self.title) if self.title.strip() else shown(self.key, "this attribute")

    @property
    def is_choice(self) -> bool:
        """Whether people choose a value that is no secret: an option, an environment or a region."""
        return is_choice(self.data)

    @property
    def is_secret(self) -> bool:
        """Whether key or title say that the value is a secret."""
        return not self.data.get("options") and any(_names_secret(name) for name in (self.key, self.title))


def _names_secret(name: str) -> bool:
    plain = simplified(name)
    return is_secret_field(name) or (_CERTIFICATE.search(plain) is not None and not _PUBLIC.search(plain))


def attributes_of(document: Document, *, nested: bool = True) -> Iterator[Declared]:
    """Yield the attributes of a definition, those of repeated groups behind their group."""
    waiting: list[tuple[Route, Any]] = [(("attributes",), document.get("attributes"))]
    while waiting:
        route, entries = waiting.pop(0)
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            key = entry.get("key") if isinstance(entry, dict) else None
            if not isinstance(key, str):
                continue
            place, title, sensitive = (*route, index), entry.get("title"), entry.get("isSensitive")
            if document.is_broken((*place, "isSensitive")):
                continue
            yield Declared(document, place, entry, key, title if isinstance(title, str) else "", sensitive)
            if nested:
                waiting.append(((*place, "attributes"), entry.get("attributes")))
