from __future__ import annotations

import pytest

from tests.support.reading import told_of

CONFIG = """apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
workspace: {name: Acme}
connection:
  definition: Procore V2 OAuth Client Credentials Auth
"""
CLIENT = """apiVersion: appxlint/v1
kind: OAuthClient
name: acme
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
clientId: ${env:ACME_ID}
"""
COPY = "copy the number before /company/ in the address of the Company Portfolio"


@pytest.mark.parametrize(
    ("text", "message", "help_text"),
    [
        (CONFIG + "  details: {companyId: }\n", "companyId has no value", COPY),
        (
            CONFIG + "  details:\n    connectionEnvironment:\n",
            "connectionEnvironment has no value",
            "write Production, Developer Sandbox, Monthly Sandbox, On-Demand Sandbox or Federal Zone",
        ),
        (CONFIG + "  details: {colour: }\n", "colour has no value", "write a value, or leave the key out"),
        (
            CONFIG + "  oauthClient:\n",
            "connection.oauthClient has no value",
            "write the name of an OAuth client, own or public, or leave the key out",
        ),
        (CONFIG + "  details:\n", "connection.details has no value", "write a mapping, or leave the key out"),
        (CLIENT + "clientSecret:\n", "clientSecret has no value", "write ${env:ACME_SECRET}"),
        (
            CLIENT + "clientSecret: ${env:ACME_SECRET}\ntokenUrl:\n",
            "tokenUrl has no value",
            "write the token URL, or leave the key out",
        ),
        (
            CLIENT.replace("connector: procore", "connector:") + "clientSecret: ${env:ACME_SECRET}\n",
            "connector has no value",
            "write the connector's key; `appxlint catalog` lists those that are known",
        ),
        (CONFIG.replace("name: acme", 'name: ""', 1), "name is empty", "write a name of your own"),
        (
            CONFIG + "metadata: {owner: }\n",
            "metadata.owner has no value",
            "write a value, or leave the key out",
        ),
    ],
)
def test_an_empty_value_is_told_with_what_belongs_there(text: str, message: str, help_text: str) -> None:
    (told,) = told_of(text)
    assert (told.finding.message, told.finding.help) == (message, help_text)


def test_a_detail_that_is_sensitive_is_told_to_be_a_reference() -> None:
    text = CONFIG.replace("procore", "openai").replace(
        "Procore V2 OAuth Client Credentials Auth", "OpenAI API Key Auth"
    )
    (told,) = told_of(f"{text}  details: {{apiKey: , connectionEnvironment: Production}}\n")
    assert (told.finding.message, told.finding.help) == (
        "apiKey has no value",
        'write "${env:OPENAI_API_KEY}"',
    )
