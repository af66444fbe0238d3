"""Operators on OAuth clients: their ids, addresses, scopes and days."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from tests.whole.quality.edits import replaced
from tests.whole.quality.making import dropping, entering, fields, replacing, rewriting
from tests.whole.quality.model import Edit, Mutant, from_mistakes, operator
from tests.whole.quality.operators.environments import BASE_URL, at_client
from tests.whole.quality.scenes import stretch, value_at, written
from validator.documents.kinds import CLIENT, CONFIG, CONNECTOR, ENDPOINTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.whole.quality.making import Sites
    from tests.whole.quality.scenes import Scene
    from validator.diagnostics import Route
    from validator.documents.document import Document

FAMILY = "OAuth clients"
GENERAL = "generalConfiguration"


def _both(*keys: str) -> Sites:
    """Yield fields of Procore clients, and of Procore's general configuration."""
    clients = fields(CLIENT, *((key,) for key in keys), connector="procore")
    configs = fields(CONFIG, *((GENERAL, key) for key in keys), connector="procore")
    return lambda scene: (*clients(scene), *configs(scene))


def _of_flow(flow: str, *keys: str) -> Sites:
    def found(scene: Scene) -> Iterator[tuple[Document, Route]]:
        for client in scene.of(CLIENT):
            definition = scene.project.definition(client.get("connector"), client.get("definition"))
            if definition is None or definition.get("tokenUrl") is not None or client.get("public") is True:
                continue
            if definition.get("type") == flow:
                yield from ((client, (key,)) for key in keys if client.get(key) is not None)

    return found


def _of_procore(key: str) -> Sites:
    """Yield a field of the clients of Procore's code flow."""
    sites = _of_flow("OAuth2CodeFlow", key)
    return lambda scene: (site for site in sites(scene) if site[0].get("connector") == "procore")


@operator(FAMILY, "the client id of the other key set")
def shared_id(scene: Scene) -> Iterator[Mutant]:
    yield from _of_the_other(scene, "clientId", "shared-client-id")


@operator(FAMILY, "the secret of the other key set")
def shared_secret(scene: Scene) -> Iterator[Mutant]:
    yield from _of_the_other(scene, "clientSecret", "shared-secret-reference")


def _of_the_other(scene: Scene, field: str, rule: str) -> Iterator[Mutant]:
    clients = [each for each in scene.of(CLIENT, connector="procore") if each.get(field) is not None]
    for first, second in itertools.pairwise(clients):
        if first.get("credentials") != second.get("credentials"):
            for source, changed in ((first, second), (second, first)):
                edit = replaced(changed, (field,), written(source, field))
                yield Mutant(edit, rule, (value_at(second, field),))


@operator(FAMILY, "one reference for client id and secret")
def same(scene: Scene) -> Iterator[Mutant]:
    for document, route in _both("clientId")(scene):
        secret = (*route[:-1], "clientSecret")
        if document.get(*secret) is not None:
            for source, changed in ((route, secret), (secret, route)):
                edit = replaced(document, changed, written(document, *source))
                yield Mutant(edit, "same-reference", (value_at(document, *secret),))


@operator(FAMILY, "authorization and token URL swapped")
def swapped(scene: Scene) -> Iterator[Mutant]:
    for client, _ in _of_flow("OAuth2CodeFlow", "authorizationUrl")(scene):
        first, second = stretch(client, ("authorizationUrl",)), stretch(client, ("tokenUrl",))
        text = client.source.text
        between = text[first[1] : second[0]]
        turned = f"{text[slice(*second)]}{between}{text[slice(*first)]}"
        edit = Edit(client.source, first[0], second[1], turned)
        yield Mutant(edit, "oauth-url-path", (value_at(client, "authorizationUrl"),))


def _companies(scene: Scene) -> Iterator[tuple[Document, Route]]:
    """Yield the companies of the workspaces that use a public client of the project."""
    for connection in scene.connections():
        workspace, client = connection.workspace, connection.client
        if (
            workspace is not None
            and client is not None
            and client.get("public") is True
            and not client.shipped
        ):
            yield workspace.document, (*workspace.route, "company")


def _public_names(company: str) -> Sites:
    return lambda scene: (
        (document, route)
        for document, route in _companies(scene)
        if any(
            company in str(each.client.get("name"))
            for each in scene.users(document)
            if each.client is not None
        )
    )


def _with_http(url: str) -> str:
    return url.replace("https://", "http://")


def _at_port_0(url: str) -> str:
    return url.replace(".com/", ".com:0/")


def _with_a_user(url: str) -> str:
    return url.replace("https://", "https://reader@")


def _in_wide_letters(url: str) -> str:
    return url.replace("https://l", "https://\uff4c")


def _authenticated(scene: Scene) -> Iterator[tuple[Document, Route]]:
    """Yield a field of the client-credentials clients for Production."""
    for client, _ in _of_flow("OAuth2ClientCredentials", "clientAuthentication")(scene):
        if str(client.get("tokenUrl")).startswith("https://login.procore.com/"):
            yield client, ("clientAuthentication",)


VERSION_KEY = "3f0c9c2a-71be-4a43-8a51-2f7d0be9d4c8"
NORWOOD = ("https://login.procore.com/oauth/revoke", "https://login.procore.com/oauth/token/info")

OPERATORS = (
    replacing(
        FAMILY, "a version key for the client id", "client-id-not-a-client-id", _both("clientId"), VERSION_KEY
    ),
    replacing(
        FAMILY,
        "a client id of another shape",
        "client-id-shape",
        _both("clientId"),
        "8f14e45fceea167a5a36dedd4bea2543",
        '" 5c0e41ab7a0cbb0d7a1e0d4e9b0c2f5c0e41ab7a0cbb0d7a1e0d4e9b0c2f5aa1"',
        "5C0E41AB7A0CBB0D7A1E0D4E9B0C2F5C0E41AB7A0CBB0D7A1E0D4E9B0C2F5AA1",
    ),
    shared_id,
    shared_secret,
    same,
    entering(
        FAMILY,
        "a scope for Procore",
        "scope-not-used",
        fields(CLIENT, ("definition",), connector="procore"),
        "scope: read write",
    ),
    entering(
        FAMILY,
        "commas between scopes or prompts",
        "scope-separator",
        fields(CLIENT, ("definition",), connector="plantrack"),
        "scope: 'read,write'",
        "scope: read, write",
    ),
    replacing(
        FAMILY,
        "a secret's file inside the project",
        "secret-file-in-project",
        _both("clientSecret"),
        "${file:secrets/procore.txt}",
        "${file:./client-secret}",
    ),
    entering(
        FAMILY,
        "a secret that has expired",
        "secret-expired",
        fields(CLIENT, ("clientSecret",), connector="procore"),
        "clientSecretExpiration: 2026-11-22",
    ),
    entering(
        FAMILY,
        "a secret that expires within the month",
        "secret-expiring",
        fields(CLIENT, ("clientSecret",), connector="procore"),
        "clientSecretExpiration: 2026-12-10",
        "clientSecretExpiration: '2026-11-23'",
    ),
    replacing(
        FAMILY,
        "a last day that has passed",
        "secret-expired",
        fields(CLIENT, ("clientSecretExpiration",)),
        "2025-06-30",
    ),
    replacing(
        FAMILY,
        "a last day within the month",
        "secret-expiring",
        fields(CLIENT, ("clientSecretExpiration",)),
        "2026-12-01",
    ),
    dropping(
        FAMILY,
        "no last day for a secret that expires",
        "secret-without-expiration",
        fields(CLIENT, ("clientSecretExpiration",)),
    ),
    dropping(FAMILY, "no token URL", "default-token-url", _of_flow("OAuth2ClientCredentials", "tokenUrl")),
    dropping(
        FAMILY, "no token URL for the code flow", "default-token-url", _of_flow("OAuth2CodeFlow", "tokenUrl")
    ),
    replacing(
        FAMILY,
        "Trimble Identity's token URL",
        "default-token-url",
        fields(CLIENT, ("tokenUrl",)),
        "https://id.trimble.com/oauth/token",
    ),
    from_mistakes(
        rewriting(
            FAMILY,
            "an address of a wrong form",
            "invalid-value",
            fields(CLIENT, *((field,) for field in (*ENDPOINTS, "redirectUri"))),
            _at_port_0,
            _with_a_user,
            _in_wide_letters,
        )
    ),
    from_mistakes(
        replacing(
            FAMILY,
            "a base URL of a wrong form",
            "invalid-value",
            BASE_URL,
            "https://[::1",
            "https://api.procore.com/#rest",
            "data:text/plain,procore",
        )
    ),
    rewriting(FAMILY, "http for a token URL", "insecure-url", fields(CLIENT, ("tokenUrl",)), _with_http),
    replacing(FAMILY, "http for a base URL", "insecure-url", BASE_URL, "http://api.procore.com/"),
    replacing(
        FAMILY,
        "http for a connector's address",
        "insecure-url",
        fields(CONNECTOR, ("environments", 0, "apiUrl"), ("environments", 1, "loginUrl")),
        "http://api.plantrack.meridian-software.com",
    ),
    swapped,
    rewriting(
        FAMILY,
        "a token URL without its path, or at another endpoint",
        "oauth-url-path",
        fields(CLIENT, ("tokenUrl",), connector="procore"),
        lambda url: url.removesuffix("/oauth/token"),
        lambda url: url.replace("/oauth/token", "/oauth/authorize"),
        lambda url: url.replace("/oauth/token", "/oauth/revoke"),
    ),
    replacing(
        FAMILY,
        "a token URL at another endpoint",
        "oauth-url-path",
        _of_procore("tokenUrl"),
        *NORWOOD,
        "https://login.procore.com",
        "https://login.procore.com/oauth/tokens",
    ),
    replacing(
        FAMILY,
        "a refresh URL at another endpoint",
        "oauth-url-path",
        _of_procore("refreshUrl"),
        *NORWOOD,
        "https://login.procore.com/oauth/authorize",
    ),
    dropping(
        FAMILY,
        "no authorization or refresh URL for the code flow",
        "oauth-urls-incomplete",
        _of_flow("OAuth2CodeFlow", "authorizationUrl", "refreshUrl"),
    ),
    entering(
        FAMILY,
        "a field of the code flow for client credentials",
        "unneeded-oauth-field",
        _of_flow("OAuth2ClientCredentials", "tokenUrl"),
        "prompt: login",
        at_key=True,
    ),
    entering(
        FAMILY,
        "an address of the code flow for client credentials",
        "unneeded-oauth-field",
        _authenticated,
        "authorizationUrl: https://login.procore.com/oauth/authorize",
        "refreshUrl: https://login.procore.com/oauth/token",
        at_key=True,
    ),
    replacing(
        FAMILY,
        "a redirect URI that is not App Xchange's",
        "redirect-uri",
        fields(CLIENT, ("redirectUri",)),
        "https://api.xchange.trimble.com/app-builder/v1/oauth/authenticate/callback/",
        "https://api.xchange.trimble.com/oauth/callback",
    ),
    *(
        replacing(
            FAMILY,
            f"a public client named after {company}, which uses it",
            "public-client-private",
            _public_names(company),
            company,
            spots=at_client,
        )
        for company in ("Brightline",)
    ),
)
