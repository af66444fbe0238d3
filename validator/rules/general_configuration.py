"""Rules about general configuration, the older place for what a connection holds now."""

from __future__ import annotations

from validator.catalog import platform
from validator.diagnostics import Basis, Part, Severity
from validator.documents.finding import Also, Change, Finding, Place
from validator.documents.kinds import CONFIG, GENERAL
from validator.project.connection import CREDENTIALS
from validator.project.gathering import Tally
from validator.project.once import gathered, per_project
from validator.project.sensitive import declared_sensitive
from validator.rules.rule import rule
from validator.secrets.fields import is_secret_field
from validator.words import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.connection import Connection
    from validator.project.project import Project


@rule(
    Severity.INFO,
    Basis.DOCUMENTED,
    CONFIG,
    source="App Xchange help, Connect Procore in App Xchange",
    yields_to=("base-connection-unsupported",),
)
def legacy_general_configuration(document: Document, project: Project) -> Iterator[Finding]:
    """A config uses general configuration alone, and its connector has connection definitions.

    Both methods work, and the type of the workspace decides which one there is. Connections are to replace general
    configuration in all workspaces, as they protect credentials better.

    Given: Procore config without a connection

    Bad:
        kind: ConnectorConfig
        generalConfiguration:
          clientId: ${env:PROCORE_CLIENT_ID}
          clientSecret: ${env:PROCORE_CLIENT_SECRET}

    Good:
        kind: ConnectorConfig
        connection:
          name: Acme Procore
          existing: true
    """
    connection = project.connection(document)
    if connection.general and not connection.structured and project.definitions(connection.connector_key):
        message = "general configuration is the older method, and this connector has connection definitions"
        help_text = "describe a connection instead as soon as the workspace offers one"
        yield Finding(message, Place(document, (GENERAL,), Part.KEY), help_text)


@rule(Severity.WARNING, Basis.INFERRED, CONFIG, source="App Xchange help, Connections", across=True)
def mixed_credentials(document: Document, project: Project) -> Iterator[Finding]:
    """Credentials for one connector stand in general configuration and in a connection of the same workspace.

    A workspace manages them in one of the two places. Those in the other are left over, and somebody will renew the
    wrong ones. Settings that are no credentials may well stand in general configuration beside a connection.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        connection: {oauthClient: Acme service account}
        generalConfiguration:
          clientId: ${env:OTHER_CLIENT_ID}
          clientSecret: ${env:OTHER_CLIENT_SECRET}

    Good:
        kind: ConnectorConfig
        connection: {oauthClient: Acme service account}
        generalConfiguration:
          realTimeActionProcessing: true
    """
    connection = project.connection(document)
    if not connection.general:
        return
    other = document if connection.structured else _structured_beside(connection, project)
    credential = _first_credential(document, project) if other is not None else None
    if other is None or credential is None:
        return
    where = "in the connection" if other is document else f"in the connection of {quoted(other.get('name'))}"
    message = f"credentials stand here and {where}"
    also = Also(Place(other, ("connection",), Part.KEY), "the connection")
    help_text = "keep them in the connection, and take them out here"
    yield Finding(message, Place(document, credential), help_text, also=(also,))


def _home(connection: Connection) -> tuple[str | None, str | None]:
    name = connection.workspace.get("name") if connection.workspace is not None else None
    return connection.connector_key, name if isinstance(name, str) else None


@gathered(Tally, CONFIG)
def _homes(config: Document, project: Project) -> Iterator[tuple[str | None, str | None]]:
    """Tell where a config has a connection."""
    connection = project.connection(config)
    home = _home(connection)
    if connection.structured and None not in home:
        yield home


def _structured_beside(connection: Connection, project: Project) -> Document | None:
    """Return the first config with a connection where another one is connected."""
    home = _home(connection)
    return _structured(project).get(home) if home in _homes(project) else None


@per_project
def _structured(project: Project) -> dict[tuple[str | None, str | None], Document]:
    """Return the first config with a connection for each connector and workspace."""
    found: dict[tuple[str | None, str | None], Document] = {}
    for connection in project.connections():
        home = _home(connection)
        if connection.structured and None not in home:
            found.setdefault(home, connection.config)
    return found


def _first_credential(document: Document, project: Project) -> Route | None:
    """Return the first value in general configuration that is a credential, by its schema or by its name."""
    waiting: list[Route] = [(GENERAL,)]
    while waiting:
        route = waiting.pop()
        value = document.get(*route)
        if isinstance(value, dict):
            waiting.extend((*route, key) for key in reversed(value))
        elif isinstance(value, list):
            waiting.extend((*route, index) for index in reversed(range(len(value))))
        elif _is_credential(document, route, project):
            return route
    return None


def _is_credential(document: Document, route: Route, project: Project) -> bool:
    keys = [step for step in route if isinstance(step, str)]
    named = keys[-1] in CREDENTIALS or is_secret_field(keys[-1], keys[-2] if len(keys) > 1 else "")
    return named or declared_sensitive(document, route, project) is True


@rule(
    Severity.WARNING,
    Basis.DOCUMENTED,
    CONFIG,
    general_alone=True,
    source="App Xchange help, Procore connector, general configuration",
)
def real_time_processing_off(document: Document, project: Project) -> Iterator[Finding]:
    """Real-time Action Processing is switched off.

    App Xchange's help says to leave it on always, and to switch it off only if support says so. If support did, say so
    in a suppression with that reason.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        generalConfiguration:
          realTimeActionProcessing: false

    Good:
        kind: ConnectorConfig
        generalConfiguration:
          realTimeActionProcessing: true
    """
    del project
    for switch in platform()["staysOn"]:
        place = Place(document, (GENERAL, switch["key"]))
        if document.get(*place.route) is False:
            change = Change("write true", place, "true", safe=False)
            message = f"{switch['title']} is off, and should be so only if support says so"
            yield Finding(message, place, "write true", change=change)
