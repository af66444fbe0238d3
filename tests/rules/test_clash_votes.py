from __future__ import annotations

import pytest

from tests.support.reading import project_of
from validator.rules.clash_votes import Side, favoured

CLIENT = """apiVersion: appxlint/v1
kind: OAuthClient
name: {name}
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
clientId: ${{env:{variable}_ID}}
clientSecret: ${{env:{variable}_SECRET}}
"""
CONFIG = """apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
workspace: {{name: "Acme : Procore"}}
connection:
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: {name}
  details: {{companyId: 4281379, connectionEnvironment: {environment}}}
"""


@pytest.mark.parametrize(
    ("name", "variable", "environment", "side"),
    [
        ("Acme", "ACME", "Developer Sandbox", Side.KEYS),
        ("Acme", "ACME", "Production", Side.ADDRESS),
        ("Acme", "ACME", "Monthly Sandbox", None),
        ("Acme sandbox", "ACME", "Developer Sandbox", Side.KEYS),
        ("Acme sandbox", "ACME", "Production", None),
        ("Acme", "ACME_SANDBOX", "", Side.KEYS),
        ("Acme", "ACME_PROD", "", Side.ADDRESS),
        ("Acme live", "ACME_SANDBOX", "", None),
        ("Acme", "ACME", "", None),
    ],
)
def test_what_is_right_is_what_all_around_speaks_for(
    name: str, variable: str, environment: str, side: Side | None
) -> None:
    client = CLIENT.format(name=name, variable=variable)
    config = CONFIG.format(name=name, environment=environment)
    project = project_of(client, *([config] if environment else []))
    known = project.environments(project.connector("procore"))
    taking = tuple(each for each in known if each.credentials == "developer-sandbox")
    served = tuple(each for each in known if each.name in {"Production", "On-Demand Sandbox"})
    (document,) = project.of_kind("OAuthClient")
    assert favoured(document, taking, served, project) is side
