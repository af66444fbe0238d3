"""Places for canaries beyond plain fields: slips of the pen, comments, broken texts, other files."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from tests.support.canaries import CLIENT, CONFIG, RULES, project, quoted

if TYPE_CHECKING:
    from tests.support.canaries import Files, Plant

_SECRET = "clientSecret: ${env:PROCORE_CLIENT_SECRET}\n"
_TOKEN = "https://login.procore.com/oauth/token"


def _config(old: str, new: str) -> str:
    assert old in CONFIG
    return project(CONFIG.replace(old, new, 1))


def _client(old: str, new: str, *more: str) -> str:
    assert old in CLIENT
    return project(CLIENT.replace(old, new, 1) + "".join(more))


def _note(text: str) -> str:
    return project(f"{CONFIG}metadata:\n  {text}\n")


def _based(old: str, new: str, *, rules: str = RULES) -> str:
    """Return a config that selects a base connection, changed at one place."""
    selected = CONFIG.replace("  definition: Procore", "  baseConnection: Ledger live\n  definition: Procore")
    assert old in selected
    return project(selected.replace(old, new, 1), rules)


YAML: dict[str, Plant] = {
    "a flow mapping without a space": lambda s: _note(f"owner: {{clientSecret:{s}}}"),
    "a flow mapping without a space, then more": lambda s: _note(f"owner: {{clientSecret:{s}, b: 1}}"),
    "an alias": lambda s: _note(f"owner: *{s}"),
    "an alias in a flow mapping": lambda s: project(f"{CONFIG}metadata: {{owner: *{s}}}\n"),
    "an anchor and an alias": lambda s: _note(f"owner: &{s} acme\n  other: *{s}"),
    "an anchor twice": lambda s: _note(f"owner: &{s} acme\n  other: &{s} acme"),
    "an anchor of another document": lambda s: project(
        f"{CLIENT}metadata: {{a: &{s} x}}\n", f"{CONFIG}metadata: {{a: *{s}}}\n"
    ),
    "a tag": lambda s: _note(f"owner: !{s} acme"),
    "a core tag": lambda s: _note(f"owner: !!{s} acme"),
    "a verbatim tag": lambda s: _note(f"owner: !<{s}> acme"),
    "a tag's handle": lambda s: _note(f"owner: !{s}!x acme"),
    "a tag directive": lambda s: f"%TAG !a! tag:{s}:\n---\n{CONFIG}",
    "an unknown directive": lambda s: f"%FOO {s}\n---\n{CONFIG}",
    "a version directive": lambda s: f"%YAML {s}\n---\n{CONFIG}",
    "a comment behind a faulty value": lambda s: _config("region: us", f"region: usa  # {s}"),
    "a comment that says password": lambda s: _config("region: us", f"region: usa  # password: {s}"),
    "a comment that says secret": lambda s: _config("region: us", f"region: usa  # secret {s}"),
    "a comment alone": lambda s: _config("workspace:\n", f"# {s}\nworkspace:\n"),
    "a comment at the head": lambda s: f"# {s}\n{project(CONFIG)}",
    "a comment that cuts a name": lambda s: _config("name: acme", f"name: acme #{s}"),
    "a comment that cuts an id": lambda s: _config("companyId: 4281379", f"companyId: #{s}"),
    "a comment that cuts a secret": lambda s: _client(_SECRET, f"clientSecret: abc #{s}\n"),
    "a comment that is a secret": lambda s: _client(_SECRET, f"clientSecret: #{s}\n"),
    "the reason of a suppression": lambda s: _config(
        "region: us", f"region: usa  # appxlint: ignore[invalid-value] {s}"
    ),
    "the reason of a suppression of a secret": lambda s: _client(
        _SECRET, f"clientSecret: {quoted(s)}  # appxlint: ignore[literal-secret] {s}\n"
    ),
    "the reason of an unused suppression": lambda s: _config(
        "region: us", f"region: usa  # appxlint: ignore[unknown-field] {s}"
    ),
    "the reason of a suppression without a rule": lambda s: _config(
        "region: us", f"region: usa  # appxlint: ignore {s}"
    ),
    "the reason of a suppression of the file": lambda s: (
        f"# appxlint: ignore-file[invalid-value] {s}\n{_config('region: us', 'region: usa')}"
    ),
    "the reason of a suppression that has ended": lambda s: _config(
        "region: us", f"region: usa  # appxlint: ignore[invalid-value] until=2020-01-01 {s}"
    ),
    "a suppression's rule": lambda s: _config("region: us", f"region: usa  # appxlint: ignore[{s}] because"),
    "a suppression's day": lambda s: _config(
        "region: us", f"region: usa  # appxlint: ignore[invalid-value] until={s}"
    ),
    "a suppression of no known form": lambda s: _config("region: us", f"region: usa  # appxlint: {s}"),
    "a block scalar": lambda s: _note(f"note: |\n    hello\n    {s}\n    bye"),
    "a folded scalar": lambda s: _note(f"note: >-\n    hello\n    {s}"),
    "a block scalar in a closed set": lambda s: _config("region: us", f"region: |\n    hello\n    {s}"),
    "a block scalar as a name": lambda s: _config("name: acme", f"name: |\n    {s}\n    x"),
    "a block scalar as a secret": lambda s: _client(_SECRET, f"clientSecret: |\n  {s}\n"),
    "a key in lines as a secret": lambda s: _client(
        _SECRET, "clientSecret: |\n" + "".join(f"  {part}\n" for part in _in_lines(s))
    ),
    "a key in lines in a closed set": lambda s: _config(
        "region: us\n", "region: |\n" + "".join(f"    {part}\n" for part in _in_lines(s))
    ),
    "quotes over several lines": lambda s: _config("region: us", f'region: "hello\n    {s}\n    bye"'),
    "quotes that cut a word": lambda s: _config(
        "region: us", f'region: "{s[: len(s) // 2]}\\\n    {s[len(s) // 2 :]}"'
    ),
    "quotes that cut a secret": lambda s: _client(
        _SECRET, f'clientSecret: "{s[: len(s) // 2]}\\\n    {s[len(s) // 2 :]}"\n'
    ),
    "a secret twice": lambda s: _client(_SECRET, f"clientSecret: {quoted(s)}\nclientSecret: {quoted(s)}\n"),
    "a key twice": lambda s: project(f"{CONFIG}{quoted(s)}: 1\n{quoted(s)}: 2\n"),
    "a merge in place": lambda s: _config(
        "connection:\n", f"connection:\n  <<: {{{quoted(s)}: {quoted(s)}}}\n"
    ),
    "a merge of an anchor": lambda s: _config(
        "workspace:\n", f"metadata: &m\n  {quoted(s)}: {quoted(s)}\n  clientSecret: {quoted(s)}\nworkspace:\n"
    ).replace("connection:\n", "connection:\n  <<: *m\n"),
    "a merge of a text": lambda s: _config("connection:\n", f"connection:\n  <<: {quoted(s)}\n"),
    "an alias of a value": lambda s: _config(
        "workspace:\n", f"metadata: {{x: &m {quoted(s)}}}\nworkspace:\n"
    ).replace("region: us", "region: *m"),
    "an alias of a key": lambda s: _config(
        "workspace:\n", f"metadata: {{x: &m {quoted(s)}}}\n*m : 1\nworkspace:\n"
    ),
    "a list of tokens": lambda s: _note(f"tokens:\n    - {quoted(s)}\n    - {quoted(s)}"),
    "a name and a value": lambda s: _note(f"pair: {{name: clientSecret, value: {quoted(s)}}}"),
    "an unknown secret field": lambda s: project(f"{CONFIG}clientSecret: {quoted(s)}\n"),
    "an unknown field": lambda s: project(f"{CONFIG}notes: {quoted(s)}\n"),
    "a mapping of secrets": lambda s: project(f"{CONFIG}secrets: {{procore: {quoted(s)}}}\n"),
    "the name of no client": lambda s: _config(
        "oauthClient: Acme service account", f"oauthClient: {quoted(s)}"
    ),
    "almost the name of a client": lambda s: project(
        CLIENT.replace("Acme service account", quoted(s)),
        CONFIG.replace("Acme service account", quoted(s[:-1] + "x")),
    ),
    "the name of a client": lambda s: project(
        CLIENT.replace("Acme service account", quoted(s)),
        CONFIG.replace("Acme service account", quoted(s)).replace("region: us", "region: usa"),
    ),
    "the name of two clients": lambda s: project(
        CLIENT.replace("Acme service account", quoted(s)),
        CLIENT.replace("Acme service account", quoted(s)),
        CONFIG,
    ),
    "the name of two configs": lambda s: project(
        CONFIG.replace("name: acme\n", f"name: {quoted(s)}\n"),
        CONFIG.replace("name: acme\n", f"name: {quoted(s)}\n"),
    ),
    "the connector of a client": lambda s: _client("connector: procore", f"connector: {quoted(s)}"),
    "the name of a base connection": lambda s: _based(
        "Ledger live",
        quoted(s),
        rules=RULES.replace("Ledger live", quoted(s)).replace("enabled: true", "enabled: false"),
    ),
    "what a base connection sets otherwise": lambda s: _based(
        "connectionEnvironment: Production", f"connectionEnvironment: {quoted(s)}"
    ),
    "what a base connection sets": lambda s: _based(
        "unattended: true",
        "unattended: false",
        rules=RULES.replace(
            "{connectionEnvironment: Production}",
            f"{{connectionEnvironment: {quoted(s)}, clientSecret: {quoted(s)}}}",
        ),
    ),
    "what a base connection sets as well": lambda s: _based(
        "companyId: 4281379",
        f"companyId: 4281379\n    apiSecret: {quoted(s)}",
        rules=RULES.replace("{connectionEnvironment: Production}", f"{{apiSecret: {quoted(s)}}}"),
    ),
    "an unknown detail": lambda s: _config(
        "companyId: 4281379", f"companyId: 4281379\n    token: {quoted(s)}"
    ),
    "the key of a detail": lambda s: _config("companyId: 4281379", f"companyId: 4281379\n    {quoted(s)}: 1"),
    "general configuration": lambda s: project(
        CONFIG.split("connection:\n")[0]
        + "generalConfiguration:\n"
        + "".join(
            f"  {key}: {quoted(s)}\n"
            for key in ("baseUrl", "clientId", "clientSecret", "companyId", "other", quoted(s))
        )
    ),
    "the expiration": lambda s: _client(_SECRET, f"clientSecretExpiration: {quoted(s)}\n{_SECRET}"),
    "addresses and scopes": lambda s: _client(
        _SECRET,
        f"authorizationUrl: https://login.procore.com/{s}\nredirectUri: https://x.example.org/cb?token={s}\n"
        f"scope: {quoted(s)}\n{_SECRET}",
    ),
    "the query of an address": lambda s: _client(_TOKEN, f"{_TOKEN}?client_secret={s}"),
    "the login of an address": lambda s: _client(_TOKEN, f"https://u:{s}@login.procore.com/oauth/token"),
    "the host of an address": lambda s: _client(_TOKEN, f"https://{s}/oauth/token"),
    "the path of an address": lambda s: _client(_TOKEN, f"https://login.procore.com/{s}"),
    "a company's address": lambda s: _config("4281379", f"https://app.procore.com/{s}/project/home"),
    "the default of a reference": lambda s: _client(
        _SECRET, f"clientSecret: ${{env:PROCORE_CLIENT_SECRET:-{s}}}\n"
    ),
    "a reference by nothing but a name": lambda s: _client(_SECRET, f"clientSecret: ${{{s}}}\n"),
    "two references": lambda s: CLIENT.replace("${env:PROCORE_CLIENT_SECRET}", quoted(s)).replace(
        "${env:PROCORE_CLIENT_ID}", quoted(s)
    ),
    "curly quotes": lambda s: _client(_SECRET, f"clientSecret: \u201c{s}\u201d\n"),
    "two keys that belong elsewhere": lambda s: _config(
        "  oauthClient: Acme service account\n", f"  clientId: {quoted(s)}\n  clientSecret: {quoted(s)}\n"
    ),
    "details at the top": lambda s: project(f"{CONFIG}companyId: {quoted(s)}\n"),
    "a scalar between documents": lambda s: project(quoted(s) + "\n", f"- {quoted(s)}\n", CONFIG),
    "a bare scalar between documents": lambda s: project(s + "\n", CONFIG),
    "a misspelt header": lambda s: project(f"apiVersio: {quoted(s)}\nkind: OAuthClient\n{quoted(s)}: 2\n"),
    "no header": lambda s: project(f"{quoted(s)}: OAuthClient\nname: x\n"),
    "documents without a separator": lambda s: (
        CLIENT.replace("${env:PROCORE_CLIENT_SECRET}", quoted(s)) + CONFIG
    ),
    "a text with a character that cannot be seen": lambda s: _client(_SECRET, f'clientSecret: "{s}\u200b"\n'),
    "a character that cannot be seen in the middle": lambda s: _client(
        _SECRET, f'metadata: {{note: "{s[:20]}\u200b{s[20:]}"}}\n{_SECRET}'
    ),
    "a line break that editors hide": lambda s: project(f"{CLIENT}# note\u2029{s}\n"),
    "too deep a place": lambda s: project(f"{CLIENT}metadata: {'[' * 70}{quoted(s)}{']' * 70}\n"),
    "a cycle": lambda s: project(f"{CLIENT}metadata: &a {{x: {quoted(s)}, y: *a}}\n"),
    "the end of a long line": lambda s: project(f"{CLIENT}metadata: {{x: {'a b ' * 20000}{s}}}\n"),
}

_BROKEN = {
    "a second colon": "clientSecret: {}: x: y",
    "text behind quotes": 'clientSecret: "{}" x',
    "an open bracket": "clientSecret: [{}",
    "no colon": "clientSecret {}",
    "nothing but it": "{}",
    "an at sign": "clientSecret: @{}",
    "a tab": "\tclientSecret: {}",
    "an indent": "  clientSecret: {}",
    "a backslash": 'clientSecret: "\\q{}"',
    "a percent sign": "clientSecret: %{}",
    "an indent below": "clientSecret:\n  {}\n bad: x",
    "a tab below": "clientSecret: >\n  hello\n  {}\n\tx: 1",
    "double braces": "clientSecret: {{{{ {} }}}}",
    "no space": "clientSecret:{}",
    "an item": "- {}",
    "a question mark": "? {}",
    "an item behind the colon": "clientSecret: - {}",
    "a colon in a field of another name": "notes: {}: x: y",
    "a fault on the next line": 'clientSecret: "{}"\n  bad: x',
    "a fault two lines below": "clientSecret: {}\n bad\nx: y",
    "an open quote": 'clientSecret: "{}',
    "an open single quote": "clientSecret: '{}",
    "an open quote above": 'credentials: "production\nclientSecret: {}',
    "a quote above that it closes": 'credentials: "production\nclientSecret: "{}"',
}
BROKEN: dict[str, Plant] = {
    f"a broken text: {name}": lambda s, line=line: _client(_SECRET, line.format(s) + "\n")  # type: ignore[misc]
    for name, line in _BROKEN.items()
}

_WITH = CLIENT.replace("${env:PROCORE_CLIENT_SECRET}", "SECRET")


def _settings(text: str) -> Files:
    return {"appxlint.toml": text + "\n", "config.yaml": project(f"{CONFIG}x: 1\n")}


def _generated(**changes: object) -> Files:
    attribute = {"key": "companyId", "title": "CompanyId", "isRequired": True, "isSensitive": False}
    definition = {"key": "login", "name": "Ledger Login", "type": "Standard", "attributes": [attribute]}
    whole = {"key": "ledger", "name": "Ledger", "connectionDefinitions": [definition], **changes}
    return {"connector.json": json.dumps(whole, indent=1), "config.yaml": project()}


def _attribute(**fields: object) -> Files:
    attribute = {"key": "a", "title": "A", "isRequired": True, "isSensitive": True, **fields}
    return _generated(
        connectionDefinitions=[{"key": "b", "name": "B", "type": "Standard", "attributes": [attribute]}]
    )


FILES: dict[str, Plant] = {
    "a file in UTF-16": lambda s: {"config.yaml": _WITH.replace("SECRET", s).encode("utf-16")},
    "a file in Latin-1": lambda s: {
        "config.yaml": _WITH.replace("SECRET", f'"{s} \u00e4"').encode("latin-1")
    },
    "a binary file": lambda s: {"config.yaml": _WITH.replace("SECRET", f'"{s} \0"').encode()},
    "a foreign file": lambda s: {
        "config.yaml": f"services: {{web: {{SECRET: {quoted(s)}}}}}\n{quoted(s)}: 1\n"
    },
    "a foreign key": lambda s: {"config.yaml": f"{quoted(s)}: 1\n"},
    "a foreign scalar": lambda s: {"config.yaml": f"{quoted(s)}\n"},
    "a foreign list": lambda s: {"config.yaml": f"- {quoted(s)}\n"},
    "a foreign file that is broken": lambda s: {"config.yaml": f"- {quoted(s)}\nkey: {s}: x\n"},
    "an unknown setting": lambda s: _settings(f"clientSecret = {quoted(s)}"),
    "the key of a setting": lambda s: _settings(f"{quoted(s)} = 1"),
    "a bare key of a setting": lambda s: _settings(f"{s} = 1"),
    "the setting select": lambda s: _settings(f"select = [{quoted(s)}]"),
    "a rule with a severity": lambda s: _settings(f"severity = {{{quoted(s)} = 'error'}}"),
    "a severity": lambda s: _settings(f"severity = {{unknown-field = {quoted(s)}}}"),
    "the setting secret-references": lambda s: _settings(f"secret-references = [{quoted(s + '(')}]"),
    "the setting fail-on": lambda s: _settings(f"fail-on = {quoted(s)}"),
    "the setting secret-expiry-days": lambda s: _settings(f"secret-expiry-days = {quoted(s)}"),
    "the setting baseline": lambda s: _settings(f"baseline = {quoted(s)}"),
    "the setting catalog": lambda s: _settings(f"catalog = [{quoted(s)}]"),
    "the setting exclude": lambda s: _settings(f"exclude = {quoted(s)}"),
    "a limit": lambda s: _settings(f"limits = {{{quoted(s)} = 1}}"),
    "a rule of per-file-ignores": lambda s: _settings(f"per-file-ignores = {{'*' = {{{quoted(s)} = 'x'}}}}"),
    "a reason of per-file-ignores": lambda s: _settings(
        f"per-file-ignores = {{'*' = {{unknown-field = {quoted(s)}}}}}"
    ),
    "a pattern of per-file-ignores": lambda s: _settings(
        f"per-file-ignores = {{{quoted('/' + s)} = ['unknown-field']}}"
    ),
    "the setting extends": lambda s: _settings(f"extends = {quoted(s)}"),
    "an address to extend": lambda s: _settings(f"extends = {quoted('https://' + s)}"),
    "the setting required-version": lambda s: _settings(f"required-version = {quoted(s)}"),
    "a kind of names": lambda s: _settings(f"names = {{{quoted(s)} = {{pattern = 'a'}}}}"),
    "a pattern of names": lambda s: _settings(
        f"names = {{ConnectorConfig = {{pattern = {quoted(s + '(')}}}}}"
    ),
    "what names look like": lambda s: _settings(
        f"names = {{ConnectorConfig = {{pattern = '-', message = {quoted(s)}}}}}"
    ),
    "a pattern that names do not fit": lambda s: _settings(
        f"names = {{ConnectorConfig = {{pattern = {quoted(re.escape(s))}}}}}"
    ),
    "broken settings": lambda s: _settings(f"baseline = {s}"),
    "settings in pyproject.toml": lambda s: {
        "pyproject.toml": f"[tool.appxlint]\nbaseline = [{quoted(s)}]\n{quoted(s)} = 1\n",
        "config.yaml": project(),
    },
    "a key of connector.json": lambda s: _generated(**{s: 1}),
    "the name in connector.json": lambda s: _generated(name=s),
    "the key in connector.json": lambda s: _generated(key=s),
    "a definition in connector.json": lambda s: _generated(
        connectionDefinitions=[{"key": s, "name": s, "type": s, "attributes": s}]
    ),
    "an attribute in connector.json": lambda s: _attribute(key=s, title=s, description=s, isRequired=s),
    "a default in connector.json": lambda s: _attribute(key="clientSecret", default=s),
    "configSchema in connector.json": lambda s: _generated(
        configSchema={"type": "object", "properties": {s: {"type": s, "default": s}}, "required": [s]}
    ),
    "a key twice in connector.json": lambda s: {
        "connector.json": f'{{"connectionDefinitions": [], "{s}": 1, "{s}": 2}}'
    },
    "connector.json with single quotes": lambda s: {
        "connector.json": f"{{\"connectionDefinitions\": '{s}'}}"
    },
    "connector.json with an open quote": lambda s: {"connector.json": f'{{"connectionDefinitions": "{s}}}'},
    "connector.json without quotes": lambda s: {"connector.json": f'{{"connectionDefinitions": {s}}}'},
    "test-settings.json": lambda s: {
        "test-settings.json": json.dumps(
            {
                "testSettings": {"x": s, "clientSecret": s, s: 1},
                "activeConnection": s,
                "connections": {"a": {"clientSecret": s, "name": s, "companyId": s}},
            },
            indent=1,
        )
    },
    "test-settings.json that is broken": lambda s: {
        "test-settings.json": f'{{"testSettings": {{"clientSecret": "{s}"}},\n}}'
    },
    "test-settings.json with an open quote": lambda s: {
        "test-settings.json": f'{{"testSettings": {{"clientSecret": "{s}}}}}'
    },
}


def _in_lines(secret: str) -> list[str]:
    """Return a secret in lines of 64 characters, as keys are kept."""
    return [secret[at : at + 64] for at in range(0, len(secret), 64)]
