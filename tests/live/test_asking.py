from __future__ import annotations

from typing import Any

import pytest

from validator.live.hosts import HostPort
from validator.live.overrides import Overrides
from validator.live.target import Addresses, Authentication, Endpoints, Grant, Paths, addresses

from .checking import ladder, rules
from .planning import (
    BY_CODE,
    CLIENT,
    CONFIG,
    GENERAL,
    HOSTLESS,
    OWN,
    PLANTRACK,
    WRITTEN,
    Planning,
    result_of,
    target_of,
)

TOKEN_URL = "tokenUrl: https://login.procore.com/oauth/token\n"
SCOPED = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: hcss
workspace: {name: "Acme : HCSS"}
connection:
  definition: HCSS OAuth2
  oauthClient: Acme at HCSS
  details: {connectionEnvironment: Production, scope: "heavyjob:read skills:read"}
---
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme at HCSS
connector: hcss
definition: HCSS OAuth2
clientId: ${env:THE_ID}
clientSecret: ${env:THE_SECRET}
tokenUrl: https://api.hcssapps.com/identity/connect/token
"""


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("scope: read write", {"scope": "read write"}),
        ("clientAuthentication: Basic auth header", {"authentication": Authentication.BASIC_HEADER}),
        ("clientAuthentication: Client credentials body", {"authentication": Authentication.BODY}),
    ],
)
def test_the_client_says_how_a_token_is_asked_for(
    planned: Planning, line: str, fields: dict[str, Any]
) -> None:
    target = target_of(planned(OWN.replace(WRITTEN, f"{WRITTEN}{line}\n"), PLANTRACK))
    assert {name: getattr(target, name) for name in fields} == fields


def test_where_a_token_comes_from_follows_from_what_is_written_nearest(planned: Planning) -> None:
    named = OWN.replace("name: PlanTrack\n", "name: PlanTrack\noauthPaths: {token: /of/the/connector}\n")
    defined = named.replace(
        "type: OAuth2ClientCredentials\n",
        'type: OAuth2ClientCredentials\ntokenUrl: "https://id.plantrack.example/of/the/definition"\n',
    )
    settings = 'ignore = ["oauth-urls-incomplete", "oauth-url-path"]'
    found = [
        target_of(planned(text, PLANTRACK, settings)).token_url
        for text in (defined, defined.replace(WRITTEN, ""))
    ]
    assert found == [
        f"https://id.plantrack.example/{path}" for path in ("sign-in/token", "of/the/definition")
    ]


def test_without_an_environment_the_token_url_tells_the_login_host(planned: Planning) -> None:
    target = target_of(planned(HOSTLESS, PLANTRACK))
    assert target.endpoints == Endpoints("this environment", "https://id.plantrack.example", "")


def test_a_page_to_log_in_on_may_be_written_too(planned: Planning) -> None:
    text = OWN.replace("OAuth2ClientCredentials", "OAuth2CodeFlow").replace(
        WRITTEN,
        f"{WRITTEN}authorizationUrl: https://id.plantrack.example/sign-in\n"
        "refreshUrl: https://id.plantrack.example/sign-in/token\n",
    )
    target = target_of(planned(text, PLANTRACK))
    assert target.grant is Grant.AUTHORIZATION_CODE
    assert target.authorization_url == "https://id.plantrack.example/sign-in"


def test_on_another_login_host_a_connector_keeps_its_own_path(planned: Planning) -> None:
    overrides = Overrides(frozenset({HostPort("near.example", None)}), "https://near.example")
    target = target_of(planned(OWN, overrides))
    assert (target.endpoints.login_url, target.token_url) == ("https://near.example", "")
    assert target.paths == Paths("/sign-in/token")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://api.procore.com/", "Production"),
        ("https://sandbox.procore.com/", "Developer Sandbox"),
        ("https://api-monthly.procore.com/", "Monthly Sandbox"),
    ],
)
def test_the_base_url_of_general_configuration_tells_the_environment(
    planned: Planning, url: str, name: str
) -> None:
    text = GENERAL.replace("companyId:", f'baseUrl: "{url}", companyId:')
    assert target_of(planned(text)).endpoints.environment == name


def test_the_clients_own_token_url_is_asked_and_not_the_login_host_of_the_environment(
    planned: Planning,
) -> None:
    elsewhere = "tokenUrl: https://login-sandbox.procore.com/oauth/token\n"
    text = CONFIG + CLIENT.replace(TOKEN_URL, elsewhere)
    target = target_of(planned(text, settings='ignore = ["environment-host-mismatch"]'))
    judged = addresses(target)
    assert isinstance(judged, Addresses)
    assert judged.token.url() == "https://login-sandbox.procore.com/oauth/token"
    assert judged.revocation is not None
    assert judged.revocation.url() == "https://login-sandbox.procore.com/oauth/revoke"


@pytest.mark.parametrize("login_url", ["", "https://login.procore.com"])
def test_a_token_url_that_is_left_out_would_go_to_trimble_identity(planned: Planning, login_url: str) -> None:
    text = CONFIG + CLIENT.replace(TOKEN_URL, "")
    result = result_of(planned(text, Overrides(login_url=login_url)))
    assert (rules(result), ladder(result).outcomes) == (["default-token-url"], "pfsssss")
    assert "Trimble Identity for a token, at id.trimble.com" in result.faults[0].cause


def test_the_forms_default_is_asked_where_tokens_come_from_there(planned: Planning) -> None:
    text = OWN.replace("https://id.plantrack.example/", "https://id.trimble.com").replace(
        "tokenUrl: https://id.trimble.comsign-in/token\n", ""
    )
    trusted = Overrides(frozenset({HostPort("id.trimble.com", None)}))
    assert target_of(planned(text, trusted)).token_url == "https://id.trimble.com/oauth/token"


def test_scopes_come_out_of_the_details_where_the_definition_has_them_there(planned: Planning) -> None:
    assert target_of(planned(SCOPED)).scope == "heavyjob:read skills:read"
    written = CONFIG.replace("details: {", "details: {scope: everything, ") + CLIENT
    assert target_of(planned(written, settings='ignore = ["unknown-detail"]')).scope == ""


def test_a_token_url_of_the_details_is_asked_where_the_definition_has_one(planned: Planning) -> None:
    text = OWN.replace(WRITTEN, "").replace(
        "attributes:\n",
        "attributes:\n  - {key: tokenUrl, title: Token URL, type: string, isRequired: true, isSensitive: false}\n",
    )
    text = text.replace("details: {", 'details: {tokenUrl: "https://id.plantrack.example/mine", ')
    assert target_of(planned(text, PLANTRACK)).token_url == "https://id.plantrack.example/mine"


def test_the_page_to_log_in_on_is_the_clients_own(planned: Planning) -> None:
    text = BY_CODE.replace(
        "https://login.procore.com/oauth/authorize", "https://login-sandbox.procore.com/oauth/authorize"
    )
    target = target_of(planned(text, settings='ignore = ["environment-host-mismatch"]'))
    assert target.authorization_url == "https://login-sandbox.procore.com/oauth/authorize"
