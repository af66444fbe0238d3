"""A project that is ready to be tried against the fake: one config that passes, and one that does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.fake_procore.accounts import COMPANY, SECRET, client_id

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.fake_procore.server import FakeProcore

_CONFIG = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: {name}
connector: procore
integration: Example + Ledger
workspace: {{name: "Example : {name} <> Ledger", type: standard, region: us, company: Example Builders}}
application: {{source: custom, name: Ledger Sync, access: service-account, installed: true}}
connection:
  name: {name}
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: {name}
  details:
    companyId: {company}  # appxlint: ignore[company-id-example] the stand-in's own number
    connectionEnvironment: Production
---
apiVersion: appxlint/v1
kind: OAuthClient
name: {name}
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
credentials: production
clientId: ${{env:{variable}_ID}}
clientSecret: ${{env:{variable}_SECRET}}
tokenUrl: https://login.procore.com/oauth/token
"""
_SETTINGS = 'ignore = ["shared-client-id"]\n'

CONFIGS = {"works": "good", "not-connected": "me-not-connected"}
"""The names of the configs, and how the fake behaves towards their clients."""


def write(folder: Path) -> None:
    """Write the configs, their settings and a file with the values that they refer to."""
    folder.mkdir()
    (folder / "appxlint.toml").write_text(_SETTINGS, encoding="utf-8")
    variables = []
    for name, behaviour in CONFIGS.items():
        variable = name.upper().replace("-", "_")
        text = _CONFIG.format(name=name, company=COMPANY, variable=variable)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        variables += [f"{variable}_ID={client_id(behaviour)}", f"{variable}_SECRET={SECRET}"]
    (folder / "secrets.env").write_text("\n".join(variables) + "\n", encoding="utf-8")


def arguments(fake: FakeProcore, folder: Path) -> list[str]:
    """Return the command line that tries the configs against the fake."""
    return [
        *("live", f"{folder}", "--env-file", f"{folder / 'secrets.env'}"),
        *("--login-url", fake.login.url, "--api-url", fake.api.url),
        *("--trust-host", fake.login.host, "--trust-host", fake.api.host),
        *("--ca-bundle", f"{fake.ca_file}"),
    ]
