"""Operators on environments: a connection moved to another one, an address or keys of another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.whole.quality.making import fields, replacing
from tests.whole.quality.model import from_mistakes
from tests.whole.quality.operators.names import client_spot
from validator.documents.kinds import CLIENT, CONFIG, CONNECTOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.whole.quality.making import Sites
    from tests.whole.quality.model import Spot
    from tests.whole.quality.scenes import Scene
    from validator.diagnostics import Route
    from validator.documents.document import Document

FAMILY = "Environments"
ENVIRONMENT = ("connection", "details", "connectionEnvironment")
TOKEN = "https://{}/oauth/token"


def at_client(scene: Scene, document: Document, route: Route) -> Iterable[Spot]:
    """Expect the finding where each config names the client."""
    del route
    return tuple(client_spot(each) for each in scene.users(document) if each.client is not None)


def _used_in(
    *names: str, field: str = "tokenUrl", keys: bool | None = None, addressed: bool | None = None
) -> Sites:
    """Yield a field of the Procore clients that are used in one of some environments, with or without `keys`.

    Of a client with two addresses, one that disagrees with the other does not speak against the keys.
    """

    def found(scene: Scene) -> Iterator[tuple[Document, Route]]:
        for client in scene.of(CLIENT, connector="procore"):
            used = {each.environment.name for each in scene.users(client) if each.environment is not None}
            alone = client.get("authorizationUrl") is None
            fits = keys in {None, client.get("credentials") is not None and alone}
            fits = fits and addressed in {None, client.get("tokenUrl") is not None}
            if fits and client.get(field) is not None and used.intersection(names):
                yield client, (field,)

    return found


def _configs_in(*names: str, public: bool) -> Sites:
    """Yield the environment of the Procore configs that are in one of some, by whether their client is public."""

    def found(scene: Scene) -> Iterator[tuple[Document, Route]]:
        for connection in scene.connections("procore"):
            client, environment = connection.client, connection.environment
            if client is None or environment is None or environment.name not in names:
                continue
            if (client.get("public") is True) is public and connection.config.get(*ENVIRONMENT) is not None:
                yield connection.config, ENVIRONMENT

    return found


BASE_URL = fields(CONFIG, ("generalConfiguration", "baseUrl"), connector="procore")

OPERATORS = (
    replacing(
        FAMILY,
        "move a live connection to another environment",
        "environment-host-mismatch",
        _configs_in("Production", public=False),
        "Developer Sandbox",
        "Monthly Sandbox",
        "Federal Zone",
        spots=at_client,
    ),
    replacing(
        FAMILY,
        "move a sandbox connection to another environment",
        "environment-host-mismatch",
        _configs_in("Developer Sandbox", "Monthly Sandbox", public=False),
        "Production",
        "On-Demand Sandbox",
        spots=at_client,
    ),
    replacing(
        FAMILY,
        "move a connection with a public client to the developer sandbox",
        "environment-credentials",
        _configs_in("Production", public=True),
        "Developer Sandbox",
        spots=at_client,
    ),
    replacing(
        FAMILY,
        "a token URL of another environment",
        "environment-host-mismatch",
        _used_in("Production", keys=False),
        TOKEN.format("login-sandbox.procore.com"),
        TOKEN.format("login-sandbox-monthly.procore.com"),
        TOKEN.format("login.procoregov.com"),
        spots=at_client,
    ),
    from_mistakes(
        replacing(
            FAMILY,
            "a token URL of another environment that takes the same keys",
            "environment-host-mismatch",
            _used_in("Production", keys=True),
            TOKEN.format("login-sandbox-monthly.procore.com"),
            spots=at_client,
        )
    ),
    from_mistakes(
        replacing(
            FAMILY,
            "a token URL of an environment that takes other keys",
            "environment-host-mismatch",
            _used_in("Production", keys=True),
            TOKEN.format("login-sandbox.procore.com"),
            TOKEN.format("login.procoregov.com"),
        )
    ),
    replacing(
        FAMILY,
        "a token URL of Production in the developer sandbox",
        "environment-host-mismatch",
        _used_in("Developer Sandbox", keys=True),
        TOKEN.format("login.procore.com"),
    ),
    replacing(
        FAMILY,
        "a token URL of Production in the monthly sandbox",
        "environment-host-mismatch",
        _used_in("Monthly Sandbox"),
        TOKEN.format("login.procore.com"),
        spots=at_client,
    ),
    replacing(
        FAMILY,
        "an authorization URL of another environment",
        "environment-host-mismatch",
        _used_in("Production", field="authorizationUrl"),
        "https://login-sandbox.procore.com/oauth/authorize",
        spots=at_client,
    ),
    replacing(
        FAMILY,
        "sandbox keys in Production",
        "environment-credentials",
        _used_in("Production", field="credentials", addressed=True),
        "developer-sandbox",
        "federal",
    ),
    from_mistakes(
        replacing(
            FAMILY,
            "sandbox keys in Production, of a client without an address",
            "environment-credentials",
            _used_in("Production", field="credentials", addressed=False),
            "developer-sandbox",
            "federal",
            spots=at_client,
        )
    ),
    replacing(
        FAMILY,
        "production keys in the developer sandbox",
        "environment-credentials",
        _used_in("Developer Sandbox", field="credentials"),
        "production",
    ),
    replacing(
        FAMILY,
        "developer keys in the monthly sandbox",
        "environment-credentials",
        _used_in("Monthly Sandbox", field="credentials"),
        "developer-sandbox",
    ),
    replacing(
        FAMILY,
        "the Federal Zone's token URL or keys in a sandbox",
        "federal-sandbox",
        _used_in("Developer Sandbox"),
        TOKEN.format("login.procoregov.com"),
        spots=at_client,
    ),
    replacing(
        FAMILY,
        "the Federal Zone's keys in a sandbox",
        "federal-sandbox",
        _used_in("Developer Sandbox", field="credentials"),
        "federal",
        spots=at_client,
    ),
    replacing(
        FAMILY,
        "a login host that there is not",
        "unknown-host",
        fields(CLIENT, ("tokenUrl",), connector="procore"),
        TOKEN.format("login.procor.com"),
        TOKEN.format("app.procore.com"),
        TOKEN.format("api.procore.com"),
        TOKEN.format("api.sandbox.procore.com"),
    ),
    replacing(
        FAMILY,
        "an API host that there is not",
        "unknown-host",
        BASE_URL,
        "https://app.procore.com/",
        "https://us02.procore.com/",
        "https://api.sandbox.procore.com/",
        "https://api.procure.com/",
    ),
    replacing(
        FAMILY,
        "a base URL with a path",
        "base-url-path",
        BASE_URL,
        "https://api.procore.com/rest/v1.0/",
        "https://api.procore.com/vapid",
    ),
    replacing(
        FAMILY,
        "one address for Test and Production",
        "same-environment-host",
        fields(CONNECTOR, ("environments", 1, "apiUrl")),
        "https://api.plantrack.meridian-software.com",
        "https://api.plantrack.meridian-software.com/",
    ),
)
