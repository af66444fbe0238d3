"""Projects of one config for the tests of plans, and what comes of planning them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tests.conftest import write_project
from validator.diagnostics import Request
from validator.engine.judged import judged
from validator.engine.run import check_projects
from validator.live.hosts import HostPort
from validator.live.overrides import Overrides
from validator.live.target import Endpoints, Paths

if TYPE_CHECKING:
    from pathlib import Path

    from validator.engine.judged import Judged
    from validator.engine.run import Outcome
    from validator.live.plan import Plan
    from validator.live.results import LiveResult
    from validator.live.target import Target

CLIENT_ID = "0f1e2d3c4b5a6978" * 4
ENVIRON = {
    "THE_ID": CLIENT_ID,
    "THE_SECRET": "canary-secret",
    "DEPLOY_PASSWORD": "swordfish",
    "OWN": "swordfish",
    "VERSION_KEY": "0a1b2c3d-1111-4222-8333-444455556666",
}
PROCORE = Paths("/oauth/token", "/oauth/authorize", "/oauth/revoke")
PRODUCTION = Endpoints("Production", "https://login.procore.com", "https://api.procore.com")
PLANTRACK = Overrides(frozenset({HostPort("id.plantrack.example", None)}))

CONFIG = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
integration: Acme + Ledger
workspace: {name: "Acme : Procore <> Ledger", type: standard, region: us, company: Acme Builders}
application: {source: custom, name: Ledger Sync, access: service-account, installed: true}
connection:
  name: Acme Procore
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: Acme service account
  details: {companyId: 4281379, connectionEnvironment: Production}
"""
CLIENT = """\
---
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme service account
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
credentials: production
clientId: ${env:THE_ID}
clientSecret: ${env:THE_SECRET}
tokenUrl: https://login.procore.com/oauth/token
"""
BY_CODE = (CONFIG + CLIENT).replace("Client Credentials Auth", "Code Flow Auth") + (
    "authorizationUrl: https://login.procore.com/oauth/authorize\n"
    "refreshUrl: https://login.procore.com/oauth/token\n"
)
GENERAL = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
workspace: {name: "Acme : Procore <> Ledger", company: Acme Builders}
application: {source: custom, access: service-account, installed: true}
generalConfiguration: {clientId: "${env:THE_ID}", clientSecret: "${env:THE_SECRET}", companyId: 4281379}
"""
OWN = """\
apiVersion: appxlint/v1
kind: Connector
key: plantrack
name: PlanTrack
environments:
  - {name: Live, loginUrl: "https://id.plantrack.example/", apiUrl: "https://api.plantrack.example"}
---
apiVersion: appxlint/v1
kind: ConnectionDefinition
connector: plantrack
key: clientCredentials
name: PlanTrack OAuth
type: OAuth2ClientCredentials
attributes:
  - {key: connectionEnvironment, title: Environment, isRequired: true, isSensitive: false, options: [{label: Live}]}
---
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme at PlanTrack
connector: plantrack
definition: PlanTrack OAuth
clientId: ${env:THE_ID}
clientSecret: ${env:THE_SECRET}
tokenUrl: https://id.plantrack.example/sign-in/token
---
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: plantrack
workspace: {name: "Acme : PlanTrack"}
connection:
  definition: PlanTrack OAuth
  oauthClient: Acme at PlanTrack
  details: {connectionEnvironment: Live}
"""
HOSTLESS = OWN.replace(OWN[OWN.index("environments:") : OWN.index("---")], "").replace(
    ", options: [{label: Live}]", ""
)
"""The same without a word of environments."""

WRITTEN = "tokenUrl: https://id.plantrack.example/sign-in/token\n"


class Planning(Protocol):
    """Plans the configs of a project that has one file."""

    def __call__(self, text: str, overrides: Overrides = ..., settings: str = ...) -> list[Plan]: ...


def outcomes(folder: Path, files: dict[str, str | bytes], *paths: str) -> list[Outcome]:
    write_project(folder, files)
    return check_projects(Request(paths or (".",)))[1]


def asked_for(found: list[Outcome]) -> list[Judged]:
    """Return the requested configs of projects with what was found about them."""
    return [each for outcome in found for each in judged(outcome, Request((".",)))]


def target_of(found: list[Plan]) -> Target:
    """Return the target of the only config."""
    (plan,) = found
    assert plan.result is None
    assert plan.target is not None
    return plan.target


def result_of(found: list[Plan]) -> LiveResult:
    """Return the result that the only config has without anything being sent."""
    (plan,) = found
    assert plan.target is None
    assert plan.result is not None
    return plan.result
