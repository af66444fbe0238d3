"""Projects of any number of distinct, right configs: `python -m benchmarks.generate FOLDER COUNT`.

One file a document, since not every tool reads several of a file; four configs share an OAuth client. Equal counts
give equal files.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 20261123
CONFIGS_A_CLIENT = 4
_FIRST = (
    "Alder",
    "Birch",
    "Cedar",
    "Dogwood",
    "Elm",
    "Fir",
    "Hazel",
    "Juniper",
    "Larch",
    "Maple",
    "Rowan",
    "Willow",
)
_SECOND = (
    "Builders",
    "Civil",
    "Concrete",
    "Construction",
    "Electric",
    "Homes",
    "Interiors",
    "Mechanical",
    "Roofing",
)
_TOWNS = (
    "Ashford",
    "Brookside",
    "Clearwater",
    "Dunmore",
    "Eastgate",
    "Fairview",
    "Glenwood",
    "Harbour",
    "Ironbridge",
)
_CALLBACK = "https://api.xchange.trimble.com/app-builder/v1/oauth/authenticate/callback"


class Case(NamedTuple):
    """What a client and its configs have in common."""

    definition: str
    access: str
    environment: str
    credentials: str
    login: str


_CASES = (
    Case("Client Credentials", "service-account", "Production", "production", "login"),
    Case("Client Credentials", "service-account", "Production", "production", "login"),
    Case("Client Credentials", "service-account", "Developer Sandbox", "developer-sandbox", "login-sandbox"),
    Case("Code Flow", "user", "Production", "production", "login"),
)


def generate(folder: Path, count: int) -> list[Path]:
    """Write a project of so many configs, and their clients, into a folder and return its files."""
    chance = random.Random(SEED)
    (folder / "appxlint.toml").parent.mkdir(parents=True, exist_ok=True)
    (folder / "appxlint.toml").touch()
    files = []
    for name, text in _documents(count, chance):
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        files.append(file)
    return files


def _documents(count: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    for number in range(count):
        group = number // CONFIGS_A_CLIENT
        case = _CASES[group % len(_CASES)]
        client = f"{_TOWNS[group % len(_TOWNS)]} app {group + 1}"
        if number % CONFIGS_A_CLIENT == 0:
            yield f"clients/client-{group + 1:05}.yaml", _client(client, group + 1, case)
        yield f"customers/customer-{number + 1:05}.yaml", _config(number + 1, client, case, chance)


def _client(name: str, number: int, case: Case) -> str:
    login = f"https://{case.login}.procore.com/oauth"
    lines = [
        "apiVersion: appxlint/v1",
        "kind: OAuthClient",
        f"name: {name}",
        "connector: procore",
        f"definition: Procore V2 OAuth {case.definition} Auth",
        f"credentials: {case.credentials}",
        f"clientId: ${{env:PROCORE_CLIENT_ID_{number}}}",
        f"clientSecret: ${{env:PROCORE_CLIENT_SECRET_{number}}}",
        f"tokenUrl: {login}/token",
        "clientAuthentication: Client credentials body",
    ]
    if case.access == "user":
        lines += [
            f"authorizationUrl: {login}/authorize",
            f"refreshUrl: {login}/token",
            f"redirectUri: {_CALLBACK}",
        ]
    return "\n".join(lines) + "\n"


def _config(number: int, client: str, case: Case, chance: random.Random) -> str:
    company = f"{chance.choice(_FIRST)} {chance.choice(_SECOND)} of {chance.choice(_TOWNS)} {number}"
    first_id = 4_200_000 if case.environment == "Developer Sandbox" else 562_949_953_421_312
    projects = chance.sample(_TOWNS, k=chance.randint(1, 4))
    return f"""\
# {company}: handed over by {chance.choice(_FIRST)}, reviewed by {chance.choice(_FIRST)}
apiVersion: appxlint/v1
kind: ConnectorConfig
name: customer-{number:05}
metadata:
  owner: integrations team
  ticket: INT-{chance.randint(1000, 9999)}
connector: procore
integration: Procore + Timesheets
workspace:
  name: "{company} : Procore <> Timesheets"
  type: {"development" if case.environment == "Developer Sandbox" else chance.choice(("standard", "custom"))}
  region: us
  company: {company}
application:
  source: custom
  name: Timesheet Export
  access: {case.access}
  installed: "2026-{chance.randint(1, 9):02}-{chance.randint(1, 28):02}"
  permittedProjects: [{", ".join(projects)}]
connection:
  name: {company}
  definition: Procore V2 OAuth {case.definition} Auth
  oauthClient: {client}
  details:
    companyId: {first_id + number * 37 + chance.randint(0, 36)}
    connectionEnvironment: {case.environment}
unattended: {"true" if case.access == "service-account" else "false"}
"""


def main() -> None:
    """Write the project that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    arguments = parser.parse_args()
    files = generate(arguments.folder, arguments.count)
    print(f"{len(files)} files in {arguments.folder}")


if __name__ == "__main__":
    main()
