"""A config that selects a base connection, and the rules with three of them."""

from __future__ import annotations

DEFINITION = "Procore V2 OAuth Client Credentials Auth"
RULES = f"""---
apiVersion: appxlint/v1
kind: BaseConnectionRules
integration: Procore + Payroll
connector: procore
complete: true
baseConnections:
  - name: Payroll live
    enabled: true
    definition: {DEFINITION}
    sets: {{oauthClient: Acme service account, details: {{connectionEnvironment: Production}}}}
  - name: Payroll pilot
    enabled: false
    definition: {DEFINITION}
    sets: {{oauthClient: Acme service account, details: {{connectionEnvironment: Production}}}}
  - name: Payroll AU
    enabled: true
    when: {{region: [au]}}
    definition: {DEFINITION}
    sets: {{oauthClient: Acme service account, details: {{connectionEnvironment: Production}}}}
"""


def selecting(base: str, more: str = "", *, details: str = "companyId: 4281379", rules: str = RULES) -> str:
    """Return a config that selects a base connection, with more fields of its connection, and the rules."""
    start = "kind: ConnectorConfig\nintegration: Procore + Payroll\nconnection:\n"
    return f"{start}  baseConnection: {base}\n  details: {{{details}}}\n{more}{rules}"
