"""Places in which a password that is a plain word may stand by mistake: nothing but the place gives it away."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.support.canaries import CLIENT, CONFIG, RULES, project
from tests.support.canary_places import BROKEN, FILES, YAML

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.canaries import Files, Plant

WORDS = ("swordfish", "geheim-wort", "correcthorse", "Sommerregen")
"""Passwords as people choose them: no digits, no signs, words."""

SHOWN = frozenset(
    {
        *("an alias of a value", "the name of no client", "almost the name of a client"),
        *("the name of two clients", "the name of two configs", "the connector of a client"),
        *("the name of a base connection", "what a base connection sets otherwise", "the expiration"),
        *("a definition in connector.json", "an attribute in connector.json", "the setting select"),
        *("a rule with a severity", "a severity", "the setting fail-on", "the setting baseline"),
        *(
            "the host of an address",
            "the path of an address",
            "a company's address",
        ),
        *("a block scalar as a name", "what a base connection sets", "addresses and scopes"),
        *(
            "general configuration",
            "the setting catalog",
            "the setting exclude",
            "a rule of per-file-ignores",
            "a pattern of per-file-ignores",
            "the setting extends",
            "the setting required-version",
            "what names look like",
            "a pattern that names do not fit",
            "the name of a client",
        ),
    }
)
"""Places whose values are shown by right: a schema knows the field, and calls nothing in it sensitive."""

_SECRET = "clientSecret: ${env:PROCORE_CLIENT_SECRET}\n"
_WRONG = "region: us", "region: usa"
_KEYS = (
    *("clientScret", "clientSecrte", "clientsecret", "client_secret", "client-secret", "client-secrte"),
    *("ClientSecret", "secretClient", "secret", "clientSecretKey", "consumerSecret", "clientSecret2"),
    *("clientSecrets", "cleintSecret", "clientSceret", "clientSecet", "clientsecert", "client_secert"),
    *("clientPassword", "clientToken", "appSecret", "oauthSecret", "sharedSecret", "apiSecret", "secretKey"),
    *(
        "secret_key",
        "clientSecretValue",
        "clienSecret",
        "clinetSecret",
        "clientKey",
        "privateKey",
        "password",
    ),
    *("passwort", "pasword", "passwrod", "pwd", "kennwort", "token", "accessToken", "access_token", "bearer"),
    *("refreshToken", "apiKey", "api_key", "login", "passphrase", "pin", "geheimnis"),
)
_DETAILS = (
    *("password", "clientSecret", "Password", "secret", "apiKey", "token", "pin", "AccessCode"),
    *("clientsecret", "username", "login"),
)


def _client(line: str) -> str:
    """Return a client with a line in place of its secret, and a fault on another line."""
    return project(
        CLIENT.replace(_SECRET, line + "\n").replace("credentials: production", "credential: production")
    )


def _detail(line: str) -> str:
    old = "    connectionEnvironment: Production\n"
    return project(CONFIG.replace(*_WRONG).replace(old, f"    connectionEnvironment: Prod\n    {line}\n"))


def _note(line: str) -> str:
    return project(f"{CONFIG.replace(*_WRONG)}metadata:\n  {line}\n")


def _beside(text: str) -> str:
    """Return a config with text behind a value that is wrong."""
    return project(CONFIG.replace("region: us", f"region: usa{text}"))


_LOGIN = """\
apiVersion: appxlint/v1
kind: ConnectionDefinition
connector: ledger
key: ledgerLogin
name: Ledger Login
type: Standard
attributes:
  - {key: accessCode, title: Access code, isRequired: true, isSensitive: true}
  - {key: site, title: Site, isRequired: true, isSensitive: false}
"""
_LEDGER = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: ledger
connector: ledger
connection:
  name: Ledger
  definition: Ledger Login
  details: {DETAILS}
"""


def _ledger(details: str) -> str:
    return project(_LOGIN, _LEDGER.replace("DETAILS", details), CONFIG, CLIENT)


def _json(**changes: object) -> Files:
    attribute = {"key": "companyId", "title": "CompanyId", "isRequired": "yes", "isSensitive": False}
    definition = {"key": "login", "name": "Ledger Login", "type": "Standard", "attributes": [attribute]}
    whole = {"key": "ledger", "name": "Ledger", "connectionDefinitions": [definition], **changes}
    return {"connector.json": json.dumps(whole), "config.yaml": project()}


def _keys() -> Iterator[tuple[str, Plant]]:
    for key in _KEYS:
        yield f"a slip of the key: {key}", lambda s, key=key: _client(f"{key}: {s}")  # type: ignore[misc]
    for key in _DETAILS:
        yield f"a detail: {key}", lambda s, key=key: _detail(f"{key}: {s}")  # type: ignore[misc]
        yield (
            f"in a line, a detail: {key}",
            lambda s, key=key: project(  # type: ignore[misc]
                CONFIG.replace(*_WRONG).replace(
                    "  details:\n    companyId: 4281379\n    connectionEnvironment: Production\n",
                    f"  details: {{companyID: 4281379, {key}: {s}, connectionEnvironment: Prod}}\n",
                )
            ),
        )


_OTHERS: dict[str, Plant] = {
    "another case of a sensitive detail": lambda s: _ledger(f"{{AccessCode: {s}, Site: x}}"),
    "a sensitive detail beside a slip": lambda s: _ledger(f"{{accessCode: {s}, sit: x}}"),
    "a slip of a sensitive detail": lambda s: _ledger(f"{{acessCode: {s}, site: x}}"),
    "a key that it became a part of": lambda s: _client(f"{{clientSecret:{s}}}"),
    "a list": lambda s: _client(f"clientSecret: [{s}]"),
    "a list of a slip": lambda s: _client(f"clientSecrets: [{s}, x]"),
    "a mapping": lambda s: _client(f"clientSecret: {{{s}: x}}"),
    "a mapping's value": lambda s: _client(f"clientSecret: {{value: {s}}}"),
    "a set": lambda s: _client(f"clientSecret: {{{s}}}"),
    "a tag": lambda s: _client(f"clientSecret: !{s}"),
    "a tag before a value": lambda s: _client(f"clientSecret: !{s} x"),
    "a core tag": lambda s: _client(f"clientSecret: !!{s} x"),
    "an anchor": lambda s: _client(f"clientSecret: &{s}"),
    "an anchor before a value": lambda s: _client(f"clientSecret: &{s} x"),
    "an alias": lambda s: _client(f"clientSecret: *{s}"),
    "a list of a note": lambda s: _note(f"tokens: [{s}, no]"),
    "a mapping of a note": lambda s: _note(f"{s}: no"),
    "a note": lambda s: _note(f"owner: {{password: {s}, reviewed: no}}"),
    "a note beside": lambda s: _note(f"{{reviewed: no, {s}: {s}}}"),
    "a key at the top": lambda s: project(f"{CONFIG}{s}: {s}\n"),
    "a key of the connection": lambda s: project(CONFIG.replace("  details:", f"  {s}: x\n  details:")),
    "a header as the client id": lambda s: project(CLIENT.replace("${env:PROCORE_CLIENT_ID}", f"Bearer {s}")),
    "a basic header as the client id": lambda s: project(
        CLIENT.replace("${env:PROCORE_CLIENT_ID}", f'"Basic {s}"')
    ),
    "the default of a reference": lambda s: _client(f"clientSecret: ${{env:A:-{s}}}"),
    "the default of a client id": lambda s: project(
        CLIENT.replace("${env:PROCORE_CLIENT_ID}", f"${{env:A:-{s}}}")
    ),
    "another default of a reference": lambda s: _client(f"clientSecret: ${{SECRET-{s}}}"),
    "the name of a reference": lambda s: _client(f"clientSecret: ${{{s}}}"),
    "a template": lambda s: _client(f'clientSecret: "{{{{ {s} }}}}"'),
    "a dollar": lambda s: _client(f"clientSecret: ${s}"),
    "a comment beside a finding": lambda s: _beside(f"  # {s}"),
    "a comment that says password": lambda s: _beside(f"  # the password is {s}"),
    "a glued comment": lambda s: _beside(f" #{s}"),
    "a comment in place of a value": lambda s: _client(f"clientSecret: #{s}"),
    "a comment that cuts a secret": lambda s: _client(f"clientSecret: a #{s}"),
    "a comment in place of a company": lambda s: project(
        CONFIG.replace("companyId: 4281379", f"companyId: #{s}")
    ),
    "a reason": lambda s: _beside(f"  # appxlint: ignore[invalid-value] {s}"),
    "a reason among words": lambda s: _beside(
        f"  # appxlint: ignore[invalid-value] the password is {s} until May"
    ),
    "a reason of nothing": lambda s: _beside(f"  # appxlint: ignore[unknown-field] {s}"),
    "a rule that is none": lambda s: _beside(f"  # appxlint: ignore[{s}] x"),
    "no form of a suppression": lambda s: _beside(f"  # appxlint: {s}"),
    "a password in an address": lambda s: project(
        CLIENT.replace("https://login", f"http://u:{s}@login").replace("oauth/token", "oauth/tokn")
    ),
    "a password with signs in an address": lambda s: project(
        CLIENT.replace("https://login", f"http://u:a/{s}?x#y@login")
    ),
    "a query of an address": lambda s: project(
        CLIENT.replace("/oauth/token", f"/oauth/token?client_secret={s}")
    ),
    "a user of an address": lambda s: project(CLIENT.replace("https://login", f"http://{s}@login")),
    "beside a tab": lambda s: project(CONFIG.replace("    companyId: 4281379", f"\t{s}: {s}")),
    "an open bracket": lambda s: project(CONFIG.replace("companyId: 4281379", f"companyId: [{s}")),
    "an open quote": lambda s: project(CONFIG.replace("companyId: 4281379", f'companyId: "{s}')),
    "a second colon": lambda s: project(CONFIG.replace("companyId: 4281379", f"companyId: {s}: x")),
    "text behind quotes": lambda s: project(CONFIG.replace("companyId: 4281379", f'companyId: "x" {s}')),
    "an at sign": lambda s: project(CONFIG.replace("companyId: 4281379", f"companyId: @{s}")),
    "a line alone": lambda s: project(CONFIG.replace("companyId: 4281379", f"{s}")),
    "a line above a fault": lambda s: project(
        CONFIG.replace("    companyId: 4281379", f"    password: {s}\n   x: [")
    ),
    "a block scalar before a fault": lambda s: project(
        CONFIG.replace("    companyId: 4281379", f"    password: |\n      {s}\n   x: [")
    ),
    "an unknown key of connector.json": lambda s: _json(clientSecret=s, modules=[s]),
    "a default of connector.json": lambda s: _json(
        connectionDefinitions=[
            {
                "key": "a",
                "name": "A",
                "type": "Basic",
                "attributes": [{"key": "k", "title": "K", "default": s}],
            }
        ]
    ),
    "a broken connector.json": lambda s: {
        "connector.json": f'{{"connectionDefinitions": [], "clientSecret": "{s}",}}',
        "config.yaml": project(),
    },
    "a connector.json that breaks at it": lambda s: {
        "connector.json": f'{{"connectionDefinitions": "{s}" x, "y": {s}}}',
        "config.yaml": project(),
    },
    "general configuration": lambda s: project(
        f"{CONFIG.replace(*_WRONG)}generalConfiguration: {{secretWord: {s}, companyID: 1}}\n"
    ),
    "what a base connection sets": lambda s: project(
        CONFIG.replace("  definition: Procore", "  baseConnection: Ledger live\n  definition: Procore"),
        RULES.replace("details: {connection", f"details: {{password: {s}, conection"),
    ),
    "a secret twice": lambda s: _client(f"clientSecret: {s}\nclientSecret: {s}"),
    "a secret as the title of a document": lambda s: project(
        CLIENT.replace("name: Acme service account", f"nmae: Acme\npassword: {s}")
    ),
}

_ENTRY = (
    "attributes: [{{key: pin, title: PIN, isRequired: true, isSensitive: true, {}}}, "
    "{{key: site, title: Site, isRequired: sure, isSensitive: false}}]\n"
)


def _changed(text: str, key: str, value: str) -> str:
    """Return a document with another value of a field, whatever stands below that now."""
    lines, found = text.splitlines(keepends=True), list[str]()
    for line in lines:
        if line.startswith(f"{key}:"):
            found.append(f"{key}: {value}\n")
        elif not (found and found[-1].startswith(f"{key}: {value}") and line.startswith(" ")):
            found.append(line)
    return "".join(found) if any(line.startswith(f"{key}:") for line in lines) else f"{text}{key}: {value}\n"


def _in_config(key: str, value: str) -> Plant:
    return lambda s: project(_changed(CONFIG.replace(*_WRONG), key, value.replace("SECRET", s)))


def _in_client(key: str, value: str) -> Plant:
    return lambda s: project(_changed(CLIENT, key, value.replace("SECRET", s)))


_FORMS: dict[str, Plant] = {
    **{
        f"{key} as {value}": _in_config(key, value)
        for key in ("metadata", "connection", "sources", "generalConfiguration")
        for value in ("SECRET", "'password SECRET'", "[SECRET]")
    },
    **{
        f"{key}: {value}": _in_client(key, value)
        for key, values in {
            "clientId": (
                *("0oa1b2c3d4:SECRET", "'id, SECRET'", "'Token SECRET'", "client_secret SECRET"),
                "|\n  0oa1b2c3d4\n  SECRET",
            ),
            "tokenUrl": (
                *("SECRET", "'https://login.procore.com/oauth/token, SECRET'", "mailto:SECRET"),
                *("https://u:SECRET@login.procore.com/x", "SECRET@login.procore.com", "//SECRET@procore.com"),
                *("https://login.procore.com/x?a=SECRET", "https://login.procore.com/x?SECRET"),
                *("https://login.procore.com/x#SECRET", "https://login.procore.com:SECRET/x"),
            ),
            "clientSecretExpiration": ("SECRET", "2027-01-01 SECRET"),
            "public": ("SECRET", "'true SECRET'"),
            "clientAuthentication": ("SECRET",),
            "sources": ("[{url: SECRET, asOf: SECRET, certainty: SECRET}]",),
        }.items()
        for value in values
    },
    **{
        f"{key} of a sensitive attribute": lambda s, key=key, value=value: project(  # type: ignore[misc]
            _LOGIN.partition("attributes")[0] + _ENTRY.format(f"{key}: {value.format(s)}")
        )
        for key, value in {
            "description": "{}",
            "pattern": "{}",
            "example": "{}",
            "default": "{}",
            "options": "[{{label: {}}}]",
        }.items()
    },
    "details as a text": _ledger,
    "the unattended": _in_config("unattended", "SECRET"),
    "the unattended, escaped": lambda s: project(
        CONFIG.replace("unattended: true", f'unattended: "\\x{ord(s[0]):02x}{s[1:]}"')
    ),
    "a type that is none": lambda s: project(CONFIG.replace("type: standard", f"type: {s}")),
    "the kind": lambda s: project(CONFIG.replace("kind: ConnectorConfig", f"kind: {s}")),
    "the version": lambda s: project(CONFIG.replace("apiVersion: appxlint/v1", f"apiVersion: {s}")),
    "an environment": lambda s: project(
        CONFIG.replace("connectionEnvironment: Production", f"connectionEnvironment: {s}")
    ),
}

PLACES: dict[str, Plant] = {
    **dict(_keys()),
    **_OTHERS,
    **_FORMS,
    **{f"{name} (kept)": plant for name, plant in (YAML | BROKEN | FILES).items() if name not in SHOWN},
}
"""Every place by its name."""
