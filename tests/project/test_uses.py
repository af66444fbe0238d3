from __future__ import annotations

from tests.support.reading import project_of
from validator.project.uses import Target, declared_at, uses_in, uses_of

CONFIG = """kind: ConnectorConfig
name: acme
connector: ledger
integration: Both
workspace: Acme
application: Sync
connection:
  baseConnection: Live
  definition: Main
  oauthClient: Ours
  details: {code: 1, other: 2}
"""
OTHERS = (
    """kind: ConnectionDefinition
connector: ledger
key: main
name: Main
type: Standard
attributes: [{key: code, title: Code, isRequired: true}]""",
    "kind: OAuthClient\nname: Ours\nconnector: ledger\ndefinition: Main\nintegrations: [Both]\npublic: true",
    """kind: BaseConnectionRules
integration: Both
connector: ledger
baseConnections: [{name: Live, enabled: true, definition: Main, sets: {oauthClient: Ours, details: {code: 2}}}]""",
    "kind: Workspace\nname: Acme",
    "kind: Application\nsource: custom\nname: Sync",
)
PROJECT = project_of(*(f"apiVersion: appxlint/v1\n{each}" for each in (CONFIG, *OTHERS)))


def test_every_name_of_a_config_leads_somewhere() -> None:
    uses = {each.route: each.target for each in uses_in(PROJECT.documents[0], PROJECT)}
    led = {
        route: (target.document.kind, target.route) if target is not None else None
        for route, target in uses.items()
    }
    assert led == {
        ("connector",): None,
        ("integration",): ("BaseConnectionRules", ("integration",)),
        ("workspace",): ("Workspace", ("name",)),
        ("application",): ("Application", ("name",)),
        ("connection", "baseConnection"): ("BaseConnectionRules", ("baseConnections", 0, "name")),
        ("connection", "definition"): ("ConnectionDefinition", ("name",)),
        ("connection", "oauthClient"): ("OAuthClient", ("name",)),
        ("connection", "details", "code"): ("ConnectionDefinition", ("attributes", 0, "key")),
    }


def test_every_use_of_a_declaration_is_found() -> None:
    client = PROJECT.documents[2]
    used = [(each.document.kind, each.route) for each in uses_of(Target(client, ("name",)), PROJECT)]
    assert used == [
        ("ConnectorConfig", ("connection", "oauthClient")),
        ("BaseConnectionRules", ("baseConnections", 0, "sets", "oauthClient")),
    ]
    code = Target(PROJECT.documents[1], ("attributes", 0, "key"))
    assert [each.document.kind for each in uses_of(code, PROJECT)] == [
        "ConnectorConfig",
        "BaseConnectionRules",
    ]


def test_a_document_declares_its_name_its_base_connections_and_its_attributes() -> None:
    definition, client, rules = PROJECT.documents[1:4]
    assert declared_at(client, ("name",)) == Target(client, ("name",))
    assert declared_at(rules, ("integration",)) is not None
    assert declared_at(rules, ("baseConnections", 0, "name")) is not None
    assert declared_at(definition, ("attributes", 0, "key")) is not None
    assert declared_at(client, ("connector",)) is None
    assert declared_at(rules, ("baseConnections", 0, "definition")) is None
