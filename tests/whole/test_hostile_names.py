"""No name, path, argument or variable reaches a terminal or a build log as anything but text, whatever the command."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import clean_environment, write_project
from tests.render.reports import FORBIDDEN
from validator.render.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="files cannot have such names there")

BAD = "x\x1b[2J\x07\x7f\x9b\u202e\u200b\u2028\u2029\x85\r\n  ::error::forged\nFORGED ##[error]a ##vso[b]"
"""What a terminal, a build log or an eye may take for something else; a line of it begins with a command."""

FIRST = f"::error title=a::{BAD}"
NOT_EVEN_TEXT = f"{BAD}\udcff\udce9"
"""A file's name that is no UTF-8, as Python has it."""

ANNOTATION = re.compile(r"::(?:error|warning|notice) (?:file|title)=")
ISSUE = re.compile(r"(?m)^##vso\[task\.logissue (?=type=)")
JSON = ("json", "sarif", "gitlab")
TEXT = json.dumps(BAD)


def toml(text: str) -> str:
    """Return a text as TOML has it in double quotes."""
    return json.dumps(text).replace("\x7f", "\\u007f")


CONFIG = f"""\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: {json.dumps(FIRST)}
connector: procore
integration: {TEXT}
workspace: {{name: {TEXT}, type: standard, {TEXT}: 1}}
application: {{source: custom, name: {TEXT}, access: service-account, installed: true}}
connection:
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: {TEXT}
  baseConnection: {TEXT}
  details: {{companyId: "4,281,379", connectionEnvironment: Monthly, {TEXT}: {TEXT}, region: {TEXT}}}
{TEXT}: {TEXT}
---
apiVersion: appxlint/v1
kind: ConnectorConfig
name: {TEXT}
connector: {TEXT}
integration: Ledger
workspace: {TEXT}
connection: {{definition: {TEXT}, details: {{}}}}
---
apiVersion: appxlint/v1
kind: OAuthClient
name: {json.dumps(FIRST)}
connector: procore
definition: {TEXT}
clientId: {TEXT}
clientSecret: ${{env:APPXLINT_NOT_SET}}
tokenUrl: "https://login.procore.com/oauth/token{BAD[:5].encode("unicode_escape").decode()}"
---
apiVersion: appxlint/v1
kind: Workspace
name: {TEXT}
region: US
flavour: {TEXT}
---
apiVersion: appxlint/v1
kind: {TEXT}
"""
RIGHT = f"""\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: {json.dumps(FIRST)}
connector: procore
integration: Ledger
workspace: {{name: {TEXT}, type: standard}}
application: {{source: custom, name: {TEXT}, access: service-account, installed: true}}
connection:
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: {TEXT}
  details: {{companyId: 4281379, connectionEnvironment: Production}}
---
apiVersion: appxlint/v1
kind: OAuthClient
name: {TEXT}
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
credentials: production
clientId: ${{env:APPXLINT_NOT_SET}}
clientSecret: ${{env:APPXLINT_NOT_SET_EITHER}}
---
apiVersion: appxlint/v1
kind: Workspace
name: {TEXT}
"""
RAW = f"apiVersion: appxlint/v1\nkind: Workspace\nname: Acme # {BAD}\n# appxlint: ignore[{BAD[:20]}] {BAD[:20]}\n"
BROKEN = "apiVersion: appxlint/v1\nkind: Workspace\nname: *a\x1b[2J\x9b\u202e\nother: !\x1b[2J\u202e x\n"
CONNECTOR = json.dumps(
    {"connectorKey": BAD, "name": BAD, "connectionDefinitions": [{"key": BAD, "name": BAD}]}
)
FILES = {
    f"{FIRST}.yaml": CONFIG,
    f"{BAD}/appxlint.toml": "",
    f"{BAD}/right.yaml": RIGHT,
    f"{NOT_EVEN_TEXT}/raw.yaml": RAW,
    f"{NOT_EVEN_TEXT}/{FIRST}.yaml": BROKEN,
    f"{NOT_EVEN_TEXT}/connector.json": CONNECTOR,
}


class Call(NamedTuple):
    """A command line, with the settings, variables and standard input that it meets."""

    arguments: tuple[str, ...]
    settings: str = ""
    variables: Mapping[str, str] = {}
    stdin: str = ""


def check(*arguments: str, settings: str = "", stdin: str = "", **variables: str) -> Call:
    return Call(("check", *arguments), settings, variables, stdin)


def tried(name: str, *arguments: str) -> Call:
    return Call((name, *arguments))


PLACES = {
    **{f"check, {form}": check("--format", form, ".") for form in FORMATS},
    "check, painted": check("--color", "always", "--show-files", "--statistics", "."),
    "check in GitHub Actions": check(".", GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=f"{BAD}/gone/x.md"),
    "a named file": check(f"{FIRST}.yaml", "--quiet"),
    "a missing file": check(NOT_EVEN_TEXT + "x", FIRST),
    "a pattern": check(f"{FIRST}*", f"{BAD}*gone"),
    "what would be fixed": check("--diff", "--unsafe-fixes", "."),
    "what is fixed": check("--fix", "--unsafe-fixes", "."),
    "standard input": check("--stdin-filename", f"{FIRST}.yaml", "-", stdin=CONFIG),
    "standard input, fixed": check("--stdin-filename", f"{FIRST}.yaml", "--diff", "-", stdin=CONFIG),
    "a baseline": check("--write-baseline", f"{FIRST}.json", f"{BAD}/right.yaml"),
    "a baseline that cannot be written": check("--write-baseline", f"{BAD}gone/a.json", "."),
    "an output that cannot be written": check("--output", f"{BAD}gone/a.json", "."),
    "an output that would overwrite": check("--output", f"{FIRST}.yaml", "."),
    "an output to the stream": check("--format", "text", "--output", "/dev/stdout", "."),
    "a rule": check("--select", FIRST, "."),
    "a severity": check("--severity", f"{FIRST}=info", "."),
    "a level": check("--severity", f"wrong-type={FIRST}", "."),
    **{
        f"the option {option}": check(f"--{option}", FIRST, ".")
        for option in (
            "format",
            "fail-on",
            "project",
            "config",
            "as-of",
            "color",
            "ignore",
            "frmat",
            "output",
        )
    },
    "an option that is none": check(f"--{FIRST}"),
    "a short option that is none": check(f"-{BAD}"),
    "a flag with a value": check(f"--quiet={FIRST}"),
    "a command that is none": tried(FIRST),
    "a path as the command": tried(f"{BAD}/right.yaml"),
    "an option before the command": tried(f"--bogus{BAD}", "check"),
    "too many arguments": tried("rules", FIRST, BAD),
    "show": tried("show", f"{BAD}/right.yaml"),
    "show, json": tried("show", f"{BAD}/right.yaml", "--format", "json"),
    "show, faulty": tried("show", f"{FIRST}.yaml"),
    "guide": tried("guide", f"{BAD}/right.yaml"),
    "guide, Markdown": tried("guide", f"{BAD}/right.yaml", "--format", "markdown"),
    "guide, HTML": tried("guide", f"{BAD}/right.yaml", "--format", "html"),
    "guide, files": tried("guide", ".", "--output", f"{BAD}sheets"),
    "guide, files that are there": tried("guide", f"{BAD}/right.yaml", "--output", f"{BAD}"),
    "guide, faulty": tried("guide", f"{FIRST}.yaml"),
    "guide, missing": tried("guide", NOT_EVEN_TEXT),
    "show, missing": tried("show", NOT_EVEN_TEXT),
    "show, without a config": tried("show", f"{NOT_EVEN_TEXT}/raw.yaml"),
    "show, another project": tried("show", f"{BAD}/right.yaml", "--project", FIRST),
    "list": tried("list", f"{BAD}/right.yaml"),
    "list, csv": tried("list", "--format", "csv", "."),
    "list, markdown": tried("list", "--format", "markdown", "."),
    "list, json": tried("list", "--format", "json", "."),
    "list, missing": tried("list", NOT_EVEN_TEXT),
    "list, filtered": tried("list", "--customer", FIRST),
    "list, to a file": tried("list", "--output", f"{BAD}gone/a.csv"),
    "secrets": tried("secrets", f"{BAD}/right.yaml"),
    "secrets, csv": tried("secrets", "--format", "csv", "."),
    "secrets, json": tried("secrets", "--format", "json", "."),
    "secrets, set or not": tried("secrets", "--check-set", "."),
    "secrets, a template": tried("secrets", "--template", "."),
    "secrets, a calendar": tried("secrets", "--ics", "."),
    "diff": tried("diff", f"{BAD}/right.yaml", f"{BAD}/right.yaml", "--all"),
    "diff, json": tried("diff", f"{BAD}/right.yaml", f"{BAD}/right.yaml", "--all", "--format", "json"),
    "diff, csv": tried("diff", f"{BAD}/right.yaml", f"{FIRST}.yaml", "--all", "--format", "csv"),
    "diff, of names": tried("diff", FIRST, BAD),
    "diff, of revisions": tried("diff", "--rev", FIRST, "."),
    "diff, at a revision": tried("diff", f"{FIRST}:a.yaml", f"HEAD:{BAD}"),
    "graph": tried("graph", "."),
    "graph, mermaid": tried("graph", ".", "--format", "mermaid"),
    "graph, dot": tried("graph", ".", "--format", "dot"),
    "graph, json": tried("graph", ".", "--format", "json"),
    "graph, a change": tried("graph", ".", "--impact", f"{BAD}/right.yaml"),
    "graph, a change of nothing": tried("graph", ".", "--impact", FIRST),
    "schema": tried("schema", FIRST),
    "schema, installed": tried("schema", "--install", "vscode"),
    "schema, installed for files": tried("schema", "--install", "vscode", "--files", FIRST, "--files", BAD),
    "schema, another editor": tried("schema", "--install", FIRST),
    "explain": tried("explain", FIRST),
    "catalog": tried("catalog", FIRST),
    "catalog, another format": tried("catalog", "--format", FIRST),
    "live": tried("live", f"{BAD}/right.yaml"),
    "live, json": tried("live", "--format", "json", f"{BAD}/right.yaml"),
    "live, a host": tried("live", "--trust-host", FIRST),
    "live, an address": tried("live", "--trust-host", "a", "--login-url", FIRST, f"{BAD}/right.yaml"),
    "live, certificates": tried("live", "--ca-bundle", FIRST, "."),
    "live, a browser": tried("live", "--browser", "--redirect-uri", FIRST, f"{BAD}/right.yaml"),
    "completion": Call((), variables={"_APPXLINT_COMPLETE": f"source_{BAD}"}),
    "another completion": Call((), variables={"_APPXLINT_COMPLETE": BAD}),
    "the size of the terminal": check(".", COLUMNS=BAD, TERM=BAD, LINES=BAD),
    "an unknown setting": check(".", settings=f"{toml(BAD)} = 1\n"),
    "a setting's value": check(".", settings=f"fail-on = {toml(FIRST)}\n"),
    "a rule of the settings": check(".", settings=f"select = [{toml(FIRST)}]\n"),
    "a catalogue": check(".", settings=f"catalog = [{toml(FIRST)}]\n"),
    "a baseline of the settings": check(".", settings=f"baseline = {toml(BAD)}\n"),
    "a pattern of exclude": check(".", settings=f"exclude = [{toml('[z-a]' + BAD)}]\n"),
    "a pattern of files": check(".", settings=f"[per-file-ignores]\n{toml(FIRST)} = ['no-such-rule']\n"),
    "a file's rule": check(".", settings=f"[per-file-ignores]\n'*' = {{{toml(FIRST)} = 'a'}}\n"),
    "a pattern of references": check(".", settings=f"secret-references = [{toml('(' + BAD)}]\n"),
    "settings that are extended": check(".", settings=f"extends = {toml(FIRST)}\n"),
    "versions that are asked for": check(".", settings=f"required-version = {toml(FIRST)}\n"),
    "what names look like": check(
        ".", settings=f"names.ConnectorConfig = {{pattern = {toml('a|' + BAD)}, message = {toml(FIRST)}}}\n"
    ),
    "settings that are shown": check(
        "--show-settings",
        ".",
        settings=f"baseline = {toml(BAD)}\n[per-file-ignores]\n{toml(FIRST)} = [{toml(BAD)}]\n",
    ),
    "settings that are shown as JSON": check(
        "--show-settings",
        "--format",
        "json",
        ".",
        settings=f"exclude = [{toml(FIRST)}]\nbaseline = {toml(BAD)}\n",
    ),
    "settings that are no TOML": check(".", settings=f"a = 1 {BAD}\n"),
    "settings elsewhere": check("--config", f"{NOT_EVEN_TEXT}/raw.yaml", "."),
}


WITH_CRLF = {"csv", "--ics"}
"""Words of a command line whose product ends its lines as the network does."""


def harm(output: bytes, *, annotations: bool) -> list[str]:
    """Return what in an output is more than text; a diff may hold tabs, and a log of a pipeline its annotations."""
    text = output.decode()
    if annotations:
        text = ISSUE.sub("issue of Azure's ", text)
    found = [f"{char!r}" for char in FORBIDDEN.findall(text.replace("\t", ""))]
    found += [mark for mark in ("##[", "##vso[") if mark in text]
    for line in text.split("\n"):
        begun = line.lstrip()
        if begun.startswith("FORGED") or (
            begun.startswith("::") and not (annotations and ANNOTATION.match(line))
        ):
            found.append(line)
    return found


def painted(output: bytes) -> bytes:
    """Return an output without the sequences that only paint."""
    return re.sub(rb"\x1b\[[0-9;]+m", b"", output)


@pytest.mark.thorough
@pytest.mark.parametrize("place", PLACES)
def test_what_is_printed_is_text_alone(place: str, project: Path) -> None:
    call = PLACES[place]
    write_project(project, {"appxlint.toml": call.settings})
    for name, content in FILES.items():
        file = project / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content.encode())
    ran = subprocess.run(
        [sys.executable, "-m", "validator", *map(os.fsencode, call.arguments)],
        cwd=project,
        env={**clean_environment(), **call.variables},
        input=call.stdin.encode(),
        capture_output=True,
        check=False,
        timeout=120,
    )
    logs = {"github", "azure"} & set(call.arguments) or "GITHUB_ACTIONS" in call.variables
    out, err = ran.stdout, ran.stderr
    if "always" in call.arguments:
        assert out != painted(out)
        out = painted(out)
    if WITH_CRLF & set(call.arguments):
        out = out.replace(b"\r\n", b"\n")
    assert harm(out, annotations=bool(logs)) == []
    assert harm(err, annotations=False) == []
    assert out + err
    assert ran.returncode in {0, 1, 2, 3}, err
    if set(JSON) & set(call.arguments):
        assert json.loads(out)
    if "junit" in call.arguments:
        assert ET.fromstring(out)  # noqa: S314 - made here


@pytest.mark.parametrize(
    "output",
    [
        "\x1b[2J",
        "a\rb",
        "\x9b",
        "\u202e",
        "\u200b",
        "\x7f",
        "::error::x",
        " ::add-mask::x",
        "a ##[error]",
        "FORGED",
    ],
)
def test_harm_would_be_seen(output: str) -> None:
    assert harm(output.encode(), annotations=False) != []
    assert harm(f"fine\n{output}\n".encode(), annotations=True) != []


def test_annotations_are_seen_where_they_are_not_meant() -> None:
    assert harm(b"::error file=a::b\n", annotations=True) == []
    assert harm(b"::error file=a::b\n", annotations=False) != []
