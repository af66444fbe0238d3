"""Canaries: made-up secrets by a fixed recipe, and the places of a project where a person may put one by mistake."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Files: TypeAlias = "dict[str, str | bytes]"
Plant: TypeAlias = "Callable[[str], str | bytes | Files]"

_PIECE = 8
_SIGNS = "!^;+"


class Canary(NamedTuple):
    """A secret as it is written, and the part of it that must not come out."""

    name: str
    text: str
    core: str

    def leaks(self, output: str) -> bool:
        """Whether any eight characters in a row of the secret can be found in an output, escaped or not."""
        plain = html.unescape(output).replace("%25", "%")
        texts = {each.lower() for each in (output, plain, plain.replace("\\", ""))}
        core = self.core.lower()
        pieces = {core[at : at + _PIECE] for at in range(len(core) - _PIECE + 1)}
        return any(piece in text for text in texts for piece in pieces)


def _digest(label: str) -> bytes:
    return hashlib.sha256(f"canary {label}".encode()).digest()


def _url_safe(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _letters(label: str, size: int) -> str:
    runs = (base64.b64encode(_digest(f"{label} {number}")).decode() for number in range(4))
    return re.sub(r"[^A-Za-z0-9]", "", "".join(runs))[:size]


def _password() -> str:
    """Return capitals, small letters, digits and signs; without digits nothing tells a password from a name."""
    letters, digits = _letters("password", 12), f"{int.from_bytes(_digest('digits'))}"
    parts = (f"{letters[at * 3 : at * 3 + 3]}{digits[at]}{sign}" for at, sign in enumerate(_SIGNS))
    return "".join(parts)


def _canaries() -> Iterator[Canary]:
    for name, text in (
        ("64 hexadecimal digits", _digest("hexadecimal").hex()),
        ("43 URL-safe characters", _url_safe(_digest("url-safe"))),
        ("a token of three parts", ".".join("eyJ" + _url_safe(_digest(f"token {part}")) for part in "abc")),
        ("a vendor's token", "gh" + "p_" + _letters("vendor", 36)),
        ("a password", _password()),
    ):
        yield Canary(name, text, text)
    bearer, login = _url_safe(_digest("bearer")), _letters("login", 20)
    yield Canary("a header", f"Bearer {bearer}", bearer)
    yield Canary("a password in a URL", f"https://sync:{login}@sftp.acme.example/in", login)
    body = base64.b64encode(b"".join(_digest(f"key {part}") for part in range(4))).decode()
    label = "PRIVATE" + " KEY"
    yield Canary("a private key", f"-----BEGIN {label}----- {body} -----END {label}-----", body)


CANARIES = tuple(_canaries())
PASSWORD = next(each for each in CANARIES if each.name == "a password")

CLIENT = """\
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme service account
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
credentials: production
clientId: ${env:PROCORE_CLIENT_ID}
clientSecret: ${env:PROCORE_CLIENT_SECRET}
tokenUrl: https://login.procore.com/oauth/token
"""
CONFIG = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
integration: Procore + Ledger (Payroll)
workspace:
  name: "Acme : Procore <> Ledger"
  type: standard
  region: us
  company: Acme
application:
  source: custom
  name: Ledger Sync
  access: service-account
  installed: true
  versionKey: 3f0c1c52-6d6c-4d7a-9a5e-0d3a1f2b4c5d
  permittedProjects: all
connection:
  name: Acme Procore
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: Acme service account
  details:
    companyId: 4281379
    connectionEnvironment: Production
unattended: true
"""
RULES = """\
apiVersion: appxlint/v1
kind: BaseConnectionRules
integration: Procore + Ledger (Payroll)
connector: procore
complete: true
atLeastOneEnabled: true
baseConnections:
  - name: Ledger live
    enabled: true
    when:
      workspaceType: [standard]
      region: [us]
      connectionEnvironment: [Production]
    definition: Procore V2 OAuth Client Credentials Auth
    sets:
      oauthClient: Acme service account
      details: {connectionEnvironment: Production}
"""
OTHERS = (
    RULES,
    """\
apiVersion: appxlint/v1
kind: Workspace
name: "Acme Two"
type: standard
region: us
company: Acme
""",
    """\
apiVersion: appxlint/v1
kind: Application
name: Ledger Sync Two
connector: procore
source: marketplace
access: service-account
versionKey: 3f0c1c52-6d6c-4d7a-9a5e-0d3a1f2b4c5d
installed: {Production: 2026-10-02}
permittedProjects: [A, B]
""",
    """\
apiVersion: appxlint/v1
kind: ConnectionDefinition
connector: ledger
key: ledgerLogin
name: Ledger Login
description: How people log in
type: Standard
authorizationUrl: https://ledger.example.org/a
tokenUrl: https://ledger.example.org/t
refreshUrl: https://ledger.example.org/r
attributes:
  - key: companyId
    title: CompanyId
    description: The company
    type: string
    isRequired: true
    isSensitive: false
    isArray: false
    default: acme
    pattern: "[a-z]+"
    message: must be lower case
    example: acme
    attributes: []
  - key: environment
    title: Environment
    isRequired: true
    isSensitive: false
    options:
      - {label: Production, value: 1}
    certainty: documented
""",
    """\
apiVersion: appxlint/v1
kind: Connector
key: ledger
name: Ledger
description: Keeps the books
owner: Acme
application: required
secretsExpire: false
environments:
  - name: Production
    aliases: [Live]
    loginUrl: https://login.ledger.example.org
    apiUrl: https://api.ledger.example.org
    webHosts: [app.ledger.example.org]
    credentials: production
hosts: [{host: old.ledger.example.org, use: api.ledger.example.org}]
generalConfiguration: {type: object, properties: {baseUrl: {type: string, title: Base}}}
sources: [{url: https://ledger.example.org/help, asOf: 2026-06-03, certainty: documented}]
""",
)


def quoted(text: str) -> str:
    """Return a text in double quotes."""
    return json.dumps(text)


def project(*documents: str) -> str:
    """Return documents as one file, with the config and its client unless they are among them."""
    kinds = "".join(documents)
    more = [each for each in (CLIENT, CONFIG) if each.split("\n")[1] not in kinds]
    return "---\n".join((*documents, *more))


_FIELD = re.compile(r"(?P<lead> *(?:- )?)(?P<key>[A-Za-z]+): (?P<value>\S.*)")
_WRITTEN: dict[str, Callable[[re.Match[str], str], str]] = {
    "value": lambda field, secret: f"{field['lead']}{field['key']}: {quoted(secret)}",
    "bare value": lambda field, secret: f"{field['lead']}{field['key']}: {secret}",
    "item": lambda field, secret: f"{field['lead']}{field['key']}: [{quoted(secret)}]",
    "mapping": lambda field, secret: f"{field['lead']}{field['key']}: {{{quoted(secret)}: {quoted(secret)}}}",
    "key": lambda field, secret: f"{field['lead']}{quoted(secret)}: {field['value']}",
    "value without a space": lambda field, secret: f"{field['lead']}{field['key']}:{secret}",
}


def field_places() -> dict[str, Plant]:
    """Return a place for each field of each kind and each way in which a secret can get into it."""
    places: dict[str, Plant] = {}
    for text in (CLIENT, CONFIG, *OTHERS):
        lines = text.split("\n")
        for number, line in enumerate(lines):
            field = _FIELD.fullmatch(line)
            for way, write in _WRITTEN.items() if field else ():
                assert field is not None

                def plant(
                    secret: str,
                    *,
                    lines: list[str] = lines,
                    number: int = number,
                    write: Callable[[re.Match[str], str], str] = write,
                    field: re.Match[str] = field,
                ) -> str:
                    return project("\n".join([*lines[:number], write(field, secret), *lines[number + 1 :]]))

                places[f"{lines[1][6:]} line {number + 1} {field['key']} {way}"] = plant
    return places
